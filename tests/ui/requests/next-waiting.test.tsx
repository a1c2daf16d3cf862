/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { NextWaiting } from '../../../ui/requests/next-waiting.tsx'
import { cleanScreens, FakeApi, isSaid, named, show } from '../../support/screen.tsx'

cleanScreens()
const opened = async (api: FakeApi) => {
  const shown = show(
    <>
      <NextWaiting request="r1" />
      <input aria-label="เหตุผล" />
    </>,
    api,
  )
  await waitFor(() => expect(isSaid('รอท่านดำเนินการ')).toBe(true))
  return shown
}
const waiting = (remaining: number) => {
  const api = new FakeApi()
  api.answer('GET /api/requests/{id}/next', { next: { id: 'r/2', title: 'แผนปี 2570' }, remaining })
  return api
}

test('how many remain is said, and the next one is a link and a key away', async () => {
  const { user, router } = await opened(waiting(3))
  expect(isSaid('อีก 3 เรื่อง')).toBe(true)
  const link = screen.getByRole('link', named('เรื่องถัดไป: แผนปี 2570'))
  expect(link.getAttribute('href')).toBe('/requests/r%2F2')
  await user.keyboard('n')
  expect(router.state.location.pathname).toBe('/requests/r%2F2')
})

test('the letter is a letter in a field, and a shortcut of the browser with Ctrl', async () => {
  const { user, router } = await opened(waiting(1))
  await user.keyboard('{Control>}n{/Control}')
  await user.type(screen.getByRole('textbox'), 'n')
  expect(router.state.location.pathname).not.toBe('/requests/r%2F2')
  expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('n')
})

test('where nothing waits that is said, and the key does nothing', async () => {
  const api = new FakeApi()
  api.answer('GET /api/requests/{id}/next', { next: null, remaining: 0 })
  const { user, router } = await opened(api)
  expect(isSaid('ไม่มีเรื่องอื่นที่รอท่านดำเนินการ')).toBe(true)
  await user.keyboard('n')
  expect(router.state.location.pathname).not.toContain('/requests/')
})
