import { findOlderRequest, type OlderRequest } from '../../db/moves.ts'
import type { Db } from '../../db/open.ts'
import { getContent, timersOf } from '../../db/requests.ts'
import type { MoveFacts } from '../../machines/move/move.ts'
import type { Context } from '../../machines/run/vocabulary.ts'
import { holidaysOf } from '../offices/holidays.ts'
import type { Deps } from '../process/deps.ts'
import type { Content } from '../requests/content.ts'
import { type JudgedMove, type MoveOrder, type MoveOutcome, targetOf } from './move-request.ts'
import { judgeMoves } from './procedure-tasks.ts'
import type { MovesInput } from './procedure-worker.ts'
import { getCompiled } from './versions.ts'

type Settled = Exclude<MoveOutcome, { kind: 'changed' }>

/**
 * Judges what a move would make of some requests, in a worker thread, and hands each to `act`; one that somebody acted on
 * meanwhile is judged anew. Answers once all are done. Throws what `act` throws, `invalid_request` where the new version
 * is too involved to be judged, and `too_many_requests`.
 */
export async function withJudgedMoves(
  deps: Deps,
  order: MoveOrder,
  older: OlderRequest[],
  act: (judged: JudgedMove) => Promise<MoveOutcome>,
): Promise<Settled[]> {
  const settle = async (judged: JudgedMove): Promise<Settled> => {
    const outcome = await act(judged)
    if (outcome.kind !== 'changed') return outcome
    const { procedure, version } = order.to
    const again = await findOlderRequest(deps.db, { procedure: procedure.id, version, id: judged.id })
    const [anew] = again ? await judge(deps, order, [again]) : []
    return anew ? settle(anew) : { kind: 'gone' }
  }
  const results = await Promise.allSettled((await judge(deps, order, older)).map(settle))
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

async function judge(deps: Deps, order: MoveOrder, older: OlderRequest[]): Promise<JudgedMove[]> {
  const { procedure } = order.to
  // Not before what happened last, though the clock was put back.
  const at = Math.max(deps.clock.now(), ...older.map(({ updatedAt }) => updatedAt))
  const holidays = await holidaysOf(deps.db, procedure.office)
  const from: Record<string, typeof procedure> = {}
  for (const { procedureHash: hash } of older) from[hash] ??= (await getCompiled(deps.db, hash)).procedure
  const targets = older.map(({ steps }) => targetOf(steps.split(',').filter(Boolean), order.mapping))
  const asked: MovesInput['requests'] = []
  for (const [index, request] of older.entries()) {
    const target = targets[index] ?? 'stay'
    const { procedureHash: hash, snapshot } = request
    if (target !== 'stay') asked.push({ hash, snapshot, target, facts: await factsOf(deps.db, request) })
  }
  const context = { workers: deps.workers, office: procedure.office }
  const input = { to: procedure, from, requests: asked, at, holidays }
  const judgements = asked.length > 0 ? (await judgeMoves(context, input)).values() : [].values()
  return older.map(({ id, fromVersion, revision }, index) => {
    const target = targets[index] ?? 'stay'
    const judgement = target === 'stay' ? undefined : judgements.next().value
    const verdict = target === 'stay' || !judgement ? ('stay' as const) : { target, judgement }
    return { id, fromVersion, revision, at, holidays, verdict }
  })
}

/** The content as it was last submitted, and the timers that run. */
async function factsOf(db: Db, { id, snapshot }: OlderRequest): Promise<MoveFacts> {
  const timers = (await timersOf(db, id)).map(({ id: timer, dueAt }) => ({ id: timer, dueAt }))
  const { context } = JSON.parse(snapshot) as { context: Context }
  if (context.revision === 0) return { timers }
  return { timers, content: JSON.parse((await getContent(db, id, context.revision)).json) as Content }
}
