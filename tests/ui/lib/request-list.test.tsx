/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { RequestListItem } from '../../../api/http/contract.ts'
import { RequestList } from '../../../ui/lib/request-list.tsx'
import { cleanScreens, FakeApi, isSaid, named, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()
const draft = (id: string, title: string): RequestListItem => ({
  id,
  title,
  procedure: 'cmi3.publication',
  version: 1,
  office: 'cmi3',
  group: 'policy',
  groupName: text('กลุ่มนโยบายและแผน'),
  owner: { id: 'p1', name: 'สุดา' },
  state: 'drafting',
  steps: [{ id: 'drafting', title: text('จัดทำข้อมูล'), clause: '๑', source: 'document' }],
  status: 'open',
  revision: 1,
  createdAt: '2026-01-01T00:00:00Z',
  since: '2026-01-02T00:00:00Z',
  publishUntil: null,
  asked: [],
  waitsFor: [],
  lastEvent: null,
  late: null,
  due: null,
  updatedAt: '2026-01-03T00:00:00Z',
})

const onNews = () => document.activeElement?.firstElementChild?.className === 'message'

test('Whoever deletes a draft is told so where the focus is, also where it was the last one', async () => {
  const api = new FakeApi()
  const page = (...items: RequestListItem[]) => ({
    ...{ items, total: items.length },
    ...{ totalIsLeast: false, nextCursor: null },
  })
  api.answer('GET /api/requests', page(draft('r1', 'แผนปฏิบัติการ'), draft('r2', 'รายงานประจำปี')))
  api.answer('DELETE /api/requests/{id}', undefined)
  const { user } = show(<RequestList filter={{ view: 'drafts' }} empty={<p>ไม่มีร่าง</p>} />, api)
  for (const [title, left] of [
    ['แผนปฏิบัติการ', [draft('r2', 'รายงานประจำปี')]],
    ['รายงานประจำปี', []],
  ] as const) {
    await user.click(await screen.findByRole('button', named(`ลบร่าง “${title}”`)))
    const answer = api.answerLate('GET /api/requests', page(...left))
    await user.click(screen.getByRole('button', namedJust('ลบร่าง')))
    await waitFor(() => expect(onNews()).toBe(true))
    expect(isSaid(`ลบร่าง “${title}” แล้ว`)).toBe(true)
    answer()
    await waitFor(() => expect(screen.queryByRole('link', named(title))).toBeNull())
    expect(onNews()).toBe(true)
  }
  expect(isSaid('ไม่มีร่าง')).toBe(true)
})
