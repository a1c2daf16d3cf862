import type { Transaction } from 'kysely'
import {
  type ContentRow,
  type EventRow,
  findRequest,
  getContent,
  type RequestRow,
} from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import { choices } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type ChartSnapshot, restore, step } from '../../machines/run/step.ts'

import type { NewEvent } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled } from '../procedures/versions.ts'
import type { By, Command, Moment } from './command.ts'
import { conflictWith } from './conflict.ts'
import { type Content, readContent } from './content.ts'
import { type EventData, readEventData } from './payload.ts'
import { saveStep } from './record-transition.ts'
import { refusalViews } from './refusals.ts'

/**
 * THE path: every event that a chart offers, an official's or a timer's, is taken here and nowhere else; only the two that
 * no chart offers, its beginning and a move to another version, come to `saveStep` beside it. Inside one
 * transaction: load, restore, may this actor, pure step, save where the revision matches, append to the chain, set
 * and cancel timers, keep the publication, tell the people. Throws an ApiProblem and changes nothing when refused.
 */
export async function takeEvent(
  trx: Transaction<Tables>,
  moment: Moment,
  { request, by, event, ifMatch }: Command,
): Promise<{ request: RequestRow; event: EventRow }> {
  const row = await findRequest(trx, request)
  if (!row) throw new ApiProblem('not_found')
  if (by !== 'timer' && by.person.office !== row.office) throw new ApiProblem('not_permitted')
  if (ifMatch !== undefined && ifMatch !== row.revision) throw await conflictWith(trx, row)

  const compiled = await getCompiled(trx, row.procedureHash)
  const before = restore(compiled, JSON.parse(row.snapshot))
  const content = await getContent(trx, row.id, row.contentRevision)
  const data = by === 'timer' ? {} : await dataOf(trx, { compiled, before, row, content, by, event, moment })

  const actor = by === 'timer' ? null : by.actor
  const chartEvent = {
    type: event.type,
    at: moment.now,
    actor,
    revision: row.contentRevision,
    data,
    holidays: moment.holidays,
  }
  const taken = step(compiled, before, chartEvent, { fromTimer: by === 'timer' })
  if (!taken.ok) throw new ApiProblem(taken.code)

  // A submission froze this revision: from here on it is what the decisions are about, so it must be whole.
  const submits = content.frozen === 0 && taken.snapshot.context.revision === row.contentRevision
  if (submits) {
    const stored = JSON.parse(content.json) as Content
    readContent(compiled.procedure, stored, { complete: true, stored })
  }
  return saveStep(trx, { moment, compiled, row, before, taken, by, type: event.type, data, freeze: submits })
}

type Asked = {
  compiled: Compiled
  before: ChartSnapshot
  row: RequestRow
  content: ContentRow
  by: By
  event: NewEvent
  moment: Moment
}

/** May this actor, and does the event carry what its choice needs? The right to act is judged first. */
async function dataOf(trx: Transaction<Tables>, asked: Asked): Promise<EventData> {
  const { compiled, before, row, content, by, event, moment } = asked
  const offered = choices(compiled, before, by.actor).filter((choice) => choice.type === event.type)
  const [refused] = offered
  if (!refused) throw new ApiProblem('transition_not_available')
  const choice = offered.find(({ allowed }) => allowed)
  if (!choice)
    throw new ApiProblem('not_permitted', {
      refusals: await refusalViews(trx, row, compiled, refused, moment.now),
    })
  return readEventData(choice.needs, event, {
    content: JSON.parse(content.json) as Content,
    contentRevision: row.contentRevision,
    frozenRevision: before.context.revision,
    now: moment.now,
    personName: by.person.name,
  })
}
