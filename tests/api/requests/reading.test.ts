import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { renewSearchTexts, searchTextOf } from '../../../api/requests/search-text.ts'
import * as migration from '../../../db/migrations/2026-12-02-claims-listed-as-submitted.ts'
import { attached } from '../../support/attach.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, look, take, walkTo, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'

let office: Office
let as: (username: string) => Promise<Client>

beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const personOf = (username: string) =>
  office.deps.db.selectFrom('person').selectAll().where('username', '=', username).executeTakeFirstOrThrow()

const listed = async (by: Client, query: string): Promise<string[]> => {
  const ids: string[] = []
  let cursor: string | null = ''
  let total = -1
  while (cursor !== null) {
    const answer = await by('GET', `/api/requests?${query}&limit=7${cursor && `&cursor=${cursor}`}`)
    expect(answer.status).toBe(200)
    ids.push(...answer.body.items.map((one: { id: string }) => one.id))
    cursor = answer.body.nextCursor
    total = answer.body.total
  }
  expect(total).toBe(ids.length)
  return ids
}

const paths = ['', '/events', '/contents', '/inspection']
const statuses = (by: Client, id: string) =>
  Promise.all(paths.map(async (path) => (await by('GET', `/api/requests/${id}${path}`)).status))
const writes: [string, string, unknown][] = [
  ['PUT', '/content', { content: { title: 'x' } }],
  ['POST', '/events', { type: 'SUBMIT' }],
  ['POST', '/owner', { to: 'cmi3.officer', reason: 'ลา' }],
]
const open = [200, 200, 200, 200]
const closed = [403, 403, 403, 403]

/** Somebody of another group, who holds nothing that the chart asks. */
async function officerOfAnotherGroup(of: string): Promise<Client> {
  const { db } = office.deps
  const like = await personOf(`${of}.officer`)
  const post = await db
    .selectFrom('appointment')
    .selectAll()
    .where('person', '=', like.id)
    .executeTakeFirstOrThrow()
  const { id: groupId } = await db
    .selectFrom('officeGroup')
    .select('id')
    .where('office', '=', of)
    .where('id', '!=', post.groupId ?? '')
    .executeTakeFirstOrThrow()
  const id = `${of} elsewhere`
  await db
    .insertInto('person')
    .values({ ...like, id, username: `${of}.elsewhere` })
    .execute()
  await db
    .insertInto('appointment')
    .values({ ...post, id: `${id} post`, person: id, groupId })
    .execute()
  return as(`${of}.elsewhere`)
}

