import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { projectAll } from '../../../db/projections.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, look, send, take, walkTo, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

type Notice = { request: string; message: { th: string }; read: boolean }
const noticesOf = async (who: string, request: string): Promise<[string, boolean][]> => {
  const { notifications } = (await (await as(who))('GET', '/api/notifications')).body
  return (notifications as Notice[])
    .filter((notice) => notice.request === request)
    .map(({ message, read }) => [message.th, read])
}
const countsOf = async (who: string) => (await (await as(who))('GET', '/api/notifications/unread')).body

describe('work that has arrived', () => {
  test('is told to whoever is asked to act, and to nobody else', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const told = [['มีเรื่องรอดำเนินการ: ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล', false]]
    expect(await noticesOf('cmi3.groupDirector', id)).toEqual(told)
    for (const who of ['cmi3.officer', 'cmi3.webmaster', 'cmi3.officeDirector', 'cmi4.groupDirector'])
      expect(await noticesOf(who, id)).toEqual([])
  })

  test('comes to the owner too, and not twice where the chart tells the owner itself', async () => {
    const { id } = await walkTo(as, 'cmi3', 2)
    expect(await noticesOf('cmi3.officer', id)).toEqual([
      ['มีเรื่องรอดำเนินการ: เจ้าของเรื่องส่งให้เจ้าหน้าที่ดูแลเว็บไซต์', false],
    ])
    const other = await walkTo(as, 'cmi3', 1)
    const reasons = { grounds: [], text: 'แก้ตาราง' }
    await take(await as('cmi3.groupDirector'), other.id, { type: 'RETURN', reasons })
    expect(await noticesOf('cmi3.officer', other.id)).toEqual([
      ['เรื่องของท่านถูกส่งกลับพร้อมเหตุผล โปรดแก้ไขแล้วเสนอใหม่', false],
    ])
  })

  test('is not told to who made it: a draft of one’s own is no news', async () => {
    const { id } = await begin(await as('cmi3.officer'), 'cmi3')
    expect(await noticesOf('cmi3.officer', id)).toEqual([])
  })

  test('is told of each track to its own, and one that goes on does not end the other’s notice', async () => {
    const { id } = await walkTo(as, 'yst2', 3, { channels: ['website', 'board'] })
    const waits = 'มีเรื่องรอดำเนินการ: รอนำขึ้นเว็บไซต์'
    expect(await noticesOf('yst2.webmaster', id)).toEqual([[waits, false]])
    await take(await as('yst2.publicRelations'), id, { type: 'POST', evidence: 'ปิดประกาศแล้ว' })
    expect(await noticesOf('yst2.webmaster', id)).toEqual([[waits, false]])
    await take(await as('yst2.webmaster'), id, { type: 'PUBLISH' })
    expect(await noticesOf('yst2.webmaster', id)).toEqual([[waits, true]])
  })
})

describe('a notice', () => {
  test('is new no longer when the work was done, by whomever', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const before = await countsOf('cmi3.groupDirector')
    await take(await as('cmi3.officer'), id, { type: 'WITHDRAW' })
    expect(await noticesOf('cmi3.groupDirector', id)).toMatchObject([[expect.any(String), true]])
    expect((await countsOf('cmi3.groupDirector')).unread).toBe(before.unread - 1)
  })

  test('is done when the owner takes the request back, for whom it then does not wait as returned work', async () => {
    const officer = await as('cmi3.officer')
    const { id, contentRevision } = await walkTo(as, 'cmi3', 1)
    const inbox = async () =>
      ((await officer('GET', '/api/requests?view=inbox&limit=100')).body.items as { id: string }[]).map(
        (one) => one.id,
      )
    expect(await noticesOf('cmi3.officer', id)).toEqual([])
    expect(await inbox()).not.toContain(id)
    const recalled = await take(officer, id, { type: 'RECALL' })
    expect(recalled.steps).toMatchObject([{ id: 'drafting' }])
    expect(await noticesOf('cmi3.groupDirector', id)).toMatchObject([[expect.any(String), true]])
    expect(await noticesOf('cmi3.officer', id)).toEqual([])
    const { items } = (await officer('GET', '/api/requests?view=mine&limit=100')).body
    expect(items.find((one: { id: string }) => one.id === id).lastEvent).toMatchObject({
      title: { th: 'ดึงเรื่องกลับมาแก้ไข' },
      isReturn: false,
    })
    await write(officer, id, { ...recalled.content, body: 'แก้ก่อนผู้ใดพิจารณา' })
    const again = await take(officer, id, { type: 'PROPOSE' })
    expect(again.contentRevision).toBeGreaterThan(contentRevision)
    await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
    expect((await send(officer, id, { type: 'RECALL' })).status).not.toBe(200)
  })

  test('of a return is done when the request was put forward again', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons: { grounds: [], text: 'แก้' } })
    await take(await as('cmi3.officer'), id, { type: 'PROPOSE' })
    expect(await noticesOf('cmi3.officer', id)).toMatchObject([[expect.any(String), true]])
  })

  test('is new no longer when its request was opened; those of other requests stay', async () => {
    const [one, other] = [await walkTo(as, 'cmi3', 1), await walkTo(as, 'cmi3', 1)]
    const director = await as('cmi3.groupDirector')
    // Another person's opening is none of mine.
    await (await as('cmi3.webmaster'))('POST', '/api/notifications/read', { request: one.id })
    expect(await noticesOf('cmi3.groupDirector', one.id)).toMatchObject([[expect.any(String), false]])
    expect(await director('POST', '/api/notifications/read', { request: one.id })).toMatchObject({
      status: 204,
    })
    expect(await noticesOf('cmi3.groupDirector', one.id)).toMatchObject([[expect.any(String), true]])
    expect(await noticesOf('cmi3.groupDirector', other.id)).toMatchObject([[expect.any(String), false]])
  })
})

