import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { catchUp } from '../../../api/requests/projections.ts'
import { tellOfLateness } from '../../../api/requests/tell-of-lateness.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let office: Office
/** Published in cmi4, where an error is to be put right at once; reported on Friday the 20th at 10:00 in Bangkok. */
let id: string
const entered = Date.parse('2026-11-20T03:00:00Z')
/** The end of Monday in Bangkok: late since Saturday, and Monday is its first working day of being late. */
const due = Date.parse('2026-11-23T17:00:00Z')

beforeEach(async () => {
  office = await startOffice()
  id = (await publish(office, { until: '2027-06-30' })).request
  await take(office, id, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'วันที่ผิด' })
})
afterEach(() => office.close())

/** Whom a round at this time tells of the request, in all that was ever told. */
async function toldBy(at: number): Promise<string[]> {
  office.clock.set(at)
  await tellOfLateness(office.deps)
  await catchUp(office.deps)
  const rows = await office.deps.db
    .selectFrom('notification')
    .select(['person', 'messageTh', 'messageEn'])
    .where('request', '=', id)
    .where('messageTh', 'like', '%เกินหนึ่งวันทำการ%')
    .orderBy('person')
    .execute()
  for (const { messageTh } of rows) {
    expect(messageTh).toContain('ประกาศให้ทำ “ในทันที” (ข้อ')
    expect(messageTh).toContain('เพิ่มเติมจากเอกสาร')
  }
  return rows.map(({ person }) => person)
}

test('the superiors of those for whom it waits are told when it has been late for a working day, and nobody before', async () => {
  expect(await toldBy(entered)).toEqual([])
  expect(await toldBy(due - 1)).toEqual([])
  const told = await toldBy(due)
  expect(told).toContain('cmi4.groupDirector')
  expect(told).not.toContain('cmi4.officer')
  expect(told).not.toContain('cmi4.officeDirector')
})

test('they are told once, however often it is looked for, and after the server was down as well', async () => {
  const told = await toldBy(due + 40 * 86_400_000)
  expect(told).toContain('cmi4.groupDirector')
  expect(await toldBy(due + 41 * 86_400_000)).toEqual(told)
  expect(await tellOfLateness(office.deps)).toBe(0)
})

test('a holiday that came since puts it off to the next working day', async () => {
  await office.deps.db
    .insertInto('holiday')
    .values({ day: '2026-11-23', name: 'วันหยุด', source: '', scope: 'national', place: '' })
    .execute()
  expect(await toldBy(due)).toEqual([])
  expect(await toldBy(due + 86_400_000 - 1)).toEqual([])
  expect(await toldBy(due + 86_400_000)).toContain('cmi4.groupDirector')
})

test('what was put right in time is told to nobody, and the next entry of the step is told of anew', async () => {
  const correct = () => take(office, id, 'cmi4.officer', { type: 'CORRECT' })
  office.clock.set(entered + 3_600_000)
  await changed('ครั้งแรก')
  await correct()
  expect(await toldBy(due)).toEqual([])
  await take(office, id, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'ชื่อผิด' })
  const first = await toldBy(due + 2 * 86_400_000)
  expect(first).toContain('cmi4.groupDirector')
  await changed('ครั้งที่สอง')
  await correct()
  await take(office, id, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'ปีผิด' })
  expect(await toldBy(due + 9 * 86_400_000)).toEqual([...first, ...first].sort())
})

async function changed(body: string): Promise<void> {
  const officer = await office.as('cmi4.officer')
  const { body: view } = await officer('GET', `/api/requests/${id}`)
  const answer = await officer(
    'PUT',
    `/api/requests/${id}/content`,
    { content: { ...view.content, body } },
    { 'If-Match': `"${view.revision}"` },
  )
  expect(answer.status).toBe(200)
}
