/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { DeleteDraft } from '../../../ui/lib/delete-draft.tsx'
import { cleanScreens, FakeApi, isSaid, named, namedJust, show } from '../../support/screen.tsx'

cleanScreens()
const draft = { id: 'r1', title: 'แผนปฏิบัติการ', revision: 4 }
const open = async (api: FakeApi) => {
  const deleted: boolean[] = []
  const { user } = show(<DeleteDraft draft={draft} onDeleted={() => deleted.push(true)} />, api)
  await user.click(screen.getByRole('button', named('ลบร่าง “แผนปฏิบัติการ”')))
  return { user, deleted }
}

test('asks whether it is meant, in place and with the focus on the answer, before it deletes anything', async () => {
  const api = new FakeApi()
  api.answer('DELETE /api/requests/{id}', undefined)
  const { user, deleted } = await open(api)
  expect(isSaid('ข้อความและไฟล์ที่แนบไว้จะถูกลบทั้งหมดและเรียกคืนไม่ได้')).toBe(true)
  expect(api.changes).toEqual([])
  expect(document.activeElement?.textContent).toContain('ลบร่าง')
  await user.click(screen.getByRole('button', namedJust('ยกเลิก')))
  expect(isSaid('เรียกคืนไม่ได้')).toBe(false)
  expect(api.changes).toEqual([])
  await user.click(screen.getByRole('button', named('ลบร่าง “แผนปฏิบัติการ”')))
  await user.click(screen.getByRole('button', namedJust('ลบร่าง')))
  await waitFor(() => expect(deleted).toEqual([true]))
  expect(api.changes).toMatchObject([{ operation: 'DELETE /api/requests/r1', ifMatch: '"4"' }])
})

test('says why it was not deleted', async () => {
  const api = new FakeApi()
  api.refuse('DELETE /api/requests/{id}', {
    ...{ code: 'transition_not_available', status: 409, message: { th: 'เสนอไปแล้ว', en: 'submitted' } },
  })
  const { user, deleted } = await open(api)
  await user.click(screen.getByRole('button', namedJust('ลบร่าง')))
  await waitFor(() => expect(isSaid('เสนอไปแล้ว')).toBe(true))
  expect(isSaid('ยังไม่ได้ลบ')).toBe(true)
  expect(deleted).toEqual([])
})

test('what is gone already counts as deleted: an answer may have been lost', async () => {
  const api = new FakeApi()
  api.refuse('DELETE /api/requests/{id}', { code: 'not_found', status: 404 })
  const { user, deleted } = await open(api)
  await user.click(screen.getByRole('button', namedJust('ลบร่าง')))
  await waitFor(() => expect(deleted).toEqual([true]))
})
