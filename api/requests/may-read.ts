import { askedOfRequests, isAsked } from '../../db/asked.ts'
import { readingOfRequests } from '../../db/change-streams.ts'
import { draftsAreOpen } from '../../db/offices.ts'
import { remembered } from '../../db/remembered.ts'
import { findRequest, noSteps, type RequestRow } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { seatsOf, seatsOfHolder } from '../../machines/run/asked.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { By } from './command.ts'
import { holdersOf } from './holders.ts'

const draftsOpen = remembered(['office'], draftsAreOpen)

/** The groups whose drafts this person may read; undefined where the office has opened all of them. */
export async function readableDrafts(db: Reader, { person, actor }: By): Promise<string[] | undefined> {
  if (await draftsOpen(db, person.office)) return undefined
  return [...new Set(postsIn(actor, person.office).flatMap(({ group }) => group ?? []))]
}

/** Whether this person holds any post in their office today: without one, nothing of it is theirs to read. */
export const hasPost = ({ person, actor }: By): boolean => postsIn(actor, person.office).length > 0

const postsIn = ({ appointments }: By['actor'], office: string) =>
  appointments.filter((held) => held.office === office)

/** What its owner threw away as a draft stands at no step: nobody reads it any more. */
export const isGone = ({ steps }: Pick<RequestRow, 'steps'>): boolean => steps === noSteps

/**
 * Throws `not_found` for a draft that was thrown away, `not_permitted` for another office's request, for who holds no post today, and for a draft that was never
 * submitted, unless it is their own, their group's, or waits for them.
 */
export async function mustBeReadable(
  db: Reader,
  by: By,
  { id, office, owner, draftOf, steps }: Pick<RequestRow, 'id' | 'office' | 'owner' | 'draftOf' | 'steps'>,
): Promise<void> {
  if (isGone({ steps })) throw new ApiProblem('not_found')
  if (office !== by.person.office) throw new ApiProblem('not_permitted')
  if (!hasPost(by)) throw notPermitted('no_post', noPost)
  if (draftOf === '' || (await readsDraftsOf(db, by, { id, office, owner, groupId: draftOf }))) return
  throw notPermitted('draft_of_others', othersDraft)
}

/** A request that this person may read; throws `not_found`, `not_permitted`. */
export async function readableRequest(db: Reader, by: By, id = ''): Promise<RequestRow> {
  const row = await findRequest(db, id)
  if (!row) throw new ApiProblem('not_found')
  await mustBeReadable(db, by, row)
  return row
}

/** Whether this person reads what is written in a request before it is submitted: their own, their group's, or what waits for them. */
export async function readsDraftsOf(
  db: Reader,
  by: By,
  { id, office, owner, groupId }: Pick<RequestRow, 'id' | 'office' | 'owner' | 'groupId'>,
): Promise<boolean> {
  if (owner === by.person.id) return true
  const groups = await readableDrafts(db, by)
  if (groups === undefined || groups.includes(groupId)) return true
  return isAsked(db, { request: id, seats: seatsOf(by.actor, office) })
}

/** Which of these requests of an office each of its people may read, by the same rules, for many people at once. */
export async function readersOf(
  db: Reader,
  { office, requests, at }: { office: string; requests: string[]; at: number },
): Promise<(person: string) => string[]> {
  const rows = await readingOfRequests(db, requests)
  const drafts = (await draftsOpen(db, office)) ? [] : rows.filter(({ draftOf }) => draftOf !== '')
  const closed = new Set(drafts.map(({ id }) => id))
  const opened = rows.filter(({ id }) => !closed.has(id)).map(({ id }) => id)
  const asked = Map.groupBy(closed.size > 0 ? await askedOfRequests(db, [...closed]) : [], ({ whom }) => whom)
  const posts = Map.groupBy(await holdersOf(db, office, at), ({ person }) => person)
  return (person) => {
    const held = posts.get(person) ?? []
    if (held.length === 0) return []
    const waiting = new Set(
      held.flatMap(seatsOfHolder).flatMap((seat) => (asked.get(seat) ?? []).map(({ request }) => request)),
    )
    const own = drafts.filter(
      ({ id, owner, draftOf }) =>
        owner === person || held.some(({ groupId }) => groupId === draftOf) || waiting.has(id),
    )
    return [...opened, ...own.map(({ id }) => id)]
  }
}

const notPermitted = (code: string, message: Text) =>
  new ApiProblem('not_permitted', { message, refusals: [{ code, message }] })
const noPost: Text = {
  th: 'วันนี้ท่านไม่มีการแต่งตั้งในสำนักงาน จึงเปิดเรื่องของสำนักงานไม่ได้ แจ้งผู้ดูแลระบบของสำนักงาน',
  en: "You hold no appointment in the office today, so its requests are closed to you. Tell your office's administrator.",
}
const othersDraft: Text = {
  th: 'เรื่องนี้ยังไม่ได้เสนอ จึงเปิดได้เฉพาะเจ้าของเรื่องและเจ้าหน้าที่ในกลุ่มเดียวกัน',
  en: 'This request was not submitted yet: its owner and the officers of the same group can read it.',
}
