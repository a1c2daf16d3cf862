import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { pino } from 'pino'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { getCompiled } from '../../../api/procedures/versions.ts'
import { boot } from '../../../api/process/boot.ts'
import { databaseFile, readConfig } from '../../../api/process/config.ts'
import { changeContent } from '../../../api/requests/change-content.ts'
import type { By } from '../../../api/requests/command.ts'
import type { Content } from '../../../api/requests/content.ts'
import { createRequest } from '../../../api/requests/create-request.ts'
import { figuresOf } from '../../../api/requests/figures.ts'
import { caughtUp } from '../../../api/requests/projections.ts'
import { listRequests } from '../../../api/requests/request-list.ts'
import { lateness } from '../../../api/requests/request-list-item.ts'
import { searchTextOf } from '../../../api/requests/search-text.ts'
import { takeEvent } from '../../../api/requests/take-event.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import * as firstTables from '../../../db/migrations/2026-11-20-first-tables.ts'
import * as indexesOfLists from '../../../db/migrations/2026-11-20-indexes-of-lists.ts'
import * as recordOfHolidays from '../../../db/migrations/2026-11-20-record-of-holidays.ts'
import * as statusOfAnswers from '../../../db/migrations/2026-11-20-status-of-answers.ts'
import * as smallIdempotencyRows from '../../../db/migrations/2026-11-25-small-idempotency-rows.ts'
import * as publicRevision from '../../../db/migrations/2026-11-26-public-revision.ts'
import { listPublished } from '../../../db/publications.ts'
import { type EventRow, findRequest } from '../../../db/requests.ts'
import { matchOf } from '../../../db/search.ts'
import { PrakatSqliteDialect } from '../../../db/sqlite-dialect.ts'
import type { Tables } from '../../../db/tables.ts'
import { eventHash, noHash } from '../../../machines/hash/event-hash.ts'
import type { ResolvedNeed } from '../../../machines/procedure/resolved-need.ts'
import { choices } from '../../../machines/run/choices.ts'
import { dataOf } from '../../../machines/run/event-data.ts'
import { restore } from '../../../machines/run/step.ts'
import { bangkokDay } from '../../../machines/run/thai-time.ts'
import { capacities } from '../../../machines/run/vocabulary.ts'
import { searchWords } from '../../../machines/text/search-key.ts'
import { figuresCounted } from '../../support/figures-counted.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { byName } from '../../support/storage.ts'
import { type Dice, diceOf } from '../../support/walk-procedure.ts'

const hour = 3_600_000
const day = 24 * hour
const officeIds = ['cmi3', 'cmi4', 'ksn2', 'ptt1', 'yst2']
const people = ['officer', 'officer2', 'groupDirector', 'groupDirector2', 'officeDirector', 'deputyDirector']
people.push('webmaster', 'webHead', 'publicRelations', 'admin')

let running: Office
let db: Kysely<Tables>
const dice = diceOf(20261125)
const oneOf = <Item>(items: readonly Item[]): Item => items[dice(items.length)] as Item

beforeAll(async () => {
  running = await startOffice()
  db = running.deps.db
  await appointSome(dice)
  for (let round = 0; round < 800; round += 1) await something(dice)
  // By chance alone little stays public.
  for (const office of officeIds) for (let number = 0; number < 6; number += 1) await publishOne(office)
  for (let round = 0; round < 60; round += 1) await something(dice)
  // Whoever proposed may not certify it, though they direct the group.
  for (let number = 0; number < 4; number += 1)
    await take(running, await begin('cmi3', 'groupDirector'), 'cmi3.groupDirector', { type: 'PROPOSE' })
  await caughtUp(running.deps)
})
afterAll(() => running.close())

/* ── What happens by chance ───────────────────────────────────────────────────────────── */

