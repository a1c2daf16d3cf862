import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { rejectUnsafeJson } from '../../../api/http/json-body.ts'
import type { ApiProblem } from '../../../api/http/problem.ts'
import { type Client, type Office, password, startOffice } from '../../support/office.ts'
import { expectProblem } from '../../support/refused.ts'
import { sendRaw } from '../../support/send-raw.ts'

let office: Office
let admin: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
})
afterAll(() => office.close())

/** ms of CPU, the client's share included, at the best of some times: what a machine is busy with besides is no fault. */
async function leastCpuOf(work: () => unknown, times = 12): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let time = 0; time < times; time += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

const MiB = 1024 * 1024
const ones = Buffer.from(`{"a":[${'1,'.repeat(MiB / 2 - 10)}1]}`)
const json = { 'Content-Type': 'application/json' }

describe('whoever is not signed in', () => {
  test('makes the server work for less than 5 ms with 1 MiB of JSON at sign-in', async () => {
    const call = { method: 'POST', path: '/api/session', headers: json }
    const least = await leastCpuOf(async () =>
      expectProblem(await sendRaw(office.url, call, ones), 413, 'body_too_large'),
    )
    expect(least).toBeLessThan(5)
  })

  test('nor with the same in pieces of undeclared length', async () => {
    const headers = { ...json, 'Transfer-Encoding': 'chunked' }
    const call = { method: 'POST', path: '/api/first-administrator', headers }
    const least = await leastCpuOf(async () =>
      expectProblem(await sendRaw(office.url, call, ones), 413, 'body_too_large'),
    )
    expect(least).toBeLessThan(5)
  })

  test('nor where one has to be signed in: the body is not read', async () => {
    const call = { method: 'POST', path: '/api/requests', headers: json }
    const least = await leastCpuOf(async () =>
      expectProblem(await sendRaw(office.url, call, ones), 401, 'not_signed_in'),
    )
    expect(least).toBeLessThan(5)
  })

  test.each([
    ['/api/session', 413],
    ['/api/requests', 401],
  ])('is answered by %s before a declared body of 1 GB has come', async (path, status) => {
    const { hostname, port } = new URL(office.url)
    const headers = { ...json, 'Content-Length': String(1_000_000_000) }
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ hostname, port, method: 'POST', path, headers }, (response) => {
        resolve(response.statusCode)
        sent.destroy()
      })
      sent.on('error', reject)
      sent.write('{"username":')
    })
    expect(answered).toBe(status)
  })

  test('can still send the longest name and password that there may be, in Thai', async () => {
    const body = { username: 'ก'.repeat(200), password: 'ข'.repeat(1000) }
    expectProblem(await office.anyone('POST', '/api/session', body), 401, 'not_signed_in')
    expect((await office.anyone('POST', '/api/session', { username: 'cmi3.officer', password })).status).toBe(
      200,
    )
  })
})

describe('whoever is signed in', () => {
  test('holds nobody up with a list of half a million parts', async () => {
    const least = await leastCpuOf(async () =>
      expectProblem(await admin('POST', '/api/notifications/read', ones.toString()), 400, 'invalid_request'),
    )
    expect(least).toBeLessThan(60)
  })

  test('is told where in the JSON something is wrong', async () => {
    const at = (body: unknown) => {
      try {
        rejectUnsafeJson(body)
      } catch (error) {
        return (error as ApiProblem).extras.errors?.[0]?.path
      }
      return undefined
    }
    expect(at({ a: [{ b: 1 }, { b: '\ud800' }] })).toBe('a.1.b')
    expect(at({ a: { 'b\0': 1 } })).toBe('a')
    expect(at(JSON.parse('{"a":[{"__proto__":1}]}'))).toBe('a.0.__proto__')
    expect(at({ a: Array.from({ length: 100_000 }, () => 1) })).toBe('a.99998')
    expect(at({ a: ['ก', { b: null }], c: 1.5 })).toBeUndefined()
    expect(at({ a: 'b\0' })).toBe('a')
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
    expect(at(nested(65))).toBeUndefined()
    expect(at(nested(66))).toBe(Array(65).fill(0).join('.'))
  })
})
