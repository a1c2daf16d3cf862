import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { erase } from '../../../api/operations/erase.ts'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, ifMatch, look, take, walkTo } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

let made = 0
const newId = () => `message-of-a-test-${String(++made).padStart(4, '0')}`
const say = (by: Client, request: string, toWhom: 'owner' | 'waiting', text: string, id = newId()) =>
  by('PUT', `/api/requests/${request}/messages/${id}`, { toWhom, text })
const told = async (by: Client, request: string) =>
  (await by('GET', '/api/notifications')).body.notifications.filter(
    (one: { request: string; message: { th: string } }) =>
      one.request === request && one.message.th.includes('ถามหรือตอบ'),
  )
const differences = async () => (await verifyAll(office.deps.db, [], office.clock.now())).differences

test('a question reaches the owner and its answer whoever asked; nothing of the request changes by it', async () => {
  const { id } = await walkTo(as, 'cmi3', 1)
  const [officer, director] = [await as('cmi3.officer'), await as('cmi3.groupDirector')]
  const before = await look(director, id)
  const seen = (await director('GET', `/api/requests/${id}/messages`)).body
  expect(seen).toMatchObject({ messages: [], open: true, owner: [before.owner.name], waiting: [] })
  const asked = await say(director, id, 'owner', 'ตัวเลขในข้อ ๒ มาจากที่ใด')
  expect(asked).toMatchObject({ status: 200, body: { messages: [{ text: 'ตัวเลขในข้อ ๒ มาจากที่ใด' }] } })
  expect(await told(officer, id)).toHaveLength(1)
  expect(JSON.stringify(await told(officer, id))).not.toContain('ตัวเลข')
  office.clock.advance(1000)
  const answered = await say(officer, id, 'waiting', 'จากระบบ e-GP')
  expect(answered.body.messages.map(({ text }: { text: string }) => text)).toEqual([
    'ตัวเลขในข้อ ๒ มาจากที่ใด',
    'จากระบบ e-GP',
  ])
  expect(await told(director, id)).toHaveLength(1)
  expect(await look(director, id)).toEqual(before)
  expect(await differences()).toEqual([])
})

