import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createApp, endpoints } from '../../../api/http/app.ts'
import type { Endpoint } from '../../../api/http/endpoint.ts'
import { offerFirstAdministrator } from '../../../api/sign-in/first-administrator.ts'
import { appoint } from '../../support/appoint.ts'
import { attached, begun } from '../../support/attach.ts'
import { activate, askToActivate, codeOfBoth, confirmAsSecond, draftOf } from '../../support/drafts.ts'
import {
  type Answer,
  type Client,
  changeSeen,
  type Office,
  password,
  startOffice,
} from '../../support/office.ts'
import { begin, clientsOf, ifMatch, take, walkTo, wholeContent, write } from '../../support/requests.ts'
import { pdf, photo } from '../../support/sample-files.ts'

let office: Office
let as: (username: string) => Promise<Client>
let admin: Client
let officer: Client
// biome-ignore lint/suspicious/noExplicitAny: the description is JSON of many shapes
let description: any
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  admin = await as('cmi3.admin')
  officer = await as('cmi3.officer')
  description = (await office.anyone('GET', '/api/openapi.json')).body
})
afterAll(() => office.close())

/** A valid call of each operation, with whatever must be there before it. */
const calls: Record<string, () => Promise<Answer>> = {
  'GET /api/welcome': () => office.anyone('GET', '/api/welcome'),
  'POST /api/session': () => office.anyone('POST', '/api/session', { username: 'cmi3.officer2', password }),
  'GET /api/session': () => officer('GET', '/api/session'),
  'POST /api/session/password': async () =>
    (await as('cmi4.publicRelations'))('POST', '/api/session/password', {
      current: password,
      next: 'another long password',
    }),
  'DELETE /api/session': () => office.anyone('DELETE', '/api/session'),
  'POST /api/first-administrator': firstAdministrator,
  'GET /api/offices': () => office.anyone('GET', '/api/offices'),
  'GET /api/offices/{office}': () => officer('GET', '/api/offices/cmi3'),
  'PATCH /api/offices/{office}': () =>
    admin('PATCH', '/api/offices/cmi3', { digits: 'thai', inspectorAllowed: true }),
  'GET /api/offices/{office}/site': () => admin('GET', '/api/offices/cmi3/site'),
  'PATCH /api/offices/{office}/site': () =>
    changeSeen(admin, '/api/offices/cmi3/site', { colours: { light: '#6b21a8', dark: '#d8b4fe' } }),
  'GET /api/offices/{office}/contacts': () => admin('GET', '/api/offices/cmi3/contacts'),
  'PATCH /api/offices/{office}/contacts': async () => {
    const { contacts } = (await admin('GET', '/api/offices/cmi3/contacts')).body
    const group = contacts[0].group
    return changeSeen(admin, '/api/offices/cmi3/contacts', { group, telephone: '053112233' })
  },
  'PUT /api/requests/{id}/successor': async () => {
    const [old, next] = [await walkTo(as, 'cmi3'), await walkTo(as, 'cmi3')]
    return officer('PUT', `/api/requests/${old.id}/successor`, { item: next.publication?.url })
  },
  'GET /api/offices/{office}/steps': () => officer('GET', '/api/offices/cmi3/steps'),
  'GET /api/offices/{office}/log': async () => {
    await draftOf(admin, 'cmi3', 'logged', { kind: 'standard' })
    return admin('GET', '/api/offices/cmi3/log')
  },
  'GET /api/offices/{office}/integrations': async () => {
    await newWebhook()
    return admin('GET', '/api/offices/cmi3/integrations')
  },
  'POST /api/offices/{office}/integrations': () => newWebhook(),
  'PATCH /api/offices/{office}/integrations/{id}': async () =>
    admin('PATCH', await webhookAt(), { name: 'ชื่อใหม่', events: ['ended'], enabled: false }),
  'DELETE /api/offices/{office}/integrations/{id}': async () => admin('DELETE', await webhookAt()),
  'POST /api/offices/{office}/integrations/{id}/secret': async () =>
    admin('POST', `${await webhookAt()}/secret`),
  'POST /api/offices/{office}/integrations/{id}/test': async () => admin('POST', `${await webhookAt()}/test`),
  'GET /api/offices/{office}/integrations/{id}/existing': async () =>
    admin('GET', `${await websiteAt()}/existing`),
  'POST /api/offices/{office}/integrations/{id}/existing': async () =>
    admin('POST', `${await websiteAt()}/existing`),
  'GET /api/offices/{office}/mail': () => admin('GET', mailAt),
  'PUT /api/offices/{office}/mail': () => mailSet(),
  'GET /api/offices/{office}/mail/failed': () => admin('GET', `${mailAt}/failed`),
  'POST /api/offices/{office}/mail/test': async () => {
    await mailSet()
    return admin('POST', `${mailAt}/test`)
  },
  'GET /api/session/mail': () => officer('GET', '/api/session/mail'),
  'PUT /api/session/mail': () =>
    officer('PUT', '/api/session/mail', { address: 'officer@example.go.th', delivery: 'daily' }),
  'GET /api/people/{id}/mail': async () =>
    admin('GET', `/api/people/${(await newcomer('unmailed')).body.id}/mail`),
  'PUT /api/people/{id}/mail': async () =>
    admin('PUT', `/api/people/${(await newcomer('mailed')).body.id}/mail`, {
      address: 'newcomer@example.go.th',
      delivery: 'atOnce',
    }),
  'GET /api/offices/{office}/effects': async () => {
    await admin('POST', `${await webhookAt()}/test`)
    return admin('GET', '/api/offices/cmi3/effects')
  },
  'POST /api/offices/{office}/effects/{effect}/retry': async () => {
    await admin('POST', `${await webhookAt()}/test`)
    const [effect] = (await admin('GET', '/api/offices/cmi3/effects')).body.effects
    return admin('POST', `/api/offices/cmi3/effects/${effect.id}/retry`)
  },
  'GET /api/requests/{id}/website': async () => {
    await placed('https://www.example.go.th/1')
    return officer('GET', `/api/requests/${await published()}/website`)
  },
  'POST /api/requests/{id}/website': () => placed('https://www.example.go.th/2'),
  'DELETE /api/requests/{id}/website/{placement}': async () => {
    const { placements } = (await placed('https://www.example.go.th/3')).body
    return officer('DELETE', `/api/requests/${await published()}/website/${placements.at(-1).id}`)
  },
  'POST /api/requests/{id}/website/check': async () =>
    officer('POST', `/api/requests/${await published()}/website/check`),
  'GET /api/holidays': () => officer('GET', '/api/holidays'),
  'POST /api/holidays': () => admin('POST', '/api/holidays', { day: '2027-02-01', name: 'วันหยุดพิเศษ' }),
  'PUT /api/holidays/{day}/worked': () =>
    admin('PUT', '/api/holidays/2026-12-07/worked', { reason: 'คำสั่งให้ทำการ' }),
  'DELETE /api/holidays/{day}/worked': async () => {
    await admin('PUT', '/api/holidays/2026-12-10/worked', { reason: 'คำสั่งให้ทำการ' })
    return admin('DELETE', '/api/holidays/2026-12-10/worked')
  },
  'DELETE /api/holidays/{day}': async () => {
    await admin('POST', '/api/holidays', { day: '2027-02-02', name: 'วันหยุดของสำนักงาน' })
    return admin('DELETE', '/api/holidays/2027-02-02')
  },
  'GET /api/procedures/{id}': () => officer('GET', '/api/procedures/yst2.publication'),
  'GET /api/supervision': async () => (await as('cmi3.groupDirector'))('GET', '/api/supervision?show=late'),
  'GET /api/report': () => officer('GET', '/api/report?year=2570&quarter=1'),
  'GET /api/report/file': () => officer('GET', '/api/report/file?year=2570'),
  'GET /api/offices/{office}/oit': () => officer('GET', '/api/offices/cmi3/oit?assessor=obec&year=2569'),
  'GET /api/offices/{office}/oit/file': () =>
    officer('GET', '/api/offices/cmi3/oit/file?year=2566&format=xlsx&lang=en'),
  'PUT /api/offices/{office}/oit/items/{code}': () =>
    admin('PUT', '/api/offices/cmi3/oit/items/O2', {
      assessor: 'nacc',
      fiscalYear: 2570,
      title: 'ข้อมูลผู้บริหาร',
    }),
  'PUT /api/offices/{office}/oit/items/{code}/explanation': () =>
    officer('PUT', '/api/offices/cmi3/oit/items/O1/explanation', {
      assessor: 'nacc',
      fiscalYear: 2570,
      before: '',
      text: 'หน้าโครงสร้าง',
    }),
  'GET /api/requests/{id}/oit': async () => officer('GET', `/api/requests/${await published()}/oit`),
  'PATCH /api/requests/{id}/oit': async () =>
    officer('PATCH', `/api/requests/${await published()}/oit`, {
      assessor: 'nacc',
      fiscalYear: 2570,
      add: ['O1', 'O4'],
    }),
  'GET /api/procedures/{id}/figures': () => officer('GET', '/api/procedures/cmi3.publication/figures'),
  'GET /api/procedures/{id}/versions': () => officer('GET', '/api/procedures/cmi4.publication/versions'),
  'GET /api/procedures/{id}/versions/{n}': () =>
    officer('GET', '/api/procedures/ksn2.publication/versions/1'),
  'GET /api/procedures/{id}/versions/{n}/changes': async () => {
    await secondVersion()
    return officer('GET', '/api/procedures/cmi3.second/versions/2/changes')
  },
  'GET /api/procedures/{id}/versions/{n}/document': () =>
    officer('GET', '/api/procedures/ptt1.publication/versions/1/document'),
  'GET /api/procedures/{id}/versions/{n}/export': () =>
    officer('GET', '/api/procedures/ptt1.publication/versions/1/export?format=xstate'),
  'POST /api/requests': () =>
    officer('POST', '/api/requests', { procedure: 'cmi3.publication', content: wholeContent('cmi3') }),
  'GET /api/requests': async () => {
    await walkTo(as, 'cmi3', 4)
    return officer('GET', '/api/requests?view=office&limit=100')
  },
  'GET /api/requests/{id}': async () => officer('GET', `/api/requests/${(await walkTo(as, 'cmi3', 4)).id}`),
  'POST /api/requests/{id}/copies': async () =>
    officer('POST', `/api/requests/${(await walkTo(as, 'cmi3', 1)).id}/copies`, {}),
  'DELETE /api/requests/{id}': async () => {
    const { id, revision } = await begin(officer, 'cmi3')
    return officer('DELETE', `/api/requests/${id}`, undefined, ifMatch(revision))
  },
  'PUT /api/requests/{id}/content': async () => {
    const { id, revision } = await begin(officer, 'cmi3')
    const links = [{ title: 'ต้นฉบับ', url: 'https://a.example/x' }]
    return officer(
      'PUT',
      `/api/requests/${id}/content`,
      { content: wholeContent('cmi3', { links }) },
      ifMatch(revision),
    )
  },
  'POST /api/requests/{id}/events': async () => {
    const { id, revision } = await walkTo(as, 'cmi3', 1)
    const event = { type: 'CERTIFY', checked: ['accurate', 'complete'], note: 'ตรวจแล้ว' }
    return (await as('cmi3.groupDirector'))('POST', `/api/requests/${id}/events`, event, ifMatch(revision))
  },
  'POST /api/requests/{id}/owner': async () => {
    const { id, revision } = await walkTo(as, 'cmi3', 1)
    const body = { to: 'cmi3.groupDirector', reason: 'ลา' }
    return (await as('cmi3.groupDirector'))('POST', `/api/requests/${id}/owner`, body, ifMatch(revision))
  },
  'GET /api/requests/{id}/events': async () => {
    const { id } = await walkTo(as, 'cmi3', 4)
    await take(await as('cmi3.webmaster'), id, { type: 'TAKE_DOWN', reasons: { text: 'หมดความจำเป็น' } })
    return officer('GET', `/api/requests/${id}/events`)
  },
  'GET /api/requests/{id}/next': async () => {
    await begin(officer, 'cmi3')
    return officer('GET', `/api/requests/${(await begin(officer, 'cmi3')).id}/next`)
  },
  'GET /api/requests/{id}/messages': async () =>
    officer('GET', `/api/requests/${(await walkTo(as, 'cmi3', 1)).id}/messages`),
  'PUT /api/requests/{id}/messages/{message}': async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const body = { toWhom: 'waiting', text: 'ขอทราบกำหนดเผยแพร่' }
    return officer('PUT', `/api/requests/${id}/messages/0123456789abcdef-${id.slice(0, 8)}`, body)
  },
  'GET /api/requests/{id}/papers/{paper}': async () =>
    officer('GET', `/api/requests/${(await walkTo(as, 'cmi3', 4)).id}/papers/memo`),
  'GET /api/requests/{id}/contents': async () =>
    officer('GET', `/api/requests/${(await walkTo(as, 'cmi3', 1)).id}/contents`),
  'GET /api/requests/{id}/files': async () => {
    const { id } = await begin(officer, 'cmi3')
    await attached(officer, id, 'a.txt', Buffer.from('ประกาศ'))
    return officer('GET', `/api/requests/${id}/files`)
  },
  'GET /api/requests/{id}/files/{file}': async () => {
    const { id } = await begin(officer, 'cmi3')
    const { sha256 } = await attached(officer, id, 'a.pdf', pdf())
    return officer('GET', `/api/requests/${id}/files/${sha256}`)
  },
  'GET /api/requests/{id}/files/{file}/picture': async () => {
    const { id } = await begin(officer, 'cmi3')
    const { sha256 } = await attached(officer, id, 'a.jpg', await photo())
    return officer('GET', `/api/requests/${id}/files/${sha256}/picture`)
  },
  'GET /api/requests/{id}/preview': async () =>
    officer('GET', `/api/requests/${(await begin(officer, 'cmi3')).id}/preview`),
  'GET /api/requests/{id}/public-versions': async () =>
    (await as('cmi4.officer'))('GET', `/api/requests/${await correctedOnce()}/public-versions`),
  'POST /api/requests/{id}/public-versions/{revision}/withholding': async () => {
    const path = `/api/requests/${await correctedOnce()}/public-versions/1/withholding`
    return (await as('cmi4.webmaster'))('POST', path, { reason: 'มีเลขประจำตัวประชาชน' })
  },
  'GET /api/requests/{id}/uploads/{upload}': async () => {
    const { id } = await begin(officer, 'cmi3')
    return officer('GET', await begun(officer, id, 'a.pdf', 1000))
  },
  'GET /api/requests/{id}/readers': async () => {
    const { id } = await walkTo(as, 'cmi3', 4)
    await report(id)
    return officer('GET', `/api/requests/${id}/readers`)
  },
  'POST /api/feedback/{id}/close': async () => {
    const { id } = await walkTo(as, 'cmi3', 4)
    await report(id)
    const { feedback } = (await officer('GET', `/api/requests/${id}/readers`)).body
    return officer('POST', `/api/feedback/${feedback[0].id}/close`)
  },
  'GET /api/offices/{office}/feedback': () => officer('GET', '/api/offices/cmi3/feedback'),
  'GET /api/requests/{id}/inspection': async () =>
    officer('GET', `/api/requests/${(await walkTo(as, 'cmi3', 4)).id}/inspection`),
  'GET /api/notifications': async () => {
    await walkTo(as, 'cmi3', 4)
    return officer('GET', '/api/notifications')
  },
  'GET /api/clock': () => admin('GET', '/api/clock'),
  'POST /api/clock/confirm': () => admin('POST', '/api/clock/confirm', { says: '2026-11-20T03:00:00.000Z' }),
  'GET /api/notifications/unread': () => officer('GET', '/api/notifications/unread'),
  'POST /api/notifications/read': () => officer('POST', '/api/notifications/read', { ids: ['some-id'] }),
  'GET /api/changes': stream,
  'GET /api/offices/{office}/people': () => admin('GET', '/api/offices/cmi3/people'),
  'POST /api/offices/{office}/people': () => newcomer('first'),
  'PATCH /api/people/{id}': async () =>
    admin('PATCH', `/api/people/${(await newcomer('second')).body.id}`, {
      position: 'เจ้าหน้าที่',
      disabled: false,
    }),
  'POST /api/people/{id}/appointments': async () => appointed((await newcomer('third')).body.id),
  'POST /api/people/{id}/password-reset': async () =>
    admin('POST', `/api/people/${(await newcomer('forgetful')).body.id}/password-reset`),
  'POST /api/password-by-code': async () => {
    const { id } = (await newcomer('coded')).body
    const code = await codeOfBoth(admin, (await admin('POST', `/api/people/${id}/password-reset`)).body)
    const given = { username: 'cmi3.coded', code, password: 'a password of mine' }
    return office.anyone('POST', '/api/password-by-code', given)
  },
  'PATCH /api/appointments/{id}': async () => {
    const { appointments } = await appoint(admin, (await newcomer('fourth')).body.id, delegated)
    return admin('PATCH', `/api/appointments/${appointments[0].id}`, { until: '2027-09-30' })
  },
  'GET /api/offices/{office}/drafts': async () => {
    await draftOf(admin, 'cmi3', 'listed', { kind: 'empty' })
    return admin('GET', '/api/offices/cmi3/drafts')
  },
  'POST /api/offices/{office}/drafts': () =>
    admin('POST', '/api/offices/cmi3/drafts', {
      name: 'begun',
      from: { kind: 'version', procedure: 'yst2.publication', version: 1 },
    }),
  'GET /api/drafts/{id}': async () =>
    admin(
      'GET',
      `/api/drafts/${(await draftOf(admin, 'cmi3', 'read', { kind: 'standard' }, (json) => delete json.form)).id}`,
    ),
  'PUT /api/drafts/{id}': async () => {
    const { id, revision } = await draftOf(admin, 'cmi3', 'written', { kind: 'empty' })
    const { json } = (await admin('GET', `/api/drafts/${id}`)).body
    return admin('PUT', `/api/drafts/${id}`, { json: { ...json, form: [] } }, ifMatch(revision))
  },
  'DELETE /api/drafts/{id}': async () =>
    admin('DELETE', `/api/drafts/${(await draftOf(admin, 'cmi3', 'deleted', { kind: 'empty' })).id}`),
  'POST /api/drafts/{id}/editing': async () =>
    admin('POST', `/api/drafts/${(await draftOf(admin, 'cmi3', 'edited', { kind: 'empty' })).id}/editing`),
  'POST /api/drafts/{id}/proofs': async () =>
    admin('POST', `/api/drafts/${(await draftOf(admin, 'cmi3', 'proved', { kind: 'standard' })).id}/proofs`),
  'POST /api/drafts/{id}/activation': async () =>
    askToActivate(admin, await draftOf(admin, 'cmi3', 'activated', { kind: 'standard' })),
  'GET /api/offices/{office}/confirmations': async () => {
    await askToActivate(admin, await draftOf(admin, 'cmi3', 'waiting', { kind: 'standard' }))
    return admin('GET', '/api/offices/cmi3/confirmations')
  },
  'POST /api/confirmations/{id}/confirm': async () => {
    const draft = await draftOf(admin, 'cmi3', 'confirmed', { kind: 'standard' })
    return confirmAsSecond(admin, (await askToActivate(admin, draft)).body.waiting)
  },
  'POST /api/confirmations/{id}/decline': async () => {
    const draft = await draftOf(admin, 'cmi3', 'declined', { kind: 'standard' })
    const { waiting } = (await askToActivate(admin, draft)).body
    const director = await as('cmi3.officeDirector')
    return director('POST', `/api/confirmations/${waiting.id}/decline`, { reason: 'ยังไม่ลงนาม' })
  },
  'GET /api/procedures/{id}/scenarios': async () => {
    await newScenario('ที่บันทึกไว้')
    return admin('GET', '/api/procedures/cmi3.publication/scenarios')
  },
  'POST /api/procedures/{id}/scenarios': () => newScenario('ใหม่'),
  'DELETE /api/scenarios/{id}': async () =>
    admin('DELETE', `/api/scenarios/${(await newScenario('จะลบ')).body.id}`),
  'POST /api/procedures/{id}/versions/{n}/moves/plan': async () => {
    await secondVersion()
    return admin('POST', '/api/procedures/cmi3.second/versions/2/moves/plan', { mapping: {} })
  },
  'POST /api/procedures/{id}/versions/{n}/moves': async () => newMove(),
  'GET /api/moves/{id}': async () => {
    const { body } = await newMove()
    await office.deps.jobs.idle()
    return admin('GET', `/api/moves/${body.id}`)
  },
}

