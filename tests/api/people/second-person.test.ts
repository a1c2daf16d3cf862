import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { confirmationsSchema } from '../../../api/http/procedure-contract.ts'
import { changePeople } from '../../../api/operations/change-people.ts'
import { verifyAuditLogs } from '../../../api/operations/verify-audit-logs.ts'
import { verifyPeople } from '../../../api/operations/verify-people.ts'
import { askToActivate, draftOf } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
let admin: Client
let director: Client
beforeEach(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
  director = await office.as('cmi3.officeDirector')
  // Of cmi3 there are one administrator and one director, as in most offices.
  await endLongAgo('cmi3.deputyDirector')
})
afterEach(() => office.close())

const endLongAgo = (person: string) =>
  office.deps.db
    .updateTable('appointment')
    .set({ endsOn: '2026-10-31' })
    .where('person', '=', person)
    .execute()
/** What verify finds that these tests did not do to the table themselves. */
const peopleDiffer = async () =>
  (await verifyPeople(office.deps.db)).filter((found) => !found.includes('of cmi3.deputyDirector)'))
const refusedFor = (code: string) => ({ status: 403, body: { refusals: [{ code }] } })
const confirm = (client: Client, id: string) => client('POST', `/api/confirmations/${id}/confirm`)
const person = async (id: string) => {
  const { body } = await admin('GET', '/api/offices/cmi3/people')
  return body.people.find((one: { id: string }) => one.id === id)
}
const end = (id: string, until: string | null, by = admin) =>
  by('PATCH', `/api/appointments/${id}`, { until })
const change = (id: string, body: object, by = admin) => by('PATCH', `/api/people/${id}`, body)
const log = async () => (await admin('GET', '/api/offices/cmi3/log')).body.events as { type: string }[]
const password = 'chosen by the administrator'
const newcomer = async (username = 'cmi3.puppet', name = 'ผู้มาใหม่') =>
  (await admin('POST', '/api/offices/cmi3/people', { username, name, password })).body.id as string
const signIn = (username: string, given: string) =>
  office.anyone('POST', '/api/session', { username, password: given })
const appointment = (id: string, more: object) =>
  admin('POST', `/api/people/${id}/appointments`, { from: '2026-11-20', ...more })
const setByCode = (username: string, code: string) =>
  office.anyone('POST', '/api/password-by-code', { username, code, password: 'of my own making' })
const present = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
const draft = () =>
  draftOf(admin, 'cmi3', 'publication', present, (json) => {
    json.title = { th: 'การเผยแพร่ (แก้ไข)', en: 'Publication (amended)' }
  })

