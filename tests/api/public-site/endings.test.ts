import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { JSDOM } from 'jsdom'
import { attached } from '../../support/attach.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take as takeAs } from '../../support/publish.ts'
import { begin, clientsOf, look, take, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf, photo } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
beforeEach(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterEach(() => office.close())

const get = async (path: string) => {
  const response = await fetch(office.url + path, { redirect: 'manual' })
  return { status: response.status, headers: response.headers, text: withoutWordMarks(await response.text()) }
}
const takenDown = (text: string) => ({ type: 'TAKE_DOWN', reasons: { grounds: [], text } })
const changes = async () => JSON.parse((await get('/o/yst2/changes.json')).text)

test('what has run out is gone at its second by every address that it ever had, and nothing of it may be kept longer', async () => {
  const officer = await as('yst2.officer')
  const { id } = await begin(officer, 'yst2')
  const file = await attached(officer, id, 'แผน.pdf', pdf())
  const picture = { ...(await attached(officer, id, 'ก.jpg', await photo())), alt: 'ครูประชุม' }
  const title = 'เรื่องที่จะหมดอายุ'
  await write(officer, id, wholeContent('yst2', { title, attachments: [file], album: [picture] }))
  const until = '2026-11-25'
  for (const { who, type, data } of wayOf('yst2', until))
    await take(await as(`yst2.${who}`), id, { type, ...data })
  const { publication } = await look(officer, id)
  const item = publication?.url ?? ''
  const own = [
    item,
    `${item}?lang=en`,
    `${item}/`,
    `${item}/receipt`,
    `${item}/receipt.json`,
    `${item}/qr.svg`,
    `${item}/files/${file.sha256}`,
    `${item}/files/${file.sha256}/x.pdf`,
    `${item}/pictures/${picture.sha256}/small`,
    `${item}/pictures/${picture.sha256}/large`,
    `${item}/embed`,
    `/api/v1/offices/yst2/items/${publication?.id}`,
    `/api/v1/oembed?url=${encodeURIComponent(office.url + item)}`,
  ]
  const among = [
    ...['/o/yst2', '/o/yst2?all=1', '/o/yst2?q=หมดอายุ', '/o/yst2/feed.xml', '/o/yst2/items.json'],
    ...['/o/yst2/sitemap-1.xml', '/o/yst2/embed', '/o/yst2/items.csv', '/api/v1/offices/yst2/items'],
    `/api/v1/offices/yst2/items?q=${encodeURIComponent('หมดอายุ')}`,
  ]
  // What counts or files what is public, and names none of it where it need not.
  const around = ['law', 'law.csv', 'datasets', 'datasets.jsonld'].map((name) => `/o/yst2/${name}`)
  const names = async (path: string) => {
    const { text } = await get(path)
    return text.includes(title) || text.includes(publication?.id ?? '?')
  }
  office.clock.set(Date.parse(`${until}T17:00:00Z`) - 1)
  for (const path of own) {
    const { status, headers } = await get(path)
    expect([path, status]).toEqual([path, 200])
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  }
  for (const path of among) expect([path, await names(path)]).toEqual([path, true])
  const age = async () => JSON.parse((await get(own.at(-1) ?? '')).text).cache_age
  expect(await age()).toBe(0)
  office.clock.advance(1)
  for (const path of own) {
    const { status, headers } = await get(path)
    expect([path, status]).toEqual([path, 410])
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    expect(headers.get('etag')).toBeNull()
  }
  for (const path of [...among, ...around]) expect([path, await names(path)]).toEqual([path, false])
  const vote = { method: 'POST', body: new URLSearchParams({ useful: 'yes' }) }
  expect((await fetch(`${office.url}${item}/feedback`, vote)).status).toBeGreaterThanOrEqual(404)
  expect((await changes()).items[0]).toMatchObject({ title, tags: ['expired'], url: office.url + item })
})

describe('the feed of corrections and withdrawals', () => {
  test('tells of both, the latest first, with reason and role; without the title of what was taken down', async () => {
    const old = await publish(office, { office: 'cmi4', content: { title: 'ชื่อที่ต้องไม่เหลือ' } })
    const next = await publish(office, { office: 'cmi4', content: { title: 'ฉบับใหม่' } })
    const officer = await as('cmi4.officer')
    const { content } = await look(officer, next.request)
    office.clock.advance(60_000)
    await take(officer, next.request, { type: 'REPORT_ERROR', error: 'ข้อความภายใน' })
    await write(officer, next.request, { ...content, body: 'แก้แล้ว' })
    await take(officer, next.request, { type: 'CORRECT' })
    office.clock.advance(60_000)
    const item = `/o/cmi4/items/${next.publication}`
    await officer('PUT', `/api/requests/${old.request}/successor`, { item })
    await takeAs(office, old.request, 'cmi4.webmaster', takenDown('มี <ฉบับใหม่> & ใช้แทน'))
    const json = JSON.parse((await get('/o/cmi4/changes.json')).text)
    const [first, second] = json.items
    expect(first).toMatchObject({
      url: `${office.url}/o/cmi4/items/${old.publication}`,
      tags: ['takenDown'],
      _prakat: { successor: office.url + item },
    })
    expect(first.content_text).toContain('มี <ฉบับใหม่> & ใช้แทน')
    expect(first.content_text).toContain('นำออกโดย: เจ้าหน้าที่')
    expect(second).toMatchObject({ title: 'ฉบับใหม่', tags: ['corrected'] })
    expect(second.content_text).toContain('ส่วนที่แก้ไข: รายละเอียดข้อมูล')
    const { text: atom, headers } = await get('/o/cmi4/changes.xml')
    expect(headers.get('content-type')).toContain('application/atom+xml')
    // Throws where it is not well formed.
    const parsed = new JSDOM(atom, { contentType: 'application/xml' }).window.document
    expect(parsed.querySelectorAll('entry > id')).toHaveLength(json.items.length)
    expect(atom).toContain('มี &lt;ฉบับใหม่&gt; &amp; ใช้แทน')
    for (const said of [atom, JSON.stringify(json)]) {
      expect(said).not.toContain('ชื่อที่ต้องไม่เหลือ')
      expect(said).not.toContain('ข้อความภายใน')
    }
    expect((await get('/o/cmi4')).text).toContain('href="/o/cmi4/changes.xml"')
  })

  test('is paged, and every entry has an id of its own that stays', async () => {
    const ids = new Set<string>()
    for (let number = 0; number < 55; number += 1) {
      const { request, publication } = await publish(office, { office: 'ptt1' })
      ids.add(publication)
      office.clock.advance(1000)
      await takeAs(office, request, 'ptt1.webmaster', takenDown('เลิกใช้'))
    }
    const first = JSON.parse((await get('/o/ptt1/changes.json')).text)
    expect(first.items).toHaveLength(50)
    const path = new URL(first.next_url)
    const second = JSON.parse((await get(path.pathname + path.search)).text)
    const all = [...first.items, ...second.items]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const id of ids) expect(all.some(({ _prakat }) => _prakat.item === id)).toBe(true)
    expect((await get('/o/ptt1/changes.xml?page=2')).text).toContain('rel="previous"')
    for (const strange of ['page=0', 'page=-1', 'page=x'])
      expect((await get(`/o/ptt1/changes.json?${strange}`)).status).toBe(200)
    expect((await get('/o/ptt1/changes.json?page=21')).status).toBe(404)
    expect((await get('/o/none/changes.xml')).status).toBe(404)
  })
})