/** What a reader says is wrong, sent as the form of the public page sends it. */
const report = async (id: string) => {
  const { url } = (await officer('GET', `/api/requests/${id}`)).body.publication
  const body = new URLSearchParams({ report: 'วันที่ผิด' })
  const { status } = await fetch(`${office.url}${url}/feedback`, { method: 'POST', body, redirect: 'manual' })
  expect(status).toBe(303)
}
const newcomer = (name: string): Promise<Answer<{ id: string }>> =>
  admin('POST', '/api/offices/cmi3/people', {
    username: `cmi3.${name}`,
    name: 'ผู้มาใหม่',
    password: 'a long password',
  })
/** No name ends so (RFC 6761): nobody is called. */
const mailAt = '/api/offices/cmi3/mail'
const mailSet = () =>
  admin('PUT', mailAt, {
    ...{ enabled: false, host: 'smtp.example.go.th', port: 587, security: 'starttls', username: '' },
    ...{ fromName: 'สำนักงาน', fromAddress: 'noreply@example.go.th', workingDaysOnly: true },
    ...{ digestAt: '08:30', quietFrom: '18:00', quietUntil: '07:30' },
  })
const newWebhook = () =>
  admin('POST', '/api/offices/cmi3/integrations', {
    ...{ kind: 'webhook', name: 'ระบบสารบรรณ', url: 'https://receiver.invalid/hook' },
  })