describe('§2.3: whoever may confirm is not removed by an administrator alone', () => {
  const post = 'cmi3.officeDirector.officeDirector'

  test('nor by ending the appointment, today, later or in the past', async () => {
    for (const until of ['2026-11-20', '2026-10-01', '2030-12-31']) {
      const asked = await end(post, until)
      expect(asked).toMatchObject({ status: 200, body: { waiting: { kind: 'appointment', mine: false } } })
      expect((await person('cmi3.officeDirector')).appointments[0].until).toBeNull()
      expect(await confirm(admin, asked.body.waiting.id)).toMatchObject(refusedFor('not_second_person'))
      await admin('POST', `/api/confirmations/${asked.body.waiting.id}/decline`, { reason: 'ถอน' })
    }
    const waits = (await askToActivate(admin, await draft())).body.waiting
    expect(waits.waitsFor).toMatchObject([{ id: 'cmi3.officeDirector' }])
  })

  test('nor by disabling the account; the one concerned may agree, and is told', async () => {
    const asked = await change('cmi3.officeDirector', { disabled: true })
    expect(asked.body).toMatchObject({ disabled: false, waiting: { kind: 'person' }, notice: null })
    expect(asked.body.waiting.what.th).toContain('ระงับบัญชีผู้ใช้ของ')
    expect((await director('GET', '/api/session')).status).toBe(200)
    expect((await confirm(director, asked.body.waiting.id)).status).toBe(200)
    expect((await director('GET', '/api/session')).status).toBe(401)
    expect((await person('cmi3.officeDirector')).disabled).toBe(true)
    // The office is none of one person by that: for 14 days nothing takes effect without a second one.
    const made = await draft()
    expect(await askToActivate(admin, made)).toMatchObject(refusedFor('no_second_person'))
    expect(await end(post, '2026-10-01')).toMatchObject(refusedFor('no_second_person'))
    expect((await end(post, '2026-11-20')).body.waiting).toBeNull()
    expect(await askToActivate(admin, made)).toMatchObject(refusedFor('no_second_person'))
    expect(await peopleDiffer()).toEqual([])
  })

  test('nor is another administrator, who may end their own post', async () => {
    const asked = await appointment('cmi3.officer2', { role: 'admin' })
    await confirm(director, asked.body.waiting.id)
    const other = await office.as('cmi3.officer2')
    const held = (await person('cmi3.officer2')).appointments.find(
      ({ role }: { role: string }) => role === 'admin',
    )
    const removal = await end('cmi3.admin.admin', '2026-11-19', other)
    expect(removal.body.waiting).toMatchObject({ kind: 'appointment' })
    expect((await end(held.id, '2026-12-31')).body.waiting).toMatchObject({ kind: 'appointment' })
    expect(await end(held.id, '2026-11-19', other)).toMatchObject(refusedFor('last_administrator'))
    expect((await change('cmi3.officer2', { disabled: true })).body.waiting).toMatchObject({ kind: 'person' })
  })

  test('while one who decides, but confirms nothing, can be stopped at once', async () => {
    const asked = await change('cmi3.webmaster', { disabled: true })
    expect(asked.body).toMatchObject({ disabled: true, waiting: null })
    expect((await end('cmi3.groupDirector.groupDirector.policy', '2026-11-20')).body.waiting).toBeNull()
  })
})

