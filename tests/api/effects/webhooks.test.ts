import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { backoffMs, createEffectRounds, deliverDue, maxAttempts } from '../../../api/effects/deliver.ts'
import { signatureOf } from '../../../api/effects/webhook.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'
import { expectProblem, refused } from '../../support/refused.ts'

let receiver: Receiver
let office: Office
let admin: Client
beforeAll(async () => {
  receiver = await startReceiver()
  office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: receiver.host } })
})
afterAll(async () => {
  await office.close()
  await receiver.close()
})
beforeEach(async () => {
  admin = await office.as('cmi4.admin')
  receiver.received.length = 0
  receiver.answer = (_request, res) => res.writeHead(204).end()
})
afterEach(async () => {
  for (const { id } of (await admin('GET', '/api/offices/cmi4/integrations')).body.integrations)
    expect((await admin('DELETE', `/api/offices/cmi4/integrations/${id}`)).status).toBe(204)
})

/** Time passes, and whoever was signed in signs in again. */
const later = async (ms: number) => {
  office.clock.advance(ms)
  admin = await office.as('cmi4.admin')
}

const at = '/api/offices/cmi4/integrations'
async function webhook(more: Record<string, unknown> = {}, enabled = true) {
  const body = { kind: 'webhook', name: 'ระบบสารบรรณ', url: `${receiver.url}/hook`, ...more }
  const added = await admin('POST', at, body)
  expect(added).toMatchObject({ status: 201, body: { integration: { enabled: false, hasCredential: true } } })
  const { integration, secret } = added.body as { integration: { id: string }; secret: string }
  if (enabled)
    expect(await admin('PATCH', `${at}/${integration.id}`, { enabled: true })).toMatchObject({ status: 200 })
  return { id: integration.id, secret }
}
const deliver = () => deliverDue(office.deps)
const effects = async (query = '') => (await admin('GET', `/api/offices/cmi4/effects${query}`)).body.effects
const sent = () => receiver.received.map(({ body }) => JSON.parse(body))

test('an integration that was not turned on sends nothing and has nothing written down', async () => {
  await webhook({}, false)
  await publish(office)
  expect(await deliver()).toBe(0)
  expect(receiver.received).toEqual([])
  expect(await effects()).toEqual([])
})

test('the effect is written in the transaction of the event, and for an office of its own alone', async () => {
  await webhook()
  await publish(office, { office: 'yst2', until: '2026-12-31' })
  expect(await effects()).toEqual([])
  const before = receiver.received.length
  await expect(
    office.deps.commits(async (trx) => {
      await trx.updateTable('publication').set({ title: 'ไม่ถูกบันทึก' }).where('office', '=', 'cmi4').execute()
      throw new Error('the event fails after it')
    }),
  ).rejects.toThrow('fails after')
  expect(await effects()).toEqual([])
  await publish(office)
  expect(await effects()).toMatchObject([{ what: 'published', status: 'waiting', attempts: [] }])
  expect(receiver.received).toHaveLength(before)
})

test('a publication and its end are delivered, signed, with what the public page shows and nobody named', async () => {
  const { secret } = await webhook({ site: 'https://prakat.example.go.th/somewhere' })
  const { request, publication } = await publish(office, { content: { title: 'ประกาศประกวดราคา' } })
  expect(await deliver()).toBe(1)
  const [first] = receiver.received
  if (!first) throw new Error('nothing came')
  expect(first).toMatchObject({ method: 'POST', path: '/hook' })
  const id = String(first.headers['webhook-id'])
  const timestamp = Number(first.headers['webhook-timestamp'])
  expect(timestamp * 1000).toBe(office.clock.now())
  expect(first.headers['webhook-signature']).toBe(signatureOf(secret, { id, timestamp, body: first.body }))
  expect(JSON.parse(first.body)).toMatchObject({
    type: 'publication.published',
    timestamp: new Date(office.clock.now()).toISOString(),
    data: {
      ...{ id: publication, office: 'cmi4', status: 'published', title: 'ประกาศประกวดราคา' },
      url: `https://prakat.example.go.th/o/cmi4/items/${publication}`,
    },
  })
  const people = await office.deps.db.selectFrom('person').select(['id', 'name', 'username']).execute()
  for (const { name, username } of people) {
    expect(first.body).not.toContain(name)
    expect(first.body).not.toContain(username)
  }
  await later(60_000)
  await take(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'ประกาศผิดฉบับ' },
  })
  expect(await deliver()).toBe(1)
  const ended = sent()[1]
  expect(ended).toMatchObject({
    type: 'publication.ended',
    data: { id: publication, status: 'ended', endKind: 'takenDown', endReason: 'ประกาศผิดฉบับ' },
  })
  expect(JSON.stringify(ended)).not.toContain('ประกวดราคา')
  expect(receiver.received[1]?.headers['webhook-id']).not.toBe(id)
})

