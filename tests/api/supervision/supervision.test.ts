import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, Kysely } from 'kysely'
import {
  type SupervisedList,
  type Supervision,
  supervisedLists,
  supervisionSchema,
} from '../../../api/http/supervision-contract.ts'
import { getCompiled } from '../../../api/procedures/versions.ts'
import { isReturn } from '../../../api/requests/figures-of-events.ts'
import { lateness } from '../../../api/requests/request-list-item.ts'
import { PrakatSqliteDialect } from '../../../db/sqlite-dialect.ts'
import { correctedIn, publishedIn, returnedIn, underWay } from '../../../db/supervision.ts'
import type { Tables } from '../../../db/tables.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { begin, send, wayOf } from '../../support/requests.ts'

const [proposal] = wayOf('cmi4').map(({ type, data }) => ({ type, ...data })) as [{ type: string }]
const words = { reasons: { grounds: [], text: 'ขาดเอกสารแนบ' } }

let office: Office
/** In cmi4: proposed and returned twice; published, with an error that is put right, and one that waits to be. */
let returned: string
let corrected: string
let correcting: string
beforeAll(async () => {
  office = await startOffice({ at: '2026-11-19T03:00:00Z' })
  const officer = await office.as('cmi4.officer')
  returned = (await begin(officer, 'cmi4')).id
  for (let time = 0; time < 2; time += 1) {
    await take(office, returned, 'cmi4.officer', proposal)
    await take(office, returned, 'cmi4.officeDirector', { type: 'RETURN', ...words })
  }
  corrected = (await publish(office, { until: '2027-06-30' })).request
  correcting = (await publish(office, { until: '2027-06-30' })).request
  office.clock.advance(3_600_000)
  for (const id of [corrected, correcting])
    await take(office, id, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'วันที่ผิด' })
  const { body } = await officer('GET', `/api/requests/${corrected}`)
  const content = { ...body.content, body: 'รายละเอียดที่แก้ไขแล้ว' }
  await officer(
    'PUT',
    `/api/requests/${corrected}/content`,
    { content },
    { 'If-Match': `"${body.revision}"` },
  )
  const answer = await send(officer, corrected, { type: 'CORRECT' })
  expect([answer.status, answer.body.request?.status]).toEqual([200, 'published'])
  await begin(await office.as('cmi4.officer2'), 'cmi4')
  // Monday: what was wanted at once on Thursday has waited for two working days.
  office.clock.set('2026-11-23T03:00:00Z')
})
afterAll(() => office.close())

async function supervision(who: string, query = ''): Promise<Supervision> {
  const answer = await (await office.as(who))('GET', `/api/supervision?${query}`)
  expect([who, query, answer.status]).toEqual([who, query, 200])
  return supervisionSchema.parse(answer.body)
}

/** The whole list, page by page. */
async function listed(who: string, show: SupervisedList, query = ''): Promise<string[]> {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const page = await supervision(who, `show=${show}&limit=2&${query}${cursor && `&cursor=${cursor}`}`)
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    cursor = page.nextCursor
  }
}

/** The lists as all requests and all their events alone would give them. */
async function counted(id: string, groups?: string[]): Promise<Record<SupervisedList, string[]>> {
  const { db } = office.deps
  const now = office.clock.now()
  const lists: Record<SupervisedList, string[]> = {
    ...{ underWay: [], late: [], returned: [], corrected: [], published: [] },
  }
  for (const row of await db.selectFrom('request').selectAll().where('office', '=', id).execute()) {
    if (groups && !groups.includes(row.groupId)) continue
    const compiled = await getCompiled(db, row.procedureHash)
    const timers = await db.selectFrom('timer').selectAll().where('request', '=', row.id).execute()
    const passed = timers.sort((a, b) => a.dueAt - b.dueAt).find(({ dueAt }) => dueAt <= now)
    const asked = await db.selectFrom('asked').selectAll().where('request', '=', row.id).execute()
    if (asked.length > 0 && row.draftOf === '') {
      lists.underWay.push(row.id)
      if (lateness(row, compiled, passed, now)) lists.late.push(row.id)
    }
    const events = await db.selectFrom('event').selectAll().where('request', '=', row.id).execute()
    const isOfYear = ({ at }: { at: number }) => at >= Date.parse('2026-10-01T00:00:00+07:00')
    const wentBack = events.filter(
      (event) =>
        isOfYear(event) &&
        isReturn(
          compiled.procedure.chart,
          event.type,
          JSON.parse(event.fromSteps) as string[],
          JSON.parse(event.toSteps) as string[],
        ),
    )
    if (wentBack.length > 0) lists.returned.push(row.id)
    const publication = await db
      .selectFrom('publication')
      .selectAll()
      .where('request', '=', row.id)
      .executeTakeFirst()
    if (publication && isOfYear({ at: publication.publishedAt })) lists.published.push(row.id)
    const first = events.find(({ at }) => at === publication?.publishedAt)
    const isNewer = publication && first && publication.contentRevision > first.contentRevision
    const replacing = events.find(({ contentRevision }) => contentRevision === publication?.contentRevision)
    if (isNewer && replacing && isOfYear(replacing)) lists.corrected.push(row.id)
  }
  return lists
}

