import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'
import { begin, clientsOf } from '../../support/requests.ts'

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
  expect((await officer('GET', '/api/notifications/unread')).body.unread).toBe(0)

  await post.set({ endsOn: null }).execute()
  expect(await told()).toEqual(before)
  expect((await officer('GET', '/api/notifications/unread')).body.unread).toBe(before.unread)
})

test('what was told of a draft that is others’ by now is counted by neither, however much was told since', async () => {
  const { db } = office.deps
  const drafts = (draftsOpen: 0 | 1) =>
    db.updateTable('office').set({ draftsOpen }).where('id', '=', 'cmi3').execute()
  const as = clientsOf(office)
  const [officer, webmaster] = [await as('cmi3.officer'), await as('cmi3.webmaster')]
  await drafts(1)
  const draft = await begin(officer, 'cmi3')
  const write = async (by: Client, id: string) =>
    by('PUT', `/api/requests/${draft.id}/messages/${id}`, { toWhom: 'owner', text: 'ใครเขียน' })
  expect((await write(webmaster, 'message-of-webmaster')).status).toBe(200)
  expect((await write(await as('cmi3.groupDirector'), 'message-of-director')).status).toBe(200)
  const counts = async () => [
    (await webmaster('GET', '/api/notifications')).body.unread,
    (await webmaster('GET', '/api/notifications/unread')).body.unread,
  ]
  const [before = 0] = await counts()
  expect(await counts()).toEqual([before, before])
  await drafts(0)
  // Behind the newest hundred too.
  await sql`
    WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 150)
    INSERT INTO notification (id, person, request, messageTh, messageEn, at, readAt, step)
    SELECT 'later' || i, 'cmi3.webmaster', (SELECT id FROM request WHERE office = 'cmi3' AND draftOf = '' LIMIT 1),
      'ข่าว', 'News', ${office.clock.now() + 1}, NULL, '' FROM n`.execute(db)
  expect(await counts()).toEqual([before + 149, before + 149])
})
