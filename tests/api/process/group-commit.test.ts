import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { ApiProblem } from '../../../api/http/problem.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { createGroupCommit, type GroupCommit } from '../../../api/process/group-commit.ts'
import { takeEvent } from '../../../api/requests/take-event.ts'
import { insertAppointment, insertPerson } from '../../../db/people.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { awaitingCertification, byName, certify, openStorage, writeRows } from '../../support/storage.ts'

describe('work that arrives together', () => {
  let storage: Awaited<ReturnType<typeof openStorage>>
  let commits: GroupCommit
  let outside: Sqlite.Database
  beforeEach(async () => {
    storage = await openStorage()
    commits = createGroupCommit(storage.db)
    // Another connection sees what is committed, and that alone.
    outside = new Sqlite(storage.file, { readonly: true })
  })
  afterEach(async () => {
    outside.close()
    await storage.close()
  })

  const committed = () =>
    outside.prepare("SELECT key FROM setting WHERE key <> 'opened' ORDER BY key").pluck().all() as string[]
  const write = (key: string) =>
    commits((trx) =>
      trx
        .insertInto('setting')
        .values({ key, value: '' })
        .execute()
        .then(() => key),
    )

  test('is all kept, and each is answered with its own result', async () => {
    expect(await Promise.all(['c', 'a', 'b'].map(write))).toEqual(['c', 'a', 'b'])
    expect(committed()).toEqual(['a', 'b', 'c'])
  })

  test('is refused beyond what can be done in a while, with a sentence; what waited before it is done', async () => {
    const all = Array.from({ length: 2002 }, (_, number) => write(`n${number}`))
    const results = await Promise.allSettled(all)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused).toHaveLength(2)
    expect(refused[0]).toMatchObject({ code: 'too_many_requests' })
    expect(committed()).toHaveLength(2000)
    expect(await write('later')).toBe('later')
  })

  test('of one office fills the queue for that office alone: the others have their share and their turns', async () => {
    const order: string[] = []
    const from = (office: string) =>
      commits(
        async () => {
          order.push(office)
        },
        'ordinary',
        office,
      )
    const flood = Promise.allSettled(Array.from({ length: 2500 }, () => from('one')))
    const others = Promise.allSettled(['other', 'third', 'other'].map(from))
    const outcomes = (await flood).map(({ status }) => status)
    expect(outcomes.lastIndexOf('fulfilled')).toBe(1999)
    expect((await others).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
    expect(order.slice(0, 6)).toEqual(['one', 'other', 'third', 'one', 'other', 'one'])
    expect(order).toHaveLength(2003)
  })

  test('of one office lets another that comes later have its turn in the next transaction, beside background work too', async () => {
    for (const background of [0, 1]) {
      const small = createGroupCommit(storage.db, () => {}, 10)
      let done = 0
      const work = async () => {
        done += 1
      }
      const behind = Array.from({ length: background }, () => small(async () => {}, 'background'))
      const flood = Array.from({ length: 500 }, () => small(work, 'ordinary', 'one'))
      await flood[0]
      const before = done
      await small(async () => {}, 'ordinary', 'other')
      expect(done - before).toBeLessThan(30)
      await Promise.all([...flood, ...behind])
    }
  })

  test('shares one transaction, and none is answered before its COMMIT', async () => {
    const seen: { answered: string[]; inside: number; outside: string[] }[] = []
    const answered: string[] = []
    const first = write('first').then((key) => {
      // The moment of the answer: it is on the disk already.
      expect(committed()).toContain('first')
      answered.push(key)
    })
    const second = commits(async (trx) => {
      // Give the first every chance to be answered too early.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      const rows = await trx.selectFrom('setting').select('key').where('key', '=', 'first').execute()
      seen.push({ answered: [...answered], inside: rows.length, outside: committed() })
    })
    await Promise.all([first, second])
    expect(seen).toEqual([{ answered: [], inside: 1, outside: [] }])
    expect(answered).toEqual(['first'])
  })

  test('that fails is rolled back alone: what stands before and after it is kept', async () => {
    const fails = commits(async (trx) => {
      await trx.insertInto('setting').values({ key: 'half', value: '' }).execute()
      throw new Error('refused')
    })
    const results = await Promise.allSettled([write('before'), fails, write('after')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: new Error('refused') })
    expect(committed()).toEqual(['after', 'before'])
  })

  test('is rolled back alone also where the database itself refuses it', async () => {
    await write('once')
    const results = await Promise.allSettled([write('before'), write('once'), write('after')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(committed()).toEqual(['after', 'before', 'once'])
  })

  test('is all refused when the COMMIT fails, nothing is kept, and the next transaction goes on', async () => {
    // A reference that is looked at no sooner than at COMMIT.
    const fatal = commits(async (trx) => {
      await sql`pragma defer_foreign_keys = on`.execute(trx)
      await trx.insertInto('timer').values({ request: 'nobody', id: 't', dueAt: 1 }).execute()
    })
    const results = await Promise.allSettled([write('before'), fatal, write('after')])
    for (const result of results)
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringMatching(/FOREIGN KEY/) },
      })
    expect(committed()).toEqual([])
    await write('next')
    expect(committed()).toEqual(['next'])
  })

  test('is all refused with the true reason when SQLite gives the whole transaction up, as with a full disk', async () => {
    await sql`create trigger full before insert on holiday begin select raise(rollback, 'disk full'); end`.execute(
      storage.db,
    )
    const fatal = commits((trx) =>
      trx.insertInto('holiday').values({ day: '2026-01-01', name: 'x' }).execute(),
    )
    const results = await Promise.allSettled([write('before'), fatal, write('after')])
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'disk full' } })
    // What stood after it would have been written without any transaction.
    expect(committed()).toEqual([])
    await write('next')
    expect(committed()).toEqual(['next'])
  })

  test('is refused, and the rest of the day is not lost, where the transaction cannot even begin', async () => {
    const other = new Sqlite(storage.file)
    await sql`pragma busy_timeout = 0`.execute(storage.db)
    other.exec('BEGIN IMMEDIATE')
    await expect(write('late')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    other.exec('ROLLBACK')
    other.close()
    await write('next')
    expect(committed()).toEqual(['next'])
  })

  test('is taken in several transactions where there is more of it than one should hold', async () => {
    const small = createGroupCommit(storage.db, () => {}, 2)
    const together: number[] = []
    const keys = ['a', 'b', 'c', 'd', 'e']
    await Promise.all(
      keys.map((key) =>
        small(async (trx) => {
          await trx.insertInto('setting').values({ key, value: '' }).execute()
          const rows = await trx.selectFrom('setting').select('key').where('key', 'in', keys).execute()
          together.push(rows.length - committed().length)
        }),
      ),
    )
    expect(together).toEqual([1, 2, 1, 2, 1])
    expect(committed()).toEqual(keys)
  })

  test('that arrives while a transaction is written waits for the next one', async () => {
    let inner: Promise<string> | undefined
    await commits(async () => {
      inner = write('inner')
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      expect(committed()).toEqual([])
    })
    expect(await inner).toBe('inner')
    expect(committed()).toEqual(['inner'])
  })

  /** Work that holds the connection for 2 ms, and notes when it was done. */
  const busy = (order: string[], name: string) => async () => {
    for (const end = performance.now() + 2; performance.now() < end; );
    order.push(name)
  }

  test('goes before background work that waits already, which it lets hold the connection for a slice only', async () => {
    const order: string[] = []
    const behind = Array.from({ length: 60 }, (_, number) =>
      commits(busy(order, `background ${number}`), 'background'),
    )
    await behind[0]
    await commits(busy(order, 'own'))
    expect(order.indexOf('own')).toBeLessThan(20)
    await Promise.all(behind)
    expect(order.filter((name) => name !== 'own')).toEqual(behind.map((_, number) => `background ${number}`))
  })

  test('never keeps background work waiting for ever, however much there is of it', async () => {
    const order: string[] = []
    let going = true
    const always = async () => {
      while (going) await commits(busy([], 'own'))
    }
    const others = Promise.all([always(), always(), always()])
    await Promise.all(
      Array.from({ length: 10 }, (_, number) => commits(busy(order, `background ${number}`), 'background')),
    )
    going = false
    await others
    expect(order).toHaveLength(10)
  })

  test('in the background is rolled back alone when it fails, and answered after COMMIT', async () => {
    const results = await Promise.allSettled([
      commits((trx) => trx.insertInto('setting').values({ key: 'kept', value: '' }).execute(), 'background'),
      commits(async (trx) => {
        await trx.insertInto('setting').values({ key: 'half', value: '' }).execute()
        throw new Error('refused')
      }, 'background'),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(committed()).toEqual(['kept'])
  })

  test('may leave rows of any kind: they survive a SAVEPOINT that came after them', async () => {
    const rows = commits((trx) => writeRows(trx))
    const fails = commits(async (trx) => {
      await sql`update request set title = 'changed'`.execute(trx)
      throw new Error('refused')
    })
    await Promise.allSettled([rows, fails])
    expect(outside.prepare('SELECT title FROM request').pluck().all()).toEqual(['T'])
  })
})

describe('events that arrive together', () => {
  let office: Office
  beforeAll(async () => {
    office = await startOffice()
  })
  afterAll(() => office.close())

  test('on 100 requests all land, each once, and every record agrees', async () => {
    const { deps } = office
    const requests = await awaitingCertification(deps, 100)
    const by = await byName(deps.db, 'cmi3.groupDirector', office.clock.now())
    const taken = await Promise.all(
      requests.map(({ id, revision }) =>
        deps.commits(async (trx, announce) =>
          takeEvent(
            { trx, announce, at: office.clock.now() },
            {
              request: id,
              by,
              event: certify,
              ifMatch: revision,
            },
          ),
        ),
      ),
    )
    expect(taken.map(({ request: { row } }) => [row.id, row.revision, row.steps])).toEqual(
      requests.map(({ id, revision }) => [id, revision + 1, ',handover,']),
    )
    expect((await verifyRequests(deps.db)).differences).toEqual([])
  })

  test('of 20 people on one revision: one wins, 19 are told who was first', async () => {
    const { deps, clock } = office
    const [request] = await awaitingCertification(deps, 1)
    if (!request) throw new Error('no request')
    const owner = await byName(deps.db, 'cmi3.officer', clock.now())
    const group = owner.actor.appointments.find((held) => held.group)?.group ?? null
    const names = Array.from({ length: 20 }, (_, number) => `racer${number}`)
    for (const name of names) {
      const person = {
        id: name,
        username: name,
        name,
        office: 'cmi3',
        position: '',
        passwordHash: '',
        disabled: 0,
        demo: 1,
      }
      await insertPerson(deps.db, { ...person, createdAt: clock.now() })
      const post = { id: `post-${name}`, person: name, office: 'cmi3', groupId: group, role: 'groupDirector' }
      const dates = {
        capacity: 'actingByLaw',
        orderNumber: null,
        startsOn: '2026-01-01',
        endsOn: null,
      } as const
      await insertAppointment(deps.db, { ...post, ...dates })
    }
    const people = await Promise.all(names.map((name) => byName(deps.db, name, clock.now())))
    const before = await eventCount(request.id)
    const results = await Promise.allSettled(
      people.map((by) =>
        deps.commits(async (trx, announce) =>
          takeEvent(
            { trx, announce, at: clock.now() },
            {
              request: request.id,
              by,
              event: certify,
              ifMatch: request.revision,
            },
          ),
        ),
      ),
    )
    const won = results.flatMap((result, index) => (result.status === 'fulfilled' ? [names[index]] : []))
    expect(won).toHaveLength(1)
    const lost = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as ApiProblem] : [],
    )
    expect(lost).toHaveLength(19)
    for (const problem of lost) {
      expect(problem).toBeInstanceOf(ApiProblem)
      expect(problem.code).toBe('revision_conflict')
      expect(problem.extras.current).toMatchObject({ revision: request.revision + 1, changedBy: won[0] })
    }
    expect(await eventCount(request.id)).toBe(before + 1)
    expect((await verifyRequests(deps.db)).differences).toEqual([])
  })

  const eventCount = async (request: string) =>
    (await office.deps.db.selectFrom('event').select('seq').where('request', '=', request).execute()).length

  test('wait in the turn of the office of whoever acts', async () => {
    const { commits } = office.deps
    const turns: unknown[] = []
    office.deps.commits = (work, priority, of) => {
      turns.push(of)
      return commits(work, priority, of)
    }
    try {
      const content = { title: 'เรื่อง', body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน' }
      for (const id of ['ptt1', 'cmi3']) {
        const officer = await office.as(`${id}.officer`)
        turns.length = 0
        const begun = await officer('POST', '/api/requests', { procedure: `${id}.publication`, content })
        expect(begun.status).toBe(201)
        expect(turns).toEqual([id])
      }
    } finally {
      office.deps.commits = commits
    }
  })
})
