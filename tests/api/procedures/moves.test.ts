import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { MovePlan } from '../../../api/http/procedure-contract.ts'
import { moveJobSchema, movePlanSchema } from '../../../api/http/procedure-contract.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { resumeMoves, startMove } from '../../../api/procedures/move-job.ts'
import { getActiveVersion } from '../../../api/procedures/versions.ts'
import { createBackgroundJobs } from '../../../api/process/background-jobs.ts'
import type { Deps } from '../../../api/process/deps.ts'
import type { GroupCommit } from '../../../api/process/group-commit.ts'
import type { WorkerTask } from '../../../api/process/workers.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { actorOf } from '../../../api/sign-in/sessions.ts'
import { getOffice } from '../../../machines/offices/offices.ts'
import type { Meta, Procedure, StateNodeConfig, Transition } from '../../../machines/procedure/procedure.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'

const versions = '/api/procedures/cmi3.publication/versions'
const until = '2026-12-31'
const people = { owner: 'officer', groupDirector: 'groupDirector', officeDirector: 'officeDirector' }
const way = () => getOffice('cmi3').demo.walk({ ...people, contact: '-', until })
const steps = ['drafting', 'certification', 'handover', 'screening', 'published'] as const
type Step = (typeof steps)[number]

let office: Office
let admin: Client
let officer: Client
/** One request at each of the five steps, beside those of the demo. */
let five: Record<Step, string>

beforeEach(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
  officer = await office.as('cmi3.officer')
  five = Object.fromEntries(
    await Promise.all(steps.map(async (step, index) => [step, await walk(office, `เรื่องที่ขั้น ${step}`, index)])),
  ) as Record<Step, string>
})
afterEach(() => office.close())

const look = async (id: string) => (await officer('GET', `/api/requests/${id}`)).body

async function take(by: Client, id: string, event: Record<string, unknown>) {
  const { revision } = (await by('GET', `/api/requests/${id}`)).body
  const answer = await by('POST', `/api/requests/${id}/events`, event, { 'If-Match': `"${revision}"` })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body.request
}

