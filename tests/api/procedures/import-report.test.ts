import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { activate, draftOf } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
let admin: Client
beforeEach(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
})
afterEach(() => office.close())

const exported = async (version: number, procedure = 'cmi3.publication') =>
  (await admin('GET', `/api/procedures/${procedure}/versions/${version}/export?format=xstate`)).body
const importing = async (json: unknown, name = 'publication') => {
  const { status, body } = await admin('POST', '/api/offices/cmi3/drafts', {
    name,
    from: { kind: 'file', json },
  })
  expect(status).toBe(201)
  return body
}
const th = (list: { th: string }[]) => list.map((one) => one.th)

describe('§1: an office’s own XState export imported again says what became of it', () => {
  test('of the version in force: which it is, what was kept from it and what was taken', async () => {
    const { imported, json } = await importing(await exported(1))
    expect(imported).toMatchObject({
      succession: { th: 'ไฟล์มาจาก cmi3.publication ฉบับที่ 1 ซึ่งเป็นฉบับที่ใช้อยู่' },
      isInForce: true,
      changed: [],
    })
    expect(th(imported.kept)).toEqual([
      'ประกาศหรือคำสั่งและกฎหมายที่อ้าง',
      ...['บทบาท 2 รายการ', 'แบบฟอร์ม 7 ช่อง', 'กำหนดเวลา 1 รายการ', 'การรับรองที่ต้องมี 1 รายการ'],
    ])
    expect(th(imported.taken)[0]).toMatch(/^แผนผัง \d+ ขั้น และทางเลือก \d+ รายการ$/)
    // The name of the version is about the file, and no part of the chart.
    expect(json.chart.meta).toBeUndefined()
  })

  test('of a version before the one in force: the rest is kept from that one, and it says so', async () => {
    const old = await exported(1)
    const present = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
    const made = await draftOf(admin, 'cmi3', 'publication', present, (changed) => {
      changed.title = { th: 'ฉบับหลัง', en: 'later' }
    })
    expect((await activate(admin, made)).status).toBe(201)
    const { imported, json } = await importing(old)
    expect(json.title.th).not.toBe('ฉบับหลัง')
    expect(imported.isInForce).toBe(false)
    expect(imported.succession.th).toBe(
      'ไฟล์มาจาก cmi3.publication ฉบับที่ 1 ซึ่งไม่ใช่ฉบับที่ใช้อยู่: ฉบับที่ใช้อยู่คือฉบับที่ 2 สิ่งที่แก้ในฉบับหลังจากนั้นไม่อยู่ในร่างนี้',
    )
  })

  test('without a name: it is held against the version in force', async () => {
    const { meta: _, ...bare } = await exported(1)
    const { imported } = await importing(bare)
    expect(imported).toMatchObject({
      isInForce: true,
      succession: { th: expect.stringContaining('ไม่ได้บอกว่ามาจากฉบับใด') },
    })
  })

  test('of another procedure, or of a version that was never stored here: it is not taken for this one', async () => {
    const theirs = await exported(1, 'cmi4.publication')
    const { imported, json } = await importing(theirs)
    expect(imported.succession.th).toContain('ซึ่งไม่ใช่ฉบับของ cmi3.publication ที่เก็บไว้ที่นี่')
    expect(json.requires).toEqual(['CERTIFY'])
    const forged = {
      ...(await exported(1)),
      meta: { prakat: { procedure: 'cmi3.publication', version: 9, hash: 'f' } },
    }
    const draft = (await admin('GET', '/api/offices/cmi3/drafts')).body.drafts[0]
    await admin('DELETE', `/api/drafts/${draft.id}`)
    expect((await importing(forged)).imported.succession.th).toContain('ไม่ใช่ฉบับของ cmi3.publication ที่เก็บไว้ที่นี่')
  })

  test('of a drawing: names that became others and what has no meaning here are listed', async () => {
    const { imported } = await importing(
      {
        ...{ id: 'drawn', initial: 'Waiting room', context: { count: 1 }, version: '1.2' },
        states: {
          'Waiting room': { on: { 'go on': 'done' }, after: { 259200000: 'done' } },
          done: { entry: { type: 'notify', params: { whom: 'auditor' } } },
        },
      },
      'drawn',
    )
    expect(th(imported.changed)).toEqual([
      'ไม่ได้นำ “context” ของไฟล์มาใช้ เพราะระบบนี้ไม่มีความหมายนั้น',
      'ไม่ได้นำ “version” ของไฟล์มาใช้ เพราะระบบนี้ไม่มีความหมายนั้น',
      'เปลี่ยนชื่อ “Waiting room” เป็น “Waiting-room”',
      ...['เปลี่ยนชื่อ “go on” เป็น “GO_ON”', 'เปลี่ยนชื่อ “259200000” เป็น “days3”'],
    ])
    expect(th(imported.taken)).toEqual([
      ...['แผนผัง 2 ขั้น และทางเลือก 2 รายการ', 'บทบาทใหม่ auditor', 'กำหนดเวลาใหม่ days3'],
    ])
    expect(imported.succession.th).toContain('ส่วนที่ไฟล์ไม่มีมาจากแม่แบบมาตรฐาน')
  })

  test('of our own JSON nothing has to be said: it holds everything', async () => {
    const whole = (await admin('GET', '/api/procedures/cmi3.publication/versions/1/export?format=procedure'))
      .body
    expect((await importing(whole)).imported).toBeNull()
  })
})
