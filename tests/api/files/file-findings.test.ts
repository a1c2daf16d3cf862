import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readWaiting } from '../../../api/files/text/read-file.ts'
import { erase } from '../../../api/operations/erase.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { setFileReading } from '../../../db/file-readings.ts'
import type { FileEntry } from '../../../machines/procedure/file-entry.ts'
import { attached } from '../../support/attach.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { urgentNews } from '../../support/own-procedures.ts'
import { activate } from '../../support/put-in-force.ts'
import { begin, clientsOf, look, send, take, wayOf, wholeContent, write } from '../../support/requests.ts'
import { office as officeFile, pdfOf, photo } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
let officer: Client
let groupDirector: Client
let webmaster: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi3.officer')
  groupDirector = await as('cmi3.groupDirector')
  webmaster = await as('cmi3.webmaster')
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))
const id = '1-1017-00230-70-8'
/** A request whose draft names these files. */
async function withFiles(...files: [name: string, bytes: Uint8Array][]) {
  const request = await begin(officer, 'cmi3')
  const attachments: FileEntry[] = []
  for (const [name, bytes] of files) attachments.push(await attached(officer, request.id, name, bytes))
  await write(officer, request.id, wholeContent('cmi3', { attachments }))
  return { id: request.id, attachments }
}
const proposed = async (...files: [name: string, bytes: Uint8Array][]) => {
  const made = await withFiles(...files)
  await take(officer, made.id, { type: 'PROPOSE' })
  return made
}
const certify = { type: 'CERTIFY', checked: ['accurate', 'complete'] }
const findingsOf = async (by: Client, request: string) =>
  (await look(by, request)).personalData?.findings ?? []
/** Every finding kept with this reason. */
const kept = async (request: string, reason: string) => ({
  personalData: (await findingsOf(groupDirector, request)).map(({ finding }) => ({ finding, reason })),
})

describe('what stands in a file', () => {
  test('is shown to its owner with file, page and cell, and to who decides; each is answered, on the record', async () => {
    const made = await withFiles(['รายชื่อ.pdf', sample('name-list.pdf')], ['ข้อมูล.xlsx', sample('people.xlsx')])
    const shown = await findingsOf(officer, made.id)
    expect(shown.map(({ kind, text, file }) => [kind, text, file?.name, file?.place.th])).toEqual([
      ['nationalId', id, 'รายชื่อ.pdf', 'หน้า 1'],
      ['mobile', '๐๘๑-๒๓๔-๕๖๗๘', 'รายชื่อ.pdf', 'หน้า 1'],
      ['nationalId', '1101700230708', 'ข้อมูล.xlsx', 'แผ่นงาน people ช่อง C2'],
      ['birthDate', '12/3/1987', 'ข้อมูล.xlsx', 'แผ่นงาน people ช่อง D2'],
      ['bankAccount', '1234567890', 'ข้อมูล.xlsx', 'แผ่นงาน people ช่อง E2'],
    ])
    await take(officer, made.id, { type: 'PROPOSE' })
    expect(await findingsOf(groupDirector, made.id)).toEqual(shown)
    expect((await send(groupDirector, made.id, certify)).body).toMatchObject({
      ...{ status: 422, errors: [{ path: 'personalData' }] },
    })
    const answered = { ...certify, ...(await kept(made.id, 'ต้องประกาศตามระเบียบ')) }
    expect((await send(groupDirector, made.id, answered)).status).toBe(200)
    expect(await findingsOf(groupDirector, made.id)).toEqual([])
    const history = JSON.stringify((await officer('GET', `/api/requests/${made.id}/events`)).body)
    expect(history).toContain('คงข้อมูลส่วนบุคคลไว้: เลขประจำตัวประชาชน 2 แห่ง')
    // Four digits alone are found in a hash now and then.
    expect(history).not.toMatch(/1-1017-|1101700/)
  })

  test('asks for nothing where a masked file took its place', async () => {
    const made = await proposed(['รายชื่อ.docx', sample('name-list.docx')])
    const back = { type: 'RETURN', reasons: { grounds: [], text: 'ปกปิดเลขประจำตัวก่อน' } }
    expect((await send(groupDirector, made.id, back)).status).toBe(200)
    const masked = await attached(officer, made.id, 'รายชื่อ.docx', officeFile('docx'))
    await write(officer, made.id, wholeContent('cmi3', { attachments: [masked] }))
    await take(officer, made.id, { type: 'PROPOSE' })
    expect(await findingsOf(groupDirector, made.id)).toEqual([])
    expect((await send(groupDirector, made.id, certify)).status).toBe(200)
  })

  test('cannot be submitted where it is marked as classified, and the refusal names file and place', async () => {
    const secret = officeFile(
      'docx',
      [],
      '<w:document><w:p><w:t>ลับ</w:t></w:p><w:p><w:t>บันทึกข้อความ</w:t></w:p></w:document>',
    )
    const made = await withFiles(['บันทึก.docx', secret])
    const refused = await send(officer, made.id, { type: 'PROPOSE' })
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid_content', errors: [{ path: 'content.attachments' }] },
    })
    expect(refused.body.errors[0].message.th).toMatch(/“บันทึก\.docx”: .*“ลับ” \(บรรทัดที่ 1\)/)
  })

  test('is told by a name that hides nothing, whatever the name of the file tried', async () => {
    const made = await withFiles(['ประกาศ\u202Efdp.exe\u200B 081-234-5678.pdf', pdfOf([{ text: 'Notice' }])])
    const [found, ...more] = await findingsOf(officer, made.id)
    expect(more).toEqual([])
    expect(found).toMatchObject({ kind: 'mobile', text: '081-234-5678' })
    expect(JSON.stringify(found)).not.toMatch(/[\u202A-\u202E\u200B]/)
  })
})

