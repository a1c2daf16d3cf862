import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { verifyRequests } from '../../api/operations/verify-requests.ts'
import { migrateToLatest } from '../../db/migrations/migrate.ts'
import { type Db, openDatabase } from '../../db/open.ts'
import { withReadSnapshot } from '../../db/read-snapshot.ts'
import { startOffice } from '../support/office.ts'
import { awaitingCertification, eventRow, openStorage, writeRows } from '../support/storage.ts'

let storage: Awaited<ReturnType<typeof openStorage>>
beforeEach(async () => {
  storage = await openStorage()
})
afterEach(() => storage.close())

const pragma = async (db: Db, name: string) => {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)
  return Object.values(rows[0] ?? {})[0]
}

describe('the database', () => {
  test('syncs every commit to disk, before and after writes, and when it is opened again', async () => {
    const full = 2
    expect(await pragma(storage.db, 'journal_mode')).toBe('wal')
    expect(await pragma(storage.db, 'synchronous')).toBe(full)
    await writeRows(storage.db)
    expect(await pragma(storage.db, 'synchronous')).toBe(full)
    await storage.db.transaction().execute((trx) => trx.deleteFrom('timer').execute())
    expect(await pragma(storage.db, 'synchronous')).toBe(full)
    const again = await storage.openAgain()
    await writeRows(again, 'another')
    expect(await pragma(again, 'synchronous')).toBe(full)
  })

  test('would not do so if the connection did not say it: the driver falls to NORMAL in WAL mode', () => {
    const raw = new Sqlite(storage.file)
    raw.exec("INSERT INTO setting (key, value) VALUES ('written', '1')")
    expect(raw.pragma('synchronous', { simple: true })).toBe(1)
    raw.close()
  })

  test('refuses rows that point at nothing', async () => {
    expect(await pragma(storage.db, 'foreign_keys')).toBe(1)
    const orphan = { request: 'nobody', id: 't', dueAt: 1 }
    await expect(storage.db.insertInto('timer').values(orphan).execute()).rejects.toThrow(/FOREIGN KEY/)
    await writeRows(storage.db)
    await expect(storage.db.deleteFrom('person').execute()).rejects.toThrow(/FOREIGN KEY/)
  })

  test('refuses values of another type', async () => {
    const text = { request: 'r', id: 't', dueAt: 'soon' as unknown as number }
    await writeRows(storage.db)
    await expect(storage.db.insertInto('timer').values(text).execute()).rejects.toThrow(/cannot store TEXT/)
  })

  test('holds the right to write from the beginning of a transaction, not from its first write', async () => {
    const other = new Sqlite(storage.file, { timeout: 0 })
    const trx = await storage.db.startTransaction().execute()
    expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/)
    await trx.rollback().execute()
    expect(() => other.exec('BEGIN IMMEDIATE; ROLLBACK')).not.toThrow()
    other.close()
  })

  test('can be read as of one moment, while others write and are not held up', async () => {
    await writeRows(storage.db)
    const other = await storage.openAgain()
    const count = async () => (await other.selectFrom('event').selectAll().execute()).length
    const seen = await withReadSnapshot(other, async () => {
      const first = await count()
      await storage.db.insertInto('event').values(eventRow('r', 2)).execute()
      return [first, await count()]
    })
    expect(seen).toEqual([1, 1])
    expect(await count()).toBe(2)
    const failed = withReadSnapshot(other, () => Promise.reject(new Error('no')))
    await expect(failed).rejects.toThrow('no')
    await other.transaction().execute((trx) => trx.insertInto('event').values(eventRow('r', 3)).execute())
    expect(await count()).toBe(3)
  })

  test('is the same after its migrations have run again', async () => {
    const schema = () =>
      sql<{ sql: string }>`select type, name, sql from sqlite_master order by type, name`.execute(storage.db)
    await writeRows(storage.db)
    const before = (await schema()).rows
    const applied = await sql`select * from kysely_migration`.execute(storage.db)
    await migrateToLatest(storage.db)
    const again = await storage.openAgain()
    expect((await schema()).rows).toEqual(before)
    expect((await sql`select * from kysely_migration`.execute(again)).rows).toEqual(applied.rows)
    expect(await again.selectFrom('event').selectAll().execute()).toEqual([eventRow('r', 1)])
    expect(before.length).toBeGreaterThan(20)
  })

  test('that cannot be opened says so instead of starting', async () => {
    await expect(openDatabase(`${storage.directory}/no/such/directory/x.sqlite`)).rejects.toThrow(/directory/)
  })
})