/** A request of เชียงใหม่ เขต ๓ with so many events of its way behind it. */
async function walk({ as }: Office, title: string, count: number): Promise<string> {
  const content = { title, body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน' }
  const begun = await (await as('cmi3.officer'))('POST', '/api/requests', {
    procedure: 'cmi3.publication',
    content,
  })
  expect(begun.status).toBe(201)
  for (const { who, type, data } of way().slice(0, count))
    await take(await as(`cmi3.${who}`), begun.body.id, { type, ...data })
  return begun.body.id
}

const putInForce = (procedure: Procedure) => activate(office.deps.db, procedure, office.clock.now())

async function plan(mapping: Record<string, string | null> = {}, n = 2): Promise<MovePlan> {
  const answer = await admin('POST', `${versions}/${n}/moves/plan`, { mapping })
  expect(answer).toMatchObject({ status: 200 })
  return movePlanSchema.parse(answer.body)
}
const rowAt = (rows: MovePlan['rows'], step: string) =>
  rows.find((row) => row.steps.some(({ id }) => id === step))

async function move(mapping: Record<string, string | null>, n = 2) {
  const answer = await admin('POST', `${versions}/${n}/moves`, { mapping, reason: 'คำสั่งที่ ๑๒/๒๕๖๙' })
  expect(answer).toMatchObject({ status: 202 })
  await office.deps.jobs.idle()
  return moveJobSchema.parse((await admin('GET', answer.headers.get('location') ?? '')).body)
}

const verified = async () => expect((await verifyRequests(office.deps.db)).differences).toEqual([])
const toApproval = { handover: 'approval', screening: 'approval' }

describe("when a director's approval is put after the certification", () => {
  beforeEach(() => putInForce(cmi3WithApproval()))

  test('the plan says of every step what becomes of its requests, and writes nothing', async () => {
    const before = await everything()
    const { rows, dryRun, targets } = await plan()
    expect(Object.fromEntries(steps.map((step) => [step, rowAt(rows, step)?.becomes]))).toEqual({
      drafting: 'moves',
      certification: 'moves',
      handover: 'needsDecision',
      screening: 'needsDecision',
      published: 'moves',
    })
    expect(rowAt(rows, 'handover')?.problem?.th).toMatch(/ยังไม่ผ่าน “เห็นชอบ”/)
    expect(dryRun).toEqual({ moved: countOf(rows, 'moves'), failed: [] })
    expect(targets.map(({ id }) => id)).toEqual([
      ...['drafting', 'certification', 'approval', 'handover', 'screening', 'published'],
    ])
    expect(await everything()).toEqual(before)
  })

  test('the administrator maps each step, or lets its requests stay', async () => {
    const { rows } = await plan({ handover: 'approval', screening: null })
    expect(rowAt(rows, 'handover')).toMatchObject({
      becomes: 'moves',
      target: [{ id: 'approval', title: { en: 'The director of the office approves' } }],
      problem: null,
    })
    expect(rowAt(rows, 'handover')?.kept.map(({ th }) => th)).toContain('เห็นชอบและรับรองข้อมูล')
    expect(rowAt(rows, 'screening')).toMatchObject({ becomes: 'stays', target: [] })
    const wrong = await plan({ handover: 'published', screening: 'nowhere' })
    expect(rowAt(wrong.rows, 'handover')).toMatchObject({ becomes: 'needsDecision' })
    expect(rowAt(wrong.rows, 'handover')?.problem?.en).toMatch(/would publish/)
    expect(rowAt(wrong.rows, 'screening')?.problem?.en).toMatch(/no step/)
  })

  test('nothing is moved before everything is decided', async () => {
    const answer = await admin('POST', `${versions}/2/moves`, { mapping: {}, reason: 'คำสั่ง' })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'mapping.handover',
      'mapping.screening',
    ])
    expect(await look(five.drafting)).toMatchObject({ version: 1 })
  })

  test('five requests at five steps are moved, each by one event that says who, why and what', async () => {
    const planned = await plan(toApproval)
    const job = await move(toApproval)
    expect(job).toMatchObject({
      ...{ procedure: 'cmi3.publication', toVersion: 2, status: 'done', failed: [], reason: 'คำสั่งที่ ๑๒/๒๕๖๙' },
      ...{ total: planned.dryRun.moved, moved: planned.dryRun.moved },
    })
    const states = await Promise.all(steps.map(async (step) => (await look(five[step])).state))
    expect(states).toEqual(['drafting', 'certification', 'approval', 'approval', 'published'])
    const { events } = (await officer('GET', `/api/requests/${five.screening}/events`)).body
    expect(events.at(-1)).toMatchObject({
      type: 'move',
      title: { th: 'ย้ายไปใช้ขั้นตอนฉบับที่ 2', en: 'moved to version 2 of the procedure' },
      actor: { name: expect.any(String) },
      actedAs: { role: 'admin', title: { th: 'ผู้ดูแลระบบของสำนักงาน' }, capacity: 'holder' },
      from: ['screening'],
      to: ['approval'],
      toTitles: [{ en: 'The director of the office approves' }],
      reasons: { grounds: [], text: 'คำสั่งที่ ๑๒/๒๕๖๙' },
      values: [{ field: 'kept', value: expect.stringContaining('เห็นชอบและรับรองข้อมูล') }],
    })
    await verified()
    // The owner is told, once for each.
    const { notifications } = (await officer('GET', '/api/notifications')).body
    const told = notifications.filter(({ message }: { message: { th: string } }) =>
      message.th.includes('ย้ายไปใช้ขั้นตอนปฏิบัติฉบับที่ 2'),
    )
    for (const step of steps)
      expect(told.filter(({ request }: { request: string }) => request === five[step])).toHaveLength(1)
    // The log of the office has the order and its outcome.
    const log = (await admin('GET', '/api/offices/cmi3/log')).body.events.map(
      (one: { type: string }) => one.type,
    )
    expect(log).toEqual(expect.arrayContaining(['move.started', 'move.finished']))
  })

  test('what was moved goes on by the new chart to its end', async () => {
    await move(toApproval)
    const director = await office.as('cmi3.officeDirector')
    const webmaster = await office.as('cmi3.webmaster')
    await take(director, five.screening, { type: 'APPROVE' })
    await take(officer, five.screening, { type: 'HAND_OVER', publishUntil: until })
    const checked = ['accurate', 'complete', 'current']
    const published = await take(webmaster, five.screening, { type: 'PUBLISH', checked })
    expect((await office.anyone('GET', published.publication.url)).status).toBe(200)
    await verified()
    office.clock.set('2026-12-31T17:00:00Z')
    await takeDueTimers(office.deps)
    officer = await office.as('cmi3.officer')
    // The one that was public before the move comes down by the timer that the move has set anew.
    expect(await look(five.published)).toMatchObject({ state: 'takenDown', status: 'ended' })
    expect(await look(five.screening)).toMatchObject({ state: 'takenDown', status: 'ended' })
    await verified()
  })

  test('what is public stays public, unchanged', async () => {
    const row = () =>
      office.deps.db.selectFrom('publication').selectAll().where('request', '=', five.published).execute()
    const before = await row()
    await move(toApproval)
    expect(await row()).toEqual(before)
  })

  test('a second move of the procedure waits for the first', async () => {
    const order = { mapping: toApproval, reason: 'คำสั่ง' }
    const answers = await Promise.all([
      admin('POST', `${versions}/2/moves`, order),
      admin('POST', `${versions}/2/moves`, order),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
    await office.deps.jobs.idle()
    expect(await office.deps.db.selectFrom('move').select('status').execute()).toEqual([{ status: 'done' }])
    await verified()
  })

  test('an official who acts on the same request meanwhile wins, or is told that it was moved', async () => {
    const director = await office.as('cmi3.groupDirector')
    const { revision } = await look(five.certification)
    const event = { type: 'CERTIFY', checked: ['accurate', 'complete'] }
    const [moving, certified] = await Promise.all([
      admin('POST', `${versions}/2/moves`, { mapping: toApproval, reason: 'คำสั่ง' }),
      director('POST', `/api/requests/${five.certification}/events`, event, { 'If-Match': `"${revision}"` }),
    ])
    expect(moving.status).toBe(202)
    await office.deps.jobs.idle()
    const late = await director('POST', `/api/requests/${five.certification}/events`, event, {
      'If-Match': `"${revision}"`,
    })
    expect(late).toMatchObject({ status: 409, body: { code: 'revision_conflict' } })
    const { events } = (await officer('GET', `/api/requests/${five.certification}/events`)).body
    const types = events.map(({ type }: { type: string }) => type)
    expect(types.filter((type: string) => type === 'move')).toHaveLength(1)
    expect(types.filter((type: string) => type === 'CERTIFY')).toHaveLength(certified.status === 200 ? 1 : 0)
    await verified()
  })

  test('an official who acts between the judgement of a move and the move wins, and the request is judged anew', async () => {
    const { workers } = office.deps
    let judged = 0
    office.deps.workers = {
      ...workers,
      run: async <Result>(given: WorkerTask) => {
        const result = await workers.run<Result>(given)
        if (given.name === 'moves') judged += 1
        // The second judgement is the move's own: the first one is its plan's.
        if (given.name === 'moves' && judged === 2)
          await take(await office.as('cmi3.groupDirector'), five.certification, {
            type: 'CERTIFY',
            checked: ['accurate', 'complete'],
          })
        return result
      },
    }
    const job = await move(toApproval)
    expect(job).toMatchObject({ status: 'done', failed: [] })
    // Certified on the old version, where that led to the hand-over, and moved from there.
    expect(await look(five.certification)).toMatchObject({ version: 2, state: 'approval' })
    const { events } = (await officer('GET', `/api/requests/${five.certification}/events`)).body
    expect(events.map(({ type }: { type: string }) => type).slice(-2)).toEqual(['CERTIFY', 'move'])
    await verified()
  })

  test('a version that is too involved to be judged in time is told in a sentence, and nothing is moved', async () => {
    const { workers } = office.deps
    office.deps.workers = {
      ...workers,
      run: async <Result>(given: WorkerTask) =>
        given.name === 'moves' ? undefined : workers.run<Result>(given),
    }
    const refused = { status: 400, body: { detail: expect.stringContaining('ซับซ้อนเกินกว่าจะตรวจได้ทันเวลา') } }
    expect(await admin('POST', `${versions}/2/moves/plan`, { mapping: toApproval })).toMatchObject(refused)
    const order = { mapping: toApproval, reason: 'คำสั่ง' }
    expect(await admin('POST', `${versions}/2/moves`, order)).toMatchObject(refused)
    expect(await look(five.drafting)).toMatchObject({ version: 1 })
  })

  test('an official with an older page is told that an administrator moved it', async () => {
    const director = await office.as('cmi3.groupDirector')
    const { revision } = await look(five.certification)
    await move(toApproval)
    const late = await director(
      'POST',
      `/api/requests/${five.certification}/events`,
      { type: 'CERTIFY', checked: ['accurate', 'complete'] },
      { 'If-Match': `"${revision}"` },
    )
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'revision_conflict', current: { what: { th: 'ย้ายไปใช้ขั้นตอนฉบับที่ 2' } } },
    })
  })

  test('only an administrator of the office, and only to a version in force', async () => {
    const body = { mapping: {}, reason: 'คำสั่ง' }
    for (const stranger of [officer, await office.as('cmi4.admin')]) {
      expect(await stranger('POST', `${versions}/2/moves/plan`, { mapping: {} })).toMatchObject({
        status: 403,
      })
      expect(await stranger('POST', `${versions}/2/moves`, body)).toMatchObject({ status: 403 })
    }
    expect(await admin('POST', `${versions}/1/moves`, body)).toMatchObject({ status: 400 })
    expect(await admin('POST', `${versions}/9/moves`, body)).toMatchObject({ status: 404 })
    expect(await admin('POST', `${versions}/2/moves`, { mapping: {} })).toMatchObject({ status: 400 })
    const { id } = await move(toApproval)
    expect(await officer('GET', `/api/moves/${id}`)).toMatchObject({ status: 403 })
    expect(await admin('GET', '/api/moves/none')).toMatchObject({ status: 404 })
  })
})

