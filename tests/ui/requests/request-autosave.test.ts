import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../api/http/contract.ts'
import { ApiProblem } from '../../../ui/lib/api.ts'
import { saveAfter } from '../../../ui/lib/autosave-machine.ts'
import { type Content, RequestAutosave, type Saved } from '../../../ui/requests/edit/request-autosave.ts'

const text = { th: 'ข้อความ', en: 'text' }
const offline = () => new ApiProblem('offline', 0, text, null)
const problem = (code: Problem['code'], status: number, extras: Partial<Problem> = {}) =>
  new ApiProblem(code, status, text, {
    type: '',
    title: '',
    status,
    code,
    detail: '',
    message: text,
    ...extras,
  })

/** A server that keeps one request by the rules of the contract, a clock that a test turns, and a browser's store. */
function world() {
  const kept = new Map<string, string>()
  const timers: { run: () => void; at: number }[] = []
  const sent: string[] = []
  const failures: ApiProblem[] = []
  const answered = new Map<string, Saved>()
  let now = 1_000
  let loseAnswer = false
  let request: Saved | null = null
  const refuse = () => {
    const failure = failures.shift()
    if (failure) throw failure
  }
  const ports = {
    create: async (content: Content, key: string): Promise<Saved> => {
      sent.push(`create ${JSON.stringify(content)}`)
      refuse()
      const before = answered.get(key)
      const saved = before ?? { id: `r${answered.size + 1}`, revision: 1, content }
      answered.set(key, saved)
      if (!before) request = saved
      if (loseAnswer) {
        loseAnswer = false
        throw offline()
      }
      return saved
    },
    change: async (id: string, revision: number, content: Content): Promise<Saved> => {
      sent.push(`change ${revision} ${JSON.stringify(content)}`)
      refuse()
      if (request && revision !== request.revision)
        throw problem('revision_conflict', 409, {
          current: { revision: request.revision, changedBy: 'ผู้อื่น', changedAt: null, what: text },
        })
      request = { id, revision: revision + 1, content }
      return request
    },
    load: async (): Promise<Saved> => {
      if (!request) throw offline()
      return request
    },
    store: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
    later: (run: () => void, after: number) => {
      const timer = { run, at: now + after }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
    now: () => now,
    newKey: () => `key${sent.length}`,
  }
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  }
  return {
    ports,
    kept,
    sent,
    failures,
    answered,
    get request() {
      return request
    },
    changeByAnother(content: Content) {
      if (request) request = { ...request, revision: request.revision + 1, content }
    },
    loseNextAnswer() {
      loseAnswer = true
    },
    async pass(ms: number) {
      now += ms
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1)
        timer.run()
      }
      await settle()
    },
  }
}

let w: ReturnType<typeof world>
const open = (request: Saved | null = null) => {
  const saver = new RequestAutosave({
    ports: w.ports,
    request,
    newDraftKey: 'new',
    keyOf: (id) => `of.${id}`,
  })
  saver.start()
  return saver
}
beforeEach(() => {
  w = world()
})

describe('a new draft', () => {
  test('is not sent before it has a title, but is kept on the machine', async () => {
    const saver = open()
    saver.change('body', 'เนื้อความ')
    await w.pass(saveAfter)
    expect(w.sent).toEqual([])
    expect(saver.getState().status).toBe('untitled')
    expect(w.kept.get('new')).toContain('เนื้อความ')
  })

  test('becomes one request, a pause after the last key, and leaves nothing on the machine', async () => {
    const saver = open()
    saver.change('title', 'แ')
    await w.pass(saveAfter - 1)
    saver.change('title', 'แผน')
    await w.pass(saveAfter - 1)
    expect(w.sent).toEqual([])
    await w.pass(1)
    expect(w.sent).toEqual(['create {"title":"แผน"}'])
    expect(saver.getState()).toMatchObject({ status: 'saved', request: { id: 'r1', revision: 1 } })
    expect(w.kept.size).toBe(0)
  })

  test('becomes one request even when the answer is lost and more is typed before the next try', async () => {
    const saver = open()
    w.loseNextAnswer()
    saver.change('title', 'แผน')
    await w.pass(saveAfter)
    expect(saver.getState().status).toBe('failed')
    saver.change('body', 'ต่อ')
    await w.pass(saveAfter)
    expect(w.answered.size).toBe(1)
    expect(w.request).toMatchObject({ id: 'r1', content: { title: 'แผน', body: 'ต่อ' } })
    expect(saver.getState().status).toBe('saved')
  })

  test('becomes one request even when the page is reloaded before the lost answer is asked for again', async () => {
    w.loseNextAnswer()
    open().change('title', 'แผน')
    await w.pass(saveAfter)
    const again = open()
    expect(again.getState()).toMatchObject({ restored: true, content: { title: 'แผน' } })
    await w.pass(0)
    expect(w.answered.size).toBe(1)
    expect(again.getState().request?.id).toBe('r1')
  })

  test('can be thrown away while it is no request yet', () => {
    const saver = open()
    saver.change('body', 'ทิ้ง')
    saver.discard()
    expect(saver.getState().content).toEqual({})
    expect(w.kept.size).toBe(0)
  })
})

