/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import { ImportReport } from '../../../ui/office/drafts/editor/start/import-report.tsx'
import { cleanScreens, FakeApi, isSaid, show, text } from '../../support/screen.tsx'

cleanScreens()

const imported = {
  succession: text('ไฟล์มาจาก cmi3.publication ฉบับที่ 1 ซึ่งไม่ใช่ฉบับที่ใช้อยู่'),
  isInForce: false,
  kept: [text('แบบฟอร์ม 4 ช่อง')],
  taken: [text('แผนผัง 9 ขั้น')],
  changed: [],
}

test('§1: what became of an imported chart is read before the draft is opened', async () => {
  const { user, router } = show(<ImportReport draft="d1" imported={imported} />, new FakeApi())
  for (const said of [imported.succession, ...imported.kept, ...imported.taken])
    expect(isSaid(said.th)).toBe(true)
  // A heading over nothing says nothing.
  expect(isSaid('ไม่ได้นำมาตามที่ไฟล์เขียน')).toBe(false)
  await user.click(screen.getByRole('link', { name: 'เปิดร่าง' }))
  expect(router.state.location.pathname).toBe('/office/drafts/d1')
})
