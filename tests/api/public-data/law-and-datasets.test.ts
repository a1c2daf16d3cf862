import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import supertest from 'supertest'
import { csvOf } from '../../../api/http/csv.ts'
import { mandatoryFields } from '../../../api/public-data/datasets.ts'
import { publicEndpoints } from '../../../api/public-data/endpoints.ts'
import { besides, purchasesIn } from '../../../api/public-data/procurement.ts'
import { lawSections, usualSection } from '../../../machines/law/sections.ts'
import { purchasesOf } from '../../../machines/offices/demo/purchases.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { type Client, changeSeen, type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { refused } from '../../support/refused.ts'

let running: Office
let admin: Client
let summary: { request: string; publication: string }
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
  admin = await running.as('cmi4.admin')
  summary = await publish(running, {
    content: { title: 'สรุปผลเดือนตุลาคม', category: '1.6', body: purchasesOf('ตุลาคม 2569') },
  })
})
afterAll(() => running.close())

const get = (path: string) => supertest(running.url).get(path).set('Host', 'prakat.example').buffer(true)
async function described(of: string, query = '') {
  const { body } = await get(`/api/v1/offices/cmi4/${of}${query}`).expect(200)
  const one = publicEndpoints.find(({ path }) => path === `/api/v1/offices/{office}/${of}`)
  expect(one?.response.schema?.parse(body)).toEqual(body)
  return body
}
const page = async (path: string) => withoutWordMarks((await get(path).expect(200)).text)
const change = async (body: unknown) =>
  expect((await changeSeen(admin, '/api/offices/cmi4/site', body)).status).toBe(200)
type Section = { id: string; count: number; categories: { id: string }[]; newest: { title: string }[] }
const sectionsOf = async (): Promise<Map<string, Section>> =>
  new Map((await described('law')).sections.map((one: Section) => [one.id, one]))

describe('Where a kind of information stands in the Act', () => {
  test('is sound for every kind that an office of ours lists, and none is guessed', () => {
    const shown = offices.flatMap(({ id, categories }) =>
      categories.map(({ id: kind, title }) => `${id} ${kind} ${usualSection(title.th) ?? '-'}`),
    )
    expect(shown).toEqual([
      ...['cmi4 1.1 7.1', 'cmi4 1.2 -', 'cmi4 1.3 9.3', 'cmi4 1.4 9.4.2', 'cmi4 1.5 -', 'cmi4 1.6 9.8.1'],
      'cmi4 other -',
      ...['ksn2 1.1 7.1', 'ksn2 1.2 7.4', 'ksn2 1.3 -', 'ksn2 1.4 -'],
      ...['ptt1 1.1 7.1', 'ptt1 1.2 -', 'ptt1 1.3 9.3', 'ptt1 1.4 9.4.2', 'ptt1 1.5 9.4.3', 'ptt1 1.6 9.3'],
      ...['ptt1 1.7 9.8.1', 'ptt1 1.8 9.8.3', 'ptt1 1.9 -', 'ptt1 1.10 9.8.3', 'ptt1 1.11 9.8.3'],
      ...['ptt1 1.12 9.8.3', 'ptt1 1.13 9.8.3', 'ptt1 1.14 9.8.3', 'ptt1 other -'],
      ...['yst2 1.1 7.4', 'yst2 1.2 9.2', 'yst2 1.3 -', 'yst2 1.4 7.1', 'yst2 1.5 7.1', 'yst2 1.6 9.3'],
      ...['yst2 1.7 -', 'yst2 1.8 -', 'yst2 1.9 9.8.1', 'yst2 1.10 9.4.2', 'yst2 1.11 9.4.3', 'yst2 1.12 -'],
      ...['yst2 1.13 -', 'yst2 1.14 -', 'yst2 1.15 -', 'yst2 1.16 -', 'yst2 1.17 -', 'yst2 1.18 -'],
      'yst2 1.19 -',
    ])
  })
})

