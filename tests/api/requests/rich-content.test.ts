import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { hashOfRecord, publicRecord } from '../../../api/requests/public-record.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { FormField, Procedure } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import {
  begin,
  clientsOf,
  look,
  send,
  take,
  walkTo,
  wayOf,
  wholeContent,
  write,
} from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>

beforeAll(async () => {
  office = await startOffice({ at: '2026-11-20T03:00:00Z' })
  as = clientsOf(office)
})
afterAll(() => office.close())

const t = (text: string, ...marks: unknown[]) => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const p = (...content: unknown[]) => ({ type: 'paragraph', content })
const cell = (type: string, text: string) => ({ type, content: [p(t(text))] })
const row = (type: string, ...texts: string[]) => ({
  type: 'tableRow',
  content: texts.map((text) => cell(type, text)),
})
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const announced = doc(
  { type: 'heading', attrs: { level: 2 }, content: [t('ผลการสอบราคา')] },
  {
    type: 'table',
    attrs: { caption: 'ผู้เสนอราคา' },
    content: [row('tableHeader', 'ผู้เสนอราคา', 'วงเงิน'), row('tableCell', 'ร้านดอกไม้เหนือ', '12,500.00')],
  },
  p(t('อ่าน '), t('ระเบียบ', { type: 'link', attrs: { href: 'https://www.example.go.th/r' } })),
)

describe('a body with structure', () => {
  test('is stored as it was given and published as headings, tables and links', async () => {
    const request = await walkTo(as, 'cmi4', undefined, { body: announced })
    expect(request.content.body).toEqual(announced)
    const { body: page } = await office.anyone('GET', request.publication?.url ?? '')
    expect(page).toContain('<h2>ผลการสอบราคา</h2>')
    expect(page).toContain(
      '<section class="table" tabindex="0" aria-label="ผู้เสนอราคา"><table><caption>ผู้เสนอราคา</caption>',
    )
    expect(page).toContain('<td>ร้านดอกไม้เหนือ</td><td class="number">12,500.00</td>')
    expect(page).toContain(
      '<a href="https://www.example.go.th/r" rel="noopener noreferrer nofollow external">ระเบียบ</a>',
    )
    expect(page).toContain(`<code>${request.publication?.sha256}</code>`)
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('is found by words of its tables, and feeds say what it says', async () => {
    const request = await walkTo(as, 'ptt1', undefined, { body: announced })
    const found = await office.anyone('GET', `/o/ptt1?q=${encodeURIComponent('ดอกไม้เหนือ')}`)
    expect(found.body).toContain(request.title)
    const { body } = await office.anyone('GET', '/o/ptt1/items.json')
    const { items } = typeof body === 'string' ? JSON.parse(body) : body
    expect(items.find(({ title }: { title: string }) => title === request.title).content_text).toBe(
      'ผลการสอบราคา ผู้เสนอราคา ผู้เสนอราคา วงเงิน ร้านดอกไม้เหนือ 12,500.00 อ่าน ระเบียบ',
    )
  })

  test('has its texts put right, and the writer is told where', async () => {
    const officer = await as('cmi4.officer')
    const { id } = await begin(officer, 'cmi4')
    const { content, corrected } = await write(
      officer,
      id,
      wholeContent('cmi4', { body: doc(p(t('นำ้ท่ว', { type: 'bold' }), t('ม'), t('\u200Bปี'))) }),
    )
    expect(content.body).toEqual(doc(p(t('น้ำท่ว', { type: 'bold' }), t('มปี'))))
    expect(corrected?.map(({ path }) => path)).toEqual([
      'content.body.content.0.content.0.text',
      'content.body.content.0.content.2.text',
    ])
  })

  const refused: [what: string, body: unknown, sentence: RegExp][] = [
    ['a script', doc({ type: 'script', content: [t('alert(1)')] }), /เก็บหรือเผยแพร่ไม่ได้ \(“script”/],
    ['a frame and no word', doc({ type: 'iframe', attrs: { src: 'https://a.example/' } }), /“iframe”/],
    ['a style', doc({ ...p(t('ก')), attrs: { style: 'position:fixed' } }), /เก็บหรือเผยแพร่ไม่ได้/],
    [
      'a link that runs',
      doc(p(t('คลิก', { type: 'link', attrs: { href: 'javascript:alert(1)' } }))),
      /^ลิงก์ “คลิก”/,
    ],
    ['a link of data', doc(p(t('คลิก', { type: 'link', attrs: { href: 'data:text/html,x' } }))), /^ลิงก์ “คลิก”/],
    [
      'a crooked table',
      doc({ type: 'table', content: [row('tableCell', 'ก'), row('tableCell', 'ก', 'ข')] }),
      /จำนวนช่องไม่เท่ากัน/,
    ],
    ['a number', 7, /เก็บหรือเผยแพร่ไม่ได้/],
  ]
  test.each(refused)(
    'with %s is refused in a sentence, and nothing of it is kept',
    async (_, body, sentence) => {
      const officer = await as('cmi4.officer')
      const answer = await officer('POST', '/api/requests', {
        procedure: 'cmi4.publication',
        content: wholeContent('cmi4', { body }),
      })
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_content' } })
      expect(answer.body.errors[0]).toMatchObject({ path: 'content.body' })
      expect(answer.body.errors[0].message.th).toMatch(sentence)
    },
  )

  test('that shows nothing is not filled in', async () => {
    const officer = await as('cmi4.officer')
    const { id } = await begin(officer, 'cmi4', { body: doc({ type: 'paragraph' }, p(t(' '))) })
    expect((await look(officer, id)).content).not.toHaveProperty('body')
    const [first] = wayOf('cmi4')
    const answer = await send(officer, id, { type: first?.type, ...first?.data })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'content.body' }] } })
  })

  test('that is plain reads as it always has, and its record keeps the fingerprint that it had', async () => {
    const shown = { title: 'ก', source: null, category: null, untilDay: null }
    const record = publicRecord(JSON.stringify({ title: 'ก', body: 'ข้อความ' }), shown, cmi3Publication.form)
    expect(hashOfRecord(record)).toBe(
      hashOfRecord({
        title: 'ก',
        body: 'ข้อความ',
        links: [],
        source: null,
        category: null,
        publishUntil: null,
      }),
    )
    expect(hashOfRecord(record)).toBe('d656d1512f8afb73f1597b64d177f68659c78b8f9bc5373a8ef19e15c6b49c0f')
  })
})

