import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import request, { type Response } from 'supertest'
import { createApp } from '../../../api/http/app.ts'
import { createGuessQueue, TooManyWait } from '../../../api/sign-in/guess-queue.ts'
import { maxRemembered, throttled } from '../../../api/sign-in/throttle.ts'
import { demoPassword, openStaff, type Staff } from '../../support/staff.ts'

let staff: Staff
beforeEach(async () => {
  staff = await openStaff()
})
afterEach(() => staff.close())

const guess = (username: string, password = 'a wrong password', cookie = '') =>
  request(staff.app).post('/api/session').set('Cookie', cookie).send({ username, password })
const deviceCookie = (response: Response): string =>
  (response.get('Set-Cookie') ?? []).find((one) => one.startsWith('prakat_device=')) ?? ''
const pair = (cookie: string): string => cookie.split(';')[0] ?? ''
const fail = async (times: number, cookie = '') => {
  for (let n = 0; n < times; n += 1) await guess('cmi3.officer', undefined, cookie).expect(401)
}

describe('a device on which somebody signed in before', () => {
  const known = async (username = 'cmi3.officer', before = '') =>
    pair(deviceCookie(await guess(username, demoPassword, before).expect(200)))

  test('is let in while a stranger at the same address has to wait', async () => {
    const device = await known()
    await fail(6)
    await guess('cmi3.officer', demoPassword).expect(429)
    await guess('cmi3.officer', demoPassword, device).expect(200)
    await guess('cmi3.officer', demoPassword).expect(429)
  })

  test('has to wait for its own failures, too, and a stranger’s are not theirs', async () => {
    const device = await known()
    await fail(6, device)
    await guess('cmi3.officer', demoPassword, device).expect(429)
    await guess('cmi3.officer', demoPassword).expect(200)
  })

  test('is known for the accounts that signed in there, and for no other', async () => {
    const first = await known('cmi3.officer2')
    const both = await known('cmi3.officer', first)
    for (const username of ['cmi3.officer', 'cmi3.officer2', 'cmi3.webmaster'])
      for (let n = 0; n < 6; n += 1) await guess(username).expect(401)
    await guess('cmi3.officer', demoPassword, both).expect(200)
    await guess('cmi3.officer2', demoPassword, both).expect(200)
    await guess('cmi3.webmaster', demoPassword, both).expect(429)
  })

  test('cannot be made up, nor borrowed from another account, nor used for ever', async () => {
    const device = await known()
    const other = await known('cmi3.officer2')
    await fail(6)
    const [who, since, nonce, signature] = device.replace('prakat_device=', '').split('.')
    const otherSignature = other.split('.').at(-1)
    for (const value of [
      [who, since, nonce, otherSignature],
      [who, Number(since) + 1, nonce, signature],
      [who, since, 'another', signature],
      [who, since, nonce, ''],
      [other.replace('prakat_device=', '').split('.')[0], since, nonce, signature],
      ['x'.repeat(3000)],
    ])
      await guess('cmi3.officer', demoPassword, `prakat_device=${value.join('.')}`).expect(429)
    staff.time.now += 401 * 86_400_000
    await fail(6)
    await guess('cmi3.officer', demoPassword, device).expect(429)
  })

  test('keeps a cookie that scripts cannot read, of ten people at most, and that nothing but signing in is sent', async () => {
    let cookie = ''
    const { demo } = (await request(staff.app).get('/api/welcome').expect(200)).body
    for (const { username } of demo.people.slice(0, 12)) cookie = await known(username, cookie)
    expect(cookie.split('~')).toHaveLength(10)
    const whole = deviceCookie(await guess('cmi3.officer', demoPassword).expect(200))
    expect(whole).toMatch(/HttpOnly/)
    expect(whole).toMatch(/SameSite=Lax/)
    expect(whole).toMatch(/Path=\/api\/session;/)
    expect(whole).not.toMatch(/Secure/)
    staff.deps.config.mode = 'production'
    expect(deviceCookie(await guess('cmi3.officer', demoPassword).expect(200))).toMatch(/Secure/)
  })

  test('is let in while strangers fill the queue', async () => {
    const device = await known()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const guesses = Array.from({ length: 1500 }, (_, n) =>
      throttled(staff.deps, { account: `guess-${n % 30}`, address: `10.0.${n % 50}.1` }, async () => {
        await held
        return true
      }).catch((error: Error) => error.message),
    )
    await guess('cmi3.officer', demoPassword, device).expect(200)
    const refused = await guess('cmi3.officer', demoPassword).expect(429)
    expect(refused.headers['retry-after']).toBe('2')
    expect(refused.body.detail).toContain('พร้อมกันจำนวนมาก')
    release()
    expect((await Promise.all(guesses)).filter((answer) => answer !== true).length).toBeGreaterThanOrEqual(
      499,
    )
    await guess('cmi3.officer', demoPassword).expect(200)
  })
})

