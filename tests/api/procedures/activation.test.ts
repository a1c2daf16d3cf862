import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { versionSummarySchema, versionsSchema } from '../../../api/http/procedure-contract.ts'
import { verifyAuditLogs } from '../../../api/operations/verify-audit-logs.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { activateDueVersions } from '../../../api/procedures/due-versions.ts'
import { startTimerLoop } from '../../../api/requests/timers.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { appoint } from '../../support/appoint.ts'
import { activate, askToActivate, confirmAsSecond, draftOf, ifMatch, order } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { involve } from '../../support/too-involved.ts'

let office: Office
let admin: Client
beforeEach(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
})
afterEach(() => office.close())

const present = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
// biome-ignore lint/suspicious/noExplicitAny: a draft's JSON has no certain shape
const draft = (change?: (json: any) => void) => draftOf(admin, 'cmi3', 'publication', present, change)
const versions = async (procedure = 'cmi3.publication') => {
  const { body } = await admin('GET', `/api/procedures/${procedure}/versions`)
  return versionsSchema.parse(body).versions
}
const statuses = async () => (await versions()).map(({ version, status }) => [version, status])
const log = async () => (await admin('GET', '/api/offices/cmi3/log')).body.events

describe('a draft that is activated', () => {
  test('is the version in force with its order, and the one before is superseded and kept', async () => {
    const made = await draft((json) => {
      json.title.th = 'การเผยแพร่ (แก้ไข)'
    })
    const answer = await activate(admin, made)
    expect([answer.status, versionSummarySchema.parse(answer.body).status]).toEqual([201, 'active'])
    expect(answer.headers.get('location')).toBe('/api/procedures/cmi3.publication/versions/2')
    expect(answer.body).toMatchObject({
      ...{ version: 2, order, effectiveAt: null, openRequests: 0 },
      createdBy: { id: 'cmi3.admin' },
      activatedAt: new Date(office.clock.now()).toISOString(),
    })
    const { body: view } = await admin('GET', '/api/procedures/cmi3.publication')
    expect(view).toMatchObject({ version: 2, hash: answer.body.hash, status: 'active', order })
    expect(view.order.document).toEqual(
      (await admin('GET', `/api/procedures/cmi3.publication/versions/1`)).body.order.document,
    )
    expect(view.layout.nodes.length).toBeGreaterThan(3)
    expect(await statuses()).toEqual([
      [2, 'active'],
      [1, 'superseded'],
    ])
    expect((await admin('GET', `/api/drafts/${made.id}`)).status).toBe(404)
    const types: string[] = (await log()).map(({ type }: { type: string }) => type)
    expect(
      types.filter((type) => !['people.recorded', 'standing.recorded', 'version.shipped'].includes(type)),
    ).toEqual([
      ...['version.activated', 'version.superseded', 'draft.activated'],
      ...['confirmation.confirmed', 'confirmation.asked', 'draft.edited', 'draft.created'],
    ])
    expect((await verifyAuditLogs(office.deps.db)).differences).toEqual([])
    expect(await verifyRequests(office.deps.db)).toMatchObject({ differences: [] })
  })

  test('says what changed, in words and against any earlier version', async () => {
    await activate(admin, await draft((json) => json.form.push(field)))
    const changes = async (path: string) =>
      (await admin('GET', `/api/procedures/cmi3.publication/versions/${path}`)).body.changes
    const since = await changes('2/changes')
    expect(
      since.some(({ sentence }: { sentence: { th: string } }) => sentence.th.includes('ผู้ประสานงาน')),
    ).toBe(true)
    expect(await changes('2/changes?since=1')).toEqual(since)
    expect(await changes('2/changes?since=2')).toEqual([])
    expect(await changes('1/changes')).toEqual([])
    expect((await admin('GET', '/api/procedures/cmi3.publication/versions/2/changes?since=9')).status).toBe(
      404,
    )
    expect((await admin('GET', '/api/procedures/cmi3.publication/versions/3/changes')).status).toBe(404)
  })

  test('may be of a new procedure, which begins with version 1', async () => {
    const made = await draftOf(admin, 'cmi3', 'urgent', present, (json) => {
      json.title = { th: 'ข่าวด่วน', en: 'Urgent news' }
    })
    const answer = await activate(admin, made)
    expect([answer.status, answer.body.version]).toEqual([201, 1])
    const { body } = await admin('GET', '/api/offices/cmi3')
    expect(body.procedures.map(({ id }: { id: string }) => id)).toEqual(['cmi3.publication', 'cmi3.urgent'])
    const officer = await office.as('cmi3.officer')
    const content = { title: 'น้ำท่วมโรงเรียน', body: 'ปิดเรียนหนึ่งวัน' }
    const begun = await officer('POST', '/api/requests', { procedure: 'cmi3.urgent', content })
    expect(begun.status).toBe(201)
  })

  test('is refused to everyone but an administrator of the office', async () => {
    const { id, revision } = await draft()
    for (const username of ['cmi3.officer', 'cmi3.officeDirector', 'cmi4.admin']) {
      const other = await office.as(username)
      const activation = { order, reasons: {} }
      expect(
        (await other('POST', `/api/drafts/${id}/activation`, activation, ifMatch(revision))).status,
      ).toBe(403)
    }
    expect(await statuses()).toEqual([[1, 'active']])
  })
})

