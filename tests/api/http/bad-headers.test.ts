import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { endpoints } from '../../../api/http/app.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import { expectProblem, stored } from '../../support/refused.ts'
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

async function cookieOf(username: string): Promise<string> {
  const answer = await office.anyone('POST', '/api/session', { username, password })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
const table = (of: typeof endpoints): [string, string, string][] =>
  of.map(({ method, path }) => [
    `${method.toUpperCase()} ${path}`,
    method.toUpperCase(),
    path.replaceAll(/\{\w+\}/g, 'x'),
  ])
const headers = ifMatch(1)

describe('from another site', () => {
  let before: unknown
  beforeEach(async () => {
    before = await stored(office.deps)
  })
  afterEach(async () => expect(await stored(office.deps)).toEqual(before))

  const origins = [
    'https://elsewhere.example',
    'null',
    'nonsense',
    'http://127.0.0.1',
    'http://localhost:1',
    '',
  ]
  test.each(table(endpoints.filter(({ method }) => method !== 'get')))(
    '%s is refused',
    async (_, method, path) => {
      for (const Origin of origins)
        expectProblem(await admin(method, path, {}, { ...headers, Origin }), 403, 'not_permitted')
    },
  )
  test('reading is left to the browser, which keeps the answer from the other site', async () => {
    const answer = await admin('GET', '/api/session', undefined, { Origin: 'https://elsewhere.example' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await admin('OPTIONS', '/api/requests', undefined, {
      Origin: 'https://elsewhere.example',
      'Access-Control-Request-Method': 'PUT',
    })
    expectProblem(preflight, 403, 'not_permitted')
    expect(preflight.headers.get('access-control-allow-methods')).toBeNull()
  })
  test('but from our own pages it is taken', async () => {
    const sent = await admin('POST', '/api/notifications/read', { ids: [] }, { Origin: office.url })
    expect(sent.status).toBe(204)
  })
})

describe('headers', () => {
  test.each(table(endpoints.filter(({ method }) => method === 'get')))(
    'HEAD answers as %s does, without a body, and ends',
    async (_, _method, path) => {
      const head = await admin('HEAD', path)
      expect(head.body).toBe('')
      if (path !== '/api/changes') expect(head.status).toBe((await admin('GET', path)).status)
      expect(office.deps.streams.count()).toBe(0)
    },
  )

  test.each(table(endpoints))('OPTIONS of %s does no harm', async (_, _method, path) => {
    const answer = await admin('OPTIONS', path)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('that name what was kept get the whole answer: it differs by person and by day', async () => {
    const { id, revision } = await begin(await as('cmi3.officer'), 'cmi3')
    // fetch would add Cache-Control, which alone makes a server answer whole.
    const headers = { cookie: await cookieOf('cmi3.officer'), 'If-None-Match': `"${revision}"` }
    const answer = await sendRaw(office.url, { method: 'GET', path: `/api/requests/${id}`, headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('etag')).toBe(`"${revision}"`)
    expect(answer.body.id).toBe(id)
  })

  test('of any absurdity get an answer that is not our failure', async () => {
    const absurd: Record<string, string | string[]>[] = [
      { Cookie: 'x'.repeat(7000) },
      { Cookie: '=;;;=prakat_session=;prakat_session' },
      { Cookie: 'prakat_session="\u00e9\u00ff"' },
      { Accept: 'image/png', 'Accept-Language': '\u00ff', 'Accept-Encoding': 'nonsense;q=9' },
      { Host: 'a b' },
      { Host: '' },
      {
        Host: '[::1',
        'X-Forwarded-Host': ', ,',
        'X-Forwarded-For': 'nonsense',
        'X-Forwarded-Proto': 'gopher',
      },
      { 'Content-Length': '-1' },
      { 'Content-Type': 'application/json; charset' },
      { 'Content-Type': '\u00ff' },
      { Range: 'bytes=0-1', 'If-Modified-Since': 'nonsense', 'If-Unmodified-Since': '0' },
      { Origin: '\u00ff' },
      { 'X-HTTP-Method-Override': 'DELETE' },
    ]
    for (const given of absurd)
      for (const [method, path] of [
        ['GET', '/api/session'],
        ['GET', '/api/requests'],
        ['POST', '/api/session'],
        ['POST', '/api/requests'],
      ] as const) {
        const answer = await sendRaw(
          office.url,
          { method, path, headers: { 'Content-Type': 'application/json', ...given } },
          method === 'POST' && !given['Content-Length'] ? Buffer.from('{}') : undefined,
        )
        expect({ given, status: answer.status }).toMatchObject({ status: expect.any(Number) })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }
    const huge = await sendRaw(office.url, {
      method: 'GET',
      path: '/api/session',
      headers: { 'X-Huge': 'a'.repeat(20_000) },
    })
    expect(huge.status).toBe(431)
  })

  test('of the host decide whether the cookie is Secure: not on this machine, everywhere else', async () => {
    const body = JSON.stringify({ username: 'cmi3.officer', password })
    const secure = async (Host: string) => {
      const headers = { Host, 'Content-Type': 'application/json' }
      const answer = await sendRaw(
        office.url,
        { method: 'POST', path: '/api/session', headers },
        Buffer.from(body),
      )
      expect({ Host, status: answer.status }).toEqual({ Host, status: 200 })
      return /; secure/i.test(answer.headers.get('set-cookie') ?? '')
    }
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '127.1.2.3', '[::1]', '[::1]:3000'])
      expect({ host, secure: await secure(host) }).toEqual({ host, secure: false })
    for (const host of [
      'prakat.example',
      '10.0.0.1',
      'localhost.example',
      '127.0.0.1.example',
      '[::2]:3000',
      '127.0.0.1@x',
    ])
      expect({ host, secure: await secure(host) }).toEqual({ host, secure: true })
  })

  test('may even lack the host', async () => {
    const { hostname, port } = new URL(office.url)
    const body = JSON.stringify({ username: 'cmi3.officer', password })
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) })
      let received = ''
      socket
        .on('data', (part) => (received += part))
        .on('end', () => resolve(received))
        .on('error', reject)
      socket.write(
        `POST /api/session HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
    })
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
    expect(text).toMatch(/set-cookie: prakat_session=.*; secure/i)
  })
})
