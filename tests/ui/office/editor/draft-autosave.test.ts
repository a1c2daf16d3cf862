import { describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../../api/http/contract.ts'
import { ApiProblem } from '../../../../ui/lib/api.ts'
import { DraftAutosave, type DraftPorts } from '../../../../ui/office/drafts/editor/draft-autosave.ts'
import { type Json, setAt } from '../../../../ui/office/drafts/editor/edits/json.ts'

type Stored = Awaited<ReturnType<DraftPorts['load']>>
const offline = new ApiProblem('offline', 0, { th: 'ติดต่อไม่ได้', en: 'offline' }, null)
const conflict = new ApiProblem('revision_conflict', 409, { th: 'ชนกัน', en: 'conflict' }, {
  code: 'revision_conflict',
  message: { th: 'ชนกัน', en: 'conflict' },
} as Problem)

/** A server with one draft, a browser's store, and timers that run when told. */
function world(json: Json = { title: 'เดิม' }) {
  const kept = new Map<string, string>()
  const timers: { run: () => void; after: number }[] = []
  let now = Date.parse('2026-11-20T03:00:00Z')
  const server = {
    draft: stored(json, 1, 'ผู้ดูแล'),
    /** What the next save meets. */
    next: 'answers' as 'answers' | 'offline' | 'lost',
    saves: 0,
  }
  function stored(given: unknown, revision: number, by: string): Stored {
    return {
      ...{ json: given, revision, updatedBy: { id: by, name: by } },
      updatedAt: new Date(now).toISOString(),
    }
  }
  const ports: DraftPorts = {
    save: async (revision, given) => {
      server.saves += 1
      const way = server.next
      server.next = 'answers'
      if (way === 'offline') throw offline
      if (revision !== server.draft.revision) throw conflict
      server.draft = stored(structuredClone(given), revision + 1, 'ผู้ดูแล')
      if (way === 'lost') throw offline
      return server.draft
    },
    load: async () => server.draft,
    store: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    later: (run, after) => {
      const timer = { run, after }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at !== -1) timers.splice(at, 1)
      }
    },
    now: () => now,
  }
  const open = () => new DraftAutosave({ ports, key: 'draft', draft: server.draft })
  return {
    ...{ server, kept, timers, open },
    /** Another administrator stores something. */
    other: (given: Json) => {
      server.draft = stored(given, server.draft.revision + 1, 'เพื่อน')
      return server.draft
    },
    /** Lets the next timer run, and all that follows from it at once. */
    pass: async () => {
      const next = timers.shift()
      now += next?.after ?? 0
      next?.run()
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    },
  }
}
const write = (keeper: DraftAutosave, value: string) =>
  keeper.edit((json) => setAt(json, ['title'], value), ['title'], 'title')
const present = (keeper: DraftAutosave) => keeper.getState().history.present