describe('a move of many requests', () => {
  test('a move that is broken off is taken up again, and every request is moved exactly once', async () => {
    // 120 requests beside the others: three batches.
    for (let one = 0; one < 120; one += 1) await begin(`ร่างที่ ${one}`)
    await putInForce(cmi3WithApproval())
    const planned = (await plan(toApproval)).dryRun.moved
    const broken = breaking(office.deps, 61)
    const order = await orderOfAdmin(toApproval)
    const { id } = await startMove(broken.deps, order)
    await broken.happened
    await broken.deps.jobs.stop()
    const half = await jobRow(id)
    expect(half).toMatchObject({ status: 'running' })
    expect(half?.moved).toBeGreaterThan(0)
    expect(half?.moved).toBeLessThan(planned)
    expect(await onVersionTwo()).toBe(half?.moved)
    await verified()
    // The next process finds the job as the first one left it.
    const next = { ...office.deps, jobs: createBackgroundJobs() }
    await resumeMoves(next)
    await next.jobs.idle()
    expect(await jobRow(id)).toMatchObject({ status: 'done', moved: planned, total: planned, failed: '[]' })
    expect(await onVersionTwo()).toBe(planned)
    const twice = await office.deps.db
      .selectFrom('event')
      .select('request')
      .where('type', '=', 'move')
      .groupBy('request')
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute()
    expect(twice).toEqual([])
    await verified()
  })
})