describe('what could not be read', () => {
  test('never passes: a scanned PDF and a picture are acknowledged with a reason by who decides', async () => {
    const jpeg = await photo('jpeg')
    const made = await proposed(
      ['สแกน.pdf', pdfOf([{ text: 'Notice of the office' }, { jpeg }])],
      ['ภาพ.jpg', jpeg],
    )
    const shown = await findingsOf(groupDirector, made.id)
    expect(shown.map(({ kind, file }) => [kind, file?.name, file?.place.th])).toEqual([
      ['unchecked', 'สแกน.pdf', 'ตรวจไม่ได้ (ไฟล์ภาพ) หน้า 2'],
      ['unchecked', 'ภาพ.jpg', 'ตรวจไม่ได้ (ไฟล์ภาพ)'],
      ['location', 'สแกน.pdf', 'คุณสมบัติของเอกสาร'],
    ])
    expect((await send(groupDirector, made.id, certify)).status).toBe(422)
    const one = { personalData: [{ finding: shown[0]?.finding, reason: 'เปิดอ่านแล้ว ไม่มีข้อมูลส่วนบุคคล' }] }
    expect((await send(groupDirector, made.id, { ...certify, ...one })).status).toBe(422)
    const both = { ...certify, ...(await kept(made.id, 'เปิดอ่านแล้ว ไม่มีข้อมูลส่วนบุคคล')) }
    expect((await send(groupDirector, made.id, both)).status).toBe(200)
    const history = JSON.stringify((await officer('GET', `/api/requests/${made.id}/events`)).body)
    expect(history).toContain('รับทราบไฟล์ที่ระบบตรวจไม่ได้ 2 รายการ')
  })

  test('is read again later, and then it says what stands in it', async () => {
    const made = await withFiles([
      'รายชื่อ2.pdf',
      Buffer.concat([sample('name-list.pdf'), Buffer.from('\n%2\n')]),
    ])
    const [{ sha256 } = { sha256: '' }] = made.attachments
    const unread = JSON.stringify([{ why: 'notRead' }])
    await office.deps.commits((trx) =>
      setFileReading(trx, { sha256, unread, findings: '[]', waiting: 1, tries: 0 }),
    )
    expect((await findingsOf(officer, made.id)).map(({ file }) => file?.place.th)).toEqual([
      'ตรวจไม่ได้ (ยังไม่ได้อ่านเนื้อหาไฟล์)',
    ])
    await readWaiting(office.deps)
    expect((await findingsOf(officer, made.id)).map(({ kind }) => kind)).toEqual(['nationalId', 'mobile'])
    // An older detector found nothing: the text that was stored is looked at anew, and not the file.
    await office.deps.commits((trx) => setFileReading(trx, { sha256, findings: '[]', detector: 0 }))
    expect(await findingsOf(officer, made.id)).toEqual([])
    await readWaiting(office.deps)
    expect((await findingsOf(officer, made.id)).map(({ kind }) => kind)).toEqual(['nationalId', 'mobile'])
  })

  test('keeps what was found in it at an earlier reading, where it cannot be read again', async () => {
    const made = await withFiles([
      'รายชื่อ3.pdf',
      Buffer.concat([sample('name-list.pdf'), Buffer.from('\n%4\n')]),
    ])
    const [{ sha256 } = { sha256: '' }] = made.attachments
    await office.deps.files.store.remove(sha256)
    await office.deps.commits((trx) => setFileReading(trx, { sha256, waiting: 1, tries: 0 }))
    for (let tries = 0; tries < 3; tries += 1) await readWaiting(office.deps)
    expect(await readingOf(sha256)).toMatchObject({ waiting: 0, tries: 3 })
    const found = (await findingsOf(officer, made.id)).map(({ kind, file }) => [kind, file?.place.th])
    expect(found).toEqual([
      ['unchecked', 'ตรวจไม่ได้ (อ่านไฟล์ไม่สำเร็จ)'],
      ['nationalId', 'หน้า 1'],
      ['mobile', 'หน้า 1'],
    ])
  })

  test('was tried three times at the most, where its thread gives no result', async () => {
    const made = await withFiles(['หาย.pdf', pdfOf([{ text: 'Lost' }])])
    const [{ sha256 } = { sha256: '' }] = made.attachments
    await office.deps.files.store.remove(sha256)
    await office.deps.commits((trx) => setFileReading(trx, { sha256, waiting: 1, tries: 0 }))
    for (const tries of [1, 2]) {
      await readWaiting(office.deps)
      expect(await readingOf(sha256)).toMatchObject({ waiting: 1, tries })
    }
    await readWaiting(office.deps)
    expect(await readingOf(sha256)).toMatchObject({ waiting: 0, tries: 3, unread: '[{"why":"failed"}]' })
    expect((await findingsOf(officer, made.id)).map(({ file }) => file?.place.th)).toEqual([
      'ตรวจไม่ได้ (อ่านไฟล์ไม่สำเร็จ)',
    ])
  })
})

