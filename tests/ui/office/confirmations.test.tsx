/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import { Confirmations } from '../../../ui/office/confirmations/confirmations.tsx'
import type { Confirmation } from '../../../ui/office/confirmations/confirmations-query.ts'
import { cleanScreens, FakeApi, isSaid, named, officer, show, text } from '../../support/screen.tsx'

cleanScreens()

const holding = (role: string) => ({
  ...officer,
  person: {
    ...officer.person,
    appointments: [
      {
        ...{ id: 'a1', office: 'cmi3', group: null, role, capacity: 'holder' as const },
        ...{ orderNumber: null, from: '2026-01-01', until: null },
      },
    ],
  },
})
const director = holding('officeDirector')
const asked = (more: Partial<Confirmation> = {}): Confirmation => ({
  id: 'c1',
  office: 'cmi3',
  kind: 'appointment',
  what: text('แต่งตั้ง สมชาย ใจดี (somchai) เป็นผู้อำนวยการกลุ่ม'),
  askedBy: { id: 'p9', name: 'ผู้ดูแลระบบ' },
  askedAt: '2026-11-20T03:00:00.000Z',
  expiresAt: '2026-12-04T03:00:00.000Z',
  waitsFor: [{ id: 'p1', name: 'สุดา ใจดี' }],
  mine: true,
  activation: null,
  ...more,
})
const list = 'GET /api/offices/{office}/confirmations'
const confirm = 'POST /api/confirmations/{id}/confirm'
const decline = 'POST /api/confirmations/{id}/decline'

/** One that waits for the director, on the screen. */
async function shown(api = new FakeApi(), one = asked()) {
  api.answer(list, { confirmations: [one] })
  const view = show(<Confirmations />, api, { session: director })
  await waitFor(() => expect(isSaid(one.what.th)).toBe(true))
  return { api, ...view }
}
const button = (name: string) => screen.getByRole('button', { name })

describe('§2.3: what waits to be confirmed', () => {
  test('where nothing does, the director is told so, and an officer nothing at all', async () => {
    const api = new FakeApi()
    api.answer(list, { confirmations: [] })
    const { unmount } = show(<Confirmations />, api, { session: director })
    await waitFor(() => expect(isSaid('ไม่มีรายการรอยืนยัน')).toBe(true))
    unmount()
    show(<Confirmations />, api, { session: holding('officer') })
    await waitFor(() => expect(api.sent).toHaveLength(2))
    expect(document.body.textContent).toBe('')
  })

  test('says who asks for what, since when and until when, and is confirmed by a button', async () => {
    const { api, user } = await shown()
    expect(isSaid('ผู้ดูแลระบบ ขอแต่งตั้ง สมชาย ใจดี (somchai) เป็นผู้อำนวยการกลุ่ม')).toBe(true)
    expect(isSaid('ต้องยืนยันภายใน 4 ธันวาคม 2569')).toBe(true)
    api.answer(confirm, { code: null })
    api.answer(list, { confirmations: [] })
    await user.click(button('ยืนยัน'))
    await waitFor(() => expect(isSaid('ยืนยันแล้ว')).toBe(true))
    expect(api.changes).toMatchObject([{ operation: 'POST /api/confirmations/c1/confirm' }])
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
  })

  test('a half of a code is shown once, with what it is for, also when the list is empty then', async () => {
    const { api, user } = await shown(new FakeApi(), asked({ kind: 'password' }))
    api.answer(confirm, { code: 'ABCDE-FGHJK' })
    api.answer(list, { confirmations: [] })
    await user.click(button('ยืนยัน'))
    await waitFor(() => expect(isSaid('รหัสส่วนที่สอง ABCDE-FGHJK')).toBe(true))
    expect(isSaid('พิมพ์ต่อจากส่วนแรก')).toBe(true)
  })

  test('is declined only with a reason that says something', async () => {
    const { api, user } = await shown()
    await user.click(button('ไม่ยืนยัน'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'ไม่ยืนยัน' }))
    await waitFor(() => expect(isSaid('ต้องให้เหตุผล')).toBe(true))
    expect(api.changes).toEqual([])
    api.answer(decline, undefined)
    api.answer(list, { confirmations: [] })
    await user.type(dialog.getByRole('textbox'), 'ยังไม่มีคำสั่ง')
    await user.click(dialog.getByRole('button', { name: 'ไม่ยืนยัน' }))
    await waitFor(() => expect(isSaid('บันทึกเหตุผลแล้ว')).toBe(true))
    expect(api.changes).toMatchObject([{ body: { reason: 'ยังไม่มีคำสั่ง' } }])
  })

  test.each([
    ['that has run out', 'already_exists', 409, 'พ้นกำหนด ๑๔ วันแล้ว'],
    ['that another has decided on', 'already_exists', 409, 'มีผู้พิจารณาแล้ว'],
    ['that is not theirs any more', 'not_permitted', 403, 'ยืนยันรายการนี้ไม่ได้'],
  ] as const)(
    'one %s leaves the list, and the reason stays to be read',
    async (_, code, status, sentence) => {
      const { api, user } = await shown()
      api.refuse(confirm, { code, status, message: text(sentence) })
      api.answer(list, { confirmations: [] })
      await user.click(button('ยืนยัน'))
      await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
      expect(isSaid(sentence)).toBe(true)
      expect(isSaid('ยังไม่ได้บันทึก')).toBe(true)
    },
  )

  test('where the server is not reached it stays, and can be tried again', async () => {
    const { api, user } = await shown()
    api.cutOff(confirm)
    await user.click(button('ยืนยัน'))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByRole('article')).toBeTruthy()
    api.answer(confirm, { code: null })
    api.answer(list, { confirmations: [] })
    await user.click(button('ยืนยัน'))
    await waitFor(() => expect(isSaid('ยืนยันแล้ว')).toBe(true))
  })

  test('what I asked for says for whom it waits, and can be withdrawn', async () => {
    const api = new FakeApi()
    const other = { id: 'p2', name: 'ผู้อำนวยการ' }
    api.answer(list, { confirmations: [asked({ mine: false, waitsFor: [other] })] })
    const { user } = show(<Confirmations />, api, { session: holding('admin') })
    await waitFor(() => expect(isSaid('ผู้ที่ยืนยันได้: ผู้อำนวยการ')).toBe(true))
    expect(screen.queryByRole('button', { name: 'ยืนยัน' })).toBeNull()
    api.answer(decline, undefined)
    await user.click(screen.getByRole('button', named('ถอนคำขอ')))
    await waitFor(() =>
      expect(api.changes).toMatchObject([{ operation: 'POST /api/confirmations/c1/decline' }]),
    )
  })

  test('where nobody may confirm today, that is said', async () => {
    const api = new FakeApi()
    api.answer(list, { confirmations: [asked({ mine: false, waitsFor: [] })] })
    show(<Confirmations />, api, { session: holding('admin') })
    await waitFor(() => expect(isSaid('วันนี้ไม่มีผู้ที่ยืนยันได้')).toBe(true))
  })

  test('that could not be read can be read again', async () => {
    const api = new FakeApi()
    api.cutOff(list)
    const { user } = show(<Confirmations />, api, { session: director })
    await waitFor(() => expect(isSaid('ยังอ่านรายการรอยืนยันไม่ได้')).toBe(true))
    api.answer(list, { confirmations: [asked()] })
    await user.click(screen.getByRole('button'))
    expect(await screen.findByRole('article')).toBeTruthy()
  })
})
