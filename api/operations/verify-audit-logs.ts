import { allOfficeEvents } from '../../db/audit-log.ts'
import type { Db } from '../../db/open.ts'
import type { OfficeEventTable } from '../../db/tables.ts'
import { noHash } from '../../machines/hash/event-hash.ts'
import { officeEventHash } from '../../machines/hash/office-event-hash.ts'

/** Follows the chain of every office's log from its first entry; answers how many there are, and every difference. */
export async function verifyOfficeLogs(
  db: Db,
): Promise<{ entries: number; differences: { office: string; what: string }[] }> {
  const events = await allOfficeEvents(db)
  const differences = [...Map.groupBy(events, ({ office }) => office)].flatMap(([office, log]) =>
    differencesIn(log).map((what) => ({ office, what })),
  )
  return { entries: events.length, differences }
}

function differencesIn(log: OfficeEventTable[]): string[] {
  const differences: string[] = []
  let previous = noHash
  for (const [index, event] of log.entries()) {
    if (event.seq !== index + 1) differences.push(`entry ${index + 1} is missing (found ${event.seq})`)
    if (event.previousHash !== previous)
      differences.push(`entry ${event.seq} does not follow the one before it`)
    if (officeEventHash(event) !== event.hash) differences.push(`entry ${event.seq} was changed`)
    previous = event.hash
  }
  return differences
}