/** Second appointments, so that one person is asked in several seats, and kept apart from some of what they are asked. */
async function appointSome(fall: Dice): Promise<void> {
  for (const office of officeIds) {
    const roles = ['groupDirector', 'officeDirector', 'webmaster', 'webHead', 'publicRelations', 'committee']
    const groups = await db.selectFrom('officeGroup').select('id').where('office', '=', office).execute()
    for (let number = 0; number < 12; number += 1)
      await db
        .insertInto('appointment')
        .values({
          ...{ id: `second ${office} ${number}`, person: `${office}.${oneOf(people)}`, office },
          ...{ role: oneOf(roles), capacity: oneOf(capacities), orderNumber: '1/2569' },
          groupId: fall(3) === 0 ? null : oneOf(groups).id,
          startsOn: oneOf(['2026-01-01', '2026-12-01', '2027-03-01']),
          endsOn: oneOf([null, null, '2026-12-31']),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  }
}

const words = ['รายงาน', 'น้ำดื่ม', 'ประชุม', 'งบประมาณ', 'ปี ๒๕๖๙', 'E-Service', 'การศึกษา', 'ก', '"x"', 'รับสมัคร']
const someText = () => Array.from({ length: 1 + dice(5) }, () => oneOf(words)).join(oneOf([' ', '']))

async function something(fall: Dice): Promise<void> {
  running.clock.advance(fall(fall(30) === 0 ? 10 * day : 9 * hour))
  if (fall(10) === 0) await takeDueTimers(running.deps)
  const office = oneOf(officeIds)
  const by = await anyone(office)
  if (fall(9) === 0) await begin(office)
  // Ids are random; in another order chance would fall otherwise each time.
  const all = db
    .selectFrom('request')
    .select('id')
    .where('office', '=', office)
    .orderBy('createdAt')
    .orderBy('title')
  const open = await all
    .where('status', 'in', fall(4) === 0 ? ['published'] : ['open', 'published'])
    .execute()
  if (open.length === 0) return
  const id = oneOf(open).id
  try {
    if (fall(10) === 0) await write(id, by)
    else await takeAny(id, fall)
  } catch (error) {
    // By chance it may be what is not offered or not whole.
    if (!(error as { code?: string }).code) throw error
  }
}

const anyone = (office: string): Promise<By> => byName(db, `${office}.${oneOf(people)}`, running.clock.now())

async function begin(office: string, who = oneOf(['officer', 'groupDirector'])): Promise<string> {
  const by = await byName(db, `${office}.${who}`, running.clock.now())
  const content = {
    ...{ title: `${someText()} ${dice(1000)}`, body: someText(), source: 'กลุ่ม' },
    ...(office !== 'cmi3' && { category: oneOf(['1.1', '1.2']) }),
    ...(office === 'yst2' && { channels: oneOf([['website'], ['website', 'social']]) }),
  }
  const { request } = await running.deps.commits(async (trx, announce) =>
    createRequest({ trx, announce, at: running.clock.now() }, by, {
      procedure: `${office}.publication`,
      content,
      group: by.actor.appointments.find(({ group }) => group !== null)?.group ?? undefined,
    }),
  )
  return request.row.id
}

async function publishOne(office: string): Promise<void> {
  const content = { title: `${someText()} ${dice(1000)}`, body: someText() }
  await publish(running, { office, content, until: bangkokDay(running.clock.now() + (10 + dice(300)) * day) })
}

async function write(request: string, by: By): Promise<void> {
  const row = await findRequest(db, request)
  const { json } = await db
    .selectFrom('content')
    .select('json')
    .where('request', '=', request)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const content = { ...JSON.parse(json), title: `${someText()} ${dice(1000)}`, body: someText() }
  await running.deps.commits(async (trx, announce) =>
    changeContent(
      { trx, announce, at: running.clock.now() },
      {
        ...{ request, by, ifMatch: row?.revision ?? 0, content },
      },
    ),
  )
}

/** Somebody who may takes one of the request's choices; more often one that leads on than one that ends it. */
async function takeAny(request: string, fall: Dice): Promise<void> {
  const row = await findRequest(db, request)
  if (!row) return
  const compiled = await getCompiled(db, row.procedureHash)
  const snapshot = restore(compiled, JSON.parse(row.snapshot))
  const possible: { by: By; type: string; needs: ResolvedNeed[] }[] = []
  for (const who of people) {
    const by = await byName(db, `${row.office}.${who}`, running.clock.now())
    for (const { allowed, type, needs } of choices(compiled, snapshot, by.actor))
      if (allowed && (!/WITHDRAW|TAKE_DOWN/.test(type) || fall(12) === 0)) possible.push({ by, type, needs })
  }
  if (possible.length === 0) return
  const { by, type, needs } = oneOf(possible)
  const event = { type, ...payloadOf(needs, by) }
  await running.deps.commits(async (trx, announce) =>
    takeEvent({ trx, announce, at: running.clock.now() }, { request, by, event }),
  )
}

function payloadOf(needs: ResolvedNeed[], by: By): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const need of needs) {
    if (need.kind === 'reasons') {
      const grounds = need.grounds.map(({ id }) => id).filter(() => dice(3) === 0)
      data.reasons = { grounds, text: 'เหตุผล' }
    } else if (need.kind === 'checked') data.checked = need.items.map(({ id }) => id)
    else if (need.kind === 'publishUntil')
      data.publishUntil = bangkokDay(running.clock.now() + (5 + dice(700)) * day)
    else if (need.kind === 'signature') data.signature = by.person.name
    else if (need.kind === 'field') {
      const first = need.options?.[0]?.id
      if (need.type === 'links') data[need.field] = [{ title: 'ลิงก์', url: 'https://example.go.th/' }]
      else data[need.field] = need.type === 'checkboxes' ? [first] : (first ?? 'ข้อความ')
    }
  }
  return data
}

