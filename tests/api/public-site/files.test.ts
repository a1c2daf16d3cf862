import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import supertest from 'supertest'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { hashOfRecord, publicRecord } from '../../../api/requests/public-record.ts'
import { setScanned } from '../../../db/files.ts'
import { hashOf } from '../../../machines/hash/canonical.ts'
import type { Picture } from '../../../machines/procedure/file-entry.ts'
import { attached } from '../../support/attach.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { expectProblem } from '../../support/refused.ts'
import { begin, clientsOf, look, send, take, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf, photo } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
beforeEach(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterEach(() => office.close())

const newPdf = () => pdf({ size: 5000, trailer: `/ID(${randomBytes(8).toString('hex')})` })
const get = (path: string, headers: Record<string, string> = {}) =>
  supertest(office.url)
    .get(path)
    .set(headers)
    .buffer(true)
    .parse((res, done) => {
      const pieces: Buffer[] = []
      res.on('data', (piece: Buffer) => pieces.push(piece))
      res.on('end', () => done(null, Buffer.concat(pieces)))
    })

/** A request of ยโสธร เขต ๒ with a file and a picture, as many steps along its way as said. */
async function walked({ steps, until = '2026-12-31' }: { steps?: number; until?: string } = {}) {
  const officer = await as('yst2.officer')
  const { id } = await begin(officer, 'yst2')
  const bytes = newPdf()
  const file = { ...(await attached(officer, id, 'แผน ปี 2570.pdf', bytes)), title: 'แผนปฏิบัติการ' }
  const taken = await attached(officer, id, 'ประชุม.jpg', await photo('jpeg', { width: 900, height: 600 }))
  const picture: Picture = { ...taken, alt: 'ครูกำลังประชุม', caption: 'การประชุม 20 พ.ย. 2569' }
  await write(officer, id, wholeContent('yst2', { attachments: [file], album: [picture] }))
  for (const { who, type, data } of wayOf('yst2', until).slice(0, steps))
    await take(await as(`yst2.${who}`), id, { type, ...data })
  const request = await look(officer, id)
  const item = request.publication?.url ?? `/o/yst2/items/${id}`
  const [path, small] = [`${item}/files/${file.sha256}`, `${item}/pictures/${picture.sha256}/small`]
  return { id, officer, bytes, file, picture, item, path, small, request }
}

describe('what is published with files', () => {
  test('lists them with type and size, and shows pictures with their descriptions', async () => {
    const { item, file, picture, path, small } = await walked()
    const { body, status } = await get(item)
    const page = body
      .toString()
      .replaceAll('<wbr>', '')
      .replaceAll(/<span class="kept">([^<]*)<\/span>/g, '$1')
    expect(status).toBe(200)
    expect(page).toContain(`href="${path}/${encodeURIComponent(file.name)}"`)
    expect(page).toContain('>แผนปฏิบัติการ</a>')
    expect(page).toMatch(/PDF · [\d๐-๙.]+ กิโลไบต์/)
    expect(page).toContain(`<img src="${small}" alt="${picture.alt}" width="900" height="600">`)
    expect(page).toContain('<figcaption>')
    // Data for machines is no script.
    expect(page.replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '')).not.toContain('<script')
    const { body: feed } = await get('/o/yst2/items.json')
    expect(JSON.parse(feed.toString()).items[0].attachments).toMatchObject([
      { mime_type: 'application/pdf', title: 'แผนปฏิบัติการ', size_in_bytes: file.size },
      { mime_type: 'image/jpeg', title: picture.alt },
    ])
    expect((await get('/o/yst2/feed.xml')).body.toString()).toContain('rel="enclosure"')
  })

  test('gives the very bytes that were decided on, to be saved under their name and run nowhere', async () => {
    const { path, bytes, file } = await walked()
    const answer = await get(`${path}/${encodeURIComponent(file.name)}`)
    expect(answer.status).toBe(200)
    expect(answer.body.equals(bytes)).toBe(true)
    expect(createHash('sha256').update(answer.body).digest('hex')).toBe(file.sha256)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: `"${file.sha256}"`,
      // Every use asks first: nothing that keeps it outlives the item.
      'cache-control': 'public, max-age=0, must-revalidate',
    })
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''%E0%B9/,
    )
    expect(answer.headers['content-security-policy']).toContain('sandbox')
    // Whatever the name in the address says.
    expect((await get(`${path}/evil.html`)).headers['content-disposition']).not.toContain('evil')
    expect((await get(path)).status).toBe(200)
  })

  test('gives parts of a file, and says where a reader has it already', async () => {
    const { path, bytes, file } = await walked()
    const etag = `"${file.sha256}"`
    const part = await get(path, { Range: 'bytes=100-199' })
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 100-199/${bytes.length}`])
    expect(part.body.equals(bytes.subarray(100, 200))).toBe(true)
    const last = await get(path, { Range: 'bytes=-10', 'If-Range': etag })
    expect(last.body.equals(bytes.subarray(-10))).toBe(true)
    expect((await get(path, { Range: 'bytes=0-9', 'If-Range': '"another"' })).status).toBe(200)
    expect((await get(path, { Range: 'bytes=999999-' })).status).toBe(416)
    expect((await get(path, { Range: 'bytes=0-1,5-6' })).status).toBe(200)
    expect((await get(path, { Range: 'lines=1-2' })).status).toBe(200)
    expect((await get(path, { 'If-None-Match': etag })).status).toBe(304)
    const head = await supertest(office.url).head(path)
    expect([head.status, head.headers['content-length']]).toEqual([200, String(bytes.length)])
  })

  test('has one fingerprint of all that is published, the files among it; without files it is what it ever was', async () => {
    const { officer, id, file, picture } = await walked()
    const { publication } = await look(officer, id)
    const { body } = await officer('GET', `/api/requests/${id}/contents`)
    const { json } = await office.deps.db
      .selectFrom('content')
      .select('json')
      .where('request', '=', id)
      .executeTakeFirstOrThrow()
    const shown = {
      title: body.revisions[0].content.title,
      source: 'กลุ่มนโยบายและแผน',
      category: '1.1',
      untilDay: '2026-12-31',
    }
    const record = publicRecord(json, shown, [])
    expect(record).toMatchObject({ files: [file], album: [picture] })
    expect(publication?.sha256).toBe(hashOfRecord(record))
    const { files: _, album: __, ...before } = record
    expect(hashOfRecord(publicRecord(JSON.stringify({ body: record.body }), shown, []))).toBe(hashOf(before))
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })
})

describe('a file nobody may have yet, or any more', () => {
  test('of a draft or of what is being decided is 404 for the public, by every address', async () => {
    const { file, picture, id } = await walked({ steps: 1 })
    const other = await walked()
    for (const item of [`/o/yst2/items/${id}`, other.item])
      for (const { sha256 } of [file, picture])
        for (const path of [`files/${sha256}`, `files/${sha256}/a.pdf`, `pictures/${sha256}/small`])
          expect((await get(`${item}/${path}`)).status).toBe(404)
    // Nor by an office, or by a hash that is none.
    expect((await get(other.path.replace('/yst2/', '/cmi3/'))).status).toBe(404)
    expect((await get(other.path.replace('/yst2/', '/nowhere/'))).status).toBe(404)
    for (const sha256 of ['..%2F..%2Fprakat.sqlite', 'x', other.file.sha256.toUpperCase()])
      expect((await get(`${other.item}/files/${sha256}`)).status).toBe(404)
  })

  test('is 410 at once after it was taken down, on every address that it had; officials still open it', async () => {
    const { path, small, file, id, officer, item, bytes } = await walked()
    const etag = (await get(path)).headers.etag as string
    await take(await as('yst2.webmaster'), id, {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ข้อมูลผิด' },
    })
    for (const address of [
      path,
      `${path}/${encodeURIComponent(file.name)}`,
      small,
      small.replace('small', 'large'),
    ]) {
      const answer = await get(address)
      expect([address, answer.status]).toEqual([address, 410])
      expect(answer.headers['content-type']).toContain('text/html')
      // Whoever still has it is told too.
      expect((await get(address, { 'If-None-Match': etag })).status).toBe(410)
      expect((await get(address, { Range: 'bytes=0-9' })).status).toBe(410)
    }
    expect((await get(item)).status).toBe(410)
    const again = await officer('GET', `/api/requests/${id}/files/${file.sha256}`)
    expect([again.status, again.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  })

  test('is 410 once a correction has put another in its place; the other is there', async () => {
    const officer = await as('cmi4.officer')
    const { id } = await begin(officer, 'cmi4')
    const [old, next] = [newPdf(), newPdf()]
    const first = await attached(officer, id, 'ประกาศ.pdf', old)
    await write(officer, id, wholeContent('cmi4', { attachments: [first] }))
    for (const { who, type, data } of wayOf('cmi4'))
      await take(await as(`cmi4.${who}`), id, { type, ...data })
    const item = (await look(officer, id)).publication?.url as string
    await take(officer, id, { type: 'REPORT_ERROR', error: 'แนบไฟล์ผิด' })
    const second = await attached(officer, id, 'ประกาศ.pdf', next)
    await write(officer, id, wholeContent('cmi4', { attachments: [second] }))
    // Written, but not decided on yet.
    expect((await get(`${item}/files/${first.sha256}`)).status).toBe(200)
    expect((await get(`${item}/files/${second.sha256}`)).status).toBe(404)
    await take(officer, id, { type: 'CORRECT' })
    const answer = await get(`${item}/files/${first.sha256}`)
    expect([answer.status, answer.body.toString().includes(`href="${item}"`)]).toEqual([410, true])
    expect((await get(`${item}/files/${second.sha256}`)).body.equals(next)).toBe(true)
  })

  test('that a virus was found in while it was public is put right by a correction, and only without it', async () => {
    const officer = await as('cmi4.officer')
    const { id } = await begin(officer, 'cmi4')
    const first = await attached(officer, id, 'ประกาศ.pdf', newPdf())
    await write(officer, id, wholeContent('cmi4', { attachments: [first] }))
    for (const { who, type, data } of wayOf('cmi4'))
      await take(await as(`cmi4.${who}`), id, { type, ...data })
    const item = (await look(officer, id)).publication?.url as string
    await setScanned(office.deps.db, first.sha256, { scan: 'infected', scannedAt: 0, threat: 'Eicar' })
    await take(officer, id, { type: 'REPORT_ERROR', error: 'ไฟล์มีไวรัส' })
    await write(officer, id, wholeContent('cmi4', { title: 'แก้ไขแล้ว', attachments: [first] }))
    const still = await send(officer, id, { type: 'CORRECT' })
    expect(expectProblem(still, 422, 'invalid_content').message.th).toContain('พบไวรัส')
    const second = await attached(officer, id, 'ประกาศ.pdf', newPdf())
    await write(officer, id, wholeContent('cmi4', { attachments: [second] }))
    await take(officer, id, { type: 'CORRECT' })
    expect((await get(`${item}/files/${first.sha256}`)).status).toBe(410)
    expect((await get(`${item}/files/${second.sha256}`)).status).toBe(200)
  })

  test('is 410 in the very second in which its period ends, before anything takes the timer', async () => {
    const { path, small } = await walked({ until: '2026-11-21' })
    office.clock.set('2026-11-21T16:59:59.999Z')
    expect((await get(path)).status).toBe(200)
    office.clock.set('2026-11-21T17:00:00.000Z')
    expect([(await get(path)).status, (await get(small)).status]).toEqual([410, 410])
  })

  test('that a virus was found in, or that waits for the scanner, is not served, and not published either', async () => {
    const published = await walked()
    const waiting = await walked({ steps: wayOf('yst2').length - 1 })
    for (const scan of ['waiting', 'infected'] as const) {
      await setScanned(office.deps.db, published.file.sha256, { scan, scannedAt: null, threat: null })
      await setScanned(office.deps.db, waiting.file.sha256, { scan, scannedAt: null, threat: null })
      expect((await get(published.path)).status).toBe(503)
      const read = await published.officer(
        'GET',
        `/api/requests/${published.id}/files/${published.file.sha256}`,
      )
      expect(expectProblem(read, 403).message.th).toContain(scan === 'waiting' ? 'ยังไม่ได้ตรวจไวรัส' : 'พบไวรัส')
      const { who, type, data } = wayOf('yst2').at(-1) as { who: string; type: string; data?: object }
      const answer = await send(await as(`yst2.${who}`), waiting.id, { type, ...data })
      expect(expectProblem(answer, 422, 'invalid_content').message.th).toContain('แผน ปี 2570.pdf')
      expect((await look(waiting.officer, waiting.id)).status).toBe('open')
    }
    await setScanned(office.deps.db, waiting.file.sha256, { scan: 'clean', scannedAt: 0, threat: null })
    const { who, type, data } = wayOf('yst2').at(-1) as { who: string; type: string; data?: object }
    await take((await as(`yst2.${who}`)) as Client, waiting.id, { type, ...data })
  })
})
