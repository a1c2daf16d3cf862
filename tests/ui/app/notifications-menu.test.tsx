/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, within } from '@testing-library/react'
import { NotificationsMenu } from '../../../ui/app/notifications-menu.tsx'
import { cleanScreens, FakeApi, officer, show, text } from '../../support/screen.tsx'

cleanScreens()
const notice = (id: string, read: boolean, request: string | null = `r-${id}`) => ({
  id,
  request,
  title: `เรื่อง ${id}`,
  message: text(`ส่งถึงท่าน ${id}`),
  at: '2026-11-20T03:00:00Z',
  read,
})
/** What the server says of somebody's notices. */
function told(api: FakeApi, notifications: ReturnType<typeof notice>[], unread: number): void {
  api.answer('GET /api/notifications', { notifications, unread })
  api.answer('GET /api/notifications/unread', { unread, inbox: 0, confirmations: 0 })
}

test('the count of what is unread stands at the button, in the digits of the office', async () => {
  const api = new FakeApi()
  told(api, [notice('1', false), notice('2', true)], 12)
  show(<NotificationsMenu />, api, { session: { ...officer, office: { ...officer.office, digits: 'thai' } } })
  expect(await screen.findByText('๑๒')).toBeTruthy()
  // The notices themselves are read when they are opened.
  expect(api.sent.map(({ operation }) => operation)).toEqual(['GET /api/notifications/unread'])
})

test('opening a notice marks it as read, leads to its request and closes the menu', async () => {
  const api = new FakeApi()
  told(api, [notice('1', false), notice('2', true)], 1)
  api.answer('POST /api/notifications/read', undefined)
  const { user, router } = show(<NotificationsMenu />, api)
  await screen.findByText('1')
  await user.click(screen.getByRole('button'))
  const menu = within(await screen.findByRole('dialog'))
  await user.click(menu.getByRole('link', { name: /ส่งถึงท่าน 1/ }))
  expect(api.changes).toMatchObject([{ operation: 'POST /api/notifications/read', body: { ids: ['1'] } }])
  expect(router.state.location.pathname).toBe('/requests/r-1')
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('§2.3: a notice about the office leads to the office’s page', async () => {
  const api = new FakeApi()
  told(api, [{ ...notice('1', false, null), title: '' }], 1)
  api.answer('POST /api/notifications/read', undefined)
  const { user, router } = show(<NotificationsMenu />, api)
  await screen.findByText('1')
  await user.click(screen.getByRole('button'))
  await user.click(await screen.findByRole('link', { name: /ส่งถึงท่าน 1.*สำนักงาน/ }))
  expect(router.state.location.pathname).toBe('/office')
})

test('a notice that was read is only a way to its request', async () => {
  const api = new FakeApi()
  told(api, [notice('2', true)], 0)
  const { user, router } = show(<NotificationsMenu />, api)
  await user.click(screen.getByRole('button'))
  await user.click(await screen.findByRole('link', { name: /ส่งถึงท่าน 2/ }))
  expect(api.changes).toEqual([])
  expect(router.state.location.pathname).toBe('/requests/r-2')
})

test('all at once are marked as read by one button, which is there only while something is unread', async () => {
  const api = new FakeApi()
  told(api, [notice('1', false), notice('2', false)], 2)
  api.answer('POST /api/notifications/read', undefined)
  const { user } = show(<NotificationsMenu />, api)
  await screen.findByText('2')
  await user.click(screen.getByRole('button'))
  const menu = within(await screen.findByRole('dialog'))
  told(api, [notice('1', true), notice('2', true)], 0)
  await user.click(await menu.findByRole('button', { name: 'อ่านทั้งหมดแล้ว' }))
  expect(api.changes).toMatchObject([{ body: { ids: ['1', '2'] } }])
  expect(await screen.findByRole('link', { name: /^ส่งถึงท่าน 1/ })).toBeTruthy()
  expect(menu.queryByRole('button', { name: 'อ่านทั้งหมดแล้ว' })).toBeNull()
})

test('a list that cannot be read says so and is read again on request', async () => {
  const api = new FakeApi()
  api.answer('GET /api/notifications/unread', { unread: 0, inbox: 0, confirmations: 0 })
  api.cutOff('GET /api/notifications')
  const { user } = show(<NotificationsMenu />, api)
  await user.click(screen.getByRole('button'))
  expect(await screen.findByText(/ติดต่อระบบไม่ได้/)).toBeTruthy()
  told(api, [], 0)
  await user.click(screen.getByRole('button', { name: /ลองอีกครั้ง/ }))
  expect(await screen.findByText(/ยังไม่มีการแจ้งเตือน/)).toBeTruthy()
})
