import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import {
  begin,
  clientsOf,
  ifMatch,
  send,
  sendUnseen,
  take,
  walkTo,
  wholeContent,
  write,
} from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

type Told = { request: string; revision: number; by: string | null }
type Page = {
  cookie: string
  /** The next change that the page is told of; undefined once the stream has ended. */
  next: () => Promise<Told | undefined>
  close: () => void
}

const listening = () => office.deps.streams.count()
/** Waits for what the server does on its own side of a closed connection. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

async function signIn(username: string): Promise<string> {
  const answer = await office.anyone('POST', '/api/session', { username, password })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** What a page is told until it knows of this revision of a request. */
async function toldUntil(page: Page, request: string, revision: number): Promise<Told[]> {
  const told: Told[] = []
  for (let one = await page.next(); one; one = await page.next()) {
    told.push(one)
    if (one.request === request && one.revision === revision) break
  }
  return told
}

/** Opens the stream as a page does. */
async function open(username: string): Promise<Page> {
  const cookie = await signIn(username)
  const before = listening()
  const closing = new AbortController()
  const response = await fetch(`${office.url}/api/changes`, { headers: { cookie }, signal: closing.signal })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<Told | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const data = /^event: change\ndata: (.*)$/.exec(block)?.[1]
        if (data) return JSON.parse(data)
        expect(block).toMatch(/^(: |event: personal\n)/)
        continue
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
  }
  expect(listening()).toBe(before + 1)
  return { cookie, next, close: () => closing.abort() }
}

describe('the stream of changes', () => {
  test('tells everyone of the office of each change, and nobody of another office', async () => {
    const [mine, colleague, elsewhere] = [
      await open('cmi3.officer'),
      await open('cmi3.webmaster'),
      await open('cmi4.officer'),
    ]
    const officer = await as('cmi3.officer')
    const { id } = await begin(officer, 'cmi3')
    await write(officer, id, wholeContent('cmi3'))
    await take(officer, id, { type: 'PROPOSE' })
    const theirs = await begin(await as('cmi4.officer'), 'cmi4')
    for (const page of [mine, colleague]) {
      const told = await toldUntil(page, id, 3)
      expect(told.at(-1)).toEqual({ request: id, revision: 3, by: 'cmi3.officer' })
      // What changed in the same moment is told together, by its last revision, and nothing twice.
      const revisions = told.map(({ revision }) => revision)
      expect(revisions).toEqual([...new Set(revisions)].sort())
      expect(new Set(told.map(({ request }) => request))).toEqual(new Set([id]))
    }
    // Its first news is of its own office: what happened before in another was not told.
    expect(await elsewhere.next()).toEqual({ request: theirs.id, revision: 1, by: 'cmi4.officer' })
    for (const page of [mine, colleague, elsewhere]) page.close()
    await until(() => listening() === 0)
  })

  test('says nothing of what was refused', async () => {
    const officer = await as('cmi3.officer')
    const { id } = await begin(officer, 'cmi3')
    const page = await open('cmi3.officer')
    expect((await send(officer, id, { type: 'CERTIFY' })).status).toBe(409)
    expect(
      (await officer('POST', `/api/requests/${id}/events`, { type: 'WITHDRAW' }, ifMatch(99))).status,
    ).toBe(409)
    expect(
      (await sendUnseen(await as('cmi3.webmaster'), { id, seer: officer }, { type: 'WITHDRAW' })).status,
    ).toBe(403)
    await take(officer, id, { type: 'WITHDRAW' })
    expect(await page.next()).toMatchObject({ revision: 2 })
    page.close()
    await until(() => listening() === 0)
  })

  test('holds nothing once its page is closed, however many there were', async () => {
    const pages = await Promise.all(
      ['cmi3.officer', 'cmi3.officer', 'cmi3.webmaster'].map(async (who) => {
        const cookie = await signIn(who)
        const closing = new AbortController()
        await fetch(`${office.url}/api/changes`, { headers: { cookie }, signal: closing.signal })
        return closing
      }),
    )
    expect(listening()).toBe(3)
    for (const page of pages) page.abort()
    await until(() => listening() === 0)
    await begin(await as('cmi3.officer'), 'cmi3')
  })

  const ends: [string, (page: Page) => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'has signed out',
      ({ cookie }) => office.anyone('DELETE', '/api/session', undefined, { cookie }),
      async () => {},
    ],
    [
      'was disabled',
      () =>
        office.deps.db.updateTable('person').set({ disabled: 1 }).where('id', '=', 'cmi3.officer2').execute(),
      () =>
        office.deps.db.updateTable('person').set({ disabled: 0 }).where('id', '=', 'cmi3.officer2').execute(),
    ],
    [
      'has idled for twelve hours',
      async () => office.clock.advance(12 * 3_600_000 + 1),
      async () => office.clock.advance(-12 * 3_600_000 - 1),
    ],
  ]
  test.each(ends)('ends for whoever %s, before it tells anything more', async (_, end, mend) => {
    const page = await open('cmi3.officer2')
    await end(page)
    const officer = await office.as('cmi3.officer')
    await begin(officer, 'cmi3')
    expect(await page.next()).toBeUndefined()
    expect(listening()).toBe(0)
    await mend()
  })

  // The last of its kind: the sessions of before have ended when the clock has gone so far.
  test('tells of what a timer did, which nobody is', async () => {
    const { id, revision } = await walkTo(as, 'cmi3', 4)
    office.clock.set('2026-12-31T17:00:00Z')
    const page = await open('cmi3.officer')
    await takeDueTimers(office.deps)
    const told = await toldUntil(page, id, revision + 1)
    expect(told.at(-1)).toEqual({ request: id, revision: revision + 1, by: null })
    page.close()
    await until(() => listening() === 0)
  })
})

describe('signing out', () => {
  test('ends the session on the server: its cookie is worth nothing to whoever kept it', async () => {
    const answer = await office.anyone('POST', '/api/session', { username: 'cmi3.officer', password })
    const given = answer.headers.get('set-cookie') ?? ''
    expect(given).toMatch(/^prakat_session=[\w-]{43}; /)
    const attributes = given.toLowerCase().split('; ').slice(1)
    expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']))
    expect(attributes).not.toContain('secure')
    const cookie = given.split(';')[0] ?? ''
    const get = () => office.anyone('GET', '/api/session', undefined, { cookie })
    expect((await get()).status).toBe(200)
    const out = await office.anyone('DELETE', '/api/session', undefined, { cookie })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toMatch(/^prakat_session=; /)
    expect(out.headers.get('set-cookie')).toMatch(/Max-Age=0/i)
    expect((await get()).status).toBe(401)
    // Once more does no harm.
    expect((await office.anyone('DELETE', '/api/session', undefined, { cookie })).status).toBe(204)
  })

  test('ends one session, not the others of the same person', async () => {
    const [here, there] = [await signIn('cmi3.officer'), await signIn('cmi3.officer')]
    await office.anyone('DELETE', '/api/session', undefined, { cookie: here })
    expect((await office.anyone('GET', '/api/session', undefined, { cookie: there })).status).toBe(200)
  })
})
