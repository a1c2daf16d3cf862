import { deleteTimer, getContent, updateRequest } from '../../db/requests.ts'
import { isEmpty } from '../../machines/procedure/field-value.ts'
import { dayFieldOf, publicFieldsOf, type Text } from '../../machines/procedure/procedure.ts'
import { submits, unitedNeeds } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { keptPersonalData } from '../../machines/run/event-data.ts'
import { hasStartedAgain, startsAgain } from '../../machines/run/replay.ts'
import { delayOf, type Permit, permit, permitTimer, step, type Taken, take } from '../../machines/run/step.ts'
import { endOfBangkokDay } from '../../machines/run/thai-time.ts'
import type { ChartEvent } from '../../machines/run/vocabulary.ts'
import { mustHaveFiles } from '../files/named-files.ts'
import { ApiProblem } from '../http/problem.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { afterLast, type By, type Command, type Unit } from './command.ts'
import { conflictWith } from './conflict.ts'
import { type Content, contentErased, erasedContent, readContent } from './content.ts'
import { type Loaded, loadForUpdate } from './load.ts'
import { type EventData, fixedFields, readEventData } from './payload.ts'
import { checkSubmitted, mustAnswer, readKept, refuseAnswers, unansweredOf } from './personal-data.ts'
import { type Recorded, recordTransition } from './record-transition.ts'
import { refusalViews } from './refusals.ts'
import { contentWith, writeSubmitted } from './submitted-content.ts'

/**
 * THE path: every event that a chart offers, an official's or a timer's, is taken here and nowhere else; only those
 * that no chart offers (its beginning, a move to another version, a hand-over, the end of a draft) come to `recordTransition` beside it. Inside one
 * transaction: load, permit, read the payload, step, record. Throws an ApiProblem and changes nothing when refused.
 */
export async function takeEvent(given: Unit, command: Command): Promise<Recorded> {
  const { by, event } = command
  const loaded = await loadInTime(given, command)
  const { compiled, snapshot, row, content } = loaded
  const unit = afterLast(given, row)
  const holidays = await holidaysOf(unit.trx, row.office)

  const asked: ChartEvent = {
    type: event.type,
    at: unit.at,
    actor: by === 'timer' ? null : by.actor,
    revision: loaded.row.contentRevision,
    data: {},
    holidays,
  }
  const permitted = (by === 'timer' ? permitTimer : permit)(compiled, snapshot, asked)
  if (!permitted.ok) throw await refused(unit, loaded, permitted.code, command)

  const carried = by === 'timer' ? {} : await payloadOf(unit, loaded, permitted, by, command)
  const shown =
    by === 'timer' ? undefined : contentWith(compiled.procedure, content.json, { event, data: carried })
  // Fields of the form that a submission carries are part of what it submits: a frozen revision has a next one for them.
  const revision = shown && content.frozen === 1 ? row.contentRevision + 1 : row.contentRevision
  const data = freezes(permitted) ? { ...asSubmitted(loaded, shown), ...carried } : carried
  if (freezes(permitted) && !shown && content.json === erasedContent) throw contentErased()
  const taken = take(compiled, snapshot, { ...asked, revision, data }, permitted)
  if (by !== 'timer' && !snapshot.hasTag('public') && taken.snapshot.hasTag('public'))
    refuseOverPeriod(compiled, taken, asked)

  // A submission froze this revision: from here on it is what the decisions are about, so it must be whole.
  const isOpen = content.frozen === 0 || revision > content.revision
  const isSubmission = isOpen && taken.snapshot.context.revision === revision
  const stored = (json: string) => JSON.parse(json) as Content
  const found = isSubmission
    ? await checkSubmitted(
        unit.trx,
        compiled.procedure,
        (shown as Content | undefined) ?? stored(content.json),
      )
    : unansweredOf(row)
  const isAsked =
    by !== 'timer' &&
    found.length > 0 &&
    mustAnswer(
      compiled,
      { before: snapshot, after: taken.snapshot, transitions: permitted.transitions },
      isSubmission,
    )
  const kept = isAsked ? { [keptPersonalData]: readKept(compiled.procedure, found, event) } : {}
  if (!isAsked) refuseAnswers(event)
  let submitted = loaded
  if (isSubmission && shown && by !== 'timer')
    submitted = await writeSubmitted(unit, loaded, { by, content: shown, revision })
  else if (isSubmission) {
    const given = stored(content.json)
    readContent(compiled.procedure, given, { complete: true, stored: given })
  }
  const findings = found.length === 0 || isAsked ? null : JSON.stringify(found)
  if (findings !== row.findings) {
    await updateRequest(unit.trx, row.id, { findings })
    submitted = { ...submitted, row: { ...submitted.row, findings } }
  }
  return recordTransition(unit, submitted, {
    compiled,
    taken,
    by,
    actedAs: permitted.capacity,
    type: event.type,
    data: hasStartedAgain(snapshot.context, taken.snapshot.context, by === 'timer')
      ? { ...data, ...kept, [startsAgain]: true }
      : { ...data, ...kept },
    freezes: isSubmission,
    holidays,
  })
}

const freezes = ({ transitions }: Permit): boolean => transitions.some(submits)

/** What earlier events left of what the public sees is from now on what the submitted content says. */
function asSubmitted(loaded: Loaded, shown: EventData | undefined): EventData {
  const { values } = loaded.snapshot.context
  const left = publicFieldsOf(loaded.compiled.procedure).filter(
    (field) =>
      !isEmpty(values[field]) &&
      // A correction of what is public leaves it in the kind into which it was put.
      !(field === 'category' && loaded.snapshot.hasTag('public')),
  )
  if (left.length === 0) return {}
  const content = shown ?? (JSON.parse(loaded.content.json) as Content)
  return Object.fromEntries(left.map((field) => [field, content[field] ?? null]))
}

