import { existsSync } from 'node:fs'
import { openDatabase } from '../db/open.ts'
import { databaseFile, readConfig } from './config.ts'
import { verifyOfficeLogs } from './verify-office-logs.ts'
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
  const db = await openDatabase(file)
  try {
    const { requests, events, differences } = await verifyRequests(db)
    const logs = await verifyOfficeLogs(db)
    for (const { request, what } of differences) console.log(`${request}: ${what}`)
    for (const { office, what } of logs.differences) console.log(`log of ${office}: ${what}`)
    const count = differences.length + logs.differences.length
    console.log(`${requests} requests, ${events} events, ${logs.entries} log entries, ${count} differences`)
    return count === 0 ? 0 : 1
  } finally {
    await db.destroy()
  }
}

process.exitCode = await main()
