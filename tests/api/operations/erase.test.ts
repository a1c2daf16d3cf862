import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { wholeEntry } from '../../../api/offices/entries.ts'
import { recordStanding } from '../../../api/offices/record-standing.ts'
import { erase, planErasure } from '../../../api/operations/erase.ts'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { erasedContent } from '../../../api/requests/content.ts'
import { caughtUp } from '../../../api/requests/projections.ts'
import { findActivationOf } from '../../../db/audit-log.ts'
import { rewriteFile, sweepIndexes } from '../../../db/erasures.ts'
import { takeLock } from '../../../db/lock.ts'
import { insertNews } from '../../../db/notifications.ts'
import { openDatabase } from '../../../db/open.ts'
import { openReadOnly } from '../../../db/open-read-only.ts'
import { getPerson } from '../../../db/people.ts'
import { insertCheck, insertPlacement } from '../../../db/placements.ts'
import { projectAll } from '../../../db/projections.ts'
import { withhold } from '../../../db/withheld-versions.ts'
import { hashOf } from '../../../machines/hash/canonical.ts'
import { actorDigestOf, type HashedEvent, textsDigestOf } from '../../../machines/hash/event-hash.ts'
import { appoint } from '../../support/appoint.ts'
import { askToActivate, confirmAsSecond, draftOf } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import {
  begin,
  clientsOf,
  look,
  send,
  take as takeBy,
  walkTo,
  wayData,
  wayOf,
  wholeContent,
  write,
} from '../../support/requests.ts'

type File = Sqlite.Database

/** Words that stand nowhere else, so that whatever is left of them is found. */
const name = 'นายเฉลิมพจน์ ผู้ถูกลืม'
/** The same person's, of which the log still tells. */
const formerName = 'นายเฉลิมพจน์ "แดง" เดิมทีเดียว'
const typed = 'ขอถอนเพราะระบุชื่อเด็กหญิงกระถินเทศ'
const inContent = 'เด็กหญิงกระถินเทศ อายุเจ็ดขวบ'
const erasedWords = '[ลบข้อมูลส่วนบุคคลแล้ว]'
const by = 'คำสั่งที่ ๗/๒๕๖๙'
const reason = 'เจ้าของข้อมูลขอให้ลบ'

let office: Office
let admin: Client
let directory: string
let file: string
/** The webmaster who took it down, and what was taken down. */
let person: string
let request: string
/** Of the same office, by others and still public: nothing of it may change. */
let other: string

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-erase-'))
  office = await startOffice()
  file = join(office.deps.config.data, 'prakat.sqlite')
  admin = await office.as('cmi4.admin')
  const password = 'a long password 1'
  const made = await admin('POST', '/api/offices/cmi4/people', {
    ...{ username: 'chaloempot', name: formerName, position: 'นักวิชาการผู้ถูกลืม', password },
  })
  person = made.body.id
  await appoint(admin, person, {
    ...{
      role: 'webmaster',
      group: null,
      capacity: 'holder',
      orderNumber: null,
      from: '2026-11-01',
      until: null,
    },
  })
  await confirmAsSecond(admin, (await admin('POST', `/api/people/${person}/password-reset`)).body.waiting)
  const named = await admin('PATCH', `/api/people/${person}`, { name })
  expect((await confirmAsSecond(admin, named.body.waiting)).status).toBe(200)
  const content = { title: inContent, body: `ผลของ${inContent}` }
  const published = await publish(office, { content })
  request = published.request
  const { publication } = published
  other = (await publish(office, { until: '2027-06-30' })).request
  office.clock.advance(3_600_000)
  await take(office, request, 'chaloempot', {
    ...{ type: 'TAKE_DOWN', reasons: { grounds: [], text: typed }, note: `โทรแจ้งมารดาของ${inContent}แล้ว` },
  })
  expect((await admin('PATCH', `/api/people/${person}`, { disabled: true })).status).toBe(200)
  await saidBeside(publication)
  await caughtUp(office.deps)
})