describe('a request on the version of before, with a plain body', () => {
  test('goes on as it was, and is carried to the one that asks for structure', async () => {
    const before: Procedure = structuredClone({ ...cmi3Publication, id: 'cmi3.before' })
    const body = before.form.find(({ name }) => name === 'body') as FormField
    Object.assign(body, { type: 'textarea', source: undefined, help: undefined })
    const plain = JSON.parse(JSON.stringify(before)) as Procedure
    await activate(office.deps.db, plain, office.clock.now())
    const officer = await as('cmi3.officer')
    const answer = await officer('POST', '/api/requests', {
      procedure: 'cmi3.before',
      content: wholeContent('cmi3', { body: 'หนึ่ง\n\nชั้น\tชาย\nป.๑\t7' }),
    })
    const { id } = answer.body
    // The next edition of the product: the same procedure, its body with structure.
    await activate(office.deps.db, { ...plain, form: cmi3Publication.form }, office.clock.now())
    const stands = await look(officer, id)
    expect(stands.procedureHash).not.toBe((await officer('GET', '/api/procedures/cmi3.before')).body.hash)
    expect(
      await officer(
        'PUT',
        `/api/requests/${id}/content`,
        { content: { ...stands.content, body: announced } },
        { 'If-Match': `"${stands.revision}"` },
      ),
    ).toMatchObject({
      // On its own version the field is plain: what had structure keeps its words.
      status: 200,
      body: { content: { body: expect.stringContaining('ร้านดอกไม้เหนือ\t12,500.00') } },
    })
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })
})