describe('who leads', () => {
  test.each([
    ['cmi4.groupDirector', ['policy'], false],
    ['cmi4.groupDirector2', ['promotion', 'general'], false],
    ['cmi4.webHead', ['ict'], false],
  ])(
    'a group sees the work of their own groups, acting for its head or not: %s',
    async (who, groups, whole) => {
      const found = await supervision(who)
      expect(new Set(found.groups.map(({ id }) => id))).toEqual(new Set(groups))
      expect(found.wholeOffice).toBe(whole)
      for (const show of supervisedLists) {
        const { items } = await supervision(who, `show=${show}&limit=100`)
        expect(items.filter(({ group }) => !groups.includes(group))).toEqual([])
      }
    },
  )

  test.each(['cmi4.officeDirector', 'cmi4.deputyDirector'])(
    'the office, or acts for its director, sees every group and one of them: %s',
    async (who) => {
      const found = await supervision(who)
      expect([found.wholeOffice, found.groups.length > 5]).toEqual([true, true])
      const one = await supervision(who, 'group=policy&limit=100')
      expect(new Set(one.items.map(({ group }) => group))).toEqual(new Set(['policy']))
      expect(one.figures).toEqual((await supervision('cmi4.groupDirector')).figures)
    },
  )

  test.each(['cmi4.officer', 'cmi4.webmaster', 'cmi4.admin'])(
    'nobody is refused with a sentence that says who can: %s',
    async (who) => {
      const answer = await (await office.as(who))('GET', '/api/supervision')
      expect(answer).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
      expect(answer.body.message.th).toContain('ผู้อำนวยการกลุ่ม')
    },
  )

  test('a group is refused another one, and nobody sees another office', async () => {
    const other = await (await office.as('cmi4.groupDirector'))('GET', '/api/supervision?group=ict')
    expect(other).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
    for (const show of supervisedLists) {
      const { items } = await supervision('ptt1.officeDirector', `show=${show}&limit=100`)
      expect(items.filter((item) => item.office !== 'ptt1')).toEqual([])
    }
  })

  test('no longer, once the appointment has ended, sees nothing', async () => {
    const { db } = office.deps
    const held = { person: 'cmi3.groupDirector', role: 'groupDirector' }
    expect((await supervision(held.person)).groups).toHaveLength(1)
    await db
      .updateTable('appointment')
      .set({ endsOn: '2026-11-22' })
      .where('person', '=', held.person)
      .where('role', '=', held.role)
      .execute()
    const answer = await (await office.as(held.person))('GET', '/api/supervision')
    expect(answer.status).toBe(403)
  })
})

test.each([
  ['cmi4.officeDirector', 'cmi4', undefined],
  ['cmi4.groupDirector', 'cmi4', ['policy']],
  ['cmi4.groupDirector2', 'cmi4', ['promotion', 'general']],
  ['ptt1.officeDirector', 'ptt1', undefined],
  ['yst2.officeDirector', 'yst2', undefined],
  ['ksn2.officeDirector', 'ksn2', undefined],
])('the figures and lists of %s are what all requests and events come to', async (who, id, groups) => {
  const expected = await counted(id, groups)
  const { figures } = await supervision(who)
  expect(figures).toEqual(
    Object.fromEntries(Object.entries(expected).map(([name, ids]) => [name, ids.length])),
  )
  for (const show of supervisedLists)
    expect([show, (await listed(who, show)).sort()]).toEqual([show, expected[show].sort()])
})