/** What people typed about what was published, outside of its events. */
async function saidBeside(publication: string) {
  const { db } = office.deps
  const said = { office: 'cmi4', publication, at: office.clock.now(), by: person }
  await withhold(db, { ...said, revision: 1, reason: `มีชื่อของ${inContent}` })
  await recordStanding(db, 'cmi4', ['withheldVersion'], said.at)
  const url = `https://www.cmi4.example.go.th/${inContent}`
  await insertPlacement(db, { ...said, id: 'placement', url, removedAt: null })
  await insertCheck(db, {
    ...{ placement: 'placement', at: said.at, expected: 'there', found: 'there', status: 200 },
    ...{ url, problem: null },
  })
}
afterAll(async () => {
  await office.close()
  rmSync(directory, { recursive: true })
})

let copies = 0
async function copyOf(from: string): Promise<string> {
  const to = join(directory, `copy-${++copies}.sqlite`)
  const source = new Sqlite(from)
  await source.backup(to)
  source.close()
  return to
}

async function verified(at: string) {
  const db = openReadOnly(at)
  try {
    return await verifyAll(db, [], office.clock.now())
  } finally {
    await db.destroy()
  }
}

/** Everything that a file holds, unused pages included, and its log. */
const bytesOf = (path: string) =>
  Buffer.concat([readFileSync(path), ...(sizeOfLog(path) > 0 ? [readFileSync(`${path}-wal`)] : [])])
const sizeOfLog = (path: string) => {
  try {
    return readFileSync(`${path}-wal`).length
  } catch {
    return 0
  }
}
const holds = (path: string, words: string) => bytesOf(path).includes(Buffer.from(words))

/** A copy of the database in which this was erased, with the hash of the entry that orders it. */
async function erasedCopy(whose: { person: string } | { request: string }): Promise<string> {
  const copy = await copyOf(file)
  const db = await openDatabase(copy)
  try {
    await erase(db, { ...whose, by, reason, force: true }, office.clock.now())
    await sweepIndexes(db)
    await rewriteFile(db)
  } finally {
    await db.destroy()
  }
  return copy
}

/** What verification says of a copy that was changed behind the product's back. */
async function tampered(from: string, change: (db: File) => unknown): Promise<string[]> {
  const copy = await copyOf(from)
  const sqlite = new Sqlite(copy)
  sqlite.pragma('foreign_keys = OFF')
  const triggers = sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string
    sql: string
  }[]
  for (const trigger of triggers)
    if (trigger.sql.includes('RAISE(')) sqlite.exec(`DROP TRIGGER ${trigger.name}`)
  change(sqlite)
  sqlite.close()
  return (await verified(copy)).differences
}

describe('a request', () => {
  let copy: string
  beforeAll(async () => {
    copy = await erasedCopy({ request })
  })

  test('is erased: nothing of its texts is left anywhere in the file, and everything verifies', async () => {
    expect(holds(file, 'กระถินเทศ')).toBe(true)
    expect(holds(copy, 'กระถินเทศ')).toBe(false)
    const { differences, erased } = await verified(copy)
    expect(differences).toEqual([])
    expect(erased).toEqual([
      expect.stringMatching(
        new RegExp(
          `^erased \\(4 events, 1 contents, 0 facts\\) of request ${request}, by entry \\d+ of the log of cmi4`,
        ),
      ),
    ])
  })

  test('keeps who decided what and when, and the others keep everything', async () => {
    const sqlite = new Sqlite(copy, { readonly: true })
    const events = sqlite.prepare('SELECT * FROM event WHERE request = ? ORDER BY seq').all(request) as {
      [column: string]: unknown
    }[]
    expect(events.map(({ actorName }) => actorName)).not.toContain(null)
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'TAKE_DOWN', actorName: name, texts: null, contentSha256: null, textsSalt: null },
      payload: '{"reasons":{"grounds":[],"text":null},"note":null}',
    })
    expect(sqlite.prepare('SELECT title, status FROM request WHERE id = ?').get(request)).toEqual({
      ...{ title: erasedWords, status: 'ended' },
    })
    expect(
      sqlite.prepare('SELECT title, endReason, searchText FROM publication WHERE request = ?').get(request),
    ).toMatchObject({ title: erasedWords, endReason: erasedWords })
    const before = new Sqlite(file, { readonly: true })
    for (const table of ['event', 'content', 'publication']) {
      const of = `SELECT * FROM ${table} WHERE request = ?`
      expect(sqlite.prepare(of).all(other)).toEqual(before.prepare(of).all(other))
    }
    for (const one of [sqlite, before]) one.close()
  })

  test('cannot be erased while it is public, nor while it runs but by force, nor twice', async () => {
    const { db } = office.deps
    await expect(planErasure(db, { request: other, by, reason, force: true })).rejects.toThrow(
      'on the public site',
    )
    const running = await begin(await office.as('cmi4.officer'), 'cmi4')
    await expect(planErasure(db, { request: running.id, by, reason })).rejects.toThrow('--force')
    await expect(planErasure(db, { request: 'nowhere', by, reason })).rejects.toThrow('no request nowhere')
    const again = await openDatabase(copy)
    await expect(erase(again, { request, by, reason }, 1)).rejects.toThrow('erased already')
    await again.destroy()
    expect((await verified(copy)).differences).toEqual([])
  })
})

