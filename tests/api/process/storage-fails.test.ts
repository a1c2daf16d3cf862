import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import { begin, ifMatch, look, wholeContent } from '../../support/requests.ts'

let office: Office
let officer: Client
let request: { id: string; revision: number }
beforeAll(async () => {
  office = await startOffice()
  officer = await office.as('cmi3.officer')
  request = await begin(officer, 'cmi3')
})
afterAll(() => office.close())

const pragma = (statement: string) => sql.raw(`pragma ${statement}`).execute(office.deps.db)
const propose = () =>
  officer('POST', `/api/requests/${request.id}/events`, { type: 'PROPOSE' }, ifMatch(request.revision))
const unavailable = {
  status: 503,
  body: { code: 'storage_unavailable', message: { th: expect.stringContaining('ยังไม่ได้บันทึก') } },
}
/** Everything that would write. */
const writing: [what: string, call: () => ReturnType<Client>][] = [
  ['an event', propose],
  [
    'a new request',
    () => officer('POST', '/api/requests', { procedure: 'cmi3.publication', content: wholeContent('cmi3') }),
  ],
  [
    'a content',
    () =>
      officer(
        'PUT',
        `/api/requests/${request.id}/content`,
        { content: wholeContent('cmi3') },
        ifMatch(request.revision),
      ),
  ],
  ['a session', () => office.anyone('POST', '/api/session', { username: 'cmi3.officer2', password })],
  [
    'a failure to sign in',
    () => office.anyone('POST', '/api/session', { username: 'cmi3.officer2', password: 'wrong' }),
  ],
  ['what was read', () => officer('POST', '/api/notifications/read', { ids: ['x'] })],
]
const reading = ['/api/session', '/api/requests?view=office', '/o/cmi3', '/healthz', '/metrics']

describe('while the database is read-only', () => {
  beforeAll(async () => {
    // Longer than a session goes without its use being noted.
    office.clock.advance(10 * 60_000)
    await pragma('query_only = on')
  })
  afterAll(() => pragma('query_only = off'))

  test.each(writing)('%s is refused with 503 and the sentence that nothing was saved', async (_, call) => {
    expect(await call()).toMatchObject(unavailable)
  })

  test.each(reading)('%s can still be read', async (path) => {
    expect((await officer('GET', path)).status).toBe(200)
  })

  test('the server says that it is not ready, and the timers wait', async () => {
    expect(await officer('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { status: 'storage_unavailable' },
    })
    expect(await takeDueTimers(office.deps)).toBe(0)
  })
})

describe('while the disk is full', () => {
  beforeAll(async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(office.deps.db)
    await pragma(`max_page_count = ${rows[0]?.page_count}`)
  })
  afterAll(() => pragma('max_page_count = 1073741823'))

  test('what does not fit is refused with 503, and what is there can be read', async () => {
    const body = 'ก'.repeat(150_000)
    const full = await officer('POST', '/api/requests', {
      procedure: 'cmi3.publication',
      content: wholeContent('cmi3', { body }),
    })
    expect(full).toMatchObject(unavailable)
    expect((await officer('GET', `/api/requests/${request.id}`)).status).toBe(200)
  })
})

test('afterwards everything goes on as if nothing had been, and every record agrees', async () => {
  expect((await officer('GET', '/readyz')).status).toBe(200)
  expect(await propose()).toMatchObject({ status: 200 })
  expect((await look(officer, request.id)).revision).toBe(request.revision + 1)
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
})