test('what these tests did is in the lists', async () => {
  const lists = await counted('cmi4')
  expect(lists.returned).toContain(returned)
  expect(lists.corrected).toEqual(expect.arrayContaining([corrected]))
  expect(lists.corrected).not.toContain(correcting)
  expect(lists.late).toContain(correcting)
  expect(lists.published).toEqual(expect.arrayContaining([corrected, correcting]))
})

test('a period that is changed in a year makes no correction of an earlier year one of this', async () => {
  const { db } = office.deps
  const of = { office: 'cmi4', groups: undefined }
  const [start, end] = [office.clock.now() - 60_000, office.clock.now() + 60_000]
  const isOf = () => db.selectFrom('publication').select('updatedAt').where('request', '=', corrected)
  const { updatedAt } = await isOf().executeTakeFirstOrThrow()
  expect(await correctedIn(db, of, { start: updatedAt, end })).toContain(corrected)
  const moveTo = (at: number) =>
    db.updateTable('publication').set({ updatedAt: at }).where('request', '=', corrected).execute()
  await moveTo(office.clock.now())
  expect(await correctedIn(db, of, { start, end })).toEqual([])
  // And it stays a correction of the time in which it was one.
  expect(await correctedIn(db, of, { start: updatedAt, end: start })).toContain(corrected)
  await moveTo(updatedAt)
})

test('a line says how many working days it has waited, and how often it was returned and corrected', async () => {
  const { items } = await supervision('cmi4.groupDirector', 'show=underWay&limit=100')
  const of = (id: string) => items.find((item) => item.id === id)
  // Thursday to Monday: Friday and Monday, and no weekend.
  expect(of(correcting)).toMatchObject({ workingDays: 2, returned: 0, corrected: 0, status: 'published' })
  expect(of(correcting)?.late?.what.th).toContain('ในทันที')
  expect(of(correcting)?.waitsFor.length).toBeGreaterThan(0)
  expect(of(returned)).toMatchObject({ returned: 2, corrected: 0 })
  const { items: put } = await supervision('cmi4.groupDirector', 'show=corrected&limit=100')
  expect(put.find((item) => item.id === corrected)).toMatchObject({ corrected: 1 })
})

test('what is not submitted yet is no work that is supervised', async () => {
  const draft = await begin(await office.as('cmi4.officer2'), 'cmi4')
  expect(await listed('cmi4.officeDirector', 'underWay')).not.toContain(draft.id)
})

test('no list is looked for among all requests of an office', async () => {
  const { db } = office.deps
  const asked: string[] = []
  const given: (readonly unknown[])[] = []
  const noted = new Kysely<Tables>({
    dialect: new PrakatSqliteDialect(new Sqlite(':memory:')),
    log: ({ query }) => {
      asked.push(query.sql)
      given.push(query.parameters)
    },
  })
  const of = { office: 'cmi4', groups: ['policy'] }
  const time = { start: 0, end: office.clock.now() }
  const lists = [
    () => underWay(noted, of, { now: time.end, today: time.end }),
    () => returnedIn(noted, of, time),
    () => correctedIn(noted, of, time),
    () => publishedIn(noted, of, time),
  ]
  // The statements alone are wanted: the empty database has no such tables.
  for (const list of lists) await expect(list()).rejects.toThrow('no such table')
  await noted.destroy()
  const looks = [
    'SEARCH asked USING PRIMARY KEY .office=',
    'figureReturned',
    'publicationCorrected',
    'publicationByUpdate',
  ]
  for (const [index, statement] of asked.entries()) {
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`EXPLAIN QUERY PLAN ${statement}`, [...(given[index] ?? [])]),
    )
    const plan = rows.map(({ detail }) => detail)
    expect([statement, plan.join('\n')]).toEqual([statement, expect.stringMatching(looks[index] as string)])
    expect(
      plan.filter((detail) => /^SCAN (request|publication|figure|content|asked|event|timer)/.test(detail)),
    ).toEqual([])
    expect(plan.filter((detail) => /SEARCH request USING INDEX request[A-Z]/.test(detail))).toEqual([])
  }
  expect(asked).toHaveLength(4)
})
