import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { oneLine, putRight } from '../../../machines/text/put-right.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { refused } from '../../support/refused.ts'
import { begin, clientsOf, ifMatch, look, take, walkTo, wholeContent, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi3.officer')
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const put = async (by: Client, id: string, content: unknown) =>
  by('PUT', `/api/requests/${id}/content`, { content }, ifMatch((await look(by, id)).revision))

describe('content', () => {
  const link = { title: 'ต้นฉบับ', url: 'https://a.example/x' }
  const rows: [string, Record<string, unknown>, string][] = [
    ['a field that the form lacks', { colour: 'red' }, 'content.colour'],
    ['a field of a prototype', { constructor: 'ก', toString: 'ก' }, 'content.constructor content.toString'],
    ['another case of letters', { Title: 'ก' }, 'content.Title'],
    ['no title', { title: undefined }, 'content.title'],
    ['an empty title', { title: '' }, 'content.title'],
    ['a title of blanks', { title: ' \t\n' }, 'content.title'],
    ['a title that nobody can see', { title: '\u200b\u00ad\u2060\ufeff' }, 'content.title'],
    ['a title that is no text', { title: 7 }, 'content.title'],
    ['a title that is a list', { title: ['ก'] }, 'content.title'],
    ['a title that is an object', { title: { th: 'ก' } }, 'content.title'],
    ['too long a title', { title: 'ก'.repeat(501) }, 'content.title'],
    ['too long a text', { body: 'ก'.repeat(200_001) }, 'content.body'],
    ['a text that is true', { body: true }, 'content.body'],
    ['an unknown category', { category: '9.9' }, 'content.category'],
    ['two categories', { category: ['1.1', '1.2'] }, 'content.category'],
    ['a category by its prototype', { category: 'constructor' }, 'content.category'],
    ['an unknown channel', { channels: ['radio'] }, 'content.channels'],
    ['a channel twice', { channels: ['website', 'website'] }, 'content.channels'],
    ['channels that are no list', { channels: 'website' }, 'content.channels'],
    ['links that are no list', { links: link }, 'content.links'],
    ['a link without a title', { links: [{ url: link.url }] }, 'content.links'],
    ['a link with more in it', { links: [{ ...link, target: '_blank' }] }, 'content.links'],
    ['too many links', { links: Array(51).fill(link) }, 'content.links'],
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      '//a.example',
      '/path',
      'https://',
      'http:// a.example',
      'https://a b.example',
      `https://a.example/${'x'.repeat(2000)}`,
      'ftp://a.example',
      7,
      null,
    ].map((url): [string, Record<string, unknown>, string] => [
      `a link to ${String(url).slice(0, 30)}`,
      { links: [link, { title: 'ก', url }] },
      'content.links',
    ]),
  ]
  test.each(rows)('with %s is refused, at its beginning and later', async (_, more, path) => {
    const by = await as('yst2.officer')
    request ??= await begin(by, 'yst2')
    const content = wholeContent('yst2', more)
    for (const call of [
      () => by('POST', '/api/requests', { procedure: 'yst2.publication', content }),
      () => put(by, request?.id ?? '', content),
    ]) {
      const problem = await refused(office.deps, 422, 'invalid_content', call)
      expect(problem.errors?.map((error) => error.path).join(' ')).toBe(path)
    }
  })
  let request: { id: string } | undefined

  test('may be incomplete as a draft, and leaves out what is empty', async () => {
    const { id } = await begin(officer, 'cmi3', { body: '', source: null, links: [] })
    expect(Object.keys((await look(officer, id)).content)).toEqual(['title'])
  })

  test.each([
    ['emoji, flags and joined ones', '🙂 🇹🇭 👩‍💻 e\u0301 \u{1F9D1}\u{1F3FD}'],
    ['right to left', 'العربية \u202eabc\u202c עברית'],
    ['Thai with every mark', 'น้ํา น้ำ กำ ๐๑๒๓๔๕๖๗๘๙ เเก่ แก่ ฤๅ ๏ ๚ ๛ ฯลฯ กี่กุ่กู่'],
    ['markup', `<script>alert(1)</script> & "quoted" 'so' {{x}} \${y} ]]> <!-- `],
    ['SQL and LIKE', `'; DROP TABLE event; -- %_\\`],
    ['control characters of copied text', 'ก\u000bข\u000cค\u0007\u001b[31m\u0085\u2028'],
    ['non-characters', 'ก\ufffe\uffff\u{1ffff}\u{10ffff}'],
  ])('of %s is kept as it was meant, shown to the public, and found again', async (_, typed) => {
    const text = putRight(typed).text.trim()
    const published = await walkTo(as, 'cmi3', 4, { title: `ทดสอบ ${typed}`, body: typed, source: typed })
    const { content } = await look(officer, published.id)
    const line = oneLine(`ทดสอบ ${typed}`)
    expect(content).toMatchObject({ title: line, body: putRight(typed).text, source: oneLine(typed) })
    expect(published.title).toBe(line)
    const url = published.publication?.url ?? ''
    const page = await office.anyone('GET', url)
    expect(page.status).toBe(200)
    // What it says to machines is data; no text gets out of it.
    const scripts = String(page.body).match(/<script[^>]*>/g)
    expect(scripts).toEqual(['<script type="application/ld+json">'])
    for (const feed of ['feed.xml', 'items.json'])
      expect((await office.anyone('GET', `/o/cmi3/${feed}`)).status).toBe(200)
    const list = await officer('GET', `/api/requests?view=mine&q=${encodeURIComponent(text.slice(0, 60))}`)
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(published.id)
  })

  test('of 200,000 Thai characters fits', async () => {
    const body = 'กำหนดการ '.repeat(30_000).slice(0, 200_000)
    expect(Buffer.byteLength(body)).toBeGreaterThan(500_000)
    const published = await walkTo(as, 'cmi3', 4, { body })
    expect((await look(officer, published.id)).content.body).toBe(body)
    expect((await office.anyone('GET', published.publication?.url ?? '')).status).toBe(200)
  })

  test('is not changed by somebody else, nor in a step where it is closed', async () => {
    const { id, revision } = await begin(officer, 'cmi3')
    for (const other of ['cmi3.officer2', 'cmi3.groupDirector', 'cmi3.webmaster', 'cmi3.admin'])
      await refused(office.deps, 403, 'not_permitted', async () => {
        const by = await as(other)
        const content = { title: 'ของฉัน' }
        return by('PUT', `/api/requests/${id}/content`, { content }, ifMatch(revision))
      })
    await take(officer, id, { type: 'PROPOSE' })
    await refused(office.deps, 403, 'not_permitted', () => put(officer, id, { title: 'ใหม่' }))
    await take(officer, id, { type: 'WITHDRAW' })
    await refused(office.deps, 403, 'not_permitted', () => put(officer, id, { title: 'ใหม่' }))
  })

  test('that was decided on stays as it was when it is changed after a return', async () => {
    const first = await walkTo(as, 'cmi3', 1, { body: 'ฉบับที่หนึ่ง' })
    await take(await as('cmi3.groupDirector'), first.id, { type: 'RETURN', reasons: { text: 'โปรดแก้' } })
    await write(officer, first.id, wholeContent('cmi3', { body: 'ฉบับที่สอง' }))
    const { body } = await officer('GET', `/api/requests/${first.id}/contents`)
    expect(body.revisions).toMatchObject([
      { revision: 1, frozen: true, content: { body: 'ฉบับที่หนึ่ง' } },
      { revision: 2, frozen: false, content: { body: 'ฉบับที่สอง' } },
    ])
  })
})

