import { releaseFiles } from '../../db/files.ts'
import { deleteMessages } from '../../db/messages.ts'
import { forgetNoticesOf } from '../../db/notifications.ts'
import { eventsOf, updateRequest, upsertDraft } from '../../db/requests.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { eventTypePattern } from '../../machines/procedure/procedure.ts'
import { discard } from '../../machines/run/discard.ts'
import { discarded } from '../../machines/run/replay.ts'
import { ApiProblem } from '../http/problem.ts'
import { afterLast, type By, type Unit } from './command.ts'
import { type Content, discardedContent } from './content.ts'
import { holdersOf } from './holders.ts'
import { listedAs } from './listed-as.ts'
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
  // A chart may lead back to where nothing is decided: what somebody decided before is no draft's.
  const events = result.ok ? await eventsOf(trx, row.id) : []
  if (events.some(({ type }) => eventTypePattern.test(type))) throw new ApiProblem('transition_not_available')
  if (!result.ok) throw new ApiProblem(result.code, { message: result.why })
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
  const ofGroup = (await holdersOf(trx, row.office, at)).filter(({ groupId }) => groupId === row.groupId)
  const people = [...new Set([by.person.id, ...ofGroup.map(({ person }) => person)])]
  await forgetNoticesOf(trx, { request: row.id, people })
  await deleteMessages(trx, { office: row.office, request: row.id })
  await releaseFiles(trx, row.id)
}
