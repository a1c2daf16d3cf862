import { copyFileSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../api/operations/verify-requests.ts'
import { databaseFile } from '../../api/process/config.ts'
import { OutcomeUnknown } from '../../api/process/storage-failure.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { setSetting } from '../../db/settings.ts'
import { type Client, clientOf, type Office, password, startOffice } from '../support/office.ts'
import { begin, ifMatch, wholeContent } from '../support/requests.ts'
import {
  haveScreensBuilt,
  type ServerProcess,
  startConfinedServer,
  startServer,
} from '../support/server-process.ts'

const nothingSaved = { code: 'storage_unavailable', message: { th: expect.stringContaining('ยังไม่ได้บันทึก') } }
const notKnown = {
  code: 'storage_unavailable',
  message: {
    th: expect.stringContaining('ยังไม่ทราบว่าบันทึกแล้วหรือไม่'),
    en: expect.stringContaining('It is not known whether it was; try again, it is not done twice'),
  },
}

describe('while the server runs', () => {
  let office: Office
  let officer: Client
  let request: { id: string; revision: number }
  let file: string
  beforeEach(async () => {
    office = await startOffice()
    officer = await office.as('cmi3.officer')
    request = await begin(officer, 'cmi3')
    file = databaseFile(office.deps.config)
  })
  afterEach(() => office.close())

  const propose = () =>
    officer('POST', `/api/requests/${request.id}/events`, { type: 'PROPOSE' }, ifMatch(request.revision))
  const expectRefused = async () => {
    expect(await propose()).toMatchObject({ status: 503, body: nothingSaved })
    expect(
      await office.anyone('POST', '/api/session', { username: 'cmi3.webmaster', password }),
    ).toMatchObject({
      status: 503,
    })
    expect(await office.anyone('GET', '/readyz')).toMatchObject({ status: 503 })
    expect((await office.anyone('GET', '/o/cmi3')).status).toBe(200)
  }

  test.each<[string, (path: string) => void]>([
    ['the database is removed', (path) => unlinkSync(path)],
    ['its write-ahead log is removed', (path) => unlinkSync(`${path}-wal`)],
    ['the index of its log is removed', (path) => unlinkSync(`${path}-shm`)],
    [
      'another copy of it takes its place',
      (path) => {
        copyFileSync(path, `${path}.copy`)
        renameSync(`${path}.copy`, path)
      },
    ],
    [
      'an empty file takes its place',
      (path) => {
        unlinkSync(path)
        writeFileSync(path, '')
      },
    ],
  ])('%s: nothing is acknowledged any more, and what is public is still read', async (_, happens) => {
    // Ready a moment ago: what was found then is no answer now.
    expect((await office.anyone('GET', '/readyz')).status).toBe(200)
    office.clock.advance(1000)
    happens(file)
    await expectRefused()
  })

  test('the database is moved away and put back: then all goes on, and nothing is missing', async () => {
    renameSync(file, `${file}.away`)
    await expectRefused()
    renameSync(`${file}.away`, file)
    expect((await office.anyone('GET', '/readyz')).status).toBe(200)
    expect(await propose()).toMatchObject({ status: 200 })
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('the database is lost between the beginning of a commit and its end: nobody is told that it was saved', async () => {
    const saved = office.deps.commits(async (trx) => {
      await setSetting(trx, 'test', 'kept')
      renameSync(file, `${file}.away`)
    })
    await expect(saved).rejects.toThrow('It is not known whether this was saved')
    renameSync(`${file}.away`, file)
    // Without a key, what was done once is not known for it.
    office.deps.commits = () => Promise.reject(new OutcomeUnknown(new Error('EIO')))
    expect(await propose()).toMatchObject({
      status: 503,
      body: { ...notKnown, message: { en: expect.stringContaining('look first, then try again') } },
    })
  })

  test('readiness writes at most once a second, however often it is asked, and is kept where others read', async () => {
    const readyAt = () =>
      office.deps.reads.selectFrom('setting').selectAll().where('key', '=', 'readyAt').executeTakeFirst()
    const many = async () => Promise.all(Array.from({ length: 20 }, () => office.anyone('GET', '/readyz')))
    expect((await many()).every(({ status }) => status === 200)).toBe(true)
    const first = await readyAt()
    expect(first?.value).toBe(String(office.clock.now()))
    office.clock.advance(999)
    await many()
    expect(await readyAt()).toEqual(first)
    office.clock.advance(1)
    await many()
    expect((await readyAt())?.value).toBe(String(office.clock.now()))
  })
})

describe('a disk that fails under COMMIT', () => {
  let data: string
  const running: ServerProcess[] = []
  beforeAll(() => {
    haveScreensBuilt()
    data = mkdtempSync(join(tmpdir(), 'prakat-commit-'))
  })
  afterAll(() => {
    for (const { child } of running) child.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  })
  const signedIn = async (server: ServerProcess) => {
    running.push(server)
    const anyone = clientOf(server.url)
    const { headers } = await anyone('POST', '/api/session', { username: 'cmi3.officer', password })
    return clientOf(server.url, (headers.get('set-cookie') ?? '').split(';')[0])
  }
  const end = async ({ child, ended }: ServerProcess, signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }

  test('is told as it is, and the same key does it once, also after kill -9', async () => {
    // The demo is seeded first: it does not fit.
    expect(await end(await startServer({ data }), 'SIGTERM')).toBe(0)
    const confined = await startConfinedServer(2_500_000, data)
    const officer = await signedIn(confined)
    const create = (client: Client, key: number) =>
      client(
        'POST',
        '/api/requests',
        {
          procedure: 'cmi3.publication',
          content: wholeContent('cmi3', { title: `เรื่องที่ ${key}`, body: 'ก'.repeat(60_000) }),
        },
        { 'Idempotency-Key': `key-${key}` },
      )
    let key = 0
    let answer = await create(officer, key)
    for (; answer.status === 201 && key < 50; answer = await create(officer, key)) key += 1
    expect(answer).toMatchObject({ status: 503, body: notKnown })
    await end(confined, 'SIGKILL')

    const server = await startServer({ data })
    const again = await signedIn(server)
    // Acknowledged before: known. Not known: done now, or found; either way it is there once.
    for (const one of [key - 1, key, key]) expect((await create(again, one)).status).toBe(201)
    const reads = openReadOnly(join(data, 'prakat.sqlite'))
    const title = `เรื่องที่ ${key}`
    expect(await reads.selectFrom('request').select('id').where('title', '=', title).execute()).toHaveLength(
      1,
    )
    expect((await verifyRequests(reads)).differences).toEqual([])
    await reads.destroy()
    expect(await end(server, 'SIGTERM')).toBe(0)
  })
})