test('Failures from many thousand addresses leave no more than 10,000 remembered, the newest', async () => {
  const count = async () => (await staff.db.selectFrom('signInAttempt').select('key').execute()).length
  const older = Array.from({ length: 10_200 }, (_, n) => ({
    ...{ key: `older ${n}`, failures: 1, blockedUntil: 0, lastAt: staff.time.now - 1000 },
  }))
  for (let begun = 0; begun < older.length; begun += 1000)
    await staff.db
      .insertInto('signInAttempt')
      .values(older.slice(begun, begun + 1000))
      .execute()
  const failOnce = (n: number) =>
    throttled(staff.deps, { account: 'cmi3.officer', address: `10.0.0.${n}` }, async () => undefined)
  await Promise.all(Array.from({ length: 255 }, (_, n) => failOnce(n)))
  expect(await count()).toBe(10_455)
  await failOnce(255)
  expect(await count()).toBe(maxRemembered)
  for (let n = 0; n < 5; n += 1) await failOnce(0)
  await expect(failOnce(0)).rejects.toThrow('too_many_requests')
})

test('Behind a proxy that is named, the client counts; behind one that is not, the proxy does', async () => {
  const config = { ...staff.deps.config, trustedProxies: ['192.0.2.7'] }
  const strict = createApp({ ...staff.deps, config })
  const from = (app: typeof strict, address: string) =>
    request(app)
      .post('/api/session')
      .set('X-Forwarded-For', address)
      .send({ username: 'cmi3.officer', password: 'wrong' })
  for (let n = 0; n < 6; n += 1) await from(strict, `203.0.113.${n}`).expect(401)
  await from(strict, '203.0.113.9').expect(429)
  await from(staff.app, '203.0.113.9').expect(401)
})

describe('the queue of guesses', () => {
  const limits = { atOnce: 1, ofAccount: 3, ofAddress: 5, inAll: 8 }
  const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

  test('lets an account of a busy address wait for one guess of each other account at most', async () => {
    const queue = createGuessQueue(limits)
    const order: string[] = []
    const enter = (address: string, account: string) =>
      queue({ address, account }, async () => {
        await tick()
        order.push(`${address}${account}`)
      })
    await Promise.all([
      ...[enter('A', 'a'), enter('A', 'a'), enter('A', 'a'), enter('A', 'a')],
      ...[enter('A', 'b'), enter('B', 'c'), enter('B', 'c')],
    ])
    expect(order).toEqual(['Aa', 'Aa', 'Bc', 'Ab', 'Bc', 'Aa', 'Aa'])
  })

  test('refuses one more than may wait: of an account, of an address, and in all', async () => {
    const queue = createGuessQueue(limits)
    const accepted: Promise<string>[] = []
    const enter = (address: string, account: string) => {
      const answer = queue({ address, account }, async () => 'judged').catch((error: unknown) => {
        expect(error).toBeInstanceOf(TooManyWait)
        return 'refused'
      })
      accepted.push(answer)
    }
    enter('A', 'running')
    for (let n = 0; n < 4; n += 1) enter('A', 'a')
    for (let n = 0; n < 3; n += 1) enter('A', `b${n}`)
    for (let n = 0; n < 4; n += 1) enter(`C${n}`, 'c')
    expect(await Promise.all(accepted)).toEqual([
      ...['judged', 'judged', 'judged', 'judged', 'refused'],
      ...['judged', 'judged', 'refused'],
      ...['judged', 'judged', 'judged', 'refused'],
    ])
    expect(await queue({ address: 'A', account: 'a' }, async () => 'judged')).toBe('judged')
  })

  test('goes on after a guess that throws', async () => {
    const queue = createGuessQueue(limits)
    const failing = queue({ address: 'A', account: 'a' }, () => Promise.reject(new Error('no disk')))
    const next = queue({ address: 'A', account: 'a' }, async () => 'judged')
    await expect(failing).rejects.toThrow('no disk')
    expect(await next).toBe('judged')
  })
})