describe('a new request', () => {
  const body = (more = {}) => ({ procedure: 'cmi3.publication', content: wholeContent('cmi3'), ...more })
  test('is made for a group of one’s own', async () => {
    for (const group of ['promotion', 'ict', 'nothing', '', 'Policy', "policy' --"])
      await refused(office.deps, 403, 'not_permitted', () =>
        officer('POST', '/api/requests', body({ group })),
      )
    const own = await officer('POST', '/api/requests', body({ group: 'policy' }))
    expect(own.body.group).toBe('policy')
  })
  test('is not made by somebody who belongs to no group', async () => {
    const problem = await refused(office.deps, 403, 'not_permitted', async () =>
      (await as('cmi3.officeDirector'))('POST', '/api/requests', body()),
    )
    expect(problem.message.th).toContain('ไม่มีกลุ่ม')
  })
  test.each([
    ['no procedure', { procedure: undefined }, 'procedure'],
    ['an empty procedure', { procedure: '' }, 'procedure'],
    ['a procedure that is no text', { procedure: ['cmi3.publication'] }, 'procedure'],
    ['no content', { content: undefined }, 'content'],
    ['content that is text', { content: 'ก' }, 'content'],
    ['content that is a list', { content: [] }, 'content'],
    ['content that is null', { content: null }, 'content'],
    ['a group that is no text', { group: 7 }, 'group'],
    ['an owner', { owner: 'cmi3.officeDirector' }, 'owner'],
    ['a state', { state: 'published' }, 'state'],
    ['an id', { id: 'x' }, 'id'],
  ])('is refused with %s', async (_, more, path) => {
    const problem = await refused(office.deps, 400, 'invalid_request', () =>
      officer('POST', '/api/requests', body(more)),
    )
    expect(problem.errors?.map((error) => error.path)).toEqual([path])
  })
})

