import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { projectAll } from '../../db/projections.ts'
import { listPublished } from '../../db/publications.ts'
import {
  comparePlaces,
  pageOfRequests,
  placeOf,
  type RequestFilter,
  type RequestOrder,
} from '../../db/request-lists.ts'
import type { RequestRow } from '../../db/requests.ts'
import { openStorage, writeRows } from '../support/storage.ts'

/** More than a search sorts, so that what occurs everywhere is found by walking the lists. */
const many = 6000

let storage: Awaited<ReturnType<typeof openStorage>>
let rows: RequestRow[]
beforeAll(async () => {
  storage = await openStorage()
  const { db } = storage
  await writeRows(db)
  await db.transaction().execute(async (trx) => {
    for (const id of ['q', 's'])
      await sql`INSERT INTO person SELECT ${id}, office, ${id}, name, position, '', 0, 0, 1, NULL, NULL FROM person WHERE id = 'p'`.execute(
        trx,
      )
    await sql`
      WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${many})
      INSERT INTO request SELECT
        printf('r%05d', i * 7919 % ${many}), office, CASE i % 7 WHEN 0 THEN 'few' ELSE groupId END, CASE WHEN i % 13 = 0 THEN 's' WHEN i % 2 = 0 THEN owner ELSE 'q' END, procedureHash,
        procedure, 'T', CASE WHEN i % 2 THEN 'ประกาศทั่วไป' ELSE 'ประกาศทั่วไป ครั้งที่ ' || i END
          || CASE WHEN i > ${many - 1500} THEN ' ท้ายสุด' ELSE '' END,
        CASE WHEN i % 3 = 0 THEN 'often' WHEN i % 1000 = 1 THEN 'seldom' END, state, snapshot,
        CASE i % 4 WHEN 0 THEN ',a,' WHEN 1 THEN ',b.c,' WHEN 2 THEN ',b.d,' ELSE ',e,' END, engine,
        CASE i % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'open' WHEN 2 THEN 'published' ELSE 'ended' END,
        0, 1, 1, i, i * 31 % 997, updatedBy, i / 3,
        CASE WHEN i % 4 < 2 AND i % 5 < 2 THEN CASE i % 3 WHEN 0 THEN 'law' ELSE 'ict' END ELSE '' END, findings
      FROM n JOIN request ON id = 'r'`.execute(trx)
    await sql`
      INSERT INTO publication (id, request, office, groupId, category, title, contentRevision, publishedAt, updatedAt, searchText)
      SELECT 'p' || id, id, office, groupId, CASE WHEN createdAt % 10 = 0 THEN 'x' ELSE 'y' END, title, 1, since, since, searchText
      FROM request WHERE id <> 'r'`.execute(trx)
  })
  await projectAll(db)
  rows = (await db.selectFrom('request').selectAll().execute()) as RequestRow[]
})
afterAll(() => storage.close())

const expectedOf = (
  { owner, status, step, words, drafts, stage, group, category, begun }: RequestFilter,
  order: RequestOrder,
): string[] =>
  rows
    .filter(
      (row) =>
        (owner === undefined || row.owner === owner) &&
        (status === undefined || row.status === status) &&
        (step === undefined || row.steps.includes(`,${step},`) || row.steps.includes(`,${step}.`)) &&
        (stage === undefined || (row.status === 'open' && row.draftOf !== '') === (stage === 'drafts')) &&
        (drafts === undefined || row.draftOf === '' || drafts.includes(row.draftOf)) &&
        (group === undefined || row.groupId === group) &&
        (category === undefined || row.category === category) &&
        (!begun || (row.createdAt >= begun.from && row.createdAt < begun.until)) &&
        words.every((word) => row.searchText.includes(word)),
    )
    .map((row) => placeOf(row, order))
    .sort(comparePlaces)
    .map(({ id }) => id)

async function allPages(filter: RequestFilter, order: RequestOrder, limit: number) {
  const ids: string[] = []
  let first: { total: number; totalIsLeast: boolean } | undefined
  for (let after: ReturnType<typeof placeOf> | undefined; ; ) {
    const page = await pageOfRequests(storage.db, filter, { order, after, limit })
    first ??= page
    ids.push(...page.rows.map(({ id }) => id))
    const last = page.rows.at(-1)
    if (page.rows.length < limit || !last) return { ids, first }
    after = placeOf(last, order)
  }
}