describe('what a move would break is refused, with the reason', () => {
  test('a version without the period of what is public', async () => {
    await putInForce(
      cmi3WithApproval((procedure) => {
        const { handover, published } = procedure.chart.states as Record<string, StateNodeConfig>
        for (const one of [handover?.on?.HAND_OVER].flat()) if (one) delete one.meta.needs
        delete published?.after
        procedure.deadlines = []
      }),
    )
    const { rows } = await plan(toApproval)
    expect(rowAt(rows, 'published')).toMatchObject({ becomes: 'needsDecision' })
    expect(rowAt(rows, 'published')?.problem?.en).toMatch(/would change what is public/)
  })

  test('a deadline that has passed and was not taken yet', async () => {
    const timer = await office.deps.db
      .selectFrom('timer')
      .select('dueAt')
      .where('request', '=', five.published)
      .executeTakeFirstOrThrow()
    await putInForce(cmi3WithApproval())
    office.clock.set(timer.dueAt + 46)
    admin = await office.as('cmi3.admin')
    officer = await office.as('cmi3.officer')
    const { failed } = await move(toApproval)
    const about = failed.find(({ title }) => title === 'เรื่องที่ขั้น published')
    expect(about?.why.en).toMatch(/deadline of the request has passed/)
    await takeDueTimers(office.deps)
    expect(await look(five.published)).toMatchObject({ version: 1, status: 'ended' })
    await verified()
  })

  test('a version in which nothing is public any more', async () => {
    await putInForce(
      cmi3WithApproval((procedure) => {
        const published = procedure.chart.states.published as StateNodeConfig
        published.tags = ['resting']
      }),
    )
    expect(rowAt((await plan(toApproval)).rows, 'published')?.problem?.en).toMatch(/would take down/)
  })

  test('a request that comes to an undecided step after the move began is listed, and nothing else is held up', async () => {
    await putInForce(cmi3WithApproval())
    const { rows } = await plan({ handover: null, screening: 'approval' })
    const total = countOf(rows, 'moves')
    const order = await orderOfAdmin({ screening: 'approval', handover: null })
    // Between plan and move the administrator's mapping loses a step: as if a request had come there since.
    const { id } = await startMove(
      { ...office.deps, commits: afterFirst(office.deps, forgetHandover) },
      order,
    )
    await waitFor(async () => (await jobRow(id))?.status === 'done')
    const row = await jobRow(id)
    const failed = JSON.parse(row?.failed ?? '[]') as { title: string }[]
    expect(failed.map(({ title }) => title)).toContain('เรื่องที่ขั้น handover')
    expect(row).toMatchObject({ moved: total, total: total + failed.length })
    expect(await look(five.handover)).toMatchObject({ version: 1, state: 'handover' })
    await verified()
  })
})

