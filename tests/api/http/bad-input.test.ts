import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { endpoints } from '../../../api/http/app.ts'
import { bodyLimit, unsignedBodyLimit } from '../../../api/http/contract.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import { expectProblem, refused, stored } from '../../support/refused.ts'
import { begin, clientsOf, ifMatch } from '../../support/requests.ts'
import { sendRaw } from '../../support/send-raw.ts'

let office: Office
let as: (username: string) => Promise<Client>
let admin: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  admin = await as('cmi3.admin')
})
afterAll(() => office.close())

const named = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`
/** What is wrong with such a call shows before its path's ids are looked up. */
const addressOf = (path: string) => path.replaceAll(/\{\w+\}/g, 'x')
const table = (of: typeof endpoints): [string, string, string, (typeof endpoints)[number]][] =>
  of.map((one) => [named(one), one.method.toUpperCase(), addressOf(one.path), one])

const signedIn = table(endpoints.filter(({ access }) => access === 'signedIn'))
const withBody = table(endpoints.filter(({ body }) => body))
const headers = ifMatch(1)

/** Around every test of a describe: whatever it sends, nothing at all is written. */
function nothingIsWritten() {
  let before: unknown
  beforeEach(async () => {
    before = await stored(office.deps)
  })
  afterEach(async () => expect(await stored(office.deps)).toEqual(before))
}

describe('whoever is not signed in', () => {
  nothingIsWritten()
  test.each(signedIn)('is refused at %s', async (_, method, path, { body }) => {
    const sent = body && {}
    const cookies = ['', 'prakat_session=', 'prakat_session=made-up', 'prakat_session=%E0%A4%A; x', 'x=y']
    for (const cookie of cookies)
      expectProblem(await office.anyone(method, path, sent, { ...headers, cookie }), 401, 'not_signed_in')
  })

  test.each(signedIn)('but was until they were disabled, too, at %s', async (_, method, path, { body }) => {
    const officer = await as('cmi3.officer2')
    await setDisabled(1)
    try {
      expectProblem(await officer(method, path, body && {}, headers), 401, 'not_signed_in')
    } finally {
      await setDisabled(0)
    }
    expect((await officer('GET', '/api/session')).status).toBe(200)
  })
  test('nor let in again while disabled', async () => {
    await setDisabled(1)
    const again = await office.anyone('POST', '/api/session', { username: 'cmi3.officer2', password })
    await setDisabled(0)
    expectProblem(again, 401, 'not_signed_in')
  })

  const setDisabled = (disabled: number) =>
    office.deps.db.updateTable('person').set({ disabled }).where('id', '=', 'cmi3.officer2').execute()
})

describe('a body', () => {
  nothingIsWritten()
  const post = (method: string, path: string, body: string, more = {}) =>
    admin(method, path, body, { ...headers, ...more })
  /** Characters that are no JSON, or JSON that is no object. */
  const nonsense = [
    '{',
    'title=a',
    '{"a":1}}',
    'null',
    '"text"',
    '7',
    '[',
    '{"a":undefined}',
    "{'a':1}",
    '\uFEFF{',
    ' ',
  ]

  test.each(withBody)('that is no JSON is refused by %s', async (_, method, path) => {
    for (const body of nonsense) expectProblem(await post(method, path, body), 400, 'invalid_request')
    expectProblem(await post(method, path, '[]'), 400, 'invalid_request')
  })

  test.each(withBody)('of another media type is refused by %s', async (_, method, path) => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/problem+json',
      'nonsense',
      'application/json; charset=tis-620',
    ]
    for (const type of types)
      expectProblem(await post(method, path, '{}', { 'Content-Type': type }), 415, 'unsupported_media_type')
    expectProblem(await admin(method, path, undefined, headers), 415, 'unsupported_media_type')
    expectProblem(
      await post(method, path, '{}', { 'Content-Encoding': 'compress' }),
      415,
      'unsupported_media_type',
    )
  })

  const ofSize = (bytes: number) => `{"x":"${'a'.repeat(bytes - 8)}"}`
  test.each(withBody.filter(([, , , { access }]) => access === 'signedIn'))(
    'one byte over 1 MiB is refused by %s, and 1 MiB is not for its size',
    async (_, method, path) => {
      expect(Buffer.byteLength(ofSize(bodyLimit))).toBe(1024 * 1024)
      expectProblem(await post(method, path, ofSize(bodyLimit + 1)), 413, 'body_too_large')
      expectProblem(await post(method, path, ofSize(bodyLimit)), 400, 'invalid_request')
    },
  )
  test.each(withBody.filter(([, , , { access }]) => access === 'anyone'))(
    'one byte over 4 KiB is refused by %s, which nobody need be signed in for, and 4 KiB is not for its size',
    async (_, method, path) => {
      expect(Buffer.byteLength(ofSize(unsignedBodyLimit))).toBe(4096)
      for (const call of [
        post,
        (...[method, path, body]: Parameters<typeof post>) => office.anyone(method, path, body),
      ]) {
        const problem = expectProblem(
          await call(method, path, ofSize(unsignedBodyLimit + 1)),
          413,
          'body_too_large',
        )
        expect(problem.detail).toContain('4 KiB')
        expectProblem(await call(method, path, ofSize(unsignedBodyLimit)), 400, 'invalid_request')
      }
    },
  )

  test.each(withBody)('nested too deep is refused by %s', async (_, method, path, { access }) => {
    const depth = access === 'anyone' ? 300 : 10_000
    const arrays = `{"content":${'['.repeat(depth)}${']'.repeat(depth)}}`
    const objects = `${'{"content":'.repeat(depth)}1${'}'.repeat(depth)}`
    for (const body of [arrays, objects])
      expect(expectProblem(await post(method, path, body), 400, 'invalid_request').detail).toMatch(/ลึก/)
  })

  test.each(withBody)('with __proto__ at any level is refused by %s', async (_, method, path) => {
    for (const body of [
      '{"__proto__":{"admin":true}}',
      '{"content":{"__proto__":null}}',
      '{"content":{"links":[{"title":"a","url":"https://a.example","__proto__":{}}]}}',
      '{"\\u005f_proto__":1}',
    ])
      expect(expectProblem(await post(method, path, body), 400, 'invalid_request').detail).toMatch(
        /__proto__/,
      )
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test.each(withBody)('with text that cannot be stored is refused by %s', async (_, method, path) => {
    for (const text of ['\\u0000', '\\ud800', 'a\\udc00b', '\\udc00\\ud800'])
      for (const body of [`{"title":"${text}"}`, `{"content":{"title":["${text}"]}}`, `{"${text}":1}`])
        expect(expectProblem(await post(method, path, body), 400, 'invalid_request').detail).toMatch(
          /จัดเก็บไม่ได้/,
        )
  })

  // An event's own fields are checked against its choice: see bad-events.test.ts.
  const closed = withBody.filter(([name]) => name !== 'POST /api/requests/{id}/events')
  test.each(closed)(
    'with a field that nobody knows is refused by %s, which names it',
    async (_, method, path) => {
      const problem = expectProblem(
        await post(method, path, '{"nobodyKnows":1,"constructor":{},"toString":1}'),
        400,
        'invalid_request',
      )
      const paths = problem.errors?.map((error) => error.path)
      for (const name of ['nobodyKnows', 'constructor', 'toString']) expect(paths).toContain(name)
    },
  )

  test('may come compressed, but counts as large as it becomes, and must not be broken', async () => {
    const raw = (bytes: Buffer) =>
      sendRaw(
        office.url,
        {
          method: 'POST',
          path: '/api/session',
          headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
        },
        bytes,
      )
    const fine = JSON.stringify({ username: 'cmi3.officer', password })
    expect((await raw(gzipSync(fine))).status).toBe(200)
    expectProblem(await raw(gzipSync(`{"x":"${'a'.repeat(50_000_000)}"}`)), 413, 'body_too_large')
    expectProblem(await raw(Buffer.from(fine)), 400, 'invalid_request')
  })

  test('of a hundred thousand mistakes does not get a hundred thousand sentences', async () => {
    const content = Object.fromEntries(Array.from({ length: 80_000 }, (_, index) => [`f${index}`, 1]))
    const problem = expectProblem(
      await admin('POST', '/api/requests', { procedure: 'cmi3.publication', content }),
      422,
      'invalid_content',
    )
    expect(problem.errors).toHaveLength(50)
    const long = { ['f'.repeat(900_000)]: 1 }
    const other = expectProblem(
      await admin('POST', '/api/requests', { procedure: 'cmi3.publication', content: long }),
      422,
      'invalid_content',
    )
    expect(JSON.stringify(other).length).toBeLessThan(5000)
  })
})

describe('what is not there', () => {
  nothingIsWritten()
  const nobody = '00000000-0000-4000-8000-000000000000'
  const event = { type: 'PROPOSE' }
  const calls: [string, string, unknown?][] = [
    ['GET', `/api/requests/${nobody}`],
    ['GET', `/api/requests/${nobody}/events`],
    ['GET', `/api/requests/${nobody}/contents`],
    ['PUT', `/api/requests/${nobody}/content`, { content: { title: 'ก' } }],
    ['POST', `/api/requests/${nobody}/events`, event],
    ['POST', '/api/requests', { procedure: 'cmi3.nothing', content: { title: 'ก' } }],
    ['POST', '/api/requests', { procedure: "cmi3.publication' OR 1=1 --", content: { title: 'ก' } }],
    ['POST', '/api/requests', { procedure: 'standard.publication', content: { title: 'ก' } }],
    ['GET', '/api/offices/nowhere'],
    ['GET', '/api/offices/nowhere/steps'],
    ['GET', '/api/offices/standard'],
    ['GET', '/api/procedures/cmi3.nothing'],
    ['GET', '/api/procedures/standard.publication'],
    ['GET', '/api/procedures/cmi3.publication/versions/2'],
    ['GET', '/api/procedures/cmi3.publication/versions/0'],
    ['GET', '/api/procedures/cmi3.publication/versions/-1'],
    ['GET', '/api/procedures/cmi3.publication/versions/1e0'],
    ['GET', '/api/procedures/cmi3.publication/versions/99999999999999999999'],
    ['PATCH', `/api/people/${nobody}`, { position: '' }],
    ['POST', `/api/people/${nobody}/appointments`, { role: 'webmaster', from: '2026-11-20' }],
    ['PATCH', `/api/appointments/${nobody}`, { until: null }],
    ...["' OR 1=1 --", '%', '%00', '%2e%2e', 'a'.repeat(5000), '🙂', '../../etc/passwd', '{id}'].map(
      (id): [string, string] => ['GET', `/api/requests/${/^%\w\w$/.test(id) ? id : encodeURIComponent(id)}`],
    ),
  ]
  // Each row is filled up: a test function with more parameters than its row would be given a callback.
  const rows = calls.map(([method, path, body]) => [method, path, body] as const)
  test.each(rows)('%s %s', async (method, path, body) => {
    expectProblem(await admin(method, path, body, headers), 404, 'not_found')
  })

  test('an address that cannot be decoded', async () => {
    for (const path of ['/api/requests/%', '/api/requests/%zz', '/api/offices/%E0%A4%A'])
      expectProblem(await admin('GET', path), 400, 'invalid_request')
  })

  const unknown: [string, string][] = [
    ...endpoints.map(({ path }): [string, string] => ['PROPFIND', addressOf(path)]),
    ...([
      ['GET', '/api'],
      ['GET', '/api/'],
      ['GET', '/api/nothing'],
      ['POST', '/api/nothing'],
      ['DELETE', '/api/requests/x'],
      ['PUT', '/api/requests'],
      ['PATCH', '/api/session'],
      ['GET', '/api/requests/x/y'],
      ['GET', '/api//session'],
      ['POST', '/api/openapi.json'],
      ['GET', '/api/__proto__'],
      ['GET', '/nothing'],
      ['POST', '/healthz'],
    ] as [string, string][]),
  ]
  test.each(unknown)('%s %s', async (method, path) => {
    const answer = await admin(method, path, method === 'GET' ? undefined : {}, headers)
    expect(answer.status).toBe(404)
    expect(answer.body.code).toBe('not_found')
  })
})

describe('of another office', () => {
  test('a request is neither shown nor changed', async () => {
    const officer = await as('cmi3.officer')
    const theirs = await begin(await as('cmi4.officer'), 'cmi4')
    const calls: [string, string, unknown?][] = [
      ['GET', ''],
      ['GET', '/events'],
      ['GET', '/contents'],
      ['PUT', '/content', { content: { title: 'ของเรา' } }],
      ['POST', '/events', { type: 'WITHDRAW' }],
      ['POST', '/events', { type: 'NO_SUCH_EVENT' }],
    ]
    for (const person of [officer, admin])
      for (const [method, path, body] of calls)
        await refused(office.deps, 403, 'not_permitted', () =>
          person(method, `/api/requests/${theirs.id}${path}`, body, ifMatch(theirs.revision)),
        )
    for (const view of ['inbox', 'office', 'mine']) {
      const { body } = await officer('GET', `/api/requests?view=${view}&limit=100`)
      expect(body.items.map((item: { id: string }) => item.id)).not.toContain(theirs.id)
      expect(new Set(body.items.map((item: { office: string }) => item.office))).not.toContain('cmi4')
    }
  })

  test('nothing else can be had or done either', async () => {
    const calls: [string, string, unknown?][] = [
      ['POST', '/api/requests', { procedure: 'cmi4.publication', content: { title: 'ก' } }],
      ['GET', '/api/offices/cmi4/steps'],
      ['GET', '/api/offices/cmi4/people'],
      ['POST', '/api/offices/cmi4/people', { username: 'newcomer', name: 'ก', password: 'a long password' }],
      ['PATCH', '/api/people/cmi4.officer', { name: 'ก' }],
      ['POST', '/api/people/cmi4.officer/appointments', { role: 'webmaster', from: '2026-11-20' }],
      ['PATCH', '/api/appointments/cmi4.admin.admin', { until: '2026-11-20' }],
    ]
    for (const [method, path, body] of calls)
      await refused(office.deps, 403, 'not_permitted', () => admin(method, path, body))
  })
})