describe('what is written anew after a submission', () => {
  /** A request that was submitted, sent back and written anew, with its two titles and the hash of a file of its draft. */
  async function writtenAnew() {
    const owner = await as('cmi3.officer')
    const [first, second] = ['คำสั่งที่เสนอแล้วครั้งแรก', 'ร่างใหม่ที่ยังไม่เสนอกระต่าย']
    const { id } = await begin(owner, 'cmi3', { title: first })
    const [submit] = wayOf('cmi3')
    await take(owner, id, { type: submit?.type, ...submit?.data })
    await take(await as('cmi3.groupDirector'), id, {
      type: 'RETURN',
      reasons: { grounds: [], text: 'โปรดแก้ไข' },
    })
    await write(owner, id, wholeContent('cmi3', { title: second }))
    return { id, owner, first, second, submit }
  }

  test('is read by those whose draft it is: others go on reading, listing and finding what was submitted', async () => {
    const { id, owner, first, second, submit } = await writtenAnew()
    const other = await as('cmi3.webmaster')
    const director = await as('cmi3.groupDirector')
    const seenBy = async (by: Client) => {
      const view = await look(by, id)
      const { revisions } = (await by('GET', `/api/requests/${id}/contents`)).body
      const preview = await by('GET', `/api/requests/${id}/preview?of=newest`)
      return [
        [view.title, view.content.title, view.contentRevision],
        revisions.map(({ content }: { content: { title: string } }) => content.title),
        [first, second].filter((title) => JSON.stringify(preview.body).includes(title)),
      ]
    }
    expect(await seenBy(owner)).toEqual([[second, second, 2], [first, second], [second]])
    expect(await seenBy(director)).toEqual(await seenBy(owner))
    expect(await seenBy(other)).toEqual([[first, first, 1], [first], [first]])
    for (const by of [owner, other]) {
      const { items } = (await by('GET', '/api/requests?view=office&limit=100')).body
      expect(items.find((one: { id: string }) => one.id === id).title).toBe(first)
      expect(await listed(by, `view=office&q=${encodeURIComponent('กระต่าย')}`)).not.toContain(id)
      expect(await listed(by, `view=office&q=${encodeURIComponent('เสนอแล้วครั้งแรก')}`)).toContain(id)
    }
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])

    await take(owner, id, { type: submit?.type, ...submit?.data })
    expect(await seenBy(other)).toEqual([[second, second, 2], [first, second], [second]])
    expect(await listed(other, `view=office&q=${encodeURIComponent('กระต่าย')}`)).toContain(id)
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('does not stand in the lists any more where an earlier release listed it', async () => {
    const { id, first, second } = await writtenAnew()
    const { db } = office.deps
    const searchText = searchTextOf({ title: second, body: '' })
    await db.updateTable('request').set({ title: second, searchText }).where('id', '=', id).execute()
    expect((await verifyRequests(db)).differences.map(({ request }) => request)).toEqual([id])
    await migration.up(db as never)
    await renewSearchTexts(db)
    expect(await listed(await as('cmi3.webmaster'), `view=office&q=${encodeURIComponent(first)}`)).toContain(
      id,
    )
    expect((await verifyRequests(db)).differences).toEqual([])
  })

  test('keeps the files that only it names from others until it is submitted, in their list too', async () => {
    const { id, owner, submit } = await writtenAnew()
    const file = await attached(owner, id, 'ร่าง.pdf', pdf({ size: 4000 }))
    await write(owner, id, wholeContent('cmi3', { attachments: [file] }))
    const other = await as('cmi3.webmaster')
    const seenBy = async (by: Client) => [
      (await by('GET', `/api/requests/${id}/files`)).body.files.length,
      (await by('GET', `/api/requests/${id}/files/${file.sha256}`)).status,
    ]
    expect(await seenBy(owner)).toEqual([1, 200])
    expect(await seenBy(other)).toEqual([0, 404])
    await take(owner, id, { type: submit?.type, ...submit?.data })
    expect(await seenBy(other)).toEqual([1, 200])
  })

  test('is read by whoever may write it, of whatever group', async () => {
    const { id, second } = await writtenAnew()
    const other = await as('cmi3.webmaster')
    await office.deps.db
      .insertInto('asked')
      .values({ office: 'cmi3', request: id, whom: 'role:webmaster', promptly: 0, since: 0, apart: '[]' })
      .execute()
    expect((await look(other, id)).title).toBe(second)
    await office.deps.db
      .deleteFrom('asked')
      .where('request', '=', id)
      .where('whom', '=', 'role:webmaster')
      .execute()
  })
})

