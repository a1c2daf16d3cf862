import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createBudget } from '../../../api/files/text/file-reading.ts'
import { officeText } from '../../../api/files/text/office-text.ts'
import type { OitBoard, ServedItems } from '../../../api/http/oit-contract.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { refused } from '../../support/refused.ts'
import { clientsOf } from '../../support/requests.ts'

const boardAt = '/api/offices/cmi4/oit'
const list = { assessor: 'nacc', fiscalYear: 2570 }

let office: Office
let as: (username: string) => Promise<Client>
let admin: Client
let officer: Client
beforeEach(async () => {
  office = await startOffice()
  as = clientsOf(office)
  admin = await as('cmi4.admin')
  officer = await as('cmi4.officer')
})
afterEach(() => office.close())

const board = async (query = '', by = officer): Promise<OitBoard> => {
  const answer = await by('GET', `${boardAt}${query}`)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}
const itemOf = ({ items }: OitBoard, code: string) => items.find((item) => item.code === code)
const tick = async (
  request: string,
  change: { add?: string[]; remove?: string[] },
  { by = officer, of = list } = {},
): Promise<ServedItems> => {
  const answer = await by('PATCH', `/api/requests/${request}/oit`, { ...of, ...change })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}
const served = async (request: string, query = ''): Promise<ServedItems> =>
  (await officer('GET', `/api/requests/${request}/oit${query}`)).body
const put = (by: Client, code: string, title: string | null, of = list) =>
  by('PUT', `${boardAt}/items/${code}`, { ...of, title })
const log = async () =>
  (await admin('GET', '/api/offices/cmi4/log')).body.events.map(
    ({ sentence }: { sentence: { th: string } }) => sentence.th,
  ) as string[]
const takeDown = (request: string) =>
  take(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' },
  })

describe('the board', () => {
  test('is that of the present fiscal year, says that its list stands in, and has everything missing at first', async () => {
    const { fiscalYear, assessor, listOf, isComplete, years, figures, mayChangeList } = await board()
    expect([fiscalYear, assessor, listOf, isComplete, mayChangeList]).toEqual([
      2570,
      'nacc',
      2569,
      false,
      false,
    ])
    expect(years).toEqual([2570, 2569, 2568, 2567, 2566, 2565])
    expect(figures).toEqual({ items: figures.items, covered: 0, stale: 0, missing: figures.items })
    expect((await board('?year=2566')).isComplete).toBe(true)
  })

  test('shows by what an item is covered; one publication serves several items, and one item has several', async () => {
    const [one, other] = [await publish(office), await publish(office)]
    expect(
      (await tick(one.request, { add: ['O1', 'O11'] })).items.filter((item) => item.serves),
    ).toHaveLength(2)
    await tick(other.request, { add: ['O1'] })
    const { figures, ...shown } = await board()
    expect([figures.covered, figures.stale]).toEqual([2, 0])
    const item = itemOf({ figures, ...shown }, 'O1')
    expect(item?.coverage).toBe('covered')
    expect(item?.publications.map(({ id }) => id).sort()).toEqual([one.publication, other.publication].sort())
    expect(item?.publications[0]).toMatchObject({
      url: `/o/cmi4/items/${item?.publications[0]?.id}`,
      publishedAt: '2026-11-20T03:00:00.000Z',
      correctedAt: null,
      endedAt: null,
      standing: 'current',
    })
    // What serves an item of a year serves none of another year's by that.
    expect((await board('?year=2569')).figures.covered).toBe(0)
  })

  test('says that what serves an item has ended, and keeps its address', async () => {
    const { request, publication } = await publish(office)
    await tick(request, { add: ['O1'] })
    office.clock.advance(60_000)
    await takeDown(request)
    const item = itemOf(await board(), 'O1')
    expect(item?.coverage).toBe('stale')
    expect(item?.publications).toEqual([
      expect.objectContaining({
        id: publication,
        standing: 'ended',
        endedAt: '2026-11-20T03:01:00.000Z',
      }),
    ])
  })

  test('says that what serves an item ran out in the second in which it did, whether a timer was taken or not', async () => {
    const { request } = await publish(office, { until: '2026-12-31' })
    await tick(request, { add: ['O1'] })
    office.clock.set('2026-12-31T16:59:59Z')
    expect(itemOf(await board('', await office.as('cmi4.officer2')), 'O1')?.coverage).toBe('covered')
    office.clock.set('2026-12-31T17:00:00Z')
    const item = itemOf(await board('', await office.as('cmi4.officer2')), 'O1')
    expect([item?.coverage, item?.publications[0]?.endedAt]).toEqual(['stale', '2026-12-31T17:00:00.000Z'])
  })

  test('says in the next fiscal year that what serves an item is from before it', async () => {
    const { request } = await publish(office, { until: '2028-12-31' })
    await tick(request, { add: ['O1'], remove: [] }, { by: officer, of: { ...list, fiscalYear: 2571 } })
    const item = itemOf(await board('?year=2571'), 'O1')
    expect([item?.coverage, item?.publications[0]?.standing]).toEqual(['stale', 'earlier'])
    expect(itemOf(await board('?year=2570'), 'O1')?.coverage).toBe('missing')
  })

  test('is for those who hold a post in the office', async () => {
    const stranger = await as('cmi3.officer')
    await refused(office.deps, 403, 'not_permitted', () => stranger('GET', boardAt))
    await refused(office.deps, 403, 'not_permitted', () => stranger('GET', `${boardAt}/file`))
    await refused(office.deps, 401, 'not_signed_in', () => office.anyone('GET', boardAt))
    await refused(office.deps, 400, 'invalid_request', () => officer('GET', `${boardAt}?year=2564`))
    await refused(office.deps, 400, 'invalid_request', () => officer('GET', `${boardAt}?assessor=moph`))
  })
})

