import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import request, { type Response } from 'supertest'
import { seedDemoPeople } from '../../../api/demo/people.ts'
import { clientAddress } from '../../../api/http/client-address.ts'
import { sessionSchema, welcomeSchema } from '../../../api/http/contract.ts'
import { assertModeFits } from '../../../api/process/mode.ts'
import { offerFirstAdministrator } from '../../../api/sign-in/first-administrator.ts'
import { argon2Passwords, hashPassword } from '../../../api/sign-in/passwords.ts'
import { waitAfter } from '../../../api/sign-in/throttle.ts'
import { whoSignsIn } from '../../../api/sign-in/who-signs-in.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { demoPassword, openStaff, type Staff, start } from '../../support/staff.ts'

let staff: Staff
const minute = 60_000
const hour = 60 * minute
const guess = (username: string, password = 'a wrong password') =>
  request(staff.app).post('/api/session').send({ username, password })
const disable = (username: string) =>
  staff.db.updateTable('person').set({ disabled: 1 }).where('username', '=', username).execute()
const cookieOf = (response: Response) => response.get('Set-Cookie')?.[0] ?? ''
/** Everything that could tell two answers apart, except the date. */
const told = ({ status, body, headers: { date: _, ...headers } }: Response) => ({ status, body, headers })

afterEach(() => staff.close())

