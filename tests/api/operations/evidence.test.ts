import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { pino } from 'pino'
import { keepDailyHead, keptHeads } from '../../../api/operations/daily-head.ts'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { boot } from '../../../api/process/boot.ts'
import { readConfig } from '../../../api/process/config.ts'
import { up } from '../../../db/migrations/2026-11-27-recorded-people.ts'
import { openDatabase } from '../../../db/open.ts'
import { openReadOnly } from '../../../db/open-read-only.ts'
import { eventHash, type HashedEvent } from '../../../machines/hash/event-hash.ts'
import { officeEventHash } from '../../../machines/hash/office-event-hash.ts'
import { appoint } from '../../support/appoint.ts'
import { codeOfBoth, confirmAsSecond } from '../../support/drafts.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'

/** A copy of the database as somebody has it in hands who may do anything with the file. */
type File = Sqlite.Database

let office: Office
let directory: string
/** Taken down by a person, after the file `before` was copied; made, decided and published by the chart. */
let takenDown: string
let before: string
let whole: string
let head: string

const copyTo = async (name: string) => {
  const file = join(directory, name)
  await sql`vacuum into ${file}`.execute(office.deps.db)
  return file
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-evidence-'))
  office = await startOffice()
  takenDown = (await publish(office, { until: '2027-06-30' })).request
  const admin = await office.as('cmi4.admin')
  const made = await admin('POST', '/api/offices/cmi4/people', {
    ...{ username: 'somchai', name: 'สมชาย ใจดี', position: 'นักวิชาการ', password: 'a long password 1' },
  })
  const { id } = made.body
  const appointed = await appoint(admin, id, {
    ...{
      role: 'groupDirector',
      group: 'ict',
      capacity: 'holder',
      orderNumber: '1/2569',
      from: '2026-11-20',
      until: null,
    },
  })
  office.clock.advance(120_000)
  const named = await admin('PATCH', `/api/people/${id}`, { name: 'สมชาย ใจดีมาก' })
  await confirmAsSecond(admin, named.body.waiting)
  const reset = await admin('POST', `/api/people/${id}/password-reset`)
  const code = await codeOfBoth(admin, reset.body)
  const byCode = { username: 'somchai', code, password: 'a long password 2' }
  expect((await office.anyone('POST', '/api/password-by-code', byCode)).status).toBe(204)
  await admin('PATCH', `/api/appointments/${appointed.appointments[0].id}`, { until: '2027-01-31' })
  before = await copyTo('before.sqlite')
  office.clock.advance(3_600_000)
  await take(office, takenDown, 'cmi4.webmaster', {
    ...{ type: 'TAKE_DOWN', reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' } },
  })
  whole = await copyTo('whole.sqlite')
  const { now } = await verified(whole)
  head = join(directory, 'head.json')
  writeFileSync(head, JSON.stringify(now))
})
afterAll(async () => {
  await office.close()
  rmSync(directory, { recursive: true })
})

async function verified(file: string, heads: string[] = []) {
  const db = openReadOnly(file)
  try {
    return await verifyAll(db, heads, office.clock.now())
  } finally {
    await db.destroy()
  }
}

let copies = 0
/** What verification says of a copy that was changed behind the product's back, with heads kept elsewhere or without. */
async function tampered(
  change: (file: File) => unknown,
  heads: string[] = [],
  from = whole,
): Promise<string[]> {
  const file = join(directory, `tampered-${++copies}.sqlite`)
  const source = new Sqlite(from)
  await source.backup(file)
  source.close()
  const sqlite = new Sqlite(file)
  sqlite.pragma('foreign_keys = OFF')
  const triggers = sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string
    sql: string
  }[]
  // The triggers that keep counts stay: whoever knows the product lets it count along.
  for (const { name, sql: text } of triggers) if (text.includes('RAISE(')) sqlite.exec(`DROP TRIGGER ${name}`)
  change(sqlite)
  sqlite.close()
  return (await verified(file, heads)).differences
}

const rowsOf = (table: string) => `${table} WHERE ${table === 'request' ? 'id' : 'request'} = '${takenDown}'`
const tablesOfRequest = [
  'publication',
  'asked',
  'timer',
  'reminder',
  'figure',
  'newFigure',
  'newNotice',
  'idempotency',
  'notification',
  'event',
  'content',
]

test('finds nothing where people, appointments, passwords and requests were changed by the product alone', async () => {
  expect((await verified(whole, [head])).differences).toEqual([])
  expect((await verified(before)).differences).toEqual([])
})

