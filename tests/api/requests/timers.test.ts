import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { pino } from 'pino'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { boot } from '../../../api/process/boot.ts'
import { databaseFile, readConfig } from '../../../api/process/config.ts'
import { createDeps, type Deps } from '../../../api/process/deps.ts'
import { start as startServer } from '../../../api/process/start.ts'
import { startTimerLoop, takeDueTimers } from '../../../api/requests/timers.ts'
import { openDatabase } from '../../../db/open.ts'
import { openReadOnly } from '../../../db/open-read-only.ts'
import { copyRequest } from '../../support/copy-request.ts'
import { type Office, type TestClock, testClock } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

/** 10:00 in Bangkok on a day after everything of the demo has run out, so that only these tests' timers are left. */
const today = '2028-06-01T03:00:00Z'
const until = '2028-06-10'
/** The end of that day in Bangkok. */
const end = Date.parse('2028-06-10T17:00:00Z')

/** What these tests need of a running office: no HTTP, and several on one directory. */
type Running = { deps: Deps; clock: TestClock; logged: { level: number; timer?: { request: string } }[] }
let template: string
let data: string
let running: Running[]

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'prakat-timers-'))
  const clock = testClock('2026-11-20T03:00:00Z')
  const deps = await boot(readConfig({ PRAKAT_DATA: template }), clock, pino({ level: 'silent' }))
  clock.set(today)
  await takeDueTimers(deps)
  expect(await deps.db.selectFrom('timer').selectAll().execute()).toEqual([])
  await deps.reads.destroy()
  await deps.db.destroy()
})
afterAll(() => rmSync(template, { recursive: true }))

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'prakat-timers-'))
  cpSync(template, data, { recursive: true })
  running = []
})
afterEach(async () => {
  for (const { deps } of running) {
    await deps.reads.destroy()
    await deps.db.destroy()
  }
  rmSync(data, { recursive: true })
})

/** One process on the directory, as `boot` makes it but without looking through the demo again. */
async function start(at = today): Promise<Running> {
  const logged: Running['logged'] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line)) })
  const config = readConfig({ PRAKAT_DATA: data })
  const db = await openDatabase(databaseFile(config))
  const clock = testClock(at)
  const reads = openReadOnly(databaseFile(config))
  const deps = createDeps({ db, reads, config, clock, log })
  const one = { deps, clock, logged }
  running.push(one)
  return one
}

const published = (one: Running, count = 1) =>
  Promise.all(Array.from({ length: count }, () => publish(one as unknown as Office, { until })))
const stepsOf = async ({ deps }: Running, request: string) =>
  (await deps.db.selectFrom('request').select('steps').where('id', '=', request).executeTakeFirstOrThrow())
    .steps
const timersOf = ({ deps }: Running, request: string) =>
  deps.db.selectFrom('timer').selectAll().where('request', '=', request).execute()
const publicationOf = ({ deps }: Running, request: string) =>
  deps.db.selectFrom('publication').selectAll().where('request', '=', request).executeTakeFirstOrThrow()
const expiries = ({ deps }: Running, request: string) =>
  deps.db
    .selectFrom('event')
    .selectAll()
    .where('request', '=', request)
    .where('type', 'like', 'xstate.after.%')
    .execute()
const live = ',published.live,'
const down = ',takenDown,'
const countDown = async ({ deps }: Running) =>
  (
    await deps.db
      .selectFrom('event')
      .select('seq')
      .where('type', 'like', 'xstate.after.%')
      .where('at', '=', end)
      .execute()
  ).length
const clean = async ({ deps }: Running) => expect((await verifyRequests(deps.db)).differences).toEqual([])

