import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import supertest from 'supertest'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let running: Office
let item: { request: string; publication: string }
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
  item = await publish(running, { content: { title: 'เรื่องที่เปลี่ยน' } })
})
afterAll(() => running.close())

const get = async (path: string) => {
  const response = await fetch(running.url + path)
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    text: withoutWordMarks(await response.text()),
  }
}
/** As a browser asks again for what it has; fetch would add `Cache-Control: no-cache`. */
const again = async (path: string, etag: string) =>
  (await supertest(running.url).get(path).set('If-None-Match', etag)).status
const pathOf = (publication: string) => `/o/cmi4/items/${publication}`

describe('What is kept of the public site', () => {
  /** Each change, the pages that show it, and what they then say. */
  const changes: [string, (db: Office['deps']['db']) => Promise<unknown>, string[], string][] = [
    [
      "the office's name",
      (db) => db.updateTable('office').set({ nameTh: 'สำนักงานชื่อใหม่' }).where('id', '=', 'cmi4').execute(),
      ['/o', '/o/cmi4', '/o/cmi4/procedure', '/o/cmi4/feed.xml'],
      'สำนักงานชื่อใหม่',
    ],
    [
      'the name of a group',
      (db) =>
        db.updateTable('officeGroup').set({ nameTh: 'กลุ่มชื่อใหม่' }).where('office', '=', 'cmi4').execute(),
      ['/o/cmi4', '/o/cmi4?all=1', '/o/cmi4/items.json'],
      'กลุ่มชื่อใหม่',
    ],
    [
      'a kind of information',
      async (db) => {
        const { categories } = await db
          .selectFrom('office')
          .select('categories')
          .where('id', '=', 'cmi4')
          .executeTakeFirstOrThrow()
        const renamed = categories.replaceAll('ข่าวประชาสัมพันธ์', 'ข่าวชื่อใหม่')
        expect(renamed).not.toBe(categories)
        await db.updateTable('office').set({ categories: renamed }).where('id', '=', 'cmi4').execute()
      },
      ['/o/cmi4', '/o/cmi4?category=1.2'],
      'ข่าวชื่อใหม่',
    ],
    [
      "the office's digits",
      (db) => db.updateTable('office').set({ digits: 'thai' }).where('id', '=', 'cmi4').execute(),
      ['/o/cmi4'],
      '๒๐ พฤศจิกายน ๒๕๖๙',
    ],
    [
      'a publication, by hand',
      (db) =>
        db
          .updateTable('publication')
          .set({ title: 'ชื่อที่แก้ด้วยมือ' })
          .where('id', '=', item.publication)
          .execute(),
      ['/o/cmi4', '/o/cmi4/feed.xml', '/o/cmi4/items.json'],
      'ชื่อที่แก้ด้วยมือ',
    ],
  ]
  test.each(changes)('is made anew at once when %s changes', async (_what, change, paths, says) => {
    const before = await Promise.all(paths.map(get))
    for (const [index, path] of paths.entries())
      expect([path, await again(path, before[index]?.etag ?? '')]).toEqual([path, 304])
    await change(running.deps.db)
    for (const [index, path] of paths.entries()) {
      expect([path, before[index]?.text.includes(says)]).toEqual([path, false])
      expect([path, await again(path, before[index]?.etag ?? '')]).toEqual([path, 200])
      const now = await get(path)
      expect([path, now.text.includes(says)]).toEqual([path, true])
      expect([path, await again(path, now.etag)]).toEqual([path, 304])
    }
  })

  test('is made anew when a version comes into force, and when a request is moved to it', async () => {
    const { db } = running.deps
    const paths = ['/o/cmi4/procedure', pathOf(item.publication)]
    const tags = await Promise.all(paths.map(async (path) => (await get(path)).etag))
    const { json, ...row } = await db
      .selectFrom('procedureVersion')
      .selectAll()
      .where('office', '=', 'cmi4')
      .where('status', '=', 'active')
      .executeTakeFirstOrThrow()
    const procedure = JSON.parse(json) as { order: { document: { th: string } } }
    procedure.order.document.th = 'ประกาศฉบับใหม่'
    await db
      .updateTable('procedureVersion')
      .set({ status: 'superseded' })
      .where('hash', '=', row.hash)
      .execute()
    expect(await again('/o/cmi4/procedure', tags[0] ?? '')).toBe(200)
    expect((await get('/o/cmi4/procedure')).text).toContain('ยังไม่มีขั้นตอนปฏิบัติที่ใช้อยู่')
    await db
      .insertInto('procedureVersion')
      .values({ ...row, hash: 'new', version: 99, json: JSON.stringify(procedure) })
      .execute()
    expect((await get('/o/cmi4/procedure')).text).toContain('ประกาศฉบับใหม่')
    const ofItem = await get(pathOf(item.publication))
    expect(ofItem.text).not.toContain('ประกาศฉบับใหม่')
    await db.updateTable('request').set({ procedureHash: 'new' }).where('id', '=', item.request).execute()
    expect(await again(pathOf(item.publication), ofItem.etag)).toBe(200)
    expect((await get(pathOf(item.publication))).text).toContain('ประกาศฉบับใหม่')
    await db.updateTable('request').set({ procedureHash: row.hash }).where('id', '=', item.request).execute()
    await db.deleteFrom('procedureVersion').where('hash', '=', 'new').execute()
    expect((await get('/o/cmi4/procedure')).text).toContain('ยังไม่มีขั้นตอนปฏิบัติที่ใช้อยู่')
    await db.updateTable('procedureVersion').set({ status: 'active' }).where('hash', '=', row.hash).execute()
  })

  test('says nothing of what was taken down, from the answer on that took it down', async () => {
    const { publication, request } = await publish(running, { content: { title: 'ที่ต้องเอาลง' } })
    const lists = ['/o/cmi4', '/o/cmi4?all=1', '/o/cmi4/feed.xml', '/o/cmi4/items.json']
    const shown = await get(pathOf(publication))
    for (const path of lists) expect((await get(path)).text).toContain('ที่ต้องเอาลง')
    const reasons = { grounds: [], text: 'ผิดพลาด' }
    await take(running, request, 'cmi4.webmaster', { type: 'TAKE_DOWN', reasons })
    expect(await again(pathOf(publication), shown.etag)).toBe(410)
    for (const path of lists) expect((await get(path)).text).not.toContain('ที่ต้องเอาลง')
    expect((await get(pathOf(publication))).etag).toBe('')
  })

  test('is as it was while only what is not public changes, and while another office publishes', async () => {
    const paths = ['/o/cmi4', pathOf(item.publication), '/o/cmi4/feed.xml', '/o/cmi4?q=เรื่อง']
    const tags = await Promise.all(paths.map(async (path) => (await get(path)).etag))
    const officer = await running.as('cmi4.officer')
    const draft = await officer('POST', '/api/requests', {
      procedure: 'cmi4.publication',
      content: { title: 'ร่างที่ยังไม่เสนอ' },
    })
    expect(draft.status).toBe(201)
    await publish(running, { office: 'yst2' })
    for (const [index, path] of paths.entries())
      expect([path, await again(path, tags[index] ?? '')]).toEqual([path, 304])
  })

  test('keeps languages, lists and hosts apart, and makes no other page of what it does not know', async () => {
    const thai = await get('/o/cmi4')
    for (const path of ['/o/cmi4?lang=en', '/o/cmi4?all=1', '/o/cmi4?category=1.2', '/o/cmi4?q=ก']) {
      const other = await get(path)
      expect([path, other.etag === thai.etag, other.text === thai.text]).toEqual([path, false, false])
    }
    expect((await get('/o/cmi4?lang=fr')).text).toBe(thai.text)
    expect((await get('/o/cmi4/')).text).toBe(thai.text)
    const feed = (host: string) => supertest(running.url).get('/o/cmi4/items.json').set('Host', host)
    expect((await feed('a.example')).text).toContain('http://a.example/o/cmi4')
    expect((await feed('b.example')).text).toContain('http://b.example/o/cmi4')
  })
})