/* ── What must come of it ─────────────────────────────────────────────────────────────── */

test('enough has happened for the following to say something', async () => {
  const counts = await db
    .selectFrom('request')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
  expect(Object.fromEntries(counts.map(({ status, count }) => [status, count > 15]))).toEqual({
    ...{ open: true, published: true, ended: true },
  })
  const returns = await db.selectFrom('figure').select('name').where('what', '=', 'firstReturn').execute()
  expect(returns.length).toBeGreaterThan(8)
})

test('every stored list, count and figure is what the events say', async () => {
  expect((await verifyRequests(db)).differences).toEqual([])
})

/** The inbox as the engine alone would answer: the choices of every request computed. */
async function inboxComputed(by: By, now: number): Promise<{ id: string; late: boolean }[]> {
  const rows = await db.selectFrom('request').selectAll().where('office', '=', by.person.office).execute()
  const found = []
  for (const row of rows) {
    const compiled = await getCompiled(db, row.procedureHash)
    const asked = choices(compiled, restore(compiled, JSON.parse(row.snapshot)), by.actor)
    if (row.waiting === 0 || !asked.some(({ awaited, allowed }) => awaited && allowed)) continue
    const due = await db
      .selectFrom('timer')
      .selectAll()
      .where('request', '=', row.id)
      .where('dueAt', '<=', now)
      .orderBy('dueAt')
      .executeTakeFirst()
    found.push({ id: row.id, since: row.since, late: lateness(row, compiled, due, now) !== null })
  }
  found.sort((a, b) => Number(b.late) - Number(a.late) || a.since - b.since || (a.id < b.id ? -1 : 1))
  return found.map(({ id, late }) => ({ id, late }))
}

const signedInAs = async (username: string, now: number) => {
  const { person, actor } = await byName(db, username, now)
  return { by: { person, actor }, me: { session: '', person: { ...person, username, position: '' }, actor } }
}

