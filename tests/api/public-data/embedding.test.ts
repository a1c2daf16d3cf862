import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseFragment } from 'parse5'
import supertest from 'supertest'
import { oembedSchema } from '../../../api/public-data/oembed.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let running: Office
let item: { request: string; publication: string }
const title = 'แผนปี "๒๕๗๐" <b onmouseover=x>'
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
  item = await publish(running, { content: { title, category: '1.3' }, until: '2026-11-25' })
  for (let number = 1; number <= 6; number += 1)
    await publish(running, { content: { title: `ข่าวที่ ${number}.`, category: '1.2' } })
})
afterAll(() => running.close())

const get = (path: string) => supertest(running.url).get(path).set('Host', 'prakat.example').buffer(true)
const oembed = (url: string, more = '') => get(`/api/v1/oembed?url=${encodeURIComponent(url)}${more}`)
const itemUrl = () => `http://prakat.example/o/cmi4/items/${item.publication}`
const count = (page: string) => [...page.matchAll(/<li><h2>/g)].length

describe('The embeddable list', () => {
  test('may be framed by any page, has no script and no form, and every link opens a page of its own', async () => {
    const { text, headers } = await get('/o/cmi4/embed?category=1.2').expect(200)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain('frame-ancestors *')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
    expect(headers['x-frame-options']).toBeUndefined()
    expect(text).not.toMatch(/<script|<form|\son\w+=/)
    expect(text).toContain('<base target="_blank">')
    expect(count(text)).toBe(5)
    expect(text).toContain('href="/o/cmi4?category=1.2"')
    expect(count((await get('/o/cmi4/embed?limit=2')).text)).toBe(2)
    for (const odd of ['0', '-1', 'x', '1e9', '2.5']) {
      const shown = count((await get(`/o/cmi4/embed?limit=${odd}`).expect(200)).text)
      expect([odd, shown <= 20 && shown > 2]).toEqual([odd, true])
    }
  })

  test('is the only kind of page that may be framed', async () => {
    for (const path of [
      '/o',
      '/o/cmi4',
      '/o/cmi4/law',
      '/o/cmi4/datasets',
      itemUrl().slice(21),
      '/o/none',
      '/api/v1/offices',
    ])
      expect([path, (await get(path)).headers['content-security-policy']]).toEqual([
        path,
        expect.stringContaining("frame-ancestors 'none'"),
      ])
  })

  test('answers 304 while it is as it was, and shows no item past its last second', async () => {
    const first = await get('/o/cmi4/embed?category=1.3').expect(200)
    expect(withoutWordMarks(first.text)).toContain('&lt;b onmouseover')
    const again = () => get('/o/cmi4/embed?category=1.3').set('If-None-Match', String(first.headers.etag))
    await again().expect(304)
    running.clock.set('2026-11-25T16:59:59Z')
    await get(`/o/cmi4/items/${item.publication}/embed`).expect(200)
    running.clock.set('2026-11-25T17:00:00Z')
    expect(withoutWordMarks((await again().expect(200)).text)).not.toContain('onmouseover')
    const gone = await get(`/o/cmi4/items/${item.publication}/embed`).expect(410)
    expect(gone.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(gone.text).not.toContain('onmouseover')
    running.clock.set('2026-11-20T03:00:00Z')
  })
})

describe('oEmbed', () => {
  test('is found from the page, and gives an item as a frame in which its title is text', async () => {
    const page = (await get(itemUrl().slice(21)).expect(200)).text
    const [, address = ''] = /type="application\/json\+oembed" href="([^"]+)"/.exec(page) ?? []
    const { body } = await get(address.replaceAll('&amp;', '&')).expect(200)
    expect(oembedSchema.parse(body)).toEqual(body)
    expect(body).toMatchObject({ version: '1.0', type: 'rich', title, author_name: 'กลุ่มนโยบายและแผน' })
    const { childNodes } = parseFragment(body.html)
    expect(childNodes.map(({ nodeName }) => nodeName)).toEqual(['iframe'])
    const [frame] = childNodes as unknown as { attrs: { name: string; value: string }[] }[]
    const attributes = Object.fromEntries(frame?.attrs.map(({ name, value }) => [name, value]) ?? [])
    expect(attributes).toMatchObject({ src: `${itemUrl()}/embed`, title })
    expect(Object.keys(attributes)).toEqual(['src', 'title', 'width', 'height', 'loading', 'style'])
    await get(new URL(attributes.src ?? '').pathname).expect(200)
  })

  test('gives the list of an office or of one of its kinds, no larger than is asked for', async () => {
    const { body } = await oembed(
      'http://prakat.example/o/cmi4?category=1.2&evil="><script>',
      '&maxwidth=300&maxheight=9999',
    )
    expect(body).toMatchObject({ width: 300, height: 480 })
    expect(body.html).toContain('src="http://prakat.example/o/cmi4/embed?category=1.2"')
    expect(body.html).not.toContain('evil')
    expect((await oembed('http://prakat.example/o/cmi4', '&maxheight=1')).body.height).toBe(120)
  })

  test.each([
    'https://elsewhere.example/o/cmi4',
    'http://prakat.example.evil.example/o/cmi4',
    'http://prakat.example@evil.example/o/cmi4',
    'javascript:alert(1)//prakat.example/o/cmi4',
    'http://prakat.example/o/none',
    'http://prakat.example/o/cmi4/items/00000000-0000-4000-8000-000000000000',
    'http://prakat.example/api/v1/offices',
    'no address',
  ])('knows nothing of %s', async (url) => {
    await oembed(url).expect(404)
  })

  test('says that an item has ended, and refuses what it does not speak', async () => {
    await oembed(itemUrl(), '&format=xml').expect(400)
    await oembed(itemUrl(), '&maxwidth=0').expect(400)
    await take(running, item.request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ผิด' },
    })
    const { body } = await oembed(itemUrl()).expect(410)
    expect(JSON.stringify(body)).not.toContain('onmouseover')
  })
})
