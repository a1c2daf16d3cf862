import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { ApiProblem, call, failedWith } from '../../../ui/lib/api.ts'

const sent: { address: string; method?: string; headers: Record<string, string>; body: unknown }[] = []
let answer: () => Response | Promise<Response>
const real = globalThis.fetch
beforeEach(() => {
  sent.length = 0
  answer = () => Response.json({})
  globalThis.fetch = async (address, { method, headers, body } = {}) => {
    sent.push({
      address: String(address),
      method: method ?? '',
      headers: headers as Record<string, string>,
      body,
    })
    return answer()
  }
})
afterEach(() => {
  globalThis.fetch = real
})

test('an operation is called by the method and the path of the endpoint, its parameters made safe', async () => {
  await call('GET /api/procedures/{id}/versions/{n}', { path: { id: 'cmi3/ก ข', n: 2 } })
  expect(sent[0]).toMatchObject({
    address: '/api/procedures/cmi3%2F%E0%B8%81%20%E0%B8%82/versions/2',
    method: 'GET',
    body: null,
  })
})

test('a query leaves out what is undefined', async () => {
  await call('GET /api/requests', { query: { view: 'office', q: 'แผน & งบ', state: undefined, limit: 50 } })
  expect(sent[0]?.address).toBe(
    `/api/requests?${new URLSearchParams({ view: 'office', q: 'แผน & งบ', limit: '50' })}`,
  )
  await call('GET /api/requests', { query: { q: undefined } })
  expect(sent[1]?.address).toBe('/api/requests')
})

test('a change carries its body, the revision that it is about and its key', async () => {
  await call('POST /api/requests/{id}/events', {
    path: { id: 'r1' },
    body: { type: 'SEND' },
    ifMatch: 3,
    idempotencyKey: 'k1',
  })
  expect(sent[0]).toMatchObject({
    method: 'POST',
    headers: { 'If-Match': '"3"', 'Idempotency-Key': 'k1', 'Content-Type': 'application/json' },
    body: '{"type":"SEND"}',
  })
})

test('an answer without a body is undefined', async () => {
  answer = () => new Response(null, { status: 204 })
  expect(await call('DELETE /api/session')).toBeUndefined()
})

test('a problem is thrown with its code; where no answer of ours came back, it is "offline"', async () => {
  const message = { th: 'ชนกัน', en: 'conflict' }
  answer = () => Response.json({ code: 'revision_conflict', message }, { status: 409 })
  const change = () =>
    call('PUT /api/drafts/{id}', { path: { id: 'd1' }, body: { json: {} }, ifMatch: 1 }).catch(
      (error: unknown) => error,
    )
  const conflict = await change()
  expect(conflict).toMatchObject({ status: 409, text: message })
  expect(failedWith<'PUT /api/drafts/{id}'>(conflict, 'revision_conflict')).toBe(true)
  for (const none of [() => Promise.reject(new TypeError('no network')), () => new Response('<html>')]) {
    answer = none
    expect(failedWith(await change(), 'offline')).toBe(true)
  }
})

test('a call that was called off is no failure of the network', async () => {
  answer = () => Promise.reject(new DOMException('aborted', 'AbortError'))
  const failed = await call('GET /api/session', { signal: AbortSignal.abort() }).catch(
    (error: unknown) => error,
  )
  expect(failed).not.toBeInstanceOf(ApiProblem)
})

// Never run: what the compiler must refuse. An error that is not raised here fails `tsc`.
const refused = [
  // @ts-expect-error: there is no such path.
  () => call('GET /api/request/{id}', { path: { id: '1' } }),
  // @ts-expect-error: nor such a method on it.
  () => call('DELETE /api/requests/{id}', { path: { id: '1' } }),
  // @ts-expect-error: the parameter of the path is missing.
  () => call('GET /api/requests/{id}'),
  // @ts-expect-error: it is named otherwise.
  () => call('GET /api/offices/{office}', { path: { id: 'cmi3' } }),
  // @ts-expect-error: no such view.
  () => call('GET /api/requests', { query: { view: 'all' } }),
  // @ts-expect-error: no such field of the query.
  () => call('GET /api/requests', { query: { page: 2 } }),
  // @ts-expect-error: the content is missing.
  () => call('POST /api/requests', { body: { procedure: 'cmi3' } }),
  // @ts-expect-error: the revision is missing.
  () => call('PUT /api/requests/{id}/content', { path: { id: '1' }, body: { content: {} } }),
  // @ts-expect-error: an idempotency key is of no use there.
  () => call('POST /api/holidays', { body: { day: '', name: '' }, idempotencyKey: 'k' }),
  // @ts-expect-error: the answer has no such field.
  async () => (await call('GET /api/session')).user,
  // @ts-expect-error: that operation cannot fail so.
  () => failedWith<'GET /api/session'>(null, 'revision_conflict'),
]
void refused
