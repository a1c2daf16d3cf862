import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { backUp } from '../../api/operations/backup.ts'
import { keepDailyHead, keptHeads } from '../../api/operations/daily-head.ts'
import { erase } from '../../api/operations/erase.ts'
import { restore } from '../../api/operations/restore.ts'
import { verifyAll } from '../../api/operations/verify-all.ts'
import { databaseFile } from '../../api/process/config.ts'
import { takeLock } from '../../db/lock.ts'
import { openDatabase } from '../../db/open.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { type Client, clientOf, type Office, password, startOffice } from '../support/office.ts'
import { publish } from '../support/publish.ts'
import { wholeContent } from '../support/requests.ts'
import {
  environment,
  haveScreensBuilt,
  root,
  type ServerProcess,
  startServer,
} from '../support/server-process.ts'

let directory: string
const running: ServerProcess[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-backup-'))
})
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

/** A command as npm runs it. */
function run(file: string, args: string[], data: string): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [`api/operations/${file}.ts`, ...args], {
    cwd: root,
    env: environment({ PRAKAT_DATA: data }),
  })
  let said = ''
  child.stdout.on('data', (words: Buffer) => (said += words))
  child.stderr.on('data', (words: Buffer) => (said += words))
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })))
}

const signedIn = async (server: ServerProcess) => {
  running.push(server)
  const { headers } = await clientOf(server.url)('POST', '/api/session', {
    username: 'cmi3.officer',
    password,
  })
  return clientOf(server.url, (headers.get('set-cookie') ?? '').split(';')[0])
}

describe('under load', () => {
  beforeAll(haveScreensBuilt)

  test('a backup has every request that was acknowledged before it, is sound, and a server goes on from it', async () => {
    const data = join(directory, 'data')
    const server = await startServer({ data })
    const officer = await signedIn(server)
    const acknowledged: string[] = []
    let going = true
    const write = async (client: Client) => {
      while (going) {
        const content = wholeContent('cmi3', { body: 'ก'.repeat(2000) })
        const { status, body } = await client('POST', '/api/requests', {
          procedure: 'cmi3.publication',
          content,
        })
        expect(status).toBe(201)
        acknowledged.push(body.id)
      }
    }
    const writers = Array.from({ length: 4 }, () => write(officer))
    const enough = async (count: number) => {
      while (acknowledged.length < count) await new Promise((resolve) => setImmediate(resolve))
    }
    await enough(30)
    const earlier = [...acknowledged]
    const file = join(directory, 'elsewhere', 'backup.sqlite')
    const backup = await run('backup', [file], data)
    expect(backup).toMatchObject({
      status: 0,
      said: expect.stringMatching(/backup\.sqlite: \d+ events, .* MiB/),
    })
    // It was not waiting for the writers, nor they for it.
    const meanwhile = acknowledged.length
    await enough(meanwhile + 10)
    going = false
    await Promise.all(writers)
    expect(meanwhile).toBeGreaterThanOrEqual(earlier.length)
    server.child.kill('SIGKILL')

    const other = join(directory, 'other')
    const restored = await run('restore', [file], other)
    expect(restored).toMatchObject({ status: 0, said: expect.stringContaining('Start the product on it') })
    const again = await signedIn(await startServer({ data: other }))
    for (const id of earlier) expect((await again('GET', `/api/requests/${id}`)).status).toBe(200)
    expect(await run('verify', ['--head', `${file}.head.json`], other)).toMatchObject({
      status: 0,
      said: expect.stringMatching(/ 0 differences\n$/),
    })
  })
})

