import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { checkDraft } from '../../../api/procedures/procedure-tasks.ts'
import { createWorkers, type Workers, type WorkerTask } from '../../../api/process/workers.ts'
import { type Office, startOffice } from '../../support/office.ts'

const closed = () => new Int32Array(new SharedArrayBuffer(4))
const module = new URL('../../support/waiting-worker.ts', import.meta.url)
const task = (gate: Int32Array, more: Partial<WorkerTask> = {}): WorkerTask => ({
  module,
  lane: 'heavy',
  name: 'wait',
  data: gate,
  ms: 60_000,
  office: 'cmi3',
  ...more,
})
function open(gate: Int32Array): void {
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
}

describe('work in a thread', () => {
  let workers: Workers
  const logged: { late?: boolean; task?: string }[] = []
  beforeEach(() => {
    logged.length = 0
    workers = createWorkers({ log: pino({}, { write: (line: string) => logged.push(JSON.parse(line)) }) })
  })
  afterEach(() => workers.close())

  test('that takes too long is given up, is logged, and the next one is done', async () => {
    expect(await workers.run(task(closed(), { ms: 50 }))).toBeUndefined()
    expect(logged).toMatchObject([{ task: 'wait', late: true }])
    const gate = closed()
    open(gate)
    expect(await workers.run(task(gate))).toBe('done')
  })

  test('that fails gives no result, and the server that runs it goes on', async () => {
    expect(await workers.run(task(closed(), { name: 'nothing' }))).toBeUndefined()
    expect(logged).toMatchObject([{ task: 'nothing', late: false }])
  })

  test('that asks for more memory than a thread may have ends its thread alone', async () => {
    expect(await workers.run(task(closed(), { name: 'fill' }))).toBeUndefined()
    expect(logged).toMatchObject([{ task: 'fill', late: false }])
    const gate = closed()
    open(gate)
    expect(await workers.run(task(gate))).toBe('done')
  })

  test('ends when the server stops, and what waited for its turn is not begun', async () => {
    const never = [workers.run(task(closed())), workers.run(task(closed()))]
    await workers.close()
    expect(await Promise.all(never)).toEqual([undefined, undefined])
  })
})

test('a draft that cannot be checked in time has that as its problem', async () => {
  const late: Workers = { run: async () => undefined, close: async () => {} }
  expect(await checkDraft({ workers: late, office: 'cmi3' }, {})).toMatchObject({
    ok: false,
    problems: [
      { place: 'chart', message: { en: expect.stringContaining('too involved to be checked in time') } },
    ],
  })
})

describe('an office that has much proved at once', () => {
  let office: Office
  beforeEach(async () => {
    office = await startOffice()
  })
  afterEach(() => office.close())

  test('is told in a sentence when its proofs take too long', async () => {
    const admin = await office.as('cmi3.admin')
    const from = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
    const { body } = await admin('POST', '/api/offices/cmi3/drafts', { name: 'publication', from })
    const { workers } = office.deps
    office.deps.workers = {
      ...workers,
      run: async <Result>(given: WorkerTask) =>
        given.name === 'analyze' ? undefined : workers.run<Result>(given),
    }
    expect(await admin('POST', `/api/drafts/${body.id}/proofs`)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'chart', message: { en: expect.stringContaining('too involved') } }] },
    })
  })

  test('(four heavy proofs and more) is told to wait beyond a bound, while its saves and other offices’ proofs go on', async () => {
    const begin = async (name: string) => {
      const admin = await office.as(`${name}.admin`)
      const from = { kind: 'empty' }
      const { status, body } = await admin('POST', `/api/offices/${name}/drafts`, { name: 'busy', from })
      expect(status).toBe(201)
      return { admin, draft: body }
    }
    const [mine, theirs] = [await begin('cmi3'), await begin('cmi4')]
    const gate = closed()
    // One runs, eight wait.
    const waiting = Array.from({ length: 9 }, () => office.deps.workers.run(task(gate)))
    const refused = await mine.admin('POST', `/api/drafts/${mine.draft.id}/proofs`)
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    // What waits may be a report of the office as well.
    expect(refused.body.message).toEqual({
      th: expect.stringContaining('รายงาน'),
      en: expect.stringContaining('reports'),
    })
    expect(refused.headers.get('Retry-After')).toBe('30')
    const saved = await mine.admin(
      'PUT',
      `/api/drafts/${mine.draft.id}`,
      { json: { ...mine.draft.json, title: { th: 'ใหม่', en: 'New' } } },
      { 'If-Match': '"1"' },
    )
    expect([saved.status, saved.body.revision]).toEqual([200, 2])
    expect((await theirs.admin('POST', `/api/drafts/${theirs.draft.id}/proofs`)).status).toBe(200)
    open(gate)
    await Promise.all(waiting)
    expect((await mine.admin('POST', `/api/drafts/${mine.draft.id}/proofs`)).status).toBe(200)
  })
})
