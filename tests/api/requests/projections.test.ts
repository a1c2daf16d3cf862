import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { catchUp, caughtUp } from '../../../api/requests/projections.ts'
import { isBehind } from '../../../db/projections.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

let office: Office
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  officer = await office.as('cmi4.officer')
})
afterAll(() => office.close())

type List = { items: { id: string }[] }
const found = async (word: string): Promise<string[]> =>
  ((await officer('GET', `/api/requests?view=office&q=${encodeURIComponent(word)}`)).body as List).items.map(
    ({ id }) => id,
  )
const isShown = async (word: string, publication: string): Promise<boolean> => {
  const answer = await fetch(`${office.url}/o/cmi4?q=${encodeURIComponent(word)}`)
  return (await answer.text()).includes(publication)
}

test('what was written is behind until somebody asks for it, and then found at once', async () => {
  const { db, reads } = office.deps
  await caughtUp(office.deps)
  const { request } = await publish(office, { content: { title: 'โครงการอนุรักษ์ป่าชายเลน' } })
  expect(await isBehind(reads)).toBe(true)
  expect(await found('ป่าชายเลน')).toEqual([request])
  expect(await isBehind(reads)).toBe(false)
  expect((await verifyRequests(db)).differences).toEqual([])
})

test('verification is content with what is behind, and finds what was lost on the way', async () => {
  const { db } = office.deps
  const { request } = await publish(office, { content: { title: 'โครงการปลูกหญ้าแฝก' } })
  expect(await isBehind(db)).toBe(true)
  expect((await verifyRequests(db)).differences).toEqual([])
  const figures = await db.selectFrom('newFigure').selectAll().where('request', '=', request).execute()
  const stale = await db.selectFrom('staleDocument').selectAll().execute()
  await db.deleteFrom('newFigure').where('request', '=', request).execute()
  await db.deleteFrom('staleDocument').execute()
  const lost = (await verifyRequests(db)).differences.map(({ what }) => what)
  expect(lost).toContainEqual(expect.stringMatching(/^searched requests/))
  expect(lost).toContainEqual(expect.stringMatching(/^searched publications/))
  expect(lost).toContainEqual(expect.stringMatching(/^the figures of cmi4.publication/))
  await db.insertInto('newFigure').values(figures).execute()
  await db.insertInto('staleDocument').values(stale).execute()
})

test('what was published and taken down in between is found by officials and no more by the public', async () => {
  const { request, publication } = await publish(office, { content: { title: 'ประกาศเรื่องฝายชะลอน้ำ' } })
  expect(await isShown('ฝายชะลอน้ำ', publication)).toBe(true)
  await take(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' },
  })
  expect(await found('ฝายชะลอน้ำ')).toEqual([request])
  expect(await isShown('ฝายชะลอน้ำ', publication)).toBe(false)
})

test('a stop ends the catching up between two batches, and nothing is counted twice when it goes on', async () => {
  const { db, reads } = office.deps
  for (let number = 0; number < 3; number += 1)
    await publish(office, { content: { title: `รายงานฉบับที่ ${number}` } })
  const stopped = new AbortController()
  stopped.abort()
  await catchUp(office.deps, stopped.signal)
  expect(await isBehind(reads)).toBe(true)
  await Promise.all([catchUp(office.deps), caughtUp(office.deps), caughtUp(office.deps)])
  expect(await isBehind(reads)).toBe(false)
  expect((await verifyRequests(db)).differences).toEqual([])
})

test('where nothing can be written, what was filed before is still found', async () => {
  const { db } = office.deps
  await publish(office, { content: { title: 'ประกาศเรื่องธนาคารขยะ' } })
  expect(await found('ธนาคารขยะ')).toHaveLength(1)
  await publish(office, { content: { title: 'ประกาศเรื่องบ่อดักไขมัน' } })
  await sql`PRAGMA query_only = ON`.execute(db)
  try {
    expect(await found('ธนาคารขยะ')).toHaveLength(1)
  } finally {
    await sql`PRAGMA query_only = OFF`.execute(db)
  }
  expect(await found('บ่อดักไขมัน')).toHaveLength(1)
})
