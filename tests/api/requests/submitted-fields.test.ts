import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, choiceOf, clientsOf, look, send, take, wayData, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('yst2.officer')
})
afterAll(() => office.close())

const propose = { type: 'PROPOSE', ...wayData('yst2', 'PROPOSE') }

const revisionsOf = async (id: string) =>
  (await officer('GET', `/api/requests/${id}/contents`)).body.revisions as {
    revision: number
    frozen: boolean
    content: Record<string, unknown>
  }[]

test('yst2: channels ticked at the proposal are proposed, though the draft had none', async () => {
  const { id } = await begin(officer, 'yst2', { channels: undefined })
  const request = await take(officer, id, { ...propose, channels: ['website', 'board'] })
  expect(request.content.channels).toEqual(['website', 'board'])
  expect(await revisionsOf(id)).toMatchObject([
    { revision: 1, frozen: true, content: { channels: ['website', 'board'] } },
  ])
})

test('what is ticked at the proposal stands in the content that the directors read, not what the draft had', async () => {
  const { id } = await begin(officer, 'yst2', { channels: ['website'] })
  await take(officer, id, { ...propose, channels: ['journal'] })
  const seen = await look(await as('yst2.officeDirector'), id)
  expect(seen.content.channels).toEqual(['journal'])
  const { events } = (await officer('GET', `/api/requests/${id}/events`)).body
  const row = await office.deps.db
    .selectFrom('content')
    .select('sha256')
    .where('request', '=', id)
    .executeTakeFirstOrThrow()
  expect(events.at(-1)).toMatchObject({ contentRevision: 1, contentSha256: row.sha256 })
})

test('none ticked in front of the user is refused, whatever the draft has', async () => {
  const { id } = await begin(officer, 'yst2', { channels: ['website'] })
  expect(await send(officer, id, { ...propose, channels: [] })).toMatchObject({
    status: 422,
    body: { code: 'invalid_event', errors: [{ path: 'channels' }] },
  })
})

test('after a return other channels make a new revision, and the form starts from what was written last', async () => {
  const { id } = await begin(officer, 'yst2', { channels: ['website'] })
  await take(officer, id, { ...propose, channels: ['website'] })
  const reasons = { grounds: [], text: 'เพิ่มช่องทาง' }
  await take(await as('yst2.groupDirector'), id, { type: 'RETURN', reasons })
  await take(officer, id, { ...propose, channels: ['website', 'social'] })
  expect(await revisionsOf(id)).toMatchObject([
    { revision: 1, frozen: true, content: { channels: ['website'] } },
    { revision: 2, frozen: true, content: { channels: ['website', 'social'] } },
  ])
  await take(await as('yst2.groupDirector'), id, { type: 'RETURN', reasons })
  const { content } = await look(officer, id)
  await write(officer, id, { ...content, channels: ['board'] })
  const { needs } = await choiceOf(officer, id, 'PROPOSE')
  expect(needs.filter(({ field }) => field === 'channels')).toMatchObject([
    { field: 'channels', value: ['board'] },
  ])
})

test('a proposal that carries what the draft has makes no other revision, and all of it replays', async () => {
  const { id } = await begin(officer, 'yst2', { channels: ['website'] })
  await take(officer, id, { ...propose, channels: ['website'] })
  await take(await as('yst2.groupDirector'), id, { type: 'RETURN', reasons: { grounds: [], text: 'แก้' } })
  const again = await take(officer, id, { ...propose, channels: ['website'] })
  expect(again.contentRevision).toBe(1)
  expect((await verifyRequests(office.deps.reads)).differences).toEqual([])
})