describe('a table that the procedure shows', () => {
  const table: FormField = {
    name: 'purchases',
    type: 'table',
    title: { th: 'รายการที่ซื้อ', en: 'What was bought' },
    required: true,
    columns: [
      { name: 'item', type: 'text', title: { th: 'รายการ', en: 'Item' }, required: true },
      { name: 'amount', type: 'number', title: { th: 'วงเงิน', en: 'Amount' }, required: false, sum: true },
    ],
    shown: true,
  }
  const hidden: FormField = {
    ...table,
    name: 'notes',
    title: { th: 'บันทึกภายใน', en: 'Notes' },
    required: false,
  }
  const { shown: _, ...internal } = hidden

  test('is filled in, submitted, fixed and published with its sum; one that it does not show stays inside', async () => {
    const procedure: Procedure = structuredClone({
      ...cmi3Publication,
      id: 'cmi3.table',
      form: [...cmi3Publication.form, table, internal],
    })
    await activate(office.deps.db, procedure, office.clock.now())
    const officer = await as('cmi3.officer')
    const rows = [{ item: 'กระดาษ', amount: '๑,๒๐๐.๕๐' }, { item: 'หมึก', amount: '800' }, {}]
    const notes = [{ item: 'ลับภายใน', amount: '999' }]
    const begun = await officer('POST', '/api/requests', {
      procedure: 'cmi3.table',
      content: wholeContent('cmi3', { purchases: [{ amount: '5' }], notes }),
    })
    expect(begun).toMatchObject({ status: 201 })
    const { id } = begun.body
    const way = wayOf('cmi3')
    const missing = await send(officer, id, { type: way[0]?.type, ...way[0]?.data })
    expect(missing.body.errors).toMatchObject([
      { path: 'content.purchases', message: { th: 'แถวที่ 1 คอลัมน์ “รายการ”: ต้องกรอก' } },
    ])
    const written = await write(officer, id, { ...begun.body.content, purchases: rows })
    expect(written.content.purchases).toEqual([
      { item: 'กระดาษ', amount: '1200.50' },
      { item: 'หมึก', amount: '800' },
    ])
    let request = written
    for (const { who, type, data } of way)
      request = await take(await as(`cmi3.${who}`), id, { type, ...data })
    const { body: page } = await office.anyone('GET', request.publication?.url ?? '')
    expect(page).toContain('<h2>รายการที่ซื้อ</h2><section class="table" tabindex="0" aria-label="รายการที่ซื้อ">')
    expect(page).toContain('<tfoot><tr><th scope="row">รวม</th><td class="number">2,000.50</td></tr></tfoot>')
    expect(page).toContain(`<code>${request.publication?.sha256}</code>`)
    expect(page).not.toContain('ลับภายใน')
    expect(page).not.toContain('บันทึกภายใน')
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('has one fingerprint on its page and in the feeds, also after a move to a version that calls it otherwise', async () => {
    const procedure: Procedure = structuredClone({
      ...cmi3Publication,
      id: 'cmi3.renamed',
      form: [...cmi3Publication.form, table],
    })
    await activate(office.deps.db, procedure, office.clock.now())
    const officer = await as('cmi3.officer')
    const begun = await officer('POST', '/api/requests', {
      procedure: 'cmi3.renamed',
      content: wholeContent('cmi3', { purchases: [{ item: 'กระดาษ', amount: '1200' }] }),
    })
    const { id } = begun.body
    for (const { who, type, data } of wayOf('cmi3'))
      await take(await as(`cmi3.${who}`), id, { type, ...data })
    const inFeed = async () => {
      const { body } = await office.anyone('GET', '/o/cmi3/items.json')
      const { items } = typeof body === 'string' ? JSON.parse(body) : body
      const { publication } = await look(officer, id)
      return items.find(({ url }: { url: string }) => url.endsWith(publication?.url ?? '-'))._prakat.record
    }
    const before = await inFeed()
    expect(before).toBe((await look(officer, id)).publication?.sha256)
    const renamed = { ...table, title: { th: 'รายการจัดซื้อ', en: 'Purchases' } }
    await activate(
      office.deps.db,
      { ...procedure, form: [...cmi3Publication.form, renamed] },
      office.clock.now(),
    )
    const moved = await (await as('cmi3.admin'))('POST', '/api/procedures/cmi3.renamed/versions/2/moves', {
      mapping: {},
      reason: 'คำสั่งที่ ๑๒/๒๕๖๙',
    })
    expect(moved).toMatchObject({ status: 202 })
    await office.deps.jobs.idle()
    const { publication } = await look(officer, id)
    expect(publication?.sha256).not.toBe(before)
    const { body: page } = await office.anyone('GET', publication?.url ?? '')
    expect(page).toContain(`<code>${publication?.sha256}</code>`)
    expect(await inFeed()).toBe(publication?.sha256)
  })
})
