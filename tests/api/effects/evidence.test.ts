import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { deliverDue } from '../../../api/effects/deliver.ts'
import { foundIn } from '../../../api/effects/evidence.ts'
import type { Website } from '../../../api/http/effects-contract.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'
import { refused } from '../../support/refused.ts'
import { begin } from '../../support/requests.ts'

const title = 'ประกาศผลการสอบราคา ครั้งที่ ๒'
let website: Receiver
let office: Office
let webmaster: Client
beforeAll(async () => {
  website = await startReceiver()
  office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: website.host } })
})
afterAll(async () => {
  await office.close()
  await website.close()
})
const later = async (ms: number) => {
  office.clock.advance(ms)
  webmaster = await office.as('cmi4.webmaster')
}
const page = (words: string) => `<!doctype html><title>สพป.</title><p>${words}</p>`
const html = { 'Content-Type': 'text/html; charset=utf-8' }
const shows = (words: string, status = 200) => {
  website.answer = (_request, res) => res.writeHead(status, html).end(page(words))
}
beforeEach(async () => {
  website.received.length = 0
  shows(title)
  await later(0)
})

async function turnOn(): Promise<void> {
  const admin = await office.as('cmi4.admin')
  const at = '/api/offices/cmi4/integrations'
  if ((await admin('GET', at)).body.integrations.length > 0) return
  const body = { kind: 'website', name: 'เว็บไซต์สำนักงาน', url: `${website.url}/` }
  const { id } = (await admin('POST', at, body)).body.integration
  expect((await admin('PATCH', `${at}/${id}`, { enabled: true })).status).toBe(200)
}
const place = (by: Client, request: string, path: string) =>
  by('POST', `/api/requests/${request}/website`, { url: `${website.url}${path}` })
const seen = async (request: string): Promise<Website> =>
  (await webmaster('GET', `/api/requests/${request}/website`)).body
const deliver = () => deliverDue(office.deps)

test('an address that a webmaster records is kept, and looked at by nobody before an administrator has it looked at', async () => {
  const { request } = await publish(office, { content: { title } })
  const answer = await place(webmaster, request, '/news/1')
  expect(answer).toMatchObject({
    status: 201,
    body: {
      published: true,
      mayPlace: true,
      placements: [{ url: `${website.url}/news/1`, checked: false, checks: [] }],
    },
  })
  await later(86_400_000)
  expect(await deliver()).toBe(0)
  expect(website.received).toEqual([])
})

test('once that is turned on, the address is looked at a minute later, and what was found is kept and shown', async () => {
  await turnOn()
  const { request } = await publish(office, { content: { title } })
  expect(await deliver()).toBe(0)
  expect((await place(webmaster, request, '/news/2')).body.placements).toMatchObject([
    { checked: true, nextAt: new Date(office.clock.now() + 60_000).toISOString() },
  ])
  expect(await deliver()).toBe(0)
  await later(60_000)
  expect(await deliver()).toBe(1)
  expect((await seen(request)).placements).toMatchObject([
    { nextAt: null, checks: [{ expected: 'there', found: 'there', status: 200, problem: null }] },
  ])
  expect(website.received).toMatchObject([{ method: 'GET', path: '/news/2' }])
})

test('a page without the item is told from one that is not there, and is looked at again until the item stands on it', async () => {
  await turnOn()
  const { request } = await publish(office, { content: { title } })
  shows('ไม่พบหน้า', 404)
  await place(webmaster, request, '/news/3')
  await later(60_000)
  await deliver()
  expect((await seen(request)).placements[0]?.checks[0]).toMatchObject({
    ...{ expected: 'there', found: 'gone', status: 404 },
    problem: { th: expect.stringContaining('ไม่พบหน้านี้') },
  })
  shows('เรื่องอื่น')
  await later(600_000)
  await deliver()
  shows(title)
  expect((await webmaster('POST', `/api/requests/${request}/website/check`)).status).toBe(202)
  await deliver()
  const [placement] = (await seen(request)).placements
  expect(placement?.checks.map(({ found }) => found)).toEqual(['there', 'other', 'gone'])
  await later(86_400_000)
  expect(await deliver()).toBe(0)
})

