import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { deliverDue } from '../../../api/effects/deliver.ts'
import { attached } from '../../support/attach.ts'
import { FakeWordpress } from '../../support/fake-wordpress.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { publish, take as takeAs } from '../../support/publish.ts'
import { refused } from '../../support/refused.ts'
import { clientsOf, take, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'
import { publishWithFiles } from '../../support/with-files.ts'

let site: FakeWordpress
let office: Office
let admin: Client
beforeAll(async () => {
  site = await FakeWordpress.start()
  office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: site.host } })
})
afterAll(async () => {
  await office.close()
  await site.close()
})
beforeEach(async () => {
  site.reset()
  admin = await office.as('cmi4.admin')
})
afterEach(async () => {
  admin = await office.as('cmi4.admin')
  for (const { id } of (await admin('GET', at)).body.integrations) await admin('DELETE', `${at}/${id}`)
})

const at = '/api/offices/cmi4/integrations'
async function turnOn(more: Record<string, unknown> = {}): Promise<string> {
  const body = {
    kind: 'wordpress',
    name: 'เว็บไซต์',
    url: site.url,
    username: site.user,
    password: site.password,
  }
  const added = await admin('POST', at, { ...body, ...more })
  expect(added).toMatchObject({ status: 201, body: { secret: null, integration: { hasCredential: true } } })
  const { id } = added.body.integration
  expect((await admin('PATCH', `${at}/${id}`, { enabled: true })).status).toBe(200)
  return id
}
const deliver = () => deliverDue(office.deps)
const onRequest = async (request: string) =>
  (await (await office.as('cmi4.webmaster'))('GET', `/api/requests/${request}/website`)).body.effects
const takeDown = (request: string) =>
  takeAs(office, request, 'cmi4.webmaster', {
    type: 'TAKE_DOWN',
    reasons: { grounds: [], text: 'ประกาศผิดฉบับ' },
  })

describe('what is published', () => {
  test('stands on the site as a post with its files, in the category that was chosen, and the request says where', async () => {
    await turnOn({ categories: { '1.2': 7, '': 1 } })
    const { id, title, bytes, publication } = await publishWithFiles(office, { category: '1.2' })
    expect(await deliver()).toBe(1)
    expect(site.posts).toMatchObject([
      {
        title,
        status: 'publish',
        slug: `prakat-${publication}`,
        categories: [7],
        content: expect.any(String),
      },
    ])
    expect(site.media).toHaveLength(2)
    const [file] = site.media
    expect(file).toMatchObject({ title: 'แผนปฏิบัติการ', type: 'application/pdf', post: site.posts[0]?.id })
    expect(file?.bytes.equals(bytes)).toBe(true)
    const content = site.posts[0]?.content ?? ''
    for (const { slug } of site.media) expect(content).toContain(`${site.url}/wp-content/uploads/${slug}`)
    expect(content).toContain(`/o/cmi4/items/${publication}`)
    expect(content).not.toContain('<script')
    expect(await onRequest(id)).toMatchObject([
      { what: 'published', status: 'done', problem: null, url: `${site.url}/prakat-${publication}/` },
    ])
  })

  test('is public there only when all of it is there', async () => {
    await turnOn()
    const statuses: string[] = []
    site.interfere = ({ method, path }) => {
      if (method === 'POST' && path === '/wp/v2/media') statuses.push(site.posts[0]?.status ?? 'none')
      return undefined
    }
    await publishWithFiles(office)
    await deliver()
    expect(statuses).toEqual(['draft', 'draft'])
    expect(site.posts).toMatchObject([{ status: 'publish' }])
  })

  test('by a site whose addresses nobody rewrites comes under ?rest_route=', async () => {
    site.pretty = false
    await turnOn()
    await publishWithFiles(office)
    await deliver()
    expect(site.posts).toMatchObject([{ status: 'publish' }])
    expect(site.media).toHaveLength(2)
  })

  test('carries out no short code of what somebody wrote', async () => {
    await turnOn()
    await publish(office, { content: { title: '[gallery ids="1"]', body: 'ดู [video src="x"] <b>' } })
    await deliver()
    expect(site.posts[0]?.content).toContain('&#91;video')
    expect(site.posts[0]?.content).toContain('&lt;b&gt;')
  })

  test('a correction changes the same post, brings the new file and removes the old', async () => {
    await turnOn()
    const { id } = await publishWithFiles(office)
    await deliver()
    const [first] = site.posts
    const before = site.media.map(({ id }) => id)
    const as = clientsOf(office)
    const officer = await as('cmi4.officer')
    await take(officer, id, { type: 'REPORT_ERROR', error: 'แนบไฟล์ผิด' })
    const next = await attached(officer, id, 'ใหม่.pdf', pdf({ size: 3000 }))
    await write(officer, id, wholeContent('cmi4', { title: 'แก้ไขแล้ว', attachments: [next] }))
    await take(officer, id, { type: 'CORRECT' })
    expect(await deliver()).toBe(1)
    expect(site.posts).toMatchObject([{ id: first?.id, title: 'แก้ไขแล้ว', status: 'publish' }])
    expect(site.media).toHaveLength(1)
    expect(before).not.toContain(site.media[0]?.id)
  })

  test('that came down is a draft there, its files are gone, and the request says so', async () => {
    await turnOn()
    const { id } = await publishWithFiles(office)
    await deliver()
    await takeDown(id)
    expect(await deliver()).toBe(1)
    expect(site.posts).toMatchObject([{ status: 'draft' }])
    expect(site.media).toEqual([])
    expect(await onRequest(id)).toMatchObject([{ what: 'ended', status: 'done', url: null }])
  })

  test('that came down before it was ever brought is brought nowhere', async () => {
    await turnOn()
    const { id } = await publishWithFiles(office)
    await takeDown(id)
    expect(await deliver()).toBe(2)
    expect(site.posts).toEqual([])
  })
})

