import { findPerson } from '../../db/people.ts'
import { findLastEvent, type RequestRow } from '../../db/requests.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { titleOfEvent } from './event-words.ts'

/** A `revision_conflict` that says who changed what, and when, so that the other person can decide. */
export async function conflictWith(db: Reader, row: RequestRow): Promise<ApiProblem> {
  const last = await findLastEvent(db, row.id)
  const { procedure } = await getCompiled(db, row.procedureHash)
  const byEvent = last !== undefined && last.at === row.updatedAt && last.actor === row.updatedBy
  const person = row.updatedBy ? await findPerson(db, row.updatedBy) : undefined
  return new ApiProblem('revision_conflict', {
    current: {
      revision: row.revision,
      changedBy: person?.name ?? null,
      changedAt: new Date(row.updatedAt).toISOString(),
      what: byEvent ? titleOfEvent(procedure.chart, last) : { th: 'แก้ไขเนื้อหา', en: 'changed the content' },
    },
  })
}
