import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { confirmationsSchema } from '../../../api/http/procedure-contract.ts'
import { verifyAuditLogs } from '../../../api/operations/verify-audit-logs.ts'
import { verifyPeople } from '../../../api/operations/verify-people.ts'
import { activateDueVersions } from '../../../api/procedures/due-versions.ts'
import { askToActivate, confirmAsSecond, draftOf, ifMatch } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
let admin: Client
let director: Client
beforeEach(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
  director = await office.as('cmi3.officeDirector')
})
afterEach(() => office.close())

const present = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
const title = { th: 'การเผยแพร่ (แก้ไข)', en: 'Publication (amended)' }
const draft = () =>
  draftOf(admin, 'cmi3', 'publication', present, (json) => {
    json.title = title
  })
const active = async () => (await admin('GET', '/api/procedures/cmi3.publication')).body.version
const listOf = async (client: Client) =>
  confirmationsSchema.parse((await client('GET', '/api/offices/cmi3/confirmations')).body).confirmations
const confirm = (client: Client, id: string) => client('POST', `/api/confirmations/${id}/confirm`)
const decline = (client: Client, id: string, reason: string) =>
  client('POST', `/api/confirmations/${id}/decline`, { reason })
const log = async () => (await admin('GET', '/api/offices/cmi3/log')).body.events
const endAppointments = (who: string, endsOn: string) =>
  office.deps.db.updateTable('appointment').set({ endsOn }).where('person', '=', who).execute()
/** Makes the office one of a single administrator, since long. */
const leaveAlone = async () => {
  for (const who of ['cmi3.officeDirector', 'cmi3.deputyDirector']) await endAppointments(who, '2026-10-31')
}

