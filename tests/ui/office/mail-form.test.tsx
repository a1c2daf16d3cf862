/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { OfficeMail } from '../../../api/http/mail-contract.ts'
import { MailForm } from '../../../ui/office/mail/mail-form.tsx'
import { cleanScreens, FakeApi, isSaid, show } from '../../support/screen.tsx'

cleanScreens()

const settings = {
  ...{ host: 'smtp.example.go.th', port: 587, security: 'starttls' as const, username: 'saraban' },
  ...{ fromName: 'สำนักงาน', fromAddress: 'noreply@example.go.th', digestAt: '08:30' },
  ...{ quietFrom: '18:00', quietUntil: '07:30', workingDaysOnly: true },
}
const mail: OfficeMail = {
  ...settings,
  ...{
    integration: 'i1',
    enabled: true,
    hasPassword: true,
    link: 'https://prakat.example.go.th',
    waiting: 0,
  },
}
const put = 'PUT /api/offices/{office}/mail'
const box = (name: string) => screen.getByRole('textbox', { name: new RegExp(`^${name}`) })
const turnOff = () => screen.getByRole('button', { name: /^ปิด/ })

test('turning e-mail off sends what is saved, and leaves what stands half typed in the form', async () => {
  const api = new FakeApi()
  const { user } = show(<MailForm office="cmi3" mail={mail} officeName="สำนักงาน" />, api)
  api.answer(put, { ...mail, enabled: false })
  await user.clear(box('ชื่อเครื่องแม่ข่าย'))
  await user.clear(box('พอร์ต'))
  await user.type(box('พอร์ต'), '99999')
  await user.click(turnOff())
  await waitFor(() => expect(api.sent.map(({ body }) => body)).toEqual([{ ...settings, enabled: false }]))
  expect((box('พอร์ต') as HTMLInputElement).value).toBe('99999')
})

test('says where e-mail could not be turned off', async () => {
  const api = new FakeApi()
  const { user } = show(<MailForm office="cmi3" mail={mail} officeName="สำนักงาน" />, api)
  api.cutOff(put)
  await user.click(turnOff())
  await waitFor(() => expect(isSaid('ยังไม่ได้ปิด')).toBe(true))
})