describe('§2.3: nobody comes to sign in as one who decides by an administrator alone', () => {
  test('the only other one who may confirm is not given another password by the one who asks', async () => {
    expect(await admin('POST', '/api/people/cmi3.officeDirector/password-reset')).toMatchObject(
      refusedFor('no_second_person'),
    )
    const code = await office.deps.db.selectFrom('setting').select('key').execute()
    expect(code.map(({ key }) => key)).not.toContain('passwordCode:cmi3.officeDirector')
  })

  test('an account that an administrator opened decides only under a code that nobody was shown alone', async () => {
    const id = await newcomer()
    const before = await signIn('cmi3.puppet', password)
    expect(before.status).toBe(200)
    const cookie = (before.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const asked = await appointment(id, { role: 'admin' })
    const first = asked.body.code
    expect(first).toMatch(/^\w{5}-\w{5}$/)
    const confirmed = await confirm(director, asked.body.waiting.id)
    const second = confirmed.body.code
    expect(confirmed.headers.get('cache-control')).toBe('no-store')
    // Neither what the administrator chose nor the session that was begun with it works any more.
    expect((await signIn('cmi3.puppet', password)).status).toBe(401)
    const session = await fetch(`${office.url}/api/session`, { headers: { cookie } })
    expect(session.status).toBe(401)
    for (const half of [first, second, `${first}${first}`, `${second}${first}`])
      expect((await setByCode('cmi3.puppet', half)).status).toBe(403)
    expect((await setByCode('cmi3.puppet', `${first} ${second}`)).status).toBe(204)
    expect((await signIn('cmi3.puppet', 'of my own making')).status).toBe(200)
    expect(await peopleDiffer()).toEqual([])
    expect((await verifyAuditLogs(office.deps.db)).differences).toEqual([])
    // From then on it is an account as any other.
    const again = await appointment(id, { role: 'webmaster' })
    expect([again.body.code, (await confirm(director, again.body.waiting.id)).body.code]).toEqual([
      null,
      null,
    ])
    expect((await signIn('cmi3.puppet', 'of my own making')).status).toBe(200)
  })

  test('nor does changing the password oneself, as the administrator could, make it one', async () => {
    const id = await newcomer()
    const session = await signIn('cmi3.puppet', password)
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const changed = await fetch(`${office.url}/api/session/password`, {
      method: 'POST',
      headers: { cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ current: password, next: 'another by the administrator' }),
    })
    expect(changed.status).toBe(204)
    const asked = await appointment(id, { role: 'groupDirector', group: 'policy' })
    expect(asked.body.code).not.toBeNull()
    await confirm(director, asked.body.waiting.id)
    expect((await signIn('cmi3.puppet', 'another by the administrator')).status).toBe(401)
  })

  test('an account with a post that decides is opened again by two, a clerk’s by one', async () => {
    await change('cmi3.webmaster', { disabled: true })
    const asked = await change('cmi3.webmaster', { disabled: false })
    expect(asked.body).toMatchObject({ disabled: true, waiting: { kind: 'person' } })
    await expect(office.as('cmi3.webmaster')).rejects.toThrow('could not sign in')
    expect((await confirm(director, asked.body.waiting.id)).status).toBe(200)
    await office.as('cmi3.webmaster')
    await change('cmi3.officer2', { disabled: true })
    expect((await change('cmi3.officer2', { disabled: false })).body).toMatchObject({
      ...{ disabled: false, waiting: null },
    })
  })

  test('who decides is called by another name only when two say so', async () => {
    const asked = await change('cmi3.groupDirector', { name: 'นางสาวอื่น', position: 'ผู้อำนวยการ' })
    expect(asked.body.waiting.what.th).toContain('เป็น “นางสาวอื่น”')
    expect((await person('cmi3.groupDirector')).name).not.toBe('นางสาวอื่น')
    expect((await change('cmi3.officer2', { name: 'ชื่อใหม่' })).body).toMatchObject({
      ...{ name: 'ชื่อใหม่', waiting: null },
    })
  })

  test('a puppet that is renamed after it was confirmed of, or before, is seen through', async () => {
    const id = await newcomer('cmi3.puppet', 'นายสมชาย ใจดี')
    const asked = await appointment(id, { role: 'groupDirector', group: 'policy' })
    // The confirmation names the account, the group and not only what the person is called.
    expect(asked.body.waiting.what.th).toContain('นายสมชาย ใจดี (cmi3.puppet)')
    expect(asked.body.waiting.what.th).toContain('กลุ่มนโยบายและแผน')
    await change(id, { name: 'ผู้อำนวยการกลุ่ม' })
    expect(await confirm(director, asked.body.waiting.id)).toMatchObject({
      status: 409,
      body: { refusals: [{ code: 'changed_since' }] },
    })
    expect((await person(id)).appointments).toEqual([])
  })

  test('what was asked of a person who has changed since is asked anew', async () => {
    const asked = await change('cmi3.groupDirector', { name: 'นางสาวอื่น' })
    await change('cmi3.groupDirector', { disabled: true })
    expect((await confirm(director, asked.body.waiting.id)).status).toBe(409)
  })

  test('an officer whose password one administrator knows publishes under no version by which owners publish alone', async () => {
    const opened = await newcomer()
    await appointment(opened, { role: 'officer', group: 'policy' })
    const session = await signIn('cmi3.puppet', password)
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const made = await draftOf(admin, 'cmi3', 'publication', present, (json) => {
      json.chart.states.published.tags.push('editable')
      json.chart.states.published.on.CORRECT = {
        guard: { type: 'may', params: { as: 'owner' } },
        actions: [{ type: 'freeze' }],
        meta: {
          title: { th: 'แก้ไขข้อผิดพลาด', en: 'Correct an error' },
          clause: 'ข้อ ๔',
          source: 'document',
          needs: [{ field: 'revision' }],
        },
      }
    })
    const asked = await askToActivate(admin, made)
    expect(asked.body.waiting.what.th).toContain('ต้องออกรหัสใหม่ให้ ผู้มาใหม่ (cmi3.puppet)')
    // Another who is appointed meanwhile was not shown to the director.
    const second = await newcomer('cmi3.second', 'อีกคน')
    await appointment(second, { role: 'officer', group: 'policy' })
    expect(await confirm(director, asked.body.waiting.id)).toMatchObject({
      status: 409,
      body: { refusals: [{ code: 'changed_since' }] },
    })
    await admin('POST', `/api/confirmations/${asked.body.waiting.id}/decline`, { reason: 'ถอน' })
    const anew = await askToActivate(admin, made)
    expect(anew.body.waiting.what.th).toContain('cmi3.puppet')
    expect((await confirm(director, anew.body.waiting.id)).status).toBe(200)
    for (const username of ['cmi3.puppet', 'cmi3.second'])
      expect((await signIn(username, password)).status).toBe(401)
    expect((await fetch(`${office.url}/api/session`, { headers: { cookie } })).status).toBe(401)
    // Who chose their own password, or was opened by two, is left alone; and two open these again.
    await office.as('cmi3.officer')
    const reset = await admin('POST', `/api/people/${opened}/password-reset`)
    const { code } = (await confirm(director, reset.body.waiting.id)).body
    expect((await setByCode('cmi3.puppet', `${reset.body.code}${code}`)).status).toBe(204)
    expect((await signIn('cmi3.puppet', 'of my own making')).status).toBe(200)
    // From now on an officer is appointed by two.
    expect(
      (await appointment('cmi3.webmaster', { role: 'officer', group: 'policy' })).body.waiting,
    ).toMatchObject({
      kind: 'appointment',
    })
    expect(await peopleDiffer()).toEqual([])
    expect((await verifyAuditLogs(office.deps.db)).differences).toEqual([])
  })

  test('an officer of an office whose owners correct what is public is appointed by two', async () => {
    admin = await office.as('cmi4.admin')
    const asked = await appointment('cmi4.webmaster', { role: 'officer', group: 'finance' })
    expect(asked.body.waiting).toMatchObject({ kind: 'appointment' })
    admin = await office.as('cmi3.admin')
    expect(
      (await appointment('cmi3.officer2', { role: 'officer', group: 'finance' })).body.waiting,
    ).toBeNull()
  })
})