describe('the list', () => {
  test('is put right by an administrator, for one fiscal year and assessor, with each change in the log', async () => {
    expect((await put(admin, 'O6', 'แผนและความก้าวหน้า')).status).toBe(200)
    expect((await put(admin, 'O1', 'โครงสร้างหน่วยงาน')).status).toBe(200)
    expect((await put(admin, 'O26', null)).status).toBe(200)
    // The same once more changes nothing.
    expect((await put(admin, 'O1', 'โครงสร้างหน่วยงาน')).status).toBe(200)
    const changed = await board('', admin)
    expect(itemOf(changed, 'O6')).toMatchObject({ title: 'แผนและความก้าวหน้า', origin: 'added' })
    expect(itemOf(changed, 'O1')).toMatchObject({ title: 'โครงสร้างหน่วยงาน', origin: 'renamed' })
    expect(itemOf(changed, 'O26')).toBeUndefined()
    expect(changed.removed.map(({ code }) => code)).toEqual(['O26'])
    expect(changed.mayChangeList).toBe(true)
    expect(itemOf(await board('?year=2569'), 'O1')?.origin).toBe('listed')
    expect(itemOf(await board('?assessor=obec'), 'O6')).toBeUndefined()
    const said = (await log()).slice(0, 3)
    expect(said[0]).toMatch(/^นำรายการ O26 ของ ป\.ป\.ช\. ปีงบประมาณ พ\.ศ\. 2570 “.+” ออก$/)
    expect(said[1]).toMatch(/^เปลี่ยนชื่อรายการ O1 .* เป็น “โครงสร้างหน่วยงาน”$/)
    expect(said[2]).toMatch(/^เพิ่มรายการ O6 .*“แผนและความก้าวหน้า”$/)
    expect((await put(admin, 'O26', changed.removed[0]?.title ?? '')).status).toBe(200)
    expect(itemOf(await board(), 'O26')?.origin).toBe('listed')
  })

  test('is nobody else’s, and takes no code that is none and no title that shows nothing', async () => {
    for (const by of [officer, await as('cmi4.webmaster'), await as('cmi3.admin')])
      await refused(office.deps, 403, 'not_permitted', () => put(by, 'O6', 'แผน'))
    const sentence = async (code: string, title: string | null) => {
      const { errors } = await refused(office.deps, 400, 'invalid_request', () => put(admin, code, title))
      return [errors?.[0]?.path, errors?.[0]?.message.th]
    }
    expect(await sentence('ข้อ1', 'แผน')).toEqual(['code', expect.stringContaining('เช่น O12')])
    expect(await sentence('O99', null)).toEqual(['code', expect.stringContaining('ไม่มีข้อนี้')])
    expect(await sentence('O6', ' \u200b')).toEqual(['title', expect.stringContaining('ต้องกรอก')])
  })

  test('that the office took an item out of keeps what was ticked, for when it is brought back', async () => {
    const { request } = await publish(office)
    await tick(request, { add: ['O1'] })
    const title = itemOf(await board(), 'O1')?.title ?? ''
    await put(admin, 'O1', null)
    expect((await served(request)).items.map(({ code }) => code)).not.toContain('O1')
    await put(admin, 'O1', title)
    expect(itemOf(await board(), 'O1')?.coverage).toBe('covered')
  })

  test('that the office took an item out of hinders nobody who has it ticked from changing the others', async () => {
    const { request } = await publish(office)
    await tick(request, { add: ['O1'] })
    const title = itemOf(await board(), 'O1')?.title ?? ''
    await put(admin, 'O1', null)
    const { items } = await tick(request, { add: ['O4'], remove: ['O1'] })
    expect(items.filter((item) => item.serves).map(({ code }) => code)).toEqual(['O4'])
    await put(admin, 'O1', title)
    expect(itemOf(await board(), 'O1')?.coverage).toBe('missing')
  })
})