const pick = (data: EventData, fields: string[]): EventData =>
  Object.fromEntries(
    fields.filter((field) => Object.hasOwn(data, field)).map((field) => [field, data[field]]),
  )

/**
 * What was checked when it was given is checked again when it is used: nothing is published with its period over, nor
 * where the day of another deadline has passed that would take it down at once.
 */
function refuseOverPeriod(compiled: Compiled, { snapshot, timers }: Taken, asked: ChartEvent): void {
  const { publishUntil } = snapshot.context.values
  const over = (path: string) =>
    new ApiProblem('invalid_event', { errors: [{ path, message: periodIsOver }] })
  if (typeof publishUntil === 'string' && endOfBangkokDay(publishUntil) <= asked.at)
    throw over('publishUntil')
  for (const { id: type, dueAt } of timers) {
    const deadline = compiled.procedure.deadlines.find(({ id }) => id === delayOf(type))
    const field = deadline && dayFieldOf(deadline)
    if (field === undefined || dueAt > asked.at) continue
    const ended = step(compiled, snapshot, { ...asked, type, actor: null }, { fromTimer: true })
    if (ended.ok && !ended.snapshot.hasTag('public')) throw over(field)
  }
}

const periodIsOver: Text = {
  th: 'วันสิ้นสุดการเผยแพร่ที่กำหนดไว้ผ่านไปแล้ว จึงเผยแพร่ไม่ได้ ส่งกลับให้เจ้าของเรื่องกำหนดวันใหม่แล้วเสนออีกครั้ง',
  en: 'The last day of publication has passed, so it cannot be published: return it, so that its owner sets a new day and proposes it again.',
}

/** The request as `loadForUpdate` gives it, with what fell due before a person's deed taken: a conflict where that moved it. */
export async function loadInTime(
  unit: Unit,
  command: Pick<Command, 'request' | 'by' | 'ifMatch'>,
): Promise<Loaded> {
  const loaded = await loadForUpdate(unit.trx, command)
  if (command.ifMatch === undefined) return loaded
  const present = await takeDueFirst(unit, loaded)
  // A reminder changes nothing that the person decides about; another step does.
  if (present.row.steps !== loaded.row.steps) throw await conflictWith(unit.trx, present.row)
  return present
}

/** What fell due before a person's event happened before it, however late the timers are looked at. */
async function takeDueFirst(unit: Unit, loaded: Loaded): Promise<Loaded> {
  let present = loaded
  for (;;) {
    const due = present.timers.find(({ dueAt }) => dueAt <= unit.at)
    if (!due) return present
    const { request, id } = due
    try {
      present = (await takeEvent(unit, { request, by: 'timer', event: { type: id } })).request
    } catch (error) {
      // The chart does not wait for it any more.
      if (!(error instanceof ApiProblem) || error.code !== 'transition_not_available') throw error
      await deleteTimer(unit.trx, { request, id })
      present = { ...present, timers: present.timers.filter((timer) => timer !== due) }
    }
  }
}

/** What the event carries for the needs of all the transitions that it takes. */
async function payloadOf(
  { trx, at }: Unit,
  loaded: Loaded,
  permitted: Permit,
  by: By,
  { event }: Command,
): Promise<EventData> {
  const { compiled, snapshot, row, content } = loaded
  const { revision, values } = snapshot.context
  const needs = unitedNeeds(permitted.transitions, compiled.procedure)
  // A session's person owns, or acts for the unit, by a post.
  const { capacity } = permitted
  const byOwner = capacity === 'owner' || capacity?.as !== undefined
  const asked = new Set(needs.map(({ field }) => field))
  const fixed = fixedFields(compiled.procedure, { revision, submits: freezes(permitted), byOwner }).filter(
    (field) => asked.has(field),
  )
  const isAsked = fixed.length > 0 || needs.some(({ kind }) => kind === 'revision')
  const submitted =
    revision === 0 || revision === content.revision || !isAsked
      ? content
      : await getContent(trx, row.id, revision)
  const contentOf = ({ json }: { json: string }) => JSON.parse(json) as Content
  const own = needs.some(({ kind }) => kind === 'field') ? contentOf(content) : {}
  const data = readEventData(needs, event, {
    content: own,
    fixed:
      fixed.length > 0
        ? pick({ ...nothing(fixed), ...(submitted === content ? own : contentOf(submitted)) }, fixed)
        : {},
    values,
    isChanged: revision === 0 || content.sha256 !== submitted.sha256,
    now: at,
    personName: by.person.name,
  })
  await mustHaveFiles(trx, { request: row.id, fields: data, code: 'invalid_event' })
  return data
}

const nothing = (fields: string[]): EventData => Object.fromEntries(fields.map((field) => [field, null]))

/** The refusal as a problem, with each reason in a sentence that says who could. */
async function refused(
  { trx, at }: Unit,
  loaded: Loaded,
  code: 'transition_not_available' | 'not_permitted',
  { by, event }: Command,
): Promise<ApiProblem> {
  if (code === 'transition_not_available' || by === 'timer') return new ApiProblem(code)
  return new ApiProblem('not_permitted', {
    refusals: await refusalViews(trx, loaded, { type: event.type, actor: by.actor, at }),
  })
}
