import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import supertest from 'supertest'
import { liveSearch } from '../../../api/public-site/assets.ts'
import { changeContent } from '../../../api/requests/change-content.ts'
import { actorOf } from '../../../api/sign-in/sessions.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let running: Office
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
})
afterAll(() => running.close())

const get = async (path: string) => {
  const response = await fetch(running.url + path)
  return { status: response.status, headers: response.headers, html: withoutWordMarks(await response.text()) }
}
/** As a browser asks again for what it has; fetch would add `Cache-Control: no-cache`, which refuses a 304. */
const again = async (path: string, etag: string | null) =>
  (
    await supertest(running.url)
      .get(path)
      .set('If-None-Match', etag ?? '')
  ).status
/** The tags alone, without their texts and without what stands in quotes. */
const markup = (html: string) =>
  [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""')).join('')
const itemPath = (publication: string, office = 'cmi4') => `/o/${office}/items/${publication}`
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

describe('The list of offices', () => {
  test('links each of the five, in the order of the Thai dictionary', async () => {
    const { status, html } = await get('/o')
    expect(status).toBe(200)
    const order = [...html.matchAll(/href="\/o\/(\w+)"/g)].map(([, id]) => id)
    expect(order).toEqual(
      ['ksn2', 'cmi3', 'cmi4', 'ptt1', 'yst2'].filter((id) => order.includes(id)).concat(),
    )
    for (const { name } of offices) expect(html).toContain(name.th)
  })
})

describe("An office's page", () => {
  test.each(
    offices.filter(({ categories }) => categories.length > 0).map((office) => [office.id, office] as const),
  )('of %s names every kind of information with its number, word for word', async (id, { categories }) => {
    const { html } = await get(`/o/${id}`)
    for (const { number, title } of categories) expect(html).toContain(escaped(`${number} ${title.th}`))
  })

  test('of an office without kinds is one list, newest first', async () => {
    running.clock.advance(1000)
    await publish(running, { office: 'cmi3', content: { title: 'เก่ากว่า' }, until: '2027-09-30' })
    running.clock.advance(1000)
    await publish(running, { office: 'cmi3', content: { title: 'ใหม่กว่า' }, until: '2027-09-30' })
    const { html } = await get('/o/cmi3')
    expect(html).not.toContain('ประเภทข้อมูล')
    expect(html.indexOf('>ใหม่กว่า<')).toBeGreaterThan(0)
    expect(html.indexOf('>ใหม่กว่า<')).toBeLessThan(html.indexOf('>เก่ากว่า<'))
  })

  test('shows nothing that is not public yet', async () => {
    const open = await running.deps.db
      .selectFrom('request')
      .select('title')
      .where('status', '=', 'open')
      .execute()
    expect(open.length).toBeGreaterThan(10)
    const pages = await Promise.all(offices.map(({ id }) => get(`/o/${id}?all=1`)))
    const shown = await running.deps.db.selectFrom('publication').select('title').execute()
    const onlyOpen = open.filter(({ title }) => !shown.some((one) => one.title === title))
    expect(onlyOpen.length).toBeGreaterThan(10)
    for (const { title } of onlyOpen) for (const { html } of pages) expect(html).not.toContain(`>${title}<`)
  })

  test('finds words however their Thai was composed, and takes % and _ for what they are', async () => {
    await publish(running, { content: { title: 'กำหนดการรับสมัคร ปี ๒๕๗๐', body: 'ลดราคา 100% ทุกรายการ' } })
    const find = async (q: string) => (await get(`/o/cmi4?q=${encodeURIComponent(q)}`)).html
    for (const q of ['กําหนดการ', 'กำหนดการ 2570', '๒๕๗๐ รับสมัคร', '100%', 'ลดราคา'])
      expect(await find(q)).toContain('>กำหนดการรับสมัคร ปี ๒๕๗๐<')
    for (const q of ['%', '_____', 'กำหนดการ 2571']) {
      const html = await find(q)
      if (q === '%') expect(html).toContain('พบ 1 รายการ')
      else expect(html).toContain('ไม่พบรายการที่ค้นหา')
    }
  })

  test('can be narrowed to one kind, and is cut into pages', async () => {
    for (let number = 1; number <= 23; number += 1)
      await publish(running, { office: 'ptt1', content: { title: `รายการที่ ${number}.`, category: '1.9' } })
    const first = (await get('/o/ptt1?category=1.9')).html
    const second = (await get('/o/ptt1?category=1.9&page=2')).html
    const titles = (html: string) => [...html.matchAll(/>(รายการที่ \d+\.)</g)].map(([, title]) => title)
    expect(first).toContain('หน้า 1 จาก 2')
    expect(titles(first)).toHaveLength(20)
    expect(titles(second)).toHaveLength(3)
    expect(new Set([...titles(first), ...titles(second)]).size).toBe(23)
    expect((await get('/o/ptt1?category=1.9&page=99')).html).toContain('หน้า 2 จาก 2')
    expect(titles((await get('/o/ptt1?category=1.8')).html)).toHaveLength(0)
    // The overview shows the newest five of all, the newest five of the kind, and the way to all.
    const overview = (await get('/o/ptt1')).html
    const [latest = '', kinds = ''] = overview.split('</section>', 2)
    expect(titles(latest)).toHaveLength(5)
    expect(titles(overview)).toHaveLength(10)
    expect(kinds).not.toBe('')
    expect(overview).toContain('ดูทั้ง 23 รายการ')
  })

  test.each(['page=-1', 'page=1e9', 'page=x', 'q=a&q=b', 'category[x]=1', 'lang=fr', `q=${'ก'.repeat(500)}`])(
    'answers a strange query (%s) with a page',
    async (query) => {
      expect((await get(`/o/cmi4?${query}`)).status).toBe(200)
    },
  )
})

describe('An item', () => {
  test('shows text, owner, source, kind, dates and fingerprint, and no person', async () => {
    const { publication, request } = await publish(running, {
      content: {
        title: 'ประกาศทดสอบ',
        body: 'ย่อหน้าแรก\nบรรทัดที่สอง\n\nย่อหน้าที่สอง',
        source: 'หน่วยตรวจสอบภายใน',
        category: '1.6',
        links: [{ title: 'ดูเอกสาร', url: 'https://example.com/a?b=1&c=2' }],
      },
    })
    const { html, status } = await get(itemPath(publication))
    expect(status).toBe(200)
    expect(html).toContain('<h1 lang="th">ประกาศทดสอบ</h1>')
    expect(html).toContain('<p>ย่อหน้าแรก\nบรรทัดที่สอง</p><p>ย่อหน้าที่สอง</p>')
    expect(html).toContain(
      '<a href="https://example.com/a?b=1&amp;c=2" rel="noopener noreferrer nofollow external">',
    )
    const { sha256 } = await running.deps.db
      .selectFrom('content')
      .select('sha256')
      .where('request', '=', request)
      .executeTakeFirstOrThrow()
    const facts = ['20 พฤศจิกายน 2569', 'ไม่กำหนด', 'กลุ่มนโยบายและแผน', 'หน่วยตรวจสอบภายใน', sha256]
    for (const fact of [...facts, '๑.๖ ข้อมูลการจัดซื้อจัดจ้าง', 'href="/o/cmi4/procedure"'])
      expect(html).toContain(fact)
    const people = await running.deps.db
      .selectFrom('person')
      .select('name')
      .where('office', '=', 'cmi4')
      .execute()
    expect(people.length).toBeGreaterThan(5)
    for (const { name } of people) expect(html).not.toContain(name)
  })

  test('never was: an unknown id, a request that is not public, an office that does not exist', async () => {
    const { id } = await running.deps.db
      .selectFrom('request')
      .select('id')
      .where('status', '=', 'open')
      .where('office', '=', 'cmi4')
      .limit(1)
      .executeTakeFirstOrThrow()
    const paths = [
      itemPath('nothing'),
      itemPath(id),
      '/o/nowhere',
      '/o/cmi4/elsewhere',
      '/o/%E0%A4%A',
      '/o/a/b/c/d',
    ]
    for (const path of paths) {
      const { status, html } = await get(path)
      expect([path, status]).toEqual([path, 404])
      expect(html).toContain('ไม่พบหน้าที่ขอ')
    }
  })

  test("of another office is not found under this one's address", async () => {
    const { publication } = await publish(running, { office: 'yst2' })
    expect((await get(itemPath(publication, 'yst2'))).status).toBe(200)
    expect((await get(itemPath(publication, 'cmi4'))).status).toBe(404)
  })

  test('that was taken down answers 410 with date and reason, and neither title nor text', async () => {
    const given = { title: 'ชื่อที่ไม่ควรเหลืออยู่', body: 'ข้อความที่ไม่ควรเหลืออยู่' }
    const { publication, request } = await publish(running, { content: given })
    const reasons = { grounds: [], text: 'มีข้อมูลส่วนบุคคล <นอกเหนือ> ที่จำเป็น' }
    await take(running, request, 'cmi4.webmaster', { type: 'TAKE_DOWN', reasons })
    const { status, html } = await get(itemPath(publication))
    expect(status).toBe(410)
    expect(html).toContain('นำออกจากเว็บไซต์เมื่อ 20 พฤศจิกายน 2569 เวลา 10.00 น.')
    expect(html).toContain('มีข้อมูลส่วนบุคคล &lt;นอกเหนือ&gt; ที่จำเป็น')
    expect(html).not.toContain('ไม่ควรเหลืออยู่')
    for (const path of ['/o/cmi4?all=1', '/o/cmi4?q=ไม่ควรเหลืออยู่', '/o/cmi4/feed.xml', '/o/cmi4/items.json'])
      expect((await get(path)).html).not.toContain('ชื่อที่ไม่ควรเหลืออยู่')
  })

  test('that is being corrected shows what was published until the correction is taken', async () => {
    const content = { title: 'ก่อนแก้', body: 'ข้อความเดิม', category: '1.2' }
    const { publication, request } = await publish(running, { content })
    await take(running, request, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'พิมพ์ผิด' })
    const { revision } = await running.deps.db
      .selectFrom('request')
      .select('revision')
      .where('id', '=', request)
      .executeTakeFirstOrThrow()
    running.clock.advance(60_000)
    const now = running.clock.now()
    const actor = await actorOf(running.deps.db, 'cmi4.officer', now)
    const by = { person: { id: 'cmi4.officer', office: 'cmi4', name: '' }, actor }
    const change = {
      request,
      by,
      ifMatch: revision,
      content: { ...content, title: 'หลังแก้', body: 'ข้อความใหม่' },
    }
    await running.deps.commits(async (trx, announce) => changeContent({ trx, announce, at: now }, change))

    const before = (await get(itemPath(publication))).html
    expect(before).toContain('ข้อความเดิม')
    expect(before).not.toContain('แก้ไขล่าสุดเมื่อ')
    expect((await get('/o/cmi4?q=ข้อความเดิม')).html).toContain('>ก่อนแก้<')
    expect((await get('/o/cmi4?q=ข้อความใหม่')).html).toContain('ไม่พบรายการที่ค้นหา')

    await take(running, request, 'cmi4.officer', { type: 'CORRECT' })
    const after = (await get(itemPath(publication))).html
    expect(after).toContain('ข้อความใหม่')
    expect(after).toContain('แก้ไขล่าสุดเมื่อ')
    expect((await get('/o/cmi4?q=ข้อความใหม่')).html).toContain('>หลังแก้<')
  })
})

