import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import type TestAgent from 'supertest/lib/agent.js'
import { officeSchema, type Person, personSchema } from '../../../api/http/contract.ts'
import { assertModeFits } from '../../../api/process/mode.ts'
import { holdersOf } from '../../../api/requests/holders.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { activate } from '../../support/put-in-force.ts'
import { openStaff, type Staff, start } from '../../support/staff.ts'

let staff: Staff
let admin: TestAgent
const newcomer = { username: 'cmi3.newcomer', name: 'ผู้มาใหม่', password: 'a password of mine' }

beforeEach(async () => {
  staff = await openStaff()
  admin = await staff.signIn('cmi3.admin')
})
afterEach(() => staff.close())

const peopleOf = async (agent: TestAgent, office = 'cmi3'): Promise<Person[]> => {
  const response = await agent.get(`/api/offices/${office}/people`).expect(200)
  return response.body.people.map((person: unknown) => personSchema.parse(person))
}
const add = async (more = {}): Promise<Person> =>
  (
    await admin
      .post('/api/offices/cmi3/people')
      .send({ ...newcomer, ...more })
      .expect(201)
  ).body
const ask = (person: string, more: object) =>
  admin.post(`/api/people/${person}/appointments`).send({ from: '2026-11-20', ...more })
/** Appoints, confirmed by a second person where it has to be; answers the person as they stand then. */
const appoint = (person: string, more: object) => ({
  expect: async (status: number) => {
    const asked = await ask(person, more).expect(status)
    if (status !== 201) return asked
    const second = await confirmed(asked.body.waiting)
    const found = (await peopleOf(admin)).find(({ id }) => id === person) as Person
    return { body: { ...found, code: [asked.body.code, second].join('-') } }
  },
})
const confirmed = async (waiting: { id: string; waitsFor: { id: string }[] } | null) => {
  if (!waiting) return
  const second = await staff.signIn(waiting.waitsFor.at(-1)?.id ?? '')
  return (await second.post(`/api/confirmations/${waiting.id}/confirm`).expect(200)).body.code
}
const setPassword = (username: string, code: string) =>
  request(staff.app)
    .post('/api/password-by-code')
    .send({ username, code, password: 'a new password' })
    .expect(204)
const appointSecondAdmin = async () => {
  await appoint('cmi3.officer', { role: 'admin' }).expect(201)
  return staff.signIn('cmi3.officer')
}
const everythingStored = async () => [
  await staff.db.selectFrom('person').selectAll().orderBy('id').execute(),
  await staff.db.selectFrom('appointment').selectAll().orderBy('id').execute(),
]

describe('who may', () => {
  const tries: [string, (agent: TestAgent) => PromiseLike<{ status: number; body: { code?: string } }>][] = [
    ['list people', (agent) => agent.get('/api/offices/cmi3/people')],
    ['add a person', (agent) => agent.post('/api/offices/cmi3/people').send(newcomer)],
    ['change a person', (agent) => agent.patch('/api/people/cmi3.webmaster').send({ disabled: true })],
    [
      'appoint',
      (agent) =>
        agent.post('/api/people/cmi3.officer/appointments').send({ role: 'admin', from: '2026-01-01' }),
    ],
    [
      'end an appointment',
      (agent) => agent.patch('/api/appointments/cmi3.admin.admin').send({ until: '2026-11-20' }),
    ],
  ]
  test.each(tries)('%s: an administrator of this office today, and nobody else', async (_, attempt) => {
    const before = await everythingStored()
    for (const username of ['cmi3.officer', 'cmi3.officeDirector', 'cmi3.webHead', 'cmi4.admin']) {
      const response = await attempt(await staff.signIn(username))
      expect([username, response.status, response.body.code]).toEqual([username, 403, 'not_permitted'])
    }
    await staff.db
      .updateTable('appointment')
      .set({ endsOn: '2026-11-19' })
      .where('id', '=', 'cmi3.admin.admin')
      .execute()
    expect((await attempt(admin)).status).toBe(403)
    await staff.db
      .updateTable('appointment')
      .set({ endsOn: null })
      .where('id', '=', 'cmi3.admin.admin')
      .execute()
    await admin.delete('/api/session')
    expect((await attempt(admin)).status).toBe(401)
    expect(await everythingStored()).toEqual(before)
  })

  test('an unknown office is refused like another office, an unknown person or appointment is not found', async () => {
    await admin.get('/api/offices/nowhere/people').expect(403)
    await admin.patch('/api/people/nobody').send({ disabled: true }).expect(404)
    await appoint('nobody', { role: 'committee' }).expect(404)
    await admin.patch('/api/appointments/none').send({ until: null }).expect(404)
  })
})

