import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sweepFiles } from '../../../api/files/sweep.ts'
import { readHeads } from '../../../api/operations/heads.ts'
import { verifyFiles } from '../../../api/operations/verify-files.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { StateNodeConfig } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import {
  begin,
  clientsOf,
  ifMatch,
  look,
  take,
  walkTo,
  wayOf,
  wholeContent,
  write,
} from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'
import { bring, contentOf } from '../../support/with-files.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const idsOf = async (by: Client, query: string): Promise<string[]> =>
  (await by('GET', `/api/requests?${query}&limit=100`)).body.items.map(({ id }: { id: string }) => id)
const discard = async (by: Client, id: string, revision?: number) =>
  by('DELETE', `/api/requests/${id}`, undefined, ifMatch(revision ?? (await look(by, id)).revision))

test('drafts of mine stand apart from what I submitted, the last written first, with a total that is right', async () => {
  const officer = await as('cmi3.officer')
  const first = await begin(officer, 'cmi3')
  office.clock.advance(60_000)
  const second = await begin(officer, 'cmi3')
  const submitted = await walkTo(as, 'cmi3', 1)
  expect((await idsOf(officer, 'view=drafts')).slice(0, 2)).toEqual([second.id, first.id])
  office.clock.advance(60_000)
  await write(officer, first.id, { ...first.content, body: 'เขียนใหม่' })
  const { items, total } = (await officer('GET', '/api/requests?view=drafts')).body
  expect(items.slice(0, 2)).toMatchObject([
    { id: first.id, updatedAt: '2026-11-20T03:02:00.000Z' },
    { id: second.id },
  ])
  expect(total).toBe(items.length)
  const mine = await idsOf(officer, 'view=mine')
  expect(mine).toContain(submitted.id)
  expect(mine).not.toContain(first.id)
  expect(await idsOf(officer, 'view=drafts')).not.toContain(submitted.id)
  // Page by page it is the same list.
  const page = (await officer('GET', '/api/requests?view=drafts&limit=1')).body
  expect(await idsOf(officer, `view=drafts&cursor=${page.nextCursor}`)).not.toContain(first.id)
  expect(await idsOf(await as('cmi3.groupDirector'), 'view=drafts')).toEqual([])
})

test('a deleted draft is nowhere: its text, its files and its notices are gone, and every record agrees', async () => {
  const officer = await as('cmi4.officer')
  const secret = 'ข้อความลับของร่างที่ลบ'
  const draft = await begin(officer, 'cmi4', { title: secret })
  const bytes = pdf({ size: 5000, trailer: '/ID(everyday)' })
  const file = await bring(officer, draft.id, 'ร่างลับ.pdf', bytes)
  const body = secret
  await write(officer, draft.id, contentOf({ title: secret, body, attachments: [file] }))
  const before = await readHeads(office.deps.db, { at: office.clock.now() })
  expect((await look(officer, draft.id)).deletable).toBe(true)

  expect((await discard(officer, draft.id)).status).toBe(204)
  await office.deps.jobs.idle()

  for (const path of ['', '/events', '/contents', '/files', `/files/${file.sha256}`])
    expect((await officer('GET', `/api/requests/${draft.id}${path}`)).status).toBe(404)
  for (const view of ['drafts', 'mine', 'inbox', 'office', 'office&status=ended'])
    expect(await idsOf(officer, `view=${view}`)).not.toContain(draft.id)
  expect(await idsOf(officer, `view=office&q=${encodeURIComponent(secret)}`)).toEqual([])
  const { db } = office.deps
  for (const table of [
    'content',
    'request',
    'requestFile',
    'notification',
    'newNotice',
    'fileReading',
    'upload',
  ] as const)
    expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toMatch(/ข้อความลับ|ร่างลับ/)
  expect(await office.deps.files.store.size(file.sha256)).toBeUndefined()

  const { differences } = await verifyRequests(db)
  expect(differences).toEqual([])
  expect((await verifyFiles(db, office.deps.files.store)).differences).toEqual([])
  // One more link on the chain, and none of those before it changed.
  const after = await readHeads(db, { at: office.clock.now() })
  expect(after.offices.cmi4?.events.count).toBe((before.offices.cmi4?.events.count ?? 0) + 1)
  expect((await discard(officer, draft.id, 1)).status).toBe(404)
})