describe('Time alone', () => {
  test('ends an item in its second on every page that is kept, one after the other, and back again', async () => {
    running.clock.set('2026-12-01T03:00:00Z')
    const titles = ['หมดวันที่ ๑', 'หมดวันที่ ๒']
    const days = ['2026-12-01', '2026-12-02']
    const items: { request: string; publication: string }[] = []
    for (const [index, title] of titles.entries())
      items.push(await publish(running, { content: { title }, until: days[index] ?? '' }))
    const lists = [
      '/o/cmi4',
      '/o/cmi4?all=1',
      '/o/cmi4?category=1.2',
      '/o/cmi4/feed.xml',
      '/o/cmi4/items.json',
    ]
    const standing = async () => {
      const texts = await Promise.all(lists.map(async (path) => (await get(path)).text))
      const statuses = await Promise.all(
        items.map(async ({ publication }) => (await get(pathOf(publication))).status),
      )
      return [
        ...titles.map((title) => texts.filter((text) => text.includes(title)).length),
        ...statuses,
        /(\d+|[๐-๙]+) รายการ/.exec((await get('/o')).text.split('/o/cmi4"')[1] ?? '')?.[1],
      ]
    }
    // Nothing runs the timers in this test: the clock is all there is.
    const [, , , , all] = await standing()
    const less = (by: number) => String(Number(all) - by)
    const at = async (instant: string) => {
      running.clock.set(instant)
      return standing()
    }
    const every = lists.length
    const both = [every, every, 200, 200, less(0)]
    const second = [0, every, 410, 200, less(1)]
    const none = [0, 0, 410, 410, less(2)]
    // A day ends in Bangkok at 17:00 UTC.
    expect(await at('2026-12-01T16:59:59.999Z')).toEqual(both)
    expect(await at('2026-12-01T17:00:00.000Z')).toEqual(second)
    expect(await at('2026-12-02T16:59:59.999Z')).toEqual(second)
    expect(await at('2026-12-02T17:00:00.000Z')).toEqual(none)
    // A clock that was set wrong is set back.
    expect(await at('2026-12-02T16:59:59.999Z')).toEqual(second)
    expect(await at('2026-12-01T16:59:59.999Z')).toEqual(both)
    const due = await running.deps.db
      .selectFrom('timer')
      .selectAll()
      .where(
        'request',
        'in',
        items.map(({ request }) => request),
      )
      .execute()
    expect(due).toHaveLength(2)
  })
})
