import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { postInWords } from '../../../api/public-site/posts.ts'
import { attached } from '../../support/attach.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take as takeAs } from '../../support/publish.ts'
import { begin, clientsOf, look, take, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const get = async (path: string) => {
  const response = await fetch(office.url + path)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, html: withoutWordMarks(text) }
}
const itemOf = (id: string, of = 'cmi4') => `/o/${of}/items/${id}`
const receiptOf = async (publication: string, of = 'cmi4') =>
  JSON.parse((await get(`${itemOf(publication, of)}/receipt.json`)).text)
const check = async (code: string, of = 'cmi4') =>
  (await get(`/o/${of}/check?code=${encodeURIComponent(code)}`)).html
const endings = { type: 'TAKE_DOWN', reasons: { grounds: [], text: 'เลิกใช้' } }

describe('the receipt of an item', () => {
  test('has the version, every step by role and capacity with its date and hash, and no name of anybody', async () => {
    const { publication, request } = await publish(office)
    const { html, status } = await get(`${itemOf(publication)}/receipt`)
    expect(status).toBe(200)
    const events = await office.deps.db
      .selectFrom('event')
      .selectAll()
      .where('request', '=', request)
      .orderBy('seq')
      .execute()
    for (const { hash } of events) expect(html).toContain(hash)
    const receipt = await receiptOf(publication)
    expect(receipt.format).toBe('prakat-receipt-1')
    expect(receipt.steps.map((step: { hash: string }) => step.hash)).toEqual(events.map(({ hash }) => hash))
    expect(receipt.steps.map((step: { at: string }) => Date.parse(step.at))).toEqual(
      events.map(({ at }) => at),
    )
    expect(receipt.procedures).toMatchObject([
      { id: 'cmi4.publication', version: 1, hash: events[0]?.procedureHash },
    ])
    expect(html).toContain(events[0]?.procedureHash)
    expect(receipt.steps.map((step: { post: { th: string } }) => step.post.th)).toContain(
      'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
    )
    expect(html).toContain('href="/heads"')
    const people = await office.deps.db.selectFrom('person').select(['id', 'name', 'username']).execute()
    for (const { id, name } of people) {
      expect(html).not.toContain(`>${name}<`)
      expect(JSON.stringify(receipt.steps)).not.toContain(id)
    }
    expect((await get(itemOf(publication))).html).toContain(`href="${itemOf(publication)}/receipt"`)
    expect((await get(`/o/ptt1/items/${publication}/receipt`)).status).toBe(404)
  })

  test('says in which capacity somebody acted for another', () => {
    const title = { th: 'ผู้อำนวยการ', en: 'Director' }
    expect(postInWords({ title, capacity: 'holder' })).toEqual(title)
    expect(postInWords({ title, capacity: null })).toEqual(title)
    expect(postInWords({ title, capacity: 'actingByLaw' })).toEqual({
      th: 'ผู้รักษาราชการแทน ผู้อำนวยการ',
      en: 'Director, acting (by law)',
    })
  })

  test('is as new as the chain, also where nothing that the public sees was changed', async () => {
    const { publication, request } = await publish(office)
    const before = await receiptOf(publication)
    await takeAs(office, request, 'cmi4.officer', { type: 'REPORT_ERROR', error: 'พิมพ์ผิด' })
    const after = await receiptOf(publication)
    expect(after.steps).toHaveLength(before.steps.length + 1)
    expect(after.code).not.toBe(before.code)
    expect(JSON.stringify(after)).not.toContain('พิมพ์ผิด')
    expect(await check(after.code)).toContain('ยังไม่มีการดำเนินการใดหลังจากนั้น')
    expect(await check(before.code)).toContain('หลังจากนั้นมีการดำเนินการอีก 1 ครั้ง')
  })

  test('ends with its item', async () => {
    const { publication, request } = await publish(office, { content: { title: 'ชื่อที่ต้องหายไป' } })
    const { code } = await receiptOf(publication)
    await takeAs(office, request, 'cmi4.webmaster', endings)
    for (const path of ['/receipt', '/receipt.json']) {
      const { status, html } = await get(itemOf(publication) + path)
      expect([path, status]).toEqual([path, 410])
      expect(html).not.toContain('ชื่อที่ต้องหายไป')
    }
    const checked = await check(code)
    expect(checked).toContain('หลักฐานถูกต้อง')
    expect(checked).toContain('แต่รายการนี้ไม่ได้เผยแพร่แล้ว')
    expect(checked).not.toContain('ชื่อที่ต้องหายไป')
  })
})