test.each([
  [
    'drafts opened to a whole office',
    "UPDATE office SET draftsOpen = 1 WHERE id = 'cmi4'",
    /^setting draftsOpen of cmi4/,
  ],
  [
    'the inspector allowed',
    "UPDATE office SET inspectorAllowed = 1 WHERE id = 'ptt1'",
    /^setting inspectorAllowed of ptt1/,
  ],
  [
    'a version with the number of another',
    "UPDATE procedureVersion SET version = 7 WHERE procedure = 'cmi4.publication' AND version = 1",
    /the versions of cmi4\.publication are numbered/,
  ],
  [
    'a version put under another procedure',
    "UPDATE procedureVersion SET procedure = 'cmi4.other' WHERE procedure = 'cmi4.publication' AND version = 1",
    /of cmi4\.other is one of cmi4\.publication/,
  ],
  [
    'a request dated back',
    'UPDATE request SET createdAt = createdAt - 86400000 WHERE id = (SELECT min(id) FROM request)',
    /dated otherwise than its first event/,
  ],
  [
    'an item shown as of another procedure',
    "UPDATE publication SET procedure = 'cmi4.other' WHERE id = (SELECT min(id) FROM publication)",
    /the publication's procedure is not what its events say/,
  ],
])('%s is found, where nothing else is changed', async (_, statement, found) => {
  expect((await tampered((file) => file.exec(statement))).join('\n')).toMatch(new RegExp(found.source, 'm'))
})

describe('rows that refer to nothing', () => {
  test('a publication of a request that does not exist', async () => {
    const told = await tampered((file) =>
      file.exec(`CREATE TEMP TABLE forged AS SELECT * FROM publication LIMIT 1;
        UPDATE forged SET id = 'forged', request = 'nowhere', title = 'ปลอม', endedAt = NULL, endKind = NULL, endReason = NULL;
        INSERT INTO publication SELECT * FROM forged`),
    )
    expect(told).toContainEqual('publication: 1 rows refer to a request that does not exist')
  })

  test.each([
    [
      'asked',
      "INSERT INTO asked (office, whom, promptly, since, request, apart) VALUES ('cmi4', 'role:x', 0, 1, 'nowhere', '[]')",
    ],
    [
      'event',
      "INSERT INTO event (request, seq, type, actor, actorName, actedAs, at, payload, fromSteps, toSteps, contentRevision, contentSha256, procedureHash, previousHash, hash, holidays) SELECT 'nowhere', 1, type, actor, actorName, actedAs, at, payload, fromSteps, toSteps, contentRevision, contentSha256, procedureHash, previousHash, 'forged', holidays FROM event LIMIT 1",
    ],
    [
      'content',
      'INSERT INTO content SELECT \'nowhere\', revision, json, sha256, frozen, at, "by", NULL FROM content LIMIT 1',
    ],
    ['timer', "INSERT INTO timer VALUES ('nowhere', 'x', 1)"],
    ['reminder', "INSERT INTO reminder VALUES ('nowhere', 'x', 0, 1, 1)"],
    [
      'notification',
      "INSERT INTO notification (id, person, request, messageTh, messageEn, at) SELECT 'forged', person, 'nowhere', messageTh, messageEn, at FROM notification LIMIT 1",
    ],
  ])('of %s', async (table, statement) => {
    expect(await tampered((file) => file.exec(statement))).toContainEqual(
      `${table}: 1 rows refer to a request that does not exist`,
    )
  })

  test('a person of an office that does not exist, and a post in a group that does not', async () => {
    const told = await tampered((file) => {
      file.exec("UPDATE person SET office = 'nowhere' WHERE username = 'somchai'")
      file.exec("UPDATE appointment SET groupId = 'nowhere' WHERE id LIKE 'cmi3.officer.%'")
    })
    expect(told).toContainEqual('person: 1 rows refer to a office that does not exist')
    expect(told).toContainEqual(
      expect.stringMatching(/^appointment: \d+ rows refer to a officeGroup that does not exist/),
    )
  })
})

test('a revision of a content of which no event speaks, and one that is missing', async () => {
  const added = await tampered((file) =>
    file.exec(
      `INSERT INTO content SELECT request, 9, json, sha256, 1, at, "by", NULL FROM ${rowsOf('content')} LIMIT 1`,
    ),
  )
  expect(added).toContainEqual(`${takenDown}: a revision 9 of the content is kept of which no event speaks`)
  const removed = await tampered((file) => file.exec(`DELETE FROM ${rowsOf('content')}`))
  expect(removed).toContainEqual(expect.stringMatching(/^.*: the content of its revision \d is not kept$/))
})

