import type { Transaction } from 'kysely'
import type { EventRow, RequestRow } from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { begun } from '../../machines/run/replay.ts'
import { begin } from '../../machines/run/step.ts'
import { ApiProblem } from '../http/problem.ts'
import { getActiveVersion } from '../procedures/versions.ts'
import { engine } from '../process/engine.ts'
import { newId } from '../process/ids.ts'
import type { By, Moment } from './command.ts'
import { type Content, readContent } from './content.ts'
import { saveStep } from './record-transition.ts'
import { searchTextOf } from './search-text.ts'

export type NewRequest = { procedure: string; content: Record<string, unknown>; group?: string | undefined }

/**
 * Begins a request on the active version of a procedure of the person's own office. Throws `not_found` for an unknown
 * procedure, `not_permitted` for another office's or a group that is not the person's, `invalid_content`.
 */
export async function createRequest(
  trx: Transaction<Tables>,
  moment: Moment,
  by: By,
  { procedure, content: given, group }: NewRequest,
): Promise<{ id: string; revision: number; request: RequestRow; event: EventRow }> {
  const version = await getActiveVersion(trx, procedure)
  if (version.procedure.office !== by.person.office) throw new ApiProblem('not_permitted')
  const groupId = groupOf(by, group)
  const content = readContent(version.procedure, given)
  const id = newId()
  const { now: at, holidays } = moment
  const taken = begin(version, {
    ...{ office: by.person.office, group: groupId, owner: by.person.id },
    ...{ at, holidays },
  })
  const row: RequestRow = {
    id,
    office: by.person.office,
    groupId,
    owner: by.person.id,
    procedureHash: version.hash,
    procedure,
    title: content.title,
    searchText: searchTextOf(content),
    category: typeof content.category === 'string' ? content.category : null,
    state: '',
    snapshot: '',
    steps: '',
    engine,
    status: 'open',
    waiting: 1,
    revision: 0,
    contentRevision: 1,
    createdAt: moment.now,
    updatedAt: moment.now,
    updatedBy: by.person.id,
    since: moment.now,
  }
  await trx.insertInto('request').values(row).execute()
  await saveDraft(trx, { request: id, revision: 1, content, at: moment.now, by: by.person.id })
  const saved = await saveStep(trx, {
    moment,
    compiled: version,
    row,
    before: null,
    taken,
    by,
    type: begun,
    data: { group: groupId },
    freeze: false,
  })
  return { id, revision: saved.request.revision, ...saved }
}

type Draft = { request: string; revision: number; content: Content; at: number; by: string }

/** Writes a revision that is not frozen yet, over itself where it stands already. */
export async function saveDraft(trx: Transaction<Tables>, { request, revision, content, at, by }: Draft) {
  const text = { json: JSON.stringify(content), sha256: hashOf(content), at, by }
  await trx
    .insertInto('content')
    .values({ request, revision, frozen: 0, ...text })
    .onConflict((conflict) => conflict.columns(['request', 'revision']).doUpdateSet(text))
    .execute()
}

/** The group for which the person makes the request: the one named, or the only one that the person belongs to. */
function groupOf({ actor, person }: By, named: string | undefined): string {
  const own = actor.appointments.filter(({ office, group }) => office === person.office && group !== null)
  const groups = [...new Set(own.map(({ group }) => group as string))]
  if (named !== undefined) {
    if (groups.includes(named)) return named
    throw new ApiProblem('not_permitted', { message: notYourGroup })
  }
  const officer = own.find(({ role }) => role === 'officer')?.group
  const [only = officer] = groups.length === 1 ? groups : []
  if (only) return only
  throw new ApiProblem('not_permitted', { message: noGroup })
}

const notYourGroup = { th: 'คุณไม่ได้อยู่ในกลุ่มนี้', en: 'You do not belong to this group.' }
const noGroup = {
  th: 'คุณยังไม่มีกลุ่มที่สังกัด จึงเสนอเรื่องไม่ได้ — แจ้งผู้ดูแลระบบของสำนักงาน',
  en: "You belong to no group, so you cannot make a request. Tell your office's administrator.",
}