describe('§2.3: an activation waits for a second person', () => {
  test('and nothing changes until the director, who finds it with what changes, confirms it', async () => {
    const { id } = await draft().then(async (made) => {
      const asked = await askToActivate(admin, made)
      expect(asked).toMatchObject({ status: 201, body: { version: null, notice: null } })
      return asked.body.waiting
    })
    expect(await active()).toBe(1)
    const [waiting] = await listOf(director)
    expect(waiting).toMatchObject({
      ...{ id, kind: 'activation', mine: true, askedBy: { id: 'cmi3.admin' } },
      waitsFor: [{ id: 'cmi3.deputyDirector' }, { id: 'cmi3.officeDirector' }],
      activation: { procedure: 'cmi3.publication', first: false, choices: [] },
      expiresAt: '2026-12-04T03:00:00.000Z',
    })
    expect(waiting?.activation?.changes.length).toBeGreaterThan(0)
    expect(waiting?.activation?.proofs.length).toBeGreaterThan(3)
    expect(await listOf(admin)).toMatchObject([{ id, mine: false }])
    const confirmed = await confirm(director, id)
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([
      ...[200, '/api/procedures/cmi3.publication/versions/2'],
    ])
    expect(await active()).toBe(2)
    expect(await listOf(director)).toEqual([])
    const events = await log()
    expect(events.find(({ type }: { type: string }) => type === 'draft.activated')).toMatchObject({
      actor: { id: 'cmi3.admin' },
      after: { confirmedBy: { id: 'cmi3.officeDirector' } },
    })
    expect(events.find(({ type }: { type: string }) => type === 'confirmation.confirmed')).toMatchObject({
      actor: { id: 'cmi3.officeDirector' },
      sentence: { th: expect.stringContaining('ยืนยันให้ประกาศใช้ขั้นตอนปฏิบัติ “การเผยแพร่ (แก้ไข)”') },
    })
    expect((await verifyAuditLogs(office.deps.db)).differences).toEqual([])
    expect(await verifyPeople(office.deps.db)).toEqual([])
  })

  test('never for who asked, an officer, or someone of another office; it is confirmed once', async () => {
    const { waiting } = (await askToActivate(admin, await draft())).body
    for (const username of ['cmi3.officer', 'cmi3.groupDirector', 'cmi4.admin', 'cmi4.officeDirector']) {
      const other = await office.as(username)
      expect(await listOf(other)).toEqual([])
      expect((await confirm(other, waiting.id)).status).toBe(403)
      expect((await decline(other, waiting.id, 'ไม่')).status).toBe(403)
    }
    expect(await confirm(admin, waiting.id)).toMatchObject({
      status: 403,
      body: { refusals: [{ code: 'not_second_person' }] },
    })
    expect(await active()).toBe(1)
    const both = await Promise.all([confirm(director, waiting.id), confirm(director, waiting.id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await admin('GET', '/api/procedures/cmi3.publication/versions')).body.versions).toHaveLength(2)
    expect((await confirm(director, 'unknown')).status).toBe(404)
  })

  test('declined with a reason it never takes effect, and the draft can be asked for again', async () => {
    const made = await draft()
    const { waiting } = (await askToActivate(admin, made)).body
    expect((await decline(director, waiting.id, '  ')).status).toBe(400)
    expect((await decline(director, waiting.id, 'คำสั่งยังไม่ลงนาม')).status).toBe(204)
    expect((await confirm(director, waiting.id)).status).toBe(409)
    const [newest] = await log()
    expect(newest.sentence.th).toContain('เหตุผล: คำสั่งยังไม่ลงนาม')
    const again = (await askToActivate(admin, made)).body.waiting
    expect((await decline(admin, again.id, 'ผู้ขอถอนคำขอ')).status).toBe(204)
    expect((await log())[0].type).toBe('confirmation.withdrawn')
    expect(await active()).toBe(1)
  })

  test('a change of the draft withdraws it: what was shown is what takes effect, or nothing', async () => {
    const made = await draft()
    const { waiting } = (await askToActivate(admin, made)).body
    const { body } = await admin('GET', `/api/drafts/${made.id}`)
    const json = { ...body.json, title: { th: 'อื่น', en: 'Other' } }
    expect((await admin('PUT', `/api/drafts/${made.id}`, { json }, ifMatch(body.revision))).status).toBe(200)
    expect(await listOf(director)).toEqual([])
    expect((await confirm(director, waiting.id)).status).toBe(409)
    expect(await active()).toBe(1)
  })

  test('after 14 days it is asked for no more', async () => {
    const made = await draft()
    const { waiting } = (await askToActivate(admin, made)).body
    office.clock.set('2026-12-04T03:00:00Z')
    director = await office.as('cmi3.officeDirector')
    admin = await office.as('cmi3.admin')
    expect(await listOf(director)).toEqual([])
    expect((await confirm(director, waiting.id)).status).toBe(409)
    expect((await askToActivate(admin, made)).body.waiting.id).not.toBe(waiting.id)
  })

  test('of an order that begins later: no day brings it into effect before it is confirmed', async () => {
    const { waiting } = (await askToActivate(admin, await draft(), { effectiveFrom: '2026-11-25' })).body
    office.clock.set('2026-11-26T03:00:00Z')
    expect(await activateDueVersions(office.deps)).toBe(0)
    director = await office.as('cmi3.officeDirector')
    admin = await office.as('cmi3.admin')
    expect(await active()).toBe(1)
    expect((await confirm(director, waiting.id)).status).toBe(200)
    expect(await active()).toBe(2)
  })

  test('asked for by an administrator whose post has ended since, it cannot be confirmed', async () => {
    const { waiting } = (await askToActivate(admin, await draft())).body
    await endAppointments('cmi3.admin', '2026-11-19')
    expect(await confirm(director, waiting.id)).toMatchObject({
      status: 403,
      body: { refusals: [{ code: 'asker_left' }] },
    })
  })
})

describe('§2.3: an administrator who is alone', () => {
  test('in an office that has had nobody else: it takes effect at once, and answer and log say so', async () => {
    await leaveAlone()
    const asked = await askToActivate(admin, await draft())
    expect(asked).toMatchObject({ status: 201, body: { version: { version: 2 }, waiting: null } })
    expect(asked.body.notice.th).toBe('มีผู้ดูแลระบบคนเดียว จึงมีผลโดยไม่มีผู้ยืนยัน')
    const without = (await log()).find(({ type }: { type: string }) => type === 'confirmation.without')
    expect(without.sentence.th).toContain('มีผู้ดูแลระบบคนเดียว จึงมีผลโดยไม่มีผู้ยืนยัน')
  })
})

describe('§2.3: choices by which one person alone publishes, citing the document', () => {
  const cmi4 = { kind: 'version', procedure: 'cmi4.publication', version: 1 }
  const change = (json: { title: unknown }) => {
    json.title = title
  }
  const appoint = (person: string, role: string) =>
    office.deps.db
      .insertInto('appointment')
      .values({
        ...{ id: `of-tests-${person}`, person, office: 'cmi4', groupId: null, role, capacity: 'holder' },
        ...{ orderNumber: null, startsOn: '2026-01-01', endsOn: null },
      })
      .execute()

  test('wait for the director and no other administrator, and name each choice with its clause', async () => {
    await appoint('cmi4.webmaster', 'admin')
    admin = await office.as('cmi4.admin')
    const asked = await askToActivate(admin, await draftOf(admin, 'cmi4', 'publication', cmi4, change))
    const { waiting } = asked.body
    expect(waiting.activation.choices).toMatchObject([{ clause: expect.stringMatching(/ข้อ/) }])
    expect(waiting.waitsFor.map(({ id }: { id: string }) => id)).toEqual([
      ...['cmi4.deputyDirector', 'cmi4.officeDirector'],
    ])
    expect((await confirm(await office.as('cmi4.webmaster'), waiting.id)).status).toBe(403)
    expect((await confirmAsSecond(admin, waiting)).status).toBe(200)
  })

  test('are confirmed by one who acts for the director', async () => {
    await endAppointments('cmi4.officeDirector', '2026-11-19')
    admin = await office.as('cmi4.admin')
    const asked = await askToActivate(admin, await draftOf(admin, 'cmi4', 'publication', cmi4, change))
    expect(asked.body.waiting.waitsFor).toEqual([expect.objectContaining({ id: 'cmi4.deputyDirector' })])
    expect((await confirm(await office.as('cmi4.deputyDirector'), asked.body.waiting.id)).status).toBe(200)
  })
})

describe('§2.3: an appointment to a role that decides', () => {
  const made = { role: 'groupDirector', group: 'policy', from: '2026-11-20' }
  const ask = (body: object, person = 'cmi3.officer2') =>
    admin('POST', `/api/people/${person}/appointments`, body)
  const rolesOf = async (username: string) => {
    const { body } = await (await office.as(username))('GET', '/api/session')
    return body.person.appointments.map(({ role }: { role: string }) => role)
  }

  test.each(['groupDirector', 'officeDirector', 'webHead', 'webmaster', 'committee', 'admin'])(
    '(%s) begins only when a second person confirms it',
    async (role) => {
      const asked = await ask({ ...made, role })
      expect(asked).toMatchObject({ status: 201, body: { waiting: { kind: 'appointment' }, notice: null } })
      expect(await rolesOf('cmi3.officer2')).toEqual(['officer'])
      expect((await confirm(admin, asked.body.waiting.id)).status).toBe(403)
      expect((await confirm(director, asked.body.waiting.id)).status).toBe(200)
      expect(await rolesOf('cmi3.officer2')).toContain(role)
      expect(await verifyPeople(office.deps.db)).toEqual([])
    },
  )

  test('of an officer begins at once, for an officer decides on nothing', async () => {
    const asked = await ask({ ...made, role: 'officer', group: 'finance' })
    expect(asked.body).toMatchObject({ waiting: null, notice: null })
  })

  test('is not confirmed by the one who is appointed, in whatever capacity', async () => {
    const { waiting } = (
      await ask({ role: 'admin', capacity: 'actingInPost', from: '2026-11-20' }, 'cmi3.officeDirector')
    ).body
    expect((await confirm(director, waiting.id)).status).toBe(403)
    expect(waiting.waitsFor).toEqual([expect.objectContaining({ id: 'cmi3.deputyDirector' })])
  })

  test('goes on beyond its last day only when confirmed; it ends without', async () => {
    const id = 'cmi3.webmaster.webmaster'
    const last = async (until: string | null) => admin('PATCH', `/api/appointments/${id}`, { until })
    expect((await last('2026-11-19')).body.waiting).toBeNull()
    const asked = await last(null)
    expect([asked.status, asked.body.waiting.kind]).toEqual([200, 'appointment'])
    expect(await rolesOf('cmi3.webmaster')).not.toContain('webmaster')
    expect((await confirm(director, asked.body.waiting.id)).status).toBe(200)
    expect(await rolesOf('cmi3.webmaster')).toContain('webmaster')
  })

  test('is told apart from what was asked already, and may be declined', async () => {
    const { waiting } = (await ask(made)).body
    expect((await ask(made)).status).toBe(409)
    expect((await decline(director, waiting.id, 'ไม่มีคำสั่ง')).status).toBe(204)
    expect(await rolesOf('cmi3.officer2')).toEqual(['officer'])
  })

  test('in an office of one takes effect at once, and the answer says so', async () => {
    await leaveAlone()
    const asked = await ask({ role: 'officeDirector', from: '2026-11-20' })
    expect(asked.body).toMatchObject({
      waiting: null,
      notice: { th: 'มีผู้ดูแลระบบคนเดียว จึงมีผลโดยไม่มีผู้ยืนยัน' },
    })
    expect(await rolesOf('cmi3.officer2')).toContain('officeDirector')
  })
})
