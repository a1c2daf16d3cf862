import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { attached } from '../../support/attach.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { expectProblem } from '../../support/refused.ts'
import { begin, clientsOf, look, take, walkTo, wayOf, wholeContent, write } from '../../support/requests.ts'
import { pdf, photo } from '../../support/sample-files.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const previewOf = (id: string, query = '') => `/api/requests/${id}/preview${query}`
const mainOf = (page: string) => /<h1.*<\/main>/s.exec(page)?.[0] ?? ''
/** What a preview cannot have yet: the addresses of the item, and what its readers may say at them. */
const withoutAddresses = (page: string) =>
  mainOf(page)
    .replaceAll(/<div><dt>(?:ที่อยู่แบบสั้น|หลักฐานการเผยแพร่).*?<\/div>/gs, '')
    .replace(/<section class="feedback".*?<\/section>/s, '')
    .replaceAll(/(?:href|src)="[^"]*"/g, '')

describe('the preview of a request', () => {
  test('is the very page that the public reads once it is published, files and pictures among it', async () => {
    const officer = await as('yst2.officer')
    const { id } = await begin(officer, 'yst2')
    const file = { ...(await attached(officer, id, 'แผน.pdf', pdf({ size: 3000 }))), title: 'แผนปฏิบัติการ' }
    const taken = await attached(officer, id, 'ก.jpg', await photo('jpeg', { width: 300, height: 200 }))
    const picture = { ...taken, alt: 'ครูประชุม', caption: 'ประชุม' }
    const links = [{ title: 'เว็บ', url: 'https://example.com/ก?b=1&c' }]
    await write(officer, id, wholeContent('yst2', { attachments: [file], album: [picture], links }))
    const way = wayOf('yst2', '2026-12-31')
    for (const { who, type, data } of way.slice(0, -1))
      await take(await as(`yst2.${who}`), id, { type, ...data })
    const last = way.at(-1) as (typeof way)[number]
    const decider = await as(`yst2.${last.who}`)
    const until = typeof last.data?.publishUntil === 'string' ? `?publishUntil=${last.data.publishUntil}` : ''
    const before = (await decider('GET', previewOf(id, until))).body as string
    for (const address of [...before.matchAll(/(?:href|src)="(\/api[^"]*)"/g)].map(([, one]) => one ?? '')) {
      const { status } = await decider('GET', address.replaceAll('&amp;', '&'))
      expect([address, status]).toEqual([address, 200])
    }
    expect(before).toContain(`/api/requests/${id}/files/${file.sha256}`)
    const { publication } = await take(decider, id, { type: last.type, ...last.data })
    const after = withoutWordMarks(await (await fetch(office.url + publication?.url)).text())
    expect(withoutAddresses(before)).toBe(withoutAddresses(after))
    expect(before).toContain('ยังไม่ใช่ประกาศ')
    expect(after).not.toContain('ยังไม่ใช่ประกาศ')
  })

  test('is kept by nobody, found by no search engine, and runs no script whatever stands in it', async () => {
    const officer = await as('cmi3.officer')
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    const links = [{ title: evil, url: 'https://example.com/?"><script>' }]
    const { id } = await begin(officer, 'cmi3', { title: evil, body: evil, source: evil, links })
    const { status, headers, body } = await officer('GET', previewOf(id))
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('etag')).toBeNull()
    const policy = (one: string | null) =>
      (one ?? '').split('; ').filter((part) => !/^(?:frame-ancestors|sandbox)/.test(part))
    const ofPublic = (await fetch(`${office.url}/o/cmi3`)).headers.get('content-security-policy')
    expect(policy(headers.get('content-security-policy'))).toEqual(policy(ofPublic))
    expect(headers.get('content-security-policy')).toMatch(/sandbox (?!.*allow-scripts)/)
    expect(body).toContain('name="robots" content="noindex"')
    expect(body).not.toMatch(/<script|<img|href="javascript/)
  })

  test('is refused as the request is: to a stranger, to another office, before it is put forward to another group', async () => {
    const { id } = await begin(await as('cmi3.officer'), 'cmi3')
    expectProblem(await office.anyone('GET', previewOf(id)), 401, 'not_signed_in')
    const others = ['cmi4.officer', 'cmi4.admin', 'cmi4.officeDirector']
    for (const who of others) expectProblem(await (await as(who))('GET', previewOf(id)), 403, 'not_permitted')
    const closed = ['cmi3.officeDirector', 'cmi3.webmaster']
    for (const who of closed) {
      const client = await as(who)
      const [request, preview] = [
        await client('GET', `/api/requests/${id}`),
        await client('GET', previewOf(id)),
      ]
      expect(preview.status).toBe(request.status)
      if (request.status !== 200) expect(preview.body).toEqual(request.body)
    }
    expectProblem(await (await as('cmi3.officer'))('GET', previewOf('nothing')), 404, 'not_found')
    const strange = await (await as('cmi3.officer'))('GET', previewOf(id, '?publishUntil=2026-02-30'))
    expectProblem(strange, 400, 'invalid_request')
  })

  test('shows whoever decides what was put forward, and its owner what is being written', async () => {
    const request = await walkTo(as, 'cmi4', undefined, { body: 'ข้อความที่เผยแพร่' })
    const officer = await as('cmi4.officer')
    office.clock.advance(60_000)
    await take(officer, request.id, { type: 'REPORT_ERROR', error: 'พิมพ์ผิด' })
    await write(officer, request.id, { ...request.content, body: 'ข้อความที่แก้' })
    const submitted = (await officer('GET', previewOf(request.id))).body
    const newest = (await officer('GET', previewOf(request.id, '?of=newest'))).body
    expect(submitted).toContain('ข้อความที่เผยแพร่')
    expect(newest).toContain('ข้อความที่แก้')
    expect(newest).toContain('ประชาชนยังเห็นฉบับที่เผยแพร่อยู่')
    expect(newest).toContain('แก้ไขล่าสุดเมื่อ')
    const english = (await officer('GET', previewOf(request.id, '?of=newest&lang=en'))).body
    expect(english).toContain('<html lang="en">')
    expect((await look(officer, request.id)).revision).toBeGreaterThan(request.revision)
  })
})
