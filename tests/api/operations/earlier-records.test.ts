import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { pino } from 'pino'
import { erase } from '../../../api/operations/erase.ts'
import { readHeads } from '../../../api/operations/heads.ts'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { logChangedPerson } from '../../../api/people/log-people.ts'
import { boot } from '../../../api/process/boot.ts'
import { readConfig } from '../../../api/process/config.ts'
import type { Deps } from '../../../api/process/deps.ts'
import { erasedContent } from '../../../api/requests/content.ts'
import { caughtUp } from '../../../api/requests/projections.ts'
import { getMember, updatePerson } from '../../../db/people.ts'
import { eventHash, type HashedEvent } from '../../../machines/hash/event-hash.ts'
import { type HashedOfficeEvent, officeEventHash } from '../../../machines/hash/office-event-hash.ts'
import { type Office, testClock } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

/** A whole database that the product of before 2026-11-29 wrote: the demo, and requests that ended in every way. */
const earlier = new URL('before-2026-11-29.sqlite.br', import.meta.url)

let data: string
let deps: Deps
const clock = testClock('2026-11-29T03:00:00Z')
type Rows = { events: HashedEvent[]; entries: (HashedOfficeEvent & { hash: string })[] }
let before: Rows

const rowsOf = (file: string): Rows => {
  const sqlite = new Sqlite(file, { readonly: true })
  const all = (sql: string) => sqlite.prepare(sql).all()
  const rows = {
    events: all('SELECT * FROM event ORDER BY rowid'),
    entries: all('SELECT * FROM officeEvent ORDER BY rowid'),
  } as Rows
  sqlite.close()
  return rows
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'prakat-earlier-'))
  const file = join(data, 'prakat.sqlite')
  writeFileSync(file, brotliDecompressSync(readFileSync(earlier)))
  before = rowsOf(file)
  deps = await boot(readConfig({ PRAKAT_DATA: data }), clock, pino({ level: 'silent' }))
})
afterAll(async () => {
  await deps.workers.close()
  await deps.reads.destroy()
  await deps.db.destroy()
  rmSync(data, { recursive: true })
})

test('records of before 2026-11-29 keep their bytes, and hash to what they hashed to', () => {
  expect(before.events.length).toBeGreaterThan(270)
  const { events, entries } = rowsOf(join(data, 'prakat.sqlite'))
  for (const [index, event] of before.events.entries()) {
    expect(events[index]).toEqual({ ...event, form: 1, ...unused })
    expect(eventHash(event)).toBe((event as HashedEvent & { hash: string }).hash)
  }
  for (const [index, entry] of before.entries.entries()) {
    expect(entries[index]).toEqual({ ...entry, form: 1, facts: '[]', standing: '{}' })
    expect(officeEventHash(entry)).toBe(entry.hash)
  }
})
const unused = {
  ...{ actorSalt: null, actorDigest: null, actorErased: null },
  ...{ texts: null, textsSalt: null, textsDigest: null, textsErased: null },
  // Written before procedures had languages: in the first.
  language: 1,
}

test('they replay to the same snapshots, beside what is recorded since', async () => {
  const heads = await readHeads(deps.db, { at: 1 })
  expect((await verifyAll(deps.db, [], clock.now())).differences).toEqual([])
  const { request } = await publish({ deps, clock } as unknown as Office)
  await caughtUp(deps)
  const { differences, now, counts } = await verifyAll(deps.db, [], clock.now())
  expect(differences).toEqual([])
  expect(counts.requests).toBe(64)
  expect(now.offices.cmi4?.events.count).toBeGreaterThan(heads.offices.cmi4?.events.count ?? 0)
  const forms = await deps.db.selectFrom('event').select('form').where('request', '=', request).execute()
  expect(new Set(forms.map(({ form }) => form))).toEqual(new Set([2]))
})

test('of them the content of a request is erased, and what their hashes cover stays and is said to', async () => {
  const { db } = deps
  const taken = await db
    .selectFrom('event')
    .select('request')
    .where('type', '=', 'TAKE_DOWN')
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow()
  const order = { request: taken.request, by: 'คำสั่งที่ ๑', reason: 'เจ้าของข้อมูลขอ' }
  const [told] = await erase(db, order, clock.now())
  expect(told).toMatch(/What was typed with its \d+ events of before 2026-11-29 stays/)
  const contents = await db.selectFrom('content').selectAll().where('request', '=', taken.request).execute()
  expect(new Set(contents.map(({ json }) => json))).toEqual(new Set([erasedContent]))
  const person = 'cmi4.webmaster'
  await deps.commits(async (trx) => {
    const before = await getMember(trx, person)
    await updatePerson(trx, person, { disabled: 1 })
    const by = { actor: { id: 'cmi4.admin', name: 'ผู้ดูแลระบบ' }, at: clock.now() }
    await logChangedPerson(trx, by, before, { password: false })
  })
  const stays = await erase(db, { person, by: 'คำสั่งที่ ๒', reason: 'พ้นจากราชการ' }, clock.now())
  expect(stays[1]).toMatch(/^Stays: the name in \d+ events and [1-9]\d* log entries of before 2026-11-29/)
  const { differences, erased } = await verifyAll(db, [], clock.now())
  expect(differences).toEqual([])
  expect(erased).toHaveLength(2)
  const after = rowsOf(join(data, 'prakat.sqlite')).events.slice(0, before.events.length)
  expect(after).toEqual(before.events.map((event) => ({ ...event, form: 1, ...unused })))
})
