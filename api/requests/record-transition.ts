import {
  deleteTimer,
  deleteTimersOf,
  type EventRow,
  freezeContent,
  getContent,
  insertEvent,
  type TimerRow,
  updateRequest,
  updateTransitioned,
  upsertTimer,
} from '../../db/requests.ts'
import { eventHash, noHash } from '../../machines/hash/event-hash.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { countedHolidays } from '../../machines/run/counted-holidays.ts'
import { partData } from '../../machines/run/event-data.ts'
import { handedOver } from '../../machines/run/replay.ts'
import { standingOf, stepsOf } from '../../machines/run/standing.ts'
import { persist, type Taken } from '../../machines/run/step.ts'
import type { Appointment } from '../../machines/run/vocabulary.ts'
import { engine } from '../process/engine.ts'
import { newSalt } from '../process/ids.ts'
import type { By, Unit } from './command.ts'
import type { Content } from './content.ts'
import { keepReminders } from './keep-reminders.ts'
import { listedAs, listedRevision } from './listed-as.ts'
import type { Loaded } from './load.ts'
import { notifyPeople } from './notify.ts'
import type { EventData } from './payload.ts'
import { keepPublication } from './publication.ts'
import { recordAsked } from './record-asked.ts'
import { recordFigures } from './record-figures.ts'

export type Transition = {
  /** The version on which the request stands afterwards: a move changes it. */
  compiled: Compiled
  taken: Taken
  by: By | 'timer'
  /** The post in which a person acted, or as the owner; null for a timer. */
  actedAs: 'owner' | Appointment | null
  type: string
  data: EventData
  /** The event is a submission: the content revision may not change any more. */
  freezes: boolean
  /** The holidays (YYYY-MM-DD) by which its timers were set. */
  holidays: ReadonlySet<string>
}
/** A request after an event, and the event. */
export type Recorded = { request: Loaded; event: EventRow }

/**
 * Writes one transition down in the unit's transaction: the request, its event on the chain, timers, publication and
 * notices; what changed is announced after COMMIT. `before` is the request as it was read in the same transaction; one
 * that is only now begun has no steps yet.
 */
export async function recordTransition(
  unit: Unit,
  before: Loaded,
  transition: Transition,
): Promise<Recorded> {
  const { trx, at } = unit
  const { compiled, taken, by } = transition
  const { row } = before
  const standing = standingOf(compiled.procedure.chart, taken.snapshot)
  const steps = columnOf(standing.steps)
  const change = {
    procedureHash: compiled.hash,
    state: JSON.stringify(taken.snapshot.value),
    snapshot: persist(compiled, taken.snapshot),
    steps,
    status: standing.status,
    draftOf: taken.snapshot.context.revision === 0 ? row.groupId : '',
    waiting: standing.waiting ? 1 : 0,
    engine,
    updatedAt: at,
    updatedBy: by === 'timer' ? null : by.person.id,
    since: steps === row.steps ? row.since : at,
    revision: row.revision + 1,
  }
  if (transition.freezes) await freezeContent(trx, { request: row.id, revision: row.contentRevision, at })
  await updateTransitioned(trx, row, change)
  const listed = await listedOtherwise(trx, before, taken)
  const event = await appendEvent(unit, before, transition)
  const after: Loaded = {
    ...before,
    compiled,
    snapshot: taken.snapshot,
    row: { ...row, ...change, ...listed },
    content: transition.freezes ? { ...before.content, frozen: 1 } : before.content,
    last: event,
    timers: await keepTimers(unit, before, taken, transition),
  }
  await keepReminders(unit, before, transition)
  // What the public sees has no owner: a hand-over is no change of it.
  if (transition.type !== handedOver) after.publication = await keepPublication(unit, after, event)
  const asked = await recordAsked(trx, after.row, compiled, taken.snapshot)
  await recordFigures(trx, compiled, row, event)
  const stood = row.steps.split(',')
  await notifyPeople(unit, after.row, {
    compiled,
    effects: taken.effects,
    asked,
    actor: by === 'timer' ? null : by.person,
    // What it carried, and what earlier events did.
    data: { ...before.snapshot.context.values, ...transition.data },
    refused: standing.status === 'ended' && by !== 'timer' && before.publication === undefined,
    entered: standing.steps.filter((step) => !stood.includes(step)),
    gone: stood.filter((step) => step !== '' && !standing.steps.includes(step)),
  })
  unit.announce({
    office: row.office,
    request: row.id,
    revision: change.revision,
    by: by === 'timer' ? null : by.person.id,
  })
  return { request: after, event }
}

