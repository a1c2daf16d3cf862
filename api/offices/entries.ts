import type { StoredEntry } from '../../db/audit-log.ts'
import type { OfficeFactTable } from '../../db/tables.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { putBack } from './naming.ts'

export type EntryFact = Pick<OfficeFactTable, 'number' | 'person' | 'json' | 'salt' | 'erased'>

/** What an entry of a log says of persons, by number. */
export const factsOf = ({ named }: Pick<StoredEntry, 'named'>): EntryFact[] =>
  JSON.parse(named) as EntryFact[]

/** An entry with the names and facts in their places again; words say so where they were erased. */
export function wholeEntry(entry: StoredEntry): StoredEntry {
  if (entry.form === 1) return entry
  const facts = factsOf(entry)
  const [actor] = facts
  const { actorName } = JSON.parse(actor?.json ?? '{}') as { actorName?: string }
  return {
    ...entry,
    actorName: actorName ?? erasedWords,
    before: putBack(entry.before, facts),
    after: putBack(entry.after, facts),
  }
}