test('whoever has written is told of what comes after, though the request waits for others by then', async () => {
  const { id } = await walkTo(as, 'cmi3', 1)
  const director = await as('cmi3.groupDirector')
  await say(director, id, 'owner', 'ขอทราบที่มา')
  await take(director, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
  const webmaster = await as('cmi3.webmaster')
  const answer = await say(webmaster, id, 'owner', 'ขอไฟล์ต้นฉบับ')
  expect(answer.status).toBe(200)
  expect(await told(director, id)).toHaveLength(1)
})

test('sent again because no answer came it is one message; its id is nobody else’s, and no other words’', async () => {
  const { id } = await walkTo(as, 'cmi3', 1)
  const director = await as('cmi3.groupDirector')
  const key = newId()
  await say(director, id, 'owner', 'ถาม', key)
  expect((await say(director, id, 'owner', 'ถาม', key)).body.messages).toHaveLength(1)
  expect(await say(director, id, 'owner', 'อย่างอื่น', key)).toMatchObject({
    ...{ status: 409, body: { code: 'idempotency_conflict' } },
  })
  expect((await say(await as('cmi3.officer'), id, 'waiting', 'ถาม', key)).status).toBe(409)
  expect(await told(await as('cmi3.officer'), id)).toHaveLength(1)
})

test('is read and written by whoever may read the request alone, and reaches somebody or is refused', async () => {
  const draft = await begin(await as('cmi3.officer'), 'cmi3')
  const { id } = await walkTo(as, 'cmi3', 1)
  for (const [stranger, request] of [
    ['cmi4.officer', id],
    ['cmi3.webmaster', draft.id],
  ] as const) {
    const by = await as(stranger)
    expect((await by('GET', `/api/requests/${request}/messages`)).status).toBe(403)
    expect((await say(by, request, 'owner', 'ขอดู')).status).toBe(403)
  }
  // Its draft waits for the owner alone, and the owner is nobody else.
  expect(await say(await as('cmi3.officer'), draft.id, 'waiting', 'มีใครไหม')).toMatchObject({
    ...{ status: 400, body: { errors: [{ path: 'toWhom' }] } },
  })
  for (const text of ['', ' \u2063 ', 'ก'.repeat(2001)])
    expect((await say(await as('cmi3.groupDirector'), id, 'owner', text)).status).toBe(400)
  expect((await say(await as('cmi3.groupDirector'), id, 'owner', 'ถาม', 'short')).status).toBe(404)
})

test('ends with the request, and stays readable', async () => {
  const { id } = await walkTo(as, 'cmi3', 1)
  const [officer, director] = [await as('cmi3.officer'), await as('cmi3.groupDirector')]
  await say(director, id, 'owner', 'ถามไว้')
  await take(officer, id, { type: 'WITHDRAW' })
  expect(await say(officer, id, 'waiting', 'ตอบ')).toMatchObject({
    ...{ status: 409, body: { message: { th: expect.stringContaining('สิ้นสุด') } } },
  })
  expect((await director('GET', `/api/requests/${id}/messages`)).body).toMatchObject({
    ...{ open: false, messages: [{ text: 'ถามไว้' }] },
  })
})

test('is no part of what the public reads', async () => {
  const { id } = await walkTo(as, 'cmi3')
  const secret = 'ข้อความภายในสำนักงาน'
  expect((await say(await as('cmi3.webmaster'), id, 'owner', secret)).status).toBe(200)
  const { url } = (await look(await as('cmi3.officer'), id)).publication ?? { url: '' }
  for (const path of [url, `${url}.json`, '/o/cmi3/items.json', '/o/cmi3/feed.xml'])
    expect(JSON.stringify((await office.anyone('GET', path)).body)).not.toContain(secret)
})

test('is erased with the request, deleted with the draft, and verify finds what was left', async () => {
  const { db } = office.deps
  const { id } = await walkTo(as, 'cmi3', 1)
  const officer = await as('cmi3.officer')
  await say(await as('cmi3.groupDirector'), id, 'owner', 'เลขบัตรของนายลับ')
  await take(officer, id, { type: 'WITHDRAW' })
  const order = { request: id, by: 'คำสั่งที่ ๑', reason: 'คำขอของเจ้าของข้อมูล' }
  await erase(db, order, office.clock.now())
  const rows = () => db.selectFrom('message').selectAll().where('request', '=', id).execute()
  expect(JSON.stringify(await rows())).not.toContain('นายลับ')
  expect(await differences()).toEqual([])
  await db.updateTable('message').set({ text: 'เลขบัตรของนายลับ' }).where('request', '=', id).execute()
  expect(await differences()).toContainEqual(expect.stringContaining(`${id}: it was erased by order`))
  await db.deleteFrom('message').where('request', '=', id).execute()

  const draft = await begin(officer, 'cmi3')
  await say(await as('cmi3.groupDirector'), draft.id, 'owner', 'ร่างนี้ของใคร')
  const { revision } = await look(officer, draft.id)
  expect((await officer('DELETE', `/api/requests/${draft.id}`, undefined, ifMatch(revision))).status).toBe(
    204,
  )
  expect(await db.selectFrom('message').selectAll().where('request', '=', draft.id).execute()).toEqual([])
  expect(await told(officer, draft.id)).toEqual([])
})

test('tells nobody who may not read the request any more, and is gone with the draft for who is of another group too', async () => {
  const { db } = office.deps
  const drafts = (draftsOpen: 0 | 1) =>
    db.updateTable('office').set({ draftsOpen }).where('id', '=', 'cmi3').execute()
  const [officer, webmaster, director] = [
    await as('cmi3.officer'),
    await as('cmi3.webmaster'),
    await as('cmi3.groupDirector'),
  ]
  const { id } = await begin(officer, 'cmi3')
  await drafts(1)
  await say(webmaster, id, 'owner', 'ร่างนี้ของใคร')
  await say(director, id, 'owner', 'ของกลุ่มเรา')
  expect(await told(webmaster, id)).toHaveLength(1)
  await drafts(0)
  await say(director, id, 'owner', 'ไม่ต้องตอบผู้อื่น')
  await drafts(1)
  expect(await told(webmaster, id)).toHaveLength(1)
  await drafts(0)
  const { revision } = await look(officer, id)
  expect((await officer('DELETE', `/api/requests/${id}`, undefined, ifMatch(revision))).status).toBe(204)
  expect(await db.selectFrom('notification').selectAll().where('request', '=', id).execute()).toEqual([])
})

test('reaches no owner without a post: whoever would ask is told so', async () => {
  const { id } = await walkTo(as, 'cmi3', 1)
  const director = await as('cmi3.groupDirector')
  const post = office.deps.db.updateTable('appointment').where('person', '=', 'cmi3.officer')
  await post.set({ endsOn: '2026-11-19' }).execute()
  expect((await director('GET', `/api/requests/${id}/messages`)).body.owner).toEqual([])
  expect((await say(director, id, 'owner', 'ยังอยู่หรือไม่')).status).toBe(400)
  await post.set({ endsOn: null }).execute()
})

test('that somebody leaves, of a draft that was deleted or erased before it was submitted, is found by verify', async () => {
  const { db } = office.deps
  const [officer, director] = [await as('cmi3.officer'), await as('cmi3.groupDirector')]
  const [deleted, erased] = [await begin(officer, 'cmi3'), await begin(officer, 'cmi3')]
  for (const { id } of [deleted, erased]) await say(director, id, 'owner', 'เลขบัตรของนายลับ')
  const rows = await db.selectFrom('message').selectAll().where('request', '=', deleted.id).execute()
  const { revision } = await look(officer, deleted.id)
  await officer('DELETE', `/api/requests/${deleted.id}`, undefined, ifMatch(revision))
  const order = { request: erased.id, by: 'คำสั่งที่ ๑', reason: 'คำขอของเจ้าของข้อมูล', force: true }
  await erase(db, order, office.clock.now())
  expect(await differences()).toEqual([])
  await db.insertInto('message').values(rows).execute()
  await db.updateTable('message').set({ text: 'นายลับ' }).where('request', '=', erased.id).execute()
  expect(await differences()).toEqual([
    expect.stringContaining(`${erased.id}: it was erased by order`),
    expect.stringContaining(`${deleted.id}: its owner threw it away`),
  ])
  for (const { id } of [deleted, erased]) await db.deleteFrom('message').where('request', '=', id).execute()
})