describe('§2.3: in an office of one', () => {
  beforeEach(() => endLongAgo('cmi3.officeDirector'))

  test('what would have waited takes effect, says so in the answer and stands in the log', async () => {
    await change('cmi3.webmaster', { disabled: true })
    const opened = await change('cmi3.webmaster', { disabled: false })
    expect(opened.body).toMatchObject({
      ...{ disabled: false, waiting: null },
      notice: { th: 'มีผู้ดูแลระบบคนเดียว จึงมีผลโดยไม่มีผู้ยืนยัน' },
    })
    expect((await log()).map(({ type }) => type).slice(0, 2)).toEqual([
      'person.changed',
      'confirmation.without',
    ])
    const reset = await admin('POST', '/api/people/cmi3.officer2/password-reset')
    expect(reset.body).toMatchObject({ waiting: null, notice: { th: expect.stringContaining('คนเดียว') } })
    expect((await setByCode('cmi3.officer2', reset.body.code)).status).toBe(204)
  })

  test('an account that was opened so is opened anew as soon as there are two', async () => {
    const { code } = (await admin('POST', '/api/people/cmi3.officer2/password-reset')).body
    await setByCode('cmi3.officer2', code)
    expect((await appointment('cmi3.webHead', { role: 'officeDirector' })).body.waiting).toBeNull()
    const asked = await appointment('cmi3.officer2', { role: 'webmaster' })
    expect(asked.body.code).not.toBeNull()
    await confirm(await office.as('cmi3.webHead'), asked.body.waiting.id)
    expect((await signIn('cmi3.officer2', 'of my own making')).status).toBe(401)
  })
})

