import { setTimeout } from 'node:timers/promises'
import type { z } from 'zod'
import {
  changeMove,
  countMoved,
  findMove,
  insertMove,
  type MoveRow,
  type OlderRequest,
  olderRequests,
  runningMoves,
} from '../../db/moves.ts'
import { findPerson, getPerson } from '../../db/people.ts'
import { findVersionByHash } from '../../db/versions.ts'
import type { Appointment } from '../../machines/run/vocabulary.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import type { moveJobSchema } from '../http/procedure-contract.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { standingOf } from '../offices/standing.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { actorOf } from '../sign-in/sessions.ts'
import { withJudgedMoves } from './judged-moves.ts'
import { planMove } from './move-plan.ts'
import { type Mapping, type MoveOrder, moveRequest } from './move-request.ts'
import { getCompiled, type Reader } from './versions.ts'

export type MoveJob = z.infer<typeof moveJobSchema>
type Failure = MoveJob['failed'][number]

/**
 * Starts to move the open requests of older versions and answers at once; the work goes on behind. Throws
 * `invalid_request` while some of them need a decision that the mapping does not give, `already_exists` while another
 * move of the procedure is under way.
 */
export async function startMove(deps: Deps, order: MoveOrder): Promise<MoveRow> {
  const { to, by, mapping, reason } = order
  await refuseSecondMove(deps.db, to.procedure.id)
  const { rows } = await planMove(deps, order)
  const undecided = rows.filter(({ becomes }) => becomes === 'needsDecision')
  if (undecided.length > 0)
    throw new ApiProblem('invalid_request', {
      message: mustDecide,
      errors: undecided.map(({ steps, problem }) => ({
        path: `mapping.${steps.map(({ id }) => id).join(',')}`,
        message: problem ?? mustDecide,
      })),
    })
  const total = rows.reduce((sum, { becomes, count }) => sum + (becomes === 'moves' ? count : 0), 0)
  const row: MoveRow = {
    id: newId(),
    office: to.procedure.office,
    procedure: to.procedure.id,
    toHash: to.hash,
    mapping: JSON.stringify(mapping),
    reason,
    status: 'running',
    total,
    moved: 0,
    failed: '[]',
    startedAt: deps.clock.now(),
    startedBy: by.person.id,
  }
  await deps.commits(async (trx) => {
    await refuseSecondMove(trx, to.procedure.id)
    await insertMove(trx, row)
    const after = { procedure: row.procedure, toVersion: to.version, total, reason, mapping }
    const { office, startedAt: at } = row
    await logOfficeEvent(trx, { office, type: 'move.started', actor: by.person, at, before: null, after })
  })
  runInBackground(deps, row.id)
  return row
}

async function refuseSecondMove(db: Reader, procedure: string): Promise<void> {
  const running = await runningMoves(db)
  if (running.some((one) => one.procedure === procedure))
    throw new ApiProblem('already_exists', { message: underWay })
}

export async function moveJobView(db: Reader, row: MoveRow): Promise<MoveJob> {
  const version = await findVersionByHash(db, row.toHash)
  const person = await findPerson(db, row.startedBy)
  return {
    id: row.id,
    procedure: row.procedure,
    toVersion: version?.version ?? 0,
    status: row.status,
    total: row.total,
    moved: row.moved,
    failed: JSON.parse(row.failed) as Failure[],
    startedAt: iso(row.startedAt),
    startedBy: { id: row.startedBy, name: person?.name ?? row.startedBy },
    reason: row.reason,
  }
}

/* ── The work behind ──────────────────────────────────────────────────────────────────── */

/** Takes up every move that was under way when the process ended; to be called once, at boot. */
export async function resumeMoves(deps: Deps): Promise<void> {
  for (const { id } of await runningMoves(deps.db)) runInBackground(deps, id)
}

const retryMs = 5000

/** What is left of a move when the server stops is taken up at the next boot. */
function runInBackground(deps: Deps, id: string): void {
  deps.jobs.start(id, async (signal) => {
    while (!signal.aborted) {
      try {
        await runMove(deps, id, signal)
        return
      } catch (error) {
        deps.log.error({ err: error, move: id }, 'A move of requests was interrupted; it goes on soon')
        await setTimeout(retryMs, undefined, { signal }).catch(() => {})
      }
    }
  })
}

