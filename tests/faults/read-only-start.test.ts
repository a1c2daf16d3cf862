import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { clientOf, password } from '../support/office.ts'
import {
  haveScreensBuilt,
  type ServerProcess,
  startConfinedServer,
  startServer,
} from '../support/server-process.ts'

let directory: string
/** A database that was closed well; and one whose server was killed, with its log. */
let closed: string
let killed: string
const running: ServerProcess[] = []

const end = async ({ child, ended }: ServerProcess, signal: NodeJS.Signals) => {
  child.kill(signal)
  return ended
}

beforeAll(async () => {
  haveScreensBuilt()
  directory = mkdtempSync(join(tmpdir(), 'prakat-read-only-'))
  closed = join(directory, 'closed')
  killed = join(directory, 'killed')
  const server = await startServer({ data: closed })
  running.push(server)
  mkdirSync(killed)
  for (const name of ['prakat.sqlite', 'prakat.sqlite-wal', 'prakat.sqlite-shm'])
    copyFileSync(join(closed, name), join(killed, name))
  await end(server, 'SIGTERM')
})
afterAll(() => {
  for (const { child } of running) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

/** A server that can write not one byte to any file, as on a disk that is full. */
const onFullDisk = async (data: string) => {
  const server = await startConfinedServer(0, data)
  running.push(server)
  return server
}

describe('on a disk to which nothing can be written', () => {
  test.each([
    ['was closed well', () => closed],
    ['has a log that was never written back', () => killed],
  ])(
    'the public site of a database that %s is served, and all else refused with a sentence',
    async (_, data) => {
      const before = readFileSync(join(data(), 'prakat.sqlite'))
      const server = await onFullDisk(data())
      expect(server.said()).toContain(
        `${data()} cannot be written to: the public site is served as it stands, and nobody can sign in.`,
      )
      const page = await fetch(`${server.url}/o/cmi3`)
      expect(page.status).toBe(200)
      const item = /\/o\/cmi3\/items\/[\w-]+/.exec(await page.text())?.[0]
      for (const path of [
        item,
        '/o',
        '/o/cmi3/procedure',
        '/o/cmi3/feed.xml',
        '/api/welcome',
        '/healthz',
        '/metrics',
      ])
        expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 200])
      expect(
        await clientOf(server.url)('POST', '/api/session', { username: 'cmi3.officer', password }),
      ).toMatchObject({
        status: 503,
        body: { code: 'storage_unavailable', message: { th: expect.stringContaining('ยังไม่ได้บันทึก') } },
      })
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
      expect(await end(server, 'SIGTERM')).toBe(0)
      expect(readFileSync(join(data(), 'prakat.sqlite')).equals(before)).toBe(true)
      expect(readdirSync(data())).not.toContain('heads.part')
    },
  )

  test('afterwards, with room again, the same database is written to', async () => {
    const server = await startServer({ data: killed })
    running.push(server)
    const { status } = await clientOf(server.url)('POST', '/api/session', {
      username: 'cmi3.officer',
      password,
    })
    expect(status).toBe(200)
    expect(await end(server, 'SIGTERM')).toBe(0)
  })

  test('a directory without a database is named, with the way out', async () => {
    await expect(onFullDisk(join(directory, 'empty'))).rejects.toThrow(
      /It ended with 1 .*Prakat could not start\. The directory .*empty cannot be written to \(.*\), and no database is in it\. Make room/s,
    )
  })

  test('a database of an earlier edition is not served by guesses', async () => {
    const earlier = join(directory, 'earlier')
    mkdirSync(earlier)
    copyFileSync(join(closed, 'prakat.sqlite'), join(earlier, 'prakat.sqlite'))
    const sqlite = new Sqlite(join(earlier, 'prakat.sqlite'))
    sqlite.exec(
      'DELETE FROM kysely_migration WHERE name = (SELECT name FROM kysely_migration ORDER BY name DESC LIMIT 1)',
    )
    sqlite.close()
    await expect(onFullDisk(earlier)).rejects.toThrow(
      /It ended with 1 .*its tables are of an earlier edition/s,
    )
  })
})