describe('what a publication serves', () => {
  test('is said by its group, by whoever may take it down and by administrators, and stands in the log', async () => {
    const { request } = await publish(office)
    await tick(request, { add: ['O1'] })
    await tick(request, { add: ['O4'] }, { by: await as('cmi4.webmaster'), of: list })
    await tick(request, { add: ['O5'], remove: ['O1'] }, { by: admin, of: list })
    expect((await served(request)).items.filter((item) => item.serves).map(({ code }) => code)).toEqual([
      'O4',
      'O5',
    ])
    expect((await log())[0]).toBe(
      `ระบุรายการ OIT ของ ป.ป.ช. ปีงบประมาณ พ.ศ. 2570 ของเรื่องที่เผยแพร่ (${request}) เพิ่ม O5 นำออก O1`,
    )
    const before = (await log()).length
    await tick(request, { add: ['O5'], remove: ['O1'] })
    expect((await log()).length).toBe(before)
  })

  test('is said of no draft, for no item that is not listed, and by nobody of another office', async () => {
    const { request } = await publish(office)
    const path = `/api/requests/${request}/oit`
    const stranger = await as('cmi3.officer')
    await refused(office.deps, 403, 'not_permitted', () => stranger('GET', path))
    await refused(office.deps, 403, 'not_permitted', () => stranger('PATCH', path, { ...list, add: ['O1'] }))
    const { errors } = await refused(office.deps, 400, 'invalid_request', () =>
      officer('PATCH', path, { ...list, add: ['O1', 'O77'] }),
    )
    expect(errors?.[0]).toMatchObject({ path: 'add', message: { th: expect.stringContaining('ไม่มีข้อ O77') } })
    const begun = await officer('POST', '/api/requests', {
      procedure: 'cmi4.publication',
      content: { title: 'ร่าง', body: 'รายละเอียด' },
    })
    const draft = `/api/requests/${begun.body.id}/oit`
    expect((await officer('GET', draft)).body).toMatchObject({ maySay: false, uncovers: [] })
    const problem = await refused(office.deps, 400, 'invalid_request', () =>
      officer('PATCH', draft, { ...list, add: ['O1'] }),
    )
    expect(problem.errors?.[0]?.message.th).toContain('ยังไม่เคยเผยแพร่')
  })

  test('is not said by an official of another group, who is told so on the screen already', async () => {
    const { request } = await publish(office)
    const { groupId } = await office.deps.db
      .selectFrom('publication')
      .select('groupId')
      .where('request', '=', request)
      .executeTakeFirstOrThrow()
    const other = await as('cmi4.publicRelations')
    const posts = (await other('GET', '/api/session')).body.person.appointments
    expect(posts.some(({ group }: { group: string | null }) => group === groupId)).toBe(false)
    const may = (await other('GET', `/api/requests/${request}/oit`)).body.maySay
    expect(may).toBe(false)
    const problem = await refused(office.deps, 403, 'not_permitted', () =>
      other('PATCH', `/api/requests/${request}/oit`, { ...list, add: ['O1'] }),
    )
    expect(problem.message.th).toContain('กลุ่มเจ้าของเรื่อง')
  })
})

test('who takes a publication down is told which items nothing else covers then, this year', async () => {
  const [only, one] = [await publish(office), await publish(office)]
  await tick(only.request, { add: ['O1', 'O4'] })
  await tick(only.request, { add: ['O5'] }, { by: officer, of: { ...list, fiscalYear: 2569 } })
  await tick(one.request, { add: ['O4'] })
  expect((await served(only.request)).uncovers).toEqual([expect.objectContaining({ ...list, code: 'O1' })])
  office.clock.advance(60_000)
  await takeDown(one.request)
  expect((await served(only.request)).uncovers.map(({ code }) => code)).toEqual(['O1', 'O4'])
  // It covers nothing any more, so that nothing is uncovered without it.
  expect((await served(one.request)).uncovers).toEqual([])
})

