import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { createApp } from '../../../api/http/app.ts'
import { verifyAuditLogs } from '../../../api/operations/verify-audit-logs.ts'
import { guardedClock } from '../../../api/process/clock.ts'
import type { Deps } from '../../../api/process/deps.ts'
import { confirmClock, createClockWatch, holdAtStart } from '../../../api/process/held-clock.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { setSetting } from '../../../db/settings.ts'
import { type Office, password, startOffice, testClock } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

const start = Date.parse('2026-11-20T03:00:00Z')
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** A machine whose clock can be put, and which can sleep. */
function machine() {
  const wall = testClock('2026-11-20T03:00:00Z')
  let [ran, slept] = [0, 0]
  const clock = guardedClock(wall, { ran: () => ran, up: () => ran + slept })
  return {
    clock,
    wall,
    passes: (ms: number) => {
      ran += ms
      wall.advance(ms)
    },
    sleeps: (ms: number) => {
      slept += ms
      wall.advance(ms)
    },
    at: () => clock.now() - start,
    held: () => clock.guard.held(),
  }
}

describe('§4: the time of a server', () => {
  test('follows its clock while that runs, is put right by minutes, or the machine slept', () => {
    const { passes, sleeps, wall, at, held } = machine()
    passes(hour)
    wall.advance(9 * minute)
    expect([at(), held()]).toEqual([hour + 9 * minute, null])
    passes(minute)
    wall.advance(-9 * minute)
    expect([at(), held()]).toEqual([hour + minute, null])
    sleeps(12 * hour)
    expect([at(), held()]).toEqual([13 * hour + minute, null])
    passes(minute)
    sleeps(30 * day)
    expect([at(), held()]).toEqual([13 * hour + 2 * minute + 30 * day, null])
  })

  test.each([
    ['forward', 400 * day],
    ['back', -2 * day],
    ['forward by little more than what is followed', 11 * minute],
  ])('goes on by what only runs when the clock is put %s, until it returns', (_, ms) => {
    const { passes, wall, at, held } = machine()
    passes(hour)
    expect(at()).toBe(hour)
    wall.advance(ms)
    expect(at()).toBe(hour)
    passes(hour)
    expect(held()).toEqual({ says: start + 2 * hour + ms, kept: start + 2 * hour })
    wall.advance(-ms)
    expect([at(), held()]).toEqual([2 * hour, null])
  })

  test('follows the clock again from the confirmation on, also after another jump', () => {
    const { clock, passes, wall, at, held } = machine()
    wall.advance(3 * day)
    expect(at()).toBe(0)
    clock.guard.confirm()
    expect([at(), held()]).toEqual([3 * day, null])
    passes(hour)
    wall.advance(3 * day)
    expect([at(), held()?.says]).toEqual([3 * day + hour, start + 6 * day + hour])
  })
})

