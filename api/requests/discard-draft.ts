import { askedOfRequests } from '../../db/asked.ts'
import { releaseFiles } from '../../db/files.ts'
import { deleteMessages, messagesOf } from '../../db/messages.ts'
import { forgetNoticesOf } from '../../db/notifications.ts'
import { type EventRow, eventsOf, type RequestRow, updateRequest, upsertDraft } from '../../db/requests.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { eventTypePattern } from '../../machines/procedure/procedure.ts'
import { seatsOfHolder } from '../../machines/run/asked.ts'
import { discard, mayDiscard } from '../../machines/run/discard.ts'
import { discarded, type HandOverPayload, handedOver } from '../../machines/run/replay.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import { afterLast, type By, type Unit } from './command.ts'
import { type Content, discardedContent } from './content.ts'
import { holdersOf } from './holders.ts'
import { listedAs } from './listed-as.ts'
import type { Loaded } from './load.ts'
import { recordTransition } from './record-transition.ts'
import { loadInTime } from './take-event.ts'

/**
 * Throws a draft away: that it was begun and thrown away, by whom and when stays on the chain of its events; what it said
 * goes, with what people were told of it, and its files are named by nothing any more. Throws `not_found`,
 * `not_permitted`, `revision_conflict`, `transition_not_available` for what was submitted or decided on.
 */
export async function discardDraft(
  given: Unit,
  command: { request: string; by: By; ifMatch: number },
): Promise<void> {
  const loaded = await loadInTime(given, command)
  const { row, compiled, snapshot } = loaded
  const unit = afterLast(given, row)
  const { trx, at } = unit
  const { by } = command
  const result = discard(compiled, snapshot, by.actor)
  const events = result.ok ? await eventsOf(trx, row.id) : []
  if (events.some(isDecision)) throw new ApiProblem('transition_not_available')
  if (!result.ok) throw new ApiProblem(result.code, { message: result.why })
  const people = await toldOf(trx, row, events, at)
  const content = JSON.parse(discardedContent) as Content
  const left = { revision: row.contentRevision, json: discardedContent, sha256: hashOf(content) }
  await upsertDraft(trx, { request: row.id, ...left, at, by: by.person.id })
  const columns = { ...listedAs(content), findings: null }
  await updateRequest(trx, row.id, columns)
  await recordTransition(
    unit,
    { ...loaded, row: { ...row, ...columns }, content: { ...left, frozen: 0 } },
    {
      compiled,
      taken: result.taken,
      by,
      actedAs: result.capacity,
      type: discarded,
      data: {},
      freezes: false,
      holidays: new Set(),
    },
  )
  await forgetNoticesOf(trx, { request: row.id, people })
  await deleteMessages(trx, { office: row.office, request: row.id })
  await releaseFiles(trx, row.id)
}

/** A chart may lead back to where nothing is decided: what somebody decided before is no draft's. */
const isDecision = ({ type }: Pick<EventRow, 'type'>): boolean => eventTypePattern.test(type)

/** Whether this actor may throw a request away, as `discardDraft` does it. */
export async function isDeletable(
  db: Reader,
  { row, snapshot }: Pick<Loaded, 'row' | 'snapshot'>,
  actor: Actor,
): Promise<boolean> {
  return mayDiscard(snapshot, actor) !== undefined && !(await eventsOf(db, row.id)).some(isDecision)
}

/**
 * Who may have been told of a draft: its group, its owners, whoever it waits for, acted on it or wrote about it; also one
 * who has left since, and who is of another group.
 */
async function toldOf(
  db: Reader,
  { id, office, groupId, owner }: RequestRow,
  events: EventRow[],
  at: number,
): Promise<string[]> {
  const seats = new Set((await askedOfRequests(db, [id])).map(({ whom }) => whom))
  const held = (await holdersOf(db, office, at)).filter(
    (one) => one.groupId === groupId || seatsOfHolder(one).some((seat) => seats.has(seat)),
  )
  const owners = events
    .filter(({ type }) => type === handedOver)
    .map(({ payload }) => (JSON.parse(payload) as HandOverPayload).from)
  const messages = await messagesOf(db, { office, request: id })
  return [
    ...new Set([
      owner,
      ...owners,
      ...held.map(({ person }) => person),
      ...events.flatMap(({ actor }) => actor ?? []),
      ...messages.map(({ author }) => author),
    ]),
  ]
}
