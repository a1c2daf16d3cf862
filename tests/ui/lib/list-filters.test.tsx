/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { ListFilters, useListFilters } from '../../../ui/lib/list-filters.tsx'
import { cleanScreens, FakeApi, show } from '../../support/screen.tsx'

cleanScreens()
function Page() {
  const { set, active: _, ...filters } = useListFilters()
  return (
    <>
      <ListFilters />
      <output>{JSON.stringify(filters)}</output>
    </>
  )
}
const open = (at = '/') => show(<Page />, new FakeApi(), { at })
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