test("the signature is that of Standard Webhooks' own example", () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
  expect(signatureOf(secret, message)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('only the events that were chosen are sent', async () => {
  await webhook({ events: ['ended'] })
  const { request } = await publish(office)
  expect(await deliver()).toBe(0)
  await take(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'หมดความจำเป็น' },
  })
  expect(await deliver()).toBe(1)
  expect(sent()).toMatchObject([{ type: 'publication.ended' }])
})

test('what failed is tried again later under the same id, as late as the other side asked for, and then stands as done', async () => {
  await webhook()
  receiver.answer = (_request, res) => res.writeHead(503, { 'Retry-After': '600' }).end('secret of theirs')
  await publish(office)
  expect(await deliver()).toBe(1)
  const [waits] = await effects()
  expect(waits).toMatchObject({
    status: 'waiting',
    problem: { th: 'เว็บไซต์ตอบ 503' },
    attempts: [{ number: 1, status: 503 }],
  })
  expect(Date.parse(waits.dueAt) - office.clock.now()).toBe(600_000)
  await later(599_000)
  expect(await deliver()).toBe(0)
  receiver.answer = (_request, res) => res.writeHead(200).end()
  await later(1000)
  expect(await deliver()).toBe(1)
  expect(await effects()).toMatchObject([
    { status: 'done', dueAt: null, problem: null, attempts: [{ status: 503 }, { number: 2, status: 200 }] },
  ])
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(JSON.stringify(await effects())).not.toContain('secret of theirs')
})

test('the pauses grow, with some chance in them, and never beyond six hours', () => {
  expect(backoffMs(1, 0)).toBe(22_500)
  expect(backoffMs(1, 1)).toBe(37_500)
  expect(backoffMs(4, 0.5)).toBe(240_000)
  expect(backoffMs(40, 0.5)).toBe(6 * 3_600_000)
})

test('what fails again and again is given up, is seen, and an administrator has it delivered again', async () => {
  const { id } = await webhook()
  receiver.answer = (_request, res) => res.writeHead(500).end()
  await publish(office)
  for (let attempts = 0; attempts < maxAttempts; attempts += 1) {
    expect(await deliver()).toBe(1)
    await later(8 * 3_600_000)
  }
  expect(await deliver()).toBe(0)
  const [dead] = await effects('?status=dead')
  expect(dead).toMatchObject({
    integration: id,
    status: 'dead',
    dueAt: null,
    problem: { en: 'The site answered 500' },
  })
  expect(dead.attempts).toHaveLength(maxAttempts)
  expect((await admin('GET', at)).body.integrations).toMatchObject([{ waiting: 0, dead: 1 }])
  const told = (await admin('GET', '/api/notifications')).body.notifications
  expect(told[0].message.th).toContain('“ระบบสารบรรณ” มีรายการที่ไม่สำเร็จ')
  await publish(office)
  await office.deps.db
    .updateTable('effect')
    .set({ attempts: maxAttempts - 1 })
    .where('status', '=', 'waiting')
    .execute()
  await deliver()
  expect((await admin('GET', at)).body.integrations).toMatchObject([{ dead: 2 }])
  expect((await admin('GET', '/api/notifications')).body.notifications).toHaveLength(told.length)
  receiver.answer = (_request, res) => res.writeHead(200).end()
  expect((await admin('POST', `/api/offices/cmi4/effects/${dead.id}/retry`)).status).toBe(202)
  expect(await deliver()).toBe(1)
  expect(await effects('?status=done')).toMatchObject([{ id: dead.id }])
})

