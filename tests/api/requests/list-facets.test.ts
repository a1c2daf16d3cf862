import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { RequestListItem } from '../../../api/http/contract.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, walkTo } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice({ at: '2026-09-30T16:00:00Z' })
  as = clientsOf(office)
})
afterAll(() => office.close())

const list = async (by: Client, query: Record<string, string>) => {
  const answer = await by('GET', `/api/requests?${new URLSearchParams({ limit: '100', ...query })}`)
  expect(answer.status).toBe(200)
  return answer.body as { items: RequestListItem[]; total: number; nextCursor: string | null }
}
const idsOf = async (by: Client, query: Record<string, string>) =>
  (await list(by, query)).items.map(({ id }) => id)
/** Page by page, one line at a time. */
async function walked(by: Client, query: Record<string, string>): Promise<string[]> {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const page = await list(by, { ...query, limit: '1', ...(cursor && { cursor }) })
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    cursor = page.nextCursor
  }
}

describe('lists are narrowed', () => {
  test('by the month and the fiscal year in which requests were begun, by the days of Bangkok', async () => {
    const officer = await as('cmi4.officer')
    // 23.00 น. of 30 ก.ย. 2569, and two hours later 1 ต.ค.: another month, another fiscal year.
    const before = await begin(officer, 'cmi4')
    office.clock.advance(2 * 3_600_000)
    const after = await begin(officer, 'cmi4')
    const both = [before.id, after.id]
    const found = async (query: Record<string, string>) =>
      (await idsOf(officer, { view: 'drafts', ...query })).filter((id) => both.includes(id))
    expect(await found({ month: '2026-09' })).toEqual([before.id])
    expect(await found({ month: '2026-10' })).toEqual([after.id])
    expect(await found({ fiscalYear: '2569' })).toEqual([before.id])
    expect(await found({ fiscalYear: '2570' })).toEqual([after.id])
    expect(await found({ fiscalYear: '2570', month: '2026-09' })).toEqual([before.id])
    expect(await found({ fiscalYear: '2500' })).toEqual([])
  })

  test('by group and kind, in every view, with a total that says the same', async () => {
    const officer = await as('cmi4.officer')
    const { id, group } = await begin(officer, 'cmi4', { category: '1.2' })
    for (const view of ['drafts', 'office', 'inbox']) {
      const { items, total } = await list(officer, { view, category: '1.2', group })
      expect(items.map((item) => item.id)).toContain(id)
      expect(new Set(items.map((item) => item.group))).toEqual(new Set([group]))
      expect(total).toBe(items.length)
      expect(await idsOf(officer, { view, category: '1.3' })).not.toContain(id)
      expect(await idsOf(officer, { view, group: 'none' })).toEqual([])
    }
  })

  test.each([
    ['month', '2026-13'],
    ['month', 'ตุลาคม'],
    ['fiscalYear', '2026'],
    ['fiscalYear', 'ปีนี้'],
    ['sort', 'sideways'],
  ])('and refuse %s=%s, saying which', async (name, value) => {
    const answer = await (await as('cmi4.officer'))(
      'GET',
      `/api/requests?${new URLSearchParams({ [name]: value })}`,
    )
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: `query.${name}` }] } })
  })
})

describe('the newest first', () => {
  test.each(['office', 'mine', 'drafts'])(
    'of %s is by the time of the beginning, page by page',
    async (view) => {
      const officer = await as('cmi4.officer')
      const { items } = await list(officer, { view, sort: 'newest' })
      const begun = items.map(({ createdAt }) => createdAt)
      expect(begun).toEqual(begun.toSorted().reverse())
      expect(items.length).toBeGreaterThan(1)
      const ids = items.map(({ id }) => id)
      expect(await walked(officer, { view, sort: 'newest' })).toEqual(ids)
      expect(new Set(ids)).toEqual(new Set(await idsOf(officer, { view })))
    },
  )

  test('of the inbox is by the time at which each came, page by page, also of what came at once', async () => {
    for (let made = 0; made < 3; made += 1) await walkTo(as, 'cmi4', 1)
    office.clock.advance(60_000)
    const { id } = await walkTo(as, 'cmi4', 1)
    const director = await as('cmi4.officeDirector')
    const { items, total } = await list(director, { view: 'inbox', sort: 'newest' })
    expect(items[0]?.id).toBe(id)
    const came = items.map(({ since }) => since)
    expect(came).toEqual(came.toSorted().reverse())
    expect(total).toBe(items.length)
    expect(await walked(director, { view: 'inbox', sort: 'newest' })).toEqual(items.map((item) => item.id))
    expect(new Set(items.map((item) => item.id))).toEqual(new Set(await idsOf(director, { view: 'inbox' })))
  })
})

test('a line says the first deadline that runs', async () => {
  const { id } = await walkTo(as, 'cmi3')
  const { items } = await list(await as('cmi3.officer'), { view: 'mine' })
  const due = items.find((item) => item.id === id)?.due
  expect(due).toEqual({
    at: '2026-12-31T17:00:00.000Z',
    what: expect.objectContaining({ th: expect.anything() }),
  })
})

test('what facets are looked for by stands in one index, in its order', async () => {
  const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
    SELECT id FROM request WHERE office = 'cmi4' AND category = '1.2'
      AND (-"createdAt" > -9 AND -"createdAt" <= -1) ORDER BY -"createdAt", id LIMIT 1001`.execute(
    office.deps.db,
  )
  expect(rows.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('USING COVERING INDEX requestBegun'),
  ])
})