const field = {
  ...{ name: 'coordinator', type: 'text', required: true },
  title: { th: 'ผู้ประสานงาน', en: 'Coordinator' },
}

describe('what stands in the way of an activation', () => {
  const attempt = (made: { id: string; revision: number }, more: object = {}) =>
    admin(
      'POST',
      `/api/drafts/${made.id}/activation`,
      { order, reasons: {}, ...more },
      ifMatch(made.revision),
    )

  test('a violated proof, in its own sentence', async () => {
    const made = await draft((json) => {
      const { drafting, screening } = json.chart.states
      drafting.on.SKIP = { ...drafting.on.PROPOSE, target: screening.on.PUBLISH.target }
    })
    const { body: report } = await admin('POST', `/api/drafts/${made.id}/proofs`)
    const violated = report.proofs.filter(({ outcome }: { outcome: string }) => outcome === 'violated')
    expect([report.mayActivate, violated.length > 0]).toEqual([false, true])
    const answer = await activate(admin, made)
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_content'])
    for (const { id, sentence } of violated)
      expect(answer.body.errors).toContainEqual({ path: id, message: sentence })
    expect(await statuses()).toEqual([[1, 'active']])
  })

  test('a proof that could not be made, for what is not proved does not hold', async () => {
    const made = await draft((json) => involve(json, 'PROPOSE'))
    const { body: report } = await admin('POST', `/api/drafts/${made.id}/proofs`)
    const unproved = report.proofs.filter(({ outcome }: { outcome: string }) => outcome === 'unproved')
    expect([report.mayActivate, unproved.length]).toEqual([false, 1])
    expect(unproved[0].sentence.th).toContain('ยังยืนยันไม่ได้')
    expect(report.proofs.map(({ id }: { id: string }) => id)).not.toContain('requires:CERTIFY')
    const answer = await activate(admin, made)
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_content'])
    expect(answer.body.errors).toContainEqual({ path: 'bounded', message: unproved[0].sentence })
    expect(await statuses()).toEqual([[1, 'active']])
  })

  test('a warning without a reason; with one, the reason is kept with the version', async () => {
    await office.deps.db
      .updateTable('appointment')
      .set({ endsOn: '2026-11-19' })
      .where('office', '=', 'cmi3')
      .where('role', '=', 'webmaster')
      .execute()
    const made = await draft()
    const { body: report } = await admin('POST', `/api/drafts/${made.id}/proofs`)
    const warnings: string[] = report.proofs
      .filter(({ outcome }: { outcome: string }) => outcome === 'warning')
      .map(({ id }: { id: string }) => id)
    expect(warnings.length).toBeGreaterThan(0)
    expect(report.mayActivate).toBe(true)
    const paths = async (reasons: Record<string, string>) =>
      (await attempt(made, { reasons })).body.errors.map(({ path }: { path: string }) => path)
    expect(await paths({})).toEqual(warnings.map((id) => `reasons.${id}`))
    expect(await paths(Object.fromEntries(warnings.map((id) => [id, '  '])))).toHaveLength(warnings.length)
    const reasons = Object.fromEntries(warnings.map((id) => [id, 'จะแต่งตั้งภายในสัปดาห์นี้']))
    const answer = await attempt(made, { reasons: { ...reasons, unheard: 'ไม่มีข้อนี้' } })
    expect(answer.status).toBe(201)
    expect((await confirmAsSecond(admin, answer.body.waiting)).status).toBe(200)
    expect((await versions())[0]?.reasons).toEqual(reasons)
  })

  test('a clause of the document that the version in force serves and the draft does not, without a reason', async () => {
    const made = await draft((json) => {
      const [checklist] = json.chart.states.screening.on.PUBLISH.meta.needs
      checklist.items = checklist.items.filter(({ id }: { id: string }) => id !== 'current')
    })
    const { body: report } = await admin('POST', `/api/drafts/${made.id}/proofs`)
    const found = report.proofs.filter(({ id }: { id: string }) => id.startsWith('clause:'))
    expect(found).toMatchObject([
      { id: 'clause:(๑)', outcome: 'warning' },
      { id: 'clause:(๒)(๓)', outcome: 'warning' },
    ])
    expect([report.mayActivate, found[0].sentence.th]).toEqual([
      true,
      'ข้อ (๑) ของเอกสาร ซึ่งฉบับที่ใช้อยู่รองรับ ไม่มีในร่างนี้แล้ว: สิ่งที่ต้องระบุ “เป็นปัจจุบัน”',
    ])
    const refused = await attempt(made)
    expect([refused.status, refused.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      ['reasons.clause:(๑)', 'reasons.clause:(๒)(๓)'],
    ])
    const reasons = { 'clause:(๑)': 'ตามคำสั่งใหม่', 'clause:(๒)(๓)': 'ตามคำสั่งใหม่' }
    expect((await attempt(made, { reasons })).status).toBe(201)
  })

  test('a scenario that no longer ends where it must', async () => {
    const step = { type: 'PROPOSE', role: 'owner', person: 'A', data: {}, after: 0 }
    const scenario = { name: 'เสนอแล้วรอ', steps: [step], expected: { steps: ['published'], refused: false } }
    const { status, body } = await admin('POST', '/api/procedures/cmi3.publication/scenarios', scenario)
    expect(status).toBe(201)
    const made = await draft()
    const { body: report } = await admin('POST', `/api/drafts/${made.id}/proofs`)
    expect([report.mayActivate, report.scenarios]).toMatchObject([false, [{ id: body.id, passed: false }]])
    const answer = await activate(admin, made)
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toMatchObject([{ path: `scenario:${body.id}` }])
    expect((await admin('DELETE', `/api/scenarios/${body.id}`)).status).toBe(204)
    expect((await activate(admin, made)).status).toBe(201)
  })

  test('an order that nobody signed, or without its date', async () => {
    const made = await draft()
    const answer = await attempt(made, { order: { ...order, signedBy: ' ', date: null } })
    expect(answer.body.errors).toMatchObject([{ path: 'order.date' }, { path: 'order.signedBy' }])
  })

  test.each([{ kind: 'standard' }, { kind: 'empty' }])(
    'that its document is still what the template says in its place ($kind)',
    async (from) => {
      const { id, revision } = await draftOf(admin, 'cmi3', 'unnamed', from)
      const answer = await admin(
        'POST',
        `/api/drafts/${id}/activation`,
        { order, reasons: {} },
        ifMatch(revision),
      )
      expect(answer).toMatchObject({
        status: 422,
        body: {
          code: 'invalid_content',
          message: { th: expect.stringContaining('ยังไม่ได้ระบุชื่อประกาศหรือคำสั่ง') },
          errors: [{ path: 'json.order.document' }],
        },
      })
    },
  )

  test('that it is the version in force already, word for word', async () => {
    await activate(admin, await draft())
    const again = await draftOf(admin, 'cmi3', 'publication', { ...present, version: 2 })
    const answer = await activate(admin, again)
    expect([answer.status, answer.body.code]).toEqual([409, 'already_exists'])
    // An order of its own makes it another version.
    expect((await activate(admin, again, { number: '13/2570' })).body.version).toBe(3)
  })

  test('a change since it was seen', async () => {
    const made = await draft()
    const answer = await activate(admin, { ...made, revision: 7 })
    expect([answer.status, answer.body.code]).toEqual([409, 'revision_conflict'])
  })
})

