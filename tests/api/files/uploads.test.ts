import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { finishUpload } from '../../../api/files/finish-upload.ts'
import { refusals } from '../../../api/files/refused-file.ts'
import { sweepFiles } from '../../../api/files/sweep.ts'
import { erase } from '../../../api/operations/erase.ts'
import { verifyFiles } from '../../../api/operations/verify-files.ts'
import { findUpload } from '../../../db/uploads.ts'
import type { FileEntry } from '../../../machines/procedure/file-entry.ts'
import { announce, announced, attached, begun, offsetOf, patch, sent } from '../../support/attach.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { expectProblem, refused } from '../../support/refused.ts'
import {
  begin,
  clientsOf,
  ifMatch,
  look,
  send,
  take,
  walkTo,
  wayData,
  wholeContent,
  write,
} from '../../support/requests.ts'
import { office as officeFile, pdf, photo } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi3.officer')
})
afterAll(() => office.close())

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const draft = async () => (await begin(officer, 'cmi3')).id
const arriving = () => (existsSync(office.deps.files.arriving) ? readdirSync(office.deps.files.arriving) : [])
let made = 0
/** A PDF that no other test has. */
const newPdf = (size = 2000) => pdf({ size, trailer: `/ID(${++made}${randomBytes(8).toString('hex')})` })

