import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { pino } from 'pino'
import { recordStanding } from '../../../api/offices/record-standing.ts'
import { erase } from '../../../api/operations/erase.ts'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { confirm } from '../../../api/people/confirmations.ts'
import { logAppointment, logChangedPerson } from '../../../api/people/log-people.ts'
import { activateDueVersions } from '../../../api/procedures/due-versions.ts'
import { resumeMoves } from '../../../api/procedures/move-job.ts'
import { boot } from '../../../api/process/boot.ts'
import { readConfig } from '../../../api/process/config.ts'
import type { Deps } from '../../../api/process/deps.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { up } from '../../../db/migrations/2026-12-10-evidence-standing.ts'
import { openDatabase } from '../../../db/open.ts'
import { getMember, setEndOfAppointment, updatePerson } from '../../../db/people.ts'
import { standingEditions, standingTables } from '../../../db/standing.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

let office: Office
let directory: string
/** Public until the end of June, and for no certain time. */
let untilJune: string
let forLong: string

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-standing-'))
  office = await startOffice()
  untilJune = (await publish(office, { until: '2027-06-30' })).request
  forLong = (await publish(office)).request
})
afterAll(async () => {
  await office.close()
  rmSync(directory, { recursive: true })
})

type File = Sqlite.Database
type Act = (deps: Deps) => Promise<unknown>

/** What the product does of itself, or somebody in good faith, after the file was changed; and what verification then says. */
async function toldAfter(change: (file: File) => unknown, act: Act = async () => {}): Promise<string[]> {
  const data = mkdtempSync(join(directory, 'data-'))
  const path = join(data, 'prakat.sqlite')
  await sql`vacuum into ${path}`.execute(office.deps.db)
  const file = new Sqlite(path)
  file.pragma('foreign_keys = OFF')
  change(file)
  file.close()
  const deps = await boot(readConfig({ PRAKAT_DATA: data }), office.clock, pino({ level: 'silent' }))
  try {
    await act(deps)
    return (await verifyAll(deps.db, [], office.clock.now())).differences
  } finally {
    await deps.reads.destroy()
    await deps.workers.close()
    await deps.db.destroy()
  }
}

const exec = (statements: string) => (file: File) => file.exec(statements)
const otherName = "UPDATE office SET nameTh = 'ปลอม' WHERE id = 'cmi4';"
const mark = (key: string) => `INSERT INTO setting (key, value) VALUES ('${key}', '1');`
const otherAdmin =
  "INSERT INTO appointment VALUES ('forged', 'cmi4.officer', 'cmi4', NULL, 'admin', 'holder', NULL, '2026-01-01', NULL);"
/** A group in which nobody is. */
const spare =
  "office = 'cmi4' AND id = (SELECT id FROM officeGroup g WHERE office = 'cmi4' AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.office = 'cmi4' AND a.groupId = g.id) ORDER BY position DESC LIMIT 1)"

test('nothing is told where nothing was changed, also after another start', async () => {
  expect(await toldAfter(() => {})).toEqual([])
})

describe('everything is recorded as it stands once, where an edition begins', () => {
  const noEdition =
    /^entry \d+ of the log of cmi4 records everything, but no edition of the product begins there$/

  test('not in a database that was never of an earlier one, whoever marks it so', async () => {
    const told = await toldAfter(exec(otherName + mark('standingUnrecorded')))
    expect(told).toContainEqual(expect.stringMatching(noEdition))
  })

  test('nor of an edition that there is not, nor without one', async () => {
    const { edition } = standingEditions[0]
    for (const more of [{}, { edition: '1999-01-01' }, { edition }])
      expect(
        await toldAfter(exec(otherName), ({ db }) =>
          recordStanding(db, 'cmi4', standingTables, office.clock.now(), more),
        ),
      ).toEqual([expect.stringMatching(noEdition)])
  })

  test('nor a second time', async () => {
    const { edition } = standingEditions[0]
    const now = office.clock.now()
    const earlier = exec(`DROP TRIGGER officeEventKept; DROP TRIGGER officeFactKept;
      DELETE FROM officeFact; DELETE FROM officeEvent; ${mark('standingUnrecorded')} ${mark('peopleUnrecorded')}`)
    expect(await toldAfter(earlier)).toEqual([])
    expect(
      await toldAfter(earlier, ({ db }) => recordStanding(db, 'cmi4', standingTables, now, { edition })),
    ).toEqual([expect.stringMatching(/^entry \d+ of the log of cmi4 records everything again$/)])
  })

  test('so are the people, and nobody who was put there meanwhile', async () => {
    const everybody =
      /^entry \d+ of the log of cmi4 records everybody, but no edition of the product begins there$/
    expect(await toldAfter(exec(otherAdmin + mark('peopleUnrecorded')))).toContainEqual(
      expect.stringMatching(everybody),
    )
    const both = mark('peopleUnrecorded') + mark('standingUnrecorded')
    expect(await toldAfter(exec(otherAdmin + both))).toContainEqual(expect.stringMatching(noEdition))
  })
})

