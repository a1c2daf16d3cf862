import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { pino } from 'pino'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { logShipped } from '../../../api/procedures/take-effect.ts'
import { boot } from '../../../api/process/boot.ts'
import { readConfig } from '../../../api/process/config.ts'
import type { Deps } from '../../../api/process/deps.ts'
import { createRequest } from '../../../api/requests/create-request.ts'
import { caughtUp } from '../../../api/requests/projections.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import type { EventRow } from '../../../db/requests.ts'
import type { Tables } from '../../../db/tables.ts'
import { eventHash } from '../../../machines/hash/event-hash.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { type Office, type TestClock, testClock } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { activate } from '../../support/put-in-force.ts'
import { byName } from '../../support/storage.ts'

let data: string
let deps: Deps
let clock: TestClock
/** On the public site with a period; taken down by a person, with reasons; over because its time was up. */
let live: string
let takenDown: string
let expired: string

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'prakat-verify-'))
  clock = testClock('2026-11-20T03:00:00Z')
  deps = await boot(readConfig({ PRAKAT_DATA: data }), clock, pino({ level: 'silent' }))
  const office = { deps, clock } as unknown as Office
  live = (await publish(office, { until: '2027-06-30' })).request
  takenDown = (await publish(office)).request
  expired = (await publish(office, { until: '2026-11-20' })).request
  clock.advance(3_600_000)
  await take(office, takenDown, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' },
  })
  clock.set('2026-11-20T18:00:00Z')
  await takeDueTimers(deps)
  await caughtUp(deps)
})
afterAll(async () => {
  await deps.reads.destroy()
  await deps.db.destroy()
  rmSync(data, { recursive: true })
})

/** Puts a version in as the product does at its start. */
async function ship(db: Deps['db'], procedure: Procedure) {
  const version = await activate(db, procedure, clock.now())
  if (version) await logShipped(db, version, clock.now())
}

type Tamper = (db: Kysely<Tables>) => Promise<unknown>
const rollback = new Error('roll back')

/** What verification says after somebody with the file in hands has changed it; everything is as before afterwards. */
async function tampered(tamper: Tamper) {
  let found: { request: string; what: string }[] = []
  const work = deps.db.transaction().execute(async (trx) => {
    const triggers = await sql<{
      name: string
    }>`select name from sqlite_master where type = 'trigger'`.execute(trx)
    for (const { name } of triggers.rows) await sql`drop trigger ${sql.ref(name)}`.execute(trx)
    await tamper(trx)
    found = (await verifyRequests(trx)).differences
    throw rollback
  })
  await expect(work).rejects.toBe(rollback)
  return found
}

const eventsOf = (db: Kysely<Tables>, request: string) =>
  db.selectFrom('event').selectAll().where('request', '=', request).orderBy('seq').execute()

/** Changes one event and computes the hashes of the chain anew, as somebody who knows how they are made would. */
async function forge(
  db: Kysely<Tables>,
  request: string,
  type: string,
  change: (event: EventRow) => Partial<EventRow>,
) {
  const events = await eventsOf(db, request)
  await db.deleteFrom('event').where('request', '=', request).execute()
  let previousHash = events[0]?.previousHash ?? ''
  for (const event of events) {
    const forged = { ...event, ...(event.type === type && change(event)), previousHash }
    previousHash = eventHash(forged)
    await db
      .insertInto('event')
      .values({ ...forged, hash: previousHash })
      .execute()
  }
}

test('finds nothing where nobody has changed anything, the demo among it', async () => {
  const report = await verifyRequests(deps.db)
  expect(report.differences).toEqual([])
  expect(report.requests).toBeGreaterThan(3)
  expect(report.events).toBeGreaterThan(3 * 4)
  // Dropping the triggers alone changes no record.
  expect(await tampered(async () => {})).toEqual([])
})

