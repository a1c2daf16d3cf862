import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { auditLogSchema } from '../../../api/http/procedure-contract.ts'
import { verifyAuditLogs } from '../../../api/operations/verify-audit-logs.ts'
import { appoint } from '../../support/appoint.ts'
import { codeOfBoth, confirmAsSecond, draftOf } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
let admin: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
})
afterAll(() => office.close())

const log = async (query = '') => {
  const { status, body } = await admin('GET', `/api/offices/cmi3/log${query}`)
  expect(status).toBe(200)
  return auditLogSchema.parse(body)
}
const newest = async () => (await log()).events[0]

describe('the log of an office', () => {
  test('is read by its administrators alone', async () => {
    for (const username of ['cmi3.officer', 'cmi3.officeDirector', 'cmi4.admin'])
      expect((await (await office.as(username))('GET', '/api/offices/cmi3/log')).status).toBe(403)
    expect((await office.anyone('GET', '/api/offices/cmi3/log')).status).toBe(401)
    expect((await admin('GET', '/api/offices/nowhere/log')).status).toBe(403)
    expect((await admin('GET', '/api/offices/cmi3/log?cursor=-1')).status).toBe(400)
  })

  test('tells of people and appointments in sentences, and never of a password', async () => {
    const password = 'a password of mine'
    const made = await admin('POST', '/api/offices/cmi3/people', {
      ...{ username: 'cmi3.newcomer', name: 'นางสาวผู้มาใหม่', password },
    })
    expect(await newest()).toMatchObject({
      type: 'person.created',
      sentence: { th: 'เพิ่มบุคลากร นางสาวผู้มาใหม่ (cmi3.newcomer)' },
      actor: { id: 'cmi3.admin', name: 'ผู้ดูแลระบบ' },
      before: null,
      after: { person: made.body.id },
    })
    const { id } = made.body
    await appoint(admin, id, {
      ...{ role: 'groupDirector', group: 'policy', from: '2026-12-01', until: '2027-09-30' },
      ...{ capacity: 'actingByLaw', orderNumber: '๕/๒๕๗๐' },
    })
    expect(await newest()).toMatchObject({
      type: 'appointment.created',
      sentence: {
        th: 'แต่งตั้ง นางสาวผู้มาใหม่ เป็นผู้อำนวยการกลุ่ม ตั้งแต่วันที่ 1 ธันวาคม 2569 ถึงวันที่ 30 กันยายน 2570',
      },
      after: { person: id, capacity: 'actingByLaw', orderNumber: '๕/๒๕๗๐', group: 'policy' },
    })
    const [held] = (await admin('GET', '/api/offices/cmi3/people')).body.people.find(
      (person: { id: string }) => person.id === id,
    ).appointments
    await admin('PATCH', `/api/appointments/${held.id}`, { until: '2026-12-31' })
    expect(await newest()).toMatchObject({
      type: 'appointment.changed',
      sentence: { th: expect.stringContaining('ถึงวันที่ 31 ธันวาคม 2569') },
      before: { until: '2027-09-30' },
      after: { until: '2026-12-31' },
    })
    const reset = await admin('POST', `/api/people/${id}/password-reset`)
    expect((await newest())?.sentence.th).toContain('ขอออกรหัสใช้ครั้งเดียวให้ นางสาวผู้มาใหม่')
    const code = await codeOfBoth(admin, reset.body)
    const byCode = { username: 'cmi3.newcomer', code, password: 'another password' }
    expect((await office.anyone('POST', '/api/password-by-code', byCode)).status).toBe(204)
    expect(await newest()).toMatchObject({
      ...{ actor: { id }, sentence: { th: 'เปลี่ยนรหัสผ่านของ นางสาวผู้มาใหม่' } },
    })
    const named = await admin('PATCH', `/api/people/${id}`, { name: 'นางผู้มาใหม่', position: 'นักวิชาการ' })
    await confirmAsSecond(admin, named.body.waiting)
    expect((await newest())?.sentence.th).toBe('เปลี่ยนชื่อ, ตำแหน่งของ นางผู้มาใหม่')
    await admin('PATCH', `/api/people/${id}`, { disabled: true })
    expect((await newest())?.sentence.th).toBe('ระงับบัญชีผู้ใช้ของ นางผู้มาใหม่')
    const count = (await log()).events.length
    await admin('PATCH', `/api/people/${id}`, { disabled: true })
    expect((await log()).events).toHaveLength(count)
    const rows = JSON.stringify(await office.deps.db.selectFrom('officeEvent').selectAll().execute())
    for (const secret of ['argon2', password, 'another password']) expect(rows).not.toContain(secret)
  })

  test('tells nothing of what was refused', async () => {
    const { events } = await log()
    const taken = { username: 'cmi3.officer', name: 'ซ้ำ', password: 'a password of mine' }
    expect((await admin('POST', '/api/offices/cmi3/people', taken)).status).toBe(409)
    expect((await admin('PATCH', '/api/offices/cmi3', { digits: 'roman' })).status).toBe(400)
    expect((await log()).events).toEqual(events)
  })

  test('comes in pages, each entry once', async () => {
    for (let index = 0; index < 60; index += 1)
      await admin('PATCH', '/api/offices/cmi3', { digits: index % 2 === 0 ? 'thai' : 'arab' })
    const first = await log()
    expect(first.events).toHaveLength(50)
    const second = await log(`?cursor=${first.nextCursor}`)
    expect(second.nextCursor).toBeNull()
    const numbers = [...first.events, ...second.events].map(({ seq }) => seq)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => numbers.length - index))
  })

  test('cannot be changed or shortened, and every forged entry is found', async () => {
    const { db } = office.deps
    await expect(db.updateTable('officeEvent').set({ actor: 'x' }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('officeEvent').execute()).rejects.toThrow('append-only')
    const byRowid = sql`REPLACE INTO officeEvent (rowid, office, seq, type, actor, actorName, at, before, after, previousHash, hash)
      SELECT rowid, office, 99, type, actor, actorName, at, before, after, previousHash, 'x' FROM officeEvent LIMIT 1`
    await expect(byRowid.execute(db)).rejects.toThrow('append-only')
    expect((await verifyAuditLogs(db)).differences).toEqual([])
    const ofOffice = await db.selectFrom('officeEvent').select('seq').where('office', '=', 'cmi3').execute()
    const entries = ofOffice.length
    expect(entries).toBeGreaterThan(60)
    // As somebody might who owns the file.
    await sql`DROP TRIGGER officeEventUnchanged`.execute(db)
    await sql`DROP TRIGGER officeEventKept`.execute(db)
    const second = { office: 'cmi3', seq: 2 }
    await db
      .updateTable('officeEvent')
      .set({ actorName: 'ผู้อื่น' })
      .where((eb) => eb.and(second))
      .execute()
    expect((await verifyAuditLogs(db)).differences).toEqual([{ office: 'cmi3', what: 'entry 2 was changed' }])
    await sql`DROP TRIGGER officeFactKept`.execute(db)
    await db
      .deleteFrom('officeFact')
      .where((eb) => eb.and(second))
      .execute()
    expect((await verifyAuditLogs(db)).differences).toContainEqual({
      ...{ office: 'cmi3', what: 'entry 2 says more or less of people than was recorded' },
    })
    await db
      .deleteFrom('officeEvent')
      .where((eb) => eb.and(second))
      .execute()
    expect((await verifyAuditLogs(db)).differences).toEqual([
      { office: 'cmi3', what: 'entry 2 is missing (found 3)' },
      { office: 'cmi3', what: 'entry 3 does not follow the one before it' },
      ...Array.from({ length: entries - 3 }, (_, index) => ({
        ...{ office: 'cmi3', what: `entry ${index + 3} is missing (found ${index + 4})` },
      })),
    ])
  })
})

