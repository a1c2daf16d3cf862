import { isAsked } from '../../db/asked.ts'
import { draftsAreOpen } from '../../db/offices.ts'
import { remembered } from '../../db/remembered.ts'
import type { RequestRow } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { seatsOf } from '../../machines/run/asked.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { By } from './command.ts'

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

/**
 * Throws `not_permitted` for another office's request, for who holds no post today, and for a draft that was never
 * submitted, unless it is their own, their group's, or waits for them.
 */
export async function mustBeReadable(
  db: Reader,
  by: By,
  { id, office, owner, draftOf }: Pick<RequestRow, 'id' | 'office' | 'owner' | 'draftOf'>,
): Promise<void> {
  if (office !== by.person.office) throw new ApiProblem('not_permitted')
  if (!hasPost(by)) throw notPermitted('no_post', noPost)
  if (draftOf === '' || owner === by.person.id) return
  const groups = await readableDrafts(db, by)
  if (groups === undefined || groups.includes(draftOf)) return
  if (await isAsked(db, { request: id, seats: seatsOf(by.actor, office) })) return
  throw notPermitted('draft_of_others', othersDraft)
}

const notPermitted = (code: string, message: Text) =>
  new ApiProblem('not_permitted', { message, refusals: [{ code, message }] })
const noPost: Text = {
  th: 'วันนี้ท่านไม่มีการแต่งตั้งในสำนักงาน จึงเปิดเรื่องของสำนักงานไม่ได้ — แจ้งผู้ดูแลระบบของสำนักงาน',
  en: "You hold no appointment in the office today, so its requests are closed to you. Tell your office's administrator.",
}
const othersDraft: Text = {
  th: 'เรื่องนี้ยังไม่ได้เสนอ จึงเปิดได้เฉพาะเจ้าของเรื่องและเจ้าหน้าที่ในกลุ่มเดียวกัน',
  en: 'This request was not submitted yet: its owner and the officers of the same group can read it.',
}
