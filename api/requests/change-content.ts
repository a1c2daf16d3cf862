import type { Transaction } from 'kysely'
import { findRequest, getContent, type RequestRow, replaceRequest } from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import { choices } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type ChartSnapshot, restore } from '../../machines/run/step.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled } from '../procedures/versions.ts'
import type { By, Moment } from './command.ts'
import { conflictWith } from './conflict.ts'
import { type Content, readContent } from './content.ts'
import { saveDraft } from './create-request.ts'
import { searchTextOf } from './search-text.ts'

type Change = { request: string; by: By; ifMatch: number; content: Record<string, unknown> }

/**
 * Writes the content of a request in a step where that is allowed. A frozen revision stays as it was: the change goes
 * into the next one. Throws `not_found`, `not_permitted`, `revision_conflict`, `invalid_content`.
 */
export async function changeContent(
  trx: Transaction<Tables>,
  moment: Moment,
  change: Change,
): Promise<RequestRow> {
  const { by, ifMatch } = change
  const row = await findRequest(trx, change.request)
  if (!row) throw new ApiProblem('not_found')
  if (row.office !== by.person.office) throw new ApiProblem('not_permitted')
  if (row.revision !== ifMatch) throw await conflictWith(trx, row)
  const compiled = await getCompiled(trx, row.procedureHash)
  const snapshot = restore(compiled, JSON.parse(row.snapshot))
  if (!mayWrite(compiled, snapshot, by.actor)) throw new ApiProblem('not_permitted', { message: closed })
  const latest = await getContent(trx, row.id, row.contentRevision)
  const stored = JSON.parse(latest.json) as Content
  const content = readContent(compiled.procedure, change.content, { stored })
  const contentRevision = latest.frozen ? row.contentRevision + 1 : row.contentRevision
  await saveDraft(trx, {
    request: row.id,
    revision: contentRevision,
    content,
    at: moment.now,
    by: by.person.id,
  })
  const columns = {
    contentRevision,
    title: content.title,
    searchText: searchTextOf(content),
    category: typeof content.category === 'string' ? content.category : null,
    updatedAt: moment.now,
    updatedBy: by.person.id,
  }
  if (!(await replaceRequest(trx, row.id, row.revision, columns))) throw await conflictWith(trx, row)
  return { ...row, ...columns, revision: row.revision + 1 }
}

/** In an editable step: its owner, and whoever may take a choice there that needs a new revision (ข้อ ๓.๒, ๓.๑). */
export function mayWrite(compiled: Compiled, snapshot: ChartSnapshot, actor: Actor): boolean {
  if (snapshot.status !== 'active' || !snapshot.hasTag('editable')) return false
  if (snapshot.context.owner === actor.person) return true
  return choices(compiled, snapshot, actor).some(
    ({ allowed, needs }) => allowed && needs.some(({ field }) => field === 'revision'),
  )
}

const closed = {
  th: 'ขั้นนี้แก้ไขเนื้อหาไม่ได้ — เนื้อหาแก้ไขได้โดยเจ้าของเรื่องในขั้นจัดทำ หรือเมื่อเรื่องถูกส่งกลับ',
  en: 'The content cannot be changed here: its owner can while preparing it, or after it was returned.',
}
