import { readFileSync } from 'node:fs'

const packageFile = new URL('../../node_modules/xstate/package.json', import.meta.url)
/** The engine that made a snapshot, kept beside it: a later one may have to read it differently. */
export const engine = `xstate@${(JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version}`