test.each([
  ['now', 0],
  ['the next day', day],
  ['two weeks later, when timers are due that nothing has taken', 14 * day],
  ['a year later, under other appointments', 365 * day],
])('the stored inbox is what the engine would answer, in its order, page by page: %s', async (_, later) => {
  const now = running.clock.now() + later
  let asked = 0
  let late = 0
  for (const office of officeIds)
    for (const who of people) {
      const { by, me } = await signedInAs(`${office}.${who}`, now)
      const expected = await inboxComputed(by, now)
      const seen: { id: string; late: boolean }[] = []
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await listRequests(running.deps.reads, me, { view: 'inbox', limit: 7, cursor }, now)
        expect(page.total).toBe(expected.length)
        seen.push(...page.items.map((item) => ({ id: item.id, late: item.late !== null })))
        cursor = page.nextCursor ?? undefined
        more = cursor !== undefined
      }
      expect({ office, who, seen }).toEqual({ office, who, seen: expected })
      asked += seen.length
      late += seen.filter((one) => one.late).length
    }
  expect(asked).toBeGreaterThan(20)
  if (later >= day) expect(late).toBeGreaterThan(0)
})

test('the figures of any period are those that counting event by event gives', async () => {
  const days = () => bangkokDay(Date.parse('2026-10-01T00:00:00Z') + dice(400) * day)
  let passed = 0
  for (const office of officeIds)
    for (let round = 0; round < 25; round += 1) {
      const [from = '', until = ''] = round === 0 ? ['2020-01-01', '2030-12-31'] : [days(), days()].sort()
      const procedure = `${office}.publication`
      const kept = await figuresOf(running.deps.reads, procedure, { from, until }, running.clock.now())
      expect({ office, ...kept }).toEqual({
        office,
        ...(await figuresCounted(db, procedure, { from, until })),
      })
      passed += kept.steps.reduce((sum, step) => sum + step.passed, 0)
    }
  expect(passed).toBeGreaterThan(1000)
})

