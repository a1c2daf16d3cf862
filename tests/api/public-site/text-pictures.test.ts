import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Problem } from '../../../api/http/contract.ts'
import { verifyFiles } from '../../../api/operations/verify-files.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import type { FormField } from '../../../machines/procedure/procedure.ts'
import { attached } from '../../support/attach.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { expectProblem } from '../../support/refused.ts'
import { begin, clientsOf, look, send, take, wayOf, wholeContent, write } from '../../support/requests.ts'
import { photo } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
let officer: Client
beforeEach(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi4.officer')
})
afterEach(() => office.close())

const alt = 'ครูกำลังประชุมในห้องเรียน'
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const textWith = (...images: object[]) => ({
  type: 'doc',
  content: [
    paragraph('รายงานการประชุม'),
    ...images.map((attrs) => ({ type: 'image', attrs })),
    paragraph('จบ'),
  ],
})
/** A request with a picture that arrived, as the editor puts it into the text. */
async function withPicture() {
  const { id } = await begin(officer, 'cmi4')
  const taken = await attached(officer, id, 'ประชุม.jpg', await photo('jpeg', { width: 900, height: 600 }))
  return { id, picture: { ...taken, width: 900, height: 600, alt, caption: 'วันที่ 20 พ.ย. 2569' } }
}
const bodyOf = (body: object) => wholeContent('cmi4', { body })
async function published() {
  const given = await withPicture()
  const { id, picture } = given
  await write(officer, id, bodyOf(textWith(picture)))
  for (const { who, type, data } of wayOf('cmi4', '2026-12-31'))
    await take(await as(`cmi4.${who}`), id, { type, ...data })
  const item = (await look(officer, id)).publication?.url ?? ''
  return { ...given, item, large: `${item}/pictures/${picture.sha256}/large` }
}
const get = (path: string) => fetch(`${office.url}${path}`)

describe('a picture within a text', () => {
  test('is shown to the public at its place, with its size and its description, and told to machines', async () => {
    const { item, large, picture } = await published()
    const page = (await (await get(item)).text()).replaceAll('<wbr>', '')
    expect(page).toContain(`<img src="${large}" alt="${alt}" width="900" height="600" loading="lazy">`)
    expect(page.indexOf('<figure>')).toBeGreaterThan(page.indexOf('รายงานการประชุม'))
    expect(page).not.toContain('class="album"')
    const answer = await get(large)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const feed = (await (await get('/o/cmi4/items.json')).json()) as { items: { attachments: object[] }[] }
    expect(feed.items[0]?.attachments).toMatchObject([{ mime_type: 'image/jpeg', title: alt }])
    const whole = (await (await get(`/api/v1${item.replace('/o/', '/offices/')}`)).json()) as {
      pictures: object[]
      html: string
      text: string
    }
    expect(whole.pictures).toMatchObject([{ sha256: picture.sha256, alt, caption: picture.caption }])
    expect(whole.html).toContain(`${large}" alt="${alt}"`)
    expect(whole.text).toContain(`[ภาพ: ${alt}]`)
    expect(page).toContain('"@type":"ImageObject"')
    expect(await (await get(`${item}/receipt`)).text()).toContain(picture.sha256)
    expect((await verifyFiles(office.deps.db, office.deps.files.store)).differences).toEqual([])
  })

  test('is found by its description', async () => {
    await published()
    expect(await (await get(`/o/cmi4?q=${encodeURIComponent('กำลังประชุมในห้อง')}`)).text()).toContain('/items/')
  })

  test('answers 404 while it is a draft, and 410 from the second on which the item ends', async () => {
    const { id, picture } = await withPicture()
    await write(officer, id, bodyOf(textWith(picture)))
    expect((await get(`/o/cmi4/items/${id}/pictures/${picture.sha256}/large`)).status).toBe(404)
    const { picture: shown, large, item } = await published()
    const file = `${item}/files/${shown.sha256}`
    expect([(await get(large)).status, (await get(file)).status]).toEqual([200, 200])
    office.clock.advance(Date.parse('2027-01-01T00:00:00+07:00') - office.clock.now())
    for (const address of [large, file, item]) expect((await get(address)).status).toBe(410)
  })

  test('is submitted with its description only', async () => {
    const { id, picture } = await withPicture()
    await write(officer, id, bodyOf(textWith({ ...picture, alt: '' })))
    const [first] = wayOf('cmi4', '2026-12-31')
    const { type = '', data } = first ?? {}
    const refused = expectProblem(await send(officer, id, { type, ...data }), 422, 'invalid_content')
    expect(refused.errors?.[0]?.message.th).toContain('คำบรรยายแทนภาพ')
  })

  test('must be a picture of this request, of the size that it says, from nowhere else', async () => {
    const { id, picture } = await withPicture()
    const { id: other } = await begin(officer, 'cmi4')
    const put = async (request: string, attrs: object) => {
      const { revision } = await look(officer, request)
      const content = bodyOf(textWith(attrs))
      return officer('PUT', `/api/requests/${request}/content`, { content }, { 'If-Match': `"${revision}"` })
    }
    const said = (problem: Problem) => problem.errors?.map(({ message }) => message.th).join(' ')
    expect(said(expectProblem(await put(other, picture), 422, 'invalid_content'))).toContain('ไม่มีไฟล์นี้')
    expect(said(expectProblem(await put(id, { ...picture, width: 90 }), 422))).toContain('ความกว้าง')
    for (const wrong of [
      { ...picture, src: 'https://evil.example/a.png' },
      { ...picture, type: 'image/svg+xml' },
      { ...picture, sha256: '../../x' },
      { ...picture, name: 'a/b.jpg' },
      { ...picture, onload: 'alert(1)' },
    ])
      expect((await put(id, wrong)).status).toBe(422)
    expect((await put(id, picture)).status).toBe(200)
  })
})

describe('a picture in a text that is not shown to the public', () => {
  const title = { th: 'หมายเหตุภายใน', en: 'Internal remark' }
  const remark: FormField = { name: 'remark', type: 'richText', title, required: false }
  const withRemark = () => {
    const procedure = structuredClone(cmi4Publication)
    return { ...procedure, form: [...procedure.form, remark] }
  }
  const noted = async () =>
    (await office.deps.db.selectFrom('publishedFile').select('sha256').execute()).map(({ sha256 }) => sha256)
  async function publishedWithRemark() {
    const { id, picture } = await withPicture()
    await write(officer, id, wholeContent('cmi4', { remark: textWith(picture) }))
    for (const { who, type, data } of wayOf('cmi4', '2026-12-31'))
      await take(await as(`cmi4.${who}`), id, { type, ...data })
    const item = (await look(officer, id)).publication?.url ?? ''
    return { id, picture, item, large: `${item}/pictures/${picture.sha256}/large` }
  }
  const checked = async (sha256: string) => (await get(`/o/cmi4/check?code=${sha256}`)).text()

  test('is no file of the item: neither served nor confirmed, then or after its end', async () => {
    await activate(office.deps.db, withRemark(), office.clock.now())
    const { picture, item, large } = await publishedWithRemark()
    expect((await get(item)).status).toBe(200)
    expect(await noted()).not.toContain(picture.sha256)
    expect((await get(large)).status).toBe(404)
    const unknown = (await checked('0'.repeat(64))).replaceAll('0'.repeat(64), picture.sha256)
    expect(await checked(picture.sha256)).toBe(unknown)
    office.clock.advance(Date.parse('2027-01-01T00:00:00+07:00') - office.clock.now())
    expect((await get(large)).status).toBe(404)
  })
})
