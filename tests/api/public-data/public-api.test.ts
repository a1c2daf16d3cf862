import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'
import supertest from 'supertest'
import { endpoints } from '../../../api/http/app.ts'
import { problemSchema } from '../../../api/http/contract.ts'
import { openApiOf } from '../../../api/http/openapi.ts'
import { publicDescription, publicEndpoints } from '../../../api/public-data/endpoints.ts'
import { wholeItem } from '../../../api/public-data/item-views.ts'
import { getOfficeRow } from '../../../db/offices.ts'
import { findPublished, type WholeRow } from '../../../db/publications.ts'
import { procedureOfRequest } from '../../../db/versions.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let running: Office
let item: { request: string; publication: string }
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
  item = await publish(running, {
    content: {
      title: 'ประกาศฉบับหลัก',
      category: '1.3',
      body: 'อ่านที่ <b>หน้านี้</b>\n\nข้อ ๒',
      links: [{ title: 'ต้นฉบับ', url: 'https://a.example/x' }],
    },
  })
  for (let number = 1; number <= 25; number += 1) {
    // Some in one instant: a page must neither skip nor repeat those.
    if (number % 5 === 0) running.clock.advance(1000)
    await publish(running, { content: { title: `ข่าวที่ ${number}.`, category: '1.2' } })
  }
})
afterAll(() => running.close())

const get = (path: string) => supertest(running.url).get(path).set('Host', 'prakat.example').buffer(true)
const api = '/api/v1/offices/cmi4'

/** The answer as the description has it: nothing missing, nothing besides. */
async function described(path: string, of: string) {
  const { body, headers } = await get(path).expect(200)
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  const one = publicEndpoints.find((each) => each.path === of)
  expect(one?.response.schema?.parse(body)).toEqual(body)
  return body
}
const list = (query = '') => described(`${api}/items${query}`, '/api/v1/offices/{office}/items')
const titles = (page: { items: { title: string }[] }) => page.items.map(({ title }) => title)

describe('The description of an API', () => {
  test.each([
    ['of the public', publicDescription()],
    ['of the officials', openApiOf(endpoints)],
  ])('%s is OpenAPI 3.1 to a validator that is not ours', async (_, description) => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(description)))
    expect(errors).toBeUndefined()
    expect([valid, validator.version]).toEqual([true, '3.1'])
    const broken = JSON.parse(JSON.stringify(description).replace('"responses":', '"answers":'))
    expect((await new Validator().validate(broken)).valid).toBe(false)
  })

  test('of the public is served to any website, and asks for no session', async () => {
    const { body, headers } = await get('/api/v1/openapi.json').expect(200)
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(Object.keys(body.paths)).toEqual(publicEndpoints.map(({ path }) => path))
    expect(JSON.stringify(body)).not.toContain('prakat_session')
  })
})