describe('signing in', () => {
  beforeEach(async () => {
    staff = await openStaff()
  })

  test('answers with the person, today’s appointments and the office, and sets a cookie that scripts cannot read', async () => {
    const response = await guess('cmi4.deputyDirector', demoPassword).expect(200)
    const session = sessionSchema.parse(response.body)
    expect(session.person).toMatchObject({ name: 'นายไกรเจน เดชะบุญ', office: 'cmi4', disabled: false })
    expect(session.person.appointments).toMatchObject([
      { role: 'officeDirector', capacity: 'actingByLaw', orderNumber: expect.stringContaining('ม.๕๓') },
    ])
    expect(session.office.abbreviation.th).toBe('สพป.เชียงใหม่ เขต ๔')
    expect(cookieOf(response)).toMatch(/HttpOnly/)
    expect(cookieOf(response)).toMatch(/SameSite=Lax/)
    expect(cookieOf(response)).not.toMatch(/Secure/)
    expect(JSON.stringify(response.body)).not.toContain('argon2')
  })

  test('marks the cookie Secure outside loopback', async () => {
    const response = await guess('cmi3.officer', demoPassword).set('Host', 'prakat.example.go.th').expect(200)
    expect(cookieOf(response)).toMatch(/Secure/)
  })

  test('does not mind case or blanks around the username', async () => {
    const response = await guess('  CMI3.Officer ', demoPassword).expect(200)
    expect(response.body.person.username).toBe('cmi3.officer')
  })

  test('leaves out appointments that are over or to come', async () => {
    const appoint = (id: string, startsOn: string, endsOn: string | null) =>
      staff.db
        .insertInto('appointment')
        .values({
          ...{ id, person: 'cmi3.officer', office: 'cmi3', groupId: null, role: 'committee' },
          ...{ capacity: 'holder', orderNumber: null, startsOn, endsOn },
        })
        .execute()
    await appoint('over', '2026-01-01', '2026-11-19')
    await appoint('last day', '2026-01-01', '2026-11-20')
    await appoint('first day', '2026-11-20', null)
    await appoint('to come', '2026-11-21', null)
    const held = async () => {
      const agent = await staff.signIn('cmi3.officer')
      const response = await agent.get('/api/session').expect(200)
      return response.body.person.appointments.map(({ id }: { id: string }) => id)
    }
    expect(await held()).toEqual(['cmi3.officer.officer.policy', 'last day', 'first day'])
    // 00:00 of the 21st in Bangkok is 17:00 of the 20th in UTC.
    staff.time.now = Date.parse('2026-11-20T17:00:00Z')
    expect(await held()).toEqual(['cmi3.officer.officer.policy', 'first day', 'to come'])
  })

  test('gives every sign-in a session of its own, and ends no other', async () => {
    const first = await staff.signIn('cmi3.officer')
    const second = await staff.signIn('cmi3.officer')
    await second.delete('/api/session').expect(204)
    await second.get('/api/session').expect(401)
    await first.get('/api/session').expect(200)
  })

  test('replaces a cookie that somebody planted before', async () => {
    const response = await guess('cmi3.officer', demoPassword)
      .set('Cookie', 'prakat_session=planted')
      .expect(200)
    expect(cookieOf(response)).toMatch(/^prakat_session=[\w-]{43};/)
    await request(staff.app).get('/api/session').set('Cookie', 'prakat_session=planted').expect(401)
  })

  test('keeps nothing in the database by which one could sign in', async () => {
    const response = await guess('cmi3.officer', demoPassword).expect(200)
    const token = /prakat_session=([^;]+)/.exec(cookieOf(response))?.[1] ?? 'no token'
    const rows = await staff.db.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    await request(staff.app).get('/api/session').set('Cookie', `prakat_session=${rows[0]?.id}`).expect(401)
  })

  test('ends after twelve idle hours, and after a week however much it is used', async () => {
    const idle = await staff.signIn('cmi3.officer')
    const used = await staff.signIn('cmi3.officer2')
    staff.time.now += 11 * hour
    await used.get('/api/session').expect(200)
    staff.time.now += hour
    await idle.get('/api/session').expect(401)
    while (staff.time.now < start + 7 * 24 * hour - 10 * hour) {
      await used.get('/api/session').expect(200)
      staff.time.now += 10 * hour
    }
    staff.time.now = start + 7 * 24 * hour
    await used.get('/api/session').expect(401)
  })

  test('answers an unknown user, a disabled one and a wrong password alike', async () => {
    await disable('cmi3.officer2')
    const answers = [
      await guess('cmi3.officer'),
      await guess('cmi3.nobody'),
      await guess('cmi3.officer2', demoPassword),
      await guess('ชื่อที่ไม่มี'),
    ].map(told)
    expect(answers[0]).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in', detail: 'ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง' },
    })
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await staff.db.selectFrom('session').selectAll().execute()).toEqual([])
  })

  test('verifies exactly one argon2id hash for each of them, so that time does not tell', async () => {
    await disable('cmi3.officer2')
    const own = await hashPassword(demoPassword)
    await staff.db.updateTable('person').set({ passwordHash: own }).execute()
    const calls: string[] = []
    const counted: typeof argon2Passwords = {
      verifyPassword: (hash, password) => {
        calls.push(`person ${hash.slice(0, 30)}`)
        return argon2Passwords.verifyPassword(hash, password)
      },
      verifyNobody: (password) => {
        calls.push('nobody')
        return argon2Passwords.verifyNobody(password)
      },
    }
    const tried = async (username: string, password: string) => [
      await whoSignsIn(staff.db, username, password, counted),
      calls.splice(0),
    ]
    const real = 'person $argon2id$v=19$m=19456,t=2,p=1'
    expect(await tried('cmi3.officer', demoPassword)).toEqual(['cmi3.officer', [real]])
    expect(await tried('cmi3.officer', 'wrong')).toEqual([undefined, [real]])
    expect(await tried('cmi3.officer2', demoPassword)).toEqual([undefined, [real]])
    expect(await tried('cmi3.nobody', demoPassword)).toEqual([undefined, ['nobody']])
  })

  test('ends at once for whoever is disabled meanwhile', async () => {
    const agent = await staff.signIn('cmi3.officer')
    await disable('cmi3.officer')
    await agent.get('/api/session').expect(401)
  })

  test.each([
    ['no password', { username: 'cmi3.officer' }],
    ['an empty username', { username: '', password: 'x' }],
    ['a number', { username: 7, password: 'x' }],
    ['more than asked', { username: 'cmi3.officer', password: demoPassword, role: 'admin' }],
    ['a list', [1]],
  ])('refuses %s as no request at all', async (_, body) => {
    const response = await request(staff.app).post('/api/session').send(body).expect(400)
    expect(response.body.code).toBe('invalid_request')
    expect(response.body.errors.length).toBeGreaterThan(0)
  })

  test('takes JSON alone', async () => {
    await request(staff.app)
      .post('/api/session')
      .type('form')
      .send({ username: 'cmi3.officer', password: demoPassword })
      .expect(415)
  })
})

