import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Selectable } from 'kysely'
import { erase } from '../../../api/operations/erase.ts'
import { verifyFiles } from '../../../api/operations/verify-files.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import type { Tables } from '../../../db/tables.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { begin, clientsOf, look, take, walkTo, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'
import { bring, contentOf, publishWithFiles } from '../../support/with-files.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const copy = (by: Client, id: string, headers = {}) => by('POST', `/api/requests/${id}/copies`, {}, headers)

/** An officer of another group than the owner of what the tests copy. */
async function ofAnotherGroup(): Promise<Client> {
  const { db } = office.deps
  const find = (table: 'person' | 'appointment') =>
    db
      .selectFrom(table)
      .selectAll()
      .where(table === 'person' ? 'id' : 'person', '=', 'cmi4.officer')
      .executeTakeFirstOrThrow()
  const [person, post] = [await find('person'), await find('appointment')] as [
    Selectable<Tables['person']>,
    Selectable<Tables['appointment']>,
  ]
  const groups = await db.selectFrom('officeGroup').select('id').where('office', '=', 'cmi4').execute()
  const groupId = groups.find(({ id }) => id !== post.groupId)?.id ?? ''
  const id = 'cmi4.other'
  await db
    .insertInto('person')
    .values({ ...person, id, username: id, name: 'นายอื่น กลุ่มอื่น' })
    .execute()
  await db
    .insertInto('appointment')
    .values({ ...post, id: `post of ${id}`, person: id, groupId })
    .execute()
  return office.as(id)
}

test('of what was published is a draft of one’s own with its content and files, and with nothing that was decided', async () => {
  const published = await publishWithFiles(office)
  const officer = await as('cmi4.officer')
  const before = await look(officer, published.id)
  expect(before.copyable).toBe(true)
  const made = await copy(officer, published.id)
  expect(made).toMatchObject({ status: 201, body: { leftOut: [] } })
  const { request } = made.body
  expect(request).toMatchObject({
    ...{ status: 'open', frozenRevision: 0, publication: null, given: [], deletable: true },
    ...{ owner: { id: 'cmi4.officer' }, title: before.title, content: before.content },
  })
  expect(request.id).not.toBe(published.id)
  const file = `/api/requests/${request.id}/files/${published.file.sha256}`
  expect((await officer('GET', file)).status).toBe(200)
  const { events } = (await officer('GET', `/api/requests/${request.id}/events`)).body
  expect(events).toMatchObject([{ type: 'begin', values: [] }])
  // It can go its way, and neither is changed by the other.
  const [propose] = wayOf('cmi4')
  await take(officer, request.id, { type: propose?.type, ...propose?.data })
  expect(await look(officer, published.id)).toEqual(before)
  const { db, files } = office.deps
  expect((await verifyRequests(db)).differences).toEqual([])
  expect((await verifyFiles(db, files.store)).differences).toEqual([])
})

test('is recorded with what it was copied from, and is made once for a key', async () => {
  const officer = await as('cmi3.officer')
  const draft = await begin(officer, 'cmi3')
  const key = { 'Idempotency-Key': 'copied-once' }
  const first = await copy(officer, draft.id, key)
  const again = await copy(officer, draft.id, key)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body.request.id).toBe(first.body.request.id)
  const { payload } = await office.deps.db
    .selectFrom('event')
    .select('payload')
    .where('request', '=', first.body.request.id)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(payload)).toMatchObject({ '@copiedFrom': draft.id })
})

test('of what another has under way is refused, and of what the office ended is not; a draft of others is not read', async () => {
  const officer = await as('cmi3.officer')
  const director = await as('cmi3.groupDirector')
  const { id } = await walkTo(as, 'cmi3', 1)
  expect((await look(director, id)).copyable).toBe(false)
  expect(await copy(director, id)).toMatchObject({
    ...{ status: 403, body: { message: { th: expect.stringContaining('เผยแพร่หรือสิ้นสุดแล้ว') } } },
  })
  const draft = await begin(officer, 'cmi3')
  expect((await copy(await as('cmi3.webmaster'), draft.id)).status).toBe(403)
  expect((await copy(await as('cmi4.officer'), id)).status).toBe(403)
  await take(officer, id, { type: 'WITHDRAW' })
  expect((await look(director, id)).copyable).toBe(true)
  expect((await copy(director, id)).body.request).toMatchObject({ owner: { id: 'cmi3.groupDirector' } })
})

test('by another holds what was submitted, not what the owner writes anew, nor a file that only that names', async () => {
  const { id, title } = await publishWithFiles(office)
  const officer = await as('cmi4.officer')
  await take(officer, id, { type: 'REPORT_ERROR', error: 'ตัวเลขผิด' })
  const secret = await bring(officer, id, 'ฉบับใหม่.pdf', pdf({ size: 7000, trailer: '/ID(secret)' }))
  const standing = await look(officer, id)
  await write(officer, id, { ...standing.content, title: 'ยังไม่เสนอ', attachments: [secret] })
  const other = await ofAnotherGroup()
  const stranger = (await copy(other, id)).body.request
  expect(stranger.title).toBe(title)
  expect(JSON.stringify(stranger.content)).not.toContain(secret.sha256)
  expect((await other('GET', `/api/requests/${stranger.id}/files/${secret.sha256}`)).status).toBe(404)
})

test('has no file in which a virus was found, and says so; what was erased by order is not copied', async () => {
  const officer = await as('cmi4.officer')
  const draft = await begin(officer, 'cmi4')
  const file = await bring(officer, draft.id, 'ติดไวรัส.pdf', pdf({ size: 8000, trailer: '/ID(virus)' }))
  await write(officer, draft.id, contentOf({ attachments: [file] }))
  const { db } = office.deps
  await db.updateTable('file').set({ scan: 'infected' }).where('sha256', '=', file.sha256).execute()
  const { body } = await copy(officer, draft.id)
  expect(body.request.content.attachments ?? []).toEqual([])
  expect(body.leftOut).toEqual([{ th: expect.stringContaining('ติดไวรัส.pdf'), en: expect.anything() }])
  await db.updateTable('file').set({ scan: 'notNeeded' }).where('sha256', '=', file.sha256).execute()

  const gone = await begin(officer, 'cmi4', wholeContent('cmi4'))
  await take(officer, gone.id, { type: 'WITHDRAW' })
  await erase(db, { request: gone.id, by: 'คำสั่งที่ ๑', reason: 'คำขอของเจ้าของข้อมูล' }, office.clock.now())
  expect((await look(officer, gone.id)).copyable).toBe(false)
  expect((await copy(officer, gone.id)).status).toBe(403)
})

test('leaves out what the form of today has no place for, and says so', async () => {
  const officer = await as('cmi3.officer')
  const old = await begin(officer, 'cmi3', { source: 'กลุ่มนโยบายและแผน' })
  const procedure = structuredClone(cmi3Publication)
  procedure.form = procedure.form.filter(({ name }) => name !== 'source')
  await activate(office.deps.db, procedure, office.clock.now())
  const { body } = await copy(officer, old.id)
  expect(body.request.content).toEqual({ title: old.title, body: old.content.body })
  expect(body.leftOut).toEqual([{ th: expect.stringContaining('แหล่งที่มา'), en: expect.anything() }])
})
