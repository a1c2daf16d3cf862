import { countUnread, unreadUnsubmitted } from '../../db/notifications.ts'
import type { Reader } from '../procedures/versions.ts'
import { holdersOf } from '../requests/holders.ts'
import { readersOf } from '../requests/may-read.ts'

type Whom = { person: string; office: string; at: number }

/**
 * Of some requests those whose notices a person is shown: who has lost the post, or cannot read a draft any more, is not
 * shown its title by an old notice either.
 */
export async function shownRequests(
  db: Reader,
  { person, office, at }: Whom,
  requests: Iterable<string>,
): Promise<Set<string>> {
  const readers = await readersOf(db, { office, requests: [...new Set(requests)], at })
  return new Set(readers(person))
}

/** How much a person was told and has not read, of what they are shown. */
export async function shownUnread(db: Reader, whom: Whom): Promise<number> {
  const { ofRequests, ofOffice } = await countUnread(db, whom.person)
  if (ofRequests === 0) return ofOffice
  const holders = await holdersOf(db, whom.office, whom.at)
  if (!holders.some(({ person }) => person === whom.person)) return ofOffice
  // What was submitted everybody with a post reads: only of the rest it has to be asked.
  const rows = await unreadUnsubmitted(db, whom.person)
  if (rows.length === 0) return ofRequests + ofOffice
  const shown = await shownRequests(
    db,
    whom,
    rows.map(({ request }) => request),
  )
  const hidden = rows.filter(({ request, isGone }) => isGone === 1 || !shown.has(request))
  return ofRequests + ofOffice - hidden.reduce((sum, { count }) => sum + count, 0)
}