test('a file that another request has too stays with it', async () => {
  const officer = await as('cmi4.officer')
  const bytes = pdf({ size: 6000, trailer: '/ID(shared)' })
  const [kept, gone] = [await begin(officer, 'cmi4'), await begin(officer, 'cmi4')]
  const file = await bring(officer, kept.id, 'คู่มือ.pdf', bytes)
  await write(officer, kept.id, contentOf({ attachments: [file] }))
  await bring(officer, gone.id, 'คู่มือ.pdf', bytes)
  expect((await discard(officer, gone.id)).status).toBe(204)
  expect((await officer('GET', `/api/requests/${kept.id}/files/${file.sha256}`)).status).toBe(200)
})

test('is refused to others, on a revision of before, and once it was submitted, with the way out', async () => {
  const officer = await as('cmi3.officer')
  const draft = await begin(officer, 'cmi3')
  const director = await as('cmi3.groupDirector')
  expect(await discard(director, draft.id)).toMatchObject({ status: 403 })
  expect(await discard(await as('cmi4.officer'), draft.id, 1)).toMatchObject({ status: 403 })
  await write(officer, draft.id, { ...draft.content, body: 'เขียนใหม่' })
  expect(await discard(officer, draft.id, draft.revision)).toMatchObject({ status: 409 })
  const [propose] = wayOf('cmi3')
  if (!propose) throw new Error('another way')
  await take(officer, draft.id, { type: propose.type, ...propose.data })
  expect((await look(officer, draft.id)).deletable).toBe(false)
  expect(await discard(officer, draft.id)).toMatchObject({
    ...{
      status: 409,
      body: { code: 'transition_not_available', message: { th: expect.stringContaining('ถอนเรื่อง') } },
    },
  })
})

test('a text that somebody leaves in the tables of a deleted draft is found by verify', async () => {
  const officer = await as('cmi3.officer')
  const draft = await begin(officer, 'cmi3')
  expect((await discard(officer, draft.id)).status).toBe(204)
  const { db } = office.deps
  await db.updateTable('content').set({ json: '{"title":"ยังอยู่"}' }).where('request', '=', draft.id).execute()
  expect((await verifyRequests(db)).differences).toContainEqual({
    ...{ request: draft.id, what: expect.stringContaining('is kept') },
  })
})

test('whose files cannot be removed now is deleted all the same, and they go a day later', async () => {
  const officer = await as('cmi4.officer')
  const draft = await begin(officer, 'cmi4')
  const file = await bring(officer, draft.id, 'ค้าง.pdf', pdf({ size: 4000, trailer: '/ID(stuck)' }))
  const { store } = office.deps.files
  const { remove } = store
  store.remove = () => Promise.reject(new Error('the store is out of reach'))
  expect((await discard(officer, draft.id)).status).toBe(204)
  await office.deps.jobs.idle()
  expect(await store.size(file.sha256)).toBe(file.size)
  store.remove = remove
  for (let looks = 0; looks < 2; looks += 1) {
    await sweepFiles(office.deps)
    office.clock.advance(25 * 3_600_000)
  }
  expect(await store.size(file.sha256)).toBeUndefined()
})

test('is offered for deletion only while the deletion would be done: not where a chart led back to where nothing is decided', async () => {
  const procedure = structuredClone(cmi3Publication)
  const drafting = procedure.chart.states.drafting as StateNodeConfig
  drafting.on = {
    ...drafting.on,
    REWRITE: {
      target: 'drafting',
      reenter: true,
      guard: { type: 'may', params: { as: 'owner' } },
      actions: { type: 'startAgain' },
      meta: { title: { th: 'เริ่มร่างใหม่', en: 'Write anew' }, clause: 'ข้อ ๑', source: 'added' },
    },
  }
  await activate(office.deps.db, { ...procedure, id: 'cmi3.rewritten' }, office.clock.now())
  const officer = await office.as('cmi3.officer')
  const begun = await officer('POST', '/api/requests', {
    ...{ procedure: 'cmi3.rewritten', content: wholeContent('cmi3') },
  })
  const { id } = begun.body
  expect((await look(officer, id)).deletable).toBe(true)
  await take(officer, id, { type: 'REWRITE' })
  expect((await look(officer, id)).deletable).toBe(false)
  expect(await discard(officer, id)).toMatchObject({ status: 409 })
})
