import { updateRequest, upsertDraft } from '../../db/requests.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { type Choice, choices } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import type { ChartSnapshot } from '../../machines/run/step.ts'
import { type Actor, actsAs } from '../../machines/run/vocabulary.ts'
import { mustHaveFiles } from '../files/named-files.ts'
import { ApiProblem } from '../http/problem.ts'
import { afterLast, type By, type Unit } from './command.ts'
import { type Content, readContent } from './content.ts'
import { listedAs } from './listed-as.ts'
import type { Loaded } from './load.ts'
import { loadInTime } from './take-event.ts'

type Change = { request: string; by: By; ifMatch: number; content: Record<string, unknown> }

/**
 * Writes the content of a request in a step where that is allowed. A frozen revision stays as it was: the change goes
 * into the next one. Throws `not_found`, `not_permitted`, `revision_conflict`, `invalid_content`.
 */
export async function changeContent(
  unit: Unit,
  { request, by, ifMatch, content: given }: Change,
): Promise<Loaded> {
  const loaded = await loadInTime(unit, { request, by, ifMatch })
  const { row, compiled, snapshot, content: latest } = loaded
  const { trx, at, announce } = afterLast(unit, row)
  if (!mayWrite(compiled, snapshot, by.actor)) throw new ApiProblem('not_permitted', { message: closed })
  const stored = JSON.parse(latest.json) as Content
  const content = readContent(compiled.procedure, given, { stored })
  await mustHaveFiles(trx, { request: row.id, fields: content, code: 'invalid_content' })
  const draft = {
    revision: latest.frozen ? row.contentRevision + 1 : row.contentRevision,
    json: JSON.stringify(content),
    sha256: hashOf(content),
  }
  await upsertDraft(trx, { request: row.id, ...draft, at, by: by.person.id })
  const columns = {
    contentRevision: draft.revision,
    // What was submitted stays what others find, until this is.
    ...(snapshot.context.revision === 0 && listedAs(content)),
    updatedAt: at,
    updatedBy: by.person.id,
    revision: row.revision + 1,
  }
  await updateRequest(trx, row.id, columns)
  announce({ office: row.office, request: row.id, revision: columns.revision, by: by.person.id })
  return { ...loaded, row: { ...row, ...columns }, content: { ...draft, frozen: 0 } }
}

/**
 * In an editable step: its owner by a post in its group, their unit where the chart lets it act, and whoever may take a
 * choice there that needs a new revision (ข้อ ๓.๒, ๓.๑).
 */
export const mayWrite = (compiled: Compiled, snapshot: ChartSnapshot, actor: Actor): boolean =>
  mayWriteWith(choices(compiled, snapshot, actor), snapshot, actor)

/** The same, where the actor's choices are known. */
export function mayWriteWith(offered: Choice[], snapshot: ChartSnapshot, actor: Actor): boolean {
  if (snapshot.status !== 'active' || !snapshot.hasTag('editable')) return false
  if (snapshot.context.owner === actor.person)
    return actsAs({ as: 'owner' }, snapshot.context, actor) !== undefined
  return offered.some(
    ({ allowed, may, needs }) => allowed && (may.unit || needs.some(({ field }) => field === 'revision')),
  )
}

const closed = {
  th: 'ขั้นนี้แก้ไขเนื้อหาไม่ได้ เนื้อหาแก้ไขได้โดยเจ้าของเรื่องในขั้นจัดทำ หรือเมื่อเรื่องถูกส่งกลับ',
  en: 'The content cannot be changed here: its owner can while preparing it, or after it was returned.',
}