describe('of a database at rest', () => {
  let office: Office
  let file: string
  let backup: string
  let data: string
  const said: string[] = []
  beforeAll(async () => {
    office = await startOffice()
    await publish(office)
    file = databaseFile(office.deps.config)
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    said.length = 0
    backup = join(directory, 'backup.sqlite')
    data = join(directory, 'data')
    await backUp(file, backup, office.clock.now())
  })
  const putBack = (more: Partial<Parameters<typeof restore>[0]> = {}) =>
    restore({
      ...{ from: backup, data, file: join(data, 'prakat.sqlite'), at: office.clock.now() },
      ...{ replace: false, acceptDifferences: false, say: (line) => said.push(line) },
      ...more,
    })
  const idsIn = (path: string) => {
    const sqlite = new Sqlite(path, { readonly: true })
    const ids = sqlite.prepare('SELECT id FROM request ORDER BY id').pluck().all()
    sqlite.close()
    return ids
  }

  test('a backup is one file, with what only the log of the database has, and its head beside it', async () => {
    expect(readdirSync(directory).sort()).toEqual(['backup.sqlite', 'backup.sqlite.head.json'])
    expect(idsIn(backup)).toEqual(idsIn(file))
    // A copy of the one file alone is what it does not have.
    copyFileSync(file, join(directory, 'copied.sqlite'))
    expect(() => expect(idsIn(join(directory, 'copied.sqlite'))).toEqual(idsIn(file))).toThrow()
  })

  test('neither command writes over what is there', async () => {
    await expect(backUp(file, backup, 1)).rejects.toThrow(/backup\.sqlite exists already/)
    await putBack()
    await expect(putBack()).rejects.toThrow(/There is a database at .* already\. Add --replace/)
    rmSync(join(data, 'prakat.sqlite'))
    writeFileSync(join(data, 'prakat.sqlite-wal'), 'what is left of another')
    await expect(putBack()).rejects.toThrow(/Add --replace/)
    expect(readFileSync(join(data, 'prakat.sqlite-wal'), 'utf8')).toBe('what is left of another')
  })

  test('what is replaced on request is put aside whole, with the heads that the backup does not reach', async () => {
    const live = office.deps.config.data
    await keepDailyHead(office.deps, new AbortController().signal)
    await publish(office)
    office.clock.advance(24 * 3_600_000)
    await keepDailyHead(office.deps, new AbortController().signal)
    mkdirSync(join(data, 'heads'), { recursive: true })
    const heads = await keptHeads(live)
    for (const path of heads) copyFileSync(path, join(data, 'heads', path.split('/').at(-1) ?? ''))
    await backUp(file, join(data, 'prakat.sqlite'), 1)
    const there = idsIn(join(data, 'prakat.sqlite'))

    await putBack({ replace: true })
    expect(idsIn(join(data, 'prakat.sqlite'))).toEqual(idsIn(backup))
    const aside = join(data, readdirSync(data).find((name) => name.startsWith('replaced-')) ?? '')
    expect(idsIn(join(aside, 'prakat.sqlite'))).toEqual(there)
    expect(existsSync(join(aside, '2026-11-21.json'))).toBe(true)
    const kept = await keptHeads(data)
    expect(kept).toHaveLength(1)
    const db = openReadOnly(join(data, 'prakat.sqlite'))
    expect((await verifyAll(db, kept, 1)).differences).toEqual([])
    await db.destroy()
  })

  test('what was erased since the backup is told with the command that erases it anew, which then does', async () => {
    const { deps, clock } = office
    const [person, request] = ['cmi3.officer2', (await withdrawn()).id]
    await (await office.as('cmi3.admin'))('PATCH', `/api/people/${person}`, { disabled: true })
    const old = join(directory, 'old.sqlite')
    await backUp(file, old, clock.now())
    const order = { by: "คำสั่งที่ '๗'", reason: 'เจ้าของข้อมูลขอให้ลบ' }
    await erase(deps.db, { request, ...order }, clock.now())
    await erase(deps.db, { person, ...order, force: true }, clock.now())
    mkdirSync(data)
    await backUp(file, join(data, 'prakat.sqlite'), clock.now())

    await putBack({ from: old, replace: true })
    const commands = said.filter((line) => line.includes('npm run erase'))
    expect(commands).toEqual([
      `  npm run erase -- --request ${request} --by 'คำสั่งที่ '\\''๗'\\''' --reason 'เจ้าของข้อมูลขอให้ลบ' --yes`,
      `  npm run erase -- --person ${person} --by 'คำสั่งที่ '\\''๗'\\''' --reason 'เจ้าของข้อมูลขอให้ลบ' --yes`,
    ])
    // Restored on top of itself nothing is there again.
    said.length = 0
    clock.advance(1000)
    await putBack({ from: old, replace: true })
    expect(said.filter((line) => line.includes('npm run erase'))).toEqual([])
    const db = await openDatabase(join(data, 'prakat.sqlite'))
    await erase(db, { request, ...order }, clock.now())
    const { title } = await db
      .selectFrom('request')
      .select('title')
      .where('id', '=', request)
      .executeTakeFirstOrThrow()
    await db.destroy()
    expect(title).toBe('[ลบข้อมูลส่วนบุคคลแล้ว]')
  })

  /** A request of which nothing is public, so that it may be erased. */
  async function withdrawn() {
    const officer = await office.as('cmi3.officer')
    const body = { procedure: 'cmi3.publication', content: wholeContent('cmi3') }
    const { id } = (await officer('POST', '/api/requests', body)).body
    await officer('POST', `/api/requests/${id}/events`, { type: 'WITHDRAW' }, { 'If-Match': '"1"' })
    return { id: id as string }
  }

  test('nothing is restored under a server that runs', async () => {
    await putBack()
    const release = takeLock(join(data, 'prakat.lock'))
    await expect(putBack({ replace: true })).rejects.toThrow(/A Prakat server runs on .*Stop it first/)
    release?.()
    await putBack({ replace: true })
  })

  test.each<[string, () => void, RegExp]>([
    ['was changed', () => new Sqlite(backup).exec("UPDATE request SET title = 'x'").close(), /differences/],
    [
      'has lost requests since it was made',
      () => {
        const sqlite = new Sqlite(backup)
        sqlite.exec('DROP TRIGGER eventKept; DELETE FROM event WHERE rowid = (SELECT max(rowid) FROM event)')
        sqlite.close()
      },
      /differences/,
    ],
    [
      'would let its records be changed',
      () => new Sqlite(backup).exec('DROP TRIGGER officeEventUnchanged').close(),
      /1 differences/,
    ],
    ['is no database', () => writeFileSync(backup, 'x'.repeat(10_000)), /cannot be read as a database/],
    ['is empty', () => writeFileSync(backup, ''), /is no database of Prakat/],
    [
      'is of something else',
      () => {
        rmSync(backup)
        new Sqlite(backup).exec('CREATE TABLE request (id)').close()
      },
      /is no database of Prakat/,
    ],
    ['is not there', () => rmSync(backup), /There is no file/],
  ])('a backup that %s is refused, and what is there stays', async (_, happens, says) => {
    await backUp(file, join(data, 'prakat.sqlite'), 1)
    const there = idsIn(join(data, 'prakat.sqlite'))
    happens()
    await expect(putBack({ replace: true })).rejects.toThrow(says)
    expect(idsIn(join(data, 'prakat.sqlite'))).toEqual(there)
    expect(readdirSync(data).sort()).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/restoring|replaced/)]),
    )
  })

  test('one with differences is restored where that is asked for, and they are told', async () => {
    new Sqlite(backup).exec("UPDATE request SET title = 'x'").close()
    await putBack({ acceptDifferences: true })
    expect(said).toContainEqual(expect.stringContaining('it is listed under a title'))
    expect(idsIn(join(data, 'prakat.sqlite'))).toEqual(idsIn(backup))
  })
})

test('a backup of nothing says where it has looked, and exits with 1', async () => {
  expect(await run('backup', [], directory)).toEqual({
    ...{
      status: 1,
      said: `No backup was made. There is no database at ${join(directory, 'prakat.sqlite')}. Set PRAKAT_DATA to the directory of the product.\n`,
    },
  })
  expect(await run('restore', [], directory)).toMatchObject({
    status: 1,
    said: expect.stringContaining('npm run restore -- FILE'),
  })
})
