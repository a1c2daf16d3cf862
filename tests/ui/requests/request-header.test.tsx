/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import type { RequestView } from '../../../api/http/contract.ts'
import { GivenValues } from '../../../ui/requests/given-values.tsx'
import { RequestHeader } from '../../../ui/requests/request-header.tsx'
import { cleanScreens, FakeApi, isSaid, show, text } from '../../support/screen.tsx'

cleanScreens()
const request = (change: Partial<RequestView>): RequestView =>
  ({
    id: 'r1',
    title: 'แผน',
    procedureTitle: text('การเผยแพร่'),
    groupName: text('กลุ่มนโยบายและแผน'),
    owner: { id: 'p2', name: 'มานะ' },
    steps: [],
    status: 'open',
    since: '2026-11-02T03:00:00Z',
    choices: [],
    timers: [],
    given: [],
    late: null,
    publication: null,
    ...change,
  }) as unknown as RequestView

test('late is said on the page of a request, with what is late and since when', () => {
  const late = { since: '2026-11-05T16:59:59Z', what: text('แจ้งผลภายใน 3 วันทำการ') }
  show(<RequestHeader request={request({ late })} procedure={undefined} />, new FakeApi())
  expect(isSaid('เกินกำหนด: แจ้งผลภายใน 3 วันทำการ ตั้งแต่ 5 พ.ย. 2569')).toBe(true)
})

test('a step that the document wants done at once says so before it is late, in its word and with the clause', () => {
  const atOnce = text('ประกาศให้ทำ “ในทันที” (ข้อ ๓.๒)')
  show(<RequestHeader request={request({ atOnce })} procedure={undefined} />, new FakeApi())
  expect(isSaid('ขั้นนี้รอไม่ได้: ประกาศให้ทำ “ในทันที” (ข้อ ๓.๒)')).toBe(true)
  expect(isSaid('เกินกำหนด')).toBe(false)
})

test('what is late on the public site too says for how many days', () => {
  const since = new Date(Date.now() - 6.5 * 86_400_000).toISOString()
  const late = { since, what: text('ประกาศให้ทำ “ในทันที” (ข้อ ๓.๒)') }
  show(
    <RequestHeader request={request({ status: 'published', since, late })} procedure={undefined} />,
    new FakeApi(),
  )
  expect(isSaid('เกินกำหนด: ประกาศให้ทำ “ในทันที” (ข้อ ๓.๒)')).toBe(true)
  expect(isSaid('6 วัน')).toBe(true)
})

test('a request in time is not called late', () => {
  show(<RequestHeader request={request({})} procedure={undefined} />, new FakeApi())
  expect(isSaid('เกินกำหนด')).toBe(false)
})

test('the period that an earlier step set is a day in words', () => {
  const given: RequestView['given'] = [
    { field: 'publishUntil', title: text('ระยะเวลาการเผยแพร่'), type: 'date', value: '2027-03-06' },
  ]
  show(<GivenValues request={request({ given })} procedure={undefined} />, new FakeApi())
  expect(isSaid('ข้อมูลที่ให้ไว้ในขั้นก่อน ระยะเวลาการเผยแพร่ 6 มี.ค. 2570')).toBe(true)
})
