import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createBudget } from '../../../api/files/text/file-reading.ts'
import { officeText } from '../../../api/files/text/office-text.ts'
import { type Report, reportSchema } from '../../../api/http/report-contract.ts'
import { reportOf } from '../../../api/reports/report-task.ts'
import { changeContent } from '../../../api/requests/change-content.ts'
import { discardDraft } from '../../../api/requests/discard-draft.ts'
import { actsOf, bangkok } from '../../support/acts.ts'
import { wayData } from '../../support/requests.ts'
import { openStaff, type Staff } from '../../support/staff.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let staff: Staff
beforeEach(async () => {
  staff = await openStaff()
})
afterEach(() => staff.close())

const { by, begin, take } = actsOf(() => staff)

const certified = { checked: ['accurate', 'complete'] }
const words = { reasons: { grounds: [], text: 'ขาดเอกสารแนบ' } }

/**
 * cmi3, by hand: A is returned after 2 h and proposed again, and waits for its certification at the end of November; B
 * is published 6 h after it was begun and taken down in December; C is withdrawn; D was begun in August and returned in
 * November.
 */
async function november() {
  const a0 = bangkok('2026-11-02')
  const a = await begin('cmi3.officer', a0)
  await take(a, a0 + hour, 'cmi3.officer', 'PROPOSE')
  await take(a, a0 + 3 * hour, 'cmi3.groupDirector', 'RETURN', words)
  await take(a, a0 + 7 * hour, 'cmi3.officer', 'PROPOSE')
  const b0 = bangkok('2026-11-03')
  const b = await begin('cmi3.officer', b0)
  await take(b, b0 + 2 * hour, 'cmi3.officer', 'PROPOSE')
  await take(b, b0 + 3 * hour, 'cmi3.groupDirector', 'CERTIFY', certified)
  await take(b, b0 + 4 * hour, 'cmi3.officer', 'HAND_OVER', { publishUntil: '2027-01-31' })
  const checked = ['accurate', 'complete', 'current']
  await take(b, b0 + 6 * hour, 'cmi3.webmaster', 'PUBLISH', { checked })
  await take(b, bangkok('2026-12-02'), 'cmi3.webmaster', 'TAKE_DOWN', words)
  const c = await begin('cmi3.officer', bangkok('2026-11-04'))
  await take(c, bangkok('2026-11-04', '08:30'), 'cmi3.officer', 'WITHDRAW')
  const d0 = bangkok('2026-08-03')
  const d = await begin('cmi3.officer', d0)
  await take(d, d0 + hour, 'cmi3.officer', 'PROPOSE')
  await take(d, bangkok('2026-11-05'), 'cmi3.groupDirector', 'RETURN', words)
}

async function report(query: string, username = 'cmi3.officer'): Promise<Report> {
  const agent = await staff.signIn(username)
  const answer = await agent.get(`/api/report?${query}`).expect(200)
  return reportSchema.parse(answer.body)
}

/** The same without a thread of its own, which takes seconds to start. */
const november2026 = (more: object = {}) =>
  reportOf(staff.deps.reads, {
    office: 'cmi3',
    from: '2026-11-01',
    until: '2026-11-30',
    today: '2026-12-03',
    ...more,
  })

test('the report of a month is the one worked out by hand', async () => {
  await november()
  const found = await report('from=2026-11-01&until=2026-11-30')
  expect(found.total).toEqual({
    ...{ begun: 3, published: 1, corrected: 0, withdrawn: 0, ended: 1, returned: 2, late: 0 },
    // A waits for its certification, D for its owner.
    underWay: 2,
    medianMs: 6 * hour,
  })
  expect(found.groups).toEqual([{ id: 'policy', title: expect.anything(), ...found.total }])
  expect(found.months.map(({ id }) => id)).toEqual(['2026-11'])
  const steps = Object.fromEntries(found.steps.map(({ id, passed, returned }) => [id, [passed, returned]]))
  expect(steps).toEqual({
    drafting: [4, 0],
    certification: [3, 2],
    handover: [1, 0],
    screening: [1, 0],
    withdrawn: [1, 0],
  })
  const posts = found.posts.map(({ title, acted, returned }) => [title.th, acted, returned])
  expect(posts).toEqual([
    ['เจ้าของเรื่อง', 5, 0],
    ['ผู้อำนวยการกลุ่ม', 3, 2],
    [expect.stringContaining('เว็บไซต์'), 1, 0],
  ])
  expect(found.reasons).toEqual([{ title: { th: 'อื่น ๆ', en: 'Other' }, count: 2 }])
})