const webhookAt = async () => {
  const find = async () =>
    (await admin('GET', '/api/offices/cmi3/integrations')).body.integrations.find(
      ({ kind }: { kind: string }) => kind === 'webhook',
    )
  if (!(await find())) await newWebhook()
  return `/api/offices/cmi3/integrations/${(await find()).id}`
}
const websiteAt = async () => {
  const { body } = await admin('POST', '/api/offices/cmi3/integrations', {
    ...{ kind: 'wordpress', name: 'เว็บไซต์', url: 'https://site.invalid/', username: 'a', password: 'b' },
  })
  const at = `/api/offices/cmi3/integrations/${body.integration.id}`
  await admin('PATCH', at, { enabled: true })
  return at
}
let publishedRequest: Promise<{ id: string }> | undefined
const published = async () => {
  publishedRequest ??= walkTo(as, 'cmi3', 4)
  return (await publishedRequest).id
}
const placed = async (url: string) => officer('POST', `/api/requests/${await published()}/website`, { url })

const delegated = { role: 'webmaster', capacity: 'delegated', orderNumber: '๑/๒๕๖๙', from: '2026-11-20' }
const appointed = (person: string) => admin('POST', `/api/people/${person}/appointments`, delegated)
const newScenario = (name: string) =>
  admin('POST', '/api/procedures/cmi3.publication/scenarios', {
    name,
    steps: [{ type: 'PROPOSE', role: 'owner', person: 'ก', data: {}, after: 0 }],
    expected: { steps: ['certification'], refused: false },
  })