test('after it came down it is looked whether it is really gone, and one that can still be opened is said', async () => {
  await turnOn()
  const { request } = await publish(office, { content: { title } })
  await place(webmaster, request, '/news/4')
  await later(60_000)
  await deliver()
  const reasons = { grounds: [], text: 'ประกาศผิดฉบับ' }
  await take(office, request, 'cmi4.webmaster', { type: 'TAKE_DOWN', reasons })
  await deliver()
  const still = (await seen(request)).placements[0]
  expect(still?.checks[0]).toMatchObject({
    ...{ expected: 'gone', found: 'there' },
    problem: { th: expect.stringContaining('ยังเปิดได้') },
  })
  shows('ไม่พบหน้า', 410)
  await later(700_000)
  await deliver()
  expect((await seen(request)).placements[0]?.checks[0]).toMatchObject({ found: 'gone', problem: null })
})

test('a website that redirects to a private address is not followed there, and the look says why', async () => {
  await turnOn()
  const inner = await startReceiver()
  try {
    const { request } = await publish(office, { content: { title } })
    website.answer = (_request, res) => res.writeHead(302, { Location: `${inner.url}/` }).end()
    await place(webmaster, request, '/news/5')
    await later(60_000)
    await deliver()
    const check = (await seen(request)).placements[0]?.checks[0]
    expect(check).toMatchObject({ found: 'unknown', status: null })
    expect(inner.received).toEqual([])
  } finally {
    await inner.close()
  }
})

test('an address of another website than the one that was turned on is recorded and never called', async () => {
  await turnOn()
  const { request } = await publish(office, { content: { title } })
  const url = 'https://169.254.169.254/latest/meta-data/'
  expect(
    (await webmaster('POST', `/api/requests/${request}/website`, { url })).body.placements,
  ).toMatchObject([{ checked: false, nextAt: null }])
  await later(60_000)
  expect(await deliver()).toBe(0)
  expect((await seen(request)).placements[0]?.checks).toEqual([])
})

test('a wrong address is withdrawn, and what was found there stays in the database', async () => {
  await turnOn()
  const { request, publication } = await publish(office, { content: { title } })
  const [placement] = (await place(webmaster, request, '/news/6')).body.placements
  await later(60_000)
  await deliver()
  const gone = await webmaster('DELETE', `/api/requests/${request}/website/${placement.id}`)
  expect(gone).toMatchObject({ status: 200, body: { placements: [] } })
  const kept = await office.deps.db
    .selectFrom('placementCheck')
    .innerJoin('placement', 'placement.id', 'placementCheck.placement')
    .select('found')
    .where('publication', '=', publication)
    .execute()
  expect(kept).toEqual([{ found: 'there' }])
})

test('the owner, the webmaster and whoever published record addresses; others read them, and other offices do not', async () => {
  const { request } = await publish(office, { content: { title } })
  expect((await place(await office.as('cmi4.officer'), request, '/a')).status).toBe(201)
  await later(1000)
  expect((await place(webmaster, request, '/b')).status).toBe(201)
  const director = await office.as('cmi4.groupDirector')
  expect((await director('GET', `/api/requests/${request}/website`)).body).toMatchObject({
    mayPlace: false,
    placements: [{ url: `${website.url}/a` }, { url: `${website.url}/b` }],
  })
  await refused(office.deps, 403, 'not_permitted', () => place(director, request, '/c'))
  const stranger = await office.as('cmi3.webmaster')
  await refused(office.deps, 403, 'not_permitted', () => place(stranger, request, '/d'))
  const draft = await begin(await office.as('cmi4.officer'), 'cmi4')
  const early = await office.as('cmi4.officer')
  await refused(office.deps, 403, 'not_permitted', () => place(early, draft.id, '/e'))
})

