import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import type { Need, Procedure, StateNodeConfig, Transition } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { refused } from '../../support/refused.ts'
import { choiceOf, clientsOf, send, take, wholeContent } from '../../support/requests.ts'

const title = { th: 'ยืนยัน', en: 'Confirm' }
const meta = { title, clause: 'ข้อ ๑', source: 'document' as const }
const item = (id: string) => ({ id, title: { th: id, en: id } })
const period: Need = { field: 'publishUntil', required: false }

/** Tracks side by side that all take CONFIRM, each with what it asks for. */
const tracks: Record<string, Need[]> = {
  first: [{ field: 'checked', items: [item('accurate')] }],
  second: [{ field: 'checked', items: [item('accurate'), item('complete')] }, { field: 'signature' }],
  third: [period, { field: 'remark', type: 'text', title, required: true }],
  fourth: [
    { field: 'publishUntil', required: true },
    { field: 'remark', type: 'text', title, required: false },
  ],
}

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  const procedure: Procedure = structuredClone({
    ...standardPublication,
    id: 'cmi3.standard',
    office: 'cmi3',
  })
  const { states } = procedure.chart
  const confirm = (needs: Need[]): Transition => ({
    target: 'done',
    guard: { type: 'may', params: { as: 'officeDirector' } },
    meta: { ...meta, needs },
  })
  const track = (needs: Need[]): StateNodeConfig => ({
    meta,
    initial: 'waiting',
    states: { waiting: { meta, on: { CONFIRM: confirm(needs) } }, done: { type: 'final', meta } },
  })
  states.certification = {
    type: 'parallel',
    meta,
    states: Object.fromEntries(Object.entries(tracks).map(([name, needs]) => [name, track(needs)])),
    onDone: { target: 'webReview', meta },
  }
  delete states.approval
  procedure.requires = ['CONFIRM']
  await activate(office.deps.db, procedure, office.clock.now())
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const signed = async () => (await (await as('cmi3.officeDirector'))('GET', '/api/session')).body.person.name
async function submitted(): Promise<string> {
  const officer = await as('cmi3.officer')
  const content = wholeContent('cmi3')
  const { body } = await officer('POST', '/api/requests', { procedure: 'cmi3.standard', content })
  await take(officer, body.id, { type: 'SUBMIT', publishUntil: '2027-01-31' })
  return body.id
}
const whole = async () => ({
  checked: ['accurate', 'complete'],
  signature: await signed(),
  publishUntil: '2027-02-28',
  remark: 'ตรวจแล้ว',
})

test.each([
  [
    "with the first track's checklist alone",
    ['checked', 'signature', 'publishUntil', 'remark'],
    ['accurate'],
  ],
  ['without the signature that the second asks for', ['signature'], undefined],
  ['without the period that only the fourth requires', ['publishUntil'], undefined],
  ['without what only the third requires', ['remark'], undefined],
] as const)('one event that four tracks take is refused %s', async (_, lacking, checked) => {
  const id = await submitted()
  const data = Object.entries(await whole()).filter(([field]) => !lacking.some((one) => one === field))
  const event = { type: 'CONFIRM', ...Object.fromEntries(data), ...(checked && { checked }) }
  const director = await as('cmi3.officeDirector')
  const problem = await refused(office.deps, 422, 'invalid_event', () => send(director, id, event))
  expect(problem.errors?.map(({ path }) => path).sort()).toEqual([...lacking].sort())
})

test('what is asked for is united in the choice, and each taken transition’s needs are in the event', async () => {
  const id = await submitted()
  const director = await as('cmi3.officeDirector')
  const { needs } = await choiceOf(director, id, 'CONFIRM')
  expect(needs).toMatchObject([
    { field: 'checked', items: [{ id: 'accurate' }, { id: 'complete' }] },
    { field: 'signature' },
    { field: 'publishUntil', required: true },
    { field: 'remark', required: true },
  ])
  expect(await take(director, id, { type: 'CONFIRM', ...(await whole()) })).toMatchObject({
    state: 'webReview',
  })
  const { events } = (await director('GET', `/api/requests/${id}/events`)).body
  const row = await office.deps.db
    .selectFrom('event')
    .select('payload')
    .where('request', '=', id)
    .where('type', '=', 'CONFIRM')
    .executeTakeFirstOrThrow()
  const payload = JSON.parse(row.payload) as Record<string, unknown>
  expect(events.at(-1)?.type).toBe('CONFIRM')
  for (const need of Object.values(tracks).flat()) expect(payload).toHaveProperty(need.field)
  expect(payload.checked).toEqual(['accurate', 'complete'])
})
