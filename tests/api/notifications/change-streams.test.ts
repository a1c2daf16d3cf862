import { Writable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type ChangeStreams,
  createChangeStreams,
  maxOfSession,
} from '../../../api/notifications/change-streams.ts'
import { caughtUp } from '../../../api/requests/projections.ts'
import { draftOf } from '../../support/drafts.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import { begin, clientsOf, take, wholeContent, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

/** Timers that fire when the test says that their time has come. */
function manualTimers() {
  let now = 0
  const set: number[] = []
  const waiting = new Set<{ due: number; work: () => void }>()
  return {
    /** For how many ms each was set. */
    set,
    delay: (ms: number, work: () => void) => {
      const timer = { due: now + ms, work }
      set.push(ms)
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    isIdle: () => waiting.size === 0,
    advance: (ms: number) => {
      now += ms
      for (const timer of [...waiting]) if (timer.due <= now && waiting.delete(timer)) timer.work()
    },
  }
}

/** A page that holds a stream; a slow one reads nothing until it is told to. */
class Page extends Writable {
  readonly session: string
  readonly chunks: Buffer[] = []
  #held: (() => void) | undefined
  #slow = false

  constructor(session: string) {
    super()
    this.session = session
  }
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.chunks.push(chunk)
    if (this.#slow) this.#held = done
    else done()
  }
  override _final(done: () => void): void {
    done()
    this.destroy()
  }
  stopReading(): void {
    this.#slow = true
  }
  async readOn(): Promise<void> {
    this.#slow = false
    this.#held?.()
    await until(() => this.writableLength === 0)
  }
  /** What it was told since it was last asked, as event and data. */
  told(): [string, unknown][] {
    const text = Buffer.concat(this.chunks.splice(0)).toString()
    return [...text.matchAll(/^event: (.*)\ndata: (.*)\n\n/gm)].map(([, event = '', data = '']) => [
      event,
      JSON.parse(data),
    ])
  }
  get isOpen(): boolean {
    return !this.writableEnded && !this.destroyed
  }
}

const gap = 1500
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

let timers: ReturnType<typeof manualTimers>
let streams: ChangeStreams
let pages: Page[]
beforeEach(() => {
  timers = manualTimers()
  const { db, clock, log, changes } = office.deps
  changes.removeAllListeners()
  streams = createChangeStreams({
    db,
    clock,
    log,
    changes,
    caughtUp: () => caughtUp(office.deps),
    delay: timers.delay,
  })
  pages = []
})
afterEach(() => {
  for (const page of pages) page.destroy()
})

/** Opens a page of somebody of an office (`cmi3.officer`). */
async function open(person: string): Promise<Page> {
  const ids = async () =>
    (await office.deps.db.selectFrom('session').select('id').execute()).map(({ id }) => id)
  const before = new Set(await ids())
  await office.as(person)
  const session = (await ids()).find((id) => !before.has(id)) ?? ''
  const page = new Page(session)
  pages.push(page)
  streams.open({ session, person, office: person.split('.')[0] ?? '', out: page })
  return page
}

/** Lets the time pass after which what changed is told, and waits until it has been. */
async function pass(ms: number): Promise<void> {
  const rounds = () => timers.set.filter((one) => one === gap).length
  const before = rounds()
  timers.advance(ms)
  await until(() => rounds() > before)
}
const lead = () => pass(30)
const changesOf = (page: Page) => page.told().filter(([event]) => event === 'change')

const propose = async (by: Client) => {
  const { id } = await begin(by, 'cmi3')
  await take(by, id, { type: 'PROPOSE' })
  return id
}

describe('what changed', () => {
  test('is told soon after a quiet time, and together while more changes', async () => {
    const page = await open('cmi3.groupDirector')
    const officer = await as('cmi3.officer')
    const first = await begin(officer, 'cmi3')
    expect(page.told()).toEqual([])
    await lead()
    const by = 'cmi3.officer'
    expect(changesOf(page)).toEqual([['change', { request: first.id, revision: 1, by }]])
    await write(officer, first.id, wholeContent('cmi3'))
    const second = await begin(officer, 'cmi3')
    await take(officer, first.id, { type: 'PROPOSE' })
    timers.advance(gap - 1)
    expect(page.told()).toEqual([])
    await pass(1)
    expect(changesOf(page)).toEqual([
      ['change', { request: first.id, revision: 3, by }],
      ['change', { request: second.id, revision: 1, by }],
    ])
    // And soon again once it has been quiet.
    timers.advance(gap)
    await take(officer, second.id, { type: 'WITHDRAW' })
    await lead()
    expect(changesOf(page)).toEqual([['change', { request: second.id, revision: 2, by }]])
  })

  test('is told in the same bytes to everyone of the office, and to nobody of another', async () => {
    const [one, two, elsewhere] = [
      await open('cmi3.webmaster'),
      await open('cmi3.admin'),
      await open('cmi4.officer'),
    ]
    await propose(await as('cmi3.officer'))
    await lead()
    expect(one.chunks).toHaveLength(1)
    expect(two.chunks[0]).toBe(one.chunks[0])
    expect(elsewhere.chunks).toEqual([])
  })

  test('is told to those who may read it: a draft to its group, and nothing to who holds no post today', async () => {
    const [webmaster, director, owner, left] = [
      await open('cmi3.webmaster'),
      await open('cmi3.groupDirector'),
      await open('cmi3.officer'),
      await open('cmi3.officeDirector'),
    ]
    const posts = office.deps.db.updateTable('appointment').where('person', '=', 'cmi3.officeDirector')
    await posts.set({ endsOn: '2026-11-19' }).execute()
    const officer = await as('cmi3.officer')
    const submitted = await propose(officer)
    const draft = await begin(officer, 'cmi3')
    await lead()
    const namedTo = (page: Page) => changesOf(page).map(([, data]) => (data as { request: string }).request)
    expect(namedTo(webmaster)).toEqual([submitted])
    expect(namedTo(director)).toEqual([submitted, draft.id])
    expect(director.chunks).toEqual([])
    expect(namedTo(owner)).toEqual([submitted, draft.id])
    expect(namedTo(left)).toEqual([])
    await posts.set({ endsOn: null }).execute()
  })

  test('is not named one by one where it is a great deal: pages are told to load afresh', async () => {
    const page = await open('cmi3.webmaster')
    for (let number = 0; number < 101; number += 1)
      office.deps.changes.emit('change', { office: 'cmi3', request: `r${number}`, revision: 1, by: null })
    await lead()
    expect(page.told()).toEqual([['refresh', {}]])
  })

  test('of a draft is told to the administrators of its office alone', async () => {
    const [admin, officer, other] = [
      await open('cmi3.admin'),
      await open('cmi3.officer'),
      await open('cmi4.admin'),
    ]
    const { id } = await draftOf(await as('cmi3.admin'), 'cmi3', 'told-to-administrators', { kind: 'empty' })
    await lead()
    expect(admin.told()).toEqual([['draft', { draft: id, revision: 1, by: 'cmi3.admin' }]])
    expect(officer.told()).toEqual([])
    expect(other.told()).toEqual([])
  })
})

describe('what is one person’s own', () => {
  const personal = (page: Page) => page.told().filter(([event]) => event === 'personal')

  test('is told to the owner, to who is asked now, and to who was asked before', async () => {
    const officer = await as('cmi3.officer')
    const { id } = await begin(officer, 'cmi3')
    await write(officer, id, wholeContent('cmi3'))
    // Later than what was committed just now, so that it is not told again.
    office.clock.advance(60_000)
    const own = await open('cmi3.officer')
    const asked = await open('cmi3.groupDirector')
    const colleague = await open('cmi3.webmaster')
    await take(officer, id, { type: 'PROPOSE' })
    await lead()
    expect(personal(own)).toMatchObject([['personal', { inbox: true, mine: true }]])
    expect(personal(asked)).toMatchObject([['personal', { inbox: true, mine: false }]])
    expect(personal(colleague)).toEqual([])

    office.clock.advance(60_000)
    const director = await as('cmi3.groupDirector')
    await take(director, id, { type: 'RETURN', reasons: { grounds: [], text: 'โปรดแนบเอกสาร' } })
    await pass(gap)
    // It left the inbox of whoever returned it, and the owner was told.
    expect(personal(asked)).toMatchObject([['personal', { inbox: true, mine: false }]])
    const { unread } = (await officer('GET', '/api/notifications/unread')).body
    expect(unread).toBeGreaterThan(0)
    expect(personal(own)).toEqual([['personal', { inbox: true, mine: true, unread }]])
    expect(personal(colleague)).toEqual([])
  })

  test('counts no notice that the person is not shown', async () => {
    const { db } = office.deps
    const [officer, director] = [await as('cmi3.officer'), await as('cmi3.groupDirector')]
    const id = await propose(officer)
    const drafts = (draftsOpen: 0 | 1) =>
      db.updateTable('office').set({ draftsOpen }).where('id', '=', 'cmi3').execute()
    await drafts(1)
    const webmaster = await as('cmi3.webmaster')
    const draft = await begin(officer, 'cmi3')
    for (const [by, message] of [
      [webmaster, 'stream-of-webmaster'],
      [director, 'stream-of-director'],
    ] as const) {
      const words = { toWhom: 'owner', text: 'ใครเขียน' }
      expect((await by('PUT', `/api/requests/${draft.id}/messages/${message}`, words)).status).toBe(200)
    }
    await drafts(0)
    await take(director, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
    office.clock.advance(60_000)
    const page = await open('cmi3.webmaster')
    await take(officer, id, { type: 'HAND_OVER', publishUntil: '2027-01-31' })
    await lead()
    const { unread } = (await webmaster('GET', '/api/notifications')).body
    expect(unread).toBeGreaterThan(0)
    expect(personal(page)).toMatchObject([['personal', { unread }]])
  })

  test('concerns everyone whose inbox it changes, at every step of the way', async () => {
    const people = ['officer', 'groupDirector', 'webmaster', 'officeDirector', 'admin'].map(
      (name) => `cmi3.${name}`,
    )
    const inboxOf = async (person: string) => {
      const { items } = (await (await as(person))('GET', '/api/requests?view=inbox&limit=100')).body
      return JSON.stringify(items.map(({ id, revision }: { id: string; revision: number }) => [id, revision]))
    }
    const everybody = await Promise.all(people.map(open))
    const officer = await as('cmi3.officer')
    const director = await as('cmi3.groupDirector')
    const { id } = await begin(officer, 'cmi3')
    const steps: (() => Promise<unknown>)[] = [
      () => write(officer, id, wholeContent('cmi3')),
      () => take(officer, id, { type: 'PROPOSE' }),
      () => take(director, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] }),
      () => take(officer, id, { type: 'HAND_OVER', publishUntil: '2027-01-31' }),
      async () =>
        take(await as('cmi3.webmaster'), id, {
          type: 'PUBLISH',
          checked: ['accurate', 'complete', 'current'],
        }),
    ]
    await lead()
    let changed = 0
    for (const step of steps) {
      const before = await Promise.all(people.map(inboxOf))
      for (const page of everybody) page.told()
      await step()
      await pass(gap)
      const after = await Promise.all(people.map(inboxOf))
      for (const [index, page] of everybody.entries()) {
        if (before[index] === after[index]) continue
        changed += 1
        expect(personal(page)).toMatchObject([['personal', { inbox: true }]])
      }
    }
    expect(changed).toBeGreaterThan(5)
  })
})

