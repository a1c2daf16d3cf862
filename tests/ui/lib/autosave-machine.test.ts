import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { pagePath, withDiagrams } from '../../../.scripts/autosave-diagram.ts'
import type { Problem } from '../../../api/http/contract.ts'
import { ApiProblem } from '../../../ui/lib/api.ts'
import {
  type AutosaveActor,
  type Document,
  flush,
  type Stored,
  saveAfter,
  settled,
  startAutosave,
  statusOf,
} from '../../../ui/lib/autosave-machine.ts'

const text = { th: 'ข้อความ', en: 'text' }
const offline = () => new ApiProblem('offline', 0, text, null)
const problem = (code: Problem['code'], status: number, retryAfter?: number) =>
  new ApiProblem(
    code,
    status,
    text,
    { type: '', title: '', status, code, detail: '', message: text },
    retryAfter,
  )

let now: number
let timers: { run: () => void; at: number }[]
let store: Map<string, string>
let server: Stored
/** What the next saves meet: a refusal before anything is stored, or the loss of the answer after it is. */
let meets: (ApiProblem | 'lost')[]
/** Saves wait here until a test lets them through. */
let gate: Promise<void> | undefined
let sent: Document[]

beforeEach(() => {
  now = 0
  timers = []
  store = new Map()
  server = { id: 'd1', revision: 1, document: { title: 'เดิม' } }
  meets = []
  gate = undefined
  sent = []
})

const open = (stored: Stored = server) => {
  const actor = startAutosave({
    stored,
    work: (present) => ({ present }),
    replaced: (_, present) => ({ present }),
    overwriting: (work) => work,
    sendable: (document) => document,
    complete: () => true,
    change: async ({ revision }, document) => {
      sent.push(document)
      const next = meets.shift()
      await gate
      if (next instanceof ApiProblem) throw next
      if (revision !== server.revision) throw problem('revision_conflict', 409)
      server = { id: 'd1', revision: revision + 1, document }
      if (next === 'lost') throw offline()
      return server
    },
    load: async () => server,
    store: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => void store.set(key, value),
      removeItem: (key) => void store.delete(key),
    },
    keyOf: () => 'd1',
    field: 'document',
    later: (run, after) => {
      const timer = { run, at: now + after }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    now: () => now,
    newKey: () => 'key',
  })
  actor.send({ type: 'open' })
  return actor
}
const write = (actor: AutosaveActor, title: string) =>
  actor.send({ type: 'edit', work: { present: { title } } })
const pass = async (ms: number) => {
  now += ms
  const due = timers.filter(({ at }) => at <= now)
  timers = timers.filter(({ at }) => at > now)
  for (const { run } of due) run()
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}
const status = (actor: AutosaveActor) => statusOf(actor.getSnapshot())