describe('exactly once', () => {
  // Each call in turn is done by the site, and its answer is lost: as where either side is killed right then.
  test('whichever answer is lost, there is one post and each file once', async () => {
    await turnOn()
    let cutAny = true
    for (let lost = 1; cutAny; lost += 1) {
      site.registersMeta = lost % 2 === 0
      site.posts.length = 0
      site.media.length = 0
      let calls = 0
      cutAny = false
      site.interfere = () => {
        calls += 1
        if (calls !== lost) return undefined
        cutAny = true
        return 'cut'
      }
      const { id } = await publishWithFiles(office)
      await deliver()
      site.interfere = () => undefined
      office.clock.advance(60_000)
      await deliver()
      expect([lost, site.posts.map(({ status }) => status), site.media.length]).toEqual([
        lost,
        ['publish'],
        2,
      ])
      expect(await onRequest(id)).toMatchObject([{ status: 'done' }])
      if (!cutAny) expect(lost).toBeGreaterThan(8)
    }
  })

  test('a post that bears the name and the mark of another is left alone', async () => {
    site.registersMeta = true
    await turnOn()
    const { publication } = await publish(office)
    site.posts.push({
      ...{
        id: 5,
        slug: `prakat-${publication}`,
        status: 'publish',
        title: 'ของผู้อื่น',
        content: '',
        categories: [],
      },
      meta: { prakat_item: 'another' },
    })
    await deliver()
    expect(site.posts).toMatchObject([{ id: 5, title: 'ของผู้อื่น' }, { status: 'publish' }])
  })
})

describe('what fails', () => {
  test('for a while is tried again at a time that the request tells', async () => {
    await turnOn()
    site.interfere = () => 503
    const { request } = await publish(office)
    await deliver()
    const [effect] = await onRequest(request)
    expect(effect).toMatchObject({ status: 'waiting', problem: { th: 'เว็บไซต์ตอบ 503' } })
    expect(Date.parse(effect.dueAt)).toBeGreaterThan(office.clock.now())
    site.interfere = () => undefined
    office.clock.advance(60_000)
    await deliver()
    expect(site.posts).toMatchObject([{ status: 'publish' }])
  })

  test.each([
    ['a wrong password', () => (site.password = 'another'), 'รหัสผ่านแอปพลิเคชัน'],
    ['no API', () => (site.interfere = () => 404), 'ไม่พบ REST API'],
    [
      'too large a file',
      () => (site.interfere = ({ path }) => (path.endsWith('media') ? 413 : undefined)),
      'ใหญ่',
    ],
    ['a redirect', () => (site.interfere = ({ path }) => (path === '/' ? undefined : 301)), 'ตอบ 301'],
  ])('for good is given up with what to do: %s', async (_, disturb, words) => {
    await turnOn()
    disturb()
    const { id } = await publishWithFiles(office)
    await deliver()
    const [effect] = await onRequest(id)
    expect(effect.problem.th).toContain(words)
    expect(JSON.stringify(effect)).not.toContain(site.password)
  })

  test('for a password is taken up again by itself once another was typed', async () => {
    const id = await turnOn()
    const right = site.password
    site.password = 'another'
    await publish(office)
    await deliver()
    expect((await admin('GET', at)).body.integrations).toMatchObject([{ dead: 1 }])
    site.password = right
    await admin('PATCH', `${at}/${id}`, { password: right })
    expect(await deliver()).toBe(1)
    expect(site.posts).toMatchObject([{ status: 'publish' }])
  })

  test('a file that was not scanned does not leave', async () => {
    await turnOn()
    const { id } = await publishWithFiles(office)
    await office.deps.db.updateTable('file').set({ scan: 'waiting' }).execute()
    await deliver()
    expect(site.media).toEqual([])
    expect(site.posts).toMatchObject([{ status: 'draft' }])
    expect(await onRequest(id)).toMatchObject([{ status: 'waiting' }])
  })
})

