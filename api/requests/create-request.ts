import { copyRequestFiles } from '../../db/files.ts'
import { insertRequest, type RequestRow, upsertDraft } from '../../db/requests.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { begun as beginning, copiedFrom } from '../../machines/run/replay.ts'
import { begin } from '../../machines/run/step.ts'
import { actsAs } from '../../machines/run/vocabulary.ts'
import { mustHaveFiles } from '../files/named-files.ts'
import { ApiProblem } from '../http/problem.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { getActiveVersion } from '../procedures/versions.ts'
import { engine } from '../process/engine.ts'
import { newIdByTime } from '../process/ids.ts'
import type { By, Unit } from './command.ts'
import { readContent } from './content.ts'
import { listedAs } from './listed-as.ts'
import type { Loaded } from './load.ts'
import { type Recorded, recordTransition } from './record-transition.ts'

export type NewRequest = {
  procedure: string
  content: Record<string, unknown>
  group?: string | undefined
  /** The request that it begins as a copy of, and the files (hashes) that it has from there. */
  copied?: { request: string; files: string[] }
}

/**
 * Begins a request on the active version of a procedure of the person's own office. Throws `not_found` for an unknown
 * procedure, `not_permitted` for another office's or a group that is not the person's, `invalid_content`.
 */
export async function createRequest(
  unit: Unit,
  by: By,
  { procedure, content: given, group, copied }: NewRequest,
): Promise<Recorded> {
  const { trx, at } = unit
  const version = await getActiveVersion(trx, procedure)
  if (version.procedure.office !== by.person.office) throw new ApiProblem('not_permitted')
  const groupId = groupOf(by, group)
  const content = readContent(version.procedure, given)
  const id = newIdByTime()
  const { office, id: owner } = by.person
  const holidays = await holidaysOf(trx, office)
  const taken = begin(version, { office, group: groupId, owner, at, holidays })
  const row: RequestRow = {
    id,
    office,
    groupId,
    owner,
    procedureHash: version.hash,
    procedure,
    ...listedAs(content),
    state: '',
    snapshot: '',
    steps: '',
    engine,
    status: 'open',
    draftOf: groupId,
    waiting: 1,
    revision: 0,
    contentRevision: 1,
    createdAt: at,
    updatedAt: at,
    updatedBy: owner,
    since: at,
    findings: null,
  }
  await insertRequest(trx, row)
  if (copied)
    await copyRequestFiles(trx, { from: copied.request, to: id, files: copied.files, by: owner, at })
  await mustHaveFiles(trx, { request: id, fields: content, code: 'invalid_content' })
  const draft = { revision: 1, json: JSON.stringify(content), sha256: hashOf(content) }
  await upsertDraft(trx, { request: id, ...draft, at, by: owner })
  const begun: Loaded = {
    row,
    compiled: version,
    snapshot: taken.snapshot,
    owner: { id: owner, name: by.person.name, disabled: 0 },
    content: { ...draft, frozen: 0 },
    last: undefined,
    publication: undefined,
    timers: [],
  }
  return recordTransition(unit, begun, {
    compiled: version,
    taken,
    by,
    actedAs: actsAs({ as: 'owner' }, taken.snapshot.context, by.actor) ?? 'owner',
    type: beginning,
    data: { group: groupId, ...(copied && { [copiedFrom]: copied.request }) },
    freezes: false,
    holidays,
  })
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

const notYourGroup = { th: 'ท่านไม่ได้อยู่ในกลุ่มนี้', en: 'You do not belong to this group.' }
const noGroup = {
  th: 'ท่านยังไม่มีกลุ่มที่สังกัด จึงเสนอเรื่องไม่ได้ แจ้งผู้ดูแลระบบของสำนักงาน',
  en: "You belong to no group, so you cannot make a request. Tell your office's administrator.",
}
