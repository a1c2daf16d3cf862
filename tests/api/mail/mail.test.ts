import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createEffectRounds, deliverDue, maxAttempts } from '../../../api/effects/deliver.ts'
import { createOutbound } from '../../../api/effects/outbound.ts'
import { erase } from '../../../api/operations/erase.ts'
import { verifyPeople } from '../../../api/operations/verify-people.ts'
import { tell } from '../../../api/people/office-notices.ts'
import { catchUp } from '../../../api/requests/projections.ts'
import { getOffice } from '../../../machines/offices/offices.ts'
import { certificate, type MailServer, read, startMailServer } from '../../support/mail-server.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { answersOf, take } from '../../support/publish.ts'
import { expectProblem } from '../../support/refused.ts'

const at = '/api/offices/cmi4/mail'
const address = 'phisamai@example.go.th'
let server: MailServer
let office: Office
let admin: Client

beforeAll(() => setDefaultCACertificates([...getCACertificates('default'), certificate]))
beforeEach(async () => {
  server = await startMailServer()
  office = await startOffice({ env: { PRAKAT_URL: 'https://prakat.example.go.th' } })
  callable('mail.test')
  admin = await office.as('cmi4.admin')
})
const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await office.close()
  for (const end of [server.close, ...endings.splice(0)]) await end()
})
afterAll(async () => setDefaultCACertificates(getCACertificates('bundled')))

/** What whoever runs the server has named; every name is this machine. */
const callable = (...names: string[]) => {
  const allowed = names.map((name) => `${name}:${server.port}`)
  office.deps.outbound = createOutbound({
    allowed,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  })
}

