/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { Header } from '../../../ui/app/header.tsx'
import { useNoticesRead } from '../../../ui/requests/use-notices-read.ts'
import { cleanScreens, FakeApi, officer, show } from '../../support/screen.tsx'

cleanScreens()

test('how many requests wait stands at the way to them, in the digits of the office', async () => {
  const api = new FakeApi()
  api.answer('GET /api/notifications/unread', { unread: 0, inbox: 12, confirmations: 0 })
  show(<Header />, api, { session: { ...officer, office: { ...officer.office, digits: 'thai' } } })
  expect(await screen.findByRole('link', { name: /งานของฉัน.*รอดำเนินการ ๑๒ เรื่อง/ })).toBeTruthy()
})

test('where nothing waits there is no number', async () => {
  const api = new FakeApi()
  api.answer('GET /api/notifications/unread', { unread: 3, inbox: 0, confirmations: 0 })
  show(<Header />, api)
  await screen.findByText('3')
  expect(screen.getByRole('link', { name: 'งานของฉัน' })).toBeTruthy()
})

test('§2.3: how much waits to be confirmed stands at the way to it, in words', async () => {
  const api = new FakeApi()
  api.answer('GET /api/notifications/unread', { unread: 0, inbox: 0, confirmations: 2 })
  show(<Header />, api)
  expect(await screen.findByRole('link', { name: 'สำนักงาน รอยืนยัน 2' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'เมนู รอยืนยัน 2' })).toBeTruthy()
})

function Opened() {
  useNoticesRead('r1')
  return <p>เรื่อง</p>
}

test('who has a request on the screen has read what they were told of it', async () => {
  const api = new FakeApi()
  api.answer('GET /api/notifications/unread', { unread: 2, inbox: 0, confirmations: 0 })
  api.answer('POST /api/notifications/read', undefined)
  show(<Opened />, api)
  await waitFor(() => expect(api.changes).toMatchObject([{ body: { request: 'r1' } }]))
})

test('who has no new notice asks for nothing', async () => {
  const api = new FakeApi()
  api.answer('GET /api/notifications/unread', { unread: 0, inbox: 0, confirmations: 0 })
  show(<Opened />, api)
  await waitFor(() => expect(api.sent).toHaveLength(1))
  expect(api.changes).toEqual([])
})
