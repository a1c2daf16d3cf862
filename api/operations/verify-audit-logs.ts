import type { Db } from '../../db/open.ts'
import type { OfficeEventTable } from '../../db/tables.ts'
import { allOfficeEvents } from '../../db/verification.ts'
import { noHash } from '../../machines/hash/event-hash.ts'
import { officeEventHash } from '../../machines/hash/office-event-hash.ts'

/** Follows the chain of every office's log from its first entry; answers how many there are, and every difference. */
export async function verifyOfficeLogs(
  db: Db,
): Promise<{ entries: number; differences: { office: string; what: string }[] }> {
  const differences: { office: string; what: string }[] = []
  let entries = 0
  let previous: OfficeEventTable | undefined
  let seq = 0
  for await (const entry of allOfficeEvents(db)) {
    const { office } = entry
    if (office !== previous?.office) {
      previous = undefined
      seq = 0
    }
    entries += 1
    seq += 1
    const tell = (what: string) => differences.push({ office, what })
    if (entry.seq !== seq) tell(`entry ${seq} is missing (found ${entry.seq})`)
    if (entry.previousHash !== (previous?.hash ?? noHash))
      tell(`entry ${entry.seq} does not follow the one before it`)
    if (officeEventHash(entry) !== entry.hash) tell(`entry ${entry.seq} was changed`)
    previous = entry
  }
  return { entries, differences }
}