describe('a list', () => {
  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=Infinity', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['view=everything', 'view'],
    ['view=', 'view'],
    ['view=mine&view=office', 'view'],
    ['view=constructor', 'view'],
    ['status=closed', 'status'],
    [`q=${'a'.repeat(201)}`, 'q'],
    ['q=a&q=b', 'q'],
    [`state=${'a'.repeat(201)}`, 'state'],
    [`cursor=${'a'.repeat(201)}`, 'cursor'],
    ['cursor=garbage', 'cursor'],
    ['cursor=', 'cursor'],
    ['cursor=LTE', 'cursor'],
    ['cursor=%00', 'cursor'],
    ['cursor=MTAwMDAwMDAwMDAwMDAw', 'cursor'],
    [`cursor=${Buffer.from('2.5.x').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('0.5').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from("0.5.'").toString('base64url')}`, 'cursor'],
    ['veiw=mine', 'veiw'],
    ['__proto__=x', '__proto__'],
    ['office=cmi4', 'office'],
    ['q[]=a', 'q[]'],
  ])('with ?%s is refused', async (query, name) => {
    const problem = await refused(office.deps, 400, 'invalid_request', () =>
      officer('GET', `/api/requests?${query}`),
    )
    expect(problem.errors?.map(({ path }) => path)).toEqual([`query.${name}`])
  })

  const find = async (query: Record<string, string>) => {
    const { status, body } = await officer(
      'GET',
      `/api/requests?${new URLSearchParams({ view: 'office', limit: '100', ...query })}`,
    )
    expect(status).toBe(200)
    return body.total as number
  }
  test('takes what is searched for as it stands, not as a pattern or as SQL', async () => {
    const all = await find({})
    expect(all).toBeGreaterThan(0)
    for (const text of [
      '%',
      '_',
      '%%%',
      "'",
      "' OR '1'='1",
      '"',
      '\\',
      ';--',
      ',',
      '%,',
      '.',
      '\0',
      'published,',
      '*',
      '[a-z]',
    ]) {
      expect({ state: text, found: await find({ state: text }) }).toEqual({ state: text, found: 0 })
    }
    for (const text of ["' OR 1=1 --", '%%%', '___', '[ก-ฮ]', 'ก\0'])
      expect({ q: text, found: await find({ q: text }) }).toEqual({ q: text, found: 0 })
    for (const blank of ['', ' ', '\u200b', '\t\n']) expect(await find({ q: blank })).toBe(all)
  })

  test('ends behind its last page', async () => {
    const { body } = await officer(
      'GET',
      `/api/requests?view=office&cursor=${Buffer.from('1.9999999999999999.z').toString('base64url')}`,
    )
    expect(body).toMatchObject({ items: [], nextCursor: null, total: await find({}) })
  })
})

describe('notifications', () => {
  test('that are marked as read are one’s own; others are passed over', async () => {
    await walkTo(as, 'cmi3', 4)
    const mine = (await officer('GET', '/api/notifications')).body
    const stranger = await as('cmi4.officer')
    const ids = mine.notifications.map(({ id }: { id: string }) => id)
    expect((await stranger('POST', '/api/notifications/read', { ids })).status).toBe(204)
    expect((await officer('GET', '/api/notifications')).body).toEqual(mine)
    for (const wrong of [
      { ids: 'x' },
      { ids: [1] },
      { ids: Array(101).fill('x') },
      {},
      { ids: ['x'.repeat(101)] },
    ])
      await refused(office.deps, 400, 'invalid_request', () =>
        officer('POST', '/api/notifications/read', wrong),
      )
    expect(
      (await officer('POST', '/api/notifications/read', { ids: [...ids.slice(0, 100), ...[]] })).status,
    ).toBe(204)
    expect((await officer('GET', '/api/notifications')).body.unread).toBe(
      mine.unread - Math.min(ids.length, mine.unread),
    )
  })
})
