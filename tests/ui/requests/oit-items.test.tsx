/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { ServedItems } from '../../../api/http/oit-contract.ts'
import { OitItems } from '../../../ui/requests/oit-items.tsx'
import { UncoveredItems } from '../../../ui/requests/uncovered-items.tsx'
import { cleanScreens, FakeApi, isSaid, named, namedJust, show } from '../../support/screen.tsx'

cleanScreens()
const items = (change: Partial<ServedItems> = {}): ServedItems => ({
  assessor: 'nacc',
  fiscalYear: 2570,
  listOf: 2569,
  isComplete: false,
  years: [2570, 2569],
  items: [
    { code: 'O1', title: 'โครงสร้าง', serves: true },
    { code: 'O4', title: 'ข่าวประชาสัมพันธ์', serves: false },
  ],
  maySay: true,
  uncovers: [],
  ...change,
})
const api = (answer: ServedItems) => {
  const fake = new FakeApi()
  fake.answer('GET /api/requests/{id}/oit', answer)
  return fake
}

test('only what was changed is sent, so that what another ticked meanwhile stays', async () => {
  const fake = api(items())
  const { user } = show(<OitItems request="r1" />, fake)
  await user.click(await screen.findByRole('button', named('เลือกรายการ OIT')))
  expect(isSaid('รายการยังไม่ครบถ้วน ตรวจกับคู่มือการประเมิน')).toBe(true)
  await user.click(screen.getByRole('checkbox', named('O1 โครงสร้าง')))
  await user.click(screen.getByRole('checkbox', named('O4 ข่าวประชาสัมพันธ์')))
  fake.answer('PATCH /api/requests/{id}/oit', items())
  await user.click(screen.getByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(screen.queryByRole('checkbox')).toBeNull())
  expect(fake.changes).toEqual([
    expect.objectContaining({
      operation: 'PATCH /api/requests/r1/oit',
      body: { assessor: 'nacc', fiscalYear: 2570, add: ['O4'], remove: ['O1'] },
    }),
  ])
})

test('what another ticks while the form is open is neither taken back nor said by this person', async () => {
  const fake = api(items())
  const { user, client } = show(<OitItems request="r1" />, fake)
  await user.click(await screen.findByRole('button', named('เลือกรายการ OIT')))
  const both = items().items.map((item) => ({ ...item, serves: true }))
  fake.answer('GET /api/requests/{id}/oit', items({ items: both }))
  await client.invalidateQueries()
  await waitFor(() => expect(fake.sent.length).toBeGreaterThan(1))
  await user.click(screen.getByRole('checkbox', named('O1 โครงสร้าง')))
  fake.answer('PATCH /api/requests/{id}/oit', items())
  await user.click(screen.getByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(fake.changes).toHaveLength(1))
  expect(fake.changes[0]?.body).toEqual({ assessor: 'nacc', fiscalYear: 2570, add: [], remove: ['O1'] })
  // The keyboard is where it was, and not at the top of the page.
  const opener = await screen.findByRole('button', named('เลือกรายการ OIT'))
  await waitFor(() => expect(document.activeElement).toBe(opener))
})

test('who may not say it sees what was said, and no way to change it', async () => {
  show(<OitItems request="r1" />, api(items({ maySay: false })))
  await waitFor(() => expect(isSaid('O1 โครงสร้าง')).toBe(true))
  expect(isSaid('O4')).toBe(false)
  expect(screen.queryByRole('button', named('เลือกรายการ OIT'))).toBeNull()
})

test('before something is taken down it is said which items that leaves uncovered, with list and year', async () => {
  const uncovers = [{ assessor: 'nacc' as const, fiscalYear: 2570, code: 'O1', title: 'โครงสร้าง' }]
  show(<UncoveredItems request="r1" />, api(items({ uncovers })))
  await screen.findByRole('status')
  expect(isSaid('O1 โครงสร้าง (รายการของ ป.ป.ช. ปีงบประมาณ 2570)')).toBe(true)
})

test('nothing is said where nothing is left uncovered', async () => {
  const fake = api(items())
  show(<UncoveredItems request="r1" />, fake)
  await waitFor(() => expect(fake.sent).toHaveLength(1))
  expect(screen.queryByRole('status')).toBeNull()
})

test('a list that cannot be loaded again leaves the ticks of who is choosing where they are', async () => {
  const fake = api(items())
  const { user, client } = show(<OitItems request="r1" />, fake)
  await user.click(await screen.findByRole('button', named('เลือกรายการ OIT')))
  await user.click(screen.getByRole('checkbox', named('O4 ข่าวประชาสัมพันธ์')))
  fake.cutOff('GET /api/requests/{id}/oit')
  await client.invalidateQueries()
  await screen.findByRole('button', named('ลองอีกครั้ง'))
  expect(screen.getByRole<HTMLInputElement>('checkbox', named('O4 ข่าวประชาสัมพันธ์')).checked).toBe(true)
})

test('that it is not known what is left uncovered is said, and asked again', async () => {
  const fake = new FakeApi()
  fake.cutOff('GET /api/requests/{id}/oit')
  const { user } = show(<UncoveredItems request="r1" />, fake)
  const again = await screen.findByRole('button', named('ลองอีกครั้ง'))
  expect(isSaid('ยังไม่ทราบว่าเมื่อนำออกแล้วมีรายการ OIT ใดไม่มีเรื่องที่เผยแพร่อยู่')).toBe(true)
  const uncovers = [{ assessor: 'nacc' as const, fiscalYear: 2570, code: 'O1', title: 'โครงสร้าง' }]
  fake.answer('GET /api/requests/{id}/oit', items({ uncovers }))
  await user.click(again)
  await waitFor(() => expect(isSaid('O1 โครงสร้าง (รายการของ ป.ป.ช.')).toBe(true))
})