test('what was delivered is delivered once more under its id where an administrator asks for it', async () => {
  await webhook()
  await publish(office)
  await deliver()
  const [done] = await effects()
  await admin('POST', `/api/offices/cmi4/effects/${done.id}/retry`)
  await deliver()
  expect(receiver.received).toHaveLength(2)
  expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id'])
})

test('a redirect is not followed, and 410 says that no more is wanted', async () => {
  await webhook()
  receiver.answer = (_request, res) => res.writeHead(307, { Location: `${receiver.url}/elsewhere` }).end()
  await publish(office)
  await deliver()
  receiver.answer = (_request, res) => res.writeHead(410).end()
  await publish(office)
  await deliver()
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook'])
  expect((await effects()).map(({ status }: { status: string }) => status)).toEqual(['dead', 'dead'])
})

test('what hangs at one integration holds up no other, and the events of one item come in their order', async () => {
  const slow = await webhook({ url: `${receiver.url}/slow` })
  const fast = await webhook({ url: `${receiver.url}/fast`, name: 'อีกระบบ' })
  const hanging: (() => void)[] = []
  receiver.answer = ({ path }, res) => {
    if (path === '/fast') res.writeHead(204).end()
    else hanging.push(() => res.writeHead(204).end())
  }
  const { request } = await publish(office)
  await take(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'หมดความจำเป็น' },
  })
  for (let more = 0; more < 4; more += 1) await publish(office)
  const delivering = deliver()
  const isDone = async () => (await effects(`?integration=${fast.id}&status=done`)).length === 6
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 20))
  // Two at a time, and of the item that came down its publication first.
  expect(hanging).toHaveLength(2)
  while ((await effects(`?integration=${slow.id}&status=done`)).length < 6) {
    hanging.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(await delivering).toBe(12)
  for (const path of ['/slow', '/fast']) {
    const types = receiver.received
      .filter((one) => one.path === path)
      .map(({ body }) => JSON.parse(body))
      .filter(({ data }) => data.id === JSON.parse(receiver.received[0]?.body ?? '').data.id)
    expect(types.map(({ type }) => type)).toEqual(['publication.published', 'publication.ended'])
  }
})

test('whoever was killed in the midst of an attempt has it taken up by the next start, under the same id', async () => {
  await webhook()
  await publish(office)
  // As a server that claimed it and was killed leaves it.
  const claimed = { claim: 'of the dead', claimedUntil: office.clock.now() + 600_000, attempts: 1 }
  await office.deps.db.updateTable('effect').set(claimed).where('status', '=', 'waiting').execute()
  expect(await deliver()).toBe(0)
  createEffectRounds(office.deps)()
  await office.deps.jobs.idle()
  expect(await effects()).toMatchObject([{ status: 'done' }])
  expect(receiver.received).toHaveLength(1)
  await publish(office)
  await office.deps.db.updateTable('effect').set(claimed).where('status', '=', 'waiting').execute()
  // Also where nobody starts anew: a claim runs out.
  await later(600_001)
  expect(await deliver()).toBe(1)
})

test('who has lost the claim settles nothing: the attempt of the one who took it over counts', async () => {
  await webhook()
  await publish(office)
  let answered = () => {}
  receiver.answer = (_request, res) => {
    answered = () => res.writeHead(500).end()
  }
  const first = deliver()
  while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await later(600_001)
  receiver.answer = (_request, res) => res.writeHead(200).end()
  await deliver()
  answered()
  await first
  expect(await effects()).toMatchObject([{ status: 'done', attempts: [{ status: 200 }] }])
})

test('of one item two are never under way at once, also where an earlier one is delivered once more', async () => {
  await webhook()
  const { request } = await publish(office)
  await deliver()
  const [earlier] = await effects()
  await take(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'หมดความจำเป็น' },
  })
  let answered = () => {}
  receiver.answer = (_request, res) => {
    answered = () => res.writeHead(204).end()
  }
  const first = deliver()
  while (receiver.received.length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
  await admin('POST', `/api/offices/cmi4/effects/${earlier.id}/retry`)
  expect(await deliver()).toBe(0)
  receiver.answer = (_request, res) => res.writeHead(204).end()
  answered()
  expect(await first).toBe(2)
  expect(receiver.received).toHaveLength(3)
})