describe('a file on its way', () => {
  test('arrives in pieces, is gone on with after a broken connection, and is the same to the last bit', async () => {
    const id = await draft()
    const bytes = newPdf(100_000)
    const to = await begun(officer, id, 'ประกาศ ฉบับที่ 1.pdf', bytes.length)
    expect((await patch(officer, to, bytes.subarray(0, 30_000))).status).toBe(204)
    expect(await offsetOf(officer, to)).toBe(30_000)
    expect((await officer('GET', to)).body).toEqual({
      status: 'arriving',
      offset: 30_000,
      size: bytes.length,
    })
    // Sent from another place than where the server is: refused, nothing written.
    expect((await patch(officer, to, bytes.subarray(50_000), 50_000)).status).toBe(409)
    await brokenOff(to, bytes.subarray(30_000), 30_000, 40_000)
    const offset = await offsetOf(officer, to)
    expect(offset).toBeGreaterThanOrEqual(30_000)
    expect(offset).toBeLessThan(bytes.length)
    expect((await patch(officer, to, bytes.subarray(offset), offset)).status).toBe(204)
    const { body } = await officer('GET', to)
    expect(body).toEqual({
      status: 'stored',
      file: {
        ...{ sha256: sha256(bytes), name: 'ประกาศ ฉบับที่ 1.pdf', size: bytes.length, type: 'application/pdf' },
        ...{ width: null, height: null, scan: 'notNeeded', pictured: true },
      },
    })
    const stored = await office.deps.files.store.read(sha256(bytes))
    expect(Buffer.concat((await stored?.toArray()) ?? []).equals(bytes)).toBe(true)
    expect(arriving()).toEqual([])
  })

  /** Sends a part of what was announced and hangs up. */
  async function brokenOff(to: string, bytes: Uint8Array, offset: number, sentBytes: number) {
    const cookie = await cookieOf('cmi3.officer')
    await new Promise<void>((resolve) => {
      const req = httpRequest(office.url + to, {
        method: 'PATCH',
        headers: {
          ...{ cookie, 'Tus-Resumable': '1.0.0', 'Upload-Offset': offset, 'Content-Length': bytes.length },
          'Content-Type': 'application/offset+octet-stream',
        },
      })
      req.on('error', () => resolve())
      req.write(bytes.subarray(0, sentBytes), () => setImmediate(() => req.destroy()))
    })
  }
  async function cookieOf(username: string) {
    const { headers } = await office.anyone('POST', '/api/session', {
      username,
      password: 'prakat-demo-2569',
    })
    return (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }

  test('is taken in once, also where the last answer was lost and the server ended before it was', async () => {
    const id = await draft()
    const bytes = newPdf()
    const to = await begun(officer, id, 'a.pdf', bytes.length)
    await patch(officer, to, bytes.subarray(0, 100))
    // As if the process had ended after the last byte: it lies there, and nothing was done with it.
    const upload = await findUpload(office.deps.db, to.split('/').at(-1) ?? '')
    const { appendFile } = await import('node:fs/promises')
    await appendFile(join(office.deps.files.arriving, upload?.id ?? ''), bytes.subarray(100))
    expect(await offsetOf(officer, to)).toBe(bytes.length)
    const answers = await Promise.all([officer('GET', to), officer('GET', to), officer('GET', to)])
    expect(answers.map(({ body }) => body.status)).toEqual(['stored', 'stored', 'stored'])
    if (upload) await finishUpload(office.deps, upload).catch(() => {})
    expect((await officer('GET', `/api/requests/${id}/files`)).body.files).toHaveLength(1)
  })

  test('of no bytes, and one that is no document, is refused in a sentence and does not stay', async () => {
    const id = await draft()
    expect(await sent(officer, id, 'ว่าง.pdf', Buffer.alloc(0))).toEqual({
      status: 'refused',
      message: refusals.empty,
    })
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    expect(await sent(officer, id, 'ประกาศ.pdf', page)).toEqual({ status: 'refused', message: refusals.code })
    expect((await officer('GET', `/api/requests/${id}/files`)).body.files).toEqual([])
    expect(await office.deps.files.store.size(sha256(page))).toBeUndefined()
    expect(arriving()).toEqual([])
  })

  test('has a name for people only: no path, no direction, no other extension, at most 255 bytes', async () => {
    const id = await draft()
    const named = async (name: string) => (await attached(officer, id, name, newPdf())).name
    expect(await named('../../etc/passwd')).toBe('etc passwd.pdf')
    expect(await named('C:\\งาน\\ประกาศ.PDF')).toBe('C งาน ประกาศ.pdf')
    expect(await named('ประกาศ\u202Efdp.exe')).toBe('ประกาศfdp.exe.pdf')
    expect(await named('แผนนํ้า\u200B.pdf')).toBe('แผนน้ำ.pdf')
    const long = await named(`${'ก'.repeat(300)}.pdf`)
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255)
    expect(long).toMatch(/^ก+\.pdf$/)
  })

  test('can be called off, and nothing of it stays', async () => {
    const id = await draft()
    const to = await begun(officer, id, 'a.pdf', 5000)
    await patch(officer, to, randomBytes(1000))
    expect((await officer('DELETE', to, undefined, { 'Tus-Resumable': '1.0.0' })).status).toBe(204)
    expect((await officer('GET', to)).status).toBe(404)
    expect(arriving()).toEqual([])
  })
})