describe.each<[string, RequestOrder, Partial<RequestFilter>]>([
  ['everything', 'underWay', {}],
  ['a status', 'underWay', { status: 'published' }],
  ['a step', 'underWay', { step: 'b.c' }],
  ['the steps within a step', 'underWay', { step: 'b' }],
  ['a step and a status', 'underWay', { step: 'b', status: 'open' }],
  ['everything without drafts', 'underWay', { drafts: [] }],
  ['everything with one group’s drafts', 'underWay', { drafts: ['law', 'none'] }],
  ['a step and a status with one group’s drafts', 'underWay', { step: 'b', status: 'open', drafts: ['law'] }],
  ['one owner’s', 'changed', { owner: 'q' }],
  ['one owner’s at a step', 'changed', { owner: 'q', step: 'b' }],
  ['everything', 'newest', {}],
  ['a status', 'newest', { status: 'published' }],
  ['one owner’s', 'newest', { owner: 'q' }],
  ['a step and a status with one group’s drafts', 'newest', { step: 'b', status: 'open', drafts: ['law'] }],
  ['a group with few', 'underWay', { group: 'few' }],
  ['a kind that is frequent', 'underWay', { category: 'often' }],
  ['a kind that is frequent, at a status', 'newest', { category: 'often', status: 'ended' }],
  ['a kind that is rare', 'underWay', { category: 'seldom' }],
  ['a time with many', 'underWay', { begun: { from: 1000, until: 4500 } }],
  ['a time with few', 'newest', { begun: { from: 1000, until: 1300 }, status: 'open' }],
  [
    'one owner’s of a kind in a time',
    'changed',
    { owner: 'q', category: 'often', begun: { from: 0, until: 5000 } },
  ],
  ['drafts of an owner', 'changed', { owner: 'q', stage: 'drafts' }],
  // The office has more at this status and step than are sorted, and this owner few, the oldest among them.
  ['an owner’s few at a status', 'newest', { owner: 's', status: 'ended' }],
  ['an owner’s few at a step, of a kind', 'changed', { owner: 's', step: 'e', category: 'often' }],
  ['an owner’s few of a procedure', 'changed', { owner: 's', procedure: 'o.x' }],
  ['what an owner submitted, of a kind', 'newest', { owner: 'q', stage: 'submitted', category: 'often' }],
])('a list of %s', (_, order, filter) => {
  test.each([
    ['without a search', []],
    ['that hold what occurs in each', ['ประกาศ']],
    ['that hold what occurs in half of them', ['ครั้งที่']],
    ['that hold what occurs in the last of them alone', ['ท้ายสุด']],
    ['that hold what occurs in a few', ['ครั้งที่ 77']],
    ['that hold two letters that occur in each', ['ปร']],
    ['that hold one letter', ['7']],
    ['that hold what occurs nowhere', ['ไม่มี']],
  ])('%s is walked through once, in its order', async (__, words) => {
    const whole: RequestFilter = { office: 'o', words, ...filter }
    const expected = expectedOf(whole, order)
    const { ids, first } = await allPages(whole, order, 700)
    expect(ids).toEqual(expected)
    if (first.totalIsLeast) expect(first.total).toBeLessThanOrEqual(expected.length)
    else expect(first.total).toBe(expected.length)
  })
})

test('a search that finds more than it counts says so', async () => {
  const wanted = { order: 'underWay', after: undefined, limit: 50 } as const
  const page = await pageOfRequests(storage.db, { office: 'o', words: ['ประกาศ'] }, wanted)
  expect(page).toMatchObject({ total: 1000, totalIsLeast: true })
})

describe('the public list', () => {
  test.each([
    [undefined, []],
    ['x', []],
    [undefined, ['ประกาศ']],
    ['x', ['ประกาศ']],
    ['y', ['ครั้งที่']],
    [undefined, ['ท้ายสุด']],
    [undefined, ['ครั้งที่ 77']],
    [undefined, ['7']],
    [undefined, ['ไม่มี']],
  ])('of the category %s that holds %j is paged through once, newest first', async (category, words) => {
    const expected = rows
      .filter(({ id }) => id !== 'r')
      .filter((row) => category === undefined || (row.createdAt % 10 === 0 ? 'x' : 'y') === category)
      .filter((row) => words.every((word) => row.searchText.includes(word)))
      .sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1))
      .map(({ id }) => `p${id}`)
    const ids: string[] = []
    for (let offset = 0; offset <= expected.length; offset += 900) {
      const filter = { category, words, limit: 900, offset }
      const page = await listPublished(storage.db, { office: 'o', now: 1 }, filter)
      ids.push(...page.items.map(({ id }) => id))
      if (page.totalIsLeast) expect(page.total).toBeLessThanOrEqual(expected.length)
      else expect(page.total).toBe(expected.length)
    }
    expect(ids).toEqual(expected)
  })
})
