import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pino } from 'pino'
import { verifyRequests } from '../../api/operations/verify-requests.ts'
import { startMove } from '../../api/procedures/move-job.ts'
import { planMove } from '../../api/procedures/move-plan.ts'
import type { MoveOrder } from '../../api/procedures/move-request.ts'
import { activate, getActiveVersion } from '../../api/procedures/versions.ts'
import { boot } from '../../api/process/boot.ts'
import { readConfig } from '../../api/process/config.ts'
import { type Deps, systemClock } from '../../api/process/deps.ts'
import type { By } from '../../api/requests/command.ts'
import { createRequest } from '../../api/requests/create-request.ts'
import { takeEvent } from '../../api/requests/take-event.ts'
import { actorOf } from '../../api/sign-in/sessions.ts'
import { cmi3WithApproval } from '../support/cmi3-with-approval.ts'

/** `npm run bench:move [count]`: so many open requests are moved while an official of another office keeps working. */
const count = Number(process.argv[2] ?? 10_000)
const maxSeconds = 60

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const at = (sorted: number[], part: number) =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(0)

async function main(deps: Deps): Promise<number> {
  const made = await timed(() => makeRequests(deps, count))
  console.log(`made ${count} requests in ${seconds(made.ms)}`)
  await activate(deps.db, cmi3WithApproval(), Date.now())
  const order = await orderOf(deps)

  const planned = await timed(() => planMove(deps, order))
  console.log(`dry run of ${planned.result.dryRun.moved} requests: ${seconds(planned.ms)}`)

  const officer = await personOf(deps, 'cmi4.officer')
  let going = true
  const others = whileGoing(
    () => going,
    () => takeTwo(deps, officer),
  )
  const moved = await timed(async () => {
    await startMove(deps, order)
    await deps.jobs.idle()
  })
  going = false
  const latencies = await others
  const job = await deps.db.selectFrom('move').select(['moved', 'total', 'failed']).executeTakeFirstOrThrow()
  console.log(`moved ${job.moved} of ${job.total} requests (a dry run, then the move): ${seconds(moved.ms)}`)
  console.log(
    `meanwhile others took ${latencies.length} events: median ${at(latencies, 0.5)} ms, 95 % within ${at(latencies, 0.95)} ms, longest ${at(latencies, 1)} ms`,
  )
  const verified = await timed(() => verifyRequests(deps.db))
  console.log(
    `verified ${verified.result.events} events in ${seconds(verified.ms)}: ${verified.result.differences.length} differences`,
  )
  const sound = verified.result.differences.length === 0 && job.moved >= count && job.failed === '[]'
  if (!sound) console.error('FAILED: not every request was moved, or the records disagree')
  if (moved.ms > maxSeconds * 1000) console.error(`FAILED: the move took more than ${maxSeconds} s`)
  return sound && moved.ms <= maxSeconds * 1000 ? 0 : 1
}

/** Requests at the first two steps, by turns. */
async function makeRequests(deps: Deps, many: number): Promise<void> {
  const { commits } = deps
  const officer = await personOf(deps, 'cmi3.officer')
  for (let done = 0; done < many; done += 500)
    await commits(async (trx, announce) => {
      for (let one = done; one < Math.min(done + 500, many); one += 1) {
        const unit = { trx, announce, at: Date.now() }
        const content = { title: `เรื่องที่ ${one}`, body: 'รายละเอียดของข้อมูล', source: 'กลุ่มนโยบายและแผน' }
        const begun = await createRequest(unit, officer, { procedure: 'cmi3.publication', content })
        const { id } = begun.request.row
        if (one % 2 === 1) await takeEvent(unit, { request: id, by: officer, event: { type: 'PROPOSE' } })
      }
    })
}

async function orderOf(deps: Deps): Promise<MoveOrder> {
  const by = await personOf(deps, 'cmi3.admin')
  const actedAs = by.actor.appointments.find(({ role }) => role === 'admin')
  if (!actedAs) throw new Error('cmi3.admin is no administrator')
  const to = await getActiveVersion(deps.db, 'cmi3.publication')
  return { to, mapping: { handover: 'approval', screening: 'approval' }, reason: 'เทียบเวลา', by, actedAs }
}

async function personOf({ db }: Deps, username: string): Promise<By> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'office', 'name'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  return { person, actor: await actorOf(db, person.id, Date.now()) }
}

/** Begins a request and withdraws it, each in a transaction of its own; answers how long each took. */
async function takeTwo({ commits }: Deps, by: By): Promise<number[]> {
  const begun = await timed(() =>
    commits((trx, announce) =>
      createRequest({ trx, announce, at: Date.now() }, by, {
        procedure: 'cmi4.publication',
        content: { title: 'ของสำนักงานอื่น' },
      }),
    ),
  )
  const request = begun.result.request.row.id
  const taken = await timed(() =>
    commits((trx, announce) =>
      takeEvent({ trx, announce, at: Date.now() }, { request, by, event: { type: 'WITHDRAW' } }),
    ),
  )
  return [begun.ms, taken.ms]
}

async function whileGoing(goes: () => boolean, work: () => Promise<number[]>): Promise<number[]> {
  const all: number[] = []
  while (goes()) all.push(...(await work()))
  return all.sort((a, b) => a - b)
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const start = performance.now()
  const result = await work()
  return { result, ms: performance.now() - start }
}

const data = await mkdtemp(join(tmpdir(), 'prakat-bench-'))
const deps = await boot(
  readConfig({ PRAKAT_DATA: data }),
  systemClock,
  pino({ level: 'error' }, pino.destination(2)),
)
try {
  process.exitCode = await main(deps)
} finally {
  await deps.db.destroy()
  await rm(data, { recursive: true, force: true })
}
