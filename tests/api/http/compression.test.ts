import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Office, startOffice } from '../../support/office.ts'

let running: Office
beforeAll(async () => {
  running = await startOffice()
})
afterAll(() => running.close())

test('what is read and large comes compressed to who accepts it, and says that it varies', async () => {
  const officer = await running.as('cmi3.officer')
  for (const encoding of ['br', 'gzip']) {
    const answer = await officer('GET', '/api/procedures/cmi3.publication', undefined, {
      'Accept-Encoding': encoding,
    })
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding])
    expect(answer.headers.get('vary')).toContain('Accept-Encoding')
    expect(answer.body.id).toBe('cmi3.publication')
  }
  const plain = await officer('GET', '/api/procedures/cmi3.publication', undefined, {
    'Accept-Encoding': 'identity',
  })
  expect(plain.headers.get('content-encoding')).toBeNull()
})

test('what is small, and what answers an act, comes as it is', async () => {
  const officer = await running.as('cmi3.officer')
  const accepts = { 'Accept-Encoding': 'gzip, br' }
  const session = await officer('GET', '/api/session', undefined, accepts)
  expect([session.status, session.headers.get('content-encoding')]).toEqual([200, null])
  const content = { title: 'เรื่องยาว', body: 'ข้อความ '.repeat(2000) }
  const created = await officer('POST', '/api/requests', { procedure: 'cmi3.publication', content }, accepts)
  expect([created.status, created.headers.get('content-encoding')]).toEqual([201, null])
  // The revision in the ETag is what the next If-Match names, compressed or not.
  const read = await officer('GET', `/api/requests/${created.body.id}`, undefined, accepts)
  expect(read.headers.get('content-encoding')).toBe('br')
  expect(read.headers.get('etag')).toBe(created.headers.get('etag'))
})

test('the stream of changes is not held back until it is worth compressing', async () => {
  const signIn = await fetch(`${running.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'cmi3.officer', password: 'prakat-demo-2569' }),
  })
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const stop = new AbortController()
  const stream = await fetch(`${running.url}/api/changes`, {
    headers: { cookie, 'Accept-Encoding': 'gzip, br' },
    signal: stop.signal,
  })
  expect(stream.headers.get('content-encoding')).toBeNull()
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  // Of a request that its reader may read.
  const [mine] = (await running.deps.db
    .selectFrom('request')
    .select('id')
    .where('owner', '=', 'cmi3.officer')
    .limit(1)
    .execute()) as [{ id: string }]
  running.deps.changes.emit('change', { office: 'cmi3', request: mine.id, revision: 2, by: null })
  let text = ''
  while (!text.includes('event: change')) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
    if (done) break
    text += value
  }
  expect(text).toContain('event: change')
  stop.abort()
})