describe('the settings of an office', () => {
  test('are changed by its administrators, and reach the session of its people', async () => {
    const elsewhere = await office.as('cmi4.admin')
    const officer = await office.as('cmi4.officer')
    for (const other of [officer, admin])
      expect((await other('PATCH', '/api/offices/cmi4', { digits: 'thai' })).status).toBe(403)
    expect((await officer('GET', '/api/session')).body.office).toMatchObject({
      ...{ digits: 'arab', inspectorAllowed: false },
    })
    const changed = await elsewhere('PATCH', '/api/offices/cmi4', { digits: 'thai', inspectorAllowed: true })
    expect(changed.body).toMatchObject({ id: 'cmi4', digits: 'thai', inspectorAllowed: true })
    expect((await officer('GET', '/api/session')).body.office).toMatchObject({
      ...{ digits: 'thai', inspectorAllowed: true },
    })
    const changes = async () =>
      (await elsewhere('GET', '/api/offices/cmi4/log')).body.events.filter(
        ({ type }: { type: string }) => type === 'office.changed',
      )
    expect(await changes()).toMatchObject([
      {
        type: 'office.changed',
        sentence: { th: 'เปลี่ยนการตั้งค่าของสำนักงาน: ใช้เลขไทย, อนุญาตให้เปิดใน Stately Inspector' },
        before: { digits: 'arab', inspectorAllowed: false },
        after: { digits: 'thai', inspectorAllowed: true },
      },
    ])
    const same = await elsewhere('PATCH', '/api/offices/cmi4', { digits: 'thai' })
    expect(same.body.inspectorAllowed).toBe(true)
    expect(await changes()).toHaveLength(1)
    expect((await elsewhere('PATCH', '/api/offices/cmi4', { name: 'x' })).status).toBe(400)
  })
})