describe('an event', () => {
  beforeEach(() => writeRows(storage.db))
  const events = () => storage.db.selectFrom('event').selectAll().execute()

  test.each([
    ['UPDATE', "UPDATE event SET payload = '{}'"],
    ['UPDATE of one column', "UPDATE event SET actorName = 'somebody else' WHERE seq = 1"],
    ['UPDATE of its language', 'UPDATE event SET language = 1'],
    ['UPDATE OR REPLACE', 'UPDATE OR REPLACE event SET seq = 2'],
    ['UPDATE OR IGNORE', 'UPDATE OR IGNORE event SET at = 0'],
    ['DELETE', 'DELETE FROM event'],
    ['DELETE of one row', "DELETE FROM event WHERE request = 'r'"],
    [
      'REPLACE',
      "REPLACE INTO event (request, seq, type, actor, actorName, actedAs, at, payload, fromSteps, toSteps, contentRevision, contentSha256, procedureHash, previousHash, hash, holidays) SELECT request, seq, 'FORGED', actor, actorName, actedAs, at, payload, fromSteps, toSteps, contentRevision, contentSha256, procedureHash, previousHash, 'forged', holidays FROM event",
    ],
    [
      'REPLACE by its rowid',
      "INSERT OR REPLACE INTO event (rowid, request, seq, type, at, payload, fromSteps, toSteps, contentRevision, procedureHash, previousHash, hash) SELECT rowid, request, 2, 'FORGED', at, payload, fromSteps, toSteps, contentRevision, procedureHash, previousHash, 'forged' FROM event",
    ],
  ])('is never changed: %s is refused', async (_, statement) => {
    const before = await events()
    await expect(sql.raw(statement).execute(storage.db)).rejects.toThrow(/append-only/)
    // Any other program that opens the file meets the same triggers.
    const other = new Sqlite(storage.file)
    expect(() => other.exec(statement)).toThrow(/append-only/)
    other.close()
    expect(await events()).toEqual(before)
  })

  test('stands once for each place in the chain of its request', async () => {
    await storage.db.insertInto('event').values(eventRow('r', 2)).execute()
    const twice = { ...eventRow('r', 2), hash: 'another' }
    await expect(storage.db.insertInto('event').values(twice).execute()).rejects.toThrow()
    expect(await events()).toHaveLength(2)
  })
})

describe('a content', () => {
  beforeEach(() => writeRows(storage.db))
  const contents = () => storage.db.selectFrom('content').selectAll().orderBy('revision').execute()

  test.each([
    ['UPDATE', "UPDATE content SET json = '[]' WHERE revision = 1"],
    ['thawing', 'UPDATE content SET frozen = 0 WHERE revision = 1'],
    ['DELETE', 'DELETE FROM content WHERE revision = 1'],
    [
      'REPLACE',
      'REPLACE INTO content SELECT request, revision, \'[]\', sha256, 0, at, "by", NULL FROM content WHERE revision = 1',
    ],
    [
      'REPLACE by its rowid',
      'REPLACE INTO content (rowid, request, revision, json, sha256, frozen, at, "by") SELECT rowid, request, 9, \'[]\', sha256, 0, at, "by" FROM content WHERE revision = 1',
    ],
  ])('that a submission froze is never changed: %s is refused', async (_, statement) => {
    const before = await contents()
    await expect(sql.raw(statement).execute(storage.db)).rejects.toThrow(/frozen/)
    expect(await contents()).toEqual(before)
  })

  test('that is a draft is written over and then frozen', async () => {
    await sql.raw("UPDATE content SET json = '[]' WHERE revision = 2").execute(storage.db)
    await sql.raw('UPDATE content SET frozen = 1 WHERE revision = 2').execute(storage.db)
    await expect(
      sql.raw("UPDATE content SET json = '{}' WHERE revision = 2").execute(storage.db),
    ).rejects.toThrow()
    expect((await contents()).map(({ json }) => json)).toEqual(['{}', '[]'])
  })
})

describe('two processes on one file', () => {
  const running: ReturnType<typeof spawn>[] = []
  afterAll(() => {
    for (const child of running) child.kill()
  })

  /** One racing process; answers when it is ready to start. */
  async function racer(file: string, now: number) {
    const child = spawn(process.execPath, ['tests/support/race-approvals.ts', file, String(now)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    running.push(child)
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('ready')
    return async (requests: unknown): Promise<Record<string, number>> => {
      child.stdin.write(`${JSON.stringify(requests)}\n`)
      return JSON.parse((await lines.next()).value ?? '{}') as Record<string, number>
    }
  }

  test('approve 100 requests at once: each has exactly one winner, and nobody meets an error', async () => {
    const office = await startOffice()
    try {
      const { deps, clock } = office
      const requests = await awaitingCertification(deps, 100)
      const file = `${deps.config.data}/prakat.sqlite`
      const racers = await Promise.all([racer(file, clock.now()), racer(file, clock.now())])
      const outcomes = await Promise.all(racers.map((race) => race(requests)))
      const sum = (name: string) => outcomes.reduce((all, outcome) => all + (outcome[name] ?? 0), 0)
      expect({ won: sum('won'), late: sum('revision_conflict') }).toEqual({ won: 100, late: 100 })
      expect(
        outcomes
          .flatMap((outcome) => Object.keys(outcome))
          .filter((name) => !['won', 'revision_conflict'].includes(name)),
      ).toEqual([])
      // Who wins how many is for the scheduler to say; each has tried them all.
      for (const { won = 0, revision_conflict: late = 0 } of outcomes) expect(won + late).toBe(100)
      const decided = await deps.db
        .selectFrom('event')
        .select(['request', (eb) => eb.fn.countAll<number>().as('times')])
        .where('type', '=', 'CERTIFY')
        .where(
          'request',
          'in',
          requests.map(({ id }) => id),
        )
        .groupBy('request')
        .execute()
      expect(decided.map(({ times }) => times)).toEqual(requests.map(() => 1))
      expect((await verifyRequests(deps.db)).differences).toEqual([])
    } finally {
      await office.close()
    }
  })
})
