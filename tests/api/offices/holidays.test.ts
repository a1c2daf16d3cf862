import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Holiday } from '../../../api/http/contract.ts'
import { activate } from '../../../api/procedures/versions.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, look } from '../../support/requests.ts'

let office: Office
let admin: Client
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
  officer = await office.as('cmi3.officer')
})
afterAll(() => office.close())

const all = async (): Promise<Holiday[]> => (await officer('GET', '/api/holidays')).body.holidays
const newestOfLog = async (by: Client, id: string) =>
  (await by('GET', `/api/offices/${id}/log`)).body.events[0]
const special = { day: '2026-11-23', name: 'วันหยุดราชการกรณีพิเศษ', source: 'มติคณะรัฐมนตรี 17 พฤศจิกายน 2569' }

/** เชียงใหม่ เขต ๓, whose officer has one working day. */
async function oneWorkingDay(): Promise<void> {
  const procedure = structuredClone(cmi3Publication)
  const { drafting } = procedure.chart.states
  if (!drafting?.meta) throw new Error('another chart')
  const title = { th: 'ภายใน ๑ วันทำการ', en: 'Within a working day' }
  procedure.deadlines.push({ id: 'oneDay', kind: 'days', days: 1, working: true, title })
  drafting.after = { oneDay: { target: 'withdrawn', meta: drafting.meta } }
  await activate(office.deps.db, procedure, office.clock.now())
}
const dueOf = async (id: string) => (await look(officer, id)).timers.map(({ dueAt }) => dueAt)

test('the table begins with the days that the product ships, in their order, and is read by whoever is signed in', async () => {
  const days = (await all()).map(({ day }) => day)
  expect(days).toEqual(expect.arrayContaining(['2026-12-07', '2027-04-13']))
  expect(days).toEqual([...new Set(days)].sort())
  expect((await office.anyone('GET', '/api/holidays')).status).toBe(401)
})

test('an added day moves the deadlines that are set from then on, and no other', async () => {
  await oneWorkingDay()
  const before = await begin(officer, 'cmi3')
  // Friday: the next working day is Monday.
  expect(await dueOf(before.id)).toEqual(['2026-11-23T17:00:00.000Z'])
  expect(await admin('POST', '/api/holidays', special)).toMatchObject({ status: 201, body: special })
  const after = await begin(officer, 'cmi3')
  expect(await dueOf(after.id)).toEqual(['2026-11-24T17:00:00.000Z'])
  expect(await dueOf(before.id)).toEqual(['2026-11-23T17:00:00.000Z'])
  expect(await newestOfLog(admin, 'cmi3')).toMatchObject({
    type: 'holiday.added',
    sentence: { th: 'เพิ่มวันหยุด 23 พฤศจิกายน 2569 (วันหยุดราชการกรณีพิเศษ)' },
    before: null,
    after: special,
  })
})

test('a day stands once; to change it, it is taken away first, by an administrator of any office', async () => {
  const twice = await admin('POST', '/api/holidays', { ...special, name: 'อีกชื่อหนึ่ง' })
  expect(twice).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  const other = await office.as('ksn2.admin')
  expect((await other('DELETE', `/api/holidays/${special.day}`)).status).toBe(204)
  expect(await newestOfLog(other, 'ksn2')).toMatchObject({ type: 'holiday.removed', before: special })
  expect((await all()).map(({ day }) => day)).not.toContain(special.day)
  const again = await other('DELETE', `/api/holidays/${special.day}`)
  expect(again).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('nobody but an administrator changes it', async () => {
  const before = await all()
  for (const username of ['cmi3.officer', 'cmi3.officeDirector', 'cmi3.webmaster']) {
    const by = await office.as(username)
    expect((await by('POST', '/api/holidays', special)).status).toBe(403)
    expect((await by('DELETE', '/api/holidays/2026-12-31')).status).toBe(403)
  }
  expect((await office.anyone('POST', '/api/holidays', special)).status).toBe(401)
  expect(await all()).toEqual(before)
})

test.each([
  ['a day that is none', { ...special, day: '2026-02-30' }, 'day'],
  ['another form of a day', { ...special, day: '23/11/2026' }, 'day'],
  ['a day of the Buddhist era', { ...special, day: '2569-11-23' }, 'day'],
  ['no name', { day: special.day }, 'name'],
  ['a name of blanks', { ...special, name: ' \u00a0 ' }, 'name'],
  ['a name too long', { ...special, name: 'ก'.repeat(201) }, 'name'],
  ['a field that nobody knows', { ...special, office: 'cmi4' }, 'office'],
])('%s is refused, and the field named', async (_, body, path) => {
  const before = await all()
  const answer = await admin('POST', '/api/holidays', body)
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{ path }] } })
  expect(await all()).toEqual(before)
})