describe('guessing', () => {
  beforeEach(async () => {
    staff = await openStaff()
  })
  const fail = async (username: string, times: number) => {
    for (let n = 0; n < times; n += 1) await guess(username).expect(401)
  }

  test('has to wait after more than five failures, twice as long each time, even with the right password', async () => {
    await fail('cmi3.officer', 6)
    const refused = await guess('CMI3.OFFICER', demoPassword).expect(429)
    expect(refused.headers['retry-after']).toBe('2')
    expect(refused.body).toMatchObject({
      code: 'too_many_requests',
      detail: expect.stringContaining('2 วินาที'),
    })
    staff.time.now += 2000
    await fail('cmi3.officer', 1)
    staff.time.now += 2000
    const again = await guess('cmi3.officer', demoPassword).expect(429)
    expect(again.headers['retry-after']).toBe('2')
    staff.time.now += 2000
    await guess('cmi3.officer', demoPassword).expect(200)
  })

  test('never waits longer than a quarter of an hour', () => {
    expect([5, 6, 7, 8, 14, 15, 16, 1000].map((failures) => waitAfter(failures) / 1000)).toEqual([
      0, 2, 4, 8, 512, 900, 900, 900,
    ])
  })

  test('is refused for unknown and disabled users just as for others', async () => {
    await disable('cmi3.officer2')
    const refusals: unknown[] = []
    for (const username of ['cmi3.officer', 'cmi3.nobody', 'cmi3.officer2']) {
      await fail(username, 6)
      refusals.push(told(await guess(username)))
    }
    expect(refusals[0]).toMatchObject({ status: 429 })
    expect(refusals[1]).toEqual(refusals[0])
    expect(refusals[2]).toEqual(refusals[0])
  })

  test('does not make another user of the same address wait', async () => {
    await fail('cmi3.officer', 6)
    await guess('cmi3.officer2', demoPassword).expect(200)
  })

  test('starts from nothing again after a success, and a day after the last failure', async () => {
    await fail('cmi3.officer', 5)
    await guess('cmi3.officer', demoPassword).expect(200)
    await fail('cmi3.officer', 6)
    await guess('cmi3.officer').expect(429)
    staff.time.now += 24 * hour
    await fail('cmi3.officer', 5)
    await guess('cmi3.officer', demoPassword).expect(200)
  })

  test('thirty-one times from an address does not keep a colleague there from signing in', async () => {
    for (let n = 0; n < 31; n += 1) await guess(`guess-${n}`).expect(401)
    await guess('cmi3.officer', demoPassword).expect(200)
    await fail('cmi3.officer2', 6)
    for (let n = 0; n < 25; n += 1) await guess('cmi3.officer2').expect(429)
    await guess('cmi3.groupDirector', demoPassword).expect(200)
  })

  test('from another address does not keep the owner from signing in, though the guessing one waits', async () => {
    const from = (address: string, password?: string) =>
      guess('cmi3.officer', password).set('X-Forwarded-For', address)
    for (let n = 0; n < 6; n += 1) await from('203.0.113.5').expect(401)
    await from('203.0.113.5', demoPassword).expect(429)
    await from('203.0.113.6', demoPassword).expect(200)
    await from('203.0.113.5', demoPassword).expect(429)
  })

  test('is counted for the client that a proxy on this machine names', async () => {
    const from = (address: string) => guess('cmi3.officer').set('X-Forwarded-For', `198.51.100.7, ${address}`)
    for (let n = 0; n < 6; n += 1) await from('203.0.113.5').expect(401)
    await from('203.0.113.5').expect(429)
    await from('203.0.113.6').expect(401)
  })

  test('all at once gains nothing: of forty guesses at one password few are judged', async () => {
    const burst = await Promise.all(Array.from({ length: 40 }, () => guess('cmi3.officer')))
    const judged = burst.filter((response) => response.status === 401).length
    expect(judged).toBeGreaterThanOrEqual(6)
    expect(judged).toBeLessThanOrEqual(7)
  })

  test('only failures count: a hundred sign-ins make nobody wait', async () => {
    for (let n = 0; n < 100; n += 1) await guess('cmi3.officer', demoPassword).expect(200)
    expect(await staff.db.selectFrom('signInAttempt').selectAll().execute()).toEqual([])
  })

  test('leaves neither username nor address in the table', async () => {
    await fail('cmi3.officer', 1)
    const rows = await staff.db.selectFrom('signInAttempt').selectAll().execute()
    expect(rows).toHaveLength(1)
    for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is counted under the IPv4 address, or under the network of an IPv6 one', () => {
    expect(clientAddress('::ffff:10.1.2.3')).toBe('10.1.2.3')
    expect(clientAddress('10.1.2.3')).toBe('10.1.2.3')
    expect(clientAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(clientAddress('2001:db8:1:2::9')).toBe('2001:db8:1:2')
    expect(clientAddress('2001:db8::9')).toBe('2001:db8:0:0')
    expect(clientAddress('::1')).toBe('0:0:0:0')
    expect(clientAddress(undefined)).toBe('unknown')
  })
})

describe('the demo', () => {
  beforeEach(async () => {
    staff = await openStaff()
  })
  const welcome = async () =>
    welcomeSchema.parse((await request(staff.app).get('/api/welcome').expect(200)).body)

  test('welcomes with every demo person and the password by which each signs in', async () => {
    const { mode, needsFirstAdministrator, demo } = await welcome()
    expect({ mode, needsFirstAdministrator }).toEqual({ mode: 'demo', needsFirstAdministrator: false })
    const usernames = demo?.people.map((person) => person.username) ?? []
    for (const { id } of offices)
      expect(usernames).toEqual(
        expect.arrayContaining(
          ['officer', 'officer2', 'groupDirector', 'officeDirector', 'deputyDirector', 'webmaster']
            .concat(['webHead', 'publicRelations', 'committee', 'admin'])
            .map((role) => `${id}.${role}`),
        ),
      )
    for (const username of usernames) await guess(username, demo?.password).expect(200)
  })

  test('calls its people by their posts, and the signatories of the documents by their names', async () => {
    const { demo } = await welcome()
    const names = new Map(demo?.people.map((person) => [person.username, person.name]))
    expect(names.get('cmi3.officer')).toBe('เจ้าหน้าที่ กลุ่มนโยบายและแผน')
    expect(names.get('yst2.officeDirector')).toBe('นายวรรณสิทธิ์ คำเพราะ')
    expect(names.get('ptt1.officeDirector')).toBe('นายนิพนธ์ นนธิ')
    expect(names.get('ksn2.deputyDirector')).toBe('นายชาญกฤต น้ำใจดี')
    expect([...names.values()].filter((name) => name.startsWith('นาย'))).toHaveLength(4)
  })

  test('gives every group of an officer a director, so that no request waits for nobody', async () => {
    const rows = await staff.db
      .selectFrom('appointment')
      .select(['office', 'groupId', 'role', 'person'])
      .execute()
    for (const held of rows.filter(({ role }) => role === 'officer'))
      expect(rows).toContainEqual(
        expect.objectContaining({ office: held.office, groupId: held.groupId, role: 'groupDirector' }),
      )
  })

  test('may be seeded again: edits stay, and a new password reaches those who still had the old', async () => {
    await staff.db
      .updateTable('appointment')
      .set({ endsOn: '2026-01-01' })
      .where('role', '=', 'webHead')
      .execute()
    await disable('cmi3.officer2')
    await staff.db
      .updateTable('person')
      .set({ passwordHash: 'their own' })
      .where('username', '=', 'cmi3.officer')
      .execute()
    const before = await staff.db.selectFrom('appointment').selectAll().orderBy('id').execute()
    await seedDemoPeople(staff.db, offices, 'another demo password', start + 1)
    expect(await staff.db.selectFrom('appointment').selectAll().orderBy('id').execute()).toEqual(before)
    await guess('cmi3.webmaster', 'another demo password').expect(200)
    await guess('cmi3.webmaster', demoPassword).expect(401)
    const { demo } = await welcome()
    const usernames = demo?.people.map((person) => person.username)
    expect(usernames).toContain('cmi3.webmaster')
    expect(usernames).not.toContain('cmi3.officer')
    expect(usernames).not.toContain('cmi3.officer2')
  })

  test('and production keep apart: neither opens the database of the other', async () => {
    const { db, deps } = staff
    await assertModeFits(db, deps.config)
    await expect(assertModeFits(db, { ...deps.config, mode: 'production' })).rejects.toThrow(
      /demo people.*PRAKAT_DATA/,
    )
    await db.updateTable('person').set({ demo: 0 }).where('username', '=', 'cmi3.officer').execute()
    await expect(assertModeFits(db, deps.config)).rejects.toThrow(/1 people.*PRAKAT_MODE=production/)
  })
})

describe('the first administrator', () => {
  let printed: string[]
  const offer = async () => {
    printed = []
    await offerFirstAdministrator(staff.db, staff.deps.config, staff.time.now, (line) => printed.push(line))
    return /([2-9A-Z]{5}-){3}[2-9A-Z]{5}$/.exec(printed[0] ?? '')?.[0] ?? ''
  }
  const claim = (code: string, more = {}) =>
    request(staff.app)
      .post('/api/first-administrator')
      .send({
        ...{
          code,
          office: 'cmi3',
          username: 'somchai',
          name: 'ผู้ดูแลระบบ คนแรก',
          password: 'a password of mine',
        },
        ...more,
      })
  const needed = async () =>
    (await request(staff.app).get('/api/welcome').expect(200)).body.needsFirstAdministrator
  beforeEach(async () => {
    staff = await openStaff('production')
  })

  test('is made with the code from the console, and is signed in', async () => {
    const code = await offer()
    expect(await needed()).toBe(true)
    const response = await claim(code.toLowerCase().replaceAll('-', ' ')).expect(201)
    const session = sessionSchema.parse(response.body)
    expect(session.person).toMatchObject({ username: 'somchai', office: 'cmi3' })
    expect(session.person.appointments).toMatchObject([
      { role: 'admin', capacity: 'holder', group: null, from: '2026-11-20', until: null },
    ])
    await request(staff.app).get('/api/session').set('Cookie', cookieOf(response)).expect(200)
    expect(await needed()).toBe(false)
    await assertModeFits(staff.db, staff.deps.config)
    const again = await claim(code, { username: 'somying' }).expect(403)
    expect(again.body.code).toBe('not_permitted')
    expect(await offer()).toBe('')
    expect(printed).toEqual([])
  })

  test('tells the sign-in page nothing about anybody', async () => {
    const response = await request(staff.app).get('/api/welcome').expect(200)
    expect(response.body).toEqual({ mode: 'production', needsFirstAdministrator: true, demo: null })
  })

  test('is one alone, though two use the code at once', async () => {
    const code = await offer()
    const both = await Promise.all([claim(code), claim(code, { username: 'somying' })])
    expect(both.map((response) => response.status).sort()).toEqual([201, 403])
    expect(await staff.db.selectFrom('person').select('id').execute()).toHaveLength(1)
  })

  test('needs the code of the last boot, within 24 hours', async () => {
    const old = await offer()
    const code = await offer()
    await claim(old).expect(403)
    staff.time.now += 24 * hour
    await claim(code).expect(403)
    await claim(await offer()).expect(201)
  })

  test('is not to be guessed: wrong codes have to wait', async () => {
    const code = await offer()
    for (let n = 0; n < 6; n += 1) await claim(`WRONG-${n}`).expect(403)
    const refused = await claim(code).expect(429)
    expect(refused.headers['retry-after']).toBe('2')
    staff.time.now += 2000
    await claim(code).expect(201)
  })

  test('keeps the code when something else is wrong', async () => {
    const code = await offer()
    const office = await claim(code, { office: 'nowhere' }).expect(400)
    expect(office.body.errors).toMatchObject([{ path: 'office' }])
    await claim(code, { name: '   ' }).expect(400)
    await claim(code, { password: 'too short' }).expect(400)
    await claim(code).expect(201)
  })

  test('keeps the code out of the database', async () => {
    const code = await offer()
    const rows = await staff.db.selectFrom('setting').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(code)
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
  })

  test('is no matter of the demo', async () => {
    const demo = await openStaff('demo')
    try {
      await offerFirstAdministrator(demo.db, demo.deps.config, start, () => {
        throw new Error('printed a code')
      })
      await request(demo.app)
        .post('/api/first-administrator')
        .send({ code: 'X', office: 'cmi3', username: 'somchai', name: 'X', password: 'a password of mine' })
        .expect(403)
    } finally {
      await demo.close()
    }
  })
})