describe('an entry that the product makes of itself covers up no change of before', () => {
  const found = (what: string) =>
    expect.stringMatching(new RegExp(`^entry \\d+ of the log of cmi4 found ${what} otherwise than `))

  test('a group that it puts back, where another was renamed', async () => {
    const told = await toldAfter(
      exec(`DELETE FROM officeGroup WHERE ${spare};
        UPDATE officeGroup SET nameTh = 'ปลอม' WHERE office = 'cmi4' AND id = 'ict'`),
    )
    expect(told).toEqual([found('the groups')])
  })

  test('nor, of the names of the office, one by which it has a new group', async () => {
    const told = await toldAfter(exec(`DELETE FROM officeGroup WHERE ${spare}; ${otherName}`))
    expect(told).toContainEqual(
      expect.stringMatching(/^names and settings of cmi4 are not what entry \d+ of its log left$/),
    )
  })

  test('an office that it puts back', async () => {
    expect(await toldAfter(exec("DELETE FROM office WHERE id = 'cmi4'"))).toContainEqual(
      found('names and settings'),
    )
  })

  test('the holidays that it ships, where all are gone', async () => {
    expect(await toldAfter(exec('DELETE FROM holiday'))).toContainEqual(found('the holidays'))
  })

  test('a version that it ships, where it is gone', async () => {
    const told = await toldAfter(exec("DELETE FROM procedureVersion WHERE office = 'cmi4'"))
    expect(told).toContainEqual(found('the versions of procedures'))
  })

  test('a version whose day has come, where nobody scheduled it', async () => {
    const told = await toldAfter(
      exec(`UPDATE procedureVersion SET status = 'scheduled', createdBy = 'cmi4.admin', activatedAt = NULL,
        effectiveAt = 1 WHERE office = 'cmi4'`),
      activateDueVersions,
    )
    expect(told).toContainEqual(found('the versions of procedures'))
  })

  test('a move that is done, where nobody began it', async () => {
    const told = await toldAfter(
      exec(`INSERT INTO move (id, office, procedure, toHash, mapping, reason, status, startedAt, startedBy, total, moved, failed)
        SELECT 'forged', office, procedure, hash, '{}', 'ปลอม', 'running', ${office.clock.now()}, 'cmi4.admin', 0, 0, '[]'
        FROM procedureVersion WHERE office = 'cmi4' AND status = 'active'`),
      async (deps) => {
        await resumeMoves(deps)
        await deps.jobs.idle()
      },
    )
    expect(told).toEqual([found('the moves')])
  })
})