test('the next quarter begins where this one ends', async () => {
  await november()
  staff.time.now = bangkok('2026-12-03')
  const first = await report('year=2570&quarter=1')
  expect([first.from, first.until]).toEqual(['2026-10-01', '2026-12-31'])
  expect(first.total).toMatchObject({ begun: 3, published: 1, withdrawn: 1, returned: 2 })
  expect(first.months.map(({ id, begun, withdrawn }) => [id, begun, withdrawn])).toEqual([
    ['2026-10', 0, 0],
    ['2026-11', 3, 0],
    ['2026-12', 0, 1],
  ])
  const before = await report('year=2569&quarter=4')
  expect(before.total).toMatchObject({ begun: 1, published: 0, returned: 0, underWay: 1 })
  staff.time.now = bangkok('2026-11-20')
  // A month that has not begun is no month without work.
  expect((await report('year=2570&quarter=1')).months.map(({ id }) => id)).toEqual(['2026-10', '2026-11'])
  const whole = await report('year=2569')
  expect([whole.from, whole.until]).toEqual(['2025-10-01', '2026-09-30'])
  // The clock of the tests stands in November 2026: without a word it is that fiscal year.
  expect((await report('')).from).toBe('2026-10-01')
})

test('an error that is corrected six days later than "at once" is late, and no second publication', async () => {
  const a0 = bangkok('2026-11-02')
  const id = await begin('cmi4.officer', a0, { category: '1.2' })
  await take(id, a0 + hour, 'cmi4.officer', 'PROPOSE', wayData('cmi4', 'PROPOSE'))
  await take(id, a0 + 2 * hour, 'cmi4.officeDirector', 'CONSENT', wayData('cmi4', 'CONSENT'))
  const { checked } = wayData('cmi4', 'PUBLISH')
  await take(id, a0 + 3 * hour, 'cmi4.webmaster', 'PUBLISH', { checked })
  await take(id, a0 + 4 * hour, 'cmi4.webmaster', 'REPORT_ERROR', { error: 'วันที่ผิด' })
  const webmaster = await by('cmi4.webmaster')
  const content = { title: 'เรื่อง', body: 'แก้ไขแล้ว', category: '1.2' }
  const row = await staff.db
    .selectFrom('request')
    .select('revision')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await staff.deps.commits((trx, announce) =>
    changeContent(
      { trx, announce, at: a0 + 6 * day },
      { request: id, by: webmaster, ifMatch: row.revision, content },
    ),
  )
  await take(id, a0 + 6 * day + hour, 'cmi4.webmaster', 'CORRECT')
  const found = await november2026({ office: 'cmi4' })
  expect(found.total).toMatchObject({ published: 1, corrected: 1, late: 1, withdrawn: 0, underWay: 0 })
  expect(found.categories).toMatchObject([{ id: '1.2', published: 1, corrected: 1, late: 1 }])
  expect(found.steps.find(({ late }) => late > 0)?.id).toBe('published.correcting')
  expect(found.posts.find(({ late }) => late > 0)?.title.th).toContain('เว็บไซต์')
})

test('is of one group, one kind or one procedure where that is asked', async () => {
  await november()
  expect((await november2026({ group: 'policy' })).total.begun).toBe(3)
  expect((await november2026({ group: 'finance' })).total.begun).toBe(0)
  expect((await november2026({ category: 'nothing' })).total.begun).toBe(0)
  expect((await november2026({ procedure: 'cmi3.publication' })).total.begun).toBe(3)
})

test('a kind of information is named with the number that the document gives it', async () => {
  const category = { id: '1.2', number: 'ก.2', title: { th: 'แผนงาน', en: 'Plans' } }
  await staff.db
    .updateTable('office')
    .set({ categories: JSON.stringify([category]) })
    .where('id', '=', 'cmi4')
    .execute()
  await begin('cmi4.officer', bangkok('2026-11-02'), { category: '1.2' })
  const { categories } = await november2026({ office: 'cmi4' })
  expect(categories).toMatchObject([{ id: '1.2', title: { th: 'ก.2 แผนงาน', en: 'ก.2 Plans' }, begun: 1 }])
})