describe('a person', () => {
  let copy: string
  beforeAll(async () => {
    copy = await erasedCopy({ person })
  })

  test('is erased: the name is nowhere in the file, in no log either, and everything verifies', async () => {
    for (const words of [name, 'เดิมทีเดียว', 'chaloempot', 'นักวิชาการผู้ถูกลืม']) {
      expect([words, holds(file, words)]).toEqual([words, true])
      expect([words, holds(copy, words)]).toEqual([words, false])
    }
    const { differences, erased } = await verified(copy)
    expect(differences).toEqual([])
    expect(erased).toEqual([
      expect.stringMatching(
        new RegExp(`^erased \\(1 events, 0 contents, \\d+ facts\\) of person ${person}, by entry`),
      ),
    ])
  })

  test('is erased from what was told just before, too, and is not yet filed', async () => {
    const just = await copyOf(file)
    const db = await openDatabase(just)
    const told = { step: '', passing: false, messageEn: '' }
    await insertNews(db, {
      ...{ request: other, at: office.clock.now(), gone: [] },
      notices: [
        { ...told, person: 'cmi4.officer', messageTh: `${name} มอบเรื่องให้ท่าน` },
        { ...told, person, messageTh: 'มีเรื่องรอดำเนินการ' },
      ],
    })
    await erase(db, { person, by, reason }, office.clock.now())
    await projectAll(db)
    const filed = db.selectFrom('notification').select(['person', 'messageTh']).where('request', '=', other)
    const rows = await filed.where('at', '=', office.clock.now()).execute()
    await db.destroy()
    expect(rows).toEqual([{ person: 'cmi4.officer', messageTh: `${erasedWords} มอบเรื่องให้ท่าน` }])
  })

  test('is erased from the entry of a version that they confirmed', async () => {
    const from = { kind: 'version', procedure: 'cmi4.publication', version: 1 }
    const draft = await draftOf(admin, 'cmi4', 'publication', from, (json) => {
      json.title = { th: 'การเผยแพร่ (แก้ไข)', en: 'Publication (amended)' }
    })
    const { waiting } = (await askToActivate(admin, draft)).body
    expect((await confirmAsSecond(admin, waiting)).status).toBe(200)
    const just = await copyOf(file)
    const db = await openDatabase(just)
    const confirmed = 'cmi4.officeDirector'
    const { name: called } = await getPerson(db, confirmed)
    await db.updateTable('person').set({ disabled: 1 }).where('id', '=', confirmed).execute()
    await erase(db, { person: confirmed, by, reason, force: true }, office.clock.now())
    const entry = await findActivationOf(db, draft.id)
    await db.destroy()
    expect(Object.values(JSON.parse(entry?.after ?? '{}').confirmedBy)).not.toContain(called)
    expect(JSON.parse(entry ? wholeEntry(entry).after : '{}').confirmedBy).toEqual({
      ...{ id: confirmed, name: erasedWords },
    })
  })

  test('leaves what was decided, said and published as it was, under the post in which it was decided', async () => {
    const [before, after] = [file, copy].map((path) => new Sqlite(path, { readonly: true }))
    const read = (of: File | undefined, columns: string) =>
      of?.prepare(`SELECT ${columns} FROM event WHERE request = ? ORDER BY seq`).all(request) ?? []
    const kept = 'type, actor, actedAs, at, payload, texts, contentSha256, hash, textsSalt'
    expect(read(after, kept)).toEqual(read(before, kept))
    expect(read(after, 'actorName').at(-1)).toEqual({ actorName: null })
    const published = 'SELECT * FROM publication ORDER BY id'
    expect(after?.prepare(published).all()).toEqual(before?.prepare(published).all())
    before?.close()
    after?.close()
  })

  test('cannot be erased who can still sign in, or owns what runs, or was erased', async () => {
    const { db } = office.deps
    await expect(planErasure(db, { person: 'cmi4.officer', by, reason })).rejects.toThrow('can still sign in')
    await expect(planErasure(db, { person: 'nobody', by, reason })).rejects.toThrow('no person nobody')
    await admin('PATCH', '/api/people/cmi4.officer', { disabled: true })
    await expect(planErasure(db, { person: 'cmi4.officer', by, reason })).rejects.toThrow(
      /owns \d+ requests that have not ended/,
    )
    const opened = await admin('PATCH', '/api/people/cmi4.officer', { disabled: false })
    expect((await confirmAsSecond(admin, opened.body.waiting)).status).toBe(200)
    const again = await openDatabase(copy)
    await expect(erase(again, { person, by, reason }, 1)).rejects.toThrow('erased already')
    await again.destroy()
  })

  test('is told of what stays: what others wrote of them', async () => {
    const said = (await publish(office, { content: { title: `รางวัลของ${name}` } })).request
    expect(await planErasure(office.deps.db, { person, by, reason })).toEqual([
      expect.stringContaining(`${name} (chaloempot, ${person})`),
      expect.stringMatching(new RegExp(`^Stays: the name as somebody wrote it in 1 requests.*${said}$`)),
    ])
  })
})