describe('a stream', () => {
  test('ends at once when its person signs out, though nothing changes', async () => {
    const page = await open('cmi3.officer')
    const other = await open('cmi3.officer')
    await office.deps.db.deleteFrom('session').where('id', '=', page.session).execute()
    office.deps.changes.emit('sessionsEnded')
    await until(() => !page.isOpen)
    expect(other.isOpen).toBe(true)
    expect(streams.count()).toBe(1)
  })

  test('ends when its person is disabled by the administrator', async () => {
    const page = await open('cmi3.officer2')
    const admin = await as('cmi3.admin')
    expect((await admin('PATCH', '/api/people/cmi3.officer2', { disabled: true })).status).toBe(200)
    await until(() => !page.isOpen)
    expect((await admin('PATCH', '/api/people/cmi3.officer2', { disabled: false })).status).toBe(200)
  })

  test('ends where the session ran out, before it tells anything more and where there is nothing to tell', async () => {
    const [first, second] = [await open('cmi3.officer'), await open('cmi3.webmaster')]
    const runOut = (page: Page) =>
      office.deps.db.updateTable('session').set({ expiresAt: 0 }).where('id', '=', page.session).execute()
    await runOut(first)
    await begin(await as('cmi3.officer'), 'cmi3')
    await lead()
    expect(first.isOpen).toBe(false)
    expect(first.told()).toEqual([])
    await runOut(second)
    timers.advance(25_000)
    await until(() => !second.isOpen)
    // Nothing is left behind, no timer either.
    await until(() => timers.isIdle())
  })

  test('keeps no more for a slow reader than a bound, and tells it to load afresh once it reads on', async () => {
    // Somebody who is never told anything personal.
    const [slow, quick] = [await open('cmi3.admin'), await open('cmi3.admin')]
    slow.stopReading()
    const request = await propose(await as('cmi3.officer'))
    const by = 'b'.repeat(4000)
    let most = 0
    for (let round = 0; round < 30; round += 1) {
      office.deps.changes.emit('change', { office: 'cmi3', request, revision: round, by })
      await pass(round === 0 ? 30 : gap)
      most = Math.max(most, slow.writableLength)
    }
    expect(changesOf(quick)).toHaveLength(30)
    expect(most).toBeGreaterThan(60_000)
    expect(most).toBeLessThan(70_000)
    await slow.readOn()
    const told = slow.told()
    expect(told.length).toBeLessThan(20)
    expect(told.at(-1)).toEqual(['refresh', {}])
    // From then on it hears everything again.
    office.deps.changes.emit('change', { office: 'cmi3', request, revision: 31, by: null })
    await pass(gap)
    expect(slow.told()).toEqual([['change', { request, revision: 31, by: null }]])
  })

  test('is closed on a reader that has read nothing for a while', async () => {
    const slow = await open('cmi3.webmaster')
    slow.stopReading()
    const request = await propose(await as('cmi3.officer'))
    const by = 'b'.repeat(2000)
    for (let round = 0; round < 40; round += 1) {
      office.deps.changes.emit('change', { office: 'cmi3', request, revision: round, by })
      await pass(round === 0 ? 30 : gap)
    }
    expect(slow.isOpen).toBe(true)
    while (slow.isOpen) {
      timers.advance(25_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(streams.count()).toBe(0)
  })

  test('is refused to a session that holds a hundred, so that the files of the process are left for the others', async () => {
    const own = await startOffice()
    const signIn = async (username: string) => {
      const answer = await fetch(`${own.url}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    }
    const listen = async (cookie: string) => fetch(`${own.url}/api/changes`, { headers: { cookie } })
    const cookie = await signIn('cmi3.officer')
    const first = await Promise.all(Array.from({ length: maxOfSession }, () => listen(cookie)))
    expect(first.every(({ status }) => status === 200)).toBe(true)
    const more = await listen(cookie)
    expect(more.status).toBe(429)
    expect(await more.json()).toMatchObject({ code: 'too_many_requests' })
    const others = await listen(await signIn('cmi3.webmaster'))
    expect(others.status).toBe(200)
    // A page that is closed makes room.
    await first[0]?.body?.cancel()
    await until(() => own.deps.streams.count() === maxOfSession)
    const again = await listen(cookie)
    expect(again.status).toBe(200)
    for (const { body } of [...first.slice(1), others, again]) await body?.cancel()
    await own.close()
  })

  test('whose news could not be gathered is closed: its page connects again and loads afresh', async () => {
    const page = await open('cmi3.webmaster')
    const { changes, clock, log } = office.deps
    changes.removeAllListeners()
    const broken = {
      selectFrom: () => {
        throw new Error('the disk is gone')
      },
    } as unknown as typeof office.deps.db
    streams = createChangeStreams({
      db: broken,
      clock,
      log,
      changes,
      caughtUp: () => caughtUp(office.deps),
      delay: timers.delay,
    })
    streams.open({ session: page.session, person: 'cmi3.webmaster', office: 'cmi3', out: page })
    changes.emit('change', { office: 'cmi3', request: 'r', revision: 1, by: null })
    await lead()
    expect(page.isOpen).toBe(false)
    expect(page.told()).toEqual([])
  })
})