describe('finds, and names with its request,', () => {
  const event = (db: Kysely<Tables>) => db.updateTable('event').where('request', '=', live)
  const request = (db: Kysely<Tables>) => db.updateTable('request').where('id', '=', live)
  const publication = (db: Kysely<Tables>, of = live) =>
    db.updateTable('publication').where('request', '=', of)

  test.each<[what: string, says: RegExp, tamper: Tamper, of?: () => string]>([
    [
      'a changed payload',
      /^event 4 was changed$/,
      (db) => event(db).set({ payload: '{"checked":[]}' }).where('type', '=', 'PUBLISH').execute(),
    ],
    [
      'a changed name',
      /^event 3 was changed$/,
      (db) => event(db).set({ actorName: 'ผู้อื่น' }).where('type', '=', 'CONSENT').execute(),
    ],
    [
      'a changed time',
      /^event 3 was changed$/,
      (db) => event(db).set({ at: 1 }).where('seq', '=', 3).execute(),
    ],
    [
      'a changed post',
      /^event 3 was changed$/,
      (db) => event(db).set({ actedAs: '"owner"' }).where('seq', '=', 3).execute(),
    ],
    [
      'a changed hash',
      /^event 3 was changed$/,
      (db) =>
        event(db)
          .set({ hash: 'f'.repeat(64) })
          .where('seq', '=', 3)
          .execute(),
    ],
    [
      'a break in the chain',
      /^event 3 does not follow the one before it$/,
      (db) =>
        event(db)
          .set({ previousHash: 'f'.repeat(64) })
          .where('seq', '=', 3)
          .execute(),
    ],
    [
      'a deleted event',
      /^event 3 is missing \(found 4\)$/,
      (db) => db.deleteFrom('event').where('request', '=', live).where('seq', '=', 3).execute(),
    ],
    [
      'a deleted last event',
      /snapshot is not what its events lead to/,
      (db) => db.deleteFrom('event').where('request', '=', live).where('seq', '=', 4).execute(),
    ],
    [
      'deleted events',
      /^there are no events$/,
      (db) => db.deleteFrom('event').where('request', '=', live).execute(),
    ],
    [
      'an event of another request',
      /^event 5 does not follow/,
      (db) =>
        db
          .updateTable('event')
          .set({ request: live, seq: 5 })
          .where('request', '=', takenDown)
          .where('type', '=', 'TAKE_DOWN')
          .execute(),
    ],
    [
      'a decision that never was',
      /^event 5 \(CONSENT\) is not one that the chart offers there$/,
      async (db) => {
        const last = (await eventsOf(db, live)).at(-1)
        if (!last) throw new Error('no event')
        const made = { ...last, seq: 5, type: 'CONSENT', previousHash: last.hash }
        await db
          .insertInto('event')
          .values({ ...made, hash: eventHash(made) })
          .execute()
      },
    ],
    [
      'somebody else’s decision, though every hash fits',
      /^event 3 \(CONSENT\) is not one that the chart offers there$/,
      (db) => forge(db, live, 'CONSENT', () => ({ actor: 'cmi4.officer', actedAs: '"owner"' })),
    ],
    [
      'another person in a decision, though every hash fits',
      /snapshot is not what its events lead to/,
      (db) => forge(db, live, 'CONSENT', () => ({ actor: 'cmi4.admin' })),
    ],
    [
      'another period, though every hash fits',
      /timer .* is set for \d+, but its events say \d+/,
      (db) =>
        forge(db, live, 'PUBLISH', ({ payload }) => ({
          payload: JSON.stringify({ ...JSON.parse(payload), publishUntil: '2030-01-01' }),
        })),
    ],

    [
      'a changed snapshot',
      /snapshot is not what its events lead to/,
      async (db) => {
        const { snapshot } = await db
          .selectFrom('request')
          .select('snapshot')
          .where('id', '=', live)
          .executeTakeFirstOrThrow()
        await request(db)
          .set({ snapshot: snapshot.replace('"owner":"cmi4.officer"', '"owner":"cmi4.admin"') })
          .execute()
      },
    ],
    ['a snapshot that is no JSON', /^replay failed: /, (db) => request(db).set({ snapshot: '{' }).execute()],
    [
      'a changed state',
      /^its state is stored as "takenDown"/,
      (db) => request(db).set({ state: '"takenDown"' }).execute(),
    ],
    [
      'a changed step',
      /^it is listed at ,takenDown, \(published\), but stands at ,published.live, \(published\)$/,
      (db) => request(db).set({ steps: ',takenDown,' }).execute(),
    ],
    [
      'a changed status',
      /^it is listed at ,published.live, \(ended\)/,
      (db) => request(db).set({ status: 'ended' }).execute(),
    ],
    [
      'a changed owner',
      /^it is stored as owned by/,
      (db) => request(db).set({ owner: 'cmi4.admin' }).execute(),
    ],
    [
      'a changed title',
      /^it is listed under a title/,
      (db) => request(db).set({ title: 'เรื่องอื่น' }).execute(),
    ],
    [
      'another version of its procedure',
      /^it runs on the version/,
      async (db) => {
        const { hash } = await db
          .selectFrom('procedureVersion')
          .select('hash')
          .where('office', '=', 'cmi3')
          .executeTakeFirstOrThrow()
        await request(db).set({ procedureHash: hash }).execute()
      },
    ],

    [
      'a missing timer',
      /^timer xstate\.after\.publishUntil\.\S+ for \d+ is missing$/,
      (db) => db.deleteFrom('timer').where('request', '=', live).execute(),
    ],
    [
      'a timer that was put off',
      /is set for 9, but its events say \d+$/,
      (db) => db.updateTable('timer').set({ dueAt: 9 }).where('request', '=', live).execute(),
    ],
    [
      'a timer that nobody set',
      /^timer xstate\.after\.never is set for 9, but its events say none$/,
      (db) => db.insertInto('timer').values({ request: live, id: 'xstate.after.never', dueAt: 9 }).execute(),
    ],
    [
      'a timer of what has ended',
      /^timer \S+ is set for 9, but its events say none$/,
      (db) =>
        db
          .insertInto('timer')
          .values({ request: takenDown, id: 'xstate.after.publishUntil.x', dueAt: 9 })
          .execute(),
      () => takenDown,
    ],

    [
      'something shown that is not public',
      /^it is on the public site, but its step is not public$/,
      (db) => publication(db, takenDown).set({ endedAt: null, endKind: null }).execute(),
      () => takenDown,
    ],
    [
      'something public that is not shown',
      /^its step is public, but it is not on the public site$/,
      (db) => publication(db).set({ endedAt: 1, endKind: 'takenDown' }).execute(),
    ],
    [
      'something public whose publication is gone',
      /^its step is public, but it is not on the public site$/,
      (db) => db.deleteFrom('publication').where('request', '=', live).execute(),
    ],
    [
      'something that was public and whose publication is gone',
      /^its publication is not the one that its events speak of$/,
      (db) => db.deleteFrom('publication').where('request', '=', takenDown).execute(),
      () => takenDown,
    ],
    [
      'another title on the public site',
      /^the publication's title is not what its events say$/,
      (db) => publication(db).set({ title: 'เรื่องอื่น' }).execute(),
    ],
    [
      'another end of the period',
      /^the publication's untilAt is not what its events say$/,
      (db) => publication(db).set({ untilAt: 9 }).execute(),
    ],
    [
      'another revision on the public site',
      /^the publication's contentRevision is not/,
      (db) => publication(db).set({ contentRevision: 2 }).execute(),
    ],
    [
      'another day of publication',
      /^the publication's publishedAt is not/,
      (db) => publication(db).set({ publishedAt: 9 }).execute(),
    ],
    [
      'another reason for a taking down',
      /^the publication's endReason is not/,
      (db) => publication(db, takenDown).set({ endReason: 'ครบกำหนด' }).execute(),
      () => takenDown,
    ],
    [
      'a taking down that poses as an expiry',
      /^the publication's endKind is not/,
      (db) => publication(db, takenDown).set({ endKind: 'expired' }).execute(),
      () => takenDown,
    ],
    [
      'another time of an expiry',
      /^the publication's endedAt is not/,
      (db) => publication(db, expired).set({ endedAt: 9 }).execute(),
      () => expired,
    ],

    [
      'a changed content',
      /^revision 1 of the content was changed$/,
      (db) =>
        db.updateTable('content').set({ json: '{"title":"เรื่องอื่น"}' }).where('request', '=', live).execute(),
    ],
    [
      'a content that is no JSON',
      /^revision 1 of the content was changed$/,
      (db) => db.updateTable('content').set({ json: '{' }).where('request', '=', live).execute(),
    ],
    [
      'a content that was thawed',
      /^event 2 is about a content that is not kept$/,
      (db) => db.updateTable('content').set({ frozen: 0 }).where('request', '=', live).execute(),
    ],
    [
      'a content that was changed together with its hash',
      /^event 2 is about a content that is not kept$/,
      (db) =>
        db
          .updateTable('content')
          .set({ json: '{}', sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' })
          .where('request', '=', live)
          .execute(),
    ],
  ])('%s', async (_, says, tamper, of = () => live) => {
    const found = await tampered(tamper)
    expect(found.map(({ what }) => what)).toContainEqual(expect.stringMatching(says))
    const named = found.find(({ what }) => says.test(what))
    expect(named?.request).toBe(of())
  })

  test.each<[what: string, says: RegExp, tamper: Tamper]>([
    [
      'a count of requests',
      /^requests at .*: kept as 77, but there are \d+$/,
      (db) => db.updateTable('requestCount').set({ count: 77 }).where('office', '=', 'cmi4').execute(),
    ],
    [
      'a request that is not counted',
      /^events : kept as \d+, but there are \d+$/,
      (db) => db.deleteFrom('event').where('request', '=', live).execute(),
    ],
    [
      'a count of publications',
      /^publications of /,
      (db) => db.deleteFrom('publicationCount').where('office', '=', 'cmi4').execute(),
    ],
    [
      'a count of notices',
      /^unread notices of /,
      (db) =>
        db
          .updateTable('unreadCount')
          .set((eb) => ({ count: eb('count', '+', 1) }))
          .execute(),
    ],
    [
      'a day of the figures',
      /^figures of /,
      (db) =>
        db
          .updateTable('figureCount')
          .set((eb) => ({ count: eb('count', '+', 1) }))
          .execute(),
    ],
    [
      'a figure',
      /^the figures of cmi4.publication on .* but the events say otherwise/,
      (db) => db.updateTable('figure').set({ ms: 1 }).where('request', '=', live).execute(),
    ],
    [
      'a figure of another request',
      /^the figures of cmi4.publication on .* but the events say otherwise/,
      (db) => db.updateTable('figure').set({ request: 'another' }).where('request', '=', live).execute(),
    ],
    [
      'a text that the search does not have',
      /^searched publications : kept as/,
      (db) => sql`DELETE FROM publicationSearch`.execute(db),
    ],
  ])('what is kept beside the requests: %s', async (_, says, tamper) => {
    expect((await tampered(tamper)).map(({ what }) => what)).toContainEqual(expect.stringMatching(says))
  })

  test.each<[string, Tamper]>([
    ['that lacks it', (db) => db.deleteFrom('asked').execute()],
    [
      'of another role',
      (db) =>
        db.updateTable('asked').set({ whom: 'role:x' }).where('whom', 'like', 'role:webmaster%').execute(),
    ],
    [
      'that keeps a person apart',
      (db) => db.updateTable('asked').set({ apart: '["cmi4.officer"]' }).execute(),
    ],
    [
      'for which it does not wait',
      (db) =>
        db
          .insertInto('asked')
          .values({ office: 'cmi4', whom: 'role:x', promptly: 0, since: 1, request: live, apart: '[]' })
          .execute(),
    ],
  ])('an inbox %s', async (_, tamper) => {
    expect(await tampered(tamper)).toContainEqual({
      request: expect.any(String),
      what: 'it is not in the inboxes of those for whom it waits',
    })
  })

  test.each([
    ['a procedure that was changed', (json: string) => json.replace('"CONSENT"', '"AGREE"')],
    ['a procedure that is no JSON', () => '{'],
  ])('%s', async (_, change) => {
    const found = await tampered(async (db) => {
      const rows = await db
        .selectFrom('procedureVersion')
        .selectAll()
        .where('procedure', '=', 'cmi4.publication')
        .execute()
      for (const { hash, json } of rows)
        await db
          .updateTable('procedureVersion')
          .set({ json: change(json) })
          .where('hash', '=', hash)
          .execute()
    })
    expect(found).toContainEqual({
      request: '-',
      what: 'version 1 of cmi4.publication is not what its hash names',
    })
  })

  test('each of several, and leaves out what nobody touched', async () => {
    const found = await tampered(async (db) => {
      await db.deleteFrom('timer').where('request', '=', live).execute()
      await db.updateTable('request').set({ title: 'x' }).where('id', '=', expired).execute()
    })
    expect(found.map((one) => one.request).sort()).toEqual([live, expired].sort())
  })
})

describe('a chart of the office’s own', () => {
  /** เชียงใหม่ เขต ๓ with a way off the site and back, and a period that ends only where the body asks for it. */
  const own = () => {
    const procedure = structuredClone(cmi3Publication)
    const { states } = procedure.chart
    const { meta } = cmi3Publication.chart.states.published ?? {}
    if (!meta || !states.published?.after?.publishUntil || !states.drafting) throw new Error('another chart')
    const guard = { type: 'may', params: { as: 'webmaster', within: 'office' } } as const
    const period = [states.published.after.publishUntil].flat().map((one) => ({
      ...one,
      guard: { type: 'asked', params: { field: 'publishUntil', value: 'never' } } as const,
    }))
    states.published.after = { publishUntil: period }
    states.published.on = { ...states.published.on, HIDE: { target: 'hidden', guard, meta } }
    states.hidden = {
      meta,
      on: { SHOW: { target: 'published', guard, meta }, WITHDRAW: { target: '#withdrawn', guard, meta } },
    }
    return procedure
  }
  const publication = (request: string) =>
    deps.db.selectFrom('publication').selectAll().where('request', '=', request).executeTakeFirstOrThrow()
  const agrees = async () => expect((await verifyRequests(deps.db)).differences).toEqual([])

  test('that leads back to the public shows again, at the same address, what it had taken off', async () => {
    await ship(deps.db, own())
    const office = { deps, clock } as unknown as Office
    const { request } = await publish(office, { office: 'cmi3', until: '2026-12-31' })
    const first = await publication(request)
    expect(first).toMatchObject({ publishedAt: clock.now(), endedAt: null })
    clock.advance(60_000)
    await take(office, request, 'cmi3.webmaster', { type: 'HIDE' })
    expect(await publication(request)).toMatchObject({ endedAt: clock.now(), endKind: 'takenDown' })
    await agrees()
    clock.advance(60_000)
    await take(office, request, 'cmi3.webmaster', { type: 'SHOW' })
    const again = { id: first.id, publishedAt: clock.now(), endedAt: null, endKind: null, endReason: null }
    expect(await publication(request)).toMatchObject(again)
    await agrees()
  })

  test('whose deadline has a condition that does not hold loses the timer and stays as it is', async () => {
    const office = { deps, clock } as unknown as Office
    const { request } = await publish(office, { office: 'cmi3', until: '2026-12-31' })
    const timers = () => deps.db.selectFrom('timer').selectAll().where('request', '=', request).execute()
    expect(await timers()).toHaveLength(1)
    await agrees()
    clock.set('2027-01-01T03:00:00Z')
    await takeDueTimers(deps)
    expect(await timers()).toEqual([])
    expect(await publication(request)).toMatchObject({ endedAt: null })
    await agrees()
  })
})

describe('the table of holidays', () => {
  /** เชียงใหม่ เขต ๓, whose group director has five working days. */
  const timed = () => {
    const procedure = structuredClone(cmi3Publication)
    const { certification } = procedure.chart.states
    if (!certification?.meta) throw new Error('another chart')
    const title = { th: 'ภายใน ๕ วันทำการ', en: 'Within five working days' }
    procedure.deadlines.push({ id: 'fiveDays', kind: 'days', days: 5, working: true, title })
    certification.after = { fiveDays: { target: 'drafting', meta: certification.meta } }
    return procedure
  }

  test('may change afterwards: each event keeps the holidays that counted for its deadlines', async () => {
    const { db } = deps
    await ship(db, timed())
    clock.set('2027-04-09T03:00:00Z')
    const office = { deps, clock } as unknown as Office
    const by = await byName(db, 'cmi3.officer', clock.now())
    const content = { title: 'เรื่องก่อนสงกรานต์', body: 'รายละเอียด' }
    const { request } = await deps.commits(async (trx, announce) =>
      createRequest({ trx, announce, at: clock.now() }, by, { procedure: 'cmi3.publication', content }),
    )
    const { id } = request.row
    await take(office, id, 'cmi3.officer', { type: 'PROPOSE' })
    const events = await eventsOf(db, id)
    // Songkran, 13 to 15 April; the weekends count by themselves. 12 April is the Monday before.
    const songkran = ['2027-04-13', '2027-04-14', '2027-04-15']
    expect(events.map(({ holidays }) => JSON.parse(holidays))).toEqual([[], expect.arrayContaining(songkran)])
    const timer = await db.selectFrom('timer').selectAll().where('request', '=', id).executeTakeFirstOrThrow()

    const holidays = await db.selectFrom('holiday').selectAll().execute()
    await db.deleteFrom('holiday').where('day', 'in', songkran).execute()
    await db.insertInto('holiday').values({ day: '2027-04-12', name: 'วันหยุดพิเศษ' }).execute()
    expect((await verifyRequests(db)).differences).toEqual([])
    // The deadline stands as it was set; what is set from now on counts the new days.
    expect(await db.selectFrom('timer').selectAll().where('request', '=', id).execute()).toEqual([timer])
    await db.deleteFrom('holiday').execute()
    expect((await verifyRequests(db)).differences).toEqual([])
    await db.insertInto('holiday').values(holidays).execute()

    const found = await tampered((trx) =>
      forge(trx, id, 'PROPOSE', () => ({ holidays: JSON.stringify(songkran.slice(1)) })),
    )
    expect(found).toEqual([{ request: id, what: expect.stringContaining('timer') }])
    clock.set(timer.dueAt)
    await takeDueTimers(deps)
    expect((await verifyRequests(db)).differences).toEqual([])
  })
})

describe('npm run verify', () => {
  const verify = (directory: string) => {
    const env = { PATH: process.env.PATH ?? '', PRAKAT_DATA: directory }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['api/operations/verify.ts'], {
      encoding: 'utf8',
      env,
    })
    return { status, stdout, stderr }
  }

  test('counts what it has read and exits 0, beside a server that runs', () => {
    const { status, stdout } = verify(data)
    expect(stdout).toMatch(/^\{.*\}\n\d+ requests, \d+ events, .*\b0 differences\n$/)
    expect(status).toBe(0)
  })

  test('says what differs, one line each with its request, and exits 1', async () => {
    const timer = await deps.db
      .selectFrom('timer')
      .selectAll()
      .where('request', '=', live)
      .executeTakeFirstOrThrow()
    await deps.db.deleteFrom('timer').where('request', '=', live).execute()
    try {
      const { status, stdout } = verify(data)
      expect(stdout).toContain(`${live}: timer ${timer.id} for ${timer.dueAt} is missing\n`)
      expect(stdout).toMatch(/\b1 differences\n$/)
      expect(status).toBe(1)
    } finally {
      await deps.db.insertInto('timer').values(timer).execute()
    }
  })

  test('only reads: it neither writes nor migrates, and says so where the tables are of an earlier edition', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'prakat-verify-'))
    const file = join(copy, 'prakat.sqlite')
    await sql`vacuum into ${file}`.execute(deps.db)
    cpSync(join(data, 'files'), join(copy, 'files'), { recursive: true })
    const before = readFileSync(file)
    expect(verify(copy).status).toBe(0)
    expect(readFileSync(file).equals(before)).toBe(true)
    const sqlite = new Sqlite(file)
    sqlite.exec(
      'DELETE FROM kysely_migration WHERE name = (SELECT name FROM kysely_migration ORDER BY name DESC LIMIT 1)',
    )
    sqlite.close()
    const { status, stderr } = verify(copy)
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/of an earlier edition.*Start the product once/),
    ])
    rmSync(copy, { recursive: true })
  })

  test('says where it has looked when there is no database, and exits 1', () => {
    const { status, stderr } = verify(join(data, 'nowhere'))
    expect(stderr).toContain(join(data, 'nowhere', 'prakat.sqlite'))
    expect(status).toBe(1)
  })
})
