import type { Transaction } from 'kysely'
import {
  type EventRow,
  findLastEvent,
  getContent,
  type RequestRow,
  replaceRequest,
} from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import { eventHash, noHash } from '../../machines/hash/event-hash.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { countedHolidays } from '../../machines/run/counted-holidays.ts'
import { standingOf, stepsOf } from '../../machines/run/standing.ts'
import type { ChartSnapshot, Taken } from '../../machines/run/step.ts'
import { type Appointment, actsAs } from '../../machines/run/vocabulary.ts'
import { engine } from '../process/engine.ts'
import type { By, Moment } from './command.ts'
import { conflictWith } from './conflict.ts'
import { mayOfEvent } from './may-of-event.ts'
import { notifyPeople } from './notify.ts'
import type { EventData } from './payload.ts'
import { keepPublication } from './publication.ts'

type Step = {
  moment: Moment
  compiled: Compiled
  row: RequestRow
  /** Null for the first event of a request. */
  before: ChartSnapshot | null
  taken: Taken
  by: By | 'timer'
  type: string
  data: EventData
  /** The event is a submission: the content revision may not change any more. */
  freeze: boolean
  /** The post in which a person acts on what the chart does not offer: an administrator who moves the request. */
  actedAs?: Appointment
}

/** Writes one step of a request down, all of it or nothing; throws `revision_conflict` when another was first. */
export async function saveStep(
  trx: Transaction<Tables>,
  given: Step,
): Promise<{ request: RequestRow; event: EventRow }> {
  const { moment, compiled, row, taken, by } = given
  if (given.freeze)
    await trx
      .updateTable('content')
      .set({ frozen: 1, at: moment.now })
      .where('request', '=', row.id)
      .where('revision', '=', row.contentRevision)
      .execute()
  const standing = standingOf(compiled.procedure.chart, taken.snapshot)
  const moved = row.steps !== columnOf(standing.steps)
  const change: Partial<RequestRow> = {
    procedureHash: compiled.hash,
    state: JSON.stringify(taken.snapshot.value),
    snapshot: JSON.stringify(compiled.machine.getPersistedSnapshot(taken.snapshot)),
    steps: columnOf(standing.steps),
    status: standing.status,
    waiting: standing.waiting ? 1 : 0,
    engine,
    updatedAt: moment.now,
    updatedBy: by === 'timer' ? null : by.person.id,
    ...(moved && { since: moment.now }),
  }
  if (!(await replaceRequest(trx, row.id, row.revision, change))) throw await conflictWith(trx, row)
  const request = { ...row, ...change, revision: row.revision + 1 }
  const event = await appendEvent(trx, given, request)
  await keepTimers(trx, request, taken)
  await keepPublication(trx, { moment, compiled, request, snapshot: taken.snapshot, event })
  await notifyPeople(trx, { moment, request, effects: taken.effects })
  return { request, event }
}

/** The steps as a column that `LIKE '%,step,%'` can search. */
export const columnOf = (steps: string[]): string => `,${steps.join(',')},`

async function appendEvent(trx: Transaction<Tables>, given: Step, request: RequestRow): Promise<EventRow> {
  const { moment, compiled, before, taken, by, type, data } = given
  const last = await findLastEvent(trx, request.id)
  const { revision } = taken.snapshot.context
  const content = revision > 0 ? await getContent(trx, request.id, revision) : undefined
  const may = before && by !== 'timer' ? mayOfEvent(before, type, by.actor) : undefined
  const chosen = before && may && by !== 'timer' ? actsAs(may, before.context, by.actor) : 'owner'
  const actedAs = by === 'timer' ? null : (given.actedAs ?? chosen)
  const columns = {
    request: request.id,
    seq: (last?.seq ?? 0) + 1,
    type,
    actor: by === 'timer' ? null : by.person.id,
    actorName: by === 'timer' ? null : by.person.name,
    actedAs: actedAs ? JSON.stringify(actedAs) : null,
    at: moment.now,
    payload: JSON.stringify(data),
    fromSteps: JSON.stringify(before ? stepsOf(before.value) : []),
    toSteps: JSON.stringify(stepsOf(taken.snapshot.value)),
    contentRevision: request.contentRevision,
    contentSha256: content?.sha256 ?? null,
    procedureHash: compiled.hash,
    holidays: JSON.stringify(
      countedHolidays(compiled, taken.timers, { at: moment.now, holidays: moment.holidays }),
    ),
    previousHash: last?.hash ?? noHash,
  }
  const event = { ...columns, hash: eventHash(columns) }
  await trx.insertInto('event').values(event).execute()
  return event
}

/** `after` becomes rows: they outlive the process, and a delay may be longer than a 32-bit number of milliseconds. */
async function keepTimers(trx: Transaction<Tables>, request: RequestRow, taken: Taken): Promise<void> {
  const ended = taken.snapshot.status !== 'active'
  const gone = ended ? undefined : taken.cancelled
  if (gone === undefined || gone.length > 0) {
    let deletion = trx.deleteFrom('timer').where('request', '=', request.id)
    if (gone) deletion = deletion.where('id', 'in', gone)
    await deletion.execute()
  }
  for (const timer of ended ? [] : taken.timers)
    await trx
      .insertInto('timer')
      .values({ request: request.id, ...timer })
      .onConflict((conflict) => conflict.columns(['request', 'id']).doUpdateSet({ dueAt: timer.dueAt }))
      .execute()
}
