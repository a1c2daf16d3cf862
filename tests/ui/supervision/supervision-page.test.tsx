/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { SupervisedItem, Supervision } from '../../../api/http/supervision-contract.ts'
import { SupervisionPage } from '../../../ui/supervision/supervision-page.tsx'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../support/screen.tsx'

cleanScreens()
const item = (change: Partial<SupervisedItem>): SupervisedItem => ({
  ...{ id: 'r1', procedure: 'cmi3.publication', version: 1, office: 'cmi3', group: 'policy' },
  ...{ groupName: text('กลุ่มนโยบายและแผน'), title: 'แผนปฏิบัติการ', owner: { id: 'p2', name: 'มานะ' } },
  ...{ state: 'certification', status: 'open', revision: 2, createdAt: '2026-11-02T03:00:00Z' },
  ...{ steps: [{ id: 'certification', title: text('รับรองข้อมูล'), clause: '(๒)', source: 'document' }] },
  ...{ since: '2026-11-02T03:00:00Z', publishUntil: null, asked: [], lastEvent: null, late: null, due: null },
  ...{ waitsFor: [text('ผู้อำนวยการกลุ่ม')], updatedAt: '2026-11-02T03:00:00Z' },
  ...{ workingDays: 4, returned: 2, corrected: 0 },
  ...change,
})
const supervision = (change: Partial<Supervision> = {}): Supervision => ({
  ...{ items: [item({})], nextCursor: null, total: 1, totalIsLeast: false, wholeOffice: true },
  groups: [
    { id: 'policy', name: text('กลุ่มนโยบายและแผน') },
    { id: 'ict', name: text('กลุ่มส่งเสริมการศึกษาทางไกล') },
  ],
  ...{ fiscalYear: 2570, quarter: 1 },
  figures: { underWay: 12, late: 3, returned: 5, corrected: 0, published: 7 },
  ...change,
})

function api(answer: Supervision): FakeApi {
  const fake = new FakeApi()
  fake.answer('GET /api/supervision', answer)
  return fake
}

test('a line says for whom it waits, for how many working days, and how often it was sent back', async () => {
  show(<SupervisionPage />, api(supervision()), { at: '/supervision' })
  const list = await screen.findByRole('list', named('รอดำเนินการ'))
  const said = within(list).getByRole('listitem').textContent ?? ''
  expect(said.replaceAll('\u200b', '')).toMatch(
    /แผนปฏิบัติการ.*รับรองข้อมูล.*4 วันทำการ.*ผู้อำนวยการกลุ่ม.*เคยส่งกลับ 2 ครั้ง/,
  )
  expect(said).not.toContain('เคยแก้ไข')
  expect(within(list).getByRole('link').getAttribute('href')).toBe('/requests/r1')
})

test('each figure is the way to its list, within the group that was chosen', async () => {
  const { user } = show(<SupervisionPage />, api(supervision()), { at: '/supervision' })
  await user.selectOptions(await screen.findByLabelText('กลุ่ม/หน่วย'), 'กลุ่มส่งเสริมการศึกษาทางไกล')
  const late = () => screen.getByRole('link', named('3 เกินกำหนด'))
  await waitFor(() => expect(late().getAttribute('href')).toBe('/supervision?show=late&group=ict'))
  expect(late().getAttribute('aria-current')).toBeNull()
  await user.click(late())
  await waitFor(() => expect(late().getAttribute('aria-current')).toBe('true'))
  expect(screen.getByRole('link', named('7 เผยแพร่ในไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2570'))).toBeTruthy()
})

test('a head of one group has no group to choose, and an empty list says what will stand there', async () => {
  const none = supervision({
    items: [],
    total: 0,
    wholeOffice: false,
    groups: supervision().groups.slice(0, 1),
  })
  show(<SupervisionPage />, api(none), { at: '/supervision?show=late' })
  await screen.findByRole('heading', named('ไม่มีเรื่องที่เกินกำหนด'))
  expect(screen.queryByLabelText('กลุ่ม/หน่วย')).toBeNull()
  expect(isSaid('เลือกทุกกลุ่ม')).toBe(false)
})

test('who chose one of several groups is told that its empty list is not that of all', async () => {
  const none = supervision({ items: [], total: 0 })
  show(<SupervisionPage />, api(none), { at: '/supervision?show=late&group=ict' })
  await screen.findByRole('heading', named('ไม่มีเรื่องที่เกินกำหนด'))
  expect(isSaid('หรือเลือกทุกกลุ่มที่กำกับดูแล')).toBe(true)
})

test('who leads nobody reads who can, and no figures', async () => {
  const fake = new FakeApi()
  const message = text('หน้ากำกับติดตามเปิดได้เฉพาะผู้อำนวยการกลุ่ม')
  fake.refuse('GET /api/supervision', { code: 'not_permitted', status: 403, message })
  show(<SupervisionPage />, fake, { at: '/supervision' })
  await waitFor(() => expect(isSaid('หน้ากำกับติดตามเปิดได้เฉพาะผู้อำนวยการกลุ่ม')).toBe(true))
  // To ask again would change nothing.
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.queryByRole('list')).toBeNull()
})