const newMove = async () => {
  await secondVersion()
  await office.deps.jobs.idle()
  return admin('POST', '/api/procedures/cmi3.second/versions/2/moves', {
    mapping: {},
    reason: 'คำสั่งที่ ๑๒/๒๕๖๙',
  })
}

/** A procedure with two versions, and a request on the older one. */
const secondVersion = () => {
  second ??= (async () => {
    await activate(admin, await draftOf(admin, 'cmi3', 'second', { kind: 'standard' }))
    const content = { title: 'บนฉบับก่อน', body: 'รายละเอียด' }
    expect((await officer('POST', '/api/requests', { procedure: 'cmi3.second', content })).status).toBe(201)
    const from = { kind: 'version', procedure: 'cmi3.second', version: 1 }
    const draft = await draftOf(admin, 'cmi3', 'second', from, (json) => {
      json.chart.states.approval.meta.title.th = 'ผู้อำนวยการเห็นชอบ'
    })
    expect((await activate(admin, draft)).status).toBe(201)
  })()
  return second
}
let second: Promise<void> | undefined

/** In production, where there is nobody yet, with the code from the console. */
async function firstAdministrator(): Promise<Answer> {
  const env = { PRAKAT_MODE: 'production', PRAKAT_SECRET: 'a-secret-of-the-tests-of-32-letters' }
  const production = await startOffice({ env })
  try {
    const lines: string[] = []
    const { db, config, clock } = production.deps
    await offerFirstAdministrator(db, config, clock.now(), (line) => lines.push(line))
    const code = lines[0]?.split(': ').at(-1)
    const person = { office: 'cmi3', username: 'somebody', name: 'ผู้ดูแลระบบ', password: 'a long password' }
    return await production.anyone('POST', '/api/first-administrator', { code, ...person })
  } finally {
    await production.close()
  }
}

