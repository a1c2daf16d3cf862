import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pendingMigrations } from '../../db/migrations/migrate.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { createStoredFiles } from '../files/stored-files.ts'
import { databaseFile, readConfig } from '../process/config.ts'
import { keptHeads } from './daily-head.ts'
import { verifyAll } from './verify-all.ts'
import { verifyFiles } from './verify-files.ts'
import { verifySchema } from './verify-schema.ts'

/**
 * `npm run verify`: exit 0 when every record agrees with every other and with the heads that were kept, 1 when something
 * differs. `--head FILE` (also several times) compares with heads that are kept elsewhere too.
 */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { head: { type: 'string', multiple: true } } })
  const config = readConfig(process.env)
  const file = databaseFile(config)
  if (!existsSync(file)) {
    console.error(
      `There is no database at ${file}. Start the product once, or set PRAKAT_DATA to its directory.`,
    )
    return 1
  }
  const db = openReadOnly(file, { mappedBytes: 0 })
  try {
    const pending = await pendingMigrations(db)
    if (pending.length > 0) {
      console.error(
        `The tables of ${file} are of an earlier edition (${pending.join(', ')} is missing). Start the product once, then try again.`,
      )
      return 1
    }
    const heads = [...(await keptHeads(config.data)), ...(values.head ?? []).map((path) => resolve(path))]
    const { now, differences, erased, counts } = await verifyAll(db, heads, Date.now())
    const { files, differences: ofFiles } = await verifyFiles(db, createStoredFiles(config).store)
    differences.push(...ofFiles, ...(await verifySchema(db)))
    for (const what of [...erased, ...differences]) console.log(what)
    console.log(JSON.stringify(now))
    const { requests, events, entries } = counts
    const compared = `${heads.length} kept heads`
    console.log(
      `${requests} requests, ${events} events, ${entries} log entries, ${files} files, ${compared}, ${differences.length} differences`,
    )
    return differences.length === 0 ? 0 : 1
  } finally {
    await db.destroy()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(`The records could not be verified. ${(error as Error).message}`)
  process.exitCode = 1
}
