/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { Integration } from '../../../api/http/effects-contract.ts'
import { IntegrationsPage } from '../../../ui/office/integrations/integrations-page.tsx'
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
  ...{ id: 'a1', office: 'cmi3', group: null, role: 'admin', orderNumber: null },
  ...{ capacity: 'holder', from: '2026-01-01', until: null },
}
const admin = { ...officer, person: { ...officer.person, appointments: [held] } }
const integration: Integration = {
  ...{
    id: 'i1',
    kind: 'webhook',
    name: 'ระบบสารบรรณ',
    url: 'https://receiver.example/',
    site: 'https://a.example',
  },
  ...{ enabled: false, events: ['published'], username: null, hasCredential: true, categories: {} },
  ...{ createdAt: '2026-11-02T02:00:00Z', waiting: 2, dead: 1 },
}
function api(integrations: Integration[]): FakeApi {
  const fake = new FakeApi()
  fake.answer('GET /api/offices/{office}/integrations', { integrations })
  fake.answer('GET /api/offices/{office}/effects', { effects: [], nextCursor: null })
  return fake
}

test('an integration says whether it is on, what waits, and is turned on by a press', async () => {
  const fake = api([integration])
  const { user } = show(<IntegrationsPage />, fake, { session: admin })
  await waitFor(() => expect(isSaid('ระบบสารบรรณ')).toBe(true))
  expect(isSaid('ปิดอยู่')).toBe(true)
  expect(isSaid('รอส่ง 2 รายการ · ส่งไม่สำเร็จ 1 รายการ')).toBe(true)
  fake.answer('PATCH /api/offices/{office}/integrations/{id}', { ...integration, enabled: true })
  fake.answer('GET /api/offices/{office}/integrations', { integrations: [{ ...integration, enabled: true }] })
  await user.click(screen.getByRole('button', namedJust('เปิดใช้')))
  await waitFor(() => expect(isSaid('เปิดใช้อยู่')).toBe(true))
  expect(fake.changes.map(({ body }) => body)).toEqual([{ enabled: true }])
})

test('the secret of a new webhook is shown once, after it was added', async () => {
  const fake = api([])
  const { user } = show(<IntegrationsPage />, fake, { session: admin })
  await user.click(await screen.findByRole('button', named('เพิ่มการเชื่อมต่อ')))
  await user.click(screen.getByRole('button', named('ตรวจเว็บไซต์ของสำนักงาน')))
  await user.click(await screen.findByRole('option', named('แจ้งระบบอื่น')))
  const [name, url] = screen.getAllByRole('textbox')
  await user.type(name as HTMLElement, 'ระบบสารบรรณ')
  await user.type(url as HTMLElement, 'https://receiver.example/')
  fake.answer('POST /api/offices/{office}/integrations', { integration, secret: 'whsec_shown' })
  await user.click(screen.getByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(isSaid('whsec_shown')).toBe(true))
  await user.click(screen.getByRole('button', namedJust('เสร็จแล้ว')))
  await waitFor(() => expect(isSaid('whsec_shown')).toBe(false))
})

test('the password of a site is asked for when it is added, and kept when it is left empty later', async () => {
  const site: Integration = {
    ...integration,
    kind: 'wordpress',
    username: 'prakat',
    url: 'https://www.example.go.th',
  }
  const fake = api([site])
  fake.answer('PATCH /api/offices/{office}/integrations/{id}', site)
  fake.answer('GET /api/offices/{office}', { categories: [] } as never)
  const { user } = show(<IntegrationsPage />, fake, { session: admin })
  await user.click(await screen.findByRole('button', namedJust('แก้ไข')))
  await user.click(await screen.findByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(fake.changes).toHaveLength(1))
  expect(fake.changes[0]?.body).toMatchObject({ username: 'prakat', categories: {} })
  expect(fake.changes[0]?.body).not.toHaveProperty('password')
})

test('what a try answered is said beside the integration', async () => {
  const fake = api([integration])
  const answer = { ok: false, message: text('เว็บไซต์ตอบ 404'), categories: [] }
  fake.answer('POST /api/offices/{office}/integrations/{id}/test', answer)
  const { user } = show(<IntegrationsPage />, fake, { session: admin })
  await user.click(await screen.findByRole('button', namedJust('ทดสอบ')))
  await waitFor(() => expect(isSaid('ทดสอบแล้ว ยังใช้ไม่ได้')).toBe(true))
  expect(isSaid('เว็บไซต์ตอบ 404')).toBe(true)
})

test('nobody but an administrator is shown anything of it, and nothing is asked', () => {
  const fake = api([integration])
  show(<IntegrationsPage />, fake)
  expect(isSaid('หน้านี้สำหรับผู้ดูแลระบบ')).toBe(true)
  expect(fake.sent).toEqual([])
})

test('what was public before a website was turned on is offered with its number, and sent by a press', async () => {
  const wordpress: Integration = { ...integration, kind: 'wordpress', enabled: true, name: 'เว็บไซต์เดิม' }
  const fake = api([wordpress])
  fake.answer('GET /api/offices/{office}/integrations/{id}/existing', { count: 12 })
  const { user } = show(<IntegrationsPage />, fake, { session: admin })
  await waitFor(() => expect(isSaid('มี 12 รายการที่เผยแพร่อยู่แล้ว')).toBe(true))
  fake.answer('POST /api/offices/{office}/integrations/{id}/existing', { count: 0 })
  fake.answer('GET /api/offices/{office}/integrations/{id}/existing', { count: 0 })
  await user.click(screen.getByRole('button', namedJust('ส่งรายการที่เผยแพร่อยู่แล้ว')))
  await waitFor(() => expect(isSaid('รายการที่เผยแพร่อยู่แล้วและยังไม่ได้ส่ง')).toBe(false))
  expect(fake.changes.map(({ operation }) => operation)).toEqual([
    'POST /api/offices/cmi3/integrations/i1/existing',
  ])
})
