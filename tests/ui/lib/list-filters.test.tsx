/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { Answered } from '../../../api/http/operations.ts'
import { ListFilters } from '../../../ui/lib/list-filters.tsx'
import { useListFilters } from '../../../ui/lib/use-list-filters.ts'
import { cleanScreens, FakeApi, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()
function Page() {
  const { filter: filters } = useListFilters()
  return (
    <>
      <ListFilters />
      <output>{JSON.stringify(filters)}</output>
    </>
  )
}
const api = new FakeApi()
api.answer('GET /api/offices/{office}', {
  groups: [
    { id: 'policy', name: text('กลุ่มนโยบายและแผน') },
    { id: 'ict', name: text('กลุ่มส่งเสริมการศึกษาทางไกล') },
  ],
  categories: [{ id: '1.1', number: '๑.๑', title: text('ข้อมูลพื้นฐาน') }],
} as unknown as Answered<'GET /api/offices/{office}'>)
const open = (at = '/') => show(<Page />, api, { at })
const filters = () => JSON.parse(screen.getByRole('status').textContent ?? '')

test('filters stand in the address, so that a filtered list can be sent', () => {
  open('/?status=published&q=แผน&procedure=cmi3.publication&state=live')
  expect(filters()).toEqual({
    status: 'published',
    q: 'แผน',
    procedure: 'cmi3.publication',
    state: 'live',
  })
  expect((screen.getByRole('searchbox') as HTMLInputElement).value).toBe('แผน')
})

test('a status that there is not is none', () => {
  open('/?status=lost')
  expect(filters()).toEqual({})
  expect(screen.queryByRole('button', { name: 'ล้างตัวกรอง' })).toBeNull()
})

test('what is typed reaches the address after a pause, without blanks around it', async () => {
  const { user, router } = open()
  await user.type(screen.getByRole('searchbox'), ' แผนงาน ')
  expect(router.state.location.search).toBe('')
  await waitFor(() => expect(filters()).toEqual({ q: 'แผนงาน' }))
})

test('a status is chosen and let go of', async () => {
  const { user } = open()
  const choose = (name: string) => user.selectOptions(screen.getByLabelText('สถานะ'), name)
  await choose('เผยแพร่อยู่')
  expect(filters()).toEqual({ status: 'published' })
  await choose('ทุกสถานะ')
  expect(filters()).toEqual({})
})

test('one button clears every filter, those that other pages set included', async () => {
  const { user } = open('/?status=open&q=แผน&state=live')
  await user.click(screen.getByRole('button', { name: 'ล้างตัวกรอง' }))
  expect(filters()).toEqual({})
  expect((screen.getByRole('searchbox') as HTMLInputElement).value).toBe('')
})

test('on a phone they fold behind one button, and stand open while one of them narrows the list', async () => {
  const { user, unmount } = open()
  const filters = () => document.querySelector('search') as HTMLElement
  const fold = screen.getByRole('button', { name: 'ค้นหาและกรอง' })
  expect([fold.getAttribute('aria-expanded'), filters().dataset.open]).toEqual(['false', undefined])
  await user.click(fold)
  expect([fold.getAttribute('aria-expanded'), filters().dataset.open]).toEqual(['true', ''])
  unmount()
  open('/?status=open')
  expect(filters().dataset.open).toBe('')
})

test('group, kind, time of beginning and order are asked for by whoever wants them, and stand in the address', async () => {
  const { user } = open()
  expect(screen.queryByLabelText('กลุ่ม')).toBeNull()
  await user.click(screen.getByRole('button', namedJust('กรองและเรียงเพิ่มเติม')))
  const choose = async (label: string, option: string) => {
    const list = await screen.findByLabelText(label)
    await waitFor(() => expect(list.textContent).toContain(option))
    await user.selectOptions(list, option)
  }
  await choose('กลุ่ม', 'กลุ่มนโยบายและแผน')
  await choose('ประเภทข้อมูล', '๑.๑ ข้อมูลพื้นฐาน')
  await choose('เรียงลำดับ', 'ใหม่สุดก่อน')
  expect(filters()).toEqual({ group: 'policy', category: '1.1', sort: 'newest' })
  // A month and a fiscal year are one choice.
  const time = screen.getByLabelText('เริ่มเรื่องใน') as HTMLSelectElement
  const [, year, , , month] = [...time.options].map(({ value }) => value)
  await user.selectOptions(time, year ?? '')
  expect(filters()).toMatchObject({ fiscalYear: Number(year) })
  await user.selectOptions(time, month ?? '')
  expect(filters()).toMatchObject({ month })
  expect(filters()).not.toHaveProperty('fiscalYear')
  await user.click(screen.getByRole('button', { name: 'ล้างตัวกรอง' }))
  expect(filters()).toEqual({})
})

test('an address of long ago opens as it was kept; what it cannot mean is left out', async () => {
  open('/?month=2024-02&group=ict&fiscalYear=soon&sort=sideways')
  expect(filters()).toEqual({ month: '2024-02', group: 'ict' })
  const time = (await screen.findByLabelText('เริ่มเรื่องใน')) as HTMLSelectElement
  expect(time.selectedOptions[0]?.textContent).toBe('ก.พ. 2567')
})