describe('what was not submitted yet', () => {
  test('is read by its owner and the group alone, in no list, page, history, content or search of others', async () => {
    const owner = await as('cmi3.officer')
    const other = await officerOfAnotherGroup('cmi3')
    const draft = await begin(owner, 'cmi3', { title: 'ร่างคำสั่งลับกันยุง' })
    const director = await as('cmi3.groupDirector')
    expect(await statuses(owner, draft.id)).toEqual(open)
    expect(await statuses(director, draft.id)).toEqual(open)
    expect(await statuses(other, draft.id)).toEqual(closed)
    for (const [method, path, body] of writes) {
      const answer = await other(method, `/api/requests/${draft.id}${path}`, body, { 'If-Match': '"0"' })
      expect(answer).toMatchObject({ status: 403, body: { refusals: [{ code: 'draft_of_others' }] } })
    }
    expect((await other('GET', `/api/requests/${draft.id}`)).body.refusals[0]).toMatchObject({
      code: 'draft_of_others',
    })
    for (const query of [
      'view=office',
      'view=office&status=open',
      `view=office&q=${encodeURIComponent('กันยุง')}`,
    ]) {
      expect(await listed(other, query)).not.toContain(draft.id)
      expect(await listed(director, query)).toContain(draft.id)
    }
    expect((await listed(other, 'view=office')).length).toBeLessThan(
      (await listed(director, 'view=office')).length,
    )

    const [submit] = wayOf('cmi3')
    await take(owner, draft.id, { type: submit?.type, ...submit?.data })
    expect(await statuses(other, draft.id)).toEqual(open)
    expect(await listed(other, 'view=office')).toContain(draft.id)
    expect(await listed(other, `view=office&q=${encodeURIComponent('กันยุง')}`)).toContain(draft.id)
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('is read by whomever the chart asks, while it does', async () => {
    const draft = await begin(await as('yst2.officer'), 'yst2')
    const webmaster = await as('yst2.webmaster')
    expect((await webmaster('GET', `/api/requests/${draft.id}`)).status).toBe(403)
    const row = {
      office: 'yst2',
      request: draft.id,
      whom: 'role:webmaster',
      promptly: 0,
      since: 0,
      apart: '[]',
    }
    await office.deps.db.insertInto('asked').values(row).execute()
    expect(await statuses(webmaster, draft.id)).toEqual(open)
    await office.deps.db
      .deleteFrom('asked')
      .where('request', '=', draft.id)
      .where('whom', '=', 'role:webmaster')
      .execute()
    expect(await statuses(webmaster, draft.id)).toEqual(closed)
  })

  test('is opened to the whole office by its setting, which the log tells', async () => {
    const draft = await begin(await as('cmi4.officer'), 'cmi4')
    const webmaster = await as('cmi4.webmaster')
    const admin = await as('cmi4.admin')
    expect(await listed(webmaster, 'view=office')).not.toContain(draft.id)
    expect(await admin('PATCH', '/api/offices/cmi4', { draftsOpen: true })).toMatchObject({
      status: 200,
      body: { draftsOpen: true },
    })
    expect(await listed(webmaster, 'view=office')).toContain(draft.id)
    expect(await statuses(webmaster, draft.id)).toEqual(open)
    const { events } = (await admin('GET', '/api/offices/cmi4/log')).body
    expect(events[0].sentence.th).toContain('อ่านเรื่องที่ยังไม่ได้เสนอ')
    await admin('PATCH', '/api/offices/cmi4', { draftsOpen: false })
    expect(await statuses(webmaster, draft.id)).toEqual(closed)
  })

  test('that somebody opens in the tables is found by verify', async () => {
    const draft = await begin(await as('ptt1.officer'), 'ptt1')
    await office.deps.db.updateTable('request').set({ draftOf: '' }).where('id', '=', draft.id).execute()
    const { differences } = await verifyRequests(office.deps.db)
    expect(differences.map(({ request }) => request)).toContain(draft.id)
    await office.deps.db
      .updateTable('request')
      .set({ draftOf: draft.group })
      .where('id', '=', draft.id)
      .execute()
  })
})

test('without an appointment today nothing of the office is read: no list, request, history or search', async () => {
  const { id } = await walkTo(as, 'ksn2', 1)
  const webmaster = await as('ksn2.webmaster')
  expect((await look(webmaster, id)).id).toBe(id)
  const { id: person } = await personOf('ksn2.webmaster')
  await office.deps.db
    .updateTable('appointment')
    .set({ endsOn: '2026-11-19' })
    .where('person', '=', person)
    .execute()
  expect(await statuses(webmaster, id)).toEqual(closed)
  expect((await webmaster('GET', `/api/requests/${id}`)).body.refusals[0]).toMatchObject({ code: 'no_post' })
  // Nor who did what to it last, from the answer to a revision that is long past.
  for (const [method, path, body] of writes) {
    const answer = await webmaster(method, `/api/requests/${id}${path}`, body, { 'If-Match': '"0"' })
    expect(answer).toMatchObject({ status: 403, body: { refusals: [{ code: 'no_post' }] } })
    expect(answer.body).not.toHaveProperty('current')
  }
  for (const query of [
    'view=office',
    'view=inbox',
    'view=mine',
    'view=drafts',
    `view=office&q=${encodeURIComponent('เรื่อง')}`,
  ])
    expect(await listed(webmaster, query)).toEqual([])
})
