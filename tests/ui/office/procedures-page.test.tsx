/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { DraftsPage } from '../../../ui/office/procedures/procedures-page.tsx'
import {
  cleanScreens,
  FakeApi,
  isSaid,
  named,
  namedJust,
  officer,
  show,
  text,
} from '../../support/screen.tsx'

cleanScreens()
const held: (typeof officer)['person']['appointments'][number] = {
  ...{ id: 'a1', role: 'admin', office: 'cmi3', group: null, orderNumber: null },
  ...{ capacity: 'holder', from: '2026-01-01', until: null },
}
const session = { ...officer, person: { ...officer.person, appointments: [held] } }
const draft = (id: string, title: string) => ({
  ...{ id, office: 'cmi3', procedure: `cmi3.${id}`, title: text(title), revision: 1 },
  ...{ updatedAt: '2026-11-20T00:00:00Z', updatedBy: { id: 'p1', name: 'สุดา' } },
})

test('Whoever deletes a draft of a procedure is told so where the focus is, beside the drafts that are left', async () => {
  const api = new FakeApi()
  const listed = (...drafts: ReturnType<typeof draft>[]) =>
    api.answer('GET /api/offices/{office}/drafts', { drafts })
  listed(draft('one', 'การเผยแพร่'), draft('two', 'ข่าวด่วน'))
  api.answer('GET /api/offices/{office}', { procedures: [] } as never)
  api.answer('DELETE /api/drafts/{id}', undefined)
  const { user } = show(<DraftsPage />, api, { session })
  await user.click(await screen.findByRole('button', named('ลบร่าง การเผยแพร่')))
  await user.click(screen.getByRole('button', namedJust('ยกเลิก')))
  expect(api.changes).toEqual([])
  await user.click(screen.getByRole('button', named('ลบร่าง การเผยแพร่')))
  listed(draft('two', 'ข่าวด่วน'))
  await user.click(screen.getByRole('button', namedJust('ลบร่าง')))
  await waitFor(() => expect(screen.queryByRole('link', named('การเผยแพร่'))).toBeNull())
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(isSaid('ลบร่าง “การเผยแพร่” แล้ว')).toBe(true)
  await waitFor(() => expect(document.activeElement?.firstElementChild?.className).toBe('message'))
  await user.tab()
  expect(document.activeElement?.textContent).toContain('ข่าวด่วน')
})

test('a draft that could not be deleted stays, and the dialog says so', async () => {
  const api = new FakeApi()
  api.answer('GET /api/offices/{office}/drafts', { drafts: [draft('one', 'การเผยแพร่')] })
  api.answer('GET /api/offices/{office}', { procedures: [] } as never)
  api.refuse('DELETE /api/drafts/{id}', { code: 'not_permitted', status: 403, message: text('ไม่ใช่ผู้ดูแลระบบ') })
  const { user } = show(<DraftsPage />, api, { session })
  await user.click(await screen.findByRole('button', named('ลบร่าง การเผยแพร่')))
  await user.click(screen.getByRole('button', namedJust('ลบร่าง')))
  await waitFor(() => expect(isSaid('ไม่ใช่ผู้ดูแลระบบ')).toBe(true))
  await user.click(screen.getByRole('button', namedJust('ยกเลิก')))
  expect(screen.getByRole('link', named('การเผยแพร่'))).toBeTruthy()
  // Asked anew, nothing of the refusal before is left.
  await user.click(screen.getByRole('button', named('ลบร่าง การเผยแพร่')))
  expect(isSaid('ไม่ใช่ผู้ดูแลระบบ')).toBe(false)
})
