import { existsSync } from 'node:fs'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import type { RequestHandler } from 'express'
import { pino } from 'pino'
import { createApp } from '../../api/http/app.ts'
import { logStandingPeople } from '../../api/people/log-people.ts'
import { boot } from '../../api/process/boot.ts'
import { readConfig } from '../../api/process/config.ts'
import type { Deps } from '../../api/process/deps.ts'
import type { Db } from '../../db/open.ts'
import { hashOf } from '../../machines/hash/canonical.ts'

export const password = 'prakat-demo-2569'

/** A clock that stands still until a test moves it. */
export type TestClock = { now(): number; set(at: string | number): void; advance(ms: number): void }
export function testClock(start: string): TestClock {
  let now = Date.parse(start)
  return {
    now: () => now,
    set: (at) => {
      now = typeof at === 'number' ? at : Date.parse(at)
    },
    advance: (ms) => {
      now += ms
    },
  }
}

export type Answer<Body = Record<string, unknown>> = { status: number; body: Body; headers: Headers }
/** A signed-in person's client. */
export type Client = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes
) => Promise<Answer<any>>

/** A change of what has revisions, by somebody who has just looked at it. */
export async function changeSeen(client: Client, path: string, body: unknown): ReturnType<Client> {
  const { revision } = (await client('GET', path)).body
  return client('PATCH', path, body, { 'If-Match': `"${revision}"` })
}

export type Office = {
  url: string
  deps: Deps
  clock: TestClock
  server: Server
  /** Signs in as a demo person, such as `cmi3.officer`. */
  as: (username: string) => Promise<Client>
  /** A client without a session. */
  anyone: Client
  close: () => Promise<void>
}

/** By which the colleagues of a signed-in person sign in. */
const signsIn = new WeakMap<Client, Office['as']>()
/** Signs in as a colleague of whoever uses this client. */
export const colleague = (client: Client, username: string): Promise<Client> => {
  const as = signsIn.get(client)
  if (!as) throw new Error('Only whoever signed in at an office of the tests has colleagues')
  return as(username)
}

/** The whole server in this process, on a free port, with a database of its own and a clock that tests move. */
export async function startOffice({
  at = '2026-11-20T03:00:00Z',
  env = {},
  screens,
}: {
  at?: string
  env?: Record<string, string>
  screens?: RequestHandler
} = {}): Promise<Office> {
  const data = await mkdtemp(join(tmpdir(), 'prakat-test-'))
  const clock = testClock(at)
  await fillFromTemplate(data, at, env)
  const deps = await boot(readConfig({ PRAKAT_DATA: data, ...env }), clock, pino({ level: 'silent' }))
  // A test that keeps this thread busy for longer than the usual 5 s would find its connection closed as it uses it again.
  const server = createServer({ keepAliveTimeout: 120_000 }, createApp(deps, screens))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const anyone = clientOf(url)
  const as: Office['as'] = async (username) => {
    const answer = await anyone('POST', '/api/session', { username, password })
    if (answer.status >= 300) throw new Error(`${username} could not sign in: ${JSON.stringify(answer.body)}`)
    const client = clientOf(url, (answer.headers.get('set-cookie') ?? '').split(';')[0])
    signsIn.set(client, as)
    return client
  }
  return {
    url,
    deps,
    clock,
    server,
    anyone,
    as,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await deps.reads.destroy()
      await deps.workers.close()
      await deps.db.destroy()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/**
 * Copies what an earlier test of this run has booted with the same clock and settings: seeding the demo anew takes most
 * of a second. Its people's passwords have the cheapest argon2id there is; nothing else differs from a first boot.
 */
async function fillFromTemplate(data: string, at: string, env: Record<string, string>): Promise<void> {
  const templates = process.env.PRAKAT_TEST_TEMPLATES
  if (
    templates === undefined ||
    Object.keys(env).some((name) => name === 'PRAKAT_DATA' || name === 'DATABASE_URL')
  )
    return
  const template = join(templates, hashOf({ at, env }))
  if (!existsSync(template)) {
    const made = await mkdtemp(join(templates, 'made-'))
    const { db } = await boot(
      readConfig({ PRAKAT_DATA: made, ...env }),
      testClock(at),
      pino({ level: 'silent' }),
    )
    await makePasswordsCheap(db)
    await db.destroy()
    // Another worker may have been faster: its template is as good.
    await rename(made, template).catch(() => rm(made, { recursive: true }))
  }
  await cp(template, data, { recursive: true })
}

/** Gives the demo people the cheapest argon2id there is: the product's own takes 20 ms of CPU at each sign-in. */
export async function makePasswordsCheap(db: Db): Promise<void> {
  const shared = db.selectFrom('setting').select('value').where('key', '=', 'demoPasswordHash')
  const kept = await shared.executeTakeFirst()
  if (!kept) return
  const value = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })
  if (!(await verify(kept.value, password))) return
  const people = await db
    .updateTable('person')
    .set({ passwordHash: value })
    .where('passwordHash', '=', kept.value)
    .returning(['id', 'createdAt'])
    .execute()
  const ids = people.map(({ id }) => id)
  await logStandingPeople(db, ids, Math.max(...people.map(({ createdAt }) => createdAt)))
  await db.updateTable('setting').set({ value }).where('key', '=', 'demoPasswordHash').execute()
}

/** A page without what keeps its Thai words whole, which tests/journeys/whole-words.test.ts looks at. */
export const withoutWordMarks = (page: string): string =>
  page.replaceAll('<wbr>', '').replaceAll(/<span class="kept">([^<]*)<\/span>/g, '$1')

export function clientOf(url: string, cookie?: string): Client {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(body !== undefined && {
        body:
          typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    const isJson = /json/.test(type)
    return {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : /html/.test(type) ? withoutWordMarks(text) : text,
      headers: response.headers,
    }
  }
}
