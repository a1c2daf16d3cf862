import type { Db } from '../../db/open.ts'
import { withReadSnapshot } from '../../db/read-snapshot.ts'
import { faultsOfFile, orphans } from '../../db/verification.ts'
import { readHeadFile } from './daily-head.ts'
import { ErasureChecks } from './erasures.ts'
import { HeadChecks, type Heads, readHeads } from './heads.ts'
import { verifyAuditLogs } from './verify-audit-logs.ts'
import { verifyPeople } from './verify-people.ts'
import { verifyRequests } from './verify-requests.ts'
import { verifySettings } from './verify-settings.ts'
import { verifyStanding } from './verify-standing.ts'

export type Verified = {
  /** The heads of the chains as they stand. */
  now: Heads
  differences: string[]
  /** What was erased by order, a sentence an order. */
  erased: string[]
  counts: { requests: number; events: number; entries: number }
}

/**
 * Everything that can be told about a database, at one moment, also beside a server that runs: the file, rows that refer
 * to none, every request and its history, the offices' logs, people and appointments, and the heads in `headFiles`. Changes
 * nothing. `db` must be a connection that nothing else uses.
 */
export async function verifyAll(db: Db, headFiles: readonly string[], at: number): Promise<Verified> {
  const checks = new HeadChecks()
  const differences: string[] = []
  for (const file of headFiles) {
    try {
      checks.expect(file, await readHeadFile(file))
    } catch (error) {
      differences.push((error as Error).message)
    }
  }
  return withReadSnapshot(db, async () => {
    differences.push(...(await faultsOfFile(db)).map((what) => `file: ${what}`))
    for (const { table, parent, count } of await orphans(db))
      differences.push(`${table}: ${count} rows refer to a ${parent} that does not exist`)
    const now = await readHeads(db, { at, onLink: checks.onLink })
    differences.push(...checks.differences(now).told)
    const erasures = new ErasureChecks()
    const logs = await verifyAuditLogs(db, erasures)
    differences.push(...logs.differences.map(({ office, what }) => `log of ${office}: ${what}`))
    differences.push(
      ...(await verifyPeople(db)),
      ...(await verifySettings(db)),
      ...(await verifyStanding(db)),
    )
    const { requests, events, differences: ofRequests } = await verifyRequests(db, erasures)
    differences.push(...ofRequests.map(({ request, what }) => `${request}: ${what}`))
    differences.push(...erasures.differences())
    const counts = { requests, events, entries: logs.entries }
    return { now, differences, erased: erasures.sentences(), counts }
  })
}