/** So many requests are read at a time; how many share a commit is the group commit's to say. */
const batch = 50

/** Moves what is left of a job, batch by batch; each request is moved, counted and told about all at once or not at all. */
async function runMove(deps: Deps, id: string, signal: AbortSignal): Promise<void> {
  const job = await findMove(deps.db, id)
  if (!job || job.status === 'done') return
  const order = await orderOf(deps, job)
  const failed = JSON.parse(job.failed) as Failure[]
  const refused = new Set(failed.map(({ request }) => request))
  const { procedure, version } = order.to
  for (let after: string | undefined = ''; after !== undefined; ) {
    if (signal.aborted) return
    const older = await olderRequests(deps.db, { procedure: procedure.id, version, after, limit: batch })
    const open = older.filter((request) => !refused.has(request.id))
    const failures = await moveBatch(deps, job, order, open)
    if (failures.length > 0) {
      failed.push(...failures)
      await deps.commits((trx) => changeMove(trx, id, { failed: JSON.stringify(failed) }))
    }
    after = older.length < batch ? undefined : older.at(-1)?.id
  }
  await finish(deps, job, order, failed)
}

async function moveBatch(
  deps: Deps,
  job: MoveRow,
  order: MoveOrder,
  open: OlderRequest[],
): Promise<Failure[]> {
  // What is thrown is not a refusal but a fault, of the storage most likely: nothing more is tried until it has passed.
  const outcomes = await withJudgedMoves(deps, order, open, (judged) =>
    deps.commits(async (trx, announce) => {
      const result = await moveRequest({ trx, announce }, judged, order)
      if (result.kind === 'moved') await countMoved(trx, job.id)
      return result
    }, 'background'),
  )
  return open.flatMap(({ id, title }, index) => {
    const outcome = outcomes[index]
    return outcome?.kind === 'refused' ? [{ request: id, title, why: outcome.why }] : []
  })
}

async function finish(deps: Deps, job: MoveRow, { to, by }: MoveOrder, failed: Failure[]): Promise<void> {
  await deps.commits(async (trx) => {
    const { moved } = (await findMove(trx, job.id)) ?? job
    const found = await standingOf(trx, job.office, ['move'])
    await changeMove(trx, job.id, { status: 'done', total: moved + failed.length })
    const after = { procedure: job.procedure, toVersion: to.version, moved, failed: failed.length }
    const event = { office: job.office, actor: by.person, at: deps.clock.now(), before: null, after }
    await logOfficeEvent(trx, { ...event, type: 'move.finished', found })
  })
}

/** The order as it was given: by the administrator's appointment of that day, whatever became of it meanwhile. */
async function orderOf(deps: Deps, job: MoveRow): Promise<MoveOrder> {
  const { db } = deps
  const { id, office, name } = await getPerson(db, job.startedBy)
  const person = { id, office, name }
  const version = await findVersionByHash(db, job.toHash)
  if (!version) throw new Error(`The version ${job.toHash} is not stored`)
  const { appointments } = await actorOf(db, person.id, job.startedAt)
  return {
    to: { ...(await getCompiled(db, job.toHash)), version: version.version },
    mapping: JSON.parse(job.mapping) as Mapping,
    reason: job.reason,
    ...administrator(person, appointments, job.office),
  }
}

/** The person as an administrator of the office: in that post alone they move requests. */
export function administrator(
  person: MoveOrder['by']['person'],
  appointments: Appointment[],
  office: string,
): Pick<MoveOrder, 'by' | 'actedAs'> {
  const actedAs = appointments.find((held) => held.role === 'admin' && held.office === office)
  if (!actedAs) throw new ApiProblem('not_permitted')
  return { by: { person, actor: { person: person.id, appointments: [actedAs] } }, actedAs }
}

const mustDecide = {
  th: 'ยังมีเรื่องที่ต้องตัดสินใจก่อนว่าจะย้ายไปขั้นใด หรือให้คงอยู่กับฉบับเดิม',
  en: 'For some requests it must first be decided where they go, or that they stay on their version.',
}
const underWay = {
  th: 'กำลังย้ายเรื่องของขั้นตอนปฏิบัตินี้อยู่ รอให้เสร็จก่อน',
  en: 'A move of this procedure is under way: wait until it has finished.',
}
