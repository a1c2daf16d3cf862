import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { clockJumps } from '../../../api/process/clock.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import type { Meta, Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { refused } from '../../support/refused.ts'
import { clientsOf, ifMatch, look, send, take, wholeContent, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>

beforeEach(async () => {
  office = await startOffice({ at: '2026-11-20T03:00:00Z' })
  as = clientsOf(office)
})
afterEach(() => office.close())

const verified = async () => expect((await verifyRequests(office.deps.db)).differences).toEqual([])
const typesOf = async (id: string): Promise<[string, number][]> => {
  const { db } = office.deps
  const events = await db
    .selectFrom('event')
    .select(['type', 'at'])
    .where('request', '=', id)
    .orderBy('seq')
    .execute()
  return events.map(({ type, at }) => [type, at])
}

/** The standard procedure with three days for the certification; what follows them. */
async function timed(after: Pick<Transition, 'target' | 'actions'>): Promise<void> {
  const procedure: Procedure = structuredClone({
    ...standardPublication,
    id: 'cmi3.standard',
    office: 'cmi3',
  })
  const title = { th: 'สามวัน', en: 'Three days' }
  procedure.deadlines.push({ id: 'threeDays', kind: 'days', days: 3, working: false, title })
  const { certification } = procedure.chart.states
  const meta = certification?.meta as Meta
  if (certification) certification.after = { threeDays: { ...after, meta } }
  await activate(office.deps.db, procedure, office.clock.now())
}

async function submitted(): Promise<string> {
  const officer = await as('cmi3.officer')
  const content = wholeContent('cmi3')
  const answer = await officer('POST', '/api/requests', { procedure: 'cmi3.standard', content })
  await take(officer, answer.body.id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
  return answer.body.id
}

const dueAt = async (id: string): Promise<number> => {
  const { db } = office.deps
  const timer = await db
    .selectFrom('timer')
    .select('dueAt')
    .where('request', '=', id)
    .executeTakeFirstOrThrow()
  return timer.dueAt
}

describe('what fell due before an event happened before it', () => {
  test('CERTIFY 46 ms after its deadline is refused, because the deadline came first', async () => {
    await timed({ target: 'drafting', actions: { type: 'startAgain' } })
    const id = await submitted()
    office.clock.set((await dueAt(id)) + 46)
    as = clientsOf(office)
    const director = await as('cmi3.groupDirector')
    const answer = await send(director, id, { type: 'CERTIFY' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'revision_conflict' } })
    await takeDueTimers(office.deps)
    expect(await look(director, id)).toMatchObject({ state: 'drafting' })
    await verified()
  })

  test('nor is its content changed, nor its owner, 46 ms after the deadline that ends it', async () => {
    const { drafting, certification } = standardPublication.chart.states
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi3.unfinished',
      office: 'cmi3',
    })
    const title = { th: 'สามวัน', en: 'Three days' }
    procedure.deadlines.push({ id: 'threeDays', kind: 'days', days: 3, working: false, title })
    const meta = certification?.meta as Meta
    procedure.chart.states.drafting = { ...drafting, after: { threeDays: { target: 'withdrawn', meta } } }
    await activate(office.deps.db, procedure, office.clock.now())
    const content = wholeContent('cmi3')
    const begun = await (await as('cmi3.officer'))('POST', '/api/requests', {
      procedure: procedure.id,
      content,
    })
    const { id, revision } = begun.body
    office.clock.set((await dueAt(id)) + 46)
    as = clientsOf(office)
    const officer = await as('cmi3.officer')
    await refused(office.deps, 409, 'revision_conflict', () =>
      officer('PUT', `/api/requests/${id}/content`, { content: wholeContent('cmi3') }, ifMatch(revision)),
    )
    const heir = { to: 'cmi3.groupDirector', reason: 'ลา' }
    await refused(office.deps, 409, 'revision_conflict', () =>
      officer('POST', `/api/requests/${id}/owner`, heir, ifMatch(revision)),
    )
    await takeDueTimers(office.deps)
    expect(await look(officer, id)).toMatchObject({ status: 'ended', content, owner: { id: 'cmi3.officer' } })
    await verified()
  })

  test('a reminder that fell due does not hinder what is written; it stands before it', async () => {
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi3.reminding',
      office: 'cmi3',
    })
    const title = { th: 'สามวัน', en: 'Three days' }
    procedure.deadlines.push({ id: 'threeDays', kind: 'days', days: 3, working: false, title })
    const { drafting } = procedure.chart.states
    if (drafting) drafting.after = { threeDays: { meta: drafting.meta as Meta } }
    await activate(office.deps.db, procedure, office.clock.now())
    const content = wholeContent('cmi3')
    const begun = await (await as('cmi3.officer'))('POST', '/api/requests', {
      procedure: procedure.id,
      content,
    })
    const { id } = begun.body
    office.clock.set((await dueAt(id)) + 46)
    as = clientsOf(office)
    const written = await write(await as('cmi3.officer'), id, { ...content, title: 'แก้ไขแล้ว' })
    expect(written).toMatchObject({ title: 'แก้ไขแล้ว', revision: 3 })
    expect((await typesOf(id)).map(([type]) => type.split('.')[1] ?? type)).toEqual(['begin', 'after'])
    await takeDueTimers(office.deps)
    expect(await typesOf(id)).toHaveLength(2)
    await verified()
  })

  test('a millisecond before it, it is taken', async () => {
    await timed({ target: 'drafting', actions: { type: 'startAgain' } })
    const id = await submitted()
    office.clock.set((await dueAt(id)) - 1)
    as = clientsOf(office)
    expect(await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })).toMatchObject({
      state: 'approval',
    })
  })

  test('a reminder that fell due stands before the event in the history, and does not hinder it', async () => {
    await timed({})
    const id = await submitted()
    office.clock.set((await dueAt(id)) + 46)
    as = clientsOf(office)
    expect(await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })).toMatchObject({
      state: 'approval',
    })
    const types = (await typesOf(id)).map(([type]) => type.split('.').slice(0, 3).join('.'))
    expect(types).toEqual(['begin', 'SUBMIT', 'xstate.after.threeDays', 'CERTIFY'])
    await takeDueTimers(office.deps)
    expect(await typesOf(id)).toHaveLength(4)
    await verified()
  })
})

