import { afterAll, beforeAll, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { Holiday } from '../../../api/http/contract.ts'
import { holidaysOf } from '../../../api/offices/holidays.ts'
import { changeHolidays } from '../../../api/operations/change-holidays.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { databaseFile } from '../../../api/process/config.ts'
import * as firstTables from '../../../db/migrations/2026-11-20-first-tables.ts'
import * as scopeOfHolidays from '../../../db/migrations/2026-11-28-scope-of-holidays.ts'
import { openDatabase } from '../../../db/open.ts'
import { getOffice, offices } from '../../../machines/offices/offices.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { begin, look, walkTo } from '../../support/requests.ts'

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

/** An office whose first step has one working day. */
async function oneWorkingDay(id: string): Promise<void> {
  const [shipped] = getOffice(id).procedures
  const procedure = structuredClone(shipped)
  const first = procedure?.chart.states[procedure.chart.initial ?? '']
  const [end] = Object.entries(procedure?.chart.states ?? {}).find(([, { type }]) => type === 'final') ?? []
  if (!procedure || !first?.meta || !end) throw new Error('another chart')
  const title = { th: 'ภายใน ๑ วันทำการ', en: 'Within a working day' }
  procedure.deadlines.push({ id: 'oneDay', kind: 'days', days: 1, working: true, title })
  first.after = { oneDay: { target: end, meta: first.meta } }
  await activate(office.deps.db, procedure, office.clock.now())
}
/** When a request that is begun now in the office is due. */
async function dueIn(id: string): Promise<string[]> {
  const by = await office.as(`${id}.officer`)
  const { timers } = await look(by, (await begin(by, id)).id)
  return timers.map(({ dueAt }) => dueAt)
}
const dueInAll = async () =>
  Object.fromEntries(
    await Promise.all(offices.map(async ({ id }) => [id, ...(await dueIn(id))] as [string, string])),
  )
// Now is Friday, the 20th of November: a working day ends with Monday, or with the Tuesday after it.
const [monday, tuesday] = ['2026-11-23T17:00:00.000Z', '2026-11-24T17:00:00.000Z']
const dueOn = (moved: string[]) =>
  Object.fromEntries(offices.map(({ id }) => [id, moved.includes(id) ? tuesday : monday]))
/** As whoever runs the server does: from another process. */
async function fromOutside(order: Parameters<typeof changeHolidays>[1]): Promise<string[]> {
  const db = await openDatabase(databaseFile(office.deps.config))
  try {
    return (await changeHolidays(db, order, office.clock.now())).sort()
  } finally {
    await db.destroy()
  }
}
const own = { ...special, scope: 'office', place: null, worked: null }

test('the table begins with the days that the product ships, in their order, and is read by whoever is signed in', async () => {
  const days = (await all()).map(({ day }) => day)
  expect(days).toEqual(expect.arrayContaining(['2026-12-07', '2027-04-13']))
  expect(days).toEqual([...new Set(days)].sort())
  expect((await office.anyone('GET', '/api/holidays')).status).toBe(401)
})

test("an office's own day moves the deadlines of that office that are set from then on, by a move too, and no other", async () => {
  const older: [string, string][] = []
  for (const { id } of offices) older.push([id, (await begin(await office.as(`${id}.officer`), id)).id])
  for (const { id } of offices) await oneWorkingDay(id)
  const before = await begin(officer, 'cmi3')
  expect(await dueInAll()).toEqual(dueOn([]))
  expect(await admin('POST', '/api/holidays', special)).toMatchObject({ status: 201, body: own })
  expect(await dueInAll()).toEqual(dueOn(['cmi3']))
  expect((await look(officer, before.id)).timers).toMatchObject([{ dueAt: monday }])
  expect(await newestOfLog(admin, 'cmi3')).toMatchObject({
    type: 'holiday.added',
    sentence: { th: 'เพิ่มวันหยุดของสำนักงาน 23 พฤศจิกายน 2569 (วันหยุดราชการกรณีพิเศษ)' },
    before: null,
    after: { ...special, scope: 'office', place: 'cmi3' },
  })
  const moved = older.map(async ([id, request]) => {
    const administrator = await office.as(`${id}.admin`)
    const order = { mapping: {}, reason: 'คำสั่งที่ ๑๒/๒๕๖๙' }
    const answer = await administrator('POST', `/api/procedures/${id}.publication/versions/2/moves`, order)
    expect(answer).toMatchObject({ status: 202 })
    await office.deps.jobs.idle()
    const { timers } = await look(await office.as(`${id}.officer`), request)
    return [id, ...timers.map(({ dueAt }) => dueAt)]
  })
  expect(Object.fromEntries(await Promise.all(moved))).toEqual(dueOn(['cmi3']))
})

test("an office's own day stands once, is another's too where both have it, and only its own administrator deletes it", async () => {
  const twice = await admin('POST', '/api/holidays', { ...special, name: 'อีกชื่อหนึ่ง' })
  expect(twice).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  const other = await office.as('ksn2.admin')
  expect((await other('GET', '/api/holidays')).body.holidays).not.toContainEqual(own)
  const ofAnother = await other('DELETE', `/api/holidays/${special.day}`)
  expect(ofAnother).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(await dueInAll()).toEqual(dueOn(['cmi3']))
  expect((await other('POST', '/api/holidays', special)).status).toBe(201)
  expect(await dueInAll()).toEqual(dueOn(['cmi3', 'ksn2']))
  expect((await other('DELETE', `/api/holidays/${special.day}`)).status).toBe(204)
  expect(await newestOfLog(other, 'ksn2')).toMatchObject({
    type: 'holiday.removed',
    sentence: { th: 'ลบวันหยุดของสำนักงาน 23 พฤศจิกายน 2569 (วันหยุดราชการกรณีพิเศษ)' },
    before: special,
  })
  expect(await all()).toContainEqual(own)
  expect((await admin('DELETE', `/api/holidays/${special.day}`)).status).toBe(204)
  expect(await dueInAll()).toEqual(dueOn([]))
  const again = await admin('DELETE', `/api/holidays/${special.day}`)
  expect(again).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('an office works on a national day all the same, with a reason: its working days count it, and no other office’s', async () => {
  await fromOutside({ what: 'add', whom: 'national', ...special })
  expect(await dueInAll()).toEqual(dueOn(offices.map(({ id }) => id)))
  const work = (by: Client, reason = 'คำสั่งที่ ๑๒/๒๕๖๙') =>
    by('PUT', `/api/holidays/${special.day}/worked`, { reason })
  expect((await work(officer)).status).toBe(403)
  expect(await work(admin, '\u2800')).toMatchObject({ status: 400, body: { errors: [{ path: 'reason' }] } })
  expect(await admin('PUT', '/api/holidays/2026-11-24/worked', { reason: 'ก' })).toMatchObject({
    status: 404,
  })
  expect(await work(admin)).toMatchObject({ status: 200, body: { ...special, worked: 'คำสั่งที่ ๑๒/๒๕๖๙' } })
  expect(await newestOfLog(admin, 'cmi3')).toMatchObject({
    type: 'holiday.worked',
    sentence: {
      th: 'กำหนดให้สำนักงานทำการในวันหยุดทั้งประเทศ 23 พฤศจิกายน 2569 (วันหยุดราชการกรณีพิเศษ) เหตุผล: คำสั่งที่ ๑๒/๒๕๖๙',
    },
  })
  expect((await work(admin)).status).toBe(409)
  expect(await dueInAll()).toEqual(dueOn(offices.map(({ id }) => id).filter((id) => id !== 'cmi3')))
  expect((await all()).find(({ day }) => day === special.day)?.worked).toBe('คำสั่งที่ ๑๒/๒๕๖๙')
  const other = (await (await office.as('cmi4.officer'))('GET', '/api/holidays')).body.holidays as Holiday[]
  expect(other.find(({ day }) => day === special.day)?.worked).toBeNull()

  const again = () => admin('DELETE', `/api/holidays/${special.day}/worked`)
  expect((await officer('DELETE', `/api/holidays/${special.day}/worked`)).status).toBe(403)
  expect((await again()).status).toBe(204)
  expect((await again()).status).toBe(404)
  expect(await newestOfLog(admin, 'cmi3')).toMatchObject({ type: 'holiday.observed' })
  expect(await dueInAll()).toEqual(dueOn(offices.map(({ id }) => id)))
  await fromOutside({ what: 'remove', whom: 'national', day: special.day })
  // Its own day is taken away, not worked on.
  await admin('POST', '/api/holidays', special)
  expect((await work(admin)).status).toBe(409)
  await admin('DELETE', `/api/holidays/${special.day}`)
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
})

test("an administrator takes no national day away, which would move other offices' deadlines", async () => {
  const before = await all()
  expect(await admin('DELETE', '/api/holidays/2026-12-07')).toMatchObject({
    status: 403,
    body: { code: 'not_permitted', message: { th: expect.stringContaining('นับให้สำนักงานอื่นด้วย') } },
  })
  const twice = await admin('POST', '/api/holidays', { day: '2026-12-07', name: 'ของเรา' })
  expect(twice).toMatchObject({
    status: 409,
    body: { errors: [{ path: 'day', message: { th: expect.stringContaining('จึงไม่ต้องเพิ่ม') } }] },
  })
  expect(await all()).toEqual(before)
  expect(
    before.every(({ scope, place, source }) => scope === 'national' && place === null && source !== ''),
  ).toBe(true)
})

test.each([
  ['national', { scope: 'national', place: null }, offices.map(({ id }) => id), 'ทั้งประเทศ'],
  ['north', { scope: 'regional', place: { th: 'ภาคเหนือ' } }, ['cmi3', 'cmi4'], 'ของภาคเหนือ'],
  ['northeast', { scope: 'regional' }, ['ksn2', 'yst2'], 'ของภาคตะวันออกเฉียงเหนือ'],
  ['TH-46', { scope: 'provincial', place: { th: 'จังหวัดกาฬสินธุ์' } }, ['ksn2'], 'ของจังหวัดกาฬสินธุ์'],
  ['south', undefined, [], ''],
])(
  'a holiday of %s, given beside the running server, moves the deadlines of its offices alone and stands in their logs',
  async (whom, shown, counts, words) => {
    const [first = 'cmi3'] = counts
    const by = await office.as(`${first}.admin`)
    const given = { whom, ...special }
    expect(await fromOutside({ what: 'add', ...given })).toEqual(counts)
    try {
      expect(await dueInAll()).toEqual(dueOn(counts))
      const { holidays } = (await by('GET', '/api/holidays')).body
      if (shown) expect(holidays).toContainEqual(expect.objectContaining({ ...special, scope: shown.scope }))
      if (shown) expect(holidays.find(({ day }: Holiday) => day === special.day)).toMatchObject(shown)
      else expect(holidays.map(({ day }: Holiday) => day)).not.toContain(special.day)
      await expect(fromOutside({ what: 'add', ...given })).rejects.toThrow('already')
    } finally {
      expect(await fromOutside({ what: 'remove', day: special.day, whom })).toEqual(counts)
    }
    for (const id of counts)
      expect(await newestOfLog(await office.as(`${id}.admin`), id)).toMatchObject({
        type: 'holiday.removed',
        actor: { name: 'ระบบ' },
        sentence: { th: `ลบวันหยุด${words} 23 พฤศจิกายน 2569 (วันหยุดราชการกรณีพิเศษ)` },
      })
    expect(await dueInAll()).toEqual(dueOn([]))
    await expect(fromOutside({ what: 'remove', day: special.day, whom })).rejects.toThrow('no holiday')
  },
)

test.each([
  [{ day: special.day, whom: 'cmi3', name: 'ของสำนักงาน' }, 'no nation, region or province'],
  [{ day: '2569-11-23', whom: 'national', name: 'ปีพุทธศักราช' }, 'day'],
  [{ day: special.day, whom: 'national', name: ' ' }, 'name'],
  [{ day: special.day, whom: 'national' }, 'name'],
])('from outside, %j is refused and nothing is changed', async (order, why) => {
  const before = await office.deps.db.selectFrom('holiday').selectAll().execute()
  await expect(fromOutside({ what: 'add', ...order })).rejects.toThrow(why)
  expect(await office.deps.db.selectFrom('holiday').selectAll().execute()).toEqual(before)
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

test('the days of an office are read once for all of its events, also where something is published between them', async () => {
  const { db } = office.deps
  const before = await holidaysOf(db, 'cmi4')
  expect(before).not.toBe(await holidaysOf(db, 'cmi3'))
  await walkTo(office.as, 'cmi4')
  expect(await holidaysOf(db, 'cmi4')).toBe(before)
})

test('an event keeps the days that counted for it when they come to be of another scope, or are no more', async () => {
  const { db } = office.deps
  office.clock.set('2026-12-04T03:00:00Z')
  const { id } = await begin(await office.as('cmi3.officer'), 'cmi3')
  const timers = async () => db.selectFrom('timer').selectAll().where('request', '=', id).execute()
  const set = await timers()
  // Monday, the 7th, is a national holiday.
  expect(set.map(({ dueAt }) => new Date(dueAt).toISOString())).toEqual(['2026-12-08T17:00:00.000Z'])
  await db
    .updateTable('holiday')
    .set({ scope: 'office', place: 'ksn2' })
    .where('day', '=', '2026-12-07')
    .execute()
  expect(await dueIn('cmi3')).toEqual(['2026-12-07T17:00:00.000Z'])
  expect(await dueIn('ksn2')).toEqual(['2026-12-08T17:00:00.000Z'])
  expect((await verifyRequests(db)).differences).toEqual([])
  await db.deleteFrom('holiday').execute()
  expect((await verifyRequests(db)).differences).toEqual([])
  expect(await timers()).toEqual(set)
})

test('holidays of an earlier edition are national afterwards, and its offices have their provinces', async () => {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(':memory:') }) })
  await firstTables.up(db)
  await sql`INSERT INTO holiday VALUES ('2026-12-07', 'ชดเชย', 'มติ'), ('2027-01-01', 'ขึ้นปีใหม่', '')`.execute(
    db,
  )
  for (const id of ['cmi3', 'another'])
    await sql`INSERT INTO office (id, nameTh, nameEn, abbreviationTh, abbreviationEn, digits, categories, laws)
      VALUES (${id}, '', '', '', '', 'arab', '[]', '[]')`.execute(db)
  await scopeOfHolidays.up(db)
  const { rows: holidays } =
    await sql`SELECT day, scope, place, name, source FROM holiday ORDER BY day`.execute(db)
  expect(holidays).toEqual([
    { day: '2026-12-07', scope: 'national', place: '', name: 'ชดเชย', source: 'มติ' },
    { day: '2027-01-01', scope: 'national', place: '', name: 'ขึ้นปีใหม่', source: '' },
  ])
  const { rows: provinces } = await sql`SELECT id, province FROM office ORDER BY id`.execute(db)
  expect(provinces).toEqual([
    { id: 'another', province: '' },
    { id: 'cmi3', province: 'TH-50' },
  ])
  await db.destroy()
})