describe('The public API', () => {
  test('names the offices and by what their items are narrowed', async () => {
    const { offices } = await described('/api/v1/offices', '/api/v1/offices')
    const listed = offices.find(({ id }: { id: string }) => id === 'cmi4')
    expect(listed).toMatchObject({ url: 'http://prakat.example/o/cmi4' })
    const office = await described(api, '/api/v1/offices/{office}')
    expect(office).toMatchObject({ id: 'cmi4', count: listed.count })
    const sum = (of: { count: number }[]) => of.reduce((total, { count }) => total + count, 0)
    for (const by of ['groups', 'years', 'types']) expect(sum(office[by])).toBe(office.count)
    const { categories } = await described(`${api}/categories`, '/api/v1/offices/{office}/categories')
    expect(categories).toEqual(office.categories)
    expect(categories[0]).toMatchObject({ id: '1.1', number: '๑.๑' })
  })

  test('pages a list by its last item: each once, in the order of the pages, whatever is published meanwhile', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    let pages = 0
    let total = 0
    while (cursor !== null) {
      const page = await list(`?limit=7${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map(({ id }: { id: string }) => id))
      cursor = page.nextCursor
      pages += 1
      if (pages === 1) {
        total = page.total
        running.clock.advance(1000)
        await publish(running, { content: { title: 'ใหม่กว่าทั้งหมด' } })
      }
    }
    expect(pages).toBe(Math.ceil(total / 7))
    expect(new Set(seen).size).toBe(seen.length)
    const now = (await list('?limit=100')).items.map(({ id }: { id: string }) => id)
    expect(seen).toEqual(now.slice(1))
  })

  test('narrows as the pages do', async () => {
    expect(titles(await list('?category=1.3'))).toContain('ประกาศฉบับหลัก')
    expect(titles(await list('?category=1.3&year=2570'))).toContain('ประกาศฉบับหลัก')
    for (const none of ['?year=2569&category=1.3', '?group=none-such', '?type=none-such'])
      expect(await list(none)).toEqual({ items: [], total: 0, totalIsLeast: false, nextCursor: null })
    const [found] = (await list(`?q=${encodeURIComponent('ฉบับ หลัก')}`)).items
    expect(found).toMatchObject({
      id: item.publication,
      url: `http://prakat.example/o/cmi4/items/${item.publication}`,
      category: { id: '1.3', number: '๑.๓' },
      until: null,
    })
    const first = await list(`?q=${encodeURIComponent('ข่าวที่')}&limit=10`)
    expect([first.items.length, first.nextCursor]).toEqual([10, 'p10'])
    const second = await list(`?q=${encodeURIComponent('ข่าวที่')}&limit=10&cursor=p10`)
    expect(titles(second).filter((title) => titles(first).includes(title))).toEqual([])
  })

  test('shows an item as its page does', async () => {
    const shown = await described(`${api}/items/${item.publication}`, '/api/v1/offices/{office}/items/{id}')
    expect(shown).toMatchObject({ title: 'ประกาศฉบับหลัก', source: 'กลุ่มนโยบายและแผน', correctedAt: null })
    expect(shown.html).toBe('<p>อ่านที่ &lt;b&gt;หน้านี้&lt;/b&gt;</p><p>ข้อ ๒</p>')
    expect(shown.links).toEqual([{ title: 'ต้นฉบับ', url: 'https://a.example/x' }])
    const page = (await get(`/o/cmi4/items/${item.publication}`).expect(200)).text
    for (const part of [shown.sha256, shown.recordSha256, shown.shortUrl]) expect(page).toContain(part)
    expect(JSON.stringify(shown)).not.toContain(item.request)
  })

  test('gives no address that leads elsewhere than to the web, whatever was once let in', async () => {
    const { db } = running.deps
    const office = await getOfficeRow(db, 'cmi4')
    const at = { office: 'cmi4', now: running.clock.now() }
    const row = await findPublished(db, at, item.publication)
    const procedure = JSON.parse((await procedureOfRequest(db, item.request)).json)
    const links = [
      { title: 'ก', url: 'javascript:alert(1)' },
      { title: 'ข', url: 'https://bank.example@evil.example/' },
    ]
    const json = JSON.stringify({ ...JSON.parse(row?.json ?? ''), links })
    const shown = wholeItem({ base: 'http://h', office }, { ...(row as WholeRow), json }, procedure)
    expect(shown.links).toEqual([
      { title: 'ก', url: null },
      { title: 'ข', url: null },
    ])
  })

  test('answers 304 before it reads anything, until something changes', async () => {
    const first = await get(`${api}/items`).expect(200)
    const tag = String(first.headers.etag)
    const unchanged = await get(`${api}/items`).set('If-None-Match', tag).expect(304)
    expect(unchanged.headers['access-control-allow-origin']).toBe('*')
    await get(`${api}/items?limit=3`).set('If-None-Match', tag).expect(200)
    await publish(running, { content: { title: 'อีกเรื่อง' } })
    const changed = await get(`${api}/items`).set('If-None-Match', tag).expect(200)
    expect(titles(changed.body)).toContain('อีกเรื่อง')
  })

  test('says 410 of what has ended, names only what ran out, and lists neither', async () => {
    const until = '2026-11-23'
    const expiring = await publish(running, { content: { title: 'หมดเร็ว' }, until })
    const mistaken = await publish(running, { content: { title: 'ลงผิด นาย ก ข' } })
    const expiringPath = `${api}/items/${expiring.publication}`
    running.clock.set('2026-11-23T16:59:59.999Z')
    const { etag } = (await get(expiringPath).expect(200)).headers
    expect(titles(await list('?limit=100'))).toContain('หมดเร็ว')
    running.clock.set('2026-11-23T17:00:00Z')
    const ranOut = await get(expiringPath).set('If-None-Match', String(etag)).expect(410)
    expect(problemSchema.parse(ranOut.body)).toMatchObject({
      code: 'gone',
      ended: { kind: 'expired', until, title: 'หมดเร็ว', at: null, reason: null },
    })
    await take(running, mistaken.request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ลงผิดเรื่อง' },
    })
    const takenDown = await get(`${api}/items/${mistaken.publication}`).expect(410)
    expect(takenDown.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(problemSchema.parse(takenDown.body).ended).toMatchObject({
      kind: 'takenDown',
      at: '2026-11-23T17:00:00.000Z',
      reason: 'ลงผิดเรื่อง',
      title: null,
    })
    expect(JSON.stringify(takenDown.body)).not.toContain('ลงผิด นาย ก ข')
    const left = titles(await list('?limit=100'))
    expect(left).not.toContain('หมดเร็ว')
    expect(left).not.toContain('ลงผิด นาย ก ข')
  })

  test.each([
    ['/api/v1/offices/none-such', 404],
    ['/api/v1/offices/cmi4/items/none-such', 404],
    ['/api/v1/none-such', 404],
    [`${api}/items?limit=0`, 400],
    [`${api}/items?limit=101`, 400],
    [`${api}/items?cursor=x`, 400],
    [`${api}/items?cursor=p9999&q=a`, 400],
    [`${api}/items?year=25`, 400],
    [`${api}/items?unknown=1`, 400],
    [`${api}/items?q=a&q=b`, 400],
    [`${api}/items?q=${'a'.repeat(201)}`, 400],
  ])('answers %s with %i, as a problem that no cache keeps unasked', async (path, status) => {
    const { body, headers } = await get(path).expect(status)
    expect(problemSchema.parse(body).status).toBe(status)
    expect(headers['cache-control']).toMatch(/max-age=0|no-store/)
  })

  test('is asked in no other way', async () => {
    await supertest(running.url).post(`${api}/items`).send({}).expect(404)
    const { headers } = await supertest(running.url).head(`${api}/items`).expect(200)
    expect(headers.etag).toMatch(/^W\//)
  })
})