describe('who may bring files in', () => {
  test('is known before anything is read: nobody who is not signed in, nobody who may not write', async () => {
    const id = await draft()
    const others = ['cmi4.officer', 'cmi3.webmaster'].map(as)
    await refused(office.deps, 401, 'not_signed_in', () => announce(office.anyone, id, 'a.pdf', 100))
    for (const other of others)
      await refused(office.deps, 403, 'not_permitted', async () => announce(await other, id, 'a.pdf', 100))
    await refused(office.deps, 404, 'not_found', () => announce(officer, 'no-such-request', 'a.pdf', 100))
    const submitted = await walkTo(as, 'cmi3', 1)
    const problem = await refused(office.deps, 403, 'not_permitted', () =>
      announce(officer, submitted.id, 'a.pdf', 100),
    )
    expect(problem.message.th).toContain('แนบไฟล์ไม่ได้')
    expect(arriving()).toEqual([])
  })

  test('goes on only with uploads of their own, into the request for which they were begun', async () => {
    const [id, other] = [await draft(), await draft()]
    const bytes = newPdf()
    const to = await begun(officer, id, 'a.pdf', bytes.length)
    const colleague = await as('cmi3.groupDirector')
    for (const method of ['GET', 'PATCH', 'HEAD', 'DELETE'])
      expect(
        (await colleague(method, to, undefined, { 'Tus-Resumable': '1.0.0' })).status,
      ).toBeGreaterThanOrEqual(403)
    const elsewhere = to.replace(id, other)
    expect((await patch(officer, elsewhere, bytes)).status).toBe(404)
    expect((await patch(office.anyone, to, bytes)).status).toBe(401)
    expect(await offsetOf(officer, to)).toBe(0)
    await officer('DELETE', to, undefined, { 'Tus-Resumable': '1.0.0' })
  })

  test('cannot be made to by a page elsewhere', async () => {
    const id = await draft()
    const answer = await officer('POST', `/api/requests/${id}/uploads`, undefined, {
      ...announced('a.pdf', 100),
      Origin: 'https://evil.example',
    })
    expectProblem(answer, 403, 'not_permitted')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('how much', () => {
  test('a file may be is said before it is sent', async () => {
    const id = await draft()
    const problem = await refused(office.deps, 413, 'body_too_large', () =>
      announce(officer, id, 'a.pdf', 50 * 1024 * 1024 + 1),
    )
    expect(problem.message.th).toContain('50 เมกะไบต์')
    for (const length of ['', 'x', '-1', '1.5', '1e99'])
      expect(
        (
          await officer('POST', `/api/requests/${id}/uploads`, undefined, {
            ...announced('a', 1),
            'Upload-Length': length,
          })
        ).status,
      ).toBeGreaterThanOrEqual(400)
  })

  test('one who never ends may have on the way is bounded, and leaves the others room', async () => {
    const id = (await begin(await as('cmi4.officer'), 'cmi4')).id
    const hoarder = await as('cmi4.officer')
    for (let count = 0; count < 20; count += 1) await begun(hoarder, id, `${count}.pdf`, 1000)
    const problem = expectProblem(await announce(hoarder, id, 'more.pdf', 1000), 429, 'too_many_requests')
    expect(problem.message.th).toContain('กำลังส่ง')
    const own = await draft()
    await attached(officer, own, 'a.pdf', newPdf())
    // After a day without a byte they are forgotten.
    office.clock.advance(86_400_000 + 1)
    await sweepFiles(office.deps)
    office.clock.advance(-86_400_000 - 1)
    await begun(hoarder, id, 'more.pdf', 1000)
  })

  test('a request may hold is 500 MiB, what is on its way counted', async () => {
    const id = await draft()
    const { db } = office.deps
    await attached(officer, id, 'a.pdf', newPdf())
    await db
      .updateTable('file')
      .set({ size: 480 * 1024 * 1024 })
      .where('sha256', 'in', db.selectFrom('requestFile').select('sha256').where('request', '=', id))
      .execute()
    const problem = expectProblem(
      await announce(officer, id, 'b.pdf', 30 * 1024 * 1024),
      413,
      'body_too_large',
    )
    expect(problem.message.th).toContain('500 เมกะไบต์')
  })
})

describe('a content that names a file', () => {
  test('is written and submitted with it; the event’s chain covers it', async () => {
    const id = await draft()
    const file = await attached(officer, id, 'แผน.pdf', newPdf())
    await write(officer, id, wholeContent('cmi3', { attachments: [{ ...file, title: 'แผน ปี 2570' }] }))
    const submitted = await take(officer, id, { type: 'PROPOSE' })
    expect(submitted.content.attachments).toEqual([{ ...file, title: 'แผน ปี 2570' }])
    const { body } = await officer('GET', `/api/requests/${id}/contents`)
    expect(body.revisions[0]).toMatchObject({ frozen: true })
  })

  test.each<[string, (file: Record<string, unknown>) => unknown]>([
    ['a hash that nobody uploaded', (file) => [{ ...file, sha256: 'a'.repeat(64) }]],
    ['another size', (file) => [{ ...file, size: 1 }]],
    ['another type', (file) => [{ ...file, type: 'image/png', name: 'a.png' }]],
    ['a name with a path', (file) => [{ ...file, sha256: `../${'a'.repeat(61)}` }]],
    ['more in it', (file) => [{ ...file, url: 'https://evil.example' }]],
    ['a description that only a picture has', (file) => [{ ...file, alt: 'ก' }]],
    ['the same twice', (file) => [file, file]],
    ['no list', (file) => file],
    ['a list of texts', (file) => [file.sha256]],
    ['too many', (file) => Array.from({ length: 51 }, () => file)],
  ])('is refused with %s', async (_, change) => {
    const id = await draft()
    const file = await attached(officer, id, 'a.pdf', newPdf())
    const { revision } = await look(officer, id)
    const content = wholeContent('cmi3', { attachments: change(file as never) })
    const problem = await refused(office.deps, 422, 'invalid_content', () =>
      officer('PUT', `/api/requests/${id}/content`, { content }, ifMatch(revision)),
    )
    expect(problem.errors?.map(({ path }) => path)).toEqual(['content.attachments'])
  })

  test('of another request is refused, be it one’s own, one’s office’s or a stranger’s', async () => {
    const mine = await draft()
    const file = await attached(officer, mine, 'a.pdf', newPdf())
    const stranger = await as('cmi4.officer')
    const theirs = (await begin(stranger, 'cmi4')).id
    for (const [by, id, name] of [
      [officer, await draft(), 'cmi3'],
      [stranger, theirs, 'cmi4'],
    ] as const) {
      const { revision } = await look(by, id)
      const content = wholeContent(name, { attachments: [file] })
      const problem = await refused(office.deps, 422, 'invalid_content', () =>
        by('PUT', `/api/requests/${id}/content`, { content }, ifMatch(revision)),
      )
      expect(problem.errors?.[0]?.message.th).toContain('ไม่มีไฟล์นี้ในเรื่องนี้')
    }
    await refused(office.deps, 422, 'invalid_content', () =>
      officer('POST', '/api/requests', {
        procedure: 'cmi3.publication',
        content: wholeContent('cmi3', { attachments: [file] }),
      }),
    )
    // Nor does an event carry it in.
    const begunAgain = await draft()
    const answer = await send(officer, begunAgain, { type: 'PROPOSE', attachments: [file] })
    expectProblem(answer, 422)
  })

  test('whose picture lacks a description can wait as a draft, and not be submitted', async () => {
    const by = await as('yst2.officer')
    const { id } = await begin(by, 'yst2')
    const picture = await attached(by, id, 'กิจกรรม.jpg', await photo())
    await write(by, id, wholeContent('yst2', { album: [{ ...picture, alt: '' }] }))
    const type = (await look(by, id)).choices.find(({ allowed }) => allowed)?.type ?? ''
    const problem = expectProblem(
      await send(by, id, { type, ...wayData('yst2', type) }),
      422,
      'invalid_content',
    )
    expect(problem.errors?.[0]).toMatchObject({ path: 'content.album' })
    expect(problem.errors?.[0]?.message.th).toContain('คำบรรยายแทนภาพ')
    await write(by, id, wholeContent('yst2', { album: [{ ...picture, alt: 'ครูกำลังประชุม' }] }))
    await take(by, id, { type, ...wayData('yst2', type) })
  })

  test('has only pictures in an album', async () => {
    const by = await as('yst2.officer')
    const { id, revision } = await begin(by, 'yst2')
    const file = await attached(by, id, 'a.docx', officeFile('docx'))
    const content = wholeContent('yst2', { album: [{ ...file, alt: 'ก' }] })
    const answer = await by('PUT', `/api/requests/${id}/content`, { content }, ifMatch(revision))
    expect(expectProblem(answer, 422).errors?.[0]?.message.th).toContain('เฉพาะภาพ')
  })
})

describe('a file that no content names', () => {
  const day = 86_400_000
  const sweepAfter = async (ms: number) => {
    office.clock.advance(ms)
    await sweepFiles(office.deps)
    // Nobody's session lasts that long.
    as = clientsOf(office)
    officer = await as('cmi3.officer')
  }
  const isStored = async (bytes: Uint8Array) =>
    (await office.deps.files.store.size(sha256(bytes))) !== undefined

  test('goes, its name at once, where the request that named it was erased, and not where another has it', async () => {
    const [id, other] = [await draft(), await draft()]
    const [own, shared] = [newPdf(), newPdf()]
    const one = await attached(officer, id, 'รายชื่อผู้ป่วย.pdf', own)
    const two = await attached(officer, id, 'ร่วมกัน.pdf', shared)
    const same = await attached(officer, other, 'ร่วมกัน.pdf', shared)
    for (const [request, attachments] of [
      [id, [one, two]],
      [other, [same]],
    ] as const) {
      await write(officer, request, wholeContent('cmi3', { attachments }))
      await take(officer, request, { type: 'PROPOSE' })
    }
    await sweepAfter(day + 1000)
    await take(officer, id, { type: 'WITHDRAW' })
    const { db, clock } = office.deps
    await erase(
      db,
      { request: id, by: 'คำสั่งที่ ๗/๒๕๖๙', reason: 'คำขอลบข้อมูลส่วนบุคคล', force: false },
      clock.now(),
    )
    const named = await db.selectFrom('requestFile').select('name').where('request', '=', id).execute()
    expect(JSON.stringify(named)).not.toContain('ผู้ป่วย')
    // While the bytes wait for the sweep nobody reads them.
    expect((await officer('GET', `/api/requests/${id}/files`)).body.files).toEqual([])
    await refused(office.deps, 404, 'not_found', () =>
      officer('GET', `/api/requests/${id}/files/${one.sha256}`),
    )
    expect((await officer('GET', `/api/requests/${other}/files/${same.sha256}`)).status).toBe(200)
    await sweepAfter(1000)
    await sweepAfter(day + 1000)
    expect([await isStored(own), await isStored(shared)]).toEqual([false, true])
    expect((await verifyFiles(db, office.deps.files.store)).differences).toEqual([])
  })

  test('goes after a day; what a draft, a frozen revision or an event ever named stays', async () => {
    const id = await draft()
    const [never, drafted, taken, frozen] = [newPdf(), newPdf(), newPdf(), newPdf()]
    await attached(officer, id, 'never.pdf', never)
    const one = await attached(officer, id, 'drafted.pdf', drafted)
    const two = await attached(officer, id, 'taken.pdf', taken)
    const three = await attached(officer, id, 'frozen.pdf', frozen)
    await write(officer, id, wholeContent('cmi3', { attachments: [one, two, three] }))
    await sweepAfter(day - 1000)
    expect(await isStored(never)).toBe(true)
    await sweepAfter(2000)
    expect(await isStored(never)).toBe(false)
    expect((await officer('GET', `/api/requests/${id}/files`)).body.files).toHaveLength(3)
    await write(officer, id, wholeContent('cmi3', { attachments: [one, three] }))
    // First seen unnamed now: an undo a moment later still finds it.
    await sweepAfter(1000)
    expect(await isStored(taken)).toBe(true)
    await write(officer, id, wholeContent('cmi3', { attachments: [one, two, three] }))
    await sweepAfter(2 * day)
    expect(await isStored(taken)).toBe(true)
    await write(officer, id, wholeContent('cmi3', { attachments: [one, three] }))
    await sweepAfter(1000)
    await sweepAfter(day)
    expect(await isStored(taken)).toBe(false)
    await take(officer, id, { type: 'PROPOSE' })
    // The next revision no longer names it; the frozen one does for good.
    const director = await as('cmi3.groupDirector')
    await take(director, id, { type: 'RETURN', reasons: { grounds: [], text: 'แก้ไข' } })
    await write(officer, id, wholeContent('cmi3', { attachments: [one] }))
    for (let days = 0; days < 4; days += 1) await sweepAfter(day)
    expect([await isStored(drafted), await isStored(frozen)]).toEqual([true, true])
  })

  test('that comes again has the name with which it came last, and stays though its time is up just then', async () => {
    const id = await draft()
    const bytes = newPdf()
    await attached(officer, id, 'ร่าง.pdf', bytes)
    office.clock.advance(day)
    as = clientsOf(office)
    officer = await as('cmi3.officer')
    const { files } = office.deps
    const { oneAtATime } = files
    let again: FileEntry | undefined
    // It comes between the look that found it unnamed and the one that would remove it.
    files.oneAtATime = async (sha, run) => {
      files.oneAtATime = oneAtATime
      again = await attached(officer, id, 'ฉบับจริง.pdf', bytes)
      return oneAtATime(sha, run)
    }
    await sweepFiles(office.deps)
    expect(again?.name).toBe('ฉบับจริง.pdf')
    await write(officer, id, wholeContent('cmi3', { attachments: [again] }))
  })

  test('stays where another request has it', async () => {
    const bytes = newPdf()
    const [one, other] = [await draft(), await draft()]
    await attached(officer, one, 'a.pdf', bytes)
    const file = await attached(officer, other, 'b.pdf', bytes)
    await write(officer, other, wholeContent('cmi3', { attachments: [file] }))
    await sweepAfter(day + 1)
    expect(await isStored(bytes)).toBe(true)
    expect((await officer('GET', `/api/requests/${one}/files`)).body.files).toEqual([])
    expect((await officer('GET', `/api/requests/${other}/files`)).body.files).toHaveLength(1)
  })
})

describe('a file of a request', () => {
  test('is opened by who may read the request, whole or in part, and by nobody else', async () => {
    const id = await draft()
    const bytes = newPdf(50_000)
    const file = await attached(officer, id, 'แผน 2570.pdf', bytes)
    const path = `/api/requests/${id}/files/${file.sha256}`
    const answer = await officer('GET', path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_ 2570.pdf"; filename*=UTF-8''${encodeURIComponent('แผน 2570.pdf')}`.replace(
        '_ 2570',
        '___ 2570',
      ),
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const part = await officer('GET', path, undefined, { Range: 'bytes=0-7' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 0-7/${bytes.length}`)
    expect(part.body).toBe('%PDF-1.4')
    expect((await officer('GET', path, undefined, { Range: `bytes=${bytes.length}-` })).status).toBe(416)
    await refused(office.deps, 401, 'not_signed_in', () => office.anyone('GET', path))
    for (const other of ['cmi4.officer', 'cmi3.webmaster'])
      await refused(office.deps, 403, 'not_permitted', async () => (await as(other))('GET', path))
    // A request that one may read gives nobody the files of another.
    const own = await draft()
    await refused(office.deps, 404, 'not_found', () =>
      officer('GET', `/api/requests/${own}/files/${file.sha256}`),
    )
  })

  test('is shown smaller where it is a picture, or by the first page of a PDF', async () => {
    const id = await draft()
    const picture = await attached(officer, id, 'a.jpg', await photo('jpeg', { width: 900, height: 600 }))
    const path = `/api/requests/${id}/files/${picture.sha256}/picture`
    const answer = await officer('GET', path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/webp')
    await refused(office.deps, 401, 'not_signed_in', () => office.anyone('GET', path))
    const page = await attached(officer, id, 'a.pdf', newPdf())
    const first = await officer('GET', `/api/requests/${id}/files/${page.sha256}/picture`)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const file = await attached(officer, id, 'a.docx', officeFile('docx'))
    await refused(office.deps, 404, 'not_found', () =>
      officer('GET', `/api/requests/${id}/files/${file.sha256}/picture`),
    )
  })
})
