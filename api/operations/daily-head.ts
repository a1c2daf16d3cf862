import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { syncToDisk } from '../../db/copy.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Deps } from '../process/deps.ts'
import { type Heads, headsSchema, readHeads } from './heads.ts'

/** Where a head of each day is kept, outside of the database. */
export const headsDirectory = (data: string): string => join(data, 'heads')

/** The heads in a file; throws an Error that names the file where it holds none. */
export async function readHeadFile(file: string): Promise<Heads> {
  try {
    return headsSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new Error(`${file} cannot be read as a head of Prakat (${(error as Error).message}).`)
  }
}

/** The paths of all heads that are kept in the directory of the database, oldest first. */
export async function keptHeads(data: string): Promise<string[]> {
  const names = await readdir(headsDirectory(data)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names
    .filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name))
    .sort()
    .map((name) => join(headsDirectory(data), name))
}

/**
 * Writes the heads of the chains into the file of this day in Bangkok, unless it is there, synced to disk before it has its
 * name. Stops without one when `signal` is aborted; what fails is logged and tried again at the next call.
 */
export async function keepDailyHead(deps: Deps, signal: AbortSignal): Promise<void> {
  const now = deps.clock.now()
  const file = join(headsDirectory(deps.config.data), `${bangkokDay(now)}.json`)
  try {
    if ((await keptHeads(deps.config.data)).includes(file)) return
    const breathe = async () => {
      await turn()
      signal.throwIfAborted()
    }
    const heads = await readHeads(deps.reads, { at: now, breathe })
    await writeSynced(file, `${JSON.stringify(heads, null, 2)}\n`)
    deps.log.info({ file }, 'The heads of the chains were written; keep a copy elsewhere')
  } catch (err) {
    if (!signal.aborted) deps.logHourly('heads', { err }, 'The heads of the chains could not be written')
  }
}

/** Writes a file that is whole and on disk when it has its name; its directory is made where it is missing. */
export async function writeSynced(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const part = `${file}.part`
  const handle = await open(part, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, file)
  syncToDisk(dirname(file))
}