describe('The indexes of sections 7 and 9', () => {
  test('name every subsection, with the kinds filed under it, their counts and their newest items', async () => {
    const sections = await sectionsOf()
    expect([...sections.keys()]).toEqual(lawSections.map(({ id }) => id))
    const procurement = sections.get('9.8.1')
    expect(procurement?.categories).toMatchObject([
      { id: '1.6', items: 'http://prakat.example/api/v1/offices/cmi4/items?category=1.6' },
    ])
    expect(procurement?.newest[0]?.title).toBe('สรุปผลเดือนตุลาคม')
    expect(sections.get('9.6')).toMatchObject({ count: 0, categories: [], newest: [] })
    const shown = await page('/o/cmi4/law')
    for (const part of ['มาตรา ๙ (๖)', 'สรุปผลเดือนตุลาคม', 'ยังไม่มีประเภทข้อมูลที่จัดไว้ในข้อนี้'])
      expect(shown).toContain(part)
    expect(await page('/o/cmi4/law?lang=en')).toContain('Section ๙ (๖)')
    const csv = (await get('/o/cmi4/law.csv').expect(200)).text.split('\r\n')
    expect(csv[0]).toBe('\uFEFFsection,title,category_number,category,items,url')
    expect(csv).toHaveLength(lawSections.length + 2)
  })

  test('follow what the administrator files otherwise, and say so in the log', async () => {
    await change({ filing: { '1.6': '9.8.2', '1.1': '', '1.2': '7.2' } })
    const sections = await sectionsOf()
    const kinds = (id: string) => sections.get(id)?.categories.map((one) => one.id)
    expect([kinds('9.8.1'), kinds('9.8.2'), kinds('7.1'), kinds('7.2')]).toEqual([[], ['1.6'], [], ['1.2']])
    const { events } = (await admin('GET', '/api/offices/cmi4/log')).body
    expect(events[0].sentence.th).toContain('การจัดประเภทข้อมูลตามมาตรา ๗ และ ๙')
    for (const filing of [{ '1.6': '9.9' }, { '../x': '7.1' }, { '1.6': '__proto__' }])
      await refused(running.deps, 400, 'invalid_request', () =>
        admin('PATCH', '/api/offices/cmi4/site', { filing }),
      )
    await change({ filing: { '1.6': null, '1.1': null, '1.2': null } })
  })

  test('of an office without kinds of information are empty, and no error', async () => {
    await publish(running, { office: 'cmi3', until: '2026-12-31' })
    const { body } = await get('/api/v1/offices/cmi3/law').expect(200)
    expect(body.sections.every(({ count }: Section) => count === 0)).toBe(true)
    await get('/o/cmi3/procurement').expect(200)
  })
})

