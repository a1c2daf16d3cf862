import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import supertest from 'supertest'
import { readersSchema } from '../../../api/http/readers-contract.ts'
import { erase } from '../../../api/operations/erase.ts'
import { type Client, type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { expectProblem } from '../../support/refused.ts'

let running: Office
let officer: Client
let item: { request: string; publication: string }
let address: string
beforeAll(async () => {
  // The test speaks as a proxy does, so that each reader can have an address.
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
})
afterAll(() => running.close())
beforeEach(async () => {
  item = await publish(running)
  address = `/o/cmi4/items/${item.publication}`
  // Yesterday's limits are no limits of this test.
  running.clock.advance(86_400_000)
  officer = await running.as('cmi4.officer')
})

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'
let readers = 0
/** An address that nobody has used. */
const newReader = () => {
  readers += 1
  return `198.51.${Math.floor(readers / 250)}.${readers % 250}`
}
const read = (agent = firefox, headers: Record<string, string> = {}) =>
  supertest(running.url)
    .get(address)
    .set({ 'User-Agent': agent, ...headers })
const post = (
  fields: Record<string, string>,
  { from = newReader(), headers = {} as Record<string, string> } = {},
) =>
  supertest(running.url)
    .post(`${address}/feedback`)
    .set({ 'X-Forwarded-For': from, ...headers })
    .type('form')
    .send(fields)
async function seen() {
  await running.deps.readers.flush(true)
  // A session ends sooner than some tests.
  officer = await running.as('cmi4.officer')
  const { status, body } = await officer('GET', `/api/requests/${item.request}/readers`)
  expect(status).toBe(200)
  return readersSchema.parse(body)
}
/** Every stored row, as text. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    running.deps.db,
  )
  const all: unknown[] = []
  for (const { name } of rows)
    if (!/Search|Trigram|sqlite_/.test(name))
      all.push((await sql`select * from ${sql.table(name)}`.execute(running.deps.db)).rows)
  return JSON.stringify(all)
}

describe('How often an item was read', () => {
  test('is counted by days of Bangkok, also where the reader has the page already, and shown to officials', async () => {
    running.clock.set('2026-12-01T16:59:59Z')
    const { etag } = (await read().expect(200)).headers
    await read(firefox, { 'If-None-Match': String(etag) }).expect(304)
    running.clock.set('2026-12-01T17:00:00Z')
    await read().expect(200)
    expect(await seen()).toMatchObject({
      reads: 3,
      days: [
        { day: '2026-12-01', reads: 2 },
        { day: '2026-12-02', reads: 1 },
      ],
    })
  })

  test('leaves out robots, officials, previews, other methods and what is not public', async () => {
    for (const agent of [
      'Googlebot/2.1 (+http://www.google.com/bot.html)',
      'curl/8.5.0',
      'python-requests/2.31',
      '',
    ])
      await read(agent).expect(200)
    await read(firefox, { 'Sec-Purpose': 'prefetch;prerender' }).expect(200)
    await read(firefox, { Cookie: 'prakat_session=x' }).expect(200)
    await supertest(running.url).head(address).set('User-Agent', firefox).expect(200)
    await take(running, item.request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ผิด' },
    })
    await read().expect(410)
    expect(await seen()).toMatchObject({ reads: 0, days: [] })
  })

  test('waits in memory and is stored in one batch, not by the reading', async () => {
    const rows = () =>
      sql<{
        reads: number
      }>`select reads from publicationDay where publication = ${item.publication}`.execute(running.deps.db)
    await running.deps.readers.flush(true)
    for (let time = 0; time < 5; time += 1) await read().expect(200)
    expect((await rows()).rows).toEqual([])
    await running.deps.readers.flush()
    running.clock.advance(10_000)
    await running.deps.readers.flush()
    expect((await rows()).rows).toEqual([{ reads: 5 }])
  })

  test('stores neither an address nor a browser of anybody', async () => {
    await read(`${firefox} UnusualBrowser/7`, { 'X-Forwarded-For': '203.0.113.77' }).expect(200)
    await post({ useful: 'yes' }, { from: '203.0.113.77' }).expect(303)
    await post({ report: 'ผิด' }, { from: '203.0.113.77' }).expect(303)
    await running.deps.readers.flush(true)
    const all = await everything()
    expect(all).not.toMatch(/203\.0\.113\.77|UnusualBrowser/)
    expect((await read().expect(200)).headers['set-cookie']).toBeUndefined()
  })
})

describe('That a reader reports an error', () => {
  const noticesOf = async (who: string) => {
    const { body } = await (await running.as(who))('GET', '/api/notifications')
    type Told = { request: string | null; message: { th: string }; read: boolean }
    return (body.notifications as Told[]).filter(
      ({ request, message }) => request === item.request && message.th.startsWith('ผู้อ่านแจ้งข้อผิดพลาด'),
    )
  }

  test('is told the owner and the group once a day, and nobody else', async () => {
    await post({ report: 'วันที่ผิด' }).expect(303)
    await post({ report: 'เบอร์โทรผิด' }).expect(303)
    await post({ useful: 'no' }).expect(303)
    expect(await noticesOf('cmi4.officer')).toMatchObject([{ read: false }])
    expect(await noticesOf('cmi4.groupDirector')).toHaveLength(1)
    for (const who of ['cmi4.officer2', 'cmi4.groupDirector2', 'cmi4.webmaster', 'cmi4.admin'])
      expect([who, await noticesOf(who)]).toEqual([who, []])
    running.clock.advance(86_400_000)
    await post({ report: 'ยังผิดอยู่' }).expect(303)
    expect(await noticesOf('cmi4.officer')).toHaveLength(2)
  })

  test('is told administrators where neither the owner nor anybody of the group is left', async () => {
    await sql`update appointment set endsOn = '2026-11-19' where person in
      (select id from person where username in ('cmi4.officer', 'cmi4.groupDirector'))`.execute(
      running.deps.db,
    )
    await post({ report: 'วันที่ผิด' }).expect(303)
    expect(await noticesOf('cmi4.admin')).toHaveLength(1)
    await sql`update appointment set endsOn = null where endsOn = '2026-11-19'`.execute(running.deps.db)
  })
})

describe('What readers say', () => {
  test('is sent without script from the page of the item, and reaches its officials and the office', async () => {
    const page = withoutWordMarks((await read().expect(200)).text)
    expect(page).toContain(`<form method="post" action="${address}/feedback"`)
    expect(page).toContain('<label for="report">')
    const { location } = (await post({ report: 'วันที่ในข้อ ๒ ผิด <b>' }).expect(303)).headers
    expect(withoutWordMarks((await supertest(running.url).get(String(location)).expect(200)).text)).toContain(
      'ส่งแล้ว',
    )
    await post({ useful: 'yes' }).expect(303)
    await post({ useful: 'no' }).expect(303)
    const view = await seen()
    expect(view).toMatchObject({ useful: 1, notUseful: 1, mayClose: true })
    expect(view.feedback).toMatchObject([{ text: 'วันที่ในข้อ ๒ ผิด <b>', contentRevision: 1, closed: null }])
    const office = (await officer('GET', '/api/offices/cmi4/feedback')).body
    expect(office.requests).toContainEqual({ id: item.request, title: 'เรื่องที่เผยแพร่', open: 1 })
  })

  test('is closed by the owning group or by a post of the whole office, once, with the name', async () => {
    await post({ report: 'ผิด' }).expect(303)
    const [{ id } = { id: '' }] = (await seen()).feedback
    const other = await running.as('cmi3.officer')
    expectProblem(await other('POST', `/api/feedback/${id}/close`), 403, 'not_permitted')
    expectProblem(await other('GET', `/api/requests/${item.request}/readers`), 403, 'not_permitted')
    expectProblem(await other('GET', '/api/offices/cmi4/feedback'), 403, 'not_permitted')
    expectProblem(await running.anyone('GET', `/api/requests/${item.request}/readers`), 401, 'not_signed_in')
    expectProblem(await officer('POST', '/api/feedback/none/close'), 404, 'not_found')
    const before = (await officer('GET', '/api/offices/cmi4/feedback')).body.open
    const { body } = await officer('POST', `/api/feedback/${id}/close`)
    expect(body.feedback[0].closed).toMatchObject({ by: expect.stringMatching(/[ก-ฮ]/) })
    running.clock.advance(60_000)
    const again = await (await running.as('cmi4.webmaster'))('POST', `/api/feedback/${id}/close`)
    expect(again.body.feedback[0].closed).toEqual(body.feedback[0].closed)
    expect((await officer('GET', '/api/offices/cmi4/feedback')).body.open).toBe(before - 1)
  })

  test('counts a vote of one address once a day for an item', async () => {
    const from = newReader()
    for (const useful of ['yes', 'yes', 'no']) await post({ useful }, { from }).expect(303)
    running.clock.advance(86_400_000)
    await post({ useful: 'no' }, { from }).expect(303)
    expect(await seen()).toMatchObject({ useful: 1, notUseful: 1 })
  })

  test('is limited: five reports an hour from one address, fifty open ones of an item', async () => {
    const from = newReader()
    for (let time = 0; time < 5; time += 1) await post({ report: `ผิด ${time}` }, { from }).expect(303)
    const refusal = await post({ report: 'ผิดอีก' }, { from }).expect(429)
    expect(withoutWordMarks(refusal.text)).toContain('จำนวนมากแล้ว')
    expect((await seen()).feedback).toHaveLength(5)
    running.clock.advance(3_600_000)
    await post({ report: 'ผิดอีก' }, { from }).expect(303)
    for (let time = 0; time < 44; time += 1) await post({ report: 'ผิด' }).expect(303)
    await post({ report: 'เกิน' }).expect(429)
    expect((await seen()).feedback).toHaveLength(50)
  })

  test.each([
    ['nothing', { report: ' \u200B ' }, {}, 400],
    ['too much', { report: 'ก'.repeat(1001) }, {}, 413],
    ['far too much', { report: 'ก'.repeat(10_000) }, {}, 413],
    ['another field', { other: 'x' }, {}, 400],
    ['from another site', { report: 'ผิด' }, { Origin: 'https://evil.example' }, 403],
    ['from another site, as browsers say', { report: 'ผิด' }, { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['from nowhere', { report: 'ผิด' }, { Origin: 'null' }, 403],
  ] as [string, Record<string, string>, Record<string, string>, number][])(
    'is refused where it says %s, on a page that says why, and nothing is stored',
    async (_, fields, headers, status) => {
      const answer = await post(fields, { headers }).expect(status)
      expect(withoutWordMarks(answer.text)).toContain('ยังไม่ได้ส่ง')
      expect((await seen()).feedback).toEqual([])
    },
  )

  test('of a robot that fills in what nobody sees is thanked for and forgotten', async () => {
    await post({ report: 'ซื้อของ', website: 'http://spam.example' }).expect(303)
    await post({ useful: 'yes', website: 'x' }).expect(303)
    expect(await seen()).toMatchObject({ useful: 0, feedback: [] })
  })

  test('of what is not public leads nowhere, and goes when the request is erased', async () => {
    await post({ report: 'มีชื่อเด็กหญิงกระถินเทศในข้อ ๓' }).expect(303)
    await take(running, item.request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ผิด' },
    })
    const answer = await post({ report: 'ผิด' })
    expect(answer.status).toBe(405)
    expect(await everything()).toContain('กระถินเทศ')
    const order = { request: item.request, reason: 'ขอให้ลบ', by: 'คำสั่งที่ ๑', force: true }
    await erase(running.deps.db, order, running.clock.now())
    expect(await everything()).not.toContain('กระถินเทศ')
  })
})