test('a file whose index does not fit its table, so that rows would be passed over', async () => {
  const told = await tampered((file) => {
    file.unsafeMode()
    file.pragma('writable_schema = ON')
    file.exec("UPDATE sqlite_master SET sql = 'CREATE INDEX timerDue ON timer (id)' WHERE name = 'timerDue'")
  })
  expect(told).toContainEqual(expect.stringMatching(/^file: .*timerDue/))
})

describe('people and appointments are what the office’s log leads to', () => {
  test.each<[what: string, statement: string, says: RegExp]>([
    [
      'an appointment by INSERT',
      "INSERT INTO appointment VALUES ('forged', 'cmi4.officer', 'cmi4', NULL, 'officeDirector', 'holder', NULL, '2026-01-01', NULL)",
      /^appointment forged \(officeDirector of cmi4.officer\): no log tells of this appointment$/,
    ],
    [
      'an exchanged password',
      "UPDATE person SET passwordHash = (SELECT passwordHash FROM person WHERE username = 'cmi4.admin') WHERE username = 'somchai'",
      /^person .* \(somchai\): the password is not the one that the log of cmi4 tells of$/,
    ],
    [
      'the password of one of the demo',
      "UPDATE person SET passwordHash = (SELECT passwordHash FROM person WHERE username = 'somchai') WHERE username = 'cmi3.officeDirector'",
      /^person cmi3.officeDirector .*: the password is not the one that the log of cmi3 tells of$/,
    ],
    [
      'a name',
      "UPDATE person SET name = 'ผู้อื่น' WHERE username = 'somchai'",
      /: the name is not what the log of cmi4 says$/,
    ],
    [
      'somebody disabled',
      "UPDATE person SET disabled = 1 WHERE username = 'cmi4.webmaster'",
      /: the disabled is not what/,
    ],
    [
      'a longer appointment',
      "UPDATE appointment SET endsOn = NULL WHERE orderNumber = '1/2569'",
      /: the until is not what/,
    ],
    [
      'another role',
      "UPDATE appointment SET role = 'admin' WHERE orderNumber = '1/2569'",
      /: the role is not what/,
    ],
    [
      'an appointment that is gone',
      "DELETE FROM appointment WHERE orderNumber = '1/2569'",
      /^appointment .*: is in the log of cmi4, but is missing$/,
    ],
    [
      'a person by INSERT',
      "INSERT INTO person SELECT 'forged', office, 'forged', name, position, passwordHash, 0, 0, 1, NULL, NULL FROM person WHERE username = 'somchai'",
      /^person forged \(forged\): no log tells of this person$/,
    ],
    [
      'no log at all',
      "DELETE FROM officeEvent WHERE office = 'cmi4'",
      /^person .* \(somchai\): no log tells of this person$/,
    ],
  ])('%s', async (_, statement, says) => {
    expect(await tampered((file) => file.exec(statement))).toContainEqual(expect.stringMatching(says))
  })

  /** Changes one column of events and makes every hash after it fit again. */
  const forge = (column: 'actorName' | 'actedAs' | 'language', value: string | number) => (file: File) => {
    const events = file
      .prepare(`SELECT rowid AS place, * FROM ${rowsOf('event')} ORDER BY seq`)
      .all() as (HashedEvent & {
      place: number
    })[]
    let { previousHash } = events[0] ?? { previousHash: '' }
    for (const event of events) {
      const isDecision = event.type === 'CONSENT'
      const forged = { ...event, ...(isDecision && { [column]: value }), previousHash }
      previousHash = eventHash(forged)
      file
        .prepare(
          'UPDATE event SET actorName = ?, actedAs = ?, language = ?, previousHash = ?, hash = ? WHERE rowid = ?',
        )
        .run(
          ...[forged.actorName, forged.actedAs, forged.language],
          ...[forged.previousHash, previousHash, event.place],
        )
    }
  }

  test('the name of who decided, all hashes recomputed', async () => {
    expect(await tampered(forge('actorName', 'ผู้อื่น'))).toEqual([
      expect.stringMatching(/^events of cmi4 by cmi4\..*: ผู้อื่น is not the name that the person had then$/),
    ])
  })

  test('the language in which its procedure was read, all hashes recomputed', async () => {
    const told = await Promise.all([1, 2].map((language) => tampered(forge('language', language))))
    // One of the two is the language of the version: then nothing was changed.
    expect(told.filter((differences) => differences.length === 0)).toHaveLength(1)
    expect(told.flat()).toContainEqual(
      expect.stringMatching(/event 3 is recorded in another language than its version is written in$/),
    )
  })

  test('the post in which somebody decided, all hashes recomputed', async () => {
    const post = {
      id: 'forged',
      office: 'cmi4',
      group: null,
      role: 'officeDirector',
      capacity: 'holder',
      orderNumber: null,
    }
    expect(await tampered(forge('actedAs', JSON.stringify(post)))).toContainEqual(
      expect.stringMatching(
        /^events of cmi4 by .*: the post officeDirector \(forged\) is not one that a log gives/,
      ),
    )
  })
})