describe('§2.3: a code that an administrator saw alone, and has not used', () => {
  beforeEach(() => endLongAgo('cmi3.officeDirector'))
  const codeAlone = async (id: string) => (await admin('POST', `/api/people/${id}/password-reset`)).body.code
  const makeTwo = () => appointment('cmi3.webHead', { role: 'officeDirector' })

  test('opens no account any more that was appointed since by two', async () => {
    const code = await codeAlone('cmi3.officer2')
    await makeTwo()
    const asked = await appointment('cmi3.officer2', { role: 'webmaster' })
    expect(asked.body.code).toBeNull()
    expect((await confirm(await office.as('cmi3.webHead'), asked.body.waiting.id)).status).toBe(200)
    expect((await setByCode('cmi3.officer2', code)).status).toBe(403)
    await office.as('cmi3.officer2')
  })

  test('nor one that two have opened again', async () => {
    await change('cmi3.webmaster', { disabled: true })
    const code = await codeAlone('cmi3.webmaster')
    await makeTwo()
    const asked = await change('cmi3.webmaster', { disabled: false })
    expect((await confirm(await office.as('cmi3.webHead'), asked.body.waiting.id)).status).toBe(200)
    expect((await setByCode('cmi3.webmaster', code)).status).toBe(403)
  })
})

describe('§2.3: those concerned are told', () => {
  type Notice = { id: string; request: string | null; message: { th: string }; read: boolean }
  const noticesOf = async (client: Client) =>
    ((await client('GET', '/api/notifications')).body.notifications as Notice[]).filter(
      ({ request }) => request === null,
    )
  const counts = async (client: Client) => (await client('GET', '/api/notifications/unread')).body

  test('who may confirm, with a count that ends when it is decided; then who asked', async () => {
    const before = (await counts(director)).unread
    const asked = await appointment('cmi3.officer2', { role: 'webmaster' })
    expect(await counts(director)).toMatchObject({ unread: before + 1, confirmations: 1 })
    expect(await counts(admin)).toMatchObject({ confirmations: 0 })
    const [told] = await noticesOf(director)
    expect(told).toMatchObject({ request: null, read: false })
    expect(told?.message.th).toContain('รอท่านยืนยัน')
    const concerned = await office.as('cmi3.officer2')
    expect((await noticesOf(concerned))[0]?.message.th).toContain('รอคนที่สองยืนยัน')
    await director('POST', '/api/notifications/read', { ids: [told?.id] })
    office.clock.advance(60_000)
    await confirm(director, asked.body.waiting.id)
    expect(await counts(director)).toMatchObject({ unread: before, confirmations: 0 })
    expect((await noticesOf(admin))[0]?.message.th).toContain('ยืนยันแล้ว')
    expect((await noticesOf(concerned))[0]?.message.th).toContain('ยืนยันแล้ว')
  })

  test('who asked, with the reason why it was declined', async () => {
    const asked = await appointment('cmi3.officer2', { role: 'webmaster' })
    await director('POST', `/api/confirmations/${asked.body.waiting.id}/decline`, { reason: 'ไม่มีคำสั่ง' })
    expect((await noticesOf(admin))[0]?.message.th).toContain('เหตุผล: ไม่มีคำสั่ง')
  })

  test('whose post is ended at once, and whose name is changed', async () => {
    await end('cmi3.webmaster.webmaster', '2026-11-25')
    const webmaster = await office.as('cmi3.webmaster')
    expect((await noticesOf(webmaster))[0]?.message.th).toContain('สิ้นสุดในวันที่ 25 พฤศจิกายน 2569')
    await change('cmi3.officer2', { name: 'ชื่อใหม่' })
    expect((await noticesOf(await office.as('cmi3.officer2')))[0]?.message.th).toContain('แก้ไขชื่อของท่าน')
  })

  test('nobody of another office', async () => {
    const asked = await appointment('cmi3.officer2', { role: 'webmaster' })
    for (const username of ['cmi4.officeDirector', 'cmi4.admin', 'cmi3.groupDirector']) {
      const other = await office.as(username)
      expect(await noticesOf(other)).toEqual([])
      expect(await counts(other)).toMatchObject({ confirmations: 0 })
    }
    const list = confirmationsSchema.parse((await director('GET', '/api/offices/cmi3/confirmations')).body)
    expect(list.confirmations.map(({ id }) => id)).toEqual([asked.body.waiting.id])
  })
})