describe('a clock that is put back two days', () => {
  test('makes no event earlier than the one before it', async () => {
    await timed({})
    const id = await submitted()
    const before = office.clock.now()
    office.clock.advance(-2 * 86_400_000)
    await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons: { grounds: [], text: 'แก้ไข' } })
    await write(await as('cmi3.officer'), id, wholeContent('cmi3'))
    await take(await as('cmi3.officer'), id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    const { revision } = await look(await as('cmi3.officer'), id)
    const heir = { to: 'cmi3.groupDirector', reason: 'ลา' }
    const handedOver = await (await as('cmi3.officer'))(
      'POST',
      `/api/requests/${id}/owner`,
      heir,
      ifMatch(revision),
    )
    expect(handedOver.status).toBe(200)
    const events = await typesOf(id)
    expect(events.at(-1)?.[0]).toBe('handOver')
    for (const [, at] of events) expect(at).toBe(before)
    await verified()
  })

  test('nor an entry of the audit log', async () => {
    const admin = await as('cmi3.admin')
    await admin('PATCH', '/api/offices/cmi3', { digits: 'thai' })
    office.clock.advance(-2 * 86_400_000)
    await admin('PATCH', '/api/offices/cmi3', { digits: 'arab' })
    const holiday = { day: '2027-02-03', name: 'หยุดของสำนักงาน', source: 'ประกาศของสำนักงาน' }
    expect((await admin('POST', '/api/holidays', holiday)).status).toBe(201)
    const { db } = office.deps
    const entries = await db
      .selectFrom('officeEvent')
      .select('at')
      .where('office', '=', 'cmi3')
      .orderBy('seq')
      .execute()
    const times = entries.map(({ at }) => at)
    expect(times.length).toBeGreaterThan(1)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test('is noticed, and so is one that is put forward; one that runs is not', () => {
    let [at, running] = [1_000_000, 0]
    const jump = clockJumps({ now: () => at }, () => running)
    const pass = (ms: number, real = ms) => {
      at += ms
      running += real
      return jump()
    }
    expect(pass(60_000)).toBeUndefined()
    expect(pass(-2 * 86_400_000, 1000)).toBe(-2 * 86_400_000 - 1000)
    expect(pass(1000)).toBeUndefined()
    expect(pass(3_600_000, 1000)).toBe(3_599_000)
  })
})

test('an event that is refused for another reason is not hindered by what is due', async () => {
  await timed({ target: 'drafting', actions: { type: 'startAgain' } })
  const id = await submitted()
  office.clock.set((await dueAt(id)) + 46)
  as = clientsOf(office)
  const officer = await as('cmi3.officer')
  const { revision } = await look(officer, id)
  await refused(office.deps, 409, 'revision_conflict', () =>
    officer('POST', `/api/requests/${id}/events`, { type: 'CERTIFY' }, { 'If-Match': `"${revision - 1}"` }),
  )
})