describe('a database of an edition whose logs did not tell of everybody', () => {
  const differencesOf = async (data: string) => (await verified(join(data, 'prakat.sqlite'))).differences
  const bootOnce = async (data: string) => {
    const { reads, db, workers } = await boot(
      readConfig({ PRAKAT_DATA: data }),
      office.clock,
      pino({ level: 'silent' }),
    )
    await reads.destroy()
    await db.destroy()
    await workers.close()
  }
  const changed = (data: string, statement: string) =>
    new Sqlite(join(data, 'prakat.sqlite')).exec(statement).close()

  test('has everybody recorded once, at its first start, and nobody whom somebody puts there later', async () => {
    const data = mkdtempSync(join(directory, 'earlier-'))
    copyFileSync(whole, join(data, 'prakat.sqlite'))
    changed(
      data,
      `DROP TRIGGER officeEventKept; DROP TRIGGER officeFactKept; DELETE FROM officeFact; DELETE FROM officeEvent;
       CREATE TRIGGER officeEventKept BEFORE DELETE ON officeEvent BEGIN SELECT RAISE(ABORT, 'append-only'); END`,
    )
    changed(data, "INSERT INTO setting VALUES ('standingUnrecorded', '1')")
    const db = await openDatabase(join(data, 'prakat.sqlite'))
    await up(db as unknown as Kysely<unknown>)
    await db.destroy()
    await bootOnce(data)
    expect(await differencesOf(data)).toEqual([])
    changed(
      data,
      "INSERT INTO appointment VALUES ('forged', 'cmi4.officer', 'cmi4', NULL, 'admin', 'holder', NULL, '2026-01-01', NULL)",
    )
    await bootOnce(data)
    expect(await differencesOf(data)).toEqual([
      'appointment forged (admin of cmi4.officer): no log tells of this appointment',
    ])
  })

  test('of the demo has its new password recorded when that is changed', async () => {
    const data = mkdtempSync(join(directory, 'password-'))
    copyFileSync(whole, join(data, 'prakat.sqlite'))
    const config = readConfig({ PRAKAT_DATA: data, PRAKAT_DEMO_PASSWORD: 'another password' })
    const { reads, db, workers } = await boot(config, office.clock, pino({ level: 'silent' }))
    await reads.destroy()
    await db.destroy()
    await workers.close()
    expect(await differencesOf(data)).toEqual([])
  })
})