describe('§2.3: where nobody of the office can confirm any more, whoever runs the server', () => {
  const now = () => office.clock.now()

  test('appoints a second person, opens an account and makes a code, with a reason in the log', async () => {
    const { db, config } = office.deps
    await change('cmi3.officeDirector', { disabled: true }).then(({ body }) =>
      confirm(director, body.waiting.id),
    )
    const reason = 'ผู้อำนวยการเกษียณอายุราชการ'
    await changePeople(db, config, { what: 'director', username: 'cmi3.webHead', reason }, now())
    await changePeople(db, config, { what: 'enable', username: 'cmi3.officeDirector', reason }, now())
    const code = await changePeople(
      ...([db, config, { what: 'code', username: 'cmi3.webHead', reason }, now()] as const),
    )
    expect((await setByCode('cmi3.webHead', code ?? '')).status).toBe(204)
    expect((await signIn('cmi3.webHead', 'of my own making')).status).toBe(200)
    await office.as('cmi3.officeDirector')
    const sentences = (await admin('GET', '/api/offices/cmi3/log')).body.events
      .filter(({ type }: { type: string }) => type === 'confirmation.without')
      .map(({ sentence }: { sentence: { th: string } }) => sentence.th)
    expect(sentences).toHaveLength(3)
    for (const sentence of sentences)
      expect(sentence).toContain('ผู้ดูแลเครื่องแม่ข่ายดำเนินการ เหตุผล: ผู้อำนวยการเกษียณ')
    const told = (await admin('GET', '/api/notifications')).body.notifications
    expect(
      told.filter(({ message }: { message: { th: string } }) => message.th.includes('ผู้ดูแลเครื่องแม่ข่าย')),
    ).toHaveLength(3)
    expect(await peopleDiffer()).toEqual([])
    expect((await verifyAuditLogs(db)).differences).toEqual([])
  })

  test('makes nobody a second person whose password the administrator knows', async () => {
    const id = await newcomer()
    const order = { what: 'director', username: 'cmi3.puppet', reason: 'ไม่มีคนที่สอง' } as const
    const code = await changePeople(office.deps.db, office.deps.config, order, now())
    expect((await signIn('cmi3.puppet', password)).status).toBe(401)
    expect((await setByCode('cmi3.puppet', code ?? '')).status).toBe(204)
    expect((await signIn('cmi3.puppet', 'of my own making')).status).toBe(200)
    const held = (await person(id)).appointments
    expect(held).toMatchObject([{ role: 'officeDirector' }])
    const asked = await appointment(id, { role: 'webmaster' })
    expect(asked.body.code).toBeNull()
    expect(await peopleDiffer()).toEqual([])
  })

  test('but not without a reason, nor for nobody', async () => {
    const { db, config } = office.deps
    const order = { what: 'admin', username: 'cmi3.webHead', reason: 'x' } as const
    await expect(changePeople(db, config, { ...order, reason: ' ' }, now())).rejects.toThrow('reason')
    await expect(changePeople(db, config, { ...order, username: 'nobody' }, now())).rejects.toThrow('nobody')
    expect((await log()).map(({ type }) => type)).not.toContain('confirmation.without')
  })
})