describe('§4: while a clock has to be confirmed', () => {
  let office: Office
  let deps: Deps
  let ran = 0
  beforeEach(async () => {
    office = await startOffice()
    ran = 0
    deps = { ...office.deps, clock: guardedClock(office.clock, { ran: () => ran, up: () => ran }) }
  })
  afterEach(() => office.close())

  const signedIn = async (username: string) => {
    const agent = request.agent(createApp(deps))
    await agent.post('/api/session').send({ username, password }).expect(200)
    return agent
  }
  const step = async (id: string) =>
    (await deps.db.selectFrom('request').select('steps').where('id', '=', id).executeTakeFirstOrThrow()).steps

  test('nothing that is due by it happens; then an administrator confirms it, and it does', async () => {
    const { request: id } = await publish(office, { until: '2027-06-30' })
    const before = await step(id)
    deps.clock.now()
    office.clock.advance(365 * day)
    const watch = createClockWatch(deps)
    await watch()
    await watch()
    expect(await takeDueTimers(deps)).toBe(0)
    expect(await step(id)).toBe(before)
    const admin = await signedIn('cmi4.admin')
    const { held } = (await admin.get('/api/clock').expect(200)).body
    expect(held).toMatchObject({ says: new Date(office.clock.now()).toISOString() })
    expect(Date.parse(held.kept)).toBeLessThan(start + 2 * day)
    // It is ready all the same, and says so: whoever has to confirm must be let in.
    const ready = await request(createApp(deps)).get('/readyz').expect(200)
    expect(ready.body).toMatchObject({ status: 'ready', clock: 'held', says: held.says })
    const metrics = await request(createApp(deps)).get('/metrics').expect(200)
    expect(metrics.text).toContain('prakat_clock_held 1')
    const told = (await admin.get('/api/notifications').expect(200)).body.notifications
    const ofClock = told.filter(({ message }: { message: { th: string } }) => message.th.includes('นาฬิกา'))
    expect(ofClock).toHaveLength(1)

    const officer = await signedIn('cmi4.officer')
    await officer.get('/api/clock').expect(403)
    await officer.post('/api/clock/confirm').send({ says: held.says }).expect(403)
    // Only what was seen is confirmed.
    await admin.post('/api/clock/confirm').send({ says: '2030-01-01T00:00:00Z' }).expect(409)
    expect(await takeDueTimers(deps)).toBe(0)
    const confirmed = await admin.post('/api/clock/confirm').send({ says: held.says }).expect(200)
    expect(confirmed.body).toEqual({ held: null })
    expect(deps.clock.now()).toBe(office.clock.now())
    expect(await takeDueTimers(deps)).toBeGreaterThan(0)
    expect(await step(id)).not.toBe(before)
    for (const log of ['cmi3', 'cmi4']) {
      const entries = await deps.db
        .selectFrom('officeEvent')
        .select(['type', 'actor'])
        .where('office', '=', log)
        .where('type', 'like', 'clock.%')
        .orderBy('seq')
        .execute()
      expect(entries).toEqual([
        { type: 'clock.held', actor: 'system' },
        { type: 'clock.confirmed', actor: 'cmi4.admin' },
      ])
    }
    expect((await verifyAuditLogs(deps.db)).differences).toEqual([])
  })

  test('pages that are open in any office are told of both, at the time that is kept', async () => {
    const told: string[] = []
    deps.changes.on('told', ({ office }) => told.push(`${office} ${Math.round(deps.clock.now() / day)}`))
    const kept = Math.round(deps.clock.now() / day)
    office.clock.advance(365 * day)
    await createClockWatch(deps)()
    expect(told).toEqual(expect.arrayContaining([`cmi3 ${kept}`, `cmi4 ${kept}`]))
    told.length = 0
    const admin = await signedIn('cmi4.admin')
    const { says } = (await admin.get('/api/clock').expect(200)).body.held
    await admin.post('/api/clock/confirm').send({ says }).expect(200)
    expect(told).toEqual(expect.arrayContaining([`cmi3 ${kept}`, `cmi4 ${kept}`]))
  })

  test('what people do meanwhile stands at the time that is kept, and nobody is signed out', async () => {
    const agent = await signedIn('cmi3.officer')
    office.clock.advance(365 * day)
    const made = await agent
      .post('/api/requests')
      .send({ procedure: 'cmi3.publication', content: { title: 'ระหว่างรอ', body: 'ข้อความ' } })
    expect(made.status).toBe(201)
    const at = await deps.db.selectFrom('event').select('at').orderBy('at', 'desc').executeTakeFirstOrThrow()
    expect(at.at).toBeLessThan(start + day)
  })

  test('a start asks again while it waits, and no more once it was confirmed or the clock returned', async () => {
    const production = { ...deps, config: { ...deps.config, mode: 'production' as const } }
    const watch = createClockWatch(production)
    await watch()
    const startAgain = async () => {
      deps.clock.guard?.confirm()
      await holdAtStart(production)
      return deps.clock.guard?.held() ?? null
    }
    const kept = deps.clock.now()
    office.clock.advance(20 * day)
    await watch()
    expect(await startAgain()).toMatchObject({ kept })
    await confirmClock(production, { id: 'cmi4.admin', name: 'ผู้ดูแล' })
    office.clock.advance(20 * day)
    expect(await startAgain()).toBeNull()

    await watch()
    office.clock.advance(20 * day)
    await watch()
    office.clock.advance(-20 * day)
    await watch()
    office.clock.advance(20 * day)
    expect(await startAgain()).toBeNull()
  })

  test('a start after some downtime asks nothing; one behind or far ahead of the last run does', async () => {
    const production = { ...deps, config: { ...deps.config, mode: 'production' as const } }
    const heldAfter = async (seen: number) => {
      await setSetting(deps.db, 'clockSeenAt', String(seen))
      deps.clock.guard?.confirm()
      await holdAtStart(production)
      return deps.clock.guard?.held()?.kept ?? null
    }
    const now = office.clock.now()
    expect(await heldAfter(now - 29 * day)).toBeNull()
    expect(await heldAfter(now + 5 * minute)).toBeNull()
    expect(await heldAfter(now + hour)).toBe(now + hour)
    expect(await heldAfter(now - 31 * day)).toBe(now - 31 * day)
    // Where no run was noted, the last event tells.
    await deps.db.deleteFrom('setting').where('key', '=', 'clockSeenAt').execute()
    deps.clock.guard?.confirm()
    office.clock.advance(-400 * day)
    deps.clock.guard?.confirm()
    await holdAtStart(production)
    expect(deps.clock.guard?.held()?.kept).toBeGreaterThan(office.clock.now() + 300 * day)
    // The demo is for trying, also after a year in a drawer.
    deps.clock.guard?.confirm()
    await holdAtStart(deps)
    expect(deps.clock.guard?.held()).toBeNull()
  })
})