describe('a request', () => {
  const saved: Saved = { id: 'r1', revision: 4, content: { title: 'แผน', body: 'เดิม' } }
  beforeEach(async () => {
    await w.ports.change('r1', 3, saved.content)
    w.sent.length = 0
  })

  test('is saved on the revision that the last save made', async () => {
    const saver = open(saved)
    saver.change('body', 'หนึ่ง')
    await w.pass(saveAfter)
    saver.change('body', 'สอง')
    await w.pass(saveAfter)
    expect(w.sent).toEqual(['change 4 {"title":"แผน","body":"หนึ่ง"}', 'change 5 {"title":"แผน","body":"สอง"}'])
  })

  test('that could not be saved is kept, tried again by itself, and then let go', async () => {
    w.failures.push(offline(), offline())
    const saver = open(saved)
    saver.change('body', 'ไม่มีเครือข่าย')
    await w.pass(saveAfter)
    expect(saver.getState().status).toBe('failed')
    expect(w.kept.get('of.r1')).toContain('ไม่มีเครือข่าย')
    await w.pass(3_000)
    expect(saver.getState().status).toBe('failed')
    await w.pass(6_000)
    expect(saver.getState().status).toBe('saved')
    expect(w.request?.content.body).toBe('ไม่มีเครือข่าย')
    expect(w.kept.size).toBe(0)
  })

  test('that may not be changed is not tried again until something is typed', async () => {
    w.failures.push(problem('not_permitted', 403))
    const saver = open(saved)
    saver.change('body', 'ไม่มีสิทธิ')
    await w.pass(saveAfter)
    await w.pass(600_000)
    expect(w.sent).toHaveLength(1)
    expect(saver.getState().status).toBe('failed')
  })

  test('that another changed is not overwritten unasked, and what was typed stays', async () => {
    w.changeByAnother({ title: 'แผน', body: 'ของผู้อื่น' })
    const saver = open(saved)
    saver.change('body', 'ของฉัน')
    await w.pass(saveAfter)
    expect(saver.getState()).toMatchObject({
      status: 'conflict',
      conflict: { revision: 5, changedBy: 'ผู้อื่น' },
    })
    saver.change('body', 'ของฉัน แก้อีก')
    await w.pass(600_000)
    expect(w.request?.content.body).toBe('ของผู้อื่น')
    expect(w.sent).toHaveLength(1)
    await saver.keepMine()
    expect(w.request?.content.body).toBe('ของฉัน แก้อีก')
    expect(saver.getState()).toMatchObject({ status: 'saved', conflict: null })
  })

  test('whose conflict is settled for the other one goes on from theirs', async () => {
    w.changeByAnother({ title: 'แผน', body: 'ของผู้อื่น' })
    const saver = open(saved)
    saver.change('body', 'ของฉัน')
    await w.pass(saveAfter)
    saver.takeTheirs(w.request ?? saved)
    expect(saver.getState().content.body).toBe('ของผู้อื่น')
    expect(w.kept.size).toBe(0)
    saver.change('body', 'ต่อจากของผู้อื่น')
    await w.pass(saveAfter)
    expect(w.request).toMatchObject({ revision: 6, content: { body: 'ต่อจากของผู้อื่น' } })
  })

  test('typed on this machine before another changed it shows the conflict after a reload', async () => {
    w.failures.push(offline())
    const first = open(saved)
    first.change('body', 'พิมพ์ค้างไว้')
    await first.close()
    w.changeByAnother({ title: 'แผน', body: 'ของผู้อื่น' })
    const again = open(w.request ?? saved)
    expect(again.getState()).toMatchObject({ restored: true, content: { body: 'พิมพ์ค้างไว้' } })
    await w.pass(0)
    expect(again.getState().status).toBe('conflict')
  })

  test('with one field that cannot stand yet saves the others, and says which is not saved', async () => {
    const wrong = problem('invalid_content', 422, { errors: [{ path: 'content.links', message: text }] })
    w.failures.push(wrong)
    const saver = open(saved)
    saver.change('links', [{ title: '', url: 'https:' }])
    saver.change('body', 'ใหม่')
    await w.pass(saveAfter)
    expect(saver.getState()).toMatchObject({ status: 'partly', fieldErrors: { links: text } })
    expect(w.request?.content).toEqual({ title: 'แผน', body: 'ใหม่' })
    expect(await saver.flush()).toBe(true)
    expect(w.request?.content.links).toEqual([{ title: '', url: 'https:' }])
  })

  test('is not said to be saved while words typed during the save are not', async () => {
    const saver = open(saved)
    saver.change('body', 'หนึ่ง')
    const flushed = saver.flush()
    saver.change('body', 'หนึ่ง สอง')
    await flushed
    expect(saver.getState().status).toBe('waiting')
    expect(w.kept.get('of.r1')).toContain('หนึ่ง สอง')
    await w.pass(saveAfter)
    expect(w.request?.content.body).toBe('หนึ่ง สอง')
  })

  test('does not let anyone go on when the last save failed', async () => {
    w.failures.push(offline())
    const saver = open(saved)
    saver.change('body', 'ยังไม่ถึง')
    expect(await saver.flush()).toBe(false)
  })

  test('leaves out a link row that was only just added', async () => {
    const saver = open(saved)
    saver.change('links', [{ title: '', url: '' }])
    await w.pass(saveAfter)
    expect(w.sent).toEqual(['change 4 {"title":"แผน","body":"เดิม","links":[]}'])
  })
})
