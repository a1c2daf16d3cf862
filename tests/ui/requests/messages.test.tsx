/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { MessagesView, RequestView } from '../../../api/http/contract.ts'
import { Messages } from '../../../ui/requests/messages.tsx'
import { cleanScreens, FakeApi, isSaid, namedJust, show } from '../../support/screen.tsx'

cleanScreens()
const said = {
  ...{ id: 'm1', author: { id: 'p2', name: 'มานะ' }, toWhom: 'owner' as const },
  ...{ text: 'ตัวเลขมาจากที่ใด', at: '2026-11-20T03:00:00Z' },
}
const view = (change: Partial<MessagesView> = {}): MessagesView => ({
  ...{ messages: [said], open: true, owner: ['สุดา'], waiting: ['มานะ', 'ปิติ'] },
  ...change,
})
const shown = async (given: MessagesView) => {
  const api = new FakeApi()
  api.answer('GET /api/requests/{id}/messages', given)
  api.answer('GET /api/notifications/unread', { unread: 0, inbox: 0, confirmations: 0 })
  const { user } = show(<Messages request={{ id: 'r1' } as RequestView} />, api)
  await waitFor(() => expect(isSaid('ตัวเลขมาจากที่ใด')).toBe(true))
  return { api, user }
}

test('whom a message reaches is said before it is sent, and what was typed is gone only once it was', async () => {
  const { api, user } = await shown(view())
  api.refuse('PUT /api/requests/{id}/messages/{message}', { code: 'storage_unavailable', status: 503 })
  const send = () => user.click(screen.getByRole('button', namedJust('ส่งข้อความ')))
  await user.selectOptions(screen.getByRole('combobox'), 'ผู้ที่เรื่องรออยู่ (มานะ, ปิติ)')
  await user.type(screen.getByRole('textbox'), 'จากระบบ e-GP')
  await send()
  await waitFor(() => expect(isSaid('ยังไม่ได้ส่ง')).toBe(true))
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('จากระบบ e-GP')
  const answer = { ...said, id: 'm2', text: 'จากระบบ e-GP', toWhom: 'waiting' as const }
  api.answer('PUT /api/requests/{id}/messages/{message}', view({ messages: [said, answer] }))
  await send()
  await waitFor(() => expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe(''))
  const [first, second] = api.changes
  expect(first?.body).toEqual({ toWhom: 'waiting', text: 'จากระบบ e-GP' })
  // The same message, under the same id.
  expect(second?.operation).toBe(first?.operation)
})

test('nothing is sent without words', async () => {
  const { api, user } = await shown(view())
  await user.click(screen.getByRole('button', namedJust('ส่งข้อความ')))
  expect(isSaid('พิมพ์ข้อความที่จะถามหรือตอบ')).toBe(true)
  expect(api.changes).toEqual([])
})

test('where nobody would be reached, or the request has ended, there is nothing to write into', async () => {
  await shown(view({ open: false }))
  expect(isSaid('เรื่องสิ้นสุดแล้ว')).toBe(true)
  expect(screen.queryByRole('textbox')).toBeNull()
})