describe('a save that failed', () => {
  test('is tried again no sooner than the server asked for', async () => {
    meets = [problem('too_many_requests', 429, 20_000)]
    const actor = open()
    write(actor, 'ใหม่')
    await pass(saveAfter)
    await pass(19_999)
    expect(sent).toHaveLength(1)
    await pass(1)
    expect(status(actor)).toBe('saved')
  })

  test('waits twice as long each time, a minute at most, and from the beginning after a success', async () => {
    meets = Array.from({ length: 7 }, offline)
    const actor = open()
    write(actor, 'ใหม่')
    await pass(saveAfter)
    for (const wait of [3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]) {
      const before = sent.length
      await pass(wait - 1)
      expect(sent).toHaveLength(before)
      await pass(1)
      expect(sent).toHaveLength(before + 1)
    }
    expect(status(actor)).toBe('saved')
    meets = [offline()]
    write(actor, 'ใหม่กว่า')
    await pass(saveAfter)
    await pass(3_000)
    expect(status(actor)).toBe('saved')
  })

  test('because the session ended says so, sends nothing more, and is on this machine for the next', async () => {
    meets = [problem('not_signed_in', 401), problem('not_signed_in', 401)]
    const actor = open()
    write(actor, 'ก่อนหมดเวลา')
    await pass(saveAfter)
    expect(actor.getSnapshot().matches({ document: { failed: 'signedOut' } })).toBe(true)
    await pass(600_000)
    expect(sent).toHaveLength(1)
    actor.send({ type: 'close' })
    await settled(actor)
    const again = open()
    await pass(0)
    expect(server.document).toEqual({ title: 'ก่อนหมดเวลา' })
    expect(status(again)).toBe('saved')
    expect(store.size).toBe(0)
  })

  test('is not retried once the page is closed', async () => {
    meets = [offline(), offline()]
    const actor = open()
    write(actor, 'ใหม่')
    actor.send({ type: 'close' })
    await settled(actor)
    await pass(600_000)
    expect(sent).toHaveLength(1)
    expect(store.get('d1')).toContain('ใหม่')
  })

  test('is no conflict where only the answer was lost', async () => {
    meets = ['lost']
    const actor = open()
    write(actor, 'ใหม่')
    await pass(saveAfter)
    expect(status(actor)).toBe('failed')
    await pass(3_000)
    expect(status(actor)).toBe('saved')
    expect(server.revision).toBe(2)
  })
})

describe('while a save is under way', () => {
  const hold = () => {
    let release = () => {}
    gate = new Promise((resolve) => {
      release = resolve
    })
    return () => {
      gate = undefined
      release()
    }
  }

  test('what is typed is sent at once after it when the page is left', async () => {
    const actor = open()
    write(actor, 'หนึ่ง')
    const release = hold()
    await pass(saveAfter)
    write(actor, 'สอง')
    actor.send({ type: 'close' })
    release()
    await settled(actor)
    expect(sent).toEqual([{ title: 'หนึ่ง' }, { title: 'สอง' }])
    expect(store.size).toBe(0)
  })

  test('a newer document of another is looked at after it, and unsaved text is not lost to it', async () => {
    const actor = open()
    write(actor, 'หนึ่ง')
    const release = hold()
    await pass(saveAfter)
    write(actor, 'สอง')
    const theirs = { id: 'd1', revision: 3, document: { title: 'ของผู้อื่น' } }
    actor.send({ type: 'seen', stored: theirs })
    expect(status(actor)).toBe('saving')
    release()
    await pass(0)
    expect(status(actor)).toBe('conflict')
    expect(actor.getSnapshot().context).toMatchObject({ theirs, work: { present: { title: 'สอง' } } })
  })

  test('its own save, seen from elsewhere, changes nothing', async () => {
    const actor = open()
    write(actor, 'หนึ่ง')
    const release = hold()
    await pass(saveAfter)
    actor.send({ type: 'seen', stored: { id: 'd1', revision: 2, document: { title: 'หนึ่ง' } } })
    release()
    await pass(0)
    expect(status(actor)).toBe('saved')
    expect(actor.getSnapshot().context.takenOver).toBeNull()
  })
})

test('what another tab keeps on this machine is not removed by a save of this one', async () => {
  const here = open()
  const there = open()
  write(here, 'ที่นี่')
  write(there, 'อีกแท็บ')
  expect(await flush(here)).toBe(true)
  expect(store.get('d1')).toContain('อีกแท็บ')
  // The other tab names the revision that it knows, and is asked before anything of the first is lost.
  expect(await flush(there)).toBe(false)
  expect(status(there)).toBe('conflict')
})

test('a store that is full or forbidden does not stop the save to the server', async () => {
  const actor = open()
  const { set } = store
  store.set = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  write(actor, 'ใหม่')
  await pass(saveAfter)
  store.set = set
  expect(status(actor)).toBe('saved')
})

test('the diagrams of docs/autosave.md are the machine’s', () => {
  const page = readFileSync(pagePath, 'utf8')
  expect(page).toBe(withDiagrams(page))
  expect(page).toContain('waiting --> sending : after debounce (unsaved)')
})