describe('a search', () => {
  /** Pieces of what stands in the texts, of every length, and what stands nowhere. */
  const pieces = (texts: string[]): string[] => {
    const some = Array.from({ length: 80 }, () => {
      const letters = [...oneOf(texts)]
      const from = dice(letters.length)
      return letters.slice(from, from + 1 + dice(8)).join('')
    })
    return [
      ...some,
      'ฮฮ',
      'ฮ',
      'ไม่มีคำนี้',
      '"',
      'x"',
      'OR',
      'NEAR(',
      '*',
      'กก น้ำ',
      `${oneOf(some)} ${oneOf(some)}`,
    ]
  }

  const isDraft = (row: { status: string; draftOf: string }) => row.status === 'open' && row.draftOf !== ''

  test('finds what the text of a request holds, however short the words, with every filter', async () => {
    const now = running.clock.now()
    let hits = 0
    for (const office of officeIds) {
      const { me } = await signedInAs(`${office}.officer`, now)
      const rows = await db.selectFrom('request').selectAll().where('office', '=', office).execute()
      for (const q of pieces(rows.map(({ searchText }) => searchText))) {
        const status = oneOf([undefined, undefined, 'open', 'published', 'ended'] as const)
        const state = oneOf([undefined, undefined, 'drafting', 'published'])
        const view = oneOf(['office', 'office', 'mine', 'drafts'] as const)
        const asked = searchWords(q)
        const expected = rows.filter(
          (row) =>
            asked.every((word) => row.searchText.includes(word)) &&
            (status === undefined || row.status === status) &&
            (state === undefined || row.steps.includes(`,${state},`) || row.steps.includes(`,${state}.`)) &&
            (view !== 'office'
              ? row.owner === me.person.id && isDraft(row) === (view === 'drafts')
              : row.draftOf === '' || me.actor.appointments.some(({ group }) => group === row.draftOf)),
        )
        const page = await listRequests(running.deps.reads, me, { view, limit: 100, q, status, state }, now)
        const of = { office, q, status, state, view }
        expect({ of, total: page.total, ids: page.items.map(({ id }) => id).sort() }).toEqual({
          ...{ of, total: expected.length, ids: expected.map(({ id }) => id).sort() },
        })
        hits += page.total
      }
    }
    expect(hits).toBeGreaterThan(500)
  })

  test('of a hundred letters with blanks between them finds the same, and asks for so many trigrams at most', async () => {
    const now = running.clock.now()
    const { me } = await signedInAs('cmi3.officer', now)
    const rows = await db.selectFrom('request').selectAll().where('office', '=', 'cmi3').execute()
    const letters = [...new Set(rows.map(({ searchText }) => searchText).join(''))].filter((one) =>
      one.trim(),
    )
    const held = (words: string[]) =>
      rows.filter(({ searchText }) => words.every((word) => searchText.includes(word)))
    // As many letters as some request holds all of.
    const words: string[] = []
    for (const letter of letters) if (held([...words, letter]).length > 0) words.push(letter)
    expect(words.length).toBeGreaterThan(25)
    const match = await matchOf(running.deps.reads, 'request', words)
    expect(match?.text.split(' OR ').length).toBeLessThan(1100)
    const q = words.join(' ').slice(0, 200)
    const asked = searchWords(q)
    const expected = held(asked).filter(
      ({ draftOf }) => draftOf === '' || me.actor.appointments.some(({ group }) => group === draftOf),
    )
    const page = await listRequests(running.deps.reads, me, { view: 'office', limit: 100, q }, now)
    expect(page.items.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
  })

  test('of the public finds what is published, and not what is being corrected', async () => {
    const now = running.clock.now()
    let hits = 0
    for (const office of officeIds) {
      const rows = await db
        .selectFrom('publication')
        .innerJoin('content', (join) =>
          join
            .onRef('content.request', '=', 'publication.request')
            .onRef('content.revision', '=', 'publication.contentRevision'),
        )
        .select(['publication.id', 'category', 'content.json'])
        .where('office', '=', office)
        .where('endedAt', 'is', null)
        .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', now)]))
        .execute()
      const texts = rows.map(({ id, category, json }) => {
        return { id, category, text: searchTextOf(JSON.parse(json) as Content) }
      })
      for (const q of pieces(texts.map(({ text }) => text))) {
        const asked = searchWords(q)
        const category = oneOf([undefined, '1.1'])
        const expected = texts.filter(
          (one) =>
            asked.every((word) => one.text.includes(word)) &&
            (category === undefined || one.category === category),
        )
        const filter = { category, words: asked, limit: 100, offset: 0 }
        const { items, total } = await listPublished(running.deps.reads, { office, now }, filter)
        expect({ office, q, total, ids: items.map(({ id }) => id).sort() }).toEqual({
          ...{ office, q, total: expected.length, ids: expected.map(({ id }) => id).sort() },
        })
        hits += total
      }
    }
    expect(hits).toBeGreaterThan(200)
  })
})

/* ── A database of before ─────────────────────────────────────────────────────────────── */

const older = {
  '2026-11-20-first-tables': firstTables,
  '2026-11-20-indexes-of-lists': indexesOfLists,
  '2026-11-20-record-of-holidays': recordOfHolidays,
  '2026-11-20-status-of-answers': statusOfAnswers,
  '2026-11-25-small-idempotency-rows': smallIdempotencyRows,
  '2026-11-26-public-revision': publicRevision,
}

test('a database that was made before the lists were stored has them after the next start', async () => {
  const data = mkdtempSync(join(tmpdir(), 'prakat-older-'))
  const file = databaseFile(readConfig({ PRAKAT_DATA: data }))
  try {
    await copyTo(file)
    const deps = await boot(readConfig({ PRAKAT_DATA: data }), running.clock, pino({ level: 'silent' }))
    try {
      expect(await deps.db.selectFrom('underived').selectAll().execute()).toEqual([])
      // No database of that time has a version in the second language; the rows that this one is made of do.
      await inSecondLanguage(deps.db)
      // Nor one with reminders.
      const reminders = await db.selectFrom('reminder').selectAll().execute()
      if (reminders.length > 0) await deps.db.insertInto('reminder').values(reminders).execute()
      expect((await verifyRequests(deps.db)).differences).toEqual([])
      expect(await storedLists(deps.db)).toEqual(await storedLists(db))
      await sql`INSERT INTO requestSearch (requestSearch) VALUES ('integrity-check')`.execute(deps.db)
      await sql`INSERT INTO publicationSearch (publicationSearch) VALUES ('integrity-check')`.execute(deps.db)
    } finally {
      await deps.reads.destroy()
      await deps.db.destroy()
    }
  } finally {
    rmSync(data, { recursive: true })
  }
})

/** Says of every event that its version is written in the second language, though events are append-only. */
async function inSecondLanguage(to: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string; made: string }>`
    SELECT name, sql AS made FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event' AND sql LIKE '%UPDATE%'`.execute(
    to,
  )
  for (const { name } of rows) await sql`DROP TRIGGER ${sql.ref(name)}`.execute(to)
  await to.updateTable('event').set({ language: 2 }).execute()
  for (const { made } of rows) await sql.raw(made).execute(to)
}

