import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { emptyProcedure } from '../../../machines/procedure/empty-procedure.ts'
import { ifMatch } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
let admin: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
})
afterAll(() => office.close())

const empty = { ...emptyProcedure, id: 'cmi3.hostile', office: 'cmi3' }
const words = { title: { th: 'ก', en: 'a' }, clause: '-', source: 'added' }
const withChart = (chart: object) => ({ ...empty, chart: { ...empty.chart, ...chart } })
const withStates = (states: object) => withChart({ states: { ...empty.chart.states, ...states } })
const states = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, {}]))
const nested = (depth: number): object => (depth === 0 ? {} : { states: { a: nested(depth - 1) } })
const text = (file: object) => JSON.stringify({ name: 'hostile', from: { kind: 'file', json: file } })

const refused: [what: string, body: string, status: number, path: string][] = [
  ['300 KiB of Thai letters', text({ ...empty, note: 'ก'.repeat(100 * 1024) }), 413, 'from.json'],
  ['more than 256 KiB in small parts', text({ ...empty, note: Array(70_000).fill(0.5) }), 413, 'from.json'],
  ['5,000 states', text(withChart({ states: states(5000) })), 422, 'from.json.chart.states'],
  [
    '501 states that are no states',
    text({ chart: { states: Array(501).fill(0) } }),
    422,
    'from.json.chart.states',
  ],
  ['states below states', text(withChart(nested(31))), 400, 'from.json.chart.states'],
  ['an array', text([]), 422, 'from.json'],
  ['a file without a chart', text({ hello: 'world' }), 422, 'from.json'],
  ['nothing', '{"name":"hostile","from":{"kind":"file"}}', 400, 'from.json'],
  ['__proto__ at the top', '{"__proto__":{"kind":"empty"},"name":"hostile"}', 400, '__proto__'],
  [
    '__proto__ as a step',
    '{"name":"hostile","from":{"kind":"file","json":{"chart":{"states":{"__proto__":{"initial":"x"}}}}}}',
    400,
    'from.json.chart.states.__proto__',
  ],
  [
    '__proto__ among the events of an XState config',
    '{"name":"hostile","from":{"kind":"file","json":{"states":{"a":{"on":{"__proto__":"b"}}}}}}',
    400,
    'from.json.states.a.on.__proto__',
  ],
  ['a character that cannot be stored', text({ ...empty, note: 'a\0b' }), 400, 'from.json.note'],
]