test('a draft that was deleted is no work of the office', async () => {
  const id = await begin('cmi3.officer', bangkok('2026-11-10'))
  expect((await november2026()).total).toMatchObject({ begun: 1, underWay: 1 })
  const owner = await by('cmi3.officer')
  await staff.deps.commits((trx, announce) =>
    discardDraft({ trx, announce, at: bangkok('2026-11-11') }, { request: id, by: owner, ifMatch: 1 }),
  )
  expect((await november2026()).total).toMatchObject({ begun: 0, ended: 0, underWay: 0 })
})

test('is of the own office alone, also where another one is named by its procedure', async () => {
  await november()
  const found = await report(
    'from=2026-11-01&until=2026-11-30&procedure=cmi3.publication',
    'cmi4.officeDirector',
  )
  expect(found.total).toMatchObject({ begun: 0, returned: 0, underWay: 0 })
  expect([found.groups, found.steps, found.posts, found.reasons]).toEqual([[], [], [], []])
})

test('what is no period or no field is said', async () => {
  const agent = await staff.signIn('cmi3.officer')
  for (const query of [
    'from=2026-11-30&until=2026-11-01',
    'from=2026-11-30',
    'from=2026-11-01&until=2026-11-30&year=2569',
    'from=2026-02-30&until=2026-11-30',
    'year=2026',
    'year=2569&quarter=5',
    'year=2569&quarter=0',
    'quarter=x',
    'unknown=1',
    'group=',
  ]) {
    const { body } = await agent.get(`/api/report?${query}`).expect(400)
    expect([query, body.code]).toEqual([query, 'invalid_request'])
    expect(body.errors.length).toBeGreaterThan(0)
  }
})

test('nobody reads it without signing in', async () => {
  const { default: request } = await import('supertest')
  for (const path of ['/api/report', '/api/report/file']) await request(staff.app).get(path).expect(401)
})

describe('as a file', () => {
  async function file(query: string) {
    const agent = await staff.signIn('cmi3.officer')
    return agent
      .get(`/api/report/file?from=2026-11-01&until=2026-11-30&${query}`)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = []
        res.on('data', (part: Buffer) => parts.push(part))
        res.on('end', () => done(null, Buffer.concat(parts)))
      })
      .expect(200)
  }

  test('CSV has the mark by which Excel knows Thai, and one of the tables', async () => {
    await november()
    const { headers, body } = await file('format=csv&table=groups')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toContain('report-cmi3-2026-11-01-2026-11-30.groups.csv')
    const [head, first, total] = (body as Buffer).toString('utf8').split('\r\n')
    expect(head).toMatch(/^\uFEFFกลุ่ม\/หน่วย,เริ่มเรื่อง/)
    expect(first?.split(',').slice(1)).toEqual(['3', '1', '0', '0', '1', '2', '0', '2', '0.25'])
    expect(total).toMatch(/^รวม,3,1,/)
  })

  const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  test('the workbook has a sheet for each table, with the office and the period above it', async () => {
    await november()
    const { headers, body } = await file('format=xlsx')
    expect(headers['content-type']).toContain('spreadsheetml')
    const directory = mkdtempSync(join(tmpdir(), 'prakat-report-'))
    try {
      const path = join(directory, 'report.xlsx')
      writeFileSync(path, body as Buffer)
      const { pieces, unread } = await officeText(
        path,
        workbook,
        createBudget(() => 0),
      )
      expect(unread).toEqual([])
      const text = pieces.map((piece) => piece.text).join('\n')
      for (const title of [
        ...['จำแนกตามกลุ่ม', 'จำแนกตามประเภทข้อมูล', 'จำแนกตามเดือน', 'จำแนกตามขั้น'],
        ...['จำแนกตามตำแหน่งผู้ดำเนินการ', 'เหตุผลที่ส่งกลับ'],
      ])
        expect(text).toContain(title)
      expect(text).toContain('(1 พฤศจิกายน 2569 ถึง 30 พฤศจิกายน 2569)')
      expect(text).toContain('ผู้อำนวยการกลุ่ม')
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})
