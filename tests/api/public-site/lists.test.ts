import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { findMiscounts } from '../../../db/derived.ts'
import { facetsOf } from '../../../db/publication-facets.ts'
import { listPublished } from '../../../db/publications.ts'
import { copyRequest } from '../../support/copy-request.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let running: Office
beforeAll(async () => {
  // The last hours of the fiscal year 2569, in Bangkok.
  running = await startOffice({ at: '2026-09-30T16:00:00Z' })
  await publish(running, { content: { title: 'รายงานของปีเก่า', category: '1.2' } })
  running.clock.set('2026-09-30T17:00:00Z')
  await publish(running, { content: { title: 'รายงานของปีใหม่', category: '1.2' } })
  running.clock.advance(1000)
  await publish(running, {
    content: { title: 'แผนของปีใหม่', category: '1.3', documentNumber: 'ศธ 04009/ว 123' },
  })
})
afterAll(() => running.close())

const get = async (path: string) => withoutWordMarks(await (await fetch(running.url + path)).text())
const ours = ['รายงานของปีเก่า', 'รายงานของปีใหม่', 'แผนของปีใหม่']
const shownAt = async (path: string) => {
  const html = await get(path)
  return ours.filter((title) => html.includes(`>${title}<`))
}

describe('The list of an office', () => {
  test.each([
    ['year=2569', ['รายงานของปีเก่า']],
    ['year=2570', ['รายงานของปีใหม่', 'แผนของปีใหม่']],
    ['year=2570&category=1.2', ['รายงานของปีใหม่']],
    ['year=2570&q=รายงาน', ['รายงานของปีใหม่']],
    ['q=ที่ ศธ 04009/ว 123', ['แผนของปีใหม่']],
    ['q=ที่ศธ๐๔๐๐๙/ว๑๒๓', ['แผนของปีใหม่']],
    ['q=04009 / ว 123', ['แผนของปีใหม่']],
    ['q=ศธ 04009/ว 124', []],
    ['year=2570&category=1.3&group=policy&type=cmi4.publication', ['แผนของปีใหม่']],
    ['type=cmi4.publication&category=1.2&year=2569', ['รายงานของปีเก่า']],
    ['year=2570&group=none-such', []],
    ['type=cmi3.publication', []],
    ['year=x', []],
  ])('is narrowed by %s to %j', async (query, titles) => {
    const { groupId } = await running.deps.db
      .selectFrom('publication')
      .select('groupId')
      .where('title', '=', 'แผนของปีใหม่')
      .executeTakeFirstOrThrow()
    expect(await shownAt(`/o/cmi4?${query.replace('group=policy', `group=${groupId}`)}`)).toEqual(titles)
  })

  test('says beside each choice how many items it leads to, and keeps the other choices', async () => {
    const html = await get('/o/cmi4?year=2570')
    const choice = /<option value="2570" selected>พ\.ศ\. 2570 \((\d+)\)<\/option>/.exec(html)
    const { total } = await listPublished(
      running.deps.reads,
      { office: 'cmi4', now: running.clock.now() },
      { fiscalYear: 2570, words: [], limit: 1, offset: 0 },
    )
    expect(Number(choice?.[1])).toBe(total)
    expect(total).toBeGreaterThanOrEqual(2)
    expect(html).toContain(`พบ ${total} รายการ`)
    expect(html).toContain('href="/o/cmi4?category=1.3&amp;year=2570"')
  })

  test('counts what counting comes to, at each end and after the last second of a period', async () => {
    const until = '2026-10-05'
    running.clock.advance(1000)
    const { request } = await publish(running, { content: { title: 'หมดเร็ว', category: '1.3' }, until })
    const at = () => ({ office: 'cmi4', now: running.clock.now() })
    const countOf = async () =>
      (await facetsOf(running.deps.reads, at()))
        .filter(({ category, fiscalYear }) => category === '1.3' && fiscalYear === 2570)
        .reduce((sum, { count }) => sum + count, 0)
    const before = await countOf()
    running.clock.set('2026-10-05T17:00:00Z')
    expect(await countOf()).toBe(before - 1)
    expect(await findMiscounts(running.deps.db)).toEqual([])
    await copyRequest(running.deps.db, request, 3)
    expect(await findMiscounts(running.deps.db)).toEqual([])
    await running.deps.db
      .updateTable('publicationFacet')
      .set({ count: 77 })
      .where('office', '=', 'cmi4')
      .execute()
    expect((await findMiscounts(running.deps.db)).map(({ what }) => what).join()).toMatch(
      /^publications narrowed to /,
    )
  })

  test.each([
    ['a group', { groupId: 'g' }],
    ['a kind', { category: 'c' }],
    ['a kind and a group', { category: 'c', groupId: 'g' }],
    ['a procedure', { procedure: 'p' }],
    ['a kind, a group and a year', { category: 'c', groupId: 'g', fiscalYear: 2570 }],
  ])('is read from an index in its order where it is narrowed to %s', async (_, narrowed) => {
    const columns = Object.entries({ ...narrowed, fiscalYear: undefined })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => `${name} = 'x'`)
    const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
      SELECT id FROM publication WHERE office = 'o' AND ${sql.raw(columns.join(' AND '))} AND endedAt IS NULL
        AND (untilAt IS NULL OR untilAt > 1) ORDER BY publishedAt DESC, id LIMIT 20`.execute(
      running.deps.reads,
    )
    const plan = rows.map(({ detail }) => detail).join('\n')
    expect(plan).toMatch(
      /^SEARCH publication USING (COVERING )?INDEX publicationOf\w+ \(office=\? AND [^)]*=\?\)$/,
    )
    expect(plan).not.toContain('TEMP B-TREE')
  })
})

describe('The archive of an office', () => {
  test('names what ran out, from its second on, and tells of what was taken down without its title', async () => {
    const until = '2026-10-07'
    await publish(running, { content: { title: 'ประกาศที่หมดอายุ' }, until })
    const { request } = await publish(running, { content: { title: 'ประกาศที่ต้องนำออก' } })
    await take(running, request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ข้อมูลคลาดเคลื่อน' },
    })
    expect(await get('/o/cmi4/archive')).not.toContain('ประกาศที่หมดอายุ')
    running.clock.set('2026-10-07T17:00:00Z')
    const html = await get('/o/cmi4/archive')
    expect(html).toContain('>ประกาศที่หมดอายุ<')
    expect(html).toContain('ครบกำหนดเผยแพร่เมื่อ 7 ตุลาคม 2569')
    expect(html).toContain('ข้อมูลคลาดเคลื่อน')
    expect(html).not.toContain('ประกาศที่ต้องนำออก')
    expect(await get('/o/cmi4/archive?page=99')).toContain('ยังไม่มีรายการ')
  })
})
