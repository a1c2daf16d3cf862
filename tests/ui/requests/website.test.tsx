/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { RequestView } from '../../../api/http/contract.ts'
import type { Website } from '../../../api/http/effects-contract.ts'
import { OnWebsite } from '../../../ui/requests/website.tsx'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../support/screen.tsx'

cleanScreens()
const request = (publication: object | null) => ({ id: 'r1', publication }) as unknown as RequestView
const check: Website['placements'][number]['checks'][number] = {
  ...{ at: '2026-11-02T03:00:00Z', status: 200, url: null, problem: null },
  ...{ expected: 'there', found: 'there' },
}
const placement: Website['placements'][number] = {
  ...{ id: 'a', url: 'https://www.example.go.th/1', by: 'มานะ', at: '2026-11-02T02:00:00Z' },
  ...{ checked: true, checks: [], nextAt: null },
}
const website = (more: Partial<Website>): Website => ({
  ...{ published: true, mayPlace: false, placements: [], effects: [], ...more },
})
async function shown(given: Partial<Website>): Promise<ReturnType<typeof show> & { api: FakeApi }> {
  const api = new FakeApi()
  api.answer('GET /api/requests/{id}/website', website(given))
  const view = show(<OnWebsite request={request({})} />, api)
  await waitFor(() => expect(isSaid('บนเว็บไซต์ของสำนักงาน')).toBe(true))
  return { ...view, api }
}

test('of a request that was never published nothing is asked', () => {
  const api = new FakeApi()
  show(<OnWebsite request={request(null)} />, api)
  expect(api.sent).toEqual([])
})

test('what the website answered and when it is tried again is said in a sentence', async () => {
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString()
  await shown({
    effects: [
      {
        ...{ id: 1, name: 'เว็บไซต์', kind: 'wordpress', what: 'published', status: 'waiting' },
        ...{ dueAt: soon, settledAt: null, problem: text('เว็บไซต์ตอบ 503'), url: null },
      },
    ],
  })
  expect(isSaid('เว็บไซต์ตอบ 503 จะลองใหม่')).toBe(true)
  expect(screen.queryByRole('textbox')).toBeNull()
})

test('an address tells who recorded it and what was found there last, good or not', async () => {
  const gone = { ...check, expected: 'gone' as const, problem: text('ยังเปิดได้') }
  await shown({
    placements: [
      { ...placement, checks: [check] },
      { ...placement, id: 'b', url: 'https://www.example.go.th/2', checks: [gone] },
      { ...placement, id: 'c', url: 'https://other.example/', checked: false },
    ],
  })
  expect(isSaid('บันทึกโดย มานะ')).toBe(true)
  expect(isSaid('ระบบเปิดดูแล้ว พบรายการนี้')).toBe(true)
  expect(isSaid('ยังเปิดได้')).toBe(true)
  expect(isSaid('ผู้ดูแลระบบของสำนักงานยังไม่เปิดการตรวจเว็บไซต์นี้')).toBe(true)
  expect(screen.queryByRole('button', named('ถอนที่อยู่นี้'))).toBeNull()
})

test('whoever may records an address; one that is refused says why at the field and stays there', async () => {
  const { api, user } = await shown({ mayPlace: true })
  const field = screen.getByRole('textbox')
  await user.click(screen.getByRole('button', named('บันทึกที่อยู่')))
  expect(isSaid('วางที่อยู่ของหน้านั้นก่อน')).toBe(true)
  expect(api.changes).toEqual([])
  api.refuse('POST /api/requests/{id}/website', {
    ...{ code: 'invalid_request', status: 400, errors: [{ path: 'url', message: text('ไม่ใช่ที่อยู่') }] },
  })
  await user.type(field, 'https://www.example.go.th/3')
  await user.click(screen.getByRole('button', named('บันทึกที่อยู่')))
  await waitFor(() => expect(isSaid('ไม่ใช่ที่อยู่')).toBe(true))
  expect((field as HTMLInputElement).value).toBe('https://www.example.go.th/3')
  api.answer('POST /api/requests/{id}/website', website({ mayPlace: true, placements: [placement] }))
  await user.click(screen.getByRole('button', named('บันทึกที่อยู่')))
  await waitFor(() => expect(isSaid(placement.url)).toBe(true))
  expect(api.changes.at(-1)?.body).toEqual({ url: 'https://www.example.go.th/3' })
})