describe('the people of an office', () => {
  test('are listed in Thai order, the disabled too, with past and future appointments', async () => {
    await add({ username: 'thai-1', name: 'แก้ว' })
    await add({ username: 'thai-2', name: 'กานดา' })
    await add({ username: 'thai-3', name: 'เกษม' })
    const last = await add({ username: 'thai-4', name: 'ขวัญ' })
    await appoint(last.id, { role: 'committee', from: '2020-01-01', until: '2020-12-31' }).expect(201)
    await appoint(last.id, { role: 'committee', from: '2027-01-01' }).expect(201)
    await admin.patch(`/api/people/${last.id}`).send({ disabled: true }).expect(200)
    const people = await peopleOf(admin)
    expect(people.map(({ name }) => name).filter((name) => name.length < 6)).toEqual([
      ...['กานดา', 'เกษม', 'แก้ว', 'ขวัญ'],
    ])
    await add({ username: 'thai-5', name: 'นางสาวขจร ดี' })
    await add({ username: 'thai-6', name: 'ดร.เกษร ดี' })
    await add({ username: 'thai-7', name: 'นายกาน ดี' })
    expect(
      (await peopleOf(admin))
        .map(({ name }) => name)
        .filter((name) => name.length < 6 || name.endsWith(' ดี')),
    ).toEqual([...['นายกาน ดี', 'กานดา', 'เกษม', 'ดร.เกษร ดี', 'แก้ว', 'นางสาวขจร ดี', 'ขวัญ']])
    const found = people.find(({ id }) => id === last.id)
    expect(found?.disabled).toBe(true)
    expect(found?.appointments.map(({ from, until }) => [from, until])).toEqual([
      ['2020-01-01', '2020-12-31'],
      ['2027-01-01', null],
    ])
    expect(people.every(({ office }) => office === 'cmi3')).toBe(true)
  })

  test('who hold posts come by given name, whatever their prefix', async () => {
    const given = async (username: string, name: string, more = {}) => {
      const { id } = await add({ username, name })
      await appoint(id, { role: 'committee', from: '2028-01-01', ...more }).expect(201)
    }
    await given('held-1', 'นางสาวแก้วตา กลาง')
    await given('held-2', 'นายกมล กลาง')
    await given('held-3', 'ดร.เกศ กลาง')
    const day = Date.parse('2028-01-01T05:00:00Z')
    const names = (await holdersOf(staff.db, 'cmi3', day)).map(({ name }) => name)
    expect(names.filter((name) => name.endsWith(' กลาง'))).toEqual([
      ...['นายกมล กลาง', 'ดร.เกศ กลาง', 'นางสาวแก้วตา กลาง'],
    ])
  })

  test('of a day are those who hold something that day and are not disabled', async () => {
    const person = await add()
    await appoint(person.id, { role: 'committee', from: '2026-12-01', until: '2026-12-31' }).expect(201)
    const on = async (day: string) =>
      (await holdersOf(staff.db, 'cmi3', Date.parse(`${day}T05:00:00Z`))).some(
        (held) => held.person === person.id,
      )
    expect(await on('2026-11-30')).toBe(false)
    expect(await on('2026-12-01')).toBe(true)
    expect(await on('2026-12-31')).toBe(true)
    expect(await on('2027-01-01')).toBe(false)
    await admin.patch(`/api/people/${person.id}`).send({ disabled: true }).expect(200)
    expect(await on('2026-12-01')).toBe(false)
  })
})

