/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { ReadersView } from '../../../api/http/readers-contract.ts'
import { OfficeFeedback } from '../../../ui/requests/public-response/office-feedback.tsx'
import { PublicResponse } from '../../../ui/requests/public-response/public-response.tsx'
import { cleanScreens, FakeApi, isSaid, show } from '../../support/screen.tsx'

cleanScreens()

const report = { id: 'f1', text: 'วันที่ผิด', at: '2026-11-20T03:00:00.000Z', contentRevision: 2, closed: null }
const view: ReadersView = {
  reads: 1234,
  useful: 5,
  notUseful: 1,
  days: [{ day: '2026-11-20', reads: 7 }],
  feedback: [report],
  mayClose: true,
}
const closed = { ...report, closed: { at: '2026-11-21T03:00:00.000Z', by: 'สุดา ใจดี' } }

describe('What the public did and said', () => {
  test('stands beside the request, and is closed with a name', async () => {
    const api = new FakeApi()
    api.answer('GET /api/requests/{id}/readers', view)
    api.answer('POST /api/feedback/{id}/close', { ...view, feedback: [closed] })
    const { user } = show(<PublicResponse request="r1" />, api)
    await waitFor(() => expect(isSaid('มีผู้อ่าน 1,234 ครั้ง')).toBe(true))
    expect(isSaid('เป็นประโยชน์ 5 · ไม่เป็นประโยชน์ 1')).toBe(true)
    await user.click(screen.getByRole('button', { name: 'ดำเนินการแล้ว วันที่ผิด' }))
    await waitFor(() => expect(isSaid('ดำเนินการแล้วโดย สุดา ใจดี')).toBe(true))
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('offers nothing to those who may not close it', async () => {
    const api = new FakeApi()
    api.answer('GET /api/requests/{id}/readers', { ...view, mayClose: false })
    show(<PublicResponse request="r1" />, api)
    await waitFor(() => expect(isSaid('วันที่ผิด')).toBe(true))
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('is counted at the office, by request, and says nothing where nothing is open', async () => {
    const api = new FakeApi()
    api.answer('GET /api/offices/{office}/feedback', {
      open: 3,
      requests: [{ id: 'r1', title: 'แผนปี', open: 2 }],
    })
    show(<OfficeFeedback office="cmi3" />, api)
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'แผนปี' }).getAttribute('href')).toBe('/requests/r1'),
    )
    expect(isSaid('รวมทั้งหมด 3 ข้อ')).toBe(true)
    const quiet = new FakeApi()
    quiet.answer('GET /api/offices/{office}/feedback', { open: 0, requests: [] })
    const { container } = show(<OfficeFeedback office="cmi4" />, quiet)
    await waitFor(() => expect(quiet.sent).toHaveLength(1))
    expect(container.textContent).toBe('')
  })
})