describe('an administrator', () => {
  test('tries the site and is told its categories, or what the user there lacks', async () => {
    const id = await turnOn()
    const tried = async () => (await admin('POST', `${at}/${id}/test`)).body
    expect(await tried()).toMatchObject({
      ok: true,
      categories: [
        { id: 1, name: 'ทั่วไป' },
        { id: 7, name: 'จัดซื้อ & จัดจ้าง' },
      ],
    })
    expect(site.posts).toEqual([])
    site.capabilities.publish_posts = false
    expect(await tried()).toMatchObject({ ok: false, message: { th: expect.stringContaining('ไม่มีสิทธิ') } })
  })

  test('cannot have the password sent to another site: it has to be typed anew', async () => {
    const id = await turnOn()
    const other = { url: 'https://elsewhere.example.org/' }
    const problem = await refused(office.deps, 400, 'invalid_request', () =>
      admin('PATCH', `${at}/${id}`, other),
    )
    expect(problem.errors?.[0]?.path).toBe('password')
    expect(await admin('PATCH', `${at}/${id}`, { ...other, password: 'another one' })).toMatchObject({
      status: 200,
    })
  })

  test('needs a name and a password to add a site', async () => {
    const body = { kind: 'wordpress', name: 'เว็บไซต์', url: site.url }
    const problem = await refused(office.deps, 400, 'invalid_request', () => admin('POST', at, body))
    expect(problem.errors?.map(({ path }) => path)).toEqual(['username', 'password'])
  })
})

describe('what was public before the website was turned on', () => {
  const existing = (id: string) => `${at}/${id}/existing`

  test('is counted, and brought one by one when an administrator says so, which the log tells', async () => {
    const before = (await publish(office, { content: { title: 'ก่อนเปิดใช้' } })).publication
    const id = await turnOn()
    const { count } = (await admin('GET', existing(id))).body
    expect(count).toBeGreaterThan(1)
    expect(await deliver()).toBe(0)
    await publish(office, { content: { title: 'หลังเปิดใช้' } })
    expect((await admin('GET', existing(id))).body).toEqual({ count })
    const answer = await admin('POST', existing(id))
    expect(answer).toMatchObject({ status: 202, body: { count: 0 } })
    // A second press sends nothing twice.
    expect((await admin('POST', existing(id))).body).toEqual({ count: 0 })
    const due = await office.deps.db
      .selectFrom('effect')
      .select('dueAt')
      .where('integration', '=', id)
      .orderBy('dueAt')
      .execute()
    expect(due).toHaveLength(count + 1)
    const gaps = due.slice(1).map(({ dueAt }, index) => dueAt - (due[index]?.dueAt ?? 0))
    expect(new Set(gaps)).toEqual(new Set([5000]))
    expect(await deliver()).toBe(1)
    for (let time = 0; time < count; time += 1) {
      office.clock.advance(5000)
      await deliver()
    }
    expect(site.posts).toHaveLength(count + 1)
    expect(site.posts.filter(({ slug }) => slug === `prakat-${before}`)).toHaveLength(1)
    admin = await office.as('cmi4.admin')
    const { events } = (await admin('GET', '/api/offices/cmi4/log')).body
    const told = events.filter(({ type }: { type: string }) => type === 'integration.existing')
    expect(told).toMatchObject([{ sentence: { th: expect.stringContaining(`เผยแพร่อยู่แล้ว ${count} รายการ`) } }])
  })

  test('is sent by administrators of the office alone, to a website that is turned on', async () => {
    const id = await turnOn()
    await refused(office.deps, 403, 'not_permitted', async () =>
      (await office.as('cmi4.officer'))('POST', existing(id)),
    )
    await refused(office.deps, 404, 'not_found', () => admin('POST', existing('nothing')))
    await admin('PATCH', `${at}/${id}`, { enabled: false })
    await refused(office.deps, 409, 'transition_not_available', () => admin('POST', existing(id)))
  })
})
