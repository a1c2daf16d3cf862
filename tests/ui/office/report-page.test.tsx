/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { Report } from '../../../api/http/report-contract.ts'
import { ReportPage } from '../../../ui/office/report/report-page.tsx'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../support/screen.tsx'

cleanScreens()
const hour = 3_600_000
const none = {
  begun: 0,
  published: 0,
  corrected: 0,
  withdrawn: 0,
  ended: 0,
  returned: 0,
  late: 0,
  underWay: 0,
  medianMs: null,
}
const counts = { ...none, begun: 4, published: 2, returned: 3, underWay: 1, medianMs: 30 * hour }
const { underWay: _, medianMs: __, ...month } = counts
const full: Report = {
  from: '2026-10-01',
  until: '2027-09-30',
  total: counts,
  groups: [{ id: 'policy', title: text('กลุ่มนโยบายและแผน'), ...counts }],
  categories: [],
  months: [{ id: '2026-10', ...month }],
  steps: [
    {
      id: 'drafting',
      title: text('จัดทำ'),
      procedure: { id: 'cmi3.publication', title: text('เผยแพร่') },
      passed: 4,
      returned: 3,
      late: 0,
      medianMs: 2 * hour,
      longestMs: 5 * hour,
    },
  ],
  posts: [
    {
      id: 'director',
      title: text('ผู้อำนวยการกลุ่ม'),
      group: text('กลุ่มนโยบายและแผน'),
      acted: 7,
      returned: 3,
      late: 0,
      medianMs: null,
    },
  ],
  reasons: [{ title: text('ไม่ครบถ้วน'), count: 3 }],
}

function api(report: Report): FakeApi {
  const fake = new FakeApi()
  fake.answer('GET /api/report', report)
  fake.answer('GET /api/offices/{office}', {
    id: 'cmi3',
    name: text('สพป. เชียงใหม่ เขต 3'),
    abbreviation: text('สพป.ชม.3'),
    digits: 'arab',
    inspectorAllowed: false,
    draftsOpen: false,
    roles: [],
    groups: [
      { id: 'policy', name: text('กลุ่มนโยบายและแผน') },
      { id: 'finance', name: text('กลุ่มบริหารงานการเงิน') },
    ],
    categories: [
      { id: 'plans', number: '1.1', title: text('แผนงาน') },
      { id: 'other', number: '', title: text('อื่น ๆ') },
    ],
    laws: [],
    procedures: [],
  })
  return fake
}

test('each table has its numbers under their headings, and a name that a screen reader says', async () => {
  show(<ReportPage />, api(full))
  const groups = await screen.findByRole('region', named('จำแนกตามกลุ่ม'))
  const row = within(within(groups).getAllByRole('row')[1] as HTMLElement)
  expect(row.getByRole('rowheader').textContent).toContain('กลุ่มนโยบาย')
  expect(row.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    ...['4', '2', '0', '0', '0', '3', '0', '1', '1 วัน 6 ชั่วโมง'],
  ])
  const posts = screen.getByRole('region', named('จำแนกตามตำแหน่งผู้ดำเนินการ'))
  // A post that ended no stay has no time, which is not zero.
  expect(within(posts).getAllByRole('cell').at(-1)?.textContent).toBe('ไม่มี')
})

test('the files are of the same period and group as the page', async () => {
  const { user } = show(<ReportPage />, api(full), { at: '/office/report?period=fy2569q2' })
  const workbook = await screen.findByRole('link', named('ดาวน์โหลด Excel (ทุกตาราง)'))
  const query = () => new URL(workbook.getAttribute('href') ?? '', 'http://localhost').searchParams
  expect(Object.fromEntries(query())).toEqual({
    ...{ from: '2026-01-01', until: '2026-03-31', lang: 'th', format: 'xlsx' },
  })
  await user.selectOptions(await screen.findByLabelText('กลุ่ม/หน่วย'), 'กลุ่มบริหารงานการเงิน')
  await waitFor(() =>
    expect(screen.getByRole('link', named('ดาวน์โหลด Excel (ทุกตาราง)')).getAttribute('href')).toContain(
      'group=finance',
    ),
  )
})

test('kinds of information are offered by the numbers of the document, and all of them again', async () => {
  const { user } = show(<ReportPage />, api(full), { at: '/office/report?group=policy' })
  const kinds = (await screen.findByLabelText('ประเภทข้อมูล')) as HTMLSelectElement
  expect([...kinds.options].map(({ textContent }) => textContent)).toEqual([
    ...['ทุกประเภท', '1.1 แผนงาน', 'อื่น ๆ'],
  ])
  const asks = () => screen.getByRole('link', named('ดาวน์โหลด Excel (ทุกตาราง)')).getAttribute('href')
  await user.selectOptions(kinds, '1.1 แผนงาน')
  await waitFor(() => expect(asks()).toMatch(/group=policy&category=plans/))
  await user.selectOptions(kinds, 'ทุกประเภท')
  await waitFor(() => expect(asks()).not.toContain('category'))
  expect(asks()).toContain('group=policy')
})

test('a period without any request says so, and offers no empty tables', async () => {
  show(
    <ReportPage />,
    api({ ...full, total: none, groups: [], months: [], steps: [], posts: [], reasons: [] }),
  )
  await waitFor(() => expect(isSaid('ไม่มีเรื่องในช่วงนี้')).toBe(true))
  expect(screen.queryAllByRole('table')).toEqual([])
  expect(screen.queryByRole('link', named('ดาวน์โหลด Excel (ทุกตาราง)'))).toBeNull()
})

test('that it could not be counted is said, with the way to try again', async () => {
  const fake = api(full)
  fake.refuse('GET /api/report', {
    type: 'about:blank',
    status: 429,
    code: 'too_many_requests',
    title: 'Too many requests',
    message: text('สำนักงานของท่านมีงานรออยู่หลายรายการแล้ว'),
  })
  show(<ReportPage />, fake)
  await waitFor(() => expect(isSaid('สำนักงานของท่านมีงานรออยู่หลายรายการแล้ว')).toBe(true))
})