describe('what was decided on the old version counts only where it satisfies the new', () => {
  const certifiedByTheDirector = (procedure: Procedure) => {
    const certify = procedure.chart.states.certification?.on?.CERTIFY as Transition
    certify.guard = { type: 'may', params: { as: 'officeDirector', within: 'office', notBy: ['PROPOSE'] } }
    procedure.roles.push({ id: 'officeDirector', title: { th: 'ผอ.สพป.', en: 'Director' }, within: 'office' })
  }
  const changed = (change: (procedure: Procedure) => void) => {
    const procedure = structuredClone(getOffice('cmi3').procedures[0] as Procedure)
    change(procedure)
    return procedure
  }

  test('a certification by the group director goes back to the office director, who is the new certifier', async () => {
    await putInForce(changed(certifiedByTheDirector))
    const { rows } = await plan()
    expect(rowAt(rows, 'screening')).toMatchObject({ becomes: 'moves', target: [{ id: 'certification' }] })
    expect(rowAt(rows, 'screening')?.lost.map(({ th }) => th)).toContain('เห็นชอบและรับรองข้อมูล')
    await move({})
    const { state, revision } = await look(five.screening)
    expect(state).toBe('certification')
    const publish = { type: 'PUBLISH', checked: ['accurate', 'complete', 'current'] }
    const headers = { 'If-Match': `"${revision}"` }
    const webmaster = await office.as('cmi3.webmaster')
    expect(await webmaster('POST', `/api/requests/${five.screening}/events`, publish, headers)).toMatchObject(
      { status: 409 },
    )
    const certify = { type: 'CERTIFY', checked: ['accurate', 'complete'] }
    const groupDirector = await office.as('cmi3.groupDirector')
    expect(
      await groupDirector('POST', `/api/requests/${five.screening}/events`, certify, headers),
    ).toMatchObject({ status: 403 })
    await take(await office.as('cmi3.officeDirector'), five.screening, certify)
    await verified()
  })

  test('a field that the new form requires sends the request back to its owner, and what is public stays', async () => {
    await putInForce(
      changed(({ form }) => {
        form.push({ name: 'contact', type: 'text', title: { th: 'ผู้ติดต่อ', en: 'Contact' }, required: true })
      }),
    )
    const { rows } = await plan()
    expect(rowAt(rows, 'screening')).toMatchObject({ becomes: 'moves', target: [{ id: 'drafting' }] })
    expect(rowAt(rows, 'published')).toMatchObject({ becomes: 'needsDecision' })
    expect(rowAt(rows, 'published')?.problem?.th).toMatch(/ผู้ติดต่อ/)
    await move({ published: null })
    expect(await look(five.screening)).toMatchObject({ state: 'drafting', version: 2 })
    expect(await look(five.published)).toMatchObject({ state: 'published', version: 1 })
    await verified()
  })

  test('a deadline that both versions have is due when it was due', async () => {
    const timed = (title: string) =>
      changed((procedure) => {
        const days = {
          kind: 'days' as const,
          days: 3,
          working: true,
          title: { th: 'สามวัน', en: 'Three days' },
        }
        procedure.title = { th: title, en: title }
        procedure.deadlines.push({ id: 'threeDays', ...days })
        const { certification } = procedure.chart.states
        const meta = { ...(certification?.meta as Meta) }
        if (certification) certification.after = { threeDays: { meta } }
      })
    await putInForce(timed('ฉบับที่สอง'))
    const id = await begin('มีกำหนด')
    await take(officer, id, { type: 'PROPOSE' })
    const timers = () => office.deps.db.selectFrom('timer').selectAll().where('request', '=', id).execute()
    const before = await timers()
    expect(before).toHaveLength(1)
    await putInForce(timed('ฉบับที่สาม'))
    office.clock.set(new Date(office.clock.now() + 86_400_000).toISOString())
    admin = await office.as('cmi3.admin')
    officer = await office.as('cmi3.officer')
    const { rows } = await plan({}, 3)
    expect(
      rows.find(({ fromVersion, steps }) => fromVersion === 2 && steps[0]?.id === 'certification'),
    ).toMatchObject({ becomes: 'moves', deadlines: [] })
    await move({}, 3)
    expect(await look(id)).toMatchObject({ version: 3, state: 'certification' })
    expect(await timers()).toEqual(before)
    await verified()
  })
})