describe('a period of publication', () => {
  test('ends with its last day in Bangkok: not a millisecond before, and then at once', async () => {
    const one = await start()
    const [{ request } = { request: '' }] = await published(one)
    expect(await timersOf(one, request)).toMatchObject([{ dueAt: end }])
    one.clock.set(end - 1)
    await takeDueTimers(one.deps)
    expect(await stepsOf(one, request)).toBe(live)
    one.clock.set(end)
    expect(await takeDueTimers(one.deps)).toBe(1)
    expect(await stepsOf(one, request)).toBe(down)
    expect(await publicationOf(one, request)).toMatchObject({
      endedAt: end,
      endKind: 'expired',
      endReason: null,
    })
    expect(await timersOf(one, request)).toEqual([])
    await clean(one)
  })

  test('is recorded as an event of nobody, in the chain', async () => {
    const one = await start()
    const [{ request } = { request: '' }] = await published(one)
    one.clock.set(end + 5000)
    await takeDueTimers(one.deps)
    expect(await expiries(one, request)).toMatchObject([
      {
        actor: null,
        actorName: null,
        actedAs: null,
        at: end + 5000,
        fromSteps: '["published.live"]',
        toSteps: '["takenDown"]',
      },
    ])
    // However late the timer is taken, the item ended when its time was up.
    expect(await publicationOf(one, request)).toMatchObject({ endedAt: end })
    await clean(one)
  })

  test('tells open pages that the request changed', async () => {
    const one = await start()
    const [{ request } = { request: '' }] = await published(one)
    const told: unknown[] = []
    one.deps.changes.on('change', (change) => told.push(change))
    one.clock.set(end)
    await takeDueTimers(one.deps)
    expect(told).toMatchObject([{ office: 'cmi4', request, by: null }])
  })

  test('that is over cannot be taken twice', async () => {
    const one = await start()
    const [{ request } = { request: '' }] = await published(one)
    one.clock.set(end)
    expect(await takeDueTimers(one.deps)).toBe(1)
    expect(await takeDueTimers(one.deps)).toBe(0)
    expect(await expiries(one, request)).toHaveLength(1)
  })
})

describe('several timers', () => {
  test('are taken once each, however many loops and processes look for them', async () => {
    const one = await start()
    const items = await published(one, 12)
    const other = await start()
    for (const { clock } of running) clock.set(end)
    const taken = await Promise.all([one, one, other, other].map(({ deps }) => takeDueTimers(deps)))
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(items.length)
    for (const { request } of items) {
      expect(await expiries(one, request)).toHaveLength(1)
      expect(await stepsOf(one, request)).toBe(down)
    }
    expect([one, other].flatMap(({ logged }) => logged)).toEqual([])
    await clean(one)
  })

  test('of which one fails: the others are taken, it stays and is told, and is taken when it is mended', async () => {
    const one = await start()
    const items = await published(one, 3)
    const [, broken = items[0]] = items
    const id = broken?.request ?? ''
    const { snapshot } = await one.deps.db
      .selectFrom('request')
      .select('snapshot')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const change = (value: string) =>
      one.deps.db.updateTable('request').set({ snapshot: value }).where('id', '=', id).execute()
    await change('{"status":"active","value":"lost"}')
    one.clock.set(end)
    expect(await takeDueTimers(one.deps)).toBe(2)
    expect(await timersOf(one, id)).toHaveLength(1)
    expect(one.logged).toMatchObject([{ level: 50, timer: { request: id } }])
    expect(await takeDueTimers(one.deps)).toBe(0)
    await change(snapshot)
    expect(await takeDueTimers(one.deps)).toBe(1)
    expect(await stepsOf(one, id)).toBe(down)
    await clean(one)
  })

  test('that fail, more than fit in one batch, do not hold up one that comes after them', async () => {
    const one = await start()
    const [item] = await published(one)
    const request = item?.request ?? ''
    const [good] = await timersOf(one, request)
    const lost = Array.from({ length: 130 }, (_, number) => ({ request: `lost${number}`, id: 'x', dueAt: 1 }))
    const row = await one.deps.db
      .selectFrom('request')
      .selectAll()
      .where('id', '=', request)
      .executeTakeFirstOrThrow()
    await one.deps.db
      .insertInto('request')
      .values(lost.map(({ request: id }) => ({ ...row, id, snapshot: '{}' })))
      .execute()
    await one.deps.db.insertInto('timer').values(lost).execute()
    one.clock.set(end)
    expect(await takeDueTimers(one.deps)).toBe(1)
    expect(good).toBeDefined()
    expect(await stepsOf(one, request)).toBe(down)
    expect(one.logged).toHaveLength(130)
  })

  test('that the chart no longer waits for are put away without an event', async () => {
    const one = await start()
    const [item] = await published(one)
    const request = item?.request ?? ''
    const stray = { request, id: 'xstate.after.publishUntil.elsewhere', dueAt: end - 1000 }
    await one.deps.db.insertInto('timer').values(stray).execute()
    one.clock.set(end - 1000)
    expect(await takeDueTimers(one.deps)).toBe(0)
    expect(await stepsOf(one, request)).toBe(live)
    expect((await timersOf(one, request)).map(({ dueAt }) => dueAt)).toEqual([end])
    await clean(one)
  })
})

