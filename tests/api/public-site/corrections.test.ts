import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { attached } from '../../support/attach.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { expectProblem, refused } from '../../support/refused.ts'
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
  return { status: response.status, headers: response.headers, html: withoutWordMarks(await response.text()) }
}
const newPdf = () => pdf({ size: 2000, trailer: `/ID(${randomBytes(8).toString('hex')})` })

/** An item of เชียงใหม่ เขต ๔ that was corrected as often as it has contents more than one, each with a file of its own. */
async function corrected(...bodies: string[]) {
  const officer = await as('cmi4.officer')
  const { id } = await begin(officer, 'cmi4')
  const files = []
  for (const [index, body] of bodies.entries()) {
    office.clock.advance(60_000)
    if (index > 0) await take(officer, id, { type: 'REPORT_ERROR', error: 'มีผู้แจ้งว่า <b>ผิด</b>' })
    const file = await attached(officer, id, `แนบ ${index + 1}.pdf`, newPdf())
    files.push(file)
    await write(officer, id, wholeContent('cmi4', { title: `ประกาศ ${body}`, body, attachments: [file] }))
    office.clock.advance(60_000)
    if (index > 0) await take(officer, id, { type: 'CORRECT' })
    else
      for (const { who, type, data } of wayOf('cmi4'))
        await take(await as(`cmi4.${who}`), id, { type, ...data })
  }
  const { publication } = await look(officer, id)
  const item = publication?.url ?? ''
  const { html } = await get(item)
  const versions = [
    ...new Set([...html.matchAll(/href="(\/o\/[^"]*\/versions\/\d+)"/g)].map(([, one]) => one ?? '')),
  ]
  return { id, officer, item, html, versions, files }
}
const withholding = (id: string, version: string) =>
  `/api/requests/${id}/public-versions/${version.split('/').at(-1)}/withholding`

describe('an item that was corrected', () => {
  test('says when and what, and keeps every version before one click away, marked as superseded', async () => {
    const { html, versions, item } = await corrected('หนึ่ง', 'สอง', 'สาม')
    expect(html).toContain('การแก้ไขหลังเผยแพร่')
    expect(html).toContain('ส่วนที่แก้ไข: ชื่อเรื่อง, รายละเอียดข้อมูล, ไฟล์แนบ')
    expect(html).toContain('สาม')
    // What was reported is the officials' own: the public is told what was changed.
    expect(html).not.toContain('มีผู้แจ้ง')
    expect(versions).toHaveLength(2)
    const pages = await Promise.all(versions.map(get))
    expect(pages.map(({ status }) => status)).toEqual([200, 200])
    expect(pages.map(({ html: page }) => /<h1[^>]*>([^<]*)/.exec(page)?.[1])).toEqual([
      'ประกาศ สอง',
      'ประกาศ หนึ่ง',
    ])
    for (const { html: page } of pages) {
      expect(page).toContain('ฉบับนี้ถูกแทนที่แล้ว')
      expect(page).toContain(`href="${item}"`)
      expect(page).toContain('name="robots" content="noindex"')
      expect(page).not.toContain('qr.svg')
    }
    for (const file of [...(pages[0]?.html.matchAll(/href="([^"]*\/files\/[^"]*)"/g) ?? [])].map(
      ([, one]) => one ?? '',
    )) {
      expect((await get(file)).status).toBe(200)
      expect(file).toContain('/versions/')
    }
  })

  test('has no other versions: not the present one, not a draft, not another item', async () => {
    const { item, versions, officer, id } = await corrected('ก', 'ข')
    const other = await corrected('ค', 'ง')
    await take(officer, id, { type: 'REPORT_ERROR', error: 'ผิด' })
    await write(officer, id, wholeContent('cmi4', { title: 'ร่างที่ยังไม่เสนอ' }))
    const { contentRevision, frozenRevision } = await look(officer, id)
    expect(contentRevision).toBeGreaterThan(frozenRevision)
    const strange = [frozenRevision, contentRevision, 0, 999, '01', '1e0', '-1', 'x', '1%2f..']
    for (const one of strange)
      expect([one, (await get(`${item}/versions/${one}`)).status]).toEqual([one, 404])
    const mine = versions[0] ?? ''
    expect((await get(mine)).status).toBe(200)
    expect((await get(mine.replace('/o/cmi4/', '/o/ptt1/'))).status).toBe(404)
    const foreign = other.files[0]?.sha256
    expect((await get(`${mine}/files/${foreign}`)).status).toBe(404)
  })

  test('what was taken back to an older text keeps each version apart', async () => {
    const { versions, item } = await corrected('เหมือนกัน', 'ต่างกัน', 'เหมือนกัน')
    expect(versions).toHaveLength(2)
    expect(new Set(versions).size).toBe(2)
    for (const one of versions) expect((await get(one)).status).toBe(200)
    expect((await get(item)).html).toContain('เหมือนกัน')
  })

  test('ends with all its versions and their files, at the very second, and after it comes back shows none of them', async () => {
    const { versions, id, files, item, html } = await corrected('เก่า', 'ใหม่')
    const version = versions[0] ?? ''
    const addresses = [item, version, `${version}/files/${files[0]?.sha256}`, `${item}/qr.svg`]
    for (const one of addresses) expect([one, (await get(one)).status]).toEqual([one, 200])
    expect(html).toContain('versions')
    await take(await as('cmi4.webmaster'), id, { type: 'TAKE_DOWN', reasons: { grounds: [], text: 'เลิกใช้' } })
    for (const one of addresses) {
      const answer = await get(one)
      expect([one, answer.status]).toEqual([one, 410])
      expect(answer.html).not.toContain('เก่า')
    }
  })
})

describe('an earlier version that holds personal data', () => {
  test('is closed at once, with its files, by whoever may take the item down; on record, without its reason', async () => {
    const { id, versions, files, item } = await corrected('เลขบัตร 1-2345', 'ไม่มีเลขบัตร')
    const version = versions[0] ?? ''
    const file = `${version}/files/${files[0]?.sha256}`
    expect((await get(file)).status).toBe(200)
    const webmaster = await as('cmi4.webmaster')
    const given = { reason: 'มีเลขประจำตัวประชาชน' }
    const { status, body } = await webmaster('POST', withholding(id, version), given)
    expect(status).toBe(200)
    expect(body.versions).toMatchObject([{ state: 'withheld', url: null, reason: given.reason }])
    for (const one of [version, file]) {
      const answer = await get(one)
      expect([one, answer.status]).toEqual([one, 410])
      expect(answer.html).not.toContain('1-2345')
      expect(answer.html).not.toContain(given.reason)
    }
    const page = await get(item)
    expect(page.html).toContain('ปิดแล้ว เพราะมีข้อมูลส่วนบุคคล')
    expect(page.html).not.toContain(version)
    const admin = await as('cmi4.admin')
    const log = (await admin('GET', '/api/offices/cmi4/log')).body.events
    expect(log[0]).toMatchObject({ type: 'version.withheld', actor: { id: 'cmi4.webmaster' } })
    expect(JSON.stringify(log)).not.toContain(given.reason)
    expect((await webmaster('POST', withholding(id, version), given)).status).toBe(200)
    expect((await admin('GET', '/api/offices/cmi4/log')).body.events).toHaveLength(log.length)
  })

  test('is closed by nobody else, and nothing but an earlier version is', async () => {
    const { id, versions } = await corrected('ก', 'ข')
    const version = versions[0] ?? ''
    const path = withholding(id, version)
    const body = { reason: 'ทดสอบ' }
    await refused(office.deps, 401, 'not_signed_in', () => office.anyone('POST', path, body))
    for (const who of ['ptt1.webmaster', 'ptt1.admin', 'cmi4.groupDirector']) {
      const client = await as(who)
      await refused(office.deps, 403, 'not_permitted', () => client('POST', path, body))
    }
    const admin = await as('cmi4.admin')
    const { frozenRevision } = await look(await as('cmi4.officer'), id)
    for (const revision of [frozenRevision, 99, 'x'])
      expectProblem(
        await admin('POST', `/api/requests/${id}/public-versions/${revision}/withholding`, body),
        404,
        'not_found',
      )
    for (const reason of ['', '   ', 'ก'.repeat(1001)])
      expectProblem(await admin('POST', path, { reason }), 400, 'invalid_request')
    expect((await get(version)).status).toBe(200)
  })
})