describe('a person', () => {
  test('is added, signs in, is given a new name, and stays out of the demo’s public list', async () => {
    const person = await add({ name: '  ผู้มาใหม่ ' })
    expect(person).toMatchObject({ name: 'ผู้มาใหม่', office: 'cmi3', disabled: false, appointments: [] })
    expect(JSON.stringify(person)).not.toContain('argon2')
    await staff.signIn('cmi3.newcomer', newcomer.password)
    const changed = await admin
      .patch(`/api/people/${person.id}`)
      .send({ name: 'ชื่อใหม่', position: 'นักวิชาการคอมพิวเตอร์' })
      .expect(200)
    expect(changed.body).toMatchObject({ name: 'ชื่อใหม่', position: 'นักวิชาการคอมพิวเตอร์' })
    const welcome = await admin.get('/api/welcome').expect(200)
    expect(JSON.stringify(welcome.body)).not.toContain('cmi3.newcomer')
    // Otherwise the demo would not start again.
    await assertModeFits(staff.db, staff.deps.config)
  })

  test('cannot have a username that somebody has, in any office and any case', async () => {
    for (const username of ['cmi3.officer', 'CMI4.Officer']) {
      const response = await admin
        .post('/api/offices/cmi3/people')
        .send({ ...newcomer, username })
        .expect(409)
      expect(response.body).toMatchObject({ code: 'already_exists', errors: [{ path: 'username' }] })
    }
    const both = await Promise.all(
      ['same.name', 'SAME.name'].map((username) =>
        admin.post('/api/offices/cmi3/people').send({ ...newcomer, username }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('who is disabled is signed out everywhere, and can be enabled again', async () => {
    const officer = await staff.signIn('cmi3.officer')
    await admin.patch('/api/people/cmi3.officer').send({ disabled: true }).expect(200)
    await officer.get('/api/session').expect(401)
    await admin.patch('/api/people/cmi3.officer').send({ disabled: false }).expect(200)
    // The old sessions are gone, not merely refused.
    await officer.get('/api/session').expect(401)
    await staff.signIn('cmi3.officer')
  })

  test('§2.3: sets a new password by a one-time code, when a second person has confirmed it', async () => {
    const officer = await staff.signIn('cmi3.officer')
    await admin.patch('/api/people/cmi3.officer').send({ password: 'chosen by another' }).expect(400)
    const { body } = await admin.post('/api/people/cmi3.officer/password-reset').expect(201)
    expect(body).toMatchObject({ notice: null, waiting: { kind: 'password' } })
    await admin.post(`/api/confirmations/${body.waiting.id}/confirm`).expect(403)
    const director = await staff.signIn('cmi3.officeDirector')
    const confirmed = await director.post(`/api/confirmations/${body.waiting.id}/confirm`).expect(200)
    const halves = [body.code, confirmed.body.code]
    for (const half of halves) expect(half).toMatch(/^\w{5}-\w{5}$/)
    const code = halves.join('-')
    await officer.get('/api/session').expect(200)
    const set = (more: object) =>
      request(staff.app)
        .post('/api/password-by-code')
        .send({ username: 'cmi3.officer', code, password: 'a new password', ...more })
    await set({ username: 'cmi3.officer2' }).expect(403)
    await set({ code: 'AAAAA-AAAAA-AAAAA-AAAAA' }).expect(403)
    // Nobody alone was shown more than a half.
    for (const half of [...halves, `${halves[0]}-${halves[0]}`, `${halves[1]}-${halves[0]}`])
      await set({ code: half }).expect(403)
    await set({ code: code.toLowerCase() }).expect(204)
    await officer.get('/api/session').expect(401)
    await staff.signIn('cmi3.officer', 'a new password')
    // It worked once.
    await set({ password: 'another password' }).expect(403)
  })

  test('§2.3: is not given a code that is old, nor one of their own making', async () => {
    const { waiting, code: first } = (await admin.post('/api/people/cmi3.officeDirector/password-reset')).body
    const director = await staff.signIn('cmi3.officeDirector')
    await director.post(`/api/confirmations/${waiting.id}/confirm`).expect(403)
    const deputy = await staff.signIn('cmi3.deputyDirector')
    const second = (await deputy.post(`/api/confirmations/${waiting.id}/confirm`).expect(200)).body.code
    const code = `${first} ${second}`
    staff.time.now += 24 * 3_600_000
    await request(staff.app)
      .post('/api/password-by-code')
      .send({ username: 'cmi3.officeDirector', code, password: 'a new password' })
      .expect(403)
    // Their own only with the present one, where that is asked for.
    admin = await staff.signIn('cmi3.admin')
    const own = await admin.post('/api/people/cmi3.admin/password-reset').expect(403)
    expect(own.body.refusals).toMatchObject([{ code: 'own_account' }])
  })

  test('cannot disable the own account', async () => {
    const response = await admin.patch('/api/people/cmi3.admin').send({ disabled: true }).expect(403)
    expect(response.body.detail).toContain('ระงับบัญชีผู้ใช้ของตนเองไม่ได้')
    expect(response.body.refusals).toMatchObject([{ code: 'own_account' }])
    await admin.patch('/api/people/cmi3.admin').send({ disabled: false }).expect(200)
  })

  test('and another who disable each other at once: one of them stays', async () => {
    const other = await appointSecondAdmin()
    const both = await Promise.all([
      admin.patch('/api/people/cmi3.officer').send({ disabled: true }),
      other.patch('/api/people/cmi3.admin').send({ disabled: true }),
    ])
    const director = await staff.signIn('cmi3.officeDirector')
    const confirmed = await Promise.all(
      both.map(({ body }) => director.post(`/api/confirmations/${body.waiting.id}/confirm`)),
    )
    expect(confirmed.map(({ status }) => status).sort()).toEqual([200, 403])
    const left = await holdersOf(staff.db, 'cmi3', start)
    expect(left.filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  test.each([
    ['a username with blanks', { username: 'a b c' }, 'username'],
    ['a short password', { password: 'short' }, 'password'],
    ['a name of blanks', { name: '  ' }, 'name'],
    ['a field that nobody knows', { demo: 1 }, 'demo'],
  ])('is refused with %s', async (_, more, path) => {
    const before = await everythingStored()
    const response = await admin
      .post('/api/offices/cmi3/people')
      .send({ ...newcomer, ...more })
      .expect(400)
    expect(response.body.errors).toMatchObject([{ path }])
    expect(await everythingStored()).toEqual(before)
  })

  test('is left alone by a change of nothing', async () => {
    const before = await everythingStored()
    await admin.patch('/api/people/cmi3.officer').send({}).expect(200)
    expect(await everythingStored()).toEqual(before)
  })
})

describe('an appointment', () => {
  test('holds from its first day to its last, in the capacity and by the order that it names', async () => {
    const person = await add()
    const order = { capacity: 'actingInPost', orderNumber: 'คำสั่งที่ ๑๒/๒๕๖๙' }
    const response = await appoint(person.id, {
      ...{ role: 'groupDirector', group: 'law', until: '2026-11-21', ...order },
    }).expect(201)
    expect(response.body.appointments).toMatchObject([
      {
        office: 'cmi3',
        role: 'groupDirector',
        group: 'law',
        from: '2026-11-20',
        until: '2026-11-21',
        ...order,
      },
    ])
    await setPassword('cmi3.newcomer', response.body.code)
    const agent = await staff.signIn('cmi3.newcomer', 'a new password')
    const held = async () => (await agent.get('/api/session').expect(200)).body.person.appointments.length
    expect(await held()).toBe(1)
    staff.time.now = Date.parse('2026-11-21T16:59:59.999Z')
    const later = await staff.signIn('cmi3.newcomer', 'a new password')
    expect((await later.get('/api/session')).body.person.appointments).toHaveLength(1)
    staff.time.now += 1
    expect((await later.get('/api/session')).body.person.appointments).toHaveLength(0)
  })

  test.each(['officer', 'admin', 'committee', 'groupDirector', 'officeDirector', 'webmaster', 'webHead'])(
    'to %s can be made in every office',
    async (role) => {
      const person = await add()
      await appoint(person.id, { role, group: 'finance' }).expect(201)
    },
  )

  test.each([
    ['a role that no procedure names', { role: 'emperor' }, 'role'],
    ['ownership, which comes with a request', { role: 'owner' }, 'role'],
    ['an inherited property as the role', { role: 'constructor' }, 'role'],
    ['a group that the office lacks', { role: 'officer', group: 'navy' }, 'group'],
    ['an officer of no group', { role: 'officer' }, 'group'],
    ['a director of no group', { role: 'groupDirector', group: null }, 'group'],
    ['an end before its beginning', { role: 'committee', until: '2026-11-19' }, 'until'],
    ['a day that there is not', { role: 'committee', from: '2026-02-30' }, 'from'],
    ['a Buddhist year as text', { role: 'committee', from: '๒๕๖๙-๑๑-๒๐' }, 'from'],
    ['an unknown capacity', { role: 'committee', capacity: 'boss' }, 'capacity'],
  ])('is refused for %s', async (_, more, path) => {
    const before = await everythingStored()
    const response = await appoint('cmi3.officer2', more).expect(400)
    expect(response.body).toMatchObject({ code: 'invalid_request', errors: [{ path }] })
    expect(await everythingStored()).toEqual(before)
  })

  test('may be to a role that an active procedure of the office adds', async () => {
    await appoint('cmi3.officer2', { role: 'lawyer' }).expect(400)
    const [publication] = offices.find(({ id }) => id === 'cmi3')?.procedures ?? []
    if (!publication) throw new Error('cmi3 has no procedure')
    const lawyer = { id: 'lawyer', title: { th: 'นิติกร', en: 'Lawyer' }, within: 'group' as const }
    await activate(staff.db, { ...publication, roles: [...publication.roles, lawyer] }, start)
    await appoint('cmi3.officer2', { role: 'lawyer' }).expect(400)
    await appoint('cmi3.officer2', { role: 'lawyer', group: 'law' }).expect(201)
  })

  test('is not made twice for the same days', async () => {
    const twice = { role: 'committee', from: '2027-01-01', until: '2027-12-31' }
    const both = await Promise.all([ask('cmi3.officer', twice), ask('cmi3.officer', twice)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    await confirmed(both.find(({ status }) => status === 201)?.body.waiting)
    await appoint('cmi3.officer', { ...twice, capacity: 'delegated' }).expect(201)
    await appoint('cmi3.officer', { ...twice, from: '2028-01-01', until: null }).expect(201)
    await appoint('cmi3.officer', { ...twice, from: '2027-12-31', until: null }).expect(409)
  })

  test('is ended by its last day, and reopened, but not before its first', async () => {
    const change = (until: string | null) =>
      admin.patch('/api/appointments/cmi3.webmaster.webmaster').send({ until })
    const ended = await change('2026-11-19').expect(200)
    expect(ended.body.appointments).toContainEqual(
      expect.objectContaining({ role: 'webmaster', until: '2026-11-19' }),
    )
    const refused = await change('2018-12-31').expect(400)
    expect(refused.body.errors).toMatchObject([{ path: 'until' }])
    await admin.patch('/api/appointments/cmi3.webmaster.webmaster').send({}).expect(400)
    await change(null).expect(200)
  })

  test('that began today, or not yet, ends at once; an earlier one not before its first day', async () => {
    const idOf = (body: Person, from: string) =>
      body.appointments.find((held) => held.role === 'committee' && held.from === from)?.id
    const end = (id: string | undefined, until: string) =>
      admin.patch(`/api/appointments/${id}`).send({ until })
    const { body } = await appoint('cmi3.officer', { role: 'committee', from: '2026-11-20' }).expect(201)
    const today = idOf(body, '2026-11-20')
    await end(today, '2026-11-18').expect(400)
    await end(today, '2026-11-19').expect(200)
    const officer = await staff.signIn('cmi3.officer')
    const session = await officer.get('/api/session').expect(200)
    expect(session.body.person.appointments.map(({ role }: { role: string }) => role)).not.toContain(
      'committee',
    )
    // The same again on the same day: what was taken back stands in nobody's way.
    await appoint('cmi3.officer', { role: 'committee', from: '2026-11-20' }).expect(201)
    const later = await appoint('cmi3.officer', { role: 'webHead', from: '2027-03-01' }).expect(201)
    const toCome = later.body.appointments.find(({ role }: { role: string }) => role === 'webHead')
    await end(toCome.id, '2027-02-28').expect(200)
  })

  test('by which one administers alone cannot be ended by oneself, only by another administrator', async () => {
    const end = (agent: TestAgent, id: string, until = '2026-11-20') =>
      agent.patch(`/api/appointments/${id}`).send({ until })
    const refused = await end(admin, 'cmi3.admin.admin').expect(403)
    expect(refused.body.detail).toContain('ผู้ดูแลระบบรายการสุดท้ายของตนเอง')
    await end(admin, 'cmi3.admin.admin', '2030-01-01').expect(403)
    const other = await appointSecondAdmin()
    await end(admin, 'cmi3.admin.admin').expect(403)
    const { body } = await end(other, 'cmi3.admin.admin', '2026-11-19').expect(200)
    await admin.get('/api/offices/cmi3/people').expect(200)
    await confirmed(body.waiting)
    await peopleOf(other)
    await admin.get('/api/offices/cmi3/people').expect(403)
  })

  test('as administrator can be ended by oneself while another of one’s own goes on', async () => {
    const response = await appoint('cmi3.admin', { role: 'admin', capacity: 'actingInPost' }).expect(201)
    const second = response.body.appointments.find(
      ({ role, capacity }: Person['appointments'][number]) => role === 'admin' && capacity === 'actingInPost',
    )
    await admin.patch('/api/appointments/cmi3.admin.admin').send({ until: '2026-11-20' }).expect(200)
    await admin.patch(`/api/appointments/${second.id}`).send({ until: '2026-12-31' }).expect(403)
  })
})

test('an office says to what it appoints: the common roles, by the names its procedure gives them, and those it adds', async () => {
  const officer = await staff.signIn('yst2.officer')
  const { body } = await officer.get('/api/offices/yst2').expect(200)
  const office = officeSchema.parse(body)
  const ids = office.roles.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(['officer', 'groupDirector', 'webmaster', 'committee', 'admin']))
  expect(ids).not.toContain('owner')
  expect(office.roles.find(({ id }) => id === 'publicRelations')?.title.th).toBe(
    'ผู้ทำหน้าที่เผยแพร่ทางช่องทางอื่น (งานประชาสัมพันธ์)',
  )
  const admin = await staff.signIn('yst2.admin')
  for (const { id, within } of office.roles)
    await admin
      .post('/api/people/yst2.officer/appointments')
      .send({
        role: id,
        group: within === 'group' ? 'policy' : null,
        from: '2027-01-01',
        capacity: 'delegated',
      })
      .expect(201)
})