test('explanations are kept by item, without their words in the log, and changed by whoever holds a post', async () => {
  const put = (by: Client, code: string, text: string, before = '') =>
    by('PUT', `${boardAt}/items/${code}/explanation`, { ...list, before, text })
  const text = 'เผยแพร่ที่หน้าโครงสร้างของสำนักงาน'
  expect((await put(officer, 'O1', text)).status).toBe(200)
  expect(itemOf(await board(), 'O1')?.explanation).toBe(text)
  const [said = ''] = await log()
  expect(said).toContain('แก้คำอธิบายของรายการ O1')
  expect(said).not.toContain(text)
  const stranger = await as('cmi3.officer')
  await refused(office.deps, 403, 'not_permitted', () => put(stranger, 'O1', 'x'))
  await refused(office.deps, 400, 'invalid_request', () => put(officer, 'O99', 'x'))
  await refused(office.deps, 400, 'invalid_request', () => put(officer, 'O1', 'ก'.repeat(2001)))
  expect((await put(officer, 'O1', '', text)).status).toBe(200)
  expect(itemOf(await board(), 'O1')?.explanation).toBe('')
})

test('who explains an item at the same time as another replaces nothing that was not on the screen', async () => {
  const explain = (by: Client, text: string, before: string) =>
    by('PUT', `${boardAt}/items/O1/explanation`, { ...list, before, text })
  const other = await as('cmi4.officer2')
  expect((await explain(other, 'ของคนที่หนึ่ง', '')).status).toBe(200)
  const problem = await refused(office.deps, 409, 'revision_conflict', () =>
    explain(officer, 'ของคนที่สอง', ''),
  )
  expect(problem.message.th).toContain('มีผู้อื่นแก้คำอธิบายของข้อนี้')
  expect(itemOf(await board(), 'O1')?.explanation).toBe('ของคนที่หนึ่ง')
  // A call whose answer was lost is sent again.
  const before = (await log()).length
  expect((await explain(other, 'ของคนที่หนึ่ง', '')).status).toBe(200)
  expect((await log()).length).toBe(before)
  expect((await explain(officer, 'ของคนที่สอง', 'ของคนที่หนึ่ง')).status).toBe(200)
  expect(itemOf(await board(), 'O1')?.explanation).toBe('ของคนที่สอง')
})

describe('the pack to hand in', () => {
  const cookieOf = async () => {
    const signedIn = await fetch(`${office.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'cmi4.officer', password }),
    })
    return (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const file = async (query: string) => {
    const answer = await fetch(`${office.url}${boardAt}/file?${query}`, {
      headers: { Cookie: await cookieOf() },
    })
    expect(answer.status).toBe(200)
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  let publications: string[]
  beforeEach(async () => {
    const [one, gone] = [await publish(office), await publish(office)]
    await tick(one.request, { add: ['O1'] })
    await tick(gone.request, { add: ['O4'] })
    office.clock.advance(60_000)
    await takeDown(gone.request)
    await officer('PUT', `${boardAt}/items/O1/explanation`, { ...list, before: '', text: '=1+1 "โครงสร้าง"' })
    publications = [one.publication, gone.publication]
  })

  test('has as CSV yes or no, the address where it is public, and the explanation, for spreadsheets', async () => {
    const { answer, bytes } = await file('format=csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="oit-cmi4-nacc-2570.csv"')
    const lines = bytes.toString('utf8').split('\r\n')
    expect(lines[0]).toBe('\uFEFFข้อ,ข้อมูล,มี/ไม่มี,สถานะ,ที่อยู่ (URL),คำอธิบาย')
    expect(lines[1]).toBe(
      `O1,โครงสร้าง หน้าที่และอำนาจ,มี,เผยแพร่แล้ว,${office.url}/o/cmi4/items/${publications[0]},"'=1+1 ""โครงสร้าง"""`,
    )
    const ended = lines.find((line) => line.startsWith('O4,'))
    expect(ended).toContain(',ไม่มี,สิ้นสุดการเผยแพร่แล้ว,,')
  })

  const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  test('has the same as a workbook, under a heading that says whose list it is and that it is not complete', async () => {
    const { answer, bytes } = await file('year=2570')
    expect(answer.headers.get('content-type')).toBe(workbook)
    const directory = mkdtempSync(join(tmpdir(), 'prakat-oit-'))
    try {
      const path = join(directory, 'oit.xlsx')
      writeFileSync(path, bytes)
      const { pieces, unread } = await officeText(
        path,
        workbook,
        createBudget(() => 0),
      )
      expect(unread).toEqual([])
      const text = pieces.map((piece) => piece.text).join('\n')
      for (const words of [
        'ป.ป.ช. ปีงบประมาณ พ.ศ. 2570',
        'รายการยังไม่ครบถ้วน ตรวจกับคู่มือการประเมิน',
        'โครงสร้าง หน้าที่และอำนาจ',
        `${office.url}/o/cmi4/items/${publications[0]}`,
        '=1+1 "โครงสร้าง"',
        'ยังไม่มีรายการเผยแพร่',
      ])
        expect(text).toContain(words)
      expect(text).not.toContain(publications[1])
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})