describe('after an erasure verification finds', () => {
  let ofRequest: string
  let ofPerson: string
  beforeAll(async () => {
    ofRequest = await erasedCopy({ request })
    ofPerson = await erasedCopy({ person })
  })
  const last = (db: File, of = request) =>
    db.prepare('SELECT * FROM event WHERE request = ? ORDER BY seq DESC LIMIT 1').get(of) as HashedEvent & {
      hash: string
    }
  const set = (db: File, change: string, seq = last(db).seq) =>
    db.prepare(`UPDATE event SET ${change} WHERE request = ? AND seq = ?`).run(request, seq)
  /** Erases the name of an event, with the digest of `from` and as ordered by `entry`, if by any. */
  const eraseName = (db: File, from: HashedEvent, entry?: string, seq?: number) => {
    const order = entry === undefined ? '' : `, actorErased = '${entry}'`
    set(db, `actorName = NULL, actorSalt = NULL, actorDigest = '${actorDigestOf(from)}'${order}`, seq)
  }
  const first = (db: File) =>
    db.prepare('SELECT * FROM event WHERE request = ? AND seq = 1').get(request) as HashedEvent
  const orderOf = (db: File) => (last(db) as HashedEvent & { actorErased?: string }).actorErased
  const copied = (db: File, columns: string[], from: string) => {
    db.exec(`ATTACH '${from}' AS before`)
    db.exec(
      `UPDATE event SET ${columns.map((one) => `${one} = b.${one}`).join(', ')} FROM before.event b
        WHERE b.request = event.request AND b.seq = event.seq AND event.request = '${request}'`,
    )
  }

  test.each<[what: string, from: () => string, change: (db: File) => unknown, says: RegExp]>([
    [
      'a text that was changed',
      () => file,
      (db) => set(db, `texts = '{"note":"อื่น"}'`),
      /event \d+ was changed$/,
    ],
    ['a name that was changed', () => file, (db) => set(db, "actorName = 'ผู้อื่น'"), /event \d+ was changed$/],
    [
      'another salt',
      () => file,
      (db) => set(db, "actorSalt = 'AAAAAAAAAAAAAAAAAAAAAA'"),
      /event \d+ was changed$/,
    ],
    [
      'a forged text with the digest of the old one',
      () => file,
      (db) => {
        const digest = textsDigestOf(last(db))
        set(db, `texts = '{"note":"อื่น"}', textsDigest = '${digest}'`)
      },
      /event \d+: its text was erased without an order$/,
    ],
    [
      'an erasure without an order',
      () => file,
      (db) => eraseName(db, last(db)),
      /event \d+: its name was erased without an order$/,
    ],
    [
      'an erasure by an order that there is not',
      () => file,
      (db) => eraseName(db, last(db), 'f'.repeat(64)),
      /^event .* \d+ name was erased, but no entry of a log orders it$/,
    ],
    [
      'a name that goes without its salt',
      () => file,
      (db) => set(db, 'actorName = NULL'),
      /event \d+ was changed$/,
    ],
    [
      'a salt that goes without its text',
      () => file,
      (db) => set(db, 'textsSalt = NULL'),
      /event \d+ was changed$/,
    ],
    [
      'an order that was deleted',
      () => ofRequest,
      (db) =>
        db.exec(
          "DELETE FROM officeFact WHERE (office, seq) IN (SELECT office, seq FROM officeEvent WHERE type = 'personal.erased'); DELETE FROM officeEvent WHERE type = 'personal.erased'",
        ),
      /^event .* \d+ text was erased, but no entry of a log orders it$/,
    ],
    [
      'an order under which nothing is erased: what was erased was put back, from a backup, and every hash fits',
      () => ofRequest,
      (db) => {
        copied(db, ['texts', 'contentSha256', 'textsSalt', 'textsDigest', 'textsErased'], file)
      },
      /^log of cmi4: entry \d+ orders the erasure of 4 events, but 0 are erased by it$/,
    ],
    [
      'a name put back in one event',
      () => ofPerson,
      (db) => copied(db, ['actorName', 'actorSalt', 'actorDigest', 'actorErased'], file),
      /^log of cmi4: entry \d+ orders the erasure of 1 events, but 0 are erased by it$/,
    ],
    [
      'more erased under an order than it orders',
      () => ofPerson,
      (db) => eraseName(db, first(db), orderOf(db), 1),
      /^log of cmi4: entry \d+ orders the erasure of 1 events, but 2 are erased by it$/,
    ],
    [
      'another event erased than the one of the order',
      () => ofPerson,
      (db) => {
        const order = orderOf(db)
        copied(db, ['actorName', 'actorSalt', 'actorDigest', 'actorErased'], file)
        eraseName(db, first(db), order, 1)
      },
      /^log of cmi4: entry \d+ orders the erasure of 1 events, but others are erased by it$/,
    ],
    [
      'a name in what is marked as erased',
      () => ofPerson,
      (db) => set(db, "actorName = 'ผู้อื่น'"),
      /event \d+: its name is marked as erased, but is there$/,
    ],
    [
      'a digest of another name in an erased event',
      () => ofPerson,
      (db) => set(db, `actorDigest = '${'a'.repeat(64)}'`),
      /event \d+ was changed$/,
    ],
    [
      'an event that is said to be of the first form, so that nothing of it could be erased',
      () => ofPerson,
      (db) => set(db, 'form = 1'),
      /event \d+ was changed$/,
    ],
    [
      'a text in place of an erased content',
      () => ofRequest,
      (db) => db.prepare('UPDATE content SET json = \'{"title":"ปลอม"}\' WHERE request = ?').run(request),
      /revision 1 of the content was changed$/,
    ],
    [
      'a content that was put back, and its title with it',
      () => ofRequest,
      (db) => {
        db.exec(`ATTACH '${file}' AS before`)
        db.exec(`UPDATE content SET json = b.json, sha256 = b.sha256, erased = NULL FROM before.content b
          WHERE b.request = content.request AND b.revision = content.revision AND content.request = '${request}'`)
      },
      /^log of cmi4: entry \d+ orders the erasure of 1 contents, but 0 are erased by it$/,
    ],
    [
      'a content erased without an order',
      () => file,
      (db) =>
        db
          .prepare('UPDATE content SET json = ?, sha256 = ? WHERE request = ?')
          .run(erasedContent, hashOf({ title: erasedWords }), request),
      /event \d+ is about a content that is not kept$/,
    ],
    [
      'what a log says of a person, changed',
      () => file,
      (db) =>
        db
          .prepare(
            'UPDATE officeFact SET json = \'{"personName":"ผู้อื่น"}\' WHERE person = ? AND json LIKE \'%personName%\'',
          )
          .run(person),
      /^log of cmi4: entry \d+: what it says of .* was changed$/,
    ],
    [
      'what a log says of a person, gone without an order',
      () => file,
      (db) => db.prepare('UPDATE officeFact SET json = NULL, salt = NULL WHERE person = ?').run(person),
      /^log of cmi4: entry \d+: what it says of .* was erased without an order$/,
    ],
    [
      'whom a log names, changed',
      () => ofPerson,
      (db) => db.prepare("UPDATE officeFact SET person = 'cmi4.officer' WHERE person = ?").run(person),
      /^log of cmi4: entry \d+: whom it names was changed$/,
    ],
    [
      'a row of what a log says, deleted',
      () => ofPerson,
      (db) => db.prepare('DELETE FROM officeFact WHERE person = ?').run(person),
      /^log of cmi4: entry \d+ says more or less of people than was recorded$/,
    ],
    [
      'a name and a password put back into the row of a person who was erased',
      () => ofPerson,
      (db) =>
        db
          .prepare(
            "UPDATE person SET username = 'chaloempot', passwordHash = 'x', disabled = 0, erased = NULL WHERE id = ?",
          )
          .run(person),
      /: was not erased as ordered$/,
    ],
    [
      'a person marked as erased',
      () => file,
      (db) => db.prepare("UPDATE person SET erased = 'x' WHERE id = 'cmi4.officer'").run(),
      /is marked as erased, but no log orders it$/,
    ],
    [
      'an order that cannot be read, with its hash',
      () => ofPerson,
      (db) => db.exec("UPDATE officeEvent SET after = '[]' WHERE type = 'personal.erased'"),
      /^log of cmi4: entry \d+ orders an erasure, but cannot be read$/,
    ],
  ])('%s', async (_, from, change, says) => {
    expect(await tampered(from(), change)).toContainEqual(expect.stringMatching(says))
  })

  test('nothing where nobody changed anything', async () => {
    for (const path of [file, ofRequest, ofPerson]) expect(await tampered(path, () => {})).toEqual([])
  })
})