const settings = (more: Record<string, unknown> = {}) => ({
  enabled: true,
  host: 'mail.test',
  port: server.port,
  security: 'starttls',
  username: 'saraban',
  password: 'the password',
  fromName: 'สพป.เชียงใหม่ เขต ๔',
  fromAddress: 'noreply@cmi4.example.go.th',
  digestAt: '08:30',
  quietFrom: '18:00',
  quietUntil: '07:30',
  workingDaysOnly: true,
  ...more,
})
const setUp = async (more: Record<string, unknown> = {}) => {
  const answer = await admin('PUT', at, settings(more))
  expect(answer).toMatchObject({ status: 200, body: { enabled: more.enabled ?? true } })
}
const tellBy = async (delivery: string, to = address) => {
  const director = await office.as('cmi4.officeDirector')
  const answer = await director('PUT', '/api/session/mail', { address: to, delivery })
  expect(answer).toMatchObject({ status: 200, body: { address: to, delivery } })
  return director
}
/** A request that waits for the director of the office. */
async function propose(title = 'เรื่องของนายสมชาย ใจดี'): Promise<string> {
  const officer = await office.as('cmi4.officer')
  const content = { title, body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน', category: '1.2' }
  const { body } = await officer('POST', '/api/requests', { procedure: 'cmi4.publication', content })
  const options = {
    owner: 'officer',
    groupDirector: 'groupDirector',
    officeDirector: 'officeDirector',
    contact: 'กลุ่ม',
  }
  const [first] = getOffice('cmi4').demo.walk(options)
  if (!first) throw new Error('no walk')
  await take(office, body.id, 'cmi4.officer', {
    type: first.type,
    ...first.data,
    ...(await answersOf(office, body.id)),
  })
  await catchUp(office.deps)
  return body.id
}
const later = async (ms: number) => {
  office.clock.advance(ms)
  admin = await office.as('cmi4.admin')
}
const deliver = () => deliverDue(office.deps)
const failed = async () => (await admin('GET', `${at}/failed`)).body.messages
const effects = () => office.deps.db.selectFrom('effect').selectAll().orderBy('id').execute()

test('nothing is written down or sent before an administrator turns it on, and none without a word of the person', async () => {
  await tellBy('atOnce')
  await propose()
  await setUp({ enabled: false })
  await propose()
  expect(await effects()).toEqual([])
  await setUp()
  await tellBy('none')
  await propose()
  expect(await effects()).toEqual([])
  expect(await deliver()).toBe(0)
  expect(server.received).toEqual([])
})

test('a message in Thai: one sentence and one link, by STARTTLS, with no title and no name', async () => {
  await setUp()
  await tellBy('atOnce')
  const request = await propose()
  expect(server.received).toEqual([])
  expect(await deliver()).toBe(1)
  const [mail] = server.received
  if (!mail) throw new Error('nothing came')
  expect(mail).toMatchObject({
    from: 'noreply@cmi4.example.go.th',
    to: [address],
    secure: true,
    user: 'saraban',
  })
  const { headers, text } = read(mail.raw)
  expect(text).toBe(`มีเรื่องรอท่านดำเนินการ 1 เรื่อง\n\nhttps://prakat.example.go.th/requests/${request}\n`)
  const [effect] = await effects()
  expect(headers).toEqual(
    expect.arrayContaining([
      'Subject: มีเรื่องรอท่านดำเนินการ 1 เรื่อง',
      'From: สพป.เชียงใหม่ เขต ๔ <noreply@cmi4.example.go.th>',
      `To: ${address}`,
      `Message-ID: <${effect?.key}@cmi4.example.go.th>`,
      'Auto-Submitted: auto-generated',
    ]),
  )
  expect(`${headers} ${text}`).not.toMatch(/สมชาย/)
  expect(await deliver()).toBe(0)
})

test('several at a time are one message, which does not tell what was done meanwhile or read', async () => {
  await setUp()
  const director = await tellBy('daily')
  const done = await propose('ทำแล้ว')
  const seen = await propose('อ่านแล้ว')
  await propose('ยังรอ')
  await propose('ยังรอด้วย')
  expect(await effects()).toHaveLength(1)
  // Looked at, and put off to the digest of Monday: no attempt.
  expect(await deliver()).toBe(1)
  expect(await effects()).toMatchObject([{ attempts: 0, dueAt: Date.parse('2026-11-23T08:30:00+07:00') }])
  await director('POST', '/api/notifications/read', { request: seen })
  const back = { grounds: [], text: 'แก้ไขก่อน' }
  const shown = (await director('GET', `/api/requests/${done}`)).body
  const returning = shown.choices.find(
    (one: { needs: { field: string }[]; allowed: boolean }) =>
      one.allowed && one.needs.some(({ field }) => field === 'reasons'),
  )
  await take(office, done, 'cmi4.officeDirector', { type: returning.type, reasons: back })
  await later(3 * 86_400_000)
  expect(await deliver()).toBe(1)
  expect(server.received.map(({ raw }) => read(raw).text)).toEqual([
    'มีเรื่องรอท่านดำเนินการ 2 เรื่อง\n\nhttps://prakat.example.go.th/\n',
  ])
})

test('where all was read meanwhile nothing is sent, and a closed account is sent nothing', async () => {
  await setUp()
  const director = await tellBy('atOnce')
  const request = await propose()
  await director('POST', '/api/notifications/read', { request })
  await deliver()
  await propose()
  await office.deps.db
    .updateTable('person')
    .set({ disabled: 1 })
    .where('username', '=', 'cmi4.officeDirector')
    .execute()
  await deliver()
  expect(server.received).toEqual([])
  expect((await effects()).map(({ status }) => status)).toEqual(['done', 'done'])
})

test('a request that the person may not read any more is told by no message, and what is of the office is', async () => {
  await setUp()
  const director = await tellBy('atOnce')
  await propose()
  const person = (await director('GET', '/api/session')).body.person.id
  const post = office.deps.db.updateTable('appointment').where('person', '=', person)
  await post.set({ endsOn: '2026-11-19' }).execute()
  await deliver()
  expect(server.received).toEqual([])
  expect(await effects()).toMatchObject([{ status: 'done' }])
  await post.set({ endsOn: null }).execute()
  await propose()
  await post.set({ endsOn: '2026-11-19' }).execute()
  await office.deps.commits((trx) =>
    tell(trx, { office: 'cmi4', at: office.clock.now() }, [person], { th: 'ข่าว', en: 'News' }),
  )
  await deliver()
  expect(server.received.map(({ raw }) => read(raw).text)).toEqual([
    'มีเรื่องแจ้งให้ท่านทราบ 1 รายการ\n\nhttps://prakat.example.go.th/\n',
  ])
})

test('is turned off also where its server may not be called any more, and then nothing is tried again', async () => {
  const open = { security: 'none', username: '', password: '' }
  await setUp(open)
  await tellBy('atOnce')
  server.answers.rcpt = [550, '5.1.1 unknown']
  await propose()
  await deliver()
  office.deps.outbound = createOutbound({ allowed: [] })
  expectProblem(await admin('PUT', at, settings(open)), 400, 'invalid_request')
  await setUp({ ...open, enabled: false })
  expect(await effects()).toMatchObject([{ status: 'dead' }])
  callable('mail.test')
  await setUp(open)
  expect(await effects()).toMatchObject([{ status: 'waiting' }])
})

test('in the quiet hours it waits for the morning, and a change of the settings is looked at at once', async () => {
  await setUp()
  await tellBy('atOnce')
  await later(9 * 3_600_000)
  await propose()
  await deliver()
  expect(server.received).toEqual([])
  expect(await effects()).toMatchObject([{ dueAt: Date.parse('2026-11-23T07:30:00+07:00'), attempts: 0 }])
  await setUp({ quietFrom: '00:00', quietUntil: '00:00' })
  await deliver()
  expect(server.received).toHaveLength(1)
})

test('a refused recipient is given up at once, told to administrators, and sent again once the address is right', async () => {
  await setUp()
  await tellBy('atOnce')
  server.answers.rcpt = [550, `5.1.1 ${address} unknown`]
  await propose()
  await deliver()
  const list = await failed()
  expect(list).toMatchObject([
    { dueAt: null, problem: { th: expect.stringContaining('ไม่รับที่อยู่ของผู้รับ (550 5.1.1)') } },
  ])
  expect(JSON.stringify(list)).not.toContain(address)
  expect(
    JSON.stringify(await office.deps.db.selectFrom('effectAttempt').selectAll().execute()),
  ).not.toContain(address)
  const told = (await admin('GET', '/api/notifications')).body.notifications
  expect(told[0].message.th).toContain('อีเมลแจ้งงานที่ส่งไม่ได้')
  server.answers = {}
  await tellBy('atOnce', 'right@example.go.th')
  expect(await admin('POST', `/api/offices/cmi4/effects/${list[0].id}/retry`)).toMatchObject({ status: 202 })
  await deliver()
  expect(server.received.map(({ to }) => to)).toEqual([['right@example.go.th']])
  expect(await failed()).toEqual([])
})

test('a full mailbox is tried again later', async () => {
  await setUp()
  await tellBy('atOnce')
  server.answers.rcpt = [452, '4.2.2 full']
  await propose()
  await deliver()
  expect(await failed()).toMatchObject([
    { dueAt: expect.any(String), problem: { en: expect.stringContaining('452 4.2.2') } },
  ])
  server.answers = {}
  await later(60_000)
  await deliver()
  expect(server.received).toHaveLength(1)
})

test('a server that is down is tried again with backoff, and gets the message once when it is back', async () => {
  await setUp()
  await tellBy('atOnce')
  await propose()
  const { port } = server
  await server.close()
  expect(await deliver()).toBe(1)
  expect(await deliver()).toBe(0)
  expect(await effects()).toMatchObject([{ status: 'waiting', attempts: 1 }])
  await later(60_000)
  await deliver()
  server = await startMailServer({ port })
  await later(120_000)
  await deliver()
  expect(server.received).toHaveLength(1)
  expect(await effects()).toMatchObject([{ status: 'done', attempts: 3 }])
})

test('it is given up after twelve attempts', async () => {
  await setUp({ quietFrom: '00:00', quietUntil: '00:00', workingDaysOnly: false })
  await tellBy('atOnce')
  server.answers.data = [451, 'busy']
  await propose()
  for (let tries = 0; tries < maxAttempts; tries += 1) {
    expect(await deliver()).toBe(1)
    await later(8 * 3_600_000)
  }
  expect(await failed()).toMatchObject([{ dueAt: null }])
  expect(await deliver()).toBe(0)
})

test('after a crash between sending and recording the same message goes again under the same Message-ID', async () => {
  await setUp()
  await tellBy('atOnce')
  await propose()
  const commits = office.deps.commits
  // From the moment the server has the message, this one records nothing any more.
  server.beforeAnswer = () => {
    office.deps.commits = () => Promise.reject(new Error('killed'))
  }
  await expect(deliver()).rejects.toThrow('killed')
  office.deps.commits = commits
  server.beforeAnswer = () => {}
  expect(await effects()).toMatchObject([{ status: 'waiting', attempts: 1, claim: expect.any(String) }])
  // What comes meanwhile is another message: of this one a receiver may keep the first alone.
  await propose()
  createEffectRounds(office.deps)()
  await office.deps.jobs.idle()
  const ids = server.received.map(({ raw }) =>
    read(raw).headers.find((line) => line.startsWith('Message-ID')),
  )
  expect(ids).toHaveLength(3)
  expect(new Set(ids).size).toBe(2)
  const texts = server.received.map(({ raw }) => read(raw).text)
  expect(texts.filter((_text, index) => ids[index] === ids[0])).toEqual([texts[0], texts[0]])
})

test('TLS from the first byte; a wrong certificate, or a server without STARTTLS, is sent nothing', async () => {
  const secure = await startMailServer({ secure: true })
  const plain = await startMailServer({ disabledCommands: ['STARTTLS'] })
  endings.push(secure.close, plain.close)
  const outbound = (port: number, name: string) => {
    office.deps.outbound = createOutbound({
      allowed: [`${name}:${port}`],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })
  }
  await admin('PUT', '/api/session/mail', { address, delivery: 'atOnce' })
  const tried = async (given: Record<string, unknown>) => {
    await setUp(given)
    return (await admin('POST', `${at}/test`)).body
  }
  outbound(secure.port, 'mail.test')
  expect(await tried({ security: 'tls', port: secure.port })).toMatchObject({ ok: true })
  expect(secure.received).toMatchObject([{ secure: true }])
  outbound(secure.port, 'other.test')
  expect(await tried({ security: 'tls', port: secure.port, host: 'other.test' })).toMatchObject({
    ok: false,
    message: { th: expect.stringContaining('ใบรับรอง') },
  })
  outbound(plain.port, 'mail.test')
  expect(await tried({ port: plain.port })).toMatchObject({
    ok: false,
    message: { en: expect.stringContaining('TLS') },
  })
  expect(plain.received).toEqual([])
  expect(await tried({ port: plain.port, security: 'none', username: '', password: '' })).toMatchObject({
    ok: true,
  })
  expect(plain.received).toHaveLength(1)
})

test('a host on a private network, or without TLS, is called only where whoever runs the server named it', async () => {
  office.deps.outbound = createOutbound({
    allowed: [],
    resolve: async () => [{ address: '10.0.0.5', family: 4 }],
  })
  await admin('PUT', '/api/session/mail', { address, delivery: 'atOnce' })
  expectProblem(await admin('PUT', at, settings({ host: '127.0.0.1' })), 400, 'invalid_request')
  expectProblem(await admin('PUT', at, settings({ security: 'none' })), 400, 'invalid_request')
  for (const host of ['mail.test/x', 'mail test', 'a@mail.test', ''])
    expectProblem(await admin('PUT', at, settings({ host })), 400, 'invalid_request')
  await setUp()
  expect((await admin('POST', `${at}/test`)).body).toMatchObject({
    ok: false,
    message: { th: expect.stringContaining('เครือข่ายภายใน') },
  })
})

test('a wrong password is given up, and tried again once it is put right; no answer or log holds it', async () => {
  await setUp({ password: 'wrong secret' })
  await tellBy('atOnce')
  await propose()
  await deliver()
  expect(await failed()).toMatchObject([{ dueAt: null, problem: { en: expect.stringContaining('535') } }])
  await setUp()
  await deliver()
  expect(server.received).toHaveLength(1)
  const rows = await office.deps.db.selectFrom('integration').selectAll().execute()
  const log = await office.deps.db.selectFrom('officeEvent').selectAll().execute()
  const all = JSON.stringify([rows, log, (await admin('GET', at)).body])
  for (const secret of ['wrong secret', 'the password']) expect(all).not.toContain(secret)
  expect((await admin('GET', at)).body).toMatchObject({ hasPassword: true })
})

test('the password is sent to no other server, and no longer by TLS alone, without being typed anew', async () => {
  await setUp()
  callable('mail.test', 'other.test')
  const { password: _, ...same } = settings()
  for (const other of [{ host: 'other.test' }, { port: 2525 }, { security: 'none' }])
    expectProblem(await admin('PUT', at, { ...same, ...other }), 400, 'invalid_request')
  expect(await admin('PUT', at, { ...same, fromName: 'ชื่ออื่น' })).toMatchObject({ status: 200 })
})

test('no line is added to a message by a name, an address or a title', async () => {
  const evil = 'สำนักงาน\r\nBcc: evil@example.com\r\n\r\n<b>'
  expect(await admin('PUT', at, settings({ fromName: evil }))).toMatchObject({ status: 200 })
  const director = await office.as('cmi4.officeDirector')
  for (const bad of [
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    'a <c@d.example>',
    'a@b@c.example',
  ]) {
    const answer = await director('PUT', '/api/session/mail', { address: bad, delivery: 'atOnce' })
    expectProblem(answer, 400, 'invalid_request')
  }
  await tellBy('atOnce')
  await propose('หัวเรื่อง\r\nBcc: evil@example.com')
  await deliver()
  expect(server.received).toMatchObject([{ to: [address] }])
  const names = read(server.received[0]?.raw ?? '').headers.map((line) => line.split(':')[0])
  expect(names).not.toContain('Bcc')
  expect(names.filter((name) => name === 'From')).toHaveLength(1)
})

test('an administrator of another office neither sees nor sets it, and nobody else does', async () => {
  await setUp()
  const person = (await admin('GET', '/api/offices/cmi4/people')).body.people[0].id
  for (const who of [await office.as('yst2.admin'), await office.as('cmi4.officer')]) {
    expectProblem(await who('GET', at), 403, 'not_permitted')
    expectProblem(await who('PUT', at, settings()), 403, 'not_permitted')
    expectProblem(await who('GET', `${at}/failed`), 403, 'not_permitted')
    expectProblem(await who('POST', `${at}/test`), 403, 'not_permitted')
    expectProblem(
      await who('PUT', `/api/people/${person}/mail`, { address, delivery: 'atOnce' }),
      403,
      'not_permitted',
    )
  }
  const id = (await office.deps.db.selectFrom('integration').select('id').executeTakeFirstOrThrow()).id
  expectProblem(await admin('DELETE', `/api/offices/cmi4/integrations/${id}`), 404, 'not_found')
  expect((await admin('GET', '/api/offices/cmi4/integrations')).body.integrations).toEqual([])
})

test('an address is in the audit log, verified, and gone with an erasure', async () => {
  const person = await office.deps.db
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'cmi4.officeDirector')
    .executeTakeFirstOrThrow()
  await setUp()
  expect(await admin('PUT', `/api/people/${person.id}/mail`, { address, delivery: 'atOnce' })).toMatchObject({
    status: 200,
  })
  await propose()
  expect(await verifyPeople(office.deps.db)).toEqual([])
  await office.deps.db.updateTable('personMail').set({ address: 'thief@example.com' }).execute()
  expect(await verifyPeople(office.deps.db)).toEqual([
    `person ${person.id}: the e-mail address is not what the log says`,
  ])
  await office.deps.db.updateTable('personMail').set({ address }).execute()
  await office.deps.db.updateTable('person').set({ disabled: 1 }).where('id', '=', person.id).execute()
  await erase(office.deps.db, { person: person.id, by: 'คำสั่งที่ ๑', reason: 'พ้นจากตำแหน่ง' }, office.clock.now())
  expect(await effects()).toEqual([])
  const facts = await office.deps.db.selectFrom('officeFact').select('json').execute()
  expect(JSON.stringify(facts)).not.toContain(address)
  expect(await office.deps.db.selectFrom('personMail').selectAll().execute()).toEqual([])
  expect((await verifyPeople(office.deps.db)).filter((what) => what.includes('e-mail'))).toEqual([])
})
