import { hash } from 'node:crypto'

/** The same as `sha256.ts`, ten times as fast: package.json gives it to Node under the name `#sha256`. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')