test('whoever holds the post in which the chart had it published records addresses too', async () => {
  const { request } = await publish(office, { content: { title } })
  const { db } = office.deps
  // As where a chart asks the director to publish: the last event of that instant is the director's.
  const consent = await db
    .selectFrom('event')
    .selectAll()
    .where('request', '=', request)
    .where('actor', '=', 'cmi4.officeDirector')
    .executeTakeFirstOrThrow()
  const another = await office.as('cmi4.groupDirector2')
  await db
    .insertInto('event')
    .values({ ...consent, seq: 100 })
    .execute()
  await refused(office.deps, 403, 'not_permitted', () => place(another, request, '/post'))
  expect((await place(await office.as('cmi4.officeDirector'), request, '/post')).status).toBe(201)
  await db
    .insertInto('appointment')
    .values({
      ...{
        id: 'acting',
        person: 'cmi4.groupDirector2',
        office: 'cmi4',
        groupId: null,
        role: 'officeDirector',
      },
      ...{ capacity: 'actingByLaw', orderNumber: '๑/๒๕๖๙', startsOn: '2026-11-01', endsOn: null },
    })
    .execute()
  expect((await place(another, request, '/acting')).status).toBe(201)
})

test('what is no address, is another name than it seems, or is recorded already is refused by its field', async () => {
  const { request } = await publish(office, { content: { title } })
  await place(webmaster, request, '/twice')
  for (const [url, code, status] of [
    ['javascript:alert(1)', 'invalid_request', 400],
    ['https://www.cmi4.go.th@evil.example/', 'invalid_request', 400],
    [`${website.url}/twice`, 'already_exists', 409],
  ] as const) {
    const problem = await refused(office.deps, status, code, () =>
      webmaster('POST', `/api/requests/${request}/website`, { url }),
    )
    expect(problem.errors?.[0]?.path).toBe('url')
  }
})

describe('what a page says of an item', () => {
  const found = (body: string | Buffer, type = 'text/html; charset=utf-8', status = 200) =>
    foundIn({ status, headers: { 'content-type': type }, body: Buffer.from(body) }, title, new Set())
  test.each([
    ['with its digits otherwise', page('ประกาศผลการสอบราคา ครั้งที่ 2'), 'there'],
    ['torn by tags', page('ประกาศผล<wbr>การ<b>สอบราคา</b> ครั้งที่ ๒'), 'there'],
    ['in entities', page('&#3611;ระกาศผลการสอบราคา&nbsp;ครั้งที่ &#xe52;'), 'there'],
    ['only as the text of a tag', '<p title="ประกาศผลการสอบราคา ครั้งที่ ๒">อื่น</p>', 'other'],
    ['without it', page('ประกาศอื่น'), 'other'],
    ['a hundred thousand open tags', '<'.repeat(100_000), 'other'],
  ])('%s', (_, body, expected) => expect(found(body)).toBe(expected))

  test('in the older coding of Thai', () => {
    const windows874 = Buffer.from(
      [...page(title)].map((letter) => {
        const code = letter.codePointAt(0) ?? 0
        return code >= 0xe01 ? code - 0xe00 + 0xa0 : code
      }),
    )
    expect(found(windows874, 'text/html; charset=TIS-620')).toBe('there')
    expect(found(windows874)).toBe('other')
  })

  test('a file is told by its bytes', () => {
    const answer = { status: 200, headers: { 'content-type': 'application/pdf' }, body: Buffer.from('a') }
    const hash = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'
    expect(foundIn(answer, title, new Set([hash]))).toBe('there')
    expect(foundIn(answer, title, new Set())).toBe('other')
  })

  test.each([403, 500, 503])('%s tells nothing', (status) =>
    expect(found('x', 'text/html', status)).toBe('unknown'),
  )
})