describe('scenarios', () => {
  const step = { type: 'SUBMIT', role: 'owner', person: 'A', data: { publishUntil: '2030-01-31' }, after: 0 }
  const scenario = {
    name: 'เสนอแล้วรอรับรอง',
    steps: [step],
    expected: { steps: ['certification'], refused: false },
  }
  const path = '/api/procedures/ksn2.rehearsed/scenarios'

  test('are saved for a draft or a procedure of the own office, run with its proofs, and deleted', async () => {
    const ksn = await office.as('ksn2.admin')
    expect((await ksn('GET', path)).status).toBe(404)
    const draft = await draftOf(ksn, 'ksn2', 'rehearsed', { kind: 'standard' })
    const saved = await ksn('POST', path, scenario)
    expect([saved.status, saved.body]).toMatchObject([201, { ...scenario, createdBy: { id: 'ksn2.admin' } }])
    expect((await ksn('GET', path)).body.scenarios).toEqual([saved.body])
    const report = await ksn('POST', `/api/drafts/${draft.id}/proofs`)
    expect(report.body.scenarios).toMatchObject([{ id: saved.body.id, name: scenario.name, passed: true }])
    const again = await ksn('POST', path, scenario)
    expect([again.status, again.body.errors]).toMatchObject([409, [{ path: 'name' }]])
    expect((await ksn('DELETE', `/api/scenarios/${saved.body.id}`)).status).toBe(204)
    expect((await ksn('DELETE', `/api/scenarios/${saved.body.id}`)).status).toBe(404)
    const { events } = (await ksn('GET', '/api/offices/ksn2/log')).body
    expect(events.slice(0, 2).map(({ sentence }: { sentence: { th: string } }) => sentence.th)).toEqual([
      'ลบกรณีทดสอบ "เสนอแล้วรอรับรอง" ของ ksn2.rehearsed',
      'บันทึกกรณีทดสอบ "เสนอแล้วรอรับรอง" ของ ksn2.rehearsed',
    ])
    expect(events[0].before).toMatchObject({ name: scenario.name, steps: [step] })
  })

  test('belong to the administrators of the office', async () => {
    const ksn = await office.as('ksn2.admin')
    const { body } = await ksn('POST', path, { ...scenario, name: 'อีกแบบ' })
    for (const username of ['ksn2.officer', 'cmi4.admin']) {
      const other = await office.as(username)
      expect((await other('GET', path)).status).toBe(403)
      expect((await other('POST', path, scenario)).status).toBe(403)
      expect((await other('DELETE', `/api/scenarios/${body.id}`)).status).toBe(403)
    }
    expect((await ksn('POST', '/api/procedures/cmi4.publication/scenarios', scenario)).status).toBe(403)
  })
})