describe('The datasets of an office', () => {
  test('are one of all that it publishes where its document lists no kinds of information', async () => {
    const { body } = await get('/api/v1/offices/cmi3/datasets').expect(200)
    const { total } = (await get('/api/v1/offices/cmi3/items').expect(200)).body
    expect(body.datasets).toMatchObject([
      {
        name: 'cmi3-all',
        items: total,
        title: 'ข้อมูลข่าวสารที่เผยแพร่ สพป.เชียงใหม่ เขต ๓',
        objective: ['พันธกิจหน่วยงาน'],
        url: 'http://prakat.example/o/cmi3',
      },
    ])
    for (const { url } of body.datasets[0].resources)
      await get(url.replace('http://prakat.example', '')).expect(200)
    for (const field of mandatoryFields) expect(body.datasets[0]).toHaveProperty(field)
    expect(await page('/o/cmi3/datasets')).toContain('ข้อมูลข่าวสารที่เผยแพร่ สพป.')
    const director = await running.as('cmi3.admin')
    await changeSeen(director, '/api/offices/cmi3/site', { catalogue: { frequency: { all: 'วัน' } } })
    const { datasets } = (await get('/api/v1/offices/cmi3/datasets').expect(200)).body
    expect(datasets[0].update_frequency_unit).toBe('วัน')
  })

  test('have the fourteen mandatory fields of the catalogue, as page, JSON and DCAT', async () => {
    await change({
      contact: { address: '', telephone: '', email: 'data@cmi4.example' },
      catalogue: {
        licence: 'Creative Commons Attributions',
        coverage: 'อำเภอ',
        frequency: { '1.6': 'เดือน' },
      },
    })
    expect(mandatoryFields).toHaveLength(14)
    const { datasets } = await described('datasets')
    const one = datasets.find(({ name }: { name: string }) => name === 'cmi4-1.6')
    for (const field of mandatoryFields) expect([field, one[field]?.length]).not.toEqual([field, 0])
    expect(one).toMatchObject({
      maintainer_email: 'data@cmi4.example',
      update_frequency_unit: 'เดือน',
      geo_coverage: 'อำเภอ',
      license_id: 'Creative Commons Attributions',
      objective: ['กฎหมายที่เกี่ยวข้อง'],
    })
    const shown = await page('/o/cmi4/datasets')
    for (const label of ['หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ', 'data@cmi4.example', 'เดือน'])
      expect(shown).toContain(label)
    const dcat = await get('/o/cmi4/datasets.jsonld').expect(200)
    expect(dcat.headers['content-type']).toBe('application/ld+json; charset=utf-8')
    const catalogue = JSON.parse(dcat.text ?? dcat.body.toString())
    expect(catalogue['@type']).toBe('dcat:Catalog')
    expect(catalogue['dcat:dataset']).toHaveLength(datasets.length)
    const [first] = catalogue['dcat:dataset'].filter(
      (each: { 'dct:identifier': string }) => each['dct:identifier'] === 'cmi4-1.6',
    )
    expect(first['dct:accrualPeriodicity']['@id']).toMatch(/MONTHLY$/)
    expect(first['dcat:distribution'][0]['dct:license']['@id']).toMatch(/^https:\/\/creativecommons/)
    // Every prefix that is used is one that the context names.
    const used = [
      ...JSON.stringify(catalogue).matchAll(/"(?:@type":")?(dcat|dct|foaf|vcard|xsd|[a-z]+):[A-Za-z]+"/g),
    ]
    for (const [, prefix] of used) expect(Object.keys(catalogue['@context'])).toContain(prefix)
    for (const { url } of one.resources) await get(url.replace('http://prakat.example', '')).expect(200)
  })

  test('name no contact and no licence that the office has not given', async () => {
    await change({
      contact: { address: '', telephone: '', email: '' },
      catalogue: { licence: 'License not specified', coverage: 'จังหวัด', frequency: {} },
    })
    const { datasets } = await described('datasets')
    expect(datasets[0]).toMatchObject({ maintainer_email: '', license_id: 'License not specified' })
    expect(await page('/o/cmi4/datasets')).toContain('ยังไม่ได้ระบุ')
    expect((await get('/o/cmi4/datasets.jsonld')).body.toString()).not.toContain('dct:license')
  })

  test('come as a table whose cells no spreadsheet runs', async () => {
    await publish(running, { content: { title: '=HYPERLINK("http://x")', category: '1.6' } })
    const { text, headers } = await get('/o/cmi4/items.csv?category=1.6').expect(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",๑.๖,`)
    expect(csvOf(['a'], [['-1'], ['@x'], ['\t=1'], [-1], [null], ['a\r\nb']])).toBe(
      `\uFEFFa\r\n'-1\r\n'@x\r\n'\t=1\r\n-1\r\n\r\n"a\r\nb"\r\n`,
    )
  })
})

describe('The monthly view of procurement (สขร.๑)', () => {
  test('shows what was published in the month, and what was bought by the heads of its tables', async () => {
    const { month, items, purchases } = await described('procurement', '?month=2026-11')
    expect(month).toBe('2026-11')
    expect(items.map(({ title }: { title: string }) => title)).toContain('สรุปผลเดือนตุลาคม')
    const own = purchases.filter(({ item }: { item: string }) => item === summary.publication)
    // Three were bought; the line of sums is none.
    expect(own).toHaveLength(3)
    expect(own[1]).toMatchObject({
      work: 'จ้างซ่อมเครื่องปรับอากาศ ๓ เครื่อง',
      budget: '12,500.00',
      method: 'เฉพาะเจาะจง',
      contract: '',
    })
    const shown = await page('/o/cmi4/procurement?month=2026-11')
    for (const part of ['พฤศจิกายน 2569', 'หมึกพิมพ์ ๘ ตลับ', '/o/cmi4/procurement?month=2026-10'])
      expect(shown).toContain(part)
    expect((await get('/o/cmi4/procurement.csv?month=2026-11').expect(200)).text).toContain(
      'กระดาษถ่ายเอกสาร A4',
    )
  })

  test('without a month is that of the last that has any, by the days of Bangkok', async () => {
    running.clock.set('2026-12-31T17:00:00Z')
    await publish(running, { content: { title: 'ปีใหม่', category: '1.6' } })
    expect((await described('procurement')).month).toBe('2027-01')
    expect((await described('procurement', '?month=2026-12')).items).toEqual([])
    expect([besides('2026-12', 1), besides('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })

  test('forgets what was taken down', async () => {
    await take(running, summary.request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ผิดพลาด' },
    })
    expect(JSON.stringify(await described('procurement', '?month=2026-11'))).not.toContain(
      summary.publication,
    )
    expect((await get('/o/cmi4/procurement.csv?month=2026-11')).text).not.toContain(summary.publication)
  })

  test.each(['2026-13', '2569-11-1', '0000-01', '2026-1', 'x'])('knows no month %s', async (month) => {
    await get(`/o/cmi4/procurement?month=${month}`).expect(404)
    await get(`/api/v1/offices/cmi4/procurement?month=${month}`).expect(400)
  })

  test('reads a table of tabs too, takes none without the heads for one, and long ones in linear time', () => {
    const item = (body: unknown) => ({ id: 'i', json: JSON.stringify({ body }) })
    const heads = 'ลำดับ\tงานที่จัดซื้อหรือจัดจ้าง\tวงเงิน\tราคากลาง'
    expect(purchasesIn(item(`${heads}\n๑\tกระดาษ\t100\t90`))).toMatchObject([
      { work: 'กระดาษ', budget: '100', reference_price: '90' },
    ])
    expect(purchasesIn(item('ชื่อ\tนามสกุล\tอายุ\nก\tข\t10'))).toEqual([])
    for (const none of [undefined, null, 5, [], { type: 'doc' }, ''])
      expect(purchasesIn(item(none))).toEqual([])
    const long = item(`${heads}\n${'๑\tกระดาษ\t100\t90\n'.repeat(20_000)}`)
    const before = process.cpuUsage()
    expect(purchasesIn(long)).toHaveLength(20_000)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500)
  })
})
