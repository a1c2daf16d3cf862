import type { StoredEntry } from '../../db/audit-log.ts'
import type { Db } from '../../db/open.ts'
import { allOfficeEvents } from '../../db/verification.ts'
import { noHash } from '../../machines/hash/event-hash.ts'
import { factDigest, officeEventHash } from '../../machines/hash/office-event-hash.ts'
import { factsOf } from '../offices/entries.ts'
import { ErasureChecks } from './erasures.ts'

type Tell = (what: string) => void

/**
 * Follows the chain of every audit log from its first entry; answers how many there are, and every difference. Orders
 * to erase, and what they erased in the logs, are told to `erasures`.
 */
export async function verifyAuditLogs(
  db: Db,
  erasures = new ErasureChecks(),
): Promise<{ entries: number; differences: { office: string; what: string }[] }> {
  const differences: { office: string; what: string }[] = []
  let entries = 0
  let previous: StoredEntry | undefined
  let seq = 0
  const erased: Parameters<ErasureChecks['erased']>[] = []
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
    verifyFacts(entry, tell)
    if (entry.type === 'personal.erased')
      try {
        erasures.order(entry)
      } catch {
        tell(`entry ${entry.seq} orders an erasure, but cannot be read`)
      }
    for (const fact of factsOf(entry))
      if (fact.erased !== null) erased.push(['facts', fact.erased, [office, entry.seq, fact.number]])
    previous = entry
  }
  // What an entry says is erased by a later one.
  for (const one of erased) erasures.erased(...one)
  return { entries, differences }
}

/** Compares what an entry says of persons with the digests that its hash covers. */
function verifyFacts(entry: StoredEntry, tell: Tell): void {
  const facts = factsOf(entry)
  const digests = digestsOf(entry)
  if (digests?.length !== facts.length)
    tell(`entry ${entry.seq} says more or less of people than was recorded`)
  for (const [index, { number, person, json, salt, erased }] of facts.entries()) {
    const [of, digest] = digests?.[index] ?? []
    const isErased = erased !== null && json === null && salt === null
    const isThere = erased === null && json !== null && salt !== null && factDigest({ salt, json }) === digest
    if (number !== index || person !== of) tell(`entry ${entry.seq}: whom it names was changed`)
    else if (json === null && erased === null)
      tell(`entry ${entry.seq}: what it says of ${person} was erased without an order`)
    else if (!isErased && !isThere) tell(`entry ${entry.seq}: what it says of ${person} was changed`)
  }
}

function digestsOf({ facts }: StoredEntry): [person: string, digest: string][] | undefined {
  try {
    const digests = JSON.parse(facts) as unknown
    return Array.isArray(digests) ? digests : undefined
  } catch {
    return undefined
  }
}
