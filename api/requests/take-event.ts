import { unitedNeeds } from '../../machines/run/choices.ts'
import { type Permit, permit, permitTimer, take } from '../../machines/run/step.ts'
import type { ChartEvent } from '../../machines/run/vocabulary.ts'
import { ApiProblem } from '../http/problem.ts'
import type { By, Command, Unit } from './command.ts'
import { conflictWith } from './conflict.ts'
import { type Content, readContent } from './content.ts'
import { type Loaded, loadRequest } from './load.ts'
import { type EventData, readEventData } from './payload.ts'
import { type Recorded, recordTransition } from './record-transition.ts'
import { refusalViews } from './refusals.ts'
import { contentWith, writeSubmitted } from './submitted-content.ts'

/**
 * THE path: every event that a chart offers, an official's or a timer's, is taken here and nowhere else; only the two
 * that no chart offers, its beginning and a move to another version, come to `recordTransition` beside it. Inside one
 * transaction: load, permit, read the payload, step, record. Throws an ApiProblem and changes nothing when refused.
 */
export async function takeEvent(unit: Unit, command: Command): Promise<Recorded> {
  const { by, event } = command
  const loaded = await loadForUpdate(unit, command)
  const { compiled, snapshot, row, content } = loaded

  const asked: ChartEvent = {
    type: event.type,
    at: unit.at,
    actor: by === 'timer' ? null : by.actor,
    revision: row.contentRevision,
    data: {},
    holidays: unit.holidays,
  }
  const permitted = (by === 'timer' ? permitTimer : permit)(compiled, snapshot, asked)
  if (!permitted.ok) throw await refused(unit, loaded, permitted.code, command)

  const data = by === 'timer' ? {} : payloadOf(loaded, permitted, by, command, unit.at)
  const shown = by === 'timer' ? undefined : contentWith(compiled.procedure, content.json, { event, data })
  // Fields of the form that a submission carries are part of what it submits: a frozen revision has a next one for them.
  const revision = shown && content.frozen === 1 ? row.contentRevision + 1 : row.contentRevision
  const taken = take(compiled, snapshot, { ...asked, revision, data }, permitted)

  // A submission froze this revision: from here on it is what the decisions are about, so it must be whole.
  const isOpen = content.frozen === 0 || revision > content.revision
  const submits = isOpen && taken.snapshot.context.revision === revision
  let submitted = loaded
  if (submits && shown && by !== 'timer')
    submitted = await writeSubmitted(unit, loaded, { by, content: shown, revision })
  else if (submits) {
    const stored = JSON.parse(content.json) as Content
    readContent(compiled.procedure, stored, { complete: true, stored })
  }
  return recordTransition(unit, submitted, {
    compiled,
    taken,
    by,
    actedAs: permitted.capacity,
    type: event.type,
    data,
    freezes: submits,
  })
}

/** Throws `not_found`, `not_permitted` for another office's request, `revision_conflict`. */
async function loadForUpdate({ trx }: Unit, { request, by, ifMatch }: Command): Promise<Loaded> {
  const loaded = await loadRequest(trx, request)
  if (!loaded) throw new ApiProblem('not_found')
  if (by !== 'timer' && by.person.office !== loaded.row.office) throw new ApiProblem('not_permitted')
  if (ifMatch !== undefined && ifMatch !== loaded.row.revision) throw await conflictWith(trx, loaded.row)
  return loaded
}

/** What the event carries for the needs of all the transitions that it takes. */
function payloadOf(
  { compiled, snapshot, row, content }: Loaded,
  { transitions }: Permit,
  by: By,
  { event }: Command,
  now: number,
): EventData {
  return readEventData(unitedNeeds(transitions, compiled.procedure), event, {
    content: JSON.parse(content.json) as Content,
    contentRevision: row.contentRevision,
    frozenRevision: snapshot.context.revision,
    now,
    personName: by.person.name,
  })
}

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