test('the count of what waits is that of the inbox, as work comes and goes', async () => {
  const director = await as('cmi3.groupDirector')
  const inbox = async () => (await director('GET', '/api/requests?view=inbox')).body.total
  const before = (await countsOf('cmi3.groupDirector')).inbox
  expect(before).toBe(await inbox())
  const { id } = await walkTo(as, 'cmi3', 1)
  expect((await countsOf('cmi3.groupDirector')).inbox).toBe(before + 1)
  await take(director, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
  expect((await countsOf('cmi3.groupDirector')).inbox).toBe(before)
  expect((await look(director, id)).status).toBe('open')
})

describe('a notice that is not filed yet', () => {
  test('that work has come is not made where the work was done before anybody looked', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    await take(await as('cmi3.officer'), id, { type: 'WITHDRAW' })
    expect(await noticesOf('cmi3.groupDirector', id)).toEqual([])
  })

  test('of work that came, went and came again before anybody looked is new once', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const before = await countsOf('cmi3.groupDirector')
    await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons: { grounds: [], text: 'แก้' } })
    await take(await as('cmi3.officer'), id, { type: 'PROPOSE' })
    expect((await noticesOf('cmi3.groupDirector', id)).map(([, read]) => read).sort()).toEqual([false, true])
    expect((await countsOf('cmi3.groupDirector')).unread).toBe(before.unread)
  })

  test('is told once the server has started again, where it was killed before it was filed', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const { db } = office.deps
    expect(await db.selectFrom('newNotice').select('id').where('request', '=', id).execute()).not.toEqual([])
    await projectAll(db)
    const filed = await db.selectFrom('notification').select('person').where('request', '=', id).execute()
    expect(filed).toContainEqual({ person: 'cmi3.groupDirector' })
  })
})

describe('a correction of what is published', () => {
  const rewritten = { title: 'เรื่องที่แก้ไข', body: 'รายละเอียดที่ถูกต้อง', category: '1.2' }

  test('is reported to the superior of who corrected it, with what was wrong, and to the owner', async () => {
    const { id } = await walkTo(as, 'cmi4')
    const webmaster = await as('cmi4.webmaster')
    await take(webmaster, id, { type: 'REPORT_ERROR', error: 'วันที่ในตารางผิด' })
    await write(webmaster, id, rewritten)
    await take(webmaster, id, { type: 'CORRECT' })
    await projectAll(office.deps.db)
    const wordsTo = async (who: string) => (await noticesOf(who, id)).map(([words]) => words)
    // The webmaster works in the ICT group, which another than the owner's group leads.
    expect(await wordsTo('cmi4.webHead')).toContain(
      'รายงานเพื่อทราบ: เจ้าหน้าที่ดูแลเว็บไซต์ แก้ไขข้อมูลที่เผยแพร่บนเว็บไซต์แล้ว สิ่งที่แก้ไข: วันที่ในตารางผิด',
    )
    expect(await wordsTo('cmi4.officer')).toContain(
      'ข้อมูลของท่านที่เผยแพร่อยู่ได้รับการแก้ไขแล้วโดย เจ้าหน้าที่ดูแลเว็บไซต์ สิ่งที่แก้ไข: วันที่ในตารางผิด',
    )
    for (const who of ['cmi4.groupDirector', 'cmi4.officeDirector'])
      expect((await noticesOf(who, id)).filter(([words]) => words.startsWith('รายงาน'))).toEqual([])
  })

  test('by a head is reported to the director, and a long error is cut where it is told', async () => {
    const { id } = await walkTo(as, 'ksn2')
    const head = await as('ksn2.groupDirector')
    await take(head, id, { type: 'REPORT_ERROR', error: 'วันที่ในตารางผิด '.repeat(60) })
    await write(head, id, { ...rewritten, source: 'กลุ่มนโยบายและแผน' })
    await take(head, id, { type: 'CORRECT' })
    await projectAll(office.deps.db)
    const told = (await noticesOf('ksn2.officeDirector', id)).filter(([words]) => words.startsWith('รายงาน'))
    expect(told).toHaveLength(1)
    // Where a word ends, in at most 300 characters.
    const [, said = ''] = /สิ่งที่แก้ไข: (.+)$/.exec(told[0]?.[0] ?? '') ?? []
    expect(said).toMatch(/^(วันที่ในตารางผิด )+(วันที่(ใน(ตาราง)?)?)?…$|^(วันที่ในตารางผิด ?)+…$/)
    expect(said.length).toBeGreaterThan(280)
    expect(said.length).toBeLessThanOrEqual(300)
  })
})
