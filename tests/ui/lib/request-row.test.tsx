/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import type { RequestListItem } from '../../../api/http/contract.ts'
import type { ListFilter } from '../../../ui/lib/queries.ts'
import { RequestRow } from '../../../ui/lib/request-row.tsx'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../support/screen.tsx'

cleanScreens()
const step = (th: string) => ({ id: th, title: text(th), clause: '๑', source: 'document' as const })
const item: RequestListItem = {
  id: 'r/1',
  procedure: 'cmi3.publication',
  version: 1,
  office: 'cmi3',
  group: 'policy',
  groupName: text('กลุ่มนโยบายและแผน'),
  title: 'แผนปฏิบัติการ',
  owner: { id: 'p2', name: 'มานะ' },
  state: 'certification',
  steps: [step('ตรวจรับรอง'), step('ตรวจรูปแบบ')],
  status: 'open',
  revision: 3,
  createdAt: '2026-01-01T00:00:00Z',
  since: '2026-01-02T00:00:00Z',
  publishUntil: null,
  asked: [],
  waitsFor: [],
  lastEvent: { title: text('เสนอ'), actorName: 'มานะ', at: '2026-01-02T00:00:00Z', isReturn: false },
  late: null,
  due: null,
  updatedAt: '2026-01-03T00:00:00Z',
}
const row = (change: Partial<RequestListItem> = {}, view: ListFilter['view'] = 'inbox') => {
  cleanup()
  show(<RequestRow item={{ ...item, ...change }} view={view} />, new FakeApi())
}

test('a row leads to its request, and says where it stands and from whom it came', () => {
  row()
  expect(screen.getByRole('link').getAttribute('href')).toBe('/requests/r%2F1')
  expect(isSaid('อยู่ที่ขั้น ตรวจรับรอง · ตรวจรูปแบบ')).toBe(true)
  expect(isSaid('มานะ · กลุ่มนโยบายและแผน')).toBe(true)
  expect(isSaid('ล่าสุด เสนอโดย มานะ')).toBe(true)
})

test('among my own requests my name is not said again', () => {
  row({ lastEvent: null }, 'mine')
  expect(isSaid('มานะ')).toBe(false)
})

test('an owner whose post names the group is not followed by the group', () => {
  row({ owner: { id: 'p', name: 'ผอ.กลุ่มนโยบายและแผน' }, lastEvent: null })
  expect(isSaid('แผน · ')).toBe(false)
})

test('what is asked of me is said as choices; what waits for others, as their posts', () => {
  const asked = [
    { type: 'CERTIFY', title: text('รับรอง') },
    { type: 'RETURN', title: text('ส่งกลับ') },
  ]
  row({ asked })
  expect(isSaid('ที่ขอให้ท่านดำเนินการ รับรอง หรือ ส่งกลับ')).toBe(true)
  row({ asked }, 'office')
  expect(isSaid('รอท่าน: รับรอง')).toBe(true)
  row({ waitsFor: [text('ผู้อำนวยการกลุ่ม')] })
  expect(isSaid('รอ ผู้อำนวยการกลุ่ม')).toBe(true)
  row()
  expect(isSaid('ไม่มีรายการที่ต้องดำเนินการต่อ')).toBe(true)
})

test('what is late says what passed and since when; what the system did names no person', () => {
  const late = { since: '2026-01-05T00:00:00Z', what: text('พ้นกำหนด 3 วันทำการ') }
  row({
    late,
    lastEvent: { ...item.lastEvent, actorName: null } as RequestListItem['lastEvent'],
  })
  expect(isSaid('เกินกำหนด: พ้นกำหนด 3 วันทำการ 5 ม.ค. 2569')).toBe(true)
  expect(isSaid('โดยระบบตามกำหนดเวลา')).toBe(true)
})

test('a return stands out among the last events', () => {
  row({ lastEvent: { ...item.lastEvent, isReturn: true } as RequestListItem['lastEvent'] })
  expect(document.querySelector('.request-returned')?.textContent).toContain('เสนอ')
})

test('a draft says when it was written last, and can be gone on with or deleted', () => {
  row({ updatedAt: '2026-01-03T03:00:00Z' }, 'drafts')
  expect(isSaid('เขียนล่าสุด 3 ม.ค. 2569')).toBe(true)
  expect(screen.getByRole('link', named('เขียนต่อ')).getAttribute('href')).toBe('/requests/r%2F1/edit')
  expect(screen.getByRole('button', named('ลบร่าง “แผนปฏิบัติการ”'))).toBeTruthy()
  row()
  expect(screen.queryByRole('link', named('เขียนต่อ'))).toBeNull()
})

test('how long a line has waited and which deadline runs are said; of what has ended, no waiting', () => {
  const since = new Date(Date.now() - 3.5 * 86_400_000).toISOString()
  const due = { at: '2026-12-31T17:00:00Z', what: text('แจ้งผลภายใน 3 วันทำการ') }
  row({ since, due })
  expect(isSaid('รอมาแล้ว 3 วัน')).toBe(true)
  // The end of the 31st in Bangkok.
  expect(isSaid('แจ้งผลภายใน 3 วันทำการ: ถึงสิ้นวันที่ 31 ธ.ค. 2569')).toBe(true)
  row({ since, status: 'ended' })
  expect(isSaid('รอมาแล้ว')).toBe(false)
})