describe('the triggers of the file', () => {
  test.each([
    ['one column of a part alone', 'actorName = NULL, actorDigest = $digest, actorErased = $entry'],
    ['a salt alone', 'actorSalt = NULL'],
    ['a part without its digest', 'actorName = NULL, actorSalt = NULL, actorErased = $entry'],
    ['a part without an order', 'actorName = NULL, actorSalt = NULL, actorDigest = $digest'],
    [
      'a part by an order that is none',
      "actorName = NULL, actorSalt = NULL, actorDigest = $digest, actorErased = (SELECT hash FROM officeEvent WHERE type <> 'personal.erased' LIMIT 1)",
    ],
    [
      'a part and something besides',
      'actorName = NULL, actorSalt = NULL, actorDigest = $digest, actorErased = $entry, type = 1',
    ],
    ['another salt', "actorSalt = 'x'"],
    ['another text', "texts = '{}'"],
  ])('refuse to erase %s', async (_, change) => {
    const copy = await erasedCopy({ request })
    const db = new Sqlite(copy)
    const given = {
      entry: db.prepare("SELECT hash FROM officeEvent WHERE type = 'personal.erased'").pluck().get(),
      digest: 'd'.repeat(64),
      request,
    }
    const run = (what: string) => {
      const used = Object.entries(given).filter(([key]) => `${what} $request`.includes(`$${key}`))
      return db
        .prepare(`UPDATE event SET ${what} WHERE request = $request AND seq = 2`)
        .run(Object.fromEntries(used))
    }
    expect(() => run(change)).toThrow('append-only')
    // All of it together is what an erasure is, once.
    const whole = 'actorName = NULL, actorSalt = NULL, actorDigest = $digest, actorErased = $entry'
    expect(run(whole).changes).toBe(1)
    expect(() => run(whole)).toThrow('append-only')
    expect(() => run("actorName = 'x', actorSalt = 'x', actorDigest = NULL, actorErased = NULL")).toThrow(
      'append-only',
    )
    db.close()
  })

  test('let nothing of the log and of frozen contents change but by an order', async () => {
    const db = new Sqlite(await copyOf(file))
    for (const statement of [
      "UPDATE officeFact SET json = '{}'",
      'UPDATE officeFact SET json = NULL, salt = NULL',
      "UPDATE officeFact SET json = NULL, salt = NULL, erased = 'x'",
      'DELETE FROM officeFact',
      "INSERT OR REPLACE INTO officeFact SELECT office, seq, number, person, '{}', salt, NULL FROM officeFact",
    ])
      expect(() => db.exec(statement)).toThrow('append-only')
    for (const statement of [
      "UPDATE content SET json = '{}' WHERE frozen = 1",
      "UPDATE content SET json = '{}', erased = 'x' WHERE frozen = 1",
    ])
      expect(() => db.exec(statement)).toThrow('frozen')
    db.close()
  })
})