describe('a file that no draft may be', () => {
  test.each(refused)('(%s) is refused by its place', async (_, body, status, path) => {
    const answer = await admin('POST', '/api/offices/cmi3/drafts', body)
    expect([answer.status, answer.body.errors?.[0]?.path.slice(0, path.length)]).toEqual([status, path])
    expect((await admin('GET', '/api/offices/cmi3/drafts')).body.drafts).toEqual([])
  })

  test('a body of 100,000 brackets, or of more than 1 MiB, is refused before it is read', async () => {
    const deep = `{"name":"hostile","from":{"kind":"file","json":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
    expect((await admin('POST', '/api/offices/cmi3/drafts', deep)).status).toBe(400)
    const large = await admin('POST', '/api/offices/cmi3/drafts', text({ note: 'a'.repeat(1024 * 1024) }))
    expect([large.status, large.body.code]).toEqual([413, 'body_too_large'])
  })

  test('is refused alike when an existing draft is written, and leaves it as it was', async () => {
    const begun = await admin('POST', '/api/offices/cmi3/drafts', {
      ...{ name: 'written', from: { kind: 'empty' } },
    })
    const { imported, ...draft } = begun.body
    expect(imported).toBeNull()
    const put = (json: unknown) => admin('PUT', `/api/drafts/${draft.id}`, { json }, ifMatch(1))
    const large = await put({ ...draft.json, note: 'ก'.repeat(100 * 1024) })
    expect([large.status, large.body.code]).toEqual([413, 'body_too_large'])
    expect(large.body.detail).toContain('256 KiB')
    expect((await put({ ...draft.json, chart: { states: states(5000) } })).status).toBe(422)
    expect((await put('text')).status).toBe(422)
    expect((await admin('GET', `/api/drafts/${draft.id}`)).body).toEqual(draft)
    await admin('DELETE', `/api/drafts/${draft.id}`)
  })
})

const may = { type: 'may', params: { as: 'owner' } }
const unsound: [what: string, file: object, place: string, code: string][] = [
  [
    'two steps that lead to each other by themselves',
    withStates({
      a: { meta: words, always: { target: 'b', meta: words } },
      b: { meta: words, always: { target: 'a', meta: words } },
    }),
    'chart.states.a.always',
    'endless_loop',
  ],
  [
    'a guard of JavaScript',
    withStates({
      a: { meta: words, on: { GO: { target: 'withdrawn', guard: 'process.exit()', meta: words } } },
    }),
    'chart.states.a.on.GO.guard',
    'unknown_guard',
  ],
  [
    'an action that is a function of XState',
    withStates({ a: { meta: words, entry: [{ type: 'xstate.assign', assignment: {} }] } }),
    'chart.states.a.entry.0.type',
    'unknown_action',
  ],
  [
    'an actor to invoke',
    withStates({ a: { meta: words, invoke: { src: 'fetch' } } }),
    'chart.states.a.invoke',
    'unknown_key',
  ],
  [
    "the engine's own event",
    withStates({
      a: { meta: words, on: { 'xstate.done.state.x': { target: 'withdrawn', guard: may, meta: words } } },
    }),
    'chart.states.a.on.xstate.done.state.x',
    'reserved_event',
  ],
  [
    'a step named constructor to which nothing is known',
    withStates({ a: { meta: words, on: { GO: { target: 'toString', guard: may, meta: words } } } }),
    'chart.states.a.on.GO.target',
    'unknown_target',
  ],
]

describe('a file that is no sound procedure', () => {
  test.each(unsound)(
    '(%s) is stored, named by its place, and never activated',
    async (_, file, place, code) => {
      const { status, body } = await admin('POST', '/api/offices/cmi3/drafts', text(file))
      expect(status).toBe(201)
      expect(body.problems).toEqual(expect.arrayContaining([expect.objectContaining({ place, code })]))
      const order = { number: '1', date: '2026-11-20', signedBy: 'ก', signedAs: null, effectiveFrom: null }
      const answer = await admin(
        ...(['POST', `/api/drafts/${body.id}/activation`] as const),
        ...([{ order, reasons: {} }, ifMatch(1)] as const),
      )
      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_content'])
      expect(answer.body.errors.map(({ path }: { path: string }) => path)).toContain(place)
      await admin('DELETE', `/api/drafts/${body.id}`)
    },
  )

  test('with more mistakes than anyone reads gets an answer that does not outgrow it', async () => {
    const many = withStates(
      Object.fromEntries(Array.from({ length: 490 }, (_, i) => [`s${i}`, { a: 1, b: 2, c: 3, d: 4, e: 5 }])),
    )
    const { status, body } = await admin('POST', '/api/offices/cmi3/drafts', text(many))
    expect(status).toBe(201)
    expect(body.problems).toHaveLength(200)
    await admin('DELETE', `/api/drafts/${body.id}`)
  })
})

test('script in titles is kept as the text that it is', async () => {
  const title = { th: '<script>alert(1)</script>"\'&]]>', en: '</title><img src=x onerror=alert(1)>' }
  const { status, body } = await admin('POST', '/api/offices/cmi3/drafts', text({ ...empty, title }))
  expect(status).toBe(201)
  expect([body.title, body.json.title, body.problems]).toEqual([title, title, []])
  await admin('DELETE', `/api/drafts/${body.id}`)
})

test('a chart of 490 steps with 1,500 lines is proved while others work, and refused where it cannot be drawn', async () => {
  const count = 490
  const choice = (target: number) => ({ target: `s${target % count}`, guard: may, meta: words })
  const many = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `s${at}`,
      { meta: words, on: { A: choice(at + 1), B: choice(at * 2 + 2), C: choice(at * 3 + 3) } },
    ]),
  )
  const end = { type: 'final', meta: words }
  const steps = {
    ...many,
    s0: { ...many.s0, on: { ...many.s0?.on, END: { ...choice(0), target: 'end' } } },
    end,
  }
  const { status, body } = await admin(
    ...(['POST', '/api/offices/cmi3/drafts'] as const),
    text({ ...empty, chart: { id: 'large', initial: 's0', states: steps } }),
  )
  expect([status, body.problems]).toEqual([201, []])
  let done = false
  const proving = admin('POST', `/api/drafts/${body.id}/proofs`).finally(() => {
    done = true
  })
  const waits: number[] = []
  while (!done) {
    const before = performance.now()
    await office.anyone('GET', '/healthz')
    waits.push(performance.now() - before)
  }
  const report = await proving
  expect([report.status, report.body.layout]).toEqual([200, null])
  // Nobody waits for the proofs of somebody else's chart.
  expect(Math.max(...waits)).toBeLessThan(2000)
  expect(waits.length).toBeGreaterThan(10)
  await admin('DELETE', `/api/drafts/${body.id}`)
}, 60_000)
