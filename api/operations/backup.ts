import { existsSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { copyDatabase, syncToDisk } from '../../db/copy.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { faultsOfFile } from '../../db/verification.ts'
import { databaseFile, readConfig } from '../process/config.ts'
import { copyMissingFiles, filesBeside } from './copy-files.ts'
import { writeSynced } from './daily-head.ts'
import { type Heads, readHeads } from './heads.ts'
import { requireDatabase } from './with-database.ts'

/** Beside a backup: the heads of its chains, against which it is verified when it is restored. */
export const headOfBackup = (file: string): string => `${file}.head.json`

/**
 * Backs up the database at `from` into the new file `to`, beside a server that runs: everything that was acknowledged
 * before this was called is in it. Has the name `to` only once it is whole, sound and on disk. Throws where it exists.
 */
export async function backUp(from: string, to: string, at: number): Promise<Heads> {
  requireDatabase(from)
  for (const file of [to, headOfBackup(to)])
    if (existsSync(file)) throw new Error(`${file} exists already; name another file.`)
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const part = `${to}.part`
  await rm(part, { force: true })
  try {
    await copyDatabase(from, part)
    const heads = await readSound(part, at)
    await writeSynced(headOfBackup(to), `${JSON.stringify(heads, null, 2)}\n`)
    await rename(part, to)
    syncToDisk(dirname(to))
    return heads
  } finally {
    await rm(part, { force: true })
  }
}

/** The heads of a copy; throws where SQLite finds something wrong with it. */
async function readSound(file: string, at: number): Promise<Heads> {
  const db = openReadOnly(file)
  try {
    const faults = await faultsOfFile(db)
    if (faults.length > 0)
      throw new Error(`The database is damaged, and so is its copy, which was not kept: ${faults.join('; ')}`)
    return await readHeads(db, { at })
  } finally {
    await db.destroy()
  }
}

/** `npm run backup -- [FILE]`; without a name, into `backups` in the directory of the database, named by the time. */
async function main(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const config = readConfig(process.env)
  const now = Date.now()
  const name = `${new Date(now).toISOString().replaceAll(':', '-')}.sqlite`
  const to = positionals[0] === undefined ? join(config.data, 'backups', name) : resolve(positionals[0])
  const { offices } = await backUp(databaseFile(config), to, now)
  const events = Object.values(offices).reduce((sum, office) => sum + office.events.count, 0)
  const { size } = await stat(to)
  // Files lie with a service otherwise, which keeps copies of its own.
  const files = config.s3 ? 0 : await copyMissingFiles(join(config.data, 'files'), filesBeside(dirname(to)))
  console.log(
    `${to}: ${events} events, ${(size / 1024 ** 2).toFixed(1)} MiB, and ${files} new files in ${filesBeside(dirname(to))}. Keep both, and PRAKAT_SECRET, elsewhere.`,
  )
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`No backup was made. ${(error as Error).message}`)
    process.exitCode = 1
  }