describe('npm run erase', () => {
  let release: (() => void) | undefined
  beforeAll(() => {
    // As the server holds it that a person starts.
    release = takeLock(join(office.deps.config.data, 'prakat.lock'))
  })
  afterAll(() => release?.())
  const run = (script: string, ...args: string[]) => {
    const path = new URL(`../../../api/operations/${script}.ts`, import.meta.url).pathname
    const env = { ...process.env, PRAKAT_DATA: office.deps.config.data }
    const { stdout, stderr, status } = spawnSync(process.execPath, [path, ...args], { env, encoding: 'utf8' })
    return { out: stdout, error: stderr, status }
  }

  test('lets a request go on that was erased by force while it ran: its owner writes it anew', async () => {
    const as = clientsOf(office)
    const [officer, director] = [await as('cmi4.officer'), await as('cmi4.officeDirector')]
    const { id } = await walkTo(as, 'cmi4', 1, { title: inContent })
    const copy = await openDatabase(file)
    await erase(copy, { request: id, by, reason, force: true }, office.clock.now())
    await copy.destroy()
    const standing = await look(director, id)
    expect(standing).toMatchObject({ status: 'open', content: { title: erasedWords } })
    expect(JSON.stringify(standing)).not.toContain('กระถินเทศ')
    // Nobody publishes that something was erased.
    await takeBy(director, id, { type: 'CONSENT', ...wayData('cmi4', 'CONSENT') })
    const webmaster = await as('cmi4.webmaster')
    const { data: published } = wayOf('cmi4').at(-1) ?? { data: {} }
    expect(await send(webmaster, id, { type: 'PUBLISH', ...published })).toMatchObject({
      ...{ status: 422, body: { code: 'invalid_content' } },
    })
    await takeBy(webmaster, id, { type: 'RETURN', reasons: { grounds: [], text: 'ไม่มีเนื้อหา' } })
    expect(await send(officer, id, { type: 'PROPOSE', ...wayData('cmi4', 'PROPOSE') })).toMatchObject({
      ...{ status: 422, body: { code: 'invalid_content' } },
    })
    await write(officer, id, wholeContent('cmi4', { title: 'เขียนใหม่' }))
    await takeBy(officer, id, { type: 'PROPOSE', ...wayData('cmi4', 'PROPOSE') })
    await takeBy(director, id, { type: 'RETURN', reasons: { grounds: [], text: 'ถูกลบตามคำสั่ง' } })
    await write(officer, id, wholeContent('cmi4', { title: 'เขียนใหม่ทั้งเรื่อง' }))
    for (const { who, type, data } of wayOf('cmi4'))
      await takeBy(await as(`cmi4.${who}`), id, { type, ...data })
    expect(await look(officer, id)).toMatchObject({ status: 'published', title: 'เขียนใหม่ทั้งเรื่อง' })
    await caughtUp(office.deps)
    expect((await verified(file)).differences).toEqual([])
  })

  test('says what it would do, does it with --yes beside a server that runs, and the screens say so', async () => {
    const order = ['--request', request, '--by', by, '--reason', reason]
    const planned = run('erase', ...order)
    expect(planned).toMatchObject({ status: 0, error: '' })
    expect(planned.out).toContain('Nothing was erased yet. Add --yes')
    expect(holds(file, 'กระถินเทศ')).toBe(true)
    const officer = await office.as('cmi4.officer')
    const found = async () =>
      (await officer('GET', `/api/requests?view=office&q=${encodeURIComponent('กระถินเทศ')}`)).body.items
    expect(await found()).toHaveLength(1)
    const done = run('erase', ...order, '--yes')
    expect(done.error).toBe('')
    expect(done.out).toContain('Erased: ')
    expect(done.out).toContain('--sweep')
    expect(await found()).toHaveLength(0)
    const view = (await officer('GET', `/api/requests/${request}`)).body
    expect(JSON.stringify(view)).not.toContain('กระถินเทศ')
    expect(view.title).toBe(erasedWords)
    const { events } = (await officer('GET', `/api/requests/${request}/events`)).body
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'TAKE_DOWN', actor: { id: person, name }, note: null },
      ...{ reasons: { text: erasedWords }, contentSha256: null, erasedAt: expect.any(String) },
    })
    expect(events[0].erasedAt).toBeNull()
    const { revisions } = (await officer('GET', `/api/requests/${request}/contents`)).body
    expect(revisions[0].content).toEqual({ title: erasedWords })
  })

  test('erases a person beside a server that runs: nobody can bring them back, and the log says so', async () => {
    const done = run('erase', '--person', 'chaloempot', '--by', by, '--reason', reason, '--yes')
    expect(done).toMatchObject({ status: 0, error: '' })
    const officer = await office.as('cmi4.officer')
    const { events } = (await officer('GET', `/api/requests/${request}/events`)).body
    expect(events.at(-1)).toMatchObject({
      actor: { id: person, name: erasedWords },
      actedAs: { role: 'webmaster' },
    })
    const people = (await admin('GET', '/api/offices/cmi4/people')).body.people as { id: string }[]
    expect(people.find(({ id }) => id === person)).toMatchObject({ name: erasedWords, disabled: true })
    for (const answer of [
      await admin('PATCH', `/api/people/${person}`, { disabled: false }),
      await admin('POST', `/api/people/${person}/password-reset`),
      await admin('POST', `/api/people/${person}/appointments`, {
        ...{
          role: 'webmaster',
          group: null,
          capacity: 'holder',
          orderNumber: null,
          from: '2026-11-01',
          until: null,
        },
      }),
    ])
      expect(answer).toMatchObject({ status: 403, body: { refusals: [{ code: 'person_erased' }] } })
    const log = (await admin('GET', '/api/offices/cmi4/log')).body.events as { type: string }[]
    // What waited for a second person about them was forgotten, which is recorded after it.
    const order = log.find(({ type }) => type !== 'standing.recorded')
    expect(order).toMatchObject({
      ...{ type: 'personal.erased', actor: { name: 'ระบบ' }, after: { person, by, reason } },
      sentence: { th: `ลบข้อมูลส่วนบุคคลของบุคลากรคนหนึ่ง (${person}) ตาม ${by} เหตุผล: ${reason}` },
    })
    expect(JSON.stringify(log)).not.toContain(name)
    expect(JSON.stringify(log)).toContain(`แต่งตั้ง ${erasedWords} เป็น`)
    const whole = run('verify')
    expect(whole).toMatchObject({ status: 0, error: '' })
    expect(whole.out).toMatch(/^erased \(\d+ events, \d+ contents, \d+ facts\) of person/m)
    expect(whole.out).toMatch(/, 0 differences\n$/)
  })

  test('rewrites the file once no server runs', () => {
    expect(run('erase', '--sweep')).toMatchObject({
      status: 1,
      error: expect.stringContaining('Stop it first'),
    })
    release?.()
    expect(run('erase', '--sweep')).toMatchObject({ status: 0, out: '', error: '' })
    for (const words of ['กระถินเทศ', 'chaloempot'])
      expect([words, holds(file, words)]).toEqual([words, false])
    release = takeLock(join(office.deps.config.data, 'prakat.lock'))
  })

  test('wants to know whose data, by whose order and why', () => {
    for (const args of [
      [],
      ['--person', person, '--request', request, '--by', by, '--reason', reason],
      ['--sweep', '--yes'],
    ])
      expect(run('erase', ...args)).toMatchObject({
        status: 1,
        error: expect.stringContaining('npm run erase -- --person'),
      })
  })
})
