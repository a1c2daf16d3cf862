/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { RequestView } from '../../../api/http/contract.ts'
import { CopyAsNew } from '../../../ui/requests/copy-as-new.tsx'
import { cleanScreens, FakeApi, isSaid, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()
const request = { id: 'r1' } as RequestView

test('a copy leads to its form, with what did not come along', async () => {
  const api = new FakeApi()
  const leftOut = [text('แหล่งที่มา')]
  api.answer('POST /api/requests/{id}/copies', { request: { ...request, id: 'r 2' }, leftOut })
  const { user, router } = show(<CopyAsNew request={request} />, api)
  await user.click(screen.getByRole('button', namedJust('คัดลอกเป็นเรื่องใหม่')))
  await waitFor(() => expect(router.state.location.pathname).toBe('/requests/r%202/edit'))
  expect(router.state.location.state).toEqual({ copied: leftOut })
})

test('pressed again after an answer was lost, it is the same copy: one key', async () => {
  const api = new FakeApi()
  api.cutOff('POST /api/requests/{id}/copies')
  const { user } = show(<CopyAsNew request={request} />, api)
  const press = () => user.click(screen.getByRole('button', namedJust('คัดลอกเป็นเรื่องใหม่')))
  await press()
  await waitFor(() => expect(isSaid('ยังไม่ได้คัดลอก')).toBe(true))
  await press()
  await waitFor(() => expect(api.changes).toHaveLength(2))
  expect(api.changes[0]?.key).toBeTruthy()
  expect(api.changes[1]?.key).toBe(api.changes[0]?.key)
})