test('what waits at an integration that is turned off goes on when it is turned on again', async () => {
  const { id } = await webhook()
  await publish(office)
  await admin('PATCH', `${at}/${id}`, { enabled: false })
  expect(await deliver()).toBe(0)
  await admin('PATCH', `${at}/${id}`, { enabled: true })
  expect(await deliver()).toBe(1)
})

test('a test delivery says what the other side answered, stands in the log, and is tried once', async () => {
  const { id } = await webhook({}, false)
  expect(await admin('POST', `${at}/${id}/test`)).toMatchObject({ status: 200, body: { ok: true } })
  expect(sent()).toMatchObject([{ type: 'test', data: { office: 'cmi4' } }])
  receiver.answer = (_request, res) => res.writeHead(404).end()
  expect((await admin('POST', `${at}/${id}/test`)).body).toMatchObject({
    ok: false,
    message: { th: 'เว็บไซต์ตอบ 404' },
  })
  expect(await effects()).toMatchObject([
    { what: 'test', status: 'dead', title: null },
    { what: 'test', status: 'done' },
  ])
  await later(86_400_000)
  expect(await deliver()).toBe(0)
})

test('a new secret signs beside the one before for a day, and then alone', async () => {
  const { id, secret } = await webhook()
  const second = (await admin('POST', `${at}/${id}/secret`)).body.secret
  expect(second).toMatch(/^whsec_/)
  const signaturesOfNext = async () => {
    await publish(office)
    await deliver()
    const last = receiver.received.at(-1)
    const message = {
      id: String(last?.headers['webhook-id']),
      timestamp: Number(last?.headers['webhook-timestamp']),
      body: last?.body ?? '',
    }
    const all = String(last?.headers['webhook-signature']).split(' ')
    return [second, secret].map((one) => all.includes(signatureOf(one, message)))
  }
  expect(await signaturesOfNext()).toEqual([true, true])
  await later(86_400_001)
  expect(await signaturesOfNext()).toEqual([true, false])
})

test('an address that may not be called is refused where it is typed, and nothing is written', async () => {
  for (const url of [
    'http://www.example.go.th/',
    'https://127.0.0.1:8443/',
    'https://a:b@example.org/',
    'ftp://x/',
  ]) {
    const problem = await refused(office.deps, 400, 'invalid_request', () =>
      admin('POST', at, { kind: 'webhook', name: 'ระบบ', url }),
    )
    expect(problem.errors?.[0]?.path).toBe('url')
  }
})

test('only an administrator of the office sees and changes its integrations and their deliveries', async () => {
  const { id } = await webhook()
  const others = [await office.as('cmi4.officer'), await office.as('cmi3.admin')]
  for (const other of others)
    for (const [method, path, body] of [
      ['GET', at],
      ['POST', at, { kind: 'webhook', name: 'ระบบ', url: `${receiver.url}/` }],
      ['PATCH', `${at}/${id}`, { enabled: true }],
      ['DELETE', `${at}/${id}`],
      ['POST', `${at}/${id}/secret`],
      ['POST', `${at}/${id}/test`],
      ['GET', '/api/offices/cmi4/effects'],
      ['POST', '/api/offices/cmi4/effects/1/retry'],
    ] as [string, string, unknown?][])
      await refused(office.deps, 403, 'not_permitted', () => other(method, path, body))
  const ofAnother = await office.as('cmi3.admin')
  expectProblem(await ofAnother('DELETE', `/api/offices/cmi3/integrations/${id}`), 404)
  expectProblem(await ofAnother('POST', '/api/offices/cmi3/effects/1/retry'), 404)
  expect(receiver.received).toEqual([])
})

test('the audit log says in words what was added, turned on and removed', async () => {
  const { id } = await webhook()
  await admin('DELETE', `${at}/${id}`)
  const { events } = (await admin('GET', '/api/offices/cmi4/log')).body
  expect(events.slice(0, 3).map(({ sentence }: { sentence: { th: string } }) => sentence.th)).toEqual([
    `ลบการเชื่อมต่อ “ระบบสารบรรณ” (${receiver.url}/hook)`,
    `เปิดใช้การเชื่อมต่อ “ระบบสารบรรณ” (${receiver.url}/hook)`,
    `เพิ่มการเชื่อมต่อ “ระบบสารบรรณ” (${receiver.url}/hook) ยังไม่เปิดใช้`,
  ])
})