describe('the page that checks', () => {
  test('takes a genuine code, alone or in an address, and the address of an item', async () => {
    const { publication } = await publish(office, { content: { title: 'รายการที่ตรวจ' } })
    const { code, check: address } = await receiptOf(publication)
    for (const given of [code, ` ${code}\n`, code.toUpperCase(), address, `รหัสหลักฐาน: ${code} จบ`]) {
      const html = await check(given)
      expect(html).toContain('หลักฐานถูกต้อง')
      expect(html).toContain('รายการที่ตรวจ')
    }
    const byAddress = await check(`https://www.example.go.th${itemOf(publication)}?lang=en`)
    expect(byAddress).toContain('สำนักงานเผยแพร่รายการนี้จริง')
  })

  test('takes no forged one: another hash, another step, another item, cut off, drawn out', async () => {
    const [one, other] = [await publish(office), await publish(office)]
    const { code } = await receiptOf(one.publication)
    const { code: foreign } = await receiptOf(other.publication)
    const [, id = '', seq = '', hash = ''] = code.split('.')
    const [, , , otherHash = ''] = foreign.split('.')
    const turned = hash.replace(/^./, (first: string) => (first === '0' ? '1' : '0'))
    const forged = [
      `prakat1.${id}.${seq}.${turned}`,
      `prakat1.${id}.${Number(seq) - 1}.${hash}`,
      `prakat1.${id}.${Number(seq) + 1}.${hash}`,
      `prakat1.${id}.${seq}.${otherHash}`,
      `prakat1.${'0'.repeat(32)}.${seq}.${hash}`,
    ]
    for (const given of forged)
      expect([given, (await check(given)).includes('ไม่ตรงกับหลักฐานของสำนักงาน')]).toEqual([given, true])
    for (const given of [
      code.slice(0, -1),
      `${code}a`,
      `prakat1.${id}`,
      'x',
      '"><script>alert(1)</script>',
      'ก'.repeat(1000),
    ]) {
      const html = await check(given)
      expect(html).toContain('อ่านสิ่งที่วางไม่ได้')
      expect(html).not.toContain('<script>alert')
    }
    expect(await check('00000000-0000-0000-0000-000000000000')).toContain('ไม่ตรงกับหลักฐานของสำนักงาน')
  })

  test("sends whoever has another office's receipt there, and says nothing of it", async () => {
    const { publication } = await publish(office, { office: 'ptt1', content: { title: 'ของปทุมธานี' } })
    const { code } = await receiptOf(publication, 'ptt1')
    for (const given of [code, itemOf(publication, 'ptt1')]) {
      const html = await check(given)
      expect(html).toContain('รหัสนี้เป็นของสำนักงานอื่น')
      expect(html).toContain('href="/o/ptt1/check"')
      expect(html).not.toContain('ของปทุมธานี')
    }
    expect(await check(code, 'ptt1')).toContain('หลักฐานถูกต้อง')
  })

  test('a request that never was public has no receipt, whoever knows its id', async () => {
    const { id } = await begin(await as('cmi4.officer'), 'cmi4')
    expect((await get(`${itemOf(id)}/receipt`)).status).toBe(404)
    expect(await check(id)).toContain('ไม่ตรงกับหลักฐานของสำนักงาน')
  })

  test('says where a chain does not hold together', async () => {
    const { publication, request } = await publish(office)
    const { code } = await receiptOf(publication)
    const { rows } = await sql<{ name: string }>`
      SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'`.execute(office.deps.db)
    for (const { name } of rows) await sql.raw(`DROP TRIGGER ${name}`).execute(office.deps.db)
    await office.deps.db
      .updateTable('event')
      .set({ at: 0 })
      .where('request', '=', request)
      .where('seq', '=', 2)
      .execute()
    expect(await check(code)).toContain('หลักฐานของรายการนี้ไม่ต่อเนื่อง')
    expect((await get(`${itemOf(publication)}/receipt`)).html).toContain('หลักฐานของรายการนี้ไม่ต่อเนื่อง')
  })

  test('is kept by nobody, found by no search engine, runs its own script alone and asks for no more', async () => {
    const { headers, text } = await get('/o/cmi4/check')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('content="noindex"')
    const script = /<script>(.*)<\/script>/s.exec(text)?.[1] ?? ''
    const digest = createHash('sha256').update(script).digest('base64')
    expect(headers.get('content-security-policy')).toContain(`script-src 'sha256-${digest}'`)
    expect((await get('/o/none/check?code=x')).status).toBe(404)
    const strange = await get('/o/cmi4/check?code=a&code=b&code[x]=c')
    expect(strange.status).toBe(200)
  })
})

describe('a copy of a file', () => {
  test('is told by its SHA-256: published now, before a correction, in what has ended, closed, or never', async () => {
    const officer = await as('cmi4.officer')
    const { id } = await begin(officer, 'cmi4')
    const bytes = () => pdf({ size: 1500, trailer: `/ID(${randomBytes(8).toString('hex')})` })
    const [first, second] = [
      await attached(officer, id, 'ก.pdf', bytes()),
      await attached(officer, id, 'ข.pdf', bytes()),
    ]
    const never = await attached(officer, id, 'ค.pdf', bytes())
    const content = wholeContent('cmi4', { title: 'มีไฟล์' })
    await write(officer, id, { ...content, attachments: [first] })
    for (const { who, type, data } of wayOf('cmi4'))
      await take(await as(`cmi4.${who}`), id, { type, ...data })
    expect(await check(first.sha256)).toContain('เผยแพร่อยู่ในรายการนี้')
    expect(await check(`SHA-256: ${first.sha256.toUpperCase()}`)).toContain('มีไฟล์')
    expect(await check(never.sha256)).toContain('ไม่ตรงกับไฟล์ใด')
    expect(await check(first.sha256, 'ptt1')).toContain('ไม่ตรงกับไฟล์ใด')
    office.clock.advance(60_000)
    await take(officer, id, { type: 'REPORT_ERROR', error: 'ผิดไฟล์' })
    await write(officer, id, { ...content, attachments: [second] })
    await take(officer, id, { type: 'CORRECT' })
    expect(await check(first.sha256)).toContain('เป็นไฟล์ของฉบับก่อนแก้ไข')
    expect(await check(second.sha256)).toContain('เผยแพร่อยู่ในรายการนี้')
    const webmaster = await as('cmi4.webmaster')
    const { body } = await webmaster('GET', `/api/requests/${id}/public-versions`)
    const path = `/api/requests/${id}/public-versions/${body.versions[0].revision}/withholding`
    await webmaster('POST', path, { reason: 'มีเลขบัตร' })
    expect(await check(first.sha256)).toContain('ไม่ตรงกับไฟล์ใด')
    await take(webmaster, id, endings)
    expect((await look(webmaster, id)).publication?.endedAt).not.toBeNull()
    for (const file of [first, second]) expect(await check(file.sha256)).toContain('ไม่ตรงกับไฟล์ใด')
  })
})
