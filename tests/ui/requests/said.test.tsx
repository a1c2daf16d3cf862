/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { EventView, RequestView } from '../../../api/http/contract.ts'
import { EarlierReasons, EndedNotice, ReturnedNotice } from '../../../ui/requests/said.tsx'
import { cleanScreens, FakeApi, isSaid, officer, show, text } from '../../support/screen.tsx'

cleanScreens()
const event = (seq: number, type: string, change: Partial<EventView>): EventView => ({
  seq,
  type,
  title: text(type),
  kind: 'forward',
  reopens: false,
  clause: null,
  source: 'document',
  at: `2026-11-0${seq}T03:00:00Z`,
  actor: { id: `p${seq}`, name: `ผู้ที่ ${seq}` },
  actedAs: null,
  from: [],
  to: [],
  toTitles: [],
  reasons: null,
  checked: [],
  values: [],
  note: null,
  erasedAt: null,
  contentRevision: 1,
  contentSha256: 'a',
  previousHash: '',
  hash: '',
  ...change,
})
const submitted = event(1, 'เสนอ', { from: ['drafting'], to: ['certification'] })
const returned = event(2, 'ส่งกลับพร้อมเหตุผล', {
  kind: 'return',
  reopens: true,
  from: ['certification'],
  to: ['drafting'],
  reasons: { grounds: [], text: 'ตัวเลขไม่ตรงกัน' },
})
const again = event(3, 'เสนออีกครั้ง', { from: ['drafting'], to: ['certification'] })
const certified = event(4, 'รับรอง', { from: ['certification'], to: ['handover'] })
const reported = event(3, 'แจ้งข้อผิดพลาดที่พบ', {
  reopens: true,
  from: ['live'],
  to: ['correcting'],
  values: [{ field: 'error', title: text('ข้อผิดพลาดที่พบ'), value: 'เลขโทรศัพท์ผิด' }],
})

const request = (change: Partial<RequestView>): RequestView =>
  ({
    id: 'r1',
    owner: { id: officer.person.id, name: officer.person.name },
    steps: [],
    status: 'open',
    editable: false,
    contentRevision: 1,
    frozenRevision: 1,
    choices: [],
    ...change,
  }) as unknown as RequestView
const others = { owner: { id: 'p9', name: 'มานะ' } }
const forward = { type: 'CERTIFY', kind: 'forward', allowed: true } as RequestView['choices'][number]
const ending = { type: 'WITHDRAW', kind: 'ending', allowed: true } as RequestView['choices'][number]

test('a return is said until it is put forward again; neither at that step nor after its certification', () => {
  const notice = (events: EventView[], of: Partial<RequestView>) => {
    const { unmount } = show(
      <ReturnedNotice request={request(of)} procedure={undefined} events={events} />,
      new FakeApi(),
    )
    const said = isSaid('ตัวเลขไม่ตรงกัน')
    unmount()
    return said
  }
  expect(notice([submitted, returned], { editable: true })).toBe(true)
  expect(notice([submitted, returned, again], { choices: [ending] })).toBe(false)
  expect(notice([submitted, returned, again, certified], { choices: [forward] })).toBe(false)
})

test('the owner is told that what would be put forward is what came back', () => {
  show(
    <ReturnedNotice
      request={request({ editable: true })}
      procedure={undefined}
      events={[submitted, returned]}
    />,
    new FakeApi(),
  )
  expect(isSaid('เนื้อหายังไม่เปลี่ยนจากที่เสนอครั้งก่อน')).toBe(true)
  expect(screen.getByRole('link').getAttribute('href')).toBe('/requests/r1/edit')
})

test('a reported error stands above the form of whoever corrects it, of a published request too', () => {
  show(
    <ReturnedNotice
      request={request({ ...others, editable: true, status: 'published' })}
      procedure={undefined}
      events={[submitted, certified, reported]}
      inEditor
    />,
    new FakeApi(),
  )
  expect(isSaid('ข้อผิดพลาดที่พบ: เลขโทรศัพท์ผิด')).toBe(true)
  expect(screen.queryByRole('link')).toBeNull()
})

test('whoever decides next sees the reasons of the first time, and that the content did not change', () => {
  const events = [submitted, returned, again, certified]
  show(
    <EarlierReasons
      request={request({ ...others, choices: [forward] })}
      procedure={undefined}
      events={events}
    />,
    new FakeApi(),
  )
  expect(isSaid('ตัวเลขไม่ตรงกัน')).toBe(true)
  expect(isSaid('ต่อมา: เสนออีกครั้ง')).toBe(true)
  expect(isSaid('เนื้อหาไม่เปลี่ยนจากครั้งก่อน')).toBe(true)
})

test('content that was mended is named by its revision, and who has nothing to decide is not shown it', () => {
  const mended = { ...again, contentRevision: 2, contentSha256: 'b' }
  const of = (change: Partial<RequestView>) => (
    <EarlierReasons
      request={request({ ...others, ...change })}
      procedure={undefined}
      events={[submitted, returned, mended]}
    />
  )
  const { unmount } = show(of({ choices: [forward] }), new FakeApi())
  expect(isSaid('แก้ไขเนื้อหาแล้วเป็นฉบับที่ 2')).toBe(true)
  unmount()
  show(of({ choices: [] }), new FakeApi())
  expect(isSaid('ตัวเลขไม่ตรงกัน')).toBe(false)
})

test('an owner whose request was refused for good reads that it has ended, and is not asked to mend it', () => {
  const refused = { ...returned, kind: 'ending' as const, reopens: false, to: ['refused'] }
  const of = request({
    status: 'ended',
    steps: [{ id: 'refused', title: text('ไม่อนุญาต'), clause: '', source: 'document' }],
  })
  const events = [submitted, refused]
  show(
    <>
      <ReturnedNotice request={of} procedure={undefined} events={events} />
      <EndedNotice request={of} procedure={undefined} events={events} />
    </>,
    new FakeApi(),
  )
  expect(isSaid('เรื่องสิ้นสุดแล้ว: ไม่อนุญาต')).toBe(true)
  expect(isSaid('ตัวเลขไม่ตรงกัน')).toBe(true)
  expect(screen.queryByRole('link')).toBeNull()
})

test('§6: an address in reasons and notes is a link, as it is on the public page; what would mislead stays words', () => {
  const linked = event(2, 'ส่งกลับพร้อมเหตุผล', {
    ...returned,
    reasons: { grounds: [], text: 'ดูที่ https://www.moe.go.th/a.pdf และ https://www.moe.go.th@evil.example/' },
    note: 'ติดต่อ info@moe.go.th',
  })
  show(
    <ReturnedNotice
      request={request({ editable: true })}
      procedure={undefined}
      events={[submitted, linked]}
    />,
    new FakeApi(),
  )
  const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'))
  expect(hrefs).toEqual(expect.arrayContaining(['https://www.moe.go.th/a.pdf', 'mailto:info@moe.go.th']))
  expect(hrefs.filter((href) => href?.includes('evil'))).toEqual([])
})