describe('what is edited', () => {
  test('is on this machine at once, on the server a moment later, and then no longer on this machine', async () => {
    const { open, kept, pass, server } = world()
    const keeper = open()
    write(keeper, 'ใ')
    write(keeper, 'ใหม่')
    expect(JSON.parse(kept.get('draft') ?? '')).toEqual({ json: { title: 'ใหม่' }, revision: 1 })
    expect(keeper.getState().status).toBe('waiting')
    await pass()
    expect(server).toMatchObject({ saves: 1, draft: { json: { title: 'ใหม่' }, revision: 2 } })
    expect(keeper.getState()).toMatchObject({ status: 'saved', revision: 2 })
    expect(kept.size).toBe(0)
  })

  test('and could not be sent is kept, said, and sent again by itself', async () => {
    const { open, kept, pass, server } = world()
    const keeper = open()
    write(keeper, 'ใหม่')
    server.next = 'offline'
    await pass()
    expect(keeper.getState()).toMatchObject({ status: 'failed', error: offline })
    expect(kept.size).toBe(1)
    await pass()
    expect(keeper.getState().status).toBe('saved')
    expect(server.draft.json).toEqual({ title: 'ใหม่' })
  })

  test('comes back after the browser was closed, as an edit that can be undone', async () => {
    const before = world()
    const first = before.open()
    write(first, 'ใหม่')
    const keeper = before.open()
    expect(keeper.getState()).toMatchObject({ restored: true, status: 'waiting' })
    expect(present(keeper)).toEqual({ title: 'ใหม่' })
    keeper.undo()
    expect(present(keeper)).toEqual({ title: 'เดิม' })
    keeper.redo()
    keeper.start()
    await keeper.flush()
    expect(before.server.draft.json).toEqual({ title: 'ใหม่' })
  })

  test('and undone before it was sent needs no save at all', async () => {
    const { open, pass, server } = world()
    const keeper = open()
    write(keeper, 'ใหม่')
    expect(keeper.undo()).toEqual(['title'])
    await pass()
    expect(server.saves).toBe(0)
    expect(keeper.getState().status).toBe('saved')
  })

  test('while a save is under way is saved after it', async () => {
    const { open, pass, server, timers } = world()
    const keeper = open()
    write(keeper, 'หนึ่ง')
    timers.shift()?.run()
    write(keeper, 'สอง')
    await pass()
    await pass()
    expect(server.draft).toMatchObject({ json: { title: 'สอง' }, revision: 3 })
    expect(keeper.getState().status).toBe('saved')
  })
})

describe('what somebody else stores', () => {
  test('is taken over at once where nothing here is unsaved, and can be undone', async () => {
    const { open, other } = world()
    const keeper = open()
    await keeper.seen(other({ title: 'ของเพื่อน' }))
    expect(present(keeper)).toEqual({ title: 'ของเพื่อน' })
    expect(keeper.getState()).toMatchObject({ status: 'saved', takenOver: { by: 'เพื่อน' } })
    keeper.undo()
    expect(present(keeper)).toEqual({ title: 'เดิม' })
  })

  test('never goes over unsaved edits, nor those over it, until the person chooses', async () => {
    const { open, other, pass, server } = world()
    const keeper = open()
    write(keeper, 'ของฉัน')
    await keeper.seen(other({ title: 'ของเพื่อน' }))
    expect(keeper.getState()).toMatchObject({ status: 'conflict', theirs: { json: { title: 'ของเพื่อน' } } })
    write(keeper, 'ของฉันต่อ')
    await pass()
    expect(await keeper.flush()).toBe(false)
    expect(server.saves).toBe(0)
    expect(server.draft.json).toEqual({ title: 'ของเพื่อน' })
  })

  test.each(['mine', 'theirs'] as const)(
    'is one step back, or forward, when %s is chosen',
    async (choice) => {
      const { open, other, server, pass } = world()
      const keeper = open()
      write(keeper, 'ของฉัน')
      other({ title: 'ของเพื่อน' })
      await pass()
      expect(keeper.getState().status).toBe('conflict')
      const [chosen, left] = choice === 'mine' ? ['ของฉัน', 'ของเพื่อน'] : ['ของเพื่อน', 'ของฉัน']
      if (choice === 'mine') await keeper.keepMine()
      else keeper.takeTheirs()
      expect(present(keeper)).toEqual({ title: chosen })
      expect(server.draft.json).toEqual({ title: chosen })
      expect(keeper.getState()).toMatchObject({ status: 'saved', theirs: null })
      keeper.undo()
      expect(present(keeper)).toEqual({ title: left })
      await keeper.flush()
      expect(server.draft.json).toEqual({ title: left })
    },
  )

  test('is no conflict where it is one’s own save, whose answer was lost on the way', async () => {
    const { open, pass, server } = world()
    const keeper = open()
    write(keeper, 'ใหม่')
    server.next = 'lost'
    await pass()
    expect(keeper.getState().status).toBe('failed')
    await pass()
    expect(keeper.getState()).toMatchObject({ status: 'saved', revision: 2, theirs: null })
    expect(server.draft.revision).toBe(2)
  })
})