describe('what waits for a second person', () => {
  const payload = JSON.stringify({ what: { th: 'ปลอม', en: 'forged' }, salt: 'x' })
  const waiting = `INSERT INTO confirmation (id, office, kind, subject, payload, askedBy, askedAt, expiresAt)
    VALUES ('forged', 'cmi4', 'person', 'x', '${payload}', 'cmi4.admin', 1, 9999999999999)`
  const found = expect.stringMatching(/^entry \d+ of the log of cmi4 found the confirmations otherwise than /)

  test('that nobody asked for shows, also after it was confirmed in good faith', async () => {
    const told = await toldAfter(exec(waiting), ({ db }) => {
      const by = { actor: { id: 'cmi4.officeDirector', name: 'ผู้อำนวยการ' }, at: office.clock.now() }
      return db.transaction().execute((trx) => confirm(trx, by, 'forged'))
    })
    expect(told).toEqual([found])
  })

  test('that nobody asked for shows, also after an erasure took a name out of it', async () => {
    const told = await toldAfter(
      exec(`${waiting.replace('ปลอม', 'ปลอม cmi4.officer')};
        UPDATE confirmation SET payload = json_set(payload, '$.concerns', 'cmi4.officer');
        UPDATE person SET disabled = 1 WHERE id = 'cmi4.officer'`),
      ({ db }) =>
        erase(db, { person: 'cmi4.officer', by: 'คำสั่ง', reason: 'เหตุผล', force: true }, office.clock.now()),
    )
    expect(told).toContainEqual(found)
  })

  test('has a salt, without which its text could be tried on the digests: also what waited before there were any', async () => {
    const data = mkdtempSync(join(directory, 'earlier-'))
    const path = join(data, 'prakat.sqlite')
    await sql`vacuum into ${path}`.execute(office.deps.db)
    const file = new Sqlite(path)
    const asked = { what: { th: 'แต่งตั้ง', en: 'appoint' }, concerns: 'cmi4.officer' }
    for (const [id, text] of [
      ['older', JSON.stringify(asked)],
      ['other', JSON.stringify(asked)],
      ['newer', JSON.stringify({ ...asked, salt: 'its own' })],
    ] as const)
      file.exec(waiting.replace("'forged'", `'${id}'`).replace(payload, text))
    file.exec('ALTER TABLE officeEvent DROP COLUMN standing')
    file.close()
    const earlier = await openDatabase(path)
    try {
      await up(earlier as unknown as Kysely<unknown>)
      const rows = await earlier.selectFrom('confirmation').select(['id', 'payload']).execute()
      const salted = Object.fromEntries(rows.map(({ id, payload }) => [id, JSON.parse(payload)]))
      expect(salted.newer).toEqual({ ...asked, salt: 'its own' })
      expect(salted.older).toEqual({ ...asked, salt: expect.stringMatching(/^[0-9a-f]{32}$/) })
      expect(salted.other.salt).not.toBe(salted.older.salt)
    } finally {
      await earlier.destroy()
    }
  })
})

describe('what an administrator changes of people in good faith', () => {
  const by = () => ({ actor: { id: 'cmi4.admin', name: 'ผู้ดูแลระบบ' }, at: office.clock.now() })
  const found = (what: string) =>
    expect.stringMatching(
      new RegExp(`^entry \\d+ of the log of cmi4 found ${what} otherwise than the logs had told$`),
    )

  test('does not cover up an appointment that somebody put there: it was in nobody’s log', async () => {
    const told = await toldAfter(exec(otherAdmin), ({ db }) =>
      db.transaction().execute(async (trx) => {
        await setEndOfAppointment(trx, 'forged', '2026-11-30')
        await logAppointment(trx, by(), await getMember(trx, 'cmi4.officer'), 'forged', { until: null })
      }),
    )
    expect(told).toEqual([found('appointment forged')])
  })

  test('nor an account that somebody opened again or renamed', async () => {
    for (const change of ["name = 'ปลอม'", "position = 'ปลอม'", 'disabled = 1']) {
      const told = await toldAfter(exec(`UPDATE person SET ${change} WHERE id = 'cmi4.officer'`), ({ db }) =>
        db.transaction().execute(async (trx) => {
          const before = await getMember(trx, 'cmi4.officer')
          await updatePerson(trx, 'cmi4.officer', { name: 'ใหม่', position: 'ใหม่', disabled: 0 })
          await logChangedPerson(trx, by(), before, { password: false })
        }),
      )
      expect(told).toEqual([found('person cmi4.officer')])
    }
  })
})

describe('a deadline', () => {
  const early = (request: string) =>
    expect.stringMatching(
      new RegExp(`^${request}: event \\d+ \\(xstate\\.after\\..*\\) came before its time$`),
    )

  test('that somebody brought forward shows, also after the product has taken it', async () => {
    const forward = exec(`UPDATE timer SET dueAt = 1 WHERE request = '${untilJune}'`)
    expect(await toldAfter(forward, takeDueTimers)).toEqual([early(untilJune)])
  })

  test('that somebody set where there is none shows as well', async () => {
    const set = exec(
      `INSERT INTO timer (request, id, dueAt) SELECT '${forLong}', id, 1 FROM timer WHERE request = '${untilJune}'`,
    )
    expect(await toldAfter(set, takeDueTimers)).toEqual([early(forLong)])
  })
})

test('an office that a later edition ships has the holidays of the nation, and its log tells of them', async () => {
  const gone = ['officeEvent', 'officeFact', 'officeGroup', 'procedureVersion', 'appointment', 'person']
  const remove = (file: File) => {
    file.exec('DROP TRIGGER officeEventKept; DROP TRIGGER officeFactKept')
    for (const table of gone) file.exec(`DELETE FROM ${table} WHERE office = 'ptt1'`)
    file.exec("DELETE FROM office WHERE id = 'ptt1'")
  }
  expect((await toldAfter(remove)).filter((what) => /holidays/.test(what))).toEqual([])
})
