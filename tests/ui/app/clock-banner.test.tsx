/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { ClockBanner } from '../../../ui/app/clock-banner.tsx'
import { cleanScreens, FakeApi, isSaid, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()
const held = { says: '2027-11-20T03:00:00.000Z', kept: '2026-11-20T03:00:00.000Z' }

test('§4: both times are said, and the one that was seen is confirmed', async () => {
  const api = new FakeApi()
  api.answer('GET /api/clock', { held })
  const { user } = show(<ClockBanner />, api)
  const button = await screen.findByRole('button', namedJust('นาฬิกาถูกต้อง'))
  expect(isSaid('นาฬิกาบอก 20 พฤศจิกายน 2570')).toBe(true)
  expect(isSaid('ยังถือเวลา 20 พฤศจิกายน 2569')).toBe(true)
  api.answer('POST /api/clock/confirm', { held: null })
  api.answer('GET /api/clock', { held: null })
  await user.click(button)
  await waitFor(() => expect(document.body.textContent).toBe(''))
  expect(api.changes).toMatchObject([{ body: { says: held.says } }])
})

test('§4: where the clock says another time by now, that is said and nothing is confirmed', async () => {
  const api = new FakeApi()
  api.answer('GET /api/clock', { held })
  const { user } = show(<ClockBanner />, api)
  api.refuse('POST /api/clock/confirm', { code: 'already_exists', status: 409, message: text('ดูเวลาใหม่') })
  await user.click(await screen.findByRole('button', namedJust('นาฬิกาถูกต้อง')))
  await waitFor(() => expect(isSaid('ดูเวลาใหม่')).toBe(true))
  expect(screen.getByRole('button', namedJust('นาฬิกาถูกต้อง'))).toBeTruthy()
})