describe('a draft whose form has lost a field', () => {
  test('keeps what was written, is listed, and can be written and proposed', async () => {
    await putInForce(
      cmi3WithApproval((procedure) => {
        procedure.form = procedure.form.filter(({ name }) => name !== 'source')
      }),
    )
    const { rows } = await plan(toApproval)
    expect(rowAt(rows, 'drafting')?.lost.map(({ en }) => en)).toEqual([expect.stringMatching(/source/i)])
    await move(toApproval)
    const other = await begin('อีกเรื่อง')
    const { revision, content } = await look(five.drafting)
    expect(content).toMatchObject({ source: 'กลุ่มนโยบายและแผน' })
    const path = `/api/requests/${five.drafting}/content`
    const written = await officer(
      'PUT',
      path,
      { content: { ...content, body: 'แก้ไขแล้ว' } },
      { 'If-Match': `"${revision}"` },
    )
    expect(written).toMatchObject({ status: 200, body: { content: { body: 'แก้ไขแล้ว' } } })
    await take(officer, five.drafting, { type: 'PROPOSE' })
    // A field that the content never had is as unknown as before.
    const { revision: first } = await look(other)
    const wrong = await officer(
      'PUT',
      `/api/requests/${other}/content`,
      { content: { title: 'อีกเรื่อง', source: 'x' } },
      { 'If-Match': `"${first}"` },
    )
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'content.source' }] } })
    await verified()
  })

  test('can be proposed as it stands', async () => {
    await putInForce(
      cmi3WithApproval((procedure) => {
        procedure.form = procedure.form.filter(({ name }) => name !== 'source')
      }),
    )
    await move(toApproval)
    await take(officer, five.drafting, { type: 'PROPOSE' })
    await verified()
  })
})

