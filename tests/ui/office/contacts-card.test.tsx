/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { ContactsCard } from '../../../ui/office/settings/contacts-card.tsx'
import { cleanScreens, FakeApi, isSaid, named, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()

const nothing = { telephone: '', email: '', place: '' }
const plan = { group: 'plan', name: text('กลุ่มนโยบายและแผน'), ...nothing }
const money = { group: 'money', name: text('กลุ่มบริหารงานการเงิน'), ...nothing, place: 'อาคาร ๑' }
const patch = 'PATCH /api/offices/{office}/contacts'

async function shown() {
  const api = new FakeApi()
  api.answer('GET /api/offices/{office}/contacts', { revision: 7, contacts: [plan, money] })
  const view = show(<ContactsCard office="cmi3" />, api)
  await screen.findByRole('textbox', { name: /^ห้องหรือที่ตั้ง/ })
  return { api, ...view }
}
type User = Awaited<ReturnType<typeof shown>>['user']
const box = (name: string) =>
  screen.getByRole('textbox', { name: new RegExp(`^${name}`) }) as HTMLInputElement
const choose = async (user: User, group: string) => {
  await user.click(screen.getByRole('button', named('ช่องทางติดต่อของ')))
  await user.click(screen.getByRole('option', named(group)))
}

describe('The contacts of the groups', () => {
  test('keep what was typed for one group while another is looked at, and say that it is not saved', async () => {
    const { user } = await shown()
    await user.type(box('โทรศัพท์'), '053112233')
    await choose(user, 'การเงิน')
    expect(box('ห้องหรือที่ตั้ง').value).toBe('อาคาร ๑')
    expect(box('โทรศัพท์').value).toBe('')
    await choose(user, 'แผน (ยังไม่ได้บันทึก)')
    expect(box('โทรศัพท์').value).toBe('053112233')
  })

  test('say that a group was refused though one has gone on to the next', async () => {
    const { api, user } = await shown()
    const message = text('หมายเลขโทรศัพท์เขียนด้วยตัวเลข')
    const refuse = api.refuseLate(patch, {
      ...{ code: 'invalid_request', status: 400, errors: [{ path: 'telephone', message }] },
    })
    await user.type(box('โทรศัพท์'), '12')
    await user.click(screen.getByRole('button', namedJust('บันทึกช่องทางติดต่อ')))
    await choose(user, 'การเงิน')
    refuse()
    await choose(user, 'แผน')
    await waitFor(() => expect(box('โทรศัพท์').getAttribute('aria-invalid')).toBe('true'))
    expect(isSaid('หมายเลขโทรศัพท์เขียนด้วยตัวเลข')).toBe(true)
  })

  test('are not overwritten by who has not looked: what is loaded behind the typing was not seen', async () => {
    const { api, user, client } = await shown()
    await user.type(box('ห้องหรือที่ตั้ง'), 'อาคาร ๒')
    const theirs = { ...plan, place: 'อาคาร ๓' }
    api.answer('GET /api/offices/{office}/contacts', { revision: 9, contacts: [theirs, money] })
    await client.refetchQueries()
    const errors = [{ path: 'place', message: text('ห้องหรือที่ตั้ง: สมชาย เปลี่ยนเป็น “อาคาร ๓”') }]
    api.refuse(patch, { code: 'revision_conflict', status: 409, errors })
    await user.click(screen.getByRole('button', namedJust('บันทึกช่องทางติดต่อ')))
    await waitFor(() => expect(isSaid('สมชาย เปลี่ยนเป็น “อาคาร ๓”')).toBe(true))
    api.answer(patch, { revision: 10, contacts: [{ ...plan, place: 'อาคาร ๒' }, money] })
    await user.click(screen.getByRole('button', namedJust('บันทึกช่องทางติดต่อ')))
    await waitFor(() => expect(isSaid('บันทึกช่องทางติดต่อแล้ว')).toBe(true))
    expect(api.changes.map(({ ifMatch, body }) => [ifMatch, body])).toEqual([
      ['"7"', { group: 'plan', place: 'อาคาร ๒' }],
      ['"9"', { group: 'plan', place: 'อาคาร ๒' }],
    ])
  })
})