describe('a restart', () => {
  test('loses no timer: what ran out while the server was off ends when it is on again', async () => {
    const before = await start()
    const [{ request } = { request: '' }] = await published(before)
    await before.deps.reads.destroy()
    await before.deps.db.destroy()
    running.pop()
    const clock = testClock('2028-06-15T03:00:00Z')
    const deps = await boot(readConfig({ PRAKAT_DATA: data }), clock, pino({ level: 'silent' }))
    const after: Running = { deps, clock, logged: [] }
    running.push(after)
    expect(await stepsOf(after, request)).toBe(live)
    await takeDueTimers(after.deps)
    expect(await stepsOf(after, request)).toBe(down)
    expect(await publicationOf(after, request)).toMatchObject({ endedAt: end })
    await clean(after)
  })
})

test('SIGTERM with 5,000 timers due ends the server after the slice under way, and leaves the rest in place', async () => {
  const before = await start()
  const [{ request } = { request: '' }] = await published(before)
  await copyRequest(before.deps.db, request, 4999)
  await before.deps.reads.destroy()
  await before.deps.db.destroy()
  running.pop()
  const server = await startServer({
    config: { ...readConfig({ PRAKAT_DATA: data }), port: 0 },
    clock: testClock('2028-06-15T03:00:00Z'),
    log: pino({ level: 'silent' }),
    screens: async () => ({ handler: (_, __, next) => next(), close: async () => {} }),
  })
  await once(server.deps.changes, 'change')
  const cpu = process.threadCpuUsage()
  await server.stop()
  const { user, system } = process.threadCpuUsage(cpu)
  expect((user + system) / 1000).toBeLessThan(500)
  const after = await start()
  const { due } = await after.deps.db
    .selectFrom('timer')
    .select((eb) => eb.fn.countAll<number>().as('due'))
    .where('dueAt', '<=', end)
    .executeTakeFirstOrThrow()
  expect(due).toBeGreaterThan(4000)
  expect(due).toBeLessThan(5000)
})

describe('the loop', () => {
  beforeEach(() => {
    // Only what the loop waits with: storage keeps its own time.
    const real = [
      'nextTick',
      'setImmediate',
      'clearImmediate',
      'queueMicrotask',
      'Date',
      'performance',
      'hrtime',
    ] as const
    jest.useFakeTimers({ doNotFake: [...real, 'setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })
  const eventually = async (holds: () => Promise<boolean>) => {
    for (let turn = 0; turn < 2000; turn += 1) {
      if (await holds()) return
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw new Error('it never came to hold')
  }

  test('takes what is due when it starts, and again a second later', async () => {
    const one = await start()
    const [first] = await published(one)
    one.clock.set(end - 1)
    const loop = startTimerLoop(one.deps)
    await eventually(async () => jest.getTimerCount() === 1)
    expect(await stepsOf(one, first?.request ?? '')).toBe(live)
    one.clock.set(end)
    jest.advanceTimersByTime(1000)
    await eventually(async () => (await stepsOf(one, first?.request ?? '')) === down)
    await loop.stop()
    await clean(one)
  })

  test('stores the slice under way when it is stopped, and leaves the rest to the next start', async () => {
    const one = await start()
    const items = await published(one, 150)
    one.clock.set(end)
    const loop = startTimerLoop(one.deps)
    await once(one.deps.changes, 'change')
    await loop.stop()
    expect(jest.getTimerCount()).toBe(0)
    const taken = await countDown(one)
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(items.length)
    await clean(one)
    const next = startTimerLoop(one.deps)
    await eventually(async () => (await countDown(one)) === items.length)
    await next.stop()
    for (const { request } of items) expect(await expiries(one, request)).toHaveLength(1)
    await clean(one)
  })

  test('outlives a database that fails for a while', async () => {
    const one = await start()
    const [item] = await published(one)
    const request = item?.request ?? ''
    one.clock.set(end)
    const { db } = one.deps
    const deps = {
      ...one.deps,
      db: new Proxy(db, {
        get: () => () => {
          throw new Error('disk is gone')
        },
      }),
    }
    const loop = startTimerLoop(deps)
    await eventually(async () => jest.getTimerCount() === 1)
    // The loop itself, and what it starts beside it.
    expect(one.logged).toContainEqual(expect.objectContaining({ msg: 'The timer loop failed; it goes on' }))
    for (const line of one.logged) expect(line).toMatchObject({ level: 50, err: { message: 'disk is gone' } })
    deps.db = db
    jest.advanceTimersByTime(1000)
    await eventually(async () => (await stepsOf(one, request)) === down)
    await loop.stop()
  })
})