/** What was written is found by it from its submission on; what is no submission any more, by what is written. */
async function listedOtherwise(
  trx: Unit['trx'],
  { row, snapshot, content }: Loaded,
  { snapshot: after }: Taken,
): Promise<Partial<ReturnType<typeof listedAs>>> {
  const revision = listedRevision(after, row)
  if (revision === listedRevision(snapshot, row)) return {}
  const { json } = revision === content.revision ? content : await getContent(trx, row.id, revision)
  const listed = listedAs(JSON.parse(json) as Content)
  // What the submission carried was written with it.
  if (row.title === listed.title && row.category === listed.category && row.searchText === listed.searchText)
    return {}
  await updateRequest(trx, row.id, listed)
  return listed
}

/** The steps as a column that `LIKE '%,step,%'` can search. */
export const columnOf = (steps: string[]): string => `,${steps.join(',')},`

const nothingErased = { actorDigest: null, actorErased: null, textsDigest: null, textsErased: null }

async function appendEvent(
  { trx, at }: Unit,
  { row, snapshot: before, content, last }: Loaded,
  { compiled, taken, by, actedAs, type, data, holidays }: Transition,
): Promise<EventRow> {
  const { revision } = taken.snapshot.context
  const { payload, texts } = partData(compiled.procedure, type, data)
  const contentSha256 =
    revision === 0
      ? null
      : revision === content.revision
        ? content.sha256
        : (await getContent(trx, row.id, revision)).sha256
  const columns = {
    request: row.id,
    seq: (last?.seq ?? 0) + 1,
    type,
    actor: by === 'timer' ? null : by.person.id,
    actorName: by === 'timer' ? null : by.person.name,
    actedAs: actedAs === null ? null : JSON.stringify(actedAs),
    at,
    payload,
    fromSteps: JSON.stringify(last ? stepsOf(before.value) : []),
    toSteps: JSON.stringify(stepsOf(taken.snapshot.value)),
    contentRevision: row.contentRevision,
    contentSha256,
    procedureHash: compiled.hash,
    holidays: JSON.stringify(countedHolidays(compiled, taken.timers, { at, holidays })),
    previousHash: last?.hash ?? noHash,
    form: 2,
    language: compiled.language,
    actorSalt: by === 'timer' ? null : newSalt(),
    texts,
    textsSalt: texts === null && contentSha256 === null ? null : newSalt(),
  }
  const event = { ...columns, hash: eventHash(columns) }
  await insertEvent(trx, event)
  return { ...event, ...nothingErased }
}

/**
 * `after` becomes rows: they outlive the process, and a delay may be longer than a 32-bit number of milliseconds.
 * Answers the timers that run now, by when they are due.
 */
async function keepTimers(
  { trx }: Unit,
  { row, timers }: Loaded,
  taken: Taken,
  { by, type }: Transition,
): Promise<TimerRow[]> {
  if (taken.snapshot.status !== 'active') {
    if (timers.length > 0) await deleteTimersOf(trx, { request: row.id })
    return []
  }
  const running = new Map(timers.map((timer) => [timer.id, timer]))
  const gone = by === 'timer' ? [type, ...taken.cancelled] : taken.cancelled
  for (const id of gone) if (running.delete(id)) await deleteTimer(trx, { request: row.id, id })
  for (const { id, dueAt } of taken.timers) {
    const timer = { request: row.id, id, dueAt }
    running.set(id, timer)
    await upsertTimer(trx, timer)
  }
  return [...running.values()].sort((a, b) => a.dueAt - b.dueAt)
}
