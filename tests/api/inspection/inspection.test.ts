import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  createBrowserInspector,
  createBrowserReceiver,
  createInspector,
  createWebSocketReceiver,
  type StatelyInspectionEvent,
} from '@statelyai/inspect'
import { WebSocket } from 'ws'
import { createActor, createMachine } from 'xstate'
import { inspectionSchema } from '../../../api/http/procedure-contract.ts'
import { startInspectSocket } from '../../../api/inspection/inspect-socket.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { type InspectionEvent, inspectionVersion } from '../../../machines/inspection/inspection.ts'
import { withoutPersonalData } from '../../../machines/inspection/inspection-privacy.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { compile } from '../../../machines/run/compile.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'

const packageFile = new URL('../../../node_modules/@statelyai/inspect/package.json', import.meta.url)
const installed = (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version

let office: Office
let officer: Client
let id: string
/** The whole history of one request: begun, proposed, returned, certified, moved, approved, published, expired. */
let events: InspectionEvent[]

const texts = {
  title: 'ประกาศรับสมัครพนักงานจ้างรายหนึ่ง',
  body: 'ข้อความเฉพาะของเรื่องนี้',
  source: 'กลุ่มที่จัดทำข้อมูลนี้',
  returned: 'โปรดแนบเอกสารที่ขาดไป',
  moved: 'ตามคำสั่งเฉพาะที่ ๙๙',
  note: 'ฝากเรียนท่านผู้อำนวยการ',
}

async function take(by: Client, request: string, event: Record<string, unknown>) {
  const { revision } = (await by('GET', `/api/requests/${request}`)).body
  const answer = await by('POST', `/api/requests/${request}/events`, event, { 'If-Match': `"${revision}"` })
  expect(answer).toMatchObject({ status: 200 })
}
const begin = async (by: Client, content: object): Promise<string> =>
  (await by('POST', '/api/requests', { procedure: 'cmi3.publication', content })).body.id

beforeAll(async () => {
  office = await startOffice()
  // The people of the demo are called by their posts, which the chart's own words name too.
  const everyone = await office.deps.db.selectFrom('person').select('id').execute()
  for (const [index, person] of everyone.entries())
    await office.deps.db
      .updateTable('person')
      .set({ name: `นางสาวกานดา คนที่ ${index}` })
      .where('id', '=', person.id)
      .execute()
  officer = await office.as('cmi3.officer')
  const head = await office.as('cmi3.groupDirector')
  const { title, body, source } = texts
  id = await begin(officer, { title, body, source })
  await take(officer, id, { type: 'PROPOSE', note: texts.note })
  office.clock.advance(3_600_000)
  await take(head, id, { type: 'RETURN', reasons: { grounds: [], text: texts.returned } })
  await take(officer, id, { type: 'PROPOSE' })
  await take(head, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
  await activate(office.deps.db, cmi3WithApproval(), office.clock.now())
  const admin = await office.as('cmi3.admin')
  const mapping = { handover: 'approval', screening: 'approval' }
  const move = { mapping, reason: texts.moved }
  expect(await admin('POST', '/api/procedures/cmi3.publication/versions/2/moves', move)).toMatchObject({
    status: 202,
  })
  await office.deps.jobs.idle()
  await take(await office.as('cmi3.officeDirector'), id, { type: 'APPROVE' })
  await take(officer, id, { type: 'HAND_OVER', publishUntil: '2026-12-31' })
  const checked = ['accurate', 'complete', 'current']
  await take(await office.as('cmi3.webmaster'), id, { type: 'PUBLISH', checked })
  office.clock.set('2026-12-31T17:00:00Z')
  await takeDueTimers(office.deps)
  officer = await office.as('cmi3.officer')
  const answer = await officer('GET', `/api/requests/${id}/inspection`)
  expect(answer.status).toBe(200)
  events = inspectionSchema.parse(answer.body).events as InspectionEvent[]
})
afterAll(() => office.close())

const stored = () =>
  office.deps.db.selectFrom('event').selectAll().where('request', '=', id).orderBy('seq').execute()

/** Checked by the compiler: what we send is what the package says it sends. */
const asPackageSays = (given: InspectionEvent[]): StatelyInspectionEvent[] => given

describe("the inspector's page", () => {
  test('receives every message of the history through the package, unchanged and with its own time', async () => {
    const page = stubPage()
    const received: StatelyInspectionEvent[] = []
    createBrowserReceiver({ window: page.window }).subscribe((event) => void received.push(event))
    expect(page.told).toEqual([{ type: '@statelyai.connected' }])
    for (const event of asPackageSays(events)) page.hears(event)
    page.hears({ type: 'something else' })
    expect(received).toEqual(events)
    const times = (await stored()).map(({ at }) => String(at))
    expect([...new Set(received.map(({ createdAt }) => createdAt))]).toEqual([...new Set(times)])
  })

  test('is sent them by the package, also those from before it was open', () => {
    const opened: unknown[] = []
    const page = stubPage((message) => opened.push(message))
    const options = { window: page.window, maxDeferredEvents: 10_000 }
    const inspector = createBrowserInspector(options)
    for (const event of asPackageSays(events)) inspector.adapter.send(event)
    expect(opened).toEqual([])
    page.hears({ type: '@statelyai.connected' })
    expect(opened).toEqual(JSON.parse(JSON.stringify(events)))
  })

  test('gets messages of the same fields and kinds as the package makes of a running actor', async () => {
    const made: StatelyInspectionEvent[] = []
    const inspector = createInspector({ send: (event) => void made.push(event) })
    const { machine } = compile(cmi3Publication)
    const input = { office: 'cmi3', group: 'ict', owner: 'p', at: 0, holidays: new Set() }
    const actor = createActor(machine, { input, inspect: inspector.inspect } as never)
    actor.start()
    while (made.length < 3) await new Promise((resolve) => setImmediate(resolve))
    actor.stop()
    for (const type of ['@xstate.actor', '@xstate.event', '@xstate.snapshot'] as const) {
      const theirs = made.find((event) => event.type === type)
      const ours = events.find((event) => event.type === type && !event.sessionId.startsWith('role:'))
      expect(theirs).toBeDefined()
      // What is undefined is not sent as JSON.
      const optional = new Set(['parentId', 'sourceId'])
      const kinds = (event: object | undefined) =>
        Object.fromEntries(
          Object.entries(event ?? {})
            .filter(([field]) => !optional.has(field))
            // The package leaves `id` null, against its own type.
            .map(([field, value]) => [field, field === 'id' ? 'string' : typeof value]),
        )
      expect(kinds(ours)).toEqual(kinds(theirs))
    }
    expect(inspectionVersion).toBe(installed)
    expect(new Set(events.map(({ _version }) => _version))).toEqual(new Set([installed]))
  })
})

describe('the flow', () => {
  const of = <Type extends InspectionEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<InspectionEvent, { type: Type }> => event.type === type)

  test('shows each event, who sent it in which role, and where the request then stood', async () => {
    expect(
      of('@xstate.event').map(({ event, sourceId }) => [sourceId?.replace(id, '…'), event.type]),
    ).toEqual([
      ['role:owner', 'begin'],
      ['role:owner', 'PROPOSE'],
      ['role:groupDirector', 'RETURN'],
      ['role:owner', 'PROPOSE'],
      ['role:groupDirector', 'CERTIFY'],
      ['role:admin', 'move'],
      ['role:officeDirector', 'APPROVE'],
      ['role:owner', 'HAND_OVER'],
      ['role:webmaster', 'PUBLISH'],
      ['request:…', 'xstate.after.publishUntil.cmi3-publication.published'],
    ])
    const stood = (await stored()).map(({ toSteps }) => JSON.parse(toSteps)[0])
    expect(of('@xstate.snapshot').map(({ snapshot }) => snapshot.value)).toEqual(stood)
    expect(of('@xstate.snapshot').map(({ snapshot }) => snapshot.status)).toEqual([
      ...Array.from({ length: stood.length - 1 }, () => 'active'),
      'done',
    ])
  })

  test('every message names an actor that has appeared before it, and has an id of its own', () => {
    const known = new Set<string>()
    for (const event of events) {
      if (event.type === '@xstate.actor') known.add(event.sessionId)
      expect(known).toContain(event.sessionId)
      if (event.type === '@xstate.event') expect(known).toContain(event.sourceId)
    }
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
  })

  test('brings the chart with it, and after the move the chart of the new version', () => {
    const charts = of('@xstate.actor').flatMap(({ definition }) =>
      definition ? [JSON.parse(definition)] : [],
    )
    expect(charts).toEqual([
      JSON.parse(JSON.stringify(cmi3Publication.chart)),
      JSON.parse(JSON.stringify(cmi3WithApproval().chart)),
    ])
    for (const chart of charts) expect(createMachine(chart).root.states).toHaveProperty('certification')
  })

  test('ends with the snapshot that is stored', async () => {
    const row = await office.deps.db
      .selectFrom('request')
      .select('snapshot')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(of('@xstate.snapshot').at(-1)?.snapshot).toMatchObject(JSON.parse(row?.snapshot ?? '{}'))
  })

  test('is for the people of the office', async () => {
    const stranger = await office.as('cmi4.officer')
    expect(await stranger('GET', `/api/requests/${id}/inspection`)).toMatchObject({ status: 403 })
    expect(await officer('GET', '/api/requests/none/inspection')).toMatchObject({ status: 404 })
    expect(await office.anyone('GET', `/api/requests/${id}/inspection`)).toMatchObject({ status: 401 })
  })
})

describe('without personal data', () => {
  test('nothing is left of any name, person, content or text, nor of what leads to them', async () => {
    const { db } = office.deps
    const people = await db.selectFrom('person').selectAll().execute()
    const appointments = await db.selectFrom('appointment').selectAll().execute()
    const secrets = [
      ...people.flatMap((person) => [person.id, person.name, person.username]),
      ...appointments.flatMap((held) => [held.id, held.orderNumber ?? '']),
      ...Object.values(texts),
      id,
    ].filter((secret) => secret.length > 3)
    const holds = (given: InspectionEvent[]) => {
      const text = JSON.stringify(given)
      return secrets.filter((secret) => text.includes(secret))
    }
    // The search would find them: they are in what the office itself sees.
    for (const text of [texts.returned, texts.moved, texts.note, id]) expect(holds(events)).toContain(text)
    const own = people.find(({ username }) => username === 'cmi3.officer')
    expect(holds(events)).toEqual(expect.arrayContaining([own?.id, own?.name]))
    expect(holds(withoutPersonalData(events))).toEqual([])
  })

  test('the flow stays whole: the same messages, roles, steps, times, and who is the same person', () => {
    const plain = withoutPersonalData(events)
    const outline = (given: InspectionEvent[]) =>
      given.map((event) => [
        event.type,
        event.createdAt,
        event.type === '@xstate.snapshot' ? [event.snapshot.value, event.snapshot.status] : null,
        event.type === '@xstate.event' ? event.event.type : null,
      ])
    expect(outline(plain)).toEqual(outline(events))
    const letters = plain.flatMap((event) =>
      event.type === '@xstate.event'
        ? [(event.event.actor as { person: string } | null)?.person ?? null]
        : [],
    )
    expect(letters).toEqual(['A', 'A', 'B', 'A', 'B', 'C', 'D', 'A', 'E', null])
    const move = plain.find((event) => event.type === '@xstate.event' && event.event.type === 'move')
    expect(move).toMatchObject({
      event: { data: { from: { version: 1 }, to: { version: 2 }, target: ['approval'] } },
    })
  })

  test('a field whose text looks like anything else does not slip through', () => {
    const sent = {
      ...{
        rootId: 'request:1',
        sessionId: 'request:1',
        createdAt: '1',
        id: '1.1',
        _version: inspectionVersion,
      },
      type: '@xstate.event' as const,
      sourceId: 'role:owner',
      event: {
        type: 'GO',
        actor: { role: 'owner', person: 'p1', name: 'สมชาย', nickname: 'ชาย' },
        data: {
          contact: '081-234-5678',
          from: 'สมชาย',
          to: { name: 'สมหญิง' },
          target: 'สมชาย',
          until: '2027-01-01',
        },
        extra: 'สมชาย',
      },
    }
    expect(withoutPersonalData([sent])).toMatchObject([
      { event: { type: 'GO', actor: { role: 'owner', person: 'A' }, data: { until: '2027-01-01' } } },
    ])
    expect(JSON.stringify(withoutPersonalData([sent]))).not.toMatch(/สม|ชาย|081/)
  })
})

describe('the live stream', () => {
  test('tells an inspector on this machine what happens, as it happens', async () => {
    const socket = await startInspectSocket(office.deps, [office.url])
    try {
      const live = createWebSocketReceiver({ server: socket.url })
      const heard: StatelyInspectionEvent[] = []
      const changed = new Promise<void>((resolve) => {
        live.subscribe((event) => {
          heard.push(event)
          if (event.type === '@xstate.snapshot' && event.event.type === 'PROPOSE') resolve()
        })
      })
      await opened(socket.url)
      const request = await begin(officer, { title: 'ถ่ายทอดสด', body: 'ก', source: 'ข' })
      await take(officer, request, { type: 'PROPOSE' })
      await changed
      const all = (await officer('GET', `/api/requests/${request}/inspection`)).body.events
      expect(heard).toEqual(all)
    } finally {
      await socket.close()
    }
  })

  test('is refused without its token, to a page of another origin, and under another name of this machine', async () => {
    const socket = await startInspectSocket(office.deps, [office.url])
    try {
      const bare = socket.url.split('?')[0] ?? ''
      expect(await opened(bare)).toBe(401)
      expect(await opened(`${bare}?token=${'a'.repeat(43)}`)).toBe(401)
      expect(await opened(socket.url, { origin: 'https://stately.ai' })).toBe(403)
      expect(await opened(socket.url, { origin: 'null' })).toBe(403)
      expect(await opened(socket.url, { headers: { Host: 'prakat.example' } })).toBe(403)
      expect(await opened(socket.url, { origin: office.url })).toBe('open')
      expect(new URL(socket.url).hostname).toBe('127.0.0.1')
    } finally {
      await socket.close()
    }
  })
})

/** The window of a page that another page has opened, as far as the package uses it. */
function stubPage(opens: (message: unknown) => void = () => {}) {
  const told: unknown[] = []
  const listeners: ((event: { data: unknown }) => void)[] = []
  const stub = {
    opener: { postMessage: (message: unknown) => void told.push(message) },
    addEventListener: (_: 'message', listener: (event: { data: unknown }) => void) =>
      void listeners.push(listener),
    open: () => ({ postMessage: opens }),
  }
  const window = Object.assign(stub, { self: stub, top: stub }) as unknown as Window
  return { window, told, hears: (data: unknown) => listeners.forEach((listener) => void listener({ data })) }
}

/** Opens a socket: `open`, or the status with which it was refused. */
const opened = (url: string, options: object = {}): Promise<'open' | number | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, options)
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('unexpected-response', (_req, res) => resolve(res.statusCode))
    socket.on('error', () => {})
  })
