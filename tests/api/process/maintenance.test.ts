import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { createHourlyLog } from '../../../api/process/hourly-log.ts'
import { createMaintenance } from '../../../api/process/maintenance.ts'
import { insertKey } from '../../../db/idempotency.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { begin, wholeContent } from '../../support/requests.ts'

const hour = 3_600_000
const day = 24 * hour

let office: Office
/** What each round of the timer loop does. */
let oneRound: () => Promise<void>
const began = Date.parse('2026-11-20T03:00:00Z')
beforeAll(async () => {
  office = await startOffice()
  oneRound = createMaintenance(office.deps)
})
afterAll(() => office.close())

const rows = async (table: 'idempotency' | 'session' | 'signInAttempt') =>
  (await office.deps.db.selectFrom(table).selectAll().execute()).length

describe('what nobody can ask for any more is forgotten by maintenance', () => {
  afterEach(async () => {
    for (const table of ['idempotency', 'session', 'signInAttempt'] as const)
      await office.deps.db.deleteFrom(table).execute()
    // The next test's maintenance is due again.
    office.clock.advance(2 * hour)
  })

  test('answers kept for a repeated POST, after a week', async () => {
    const officer = await office.as('cmi3.officer')
    const key = { 'Idempotency-Key': 'one' }
    const body = { procedure: 'cmi3.publication', content: wholeContent('cmi3') }
    const first = await officer('POST', '/api/requests', body, key)
    expect(first.status).toBe(201)
    office.clock.advance(7 * day - 1000)
    await begin(await office.as('cmi3.officer'), 'cmi3', {}, { 'Idempotency-Key': 'two' })
    await oneRound()
    const again = await (await office.as('cmi3.officer'))('POST', '/api/requests', body, key)
    expect(again.body.id).toBe(first.body.id)
    office.clock.advance(hour)
    await oneRound()
    expect(await office.deps.db.selectFrom('idempotency').select('key').execute()).toEqual([{ key: 'two' }])
  })

  test('notices, 90 days after they were read; what is unread stays', async () => {
    const { db } = office.deps
    const officer = await office.as('cmi3.officer')
    const { id: request } = await begin(officer, 'cmi3')
    const notice = { person: 'cmi3.officer', request, messageTh: 'แจ้ง', messageEn: 'told', readAt: null }
    const at = office.clock.now()
    await db.deleteFrom('notification').execute()
    for (const id of ['read', 'unread'])
      await db
        .insertInto('notification')
        .values({ ...notice, id, at })
        .execute()
    expect((await officer('GET', '/api/notifications')).body.unread).toBe(2)
    await officer('POST', '/api/notifications/read', { ids: ['read'] })
    expect((await officer('GET', '/api/notifications')).body.unread).toBe(1)
    const left = async () =>
      (
        await db
          .selectFrom('notification')
          .select('id')
          .where('request', '=', request)
          .orderBy('id')
          .execute()
      ).map(({ id }) => id)
    office.clock.advance(90 * day - 1000)
    await oneRound()
    expect(await left()).toEqual(['read', 'unread'])
    office.clock.advance(hour + 1001)
    await oneRound()
    expect(await left()).toEqual(['unread'])
    const again = await office.as('cmi3.officer')
    expect((await again('GET', '/api/notifications')).body.unread).toBe(1)
  })

  test('sessions that idled for twelve hours or are a week old', async () => {
    await office.as('cmi3.officer')
    office.clock.advance(11 * hour)
    const officer = await office.as('cmi3.officer')
    await oneRound()
    expect(await rows('session')).toBe(2)
    office.clock.advance(hour)
    await oneRound()
    expect(await rows('session')).toBe(1)
    expect((await officer('GET', '/api/session')).status).toBe(200)
    // Used all the time, it ends all the same.
    for (let day = 0; day < 14; day += 1) {
      office.clock.advance(11 * hour)
      await officer('GET', '/api/session')
    }
    office.clock.advance(14 * hour)
    await oneRound()
    expect(await rows('session')).toBe(0)
  })

  test('failures to sign in, a day after the last', async () => {
    const wrong = { username: 'cmi3.officer', password: 'wrong' }
    await office.anyone('POST', '/api/session', wrong)
    office.clock.advance(day - 1)
    await oneRound()
    expect(await rows('signInAttempt')).toBe(1)
    office.clock.advance(hour)
    await oneRound()
    expect(await rows('signInAttempt')).toBe(0)
  })

  test('once an hour, not each second', async () => {
    await oneRound()
    const at = office.clock.now() - 30 * day
    await insertKey(office.deps.db, { person: 'p', key: 'k', requestHash: 'h', request: 'r', seq: 1, at })
    office.clock.advance(hour - 1)
    await oneRound()
    expect(await rows('idempotency')).toBe(1)
    office.clock.advance(1)
    await oneRound()
    expect(await rows('idempotency')).toBe(0)
  })
})

test('a fault that lasts is written down at once, then once an hour, and each fault by itself', () => {
  const lines: { what?: string; time: number }[] = []
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) })
  let now = began
  const logHourly = createHourlyLog({ log, clock: { now: () => now } })
  const tell = (what: string, message: string) => logHourly(what, { err: new Error(message), what }, 'failed')
  for (let second = 0; second < 3600; second += 1) {
    tell('a', 'gone')
    if (second > 10) tell('b', 'gone')
    if (second > 20) tell('a', 'worse')
    now += 1000
  }
  expect(lines.map(({ what }) => what)).toEqual(['a', 'b', 'a'])
  tell('a', 'gone')
  expect(lines).toHaveLength(4)
})