test('where nobody decides before it is public, the owner answers with the submission: for texts and for files', async () => {
  const urgent = urgentNews([])
  await activate(office.deps.db, urgent, office.clock.now())
  const { body: request } = await officer('POST', '/api/requests', {
    procedure: 'cmi3.urgent',
    content: wholeContent('cmi3', { body: 'ติดต่อ 089-876-5432' }),
  })
  const scanned = await attached(officer, request.id, 'ด่วน.pdf', pdfOf([{ jpeg: await photo('jpeg') }]))
  await write(officer, request.id, { ...request.content, attachments: [scanned] })
  const choice = (await look(officer, request.id)).choices.find(({ type }) => type === 'PUBLISH')
  expect(choice?.answersFindings).toBe(true)
  const submit = { type: 'PUBLISH', publishUntil: '2027-03-06' }
  expect((await send(officer, request.id, submit)).body).toMatchObject({
    ...{ status: 422, errors: [{ path: 'personalData' }] },
  })
  const found = await findingsOf(officer, request.id)
  expect(found.map(({ kind }) => kind)).toEqual(['unchecked', 'mobile', 'location'])
  const personalData = found.map(({ finding }) => ({ finding, reason: 'หมายเลขของเจ้าหน้าที่เวร' }))
  const taken = await send(officer, request.id, { ...submit, personalData })
  expect(taken.status).toBe(200)
  expect(taken.body.request.personalData).toBeUndefined()
})

const readingOf = (sha256: string) =>
  office.deps.db.selectFrom('fileReading').selectAll().where('sha256', '=', sha256).executeTakeFirst()

test('the text of a file is kept once, and goes at once where its request is erased', async () => {
  const bytes = Buffer.concat([sample('name-list.pdf'), Buffer.from('\n%3\n')])
  const [one, other] = [await withFiles(['ก.pdf', bytes]), await withFiles(['ข.pdf', bytes])]
  const [{ sha256 } = { sha256: '' }] = one.attachments
  expect((await readingOf(sha256))?.pieces).toContain(id)
  const order = { by: 'คำสั่งที่ ๑', reason: 'เจ้าของข้อมูลขอให้ลบ', force: true }
  for (const [request, isLeft] of [
    [one.id, true],
    [other.id, false],
  ] as const) {
    await take(officer, request, { type: 'PROPOSE' })
    await erase(office.deps.db, { request, ...order }, office.clock.now())
    expect((await readingOf(sha256)) !== undefined).toBe(isLeft)
  }
})

test('the first page of a PDF is shown where the file is: to its readers, to all while it is public, then to nobody', async () => {
  const made = await proposed(['ประกาศ.pdf', pdfOf([{ text: 'Notice of the office' }])])
  const [{ sha256 } = { sha256: '' }] = made.attachments
  const address = (publication: string) => `/o/cmi3/items/${publication}/pictures/${sha256}/small`
  const seen = await officer('GET', `/api/requests/${made.id}/files/${sha256}/picture`)
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect((await office.anyone('GET', `/api/requests/${made.id}/files/${sha256}/picture`)).status).toBe(401)
  for (const { who, type, data } of wayOf('cmi3').slice(1))
    await take(await as(`cmi3.${who}`), made.id, { type, ...data })
  const { publication } = await look(officer, made.id)
  const item = publication?.id ?? ''
  const page = await office.anyone('GET', `/o/cmi3/items/${item}`)
  expect(String(page.body)).toContain(`/pictures/${sha256}/small"`)
  expect((await office.anyone('GET', address(item))).status).toBe(200)
  expect((await office.anyone('GET', address('other'))).status).toBe(404)
  await take(webmaster, made.id, { type: 'TAKE_DOWN', reasons: { grounds: [], text: 'ผิดฉบับ' } })
  expect((await office.anyone('GET', address(item))).status).toBe(410)
})