/* ── Around the tests ─────────────────────────────────────────────────────────────────── */

const countOf = (rows: MovePlan['rows'], becomes: string) =>
  rows.reduce((sum, row) => sum + (row.becomes === becomes ? row.count : 0), 0)

async function begin(title: string): Promise<string> {
  const content = { title, body: 'รายละเอียด' }
  return (await officer('POST', '/api/requests', { procedure: 'cmi3.publication', content })).body.id
}

async function everything() {
  const { db } = office.deps
  const of = (table: 'request' | 'event' | 'timer' | 'notification' | 'publication' | 'move' | 'content') =>
    db.selectFrom(table).selectAll().execute()
  return Promise.all(
    (['request', 'event', 'timer', 'notification', 'publication', 'move', 'content'] as const).map(of),
  )
}

const jobRow = (id: string) =>
  office.deps.db.selectFrom('move').selectAll().where('id', '=', id).executeTakeFirst()

async function onVersionTwo(): Promise<number> {
  const { hash } = await getActiveVersion(office.deps.db, 'cmi3.publication')
  const rows = await office.deps.db
    .selectFrom('request')
    .select('id')
    .where('procedureHash', '=', hash)
    .execute()
  return rows.length
}

async function orderOfAdmin(mapping: Record<string, string | null>) {
  const { db } = office.deps
  const person = await db
    .selectFrom('person')
    .select(['id', 'office', 'name'])
    .where('username', '=', 'cmi3.admin')
    .executeTakeFirstOrThrow()
  const actor = await actorOf(db, person.id, office.clock.now())
  const actedAs = actor.appointments.find(({ role }) => role === 'admin')
  if (!actedAs) throw new Error('cmi3.admin is no administrator')
  const to = await getActiveVersion(db, 'cmi3.publication')
  return { to, mapping, reason: 'คำสั่ง', by: { person, actor }, actedAs }
}

/** A server whose storage fails for good after so many writes of a move. */
function breaking(deps: Deps, most: number): { deps: Deps; happened: Promise<void> } {
  let tell = () => {}
  const happened = new Promise<void>((resolve) => {
    tell = resolve
  })
  let count = 0
  let started = false
  const commits: GroupCommit = async (work) => {
    const moving = await deps.db.selectFrom('move').select('id').where('status', '=', 'running').execute()
    started ||= moving.length > 0
    if (started) count += 1
    if (count > most) {
      tell()
      throw new Error('The disk is gone')
    }
    return deps.commits(work)
  }
  return { deps: { ...deps, commits }, happened }
}

/** Runs something in the database right after a move has been written down. */
function afterFirst(deps: Deps, run: (deps: Deps) => Promise<void>): GroupCommit {
  let done = false
  return async (work) => {
    const result = await deps.commits(work)
    if (!done && (await deps.db.selectFrom('move').select('id').executeTakeFirst())) {
      done = true
      await run(deps)
    }
    return result
  }
}
const forgetHandover = async ({ db }: Deps) => {
  await db
    .updateTable('move')
    .set({ mapping: JSON.stringify({ screening: 'approval' }) })
    .execute()
}

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}