describe('Hostile content', () => {
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&`
  let publication: string
  beforeAll(async () => {
    const links = [{ title: attack, url: 'https://example.com/"><script>alert(2)</script>' }]
    const content = { title: attack, body: `${attack}\n\n</p></div></main>${attack}`, source: attack, links }
    publication = (await publish(running, { content })).publication
    // The form refuses such an address; should one ever be stored, the page still must not follow it.
    const { request } = await running.deps.db
      .selectFrom('publication')
      .select('request')
      .where('id', '=', publication)
      .executeTakeFirstOrThrow()
    const bad = [
      'javascript:alert(1)',
      ' JaVaScript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
    ]
    const json = JSON.stringify({
      ...content,
      links: [...links, ...bad.map((url) => ({ title: 'คลิก', url }))],
    })
    await running.deps.db
      .insertInto('content')
      .values({ request, revision: 99, json, sha256: 'x', frozen: 1, at: 0, by: '' })
      .execute()
    await running.deps.db
      .updateTable('publication')
      .set({ contentRevision: 99 })
      .where('id', '=', publication)
      .execute()
  })

  test('is text on every page, never markup', async () => {
    for (const path of [itemPath(publication), '/o/cmi4?all=1', `/o/cmi4?q=${encodeURIComponent(attack)}`]) {
      const { html, status } = await get(path)
      expect(status).toBe(200)
      const rest = html
        .replace(`<script>${liveSearch}</script>`, '')
        .replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '')
      expect(markup(rest)).not.toMatch(/<script|<img(?! src="" width="" height="" alt="">)|\son\w+\s*=/i)
      expect(html).toContain('&lt;script&gt;')
    }
  })

  test('cannot bring a link of another scheme than http', async () => {
    const { html } = await get(itemPath(publication))
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address ?? '')
    expect(addresses.some((address) => address.startsWith('https://example.com/'))).toBe(true)
    for (const address of addresses) expect(address).toMatch(/^(\/|#|https?:\/\/)/)
    expect(html).toContain('คลิก (javascript:alert(1))')
  })

  test('leaves the feeds well-formed', async () => {
    await publish(running, { content: { title: 'อักขระควบคุม \u0001\u0008\uFFFE จบ', body: ']]> & < "' } })
    const atom = await get('/o/cmi4/feed.xml')
    expect(wellFormed(atom.html)).toBe(true)
    expect(atom.html).toContain('&lt;script&gt;')
    expect(atom.html).toContain('<title>อักขระควบคุม  จบ</title>')
    expect(JSON.parse((await get('/o/cmi4/items.json')).html).items.length).toBeGreaterThan(2)
  })
})

describe('The feeds', () => {
  test('list what is published, newest first, with absolute addresses that lead to the items', async () => {
    running.clock.advance(1000)
    const { publication } = await publish(running, { content: { title: 'ใหม่ที่สุด' } })
    const json = JSON.parse((await get('/o/cmi4/items.json')).html)
    expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'th' })
    expect(json.items[0]).toMatchObject({ id: publication, title: 'ใหม่ที่สุด', content_text: 'รายละเอียด' })
    expect(json.items[0].url).toBe(running.url + itemPath(publication))
    expect((await fetch(json.items[0].url)).status).toBe(200)
    const dates = json.items.map((item: { date_published: string }) => item.date_published)
    expect(dates).toEqual([...dates].sort().reverse())

    const atom = await get('/o/cmi4/feed.xml')
    expect(atom.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(atom.html).toContain(`<id>urn:prakat:publication:${publication}</id>`)
    expect(atom.html).toContain(`href="${running.url}${itemPath(publication)}"`)
    expect(wellFormed(atom.html)).toBe(true)
  })
})

describe('Every page', () => {
  const pages = [
    '/o',
    '/o/cmi4',
    '/o/cmi3',
    '/o/yst2/procedure',
    '/o/cmi4?lang=en',
    '/o/nowhere',
    '/o/ksn2?q=ก',
  ]

  test.each(pages)('%s has no script but the one that its policy names by its hash', async (path) => {
    const { html, headers } = await get(path)
    expect(html).toMatch(/^<!doctype html><html lang="(th|en)">/)
    const scripts = [...html.matchAll(/<script>([^<]*)<\/script>/g)].map(([, script]) => script ?? '')
    // A block of data for machines is no script, and no browser runs it.
    const rest = html.replaceAll(/<script(?: type="application\/ld\+json")?>[^<]*<\/script>/g, '')
    expect(markup(rest)).not.toMatch(/<script|\sstyle=|\son\w+=/i)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'self'/)
    expect(scripts).toHaveLength(/^\/o\/(cmi4|cmi3|ksn2)(\?|$)/.test(path) ? 1 : 0)
    for (const script of scripts)
      expect(policy).toContain(`script-src 'sha256-${hash('sha256', script, 'base64')}'`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each(pages)('%s answers HEAD as GET without a body, and an unchanged ETag with 304', async (path) => {
    const whole = await get(path)
    const head = await fetch(running.url + path, { method: 'HEAD' })
    expect(head.status).toBe(whole.status)
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'))
    expect(await head.text()).toBe('')
    if (whole.status === 200) expect(await again(path, whole.headers.get('etag'))).toBe(304)
  })

  test('is not kept by caches without asking, and changes its ETag with its content', async () => {
    const before = await get('/o/cmi4')
    expect(before.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    await publish(running, { content: { title: 'อีกเรื่องหนึ่ง' } })
    expect(await again('/o/cmi4', before.headers.get('etag'))).toBe(200)
  })

  test('is in English where asked, and stays so along its links', async () => {
    const { html } = await get('/o/cmi4?lang=en')
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('Chiang Mai Primary Educational Service Area Office 4')
    const inside = [...html.matchAll(/href="(\/o\/[^"]*)"/g)].map(([, address]) => address ?? '')
    const pagesOnly = inside.filter(
      (address) => !/(feed|changes)\.xml|(items|changes)\.json|assets|\/o\/cmi4\?*$/.test(address),
    )
    expect(pagesOnly.length).toBeGreaterThan(5)
    for (const address of pagesOnly) expect(address).toContain('lang=en')
  })

  test('refuses to be written to', async () => {
    const answer = await fetch(`${running.url}/o/cmi4`, { method: 'POST' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('gets its style and fonts from here, and nothing else of the package', async () => {
    const { html } = await get('/o')
    const address = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
    const css = await get(address)
    expect(css.headers.get('cache-control')).toContain('immutable')
    const fonts = [...css.html.matchAll(/url\(["']?([^"')]+)/g)].map(([, url]) => url ?? '')
    expect(fonts.length).toBeGreaterThan(3)
    for (const font of fonts) {
      const answer = await fetch(new URL(font, running.url))
      expect([font, answer.status, answer.headers.get('content-type')]).toEqual([font, 200, 'font/woff2'])
    }
    expect((await get('/o/assets/..%2fpackage.json')).status).toBe(404)
    expect((await get('/o/assets/sarabun-thai-100-normal.woff2')).status).toBe(404)
  })
})

describe('The procedure in words', () => {
  test.each(offices.map((office) => [office.id, office] as const))(
    'of %s names every step and choice that somebody takes, with its clause',
    async (id, { procedures }) => {
      const { html } = await get(`/o/${id}/procedure`)
      const text = html.replaceAll(/<[^>]+>/g, '')
      const [procedure] = procedures
      expect(procedure).toBeDefined()
      expect(text).toContain(procedure?.order.document.th)
      const choices = JSON.stringify(procedure?.chart).matchAll(
        /"([A-Z_]+)":\{[^[]*?"title":\{"th":"([^"]+)"/g,
      )
      const titles = [...choices].map(([, , title]) => title ?? '')
      expect(titles.length).toBeGreaterThan(4)
      for (const title of titles) expect(text).toContain(title)
      for (const role of procedure?.roles ?? [])
        if (JSON.stringify(procedure?.chart).includes(`"as":"${role.id}"`))
          expect(text).toContain(role.title.th)
    },
  )
})

describe('An item whose last day has passed', () => {
  test('is gone in the same second, although nobody takes the timers', async () => {
    const { publication, request } = await publish(running, {
      content: { title: 'สั้นที่สุด', body: 'ข้อความที่มีกำหนด' },
      until: '2026-11-23',
    })
    const lists = ['/o/cmi4?all=1', '/o/cmi4?q=ข้อความที่มีกำหนด', '/o/cmi4/feed.xml', '/o/cmi4/items.json']
    // The day ends in Bangkok at 17:00 UTC.
    running.clock.set('2026-11-23T16:59:59.999Z')
    const still = await get(itemPath(publication))
    expect(still.status).toBe(200)
    expect(still.html).toContain('23 พฤศจิกายน 2569')
    for (const path of lists) expect((await get(path)).html).toContain('สั้นที่สุด')
    const feedBefore = (await get('/o/cmi4/feed.xml')).headers.get('last-modified')

    running.clock.set('2026-11-23T17:00:00.000Z')
    expect(await again(itemPath(publication), still.headers.get('etag'))).toBe(410)
    const gone = await get(itemPath(publication))
    expect(gone.status).toBe(410)
    expect(gone.html).toContain('ครบกำหนดเผยแพร่เมื่อ 23 พฤศจิกายน 2569')
    expect(gone.html).not.toContain('ข้อความที่มีกำหนด')
    for (const path of lists) expect((await get(path)).html).not.toContain('สั้นที่สุด')
    expect((await get('/o/cmi4/feed.xml')).headers.get('last-modified')).not.toBe(feedBefore)
    const timers = await running.deps.db
      .selectFrom('timer')
      .selectAll()
      .where('request', '=', request)
      .execute()
    expect(timers).toHaveLength(1)
  })

  test('is written in Thai digits where the office writes them', async () => {
    await running.deps.db.updateTable('office').set({ digits: 'thai' }).where('id', '=', 'ksn2').execute()
    const { publication } = await publish(running, { office: 'ksn2', until: '2026-12-31' })
    const { html } = await get(itemPath(publication, 'ksn2'))
    expect(html).toContain('๓๑ ธันวาคม ๒๕๖๙')
    expect(html).not.toContain('ธันวาคม 2569')
    const english = (await get(`${itemPath(publication, 'ksn2')}?lang=en`)).html
    expect(english).toContain('31 December 2026 (B.E. 2569)')
    // The numbers of ordered lists follow by the style sheet.
    expect(html).toContain('<html lang="th" data-digits="thai">')
    expect(english).toContain('<html lang="en">')
    expect((await get('/o/cmi3')).html).toContain('<html lang="th">')
  })
})

/** True where every tag is closed in order and every & and < stands for something: what an XML reader insists on. */
function wellFormed(xml: string): boolean {
  const open: string[] = []
  const rest = xml
    .replace(/^<\?xml [^>]*\?>/, '')
    .replaceAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g, (_, end, name, attributes, alone) => {
      if (end) {
        if (open.pop() !== name) open.push('out of order')
      } else if (!alone) open.push(name)
      return attributes
    })
  const strayed = /<|&(?!(?:amp|lt|gt|quot|apos);)/.test(rest)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  return open.length === 0 && !strayed && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(xml)
}
