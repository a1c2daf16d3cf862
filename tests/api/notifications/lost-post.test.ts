import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Office, startOffice } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

let office: Office
beforeAll(async () => {
  office = await startOffice()
})
afterAll(() => office.close())

test('who holds no post today is shown no old notice with the title of a request; who has one again is', async () => {
  const { request } = await publish(office, { content: { title: 'เรื่องที่ผู้พ้นตำแหน่งอ่านไม่ได้' } })
  const officer = await office.as('cmi4.officer')
  const told = async () => (await officer('GET', '/api/notifications')).body
  const before = await told()
  expect(before.notifications.map((one: { request: string }) => one.request)).toContain(request)
  expect(before.unread).toBeGreaterThan(0)

  const { db } = office.deps
  const post = db.updateTable('appointment').where('person', '=', 'cmi4.officer')
  await post.set({ endsOn: '2026-11-19' }).execute()
  expect((await officer('GET', `/api/requests/${request}`)).status).toBe(403)
  expect(await told()).toEqual({ notifications: [], unread: 0 })

  await post.set({ endsOn: null }).execute()
  expect(await told()).toEqual(before)
})