/** The answer of a stream as it begins; it is closed then. */
async function stream(): Promise<Answer> {
  const signIn = await office.anyone('POST', '/api/session', { username: 'cmi3.officer', password })
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const closing = new AbortController()
  const { status, headers } = await fetch(`${office.url}/api/changes`, {
    headers: { cookie },
    signal: closing.signal,
  })
  closing.abort()
  return { status, headers, body: {} }
}

const named = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) => `${method.toUpperCase()} ${path}`
const byName = new Map(endpoints.map((one) => [named(one), one]))
const listed = () =>
  Object.entries<Record<string, Operation>>(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation,
    })),
  )
type Content = Record<string, { schema: unknown }>
type Operation = {
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content }>
  security?: Record<string, string[]>[]
}

describe('the description of the API', () => {
  test('is OpenAPI 3.1, and needs no session', async () => {
    const { status, headers } = await office.anyone('GET', '/api/openapi.json')
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^application\/json/)])
    expect(description.openapi).toMatch(/^3\.1\.\d+$/)
    expect(description.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(Object.keys(description).sort()).toEqual(['components', 'info', 'openapi', 'paths'])
  })

  test('has well-formed operations', () => {
    for (const { name, path, method, operation } of listed()) {
      expect({ name, path }).toEqual({ name, path: expect.stringMatching(/^\/api\/[a-z{}/-]+$/) })
      expect({ name, method }).toEqual({
        name,
        method: expect.stringMatching(/^(get|post|put|patch|delete)$/),
      })
      expect({ name, summary: operation.summary }).toEqual({ name, summary: expect.stringMatching(/\S/) })
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
      const parameters = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
      expect(new Set(parameters).size).toBe(parameters.length)
      expect(operation.parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(inPath)
      for (const parameter of operation.parameters) {
        expect(['path', 'query', 'header']).toContain(parameter.in)
        if (parameter.in === 'path') expect(parameter.required).toBe(true)
        expect(parameter.schema).toEqual(expect.any(Object))
      }
      if (method === 'get' || method === 'delete') expect(operation.requestBody).toBeUndefined()
      for (const [status, { description: words, content = {} }] of Object.entries(operation.responses)) {
        expect({ name, status }).toEqual({ name, status: expect.stringMatching(/^[2-5]\d\d$/) })
        expect(words).toMatch(/\S/)
        for (const [type, { schema }] of Object.entries(content)) {
          expect(type).toMatch(/^\w+\/[\w.+-]+$/)
          expect(schema).toEqual(expect.any(Object))
          if (Number(status) >= 400)
            expect([type, schema]).toEqual([
              'application/problem+json',
              { $ref: '#/components/schemas/Problem' },
            ])
        }
      }
      for (const scheme of (operation.security ?? []).flatMap((one) => Object.keys(one)))
        expect(description.components.securitySchemes).toHaveProperty(scheme)
    }
  })

  test('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(
      ([, to]) => to ?? '',
    )
    expect(references.length).toBeGreaterThan(0)
    for (const to of new Set(references)) {
      const found = to
        .split('/')
        .slice(1)
        .reduce((at, key) => at?.[key], description)
      expect({ to, found }).toEqual({ to, found: expect.any(Object) })
    }
    expect(JSON.stringify(description)).not.toContain('"$schema"')
  })

  test('lists everything that is mounted, and nothing else', () => {
    type Layer = { route?: { path: string; methods: Record<string, boolean> } }
    const { stack } = createApp(office.deps).router as unknown as { stack: Layer[] }
    const mounted = stack.flatMap(({ route }) =>
      route
        ? Object.keys(route.methods).map(
            (method) => `${method.toUpperCase()} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
          )
        : [],
    )
    // The description does not describe itself.
    const described = mounted.filter((name) => name !== 'GET /api/openapi.json')
    expect(described.sort()).toEqual(
      listed()
        .map(({ name }) => name)
        .sort(),
    )
    expect(mounted.length).toBe(described.length + 1)
  })

  test('says where a session is needed, and where a body, a revision or a key belongs', () => {
    for (const { name, operation } of listed()) {
      const one = byName.get(name)
      expect({ name, needs: operation.security !== undefined }).toEqual({
        name,
        needs: one?.access === 'signedIn',
      })
      expect({ name, refuses: '401' in operation.responses }).toEqual({
        name,
        refuses: one?.access === 'signedIn' || name === 'POST /api/session',
      })
      expect({ name, body: operation.requestBody !== undefined }).toEqual({
        name,
        body: one?.body !== undefined,
      })
      expect(
        operation.parameters.filter((given) => given.in === 'header').map((given) => given.name),
      ).toEqual((one?.headers ?? []).map((given) => given.name))
    }
  })
})

/** A request whose item was corrected; answers its id. */
async function correctedOnce(): Promise<string> {
  const { id, content } = await walkTo(as, 'cmi4')
  const owner = await as('cmi4.officer')
  office.clock.advance(1000)
  await take(owner, id, { type: 'REPORT_ERROR', error: 'พิมพ์ผิด' })
  await write(owner, id, { ...content, body: 'แก้แล้ว' })
  await take(owner, id, { type: 'CORRECT' })
  return id
}

describe('every operation that is listed', () => {
  test('has a valid call below', () => {
    expect(Object.keys(calls).sort()).toEqual(
      listed()
        .map(({ name }) => name)
        .sort(),
    )
  })

  test.each(Object.keys(calls))('%s answers as it says', async (name) => {
    const one = byName.get(name)
    const answer = await calls[name]?.()
    if (!one || !answer) throw new Error(`${name} is not an operation any more`)
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: one.response.status })
    expect(listed().find((each) => each.name === name)?.operation.responses).toHaveProperty(
      String(answer.status),
    )
    const type = answer.headers.get('content-type')?.split(';')[0]
    if (one.response.schema) {
      expect(type).toBe('application/json')
      const { error, data } = one.response.schema.safeParse(answer.body)
      expect(error?.issues).toBeUndefined()
      // Strict, and nothing is dropped or filled in: the answer is exactly what is listed.
      expect(data).toEqual(answer.body)
    } else if (one.response.contentType) expect(type).toBe(one.response.contentType)
    else expect([answer.status, answer.body]).toEqual([204, ''])
  })

  test('of requests answers as it says at every step of every office', async () => {
    const parse = (name: string, { body }: Answer) =>
      expect(byName.get(name)?.response.schema?.parse(body)).toEqual(body)
    for (const id of ['cmi3', 'cmi4', 'ksn2', 'ptt1', 'yst2']) {
      const by = await as(`${id}.officer`)
      for (const view of ['office', 'mine', 'inbox']) {
        const list = await by('GET', `/api/requests?view=${view}&limit=100`)
        parse('GET /api/requests', list)
        for (const item of list.body.items) {
          parse('GET /api/requests/{id}', await by('GET', `/api/requests/${item.id}`))
          parse('GET /api/requests/{id}/events', await by('GET', `/api/requests/${item.id}/events`))
          parse('GET /api/requests/{id}/contents', await by('GET', `/api/requests/${item.id}/contents`))
        }
      }
      parse('GET /api/procedures/{id}', await by('GET', `/api/procedures/${id}.publication`))
      parse('GET /api/offices/{office}', await by('GET', `/api/offices/${id}`))
      parse('GET /api/offices/{office}/steps', await by('GET', `/api/offices/${id}/steps`))
    }
  })
})
