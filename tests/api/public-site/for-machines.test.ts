import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import decodeQR from 'qr/decode.js'
import supertest from 'supertest'
import { headsDirectory, keepDailyHead } from '../../../api/operations/daily-head.ts'
import { headsSchema } from '../../../api/operations/heads.ts'
import { sitemap } from '../../../api/public-site/sitemap.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let running: Office
let item: { request: string; publication: string }
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
  item = await publish(running, { content: { title: 'ประกาศฉบับหลัก', category: '1.3' } })
  for (let number = 1; number <= 51; number += 1) {
    running.clock.advance(1000)
    await publish(running, { content: { title: `ข่าวที่ ${number}.`, category: '1.2' } })
  }
})
afterAll(() => running.close())

const get = (path: string) => supertest(running.url).get(path).set('Host', 'prakat.example').buffer(true)
const titlesOf = (feed: { items: { title: string }[] }) => feed.items.map(({ title }) => title)

describe('A feed', () => {
  test('of one kind holds that kind alone, says so, and goes on where it is long', async () => {
    const first = (await get('/o/cmi4/items.json?category=1.2').expect(200)).body
    expect(first.title).toContain('๑.๒ ข่าวประชาสัมพันธ์')
    expect(first.items).toHaveLength(50)
    expect(first.feed_url).toBe('http://prakat.example/o/cmi4/items.json?category=1.2')
    expect(first.next_url).toBe('http://prakat.example/o/cmi4/items.json?category=1.2&page=2')
    const second = (await get('/o/cmi4/items.json?category=1.2&page=2').expect(200)).body
    expect(second.next_url).toBeUndefined()
    expect(titlesOf(second)).toContain('ข่าวที่ 1.')
    expect([...titlesOf(first), ...titlesOf(second)]).not.toContain('ประกาศฉบับหลัก')
    const atom = (await get('/o/cmi4/feed.xml?category=1.2').expect(200)).text
    expect(atom).toContain(
      '<link rel="next" type="application/atom+xml" href="http://prakat.example/o/cmi4/feed.xml?category=1.2&amp;page=2"/>',
    )
  })

  test('of one group holds what that group publishes, and of none such, nothing', async () => {
    const { groupId } = await running.deps.db
      .selectFrom('publication')
      .select('groupId')
      .where('id', '=', item.publication)
      .executeTakeFirstOrThrow()
    expect(titlesOf((await get(`/o/cmi4/items.json?group=${groupId}&category=1.3`)).body)).toContain(
      'ประกาศฉบับหลัก',
    )
    expect(titlesOf((await get('/o/cmi4/items.json?group=none-such')).body)).toEqual([])
  })
})

describe('The sitemap', () => {
  test('names every part, and each part its items, until the second in which they run out', async () => {
    const until = '2026-11-23'
    const { publication } = await publish(running, { content: { title: 'หมดเร็ว' }, until })
    const index = (await get('/sitemap.xml').expect(200)).text
    expect(index).toContain('<loc>http://prakat.example/o/cmi4/sitemap-1.xml</loc>')
    const address = `<loc>http://prakat.example/o/cmi4/items/${publication}</loc>`
    running.clock.set('2026-11-23T16:59:59.999Z')
    expect((await get('/o/cmi4/sitemap-1.xml').expect(200)).text).toContain(address)
    running.clock.set('2026-11-23T17:00:00Z')
    const after = (await get('/o/cmi4/sitemap-1.xml').expect(200)).text
    expect(after).not.toContain(address)
    expect(after).toContain(`/items/${item.publication}</loc>`)
    for (const none of ['2', '0', 'x', '1e3']) await get(`/o/cmi4/sitemap-${none}.xml`).expect(404)
  })

  test('keeps signs of markup in an address apart from its own', () => {
    expect(sitemap([{ address: 'http://h/?a=1&b=<' }])).toContain('<loc>http://h/?a=1&amp;b=&lt;</loc>')
  })

  test('is named by robots.txt, but a demonstration is not to be found', async () => {
    expect((await get('/robots.txt').expect(200)).text).toBe('User-agent: *\nDisallow: /\n')
  })
})

describe('The short address of an item', () => {
  test('stands on its page, is what the QR code says, and leads to it for good', async () => {
    const page = (await get(`/o/cmi4/items/${item.publication}`).expect(200)).text
    const short = /href="(http:\/\/prakat\.example\/p\/[0-9a-f]{12})"/.exec(page)?.[1] ?? ''
    const { text, body, headers } = await get(`/o/cmi4/items/${item.publication}/qr.svg`).expect(200)
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8')
    expect(said(text ?? String(body))).toBe(short)
    const path = new URL(short).pathname
    expect((await get(path).expect(301)).headers.location).toBe(`/o/cmi4/items/${item.publication}`)
    await take(running, item.request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ผิดพลาด' },
    })
    const { location } = (await get(path).expect(301)).headers
    await get(String(location)).expect(410)
    await get(`${location}/qr.svg`).expect(410)
    for (const none of ['/p/000000000000', '/p/x', `${path}0`]) await get(none).expect(404)
  })
})

describe('The beginning of an id', () => {
  test('is told by chance, not by time: two items of one moment have short addresses of their own', async () => {
    const ids = [await publish(running), await publish(running)].map(({ publication }) => publication)
    expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(2)
  })

  test('leads nowhere where two items share it', async () => {
    const { publication } = await publish(running)
    const short = `/p/${publication.replaceAll('-', '').slice(0, 12)}`
    await get(short).expect(301)
    const twin = publication.slice(0, -1) + (publication.endsWith('0') ? '1' : '0')
    const { publication: id } = await publish(running)
    await running.deps.db.updateTable('publication').set({ id: twin }).where('id', '=', id).execute()
    await get(short).expect(404)
  })
})

describe('The heads of the chains', () => {
  test('are to be had of each day, in the format that verification reads', async () => {
    await keepDailyHead(running.deps, new AbortController().signal)
    const { heads } = (await get('/heads').expect(200)).body
    const last = heads.at(-1)
    expect(last.url).toBe(`http://prakat.example/heads/${last.day}.json`)
    const { body } = await get(new URL(last.url).pathname).expect(200)
    expect(headsSchema.parse(body).offices.cmi4?.events.count).toBeGreaterThan(50)
  })

  test('lead to no other file', async () => {
    await mkdir(headsDirectory(running.deps.config.data), { recursive: true })
    await writeFile(`${headsDirectory(running.deps.config.data)}/secret.json`, '{}')
    for (const none of ['secret.json', '..%2fprakat.sqlite', '2020-01-01.json'])
      await get(`/heads/${none}`).expect(404)
  })
})

/** What a QR code drawn as a path of unit squares says, read as a camera would. */
function said(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  const scale = 4
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  const dark = (x: number, y: number) => {
    for (let dy = 0; dy < scale; dy += 1)
      for (let dx = 0; dx < scale; dx += 1)
        data.fill(
          0,
          ((y * scale + dy) * width + x * scale + dx) * 4,
          ((y * scale + dy) * width + x * scale + dx) * 4 + 3,
        )
  }
  let [x, y] = [0, 0]
  for (const [, from, right, down] of svg.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)h1v1/g)) {
    x = Number(right) + (from === 'm' ? x : 0)
    y = Number(down) + (from === 'm' ? y : 0)
    dark(x, y)
  }
  return decodeQR({ width, height: width, data })
}
