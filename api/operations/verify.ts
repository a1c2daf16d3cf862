import { existsSync } from 'node:fs'
import { pendingMigrations } from '../../db/migrations/migrate.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { atOneMoment } from '../../db/read-snapshot.ts'
import { databaseFile, readConfig } from '../process/config.ts'
import { verifyOfficeLogs } from './verify-audit-logs.ts'
import { verifyRequests } from './verify-requests.ts'

/** `npm run verify`: exit 0 when every record agrees with every other, 1 when something differs. */
async function main(): Promise<number> {
  const file = databaseFile(readConfig(process.env))
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
    // Beside a server that runs, what is read first and what is read last must be of one moment.
    const { of, logs } = await atOneMoment(db, async () => ({
      of: await verifyRequests(db),
      logs: await verifyOfficeLogs(db),
    }))
    const { requests, events, differences } = of
    for (const { request, what } of differences) console.log(`${request}: ${what}`)
    for (const { office, what } of logs.differences) console.log(`log of ${office}: ${what}`)
    const count = differences.length + logs.differences.length
    console.log(`${requests} requests, ${events} events, ${logs.entries} log entries, ${count} differences`)
    return count === 0 ? 0 : 1
  } finally {
    await db.destroy()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`The records could not be verified. ${(error as Error).message}`)
  process.exitCode = 1
}
