import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { keepDailyHead } from '../../../api/operations/daily-head.ts'
import { readConfig } from '../../../api/process/config.ts'
import { type Started, start } from '../../../api/process/start.ts'
import { openDatabase } from '../../../db/open.ts'
import { testClock } from '../../support/office.ts'

let directory: string
let running: Started[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-start-'))
  running = []
})
afterEach(async () => {
  for (const { stop } of running) await stop()
  rmSync(directory, { recursive: true })
})

const screens = { handler: (_: unknown, __: unknown, next: () => void) => next(), close: async () => {} }
async function started({
  data = join(directory, 'data'),
  port = 0,
  pages = async () => screens,
}: {
  data?: string
  port?: number
  pages?: () => Promise<typeof screens>
} = {}): Promise<Started> {
  const config = { ...readConfig({ PRAKAT_DATA: data }), port }
  const clock = testClock('2026-11-20T03:00:00Z')
  const one = await start({ config, clock, log: pino({ level: 'silent' }), screens: pages })
  running.push(one)
  return one
}
const statusOf = async (port: number, path = '/readyz') =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).status

describe('a server', () => {
  test('answers, and keeps its directory to the account that runs it', async () => {
    const { port } = await started()
    expect(await statusOf(port)).toBe(200)
    expect(statSync(join(directory, 'data')).mode & 0o077).toBe(0)
  })

  test('answers 503 with Retry-After while it is being made ready', async () => {
    let said: Response | undefined
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const { port } = blocker.address() as AddressInfo
    await new Promise((resolve) => blocker.close(resolve))
    await started({
      port,
      pages: async () => {
        said = await fetch(`http://127.0.0.1:${port}/`)
        return screens
      },
    })
    expect(said?.status).toBe(503)
    expect(said?.headers.get('Retry-After')).toBe('2')
    expect(await statusOf(port)).toBe(200)
  })

  test('leaves a directory alone on which another runs, and takes it once that one has stopped', async () => {
    const first = await started()
    await expect(started()).rejects.toThrow(/Another Prakat server runs on the directory .*PRAKAT_DATA/)
    expect(await statusOf(first.port)).toBe(200)
    await first.stop()
    const second = await started()
    expect(await statusOf(second.port)).toBe(200)
  })

  test('says whose the port is not, before it builds or stores anything, and holds nothing afterwards', async () => {
    const { port } = await started()
    const data = join(directory, 'other')
    let built = false
    const pages = async () => {
      built = true
      return screens
    }
    await expect(started({ data, port, pages })).rejects.toThrow(/port \d+ of 127\.0\.0\.1.*Set PORT/)
    expect(built).toBe(false)
    // Nothing holds it: neither the lock nor a loop of timers on an open database.
    const free = await started({ data, pages })
    expect(await statusOf(free.port)).toBe(200)
  })

  test('that cannot be made ready gives port and directory back', async () => {
    const config = join(directory, 'data')
    const failing = async () => {
      throw new Error('the screens are not built')
    }
    await expect(started({ data: config, pages: failing })).rejects.toThrow('the screens are not built')
    expect(await statusOf((await started({ data: config })).port)).toBe(200)
  })

  test('lets others read the database while it runs, as `npm run verify` does', async () => {
    await started()
    const db = await openDatabase(join(directory, 'data', 'prakat.sqlite'))
    expect(await db.selectFrom('request').select('id').limit(1).execute()).toHaveLength(1)
    await db.destroy()
  })

  test('that has stopped leaves everything of the database in the one file, though nobody has read anything', async () => {
    const { stop } = await started()
    await stop()
    const left = readdirSync(join(directory, 'data')).filter((name) => name.startsWith('prakat'))
    expect(left.sort()).toEqual(['prakat.lock', 'prakat.sqlite'])
  })

  test('can be stopped twice', async () => {
    const { stop, port } = await started()
    await Promise.all([stop(), stop()])
    await expect(statusOf(port)).rejects.toThrow()
  })
})

describe('what stands in the directory and cannot be used is named, with the way out', () => {
  const data = () => join(directory, 'data')
  const file = () => join(data(), 'prakat.sqlite')
  async function ranOnce() {
    const { deps, stop } = await started()
    await keepDailyHead(deps, new AbortController().signal)
    await stop()
    running = []
  }

  test.each<[string, () => void, RegExp]>([
    ['an empty file where a database was', () => truncateSync(file(), 0), /prakat.sqlite is empty.*restore/],
    ['no file where a database was', () => rmSync(file()), /prakat.sqlite is not there.*restore/],
    ['half a database', () => truncateSync(file(), 150_000), /prakat.sqlite is damaged.*restore/],
    ['something else', () => writeFileSync(file(), 'x'.repeat(9000)), /prakat.sqlite is damaged.*restore/],
    [
      'a lock of something else',
      () => writeFileSync(join(data(), 'prakat.lock'), 'x'.repeat(600)),
      /Delete it/,
    ],
  ])('%s', async (_, change, said) => {
    await ranOnce()
    change()
    const before = existsSync(file()) ? readFileSync(file()) : undefined
    await expect(started()).rejects.toThrow(said)
    expect(existsSync(file()) ? readFileSync(file()) : undefined).toEqual(before)
  })

  test('a place where no directory can ever be made', async () => {
    await expect(started({ data: '/proc/prakat/data' })).rejects.toThrow(/\/proc\/prakat/)
  })
})

test('a directory that cannot be written to is named', async () => {
  if (process.getuid?.() === 0) {
    // The superuser may write anywhere: a file stands where the directory should be.
    await expect(started({ data: '/dev/null/prakat' })).rejects.toThrow(/\/dev\/null/)
    return
  }
  chmodSync(directory, 0o500)
  await expect(started()).rejects.toThrow(new RegExp(directory))
  chmodSync(directory, 0o700)
})