/** The rows of the running office in a file as an older edition made it. */
async function copyTo(file: string): Promise<void> {
  const { Kysely } = await import('kysely')
  const sqlite = new Sqlite(file)
  const made = new Kysely<Tables>({ dialect: new PrakatSqliteDialect(sqlite) })
  const { error } = await new Migrator({
    db: made,
    provider: { getMigrations: async () => older },
  }).migrateToLatest()
  if (error) throw error
  sqlite.pragma('foreign_keys = OFF')
  sqlite.prepare('ATTACH ? AS now').run(databaseFile(running.deps.config))
  const tables = sqlite
    .prepare("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'kysely%'")
    .pluck()
    .all() as string[]
  for (const table of tables) {
    const columns = (sqlite.pragma(`main.table_info(${table})`) as { name: string }[]).map(
      ({ name }) => `"${name}"`,
    )
    if (table !== 'event')
      sqlite.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM now.${table}`)
  }
  copyEvents(sqlite)
  await made.destroy()
}

/** Every event as it was written when its hash covered what was typed. */
function copyEvents(sqlite: Sqlite.Database): void {
  const rows = sqlite.prepare('SELECT * FROM now.event ORDER BY request, seq').all() as EventRow[]
  const columns = (sqlite.pragma('main.table_info(event)') as { name: keyof EventRow }[]).map(
    ({ name }) => name,
  )
  const insert = sqlite.prepare(
    `INSERT INTO main.event (${columns}) VALUES (${columns.map((name) => `@${name}`)})`,
  )
  let previousHash = noHash
  for (const { form: _, ...row } of rows) {
    if (row.seq === 1) previousHash = noHash
    const event = { ...row, payload: JSON.stringify(dataOf(row)), previousHash }
    previousHash = eventHash(event)
    insert.run({ ...event, hash: previousHash })
  }
}

async function storedLists(of: Kysely<Tables>) {
  const read = async (query: string) => (await sql.raw<object>(query).execute(of)).rows
  return {
    asked: await read('SELECT * FROM asked ORDER BY 1, 2, 3, 4, 5'),
    requests: await read('SELECT * FROM requestCount WHERE count > 0 ORDER BY 1, 2, 3, 4, 5, 6'),
    publications: await read('SELECT * FROM publicationCount WHERE count > 0 ORDER BY 1, 2'),
    unread: await read('SELECT * FROM unreadCount WHERE count > 0 ORDER BY 1'),
    figures: await read('SELECT * FROM figure ORDER BY 1, 2, 3, 4, 5, 6, 7, 8'),
    texts: await read('SELECT id, searchText FROM publication ORDER BY 1'),
  }
}