describe('two who activate one draft at once', () => {
  test('one of them wins, the other is told who did', async () => {
    await appoint(admin, 'cmi3.webmaster', { role: 'admin', from: '2026-11-20' })
    const second = await office.as('cmi3.webmaster')
    const made = await draft()
    const both = await Promise.all([
      askToActivate(admin, made),
      askToActivate(second, made, { number: '99/2570' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const loser = both.find(({ status }) => status === 409)
    const winner = both.find(({ status }) => status === 201)
    const { waiting } = winner?.body ?? {}
    expect(loser?.body.code).toBe('already_exists')
    expect(loser?.body.message.th).toContain(waiting.askedBy.name)
    expect((await confirmAsSecond(admin, waiting)).status).toBe(200)
    expect(await statuses()).toEqual([
      [2, 'active'],
      [1, 'superseded'],
    ])
    // Also whoever comes long after learns what became of the draft.
    const late = await activate(admin, made)
    expect([late.status, late.body.code]).toEqual([409, 'revision_conflict'])
    expect(
      (
        await (
          await office.as('cmi4.admin')
        )('POST', `/api/drafts/${made.id}/activation`, { order, reasons: {} }, ifMatch(1))
      ).status,
    ).toBe(403)
  })
})

describe('an order that takes effect later', () => {
  test('takes effect by itself at the beginning of that day in Bangkok, in the name of who scheduled it', async () => {
    const answer = await activate(admin, await draft(), { effectiveFrom: '2026-12-01' })
    expect(answer.body).toMatchObject({
      ...{ status: 'scheduled', activatedAt: null, effectiveAt: '2026-11-30T17:00:00.000Z' },
    })
    expect(await statuses()).toEqual([
      [2, 'scheduled'],
      [1, 'active'],
    ])
    office.clock.set('2026-11-30T16:59:59.999Z')
    expect(await activateDueVersions(office.deps)).toBe(0)
    office.clock.set('2026-11-30T17:00:00Z')
    const loop = startTimerLoop(office.deps)
    await loop.stop()
    admin = await office.as('cmi3.admin')
    expect(await versions()).toMatchObject([
      { version: 2, status: 'active', activatedAt: '2026-11-30T17:00:00.000Z', effectiveAt: null },
      { version: 1, status: 'superseded' },
    ])
    const [newest, second] = await log()
    expect([newest.type, newest.actor.id, newest.at]).toEqual([
      ...['version.activated', 'cmi3.admin', '2026-11-30T17:00:00.000Z'],
    ])
    expect([second.type, second.after.version]).toEqual(['version.superseded', 1])
    expect(await activateDueVersions(office.deps)).toBe(0)
    expect(await verifyAuditLogs(office.deps.db)).toMatchObject({ differences: [] })
  })

  test('of today, or of a day that has passed, takes effect at once', async () => {
    expect((await activate(admin, await draft(), { effectiveFrom: '2026-11-20' })).body.status).toBe('active')
    const next = await draftOf(admin, 'cmi3', 'publication', { ...present, version: 2 })
    expect((await activate(admin, next, { effectiveFrom: '2026-10-01' })).body.status).toBe('active')
  })

  test('each on its day: the last order of a day prevails, whatever was activated in between', async () => {
    const next = async (version: number, effectiveFrom: string | null) => {
      const made = await draftOf(admin, 'cmi3', 'publication', { ...present, version })
      const number = `${version}/${effectiveFrom}`
      expect((await activate(admin, made, { effectiveFrom, number })).status).toBe(201)
    }
    await next(1, '2026-12-01')
    await next(2, null)
    await next(3, '2026-12-01')
    expect(await statuses()).toEqual([
      ...[
        [4, 'scheduled'],
        [3, 'active'],
        [2, 'scheduled'],
        [1, 'superseded'],
      ],
    ])
    office.clock.set('2026-12-03T00:00:00Z')
    expect(await activateDueVersions(office.deps)).toBe(2)
    admin = await office.as('cmi3.admin')
    expect(await statuses()).toEqual([
      ...[
        [4, 'active'],
        [3, 'superseded'],
        [2, 'superseded'],
        [1, 'superseded'],
      ],
    ])
  })
})

describe('requests under way', () => {
  test('finish on the version that they began on, whatever became of its fields; new ones use the new', async () => {
    const officer = await office.as('cmi3.officer')
    const content = { title: 'แผนปฏิบัติการ', body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน' }
    const begin = () => officer('POST', '/api/requests', { procedure: 'cmi3.publication', content })
    const old = (await begin()).body
    const answer = await activate(
      admin,
      await draft((json) => {
        json.form = json.form.filter(({ name }: { name: string }) => name !== 'source')
        const { drafting, ...rest } = json.chart.states
        json.chart.states = { ...rest, preparing: drafting }
        json.chart.initial = 'preparing'
        json.chart = JSON.parse(
          JSON.stringify(json.chart).replaceAll('"target":"drafting"', '"target":"preparing"'),
        )
      }),
    )
    expect(answer.status).toBe(201)
    const changed = { ...content, source: 'กลุ่มอำนวยการ' }
    const put = await officer(
      'PUT',
      `/api/requests/${old.id}/content`,
      { content: changed },
      ifMatch(old.revision),
    )
    expect([put.status, put.body.content, put.body.version]).toEqual([200, changed, 1])
    const sent = await officer(
      'POST',
      `/api/requests/${old.id}/events`,
      { type: 'PROPOSE' },
      ifMatch(put.body.revision),
    )
    expect([sent.status, sent.body.request.version]).toEqual([200, 1])
    expect((await begin()).body.errors).toMatchObject([{ path: 'content.source' }])
    const { source: _, ...without } = content
    const fresh = await officer('POST', '/api/requests', { procedure: 'cmi3.publication', content: without })
    expect([fresh.status, fresh.body.version, fresh.body.state]).toEqual([201, 2, 'preparing'])
    expect((await versions()).map(({ openRequests }) => openRequests)[0]).toBe(1)
    expect(await verifyRequests(office.deps.db)).toMatchObject({ differences: [] })
  })

  test('keep their version from being deleted, by hand in the database or over HTTP', async () => {
    await activate(admin, await draft())
    const { db } = office.deps
    await expect(
      db
        .deleteFrom('procedureVersion')
        .where('procedure', '=', 'cmi3.publication')
        .where('version', '=', 1)
        .execute(),
    ).rejects.toThrow('FOREIGN KEY')
    await expect(
      db.updateTable('procedureVersion').set({ json: '{}' }).where('version', '=', 1).execute(),
    ).rejects.toThrow('never changes')
    expect((await admin('DELETE', '/api/procedures/cmi3.publication/versions/1')).status).toBe(404)
    expect(await statuses()).toHaveLength(2)
  })
})

test('a kind of information that a new version drops is still named where something was published under it', async () => {
  const yst = await office.as('yst2.admin')
  const before = (await yst('GET', '/api/offices/yst2')).body.categories
  const used = (
    await office.deps.db.selectFrom('publication').select('category').where('office', '=', 'yst2').execute()
  ).map(({ category }) => category)
  const added = {
    ...{ id: 'urgent', number: '99', title: { th: 'ข่าวด่วน', en: 'Urgent news' } },
    ...{ clause: 'ข้อ ๙๙', source: 'added' },
  }
  const made = await draftOf(
    yst,
    'yst2',
    'publication',
    { kind: 'version', procedure: 'yst2.publication', version: 1 },
    (json) => {
      json.categories = [added]
    },
  )
  expect((await activate(yst, made)).status).toBe(201)
  const after = (await yst('GET', '/api/offices/yst2')).body.categories
  expect(used.length).toBeGreaterThan(0)
  // Those of the office's other procedures are its own all the while.
  const further = offices
    .find(({ id }) => id === 'yst2')
    ?.procedures.slice(1)
    .flatMap(({ categories }) => categories)
  const kept = new Set([...(further ?? []).map(({ id }) => id), ...used])
  const ids = (list: { id: string }[]) => list.map(({ id }) => id)
  expect(after[0]).toEqual(added)
  expect(ids(after.slice(1)).sort()).toEqual(
    ids(before.filter(({ id }: { id: string }) => kept.has(id))).sort(),
  )
  expect(used.some((id) => !further?.some((one) => one.id === id))).toBe(true)
})