describe('a head that was kept elsewhere', () => {
  const events = expect.stringMatching(
    /^events of cmi4: .*head.json (?:has another head of the first \d+|speaks of \d+, but there are \d+)/,
  )
  const log = expect.stringMatching(
    /^log entries of cmi4: .*head.json (?:has another head|speaks of \d+, but there are \d+)/,
  )

  test('shows a request that was deleted with everything of it', async () => {
    const remove = (file: File) => {
      const number = file
        .prepare(`SELECT id FROM ${rowsOf('searchDocument')}`)
        .pluck()
        .get()
      file.exec(`DELETE FROM searchDocument WHERE id = ${number}`)
      for (const table of [...tablesOfRequest, 'request']) file.exec(`DELETE FROM ${rowsOf(table)}`)
    }
    expect(await tampered(remove, [head])).toContainEqual(events)
  })

  test('shows a request that was set back to older rows, so that its takedown never was', async () => {
    const setBack = (file: File) => {
      file.exec(`ATTACH '${before}' AS older`)
      for (const table of tablesOfRequest) {
        file.exec(`DELETE FROM ${rowsOf(table)}`)
        file.exec(`INSERT INTO main.${table} SELECT * FROM older.${rowsOf(table)}`)
      }
      const columns = file.pragma('table_info(request)') as { name: string }[]
      const set = columns.map(({ name }) => `"${name}" = (SELECT "${name}" FROM older.${rowsOf('request')})`)
      file.exec(`UPDATE request SET ${set.join(', ')} WHERE id = '${takenDown}'`)
      file.exec('DELETE FROM figureCount; INSERT INTO main.figureCount SELECT * FROM older.figureCount')
    }
    // All that is left in the file agrees with itself: only what is kept outside of it can tell.
    expect(await tampered(setBack)).toEqual([])
    expect(await tampered(setBack, [head])).toEqual([events])
  })

  test('shows the whole file set back to an older copy', async () => {
    expect(await tampered(() => {}, [head], before)).toContainEqual(events)
  })

  test('shows a log without its tail, without anything, and written anew', async () => {
    const cut = "DELETE FROM officeEvent WHERE office = 'cmi4' AND seq > 3"
    expect(await tampered((file) => file.exec(cut), [head])).toContainEqual(log)
    const none = "DELETE FROM officeEvent WHERE office = 'cmi4'"
    expect(await tampered((file) => file.exec(none), [head])).toContainEqual(log)
    const anew = (file: File) => {
      const row = file
        .prepare("SELECT * FROM officeEvent WHERE office = 'cmi4' ORDER BY seq DESC LIMIT 1")
        .get() as never
      const forged = { ...(row as Parameters<typeof officeEventHash>[0]), actorName: 'ผู้อื่น' }
      file
        .prepare("UPDATE officeEvent SET actorName = ?, hash = ? WHERE office = 'cmi4' AND seq = ?")
        .run(forged.actorName, officeEventHash(forged), forged.seq)
    }
    expect(await tampered(anew)).toEqual([])
    expect(await tampered(anew, [head])).toEqual([log])
  })

  test('holds for whatever the database has become since', async () => {
    const { request } = await publish(office, { office: 'cmi4' })
    await take(office, request, 'cmi4.webmaster', {
      ...{ type: 'TAKE_DOWN', reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' } },
    })
    const later = await copyTo('later.sqlite')
    const { differences, now } = await verified(later, [head])
    expect(differences).toEqual([])
    const first = JSON.parse(readFileSync(head, 'utf8'))
    expect(now.offices.cmi4?.events.count).toBeGreaterThan(first.offices.cmi4.events.count)
    expect(now.offices.cmi3).toEqual(first.offices.cmi3)
  })

  test('that is none is named', async () => {
    const file = join(directory, 'none.json')
    writeFileSync(file, '{}')
    expect((await verified(whole, [file, join(directory, 'nowhere.json')])).differences).toEqual([
      expect.stringContaining(`${file} cannot be read as a head of Prakat`),
      expect.stringContaining('nowhere.json cannot be read as a head of Prakat'),
    ])
  })

  test('is written once a day beside the database, and `npm run verify` compares with it and with one from elsewhere', async () => {
    const { deps, clock } = office
    const { data } = deps.config
    const going = new AbortController().signal
    await keepDailyHead(deps, going)
    await keepDailyHead(deps, going)
    const [first] = await keptHeads(data)
    clock.advance(24 * 3_600_000)
    await keepDailyHead(deps, going)
    expect(await keptHeads(data)).toEqual([first, expect.stringMatching(/heads.2026-11-21\.json$/)])

    const verify = (...args: string[]) =>
      spawnSync(process.execPath, ['api/operations/verify.ts', ...args], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, PRAKAT_DATA: data },
      })
    const good = verify('--head', head)
    expect(good.stdout).toMatch(/, 3 kept heads, 0 differences\n$/)
    expect(good.status).toBe(0)
    // The line that it prints is a head too.
    const printed = join(directory, 'printed.json')
    writeFileSync(printed, good.stdout.split('\n').find((line) => line.startsWith('{')) ?? '')
    expect(verify('--head', printed).status).toBe(0)
    const other = JSON.parse(good.stdout.split('\n').find((line) => line.startsWith('{')) ?? '')
    other.offices.cmi4.events.hash = '0'.repeat(63).concat('1')
    writeFileSync(printed, JSON.stringify(other))
    const bad = verify('--head', printed)
    expect(bad.stdout).toContain(`events of cmi4: ${printed} has another head of the first`)
    expect(bad.status).toBe(1)
  })
})
