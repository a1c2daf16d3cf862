import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { changeSeen, type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { expectProblem, refused } from '../../support/refused.ts'
import { clientsOf } from '../../support/requests.ts'

let office: Office
let as: ReturnType<typeof clientsOf>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const get = async (path: string) => {
  const response = await fetch(office.url + path)
  return { status: response.status, html: withoutWordMarks(await response.text()) }
}
const itemOf = (id: string, of = 'cmi4') => `/o/${of}/items/${id}`
const takeDown = (request: string) =>
  take(office, request, 'cmi4.webmaster', { type: 'TAKE_DOWN', reasons: { grounds: [], text: 'มีฉบับใหม่' } })
const contacts = '/api/offices/cmi4/contacts'
const contact = { telephone: '๐ ๕๓๑๑ ๒๒๓๓ ต่อ 12', email: 'plan@cmi4.example.go.th', place: 'อาคาร ๒ ชั้น ๑' }

describe('how the public reaches whoever owns an item', () => {
  test('stands on its page and on what is left of it: of the group, else of the office', async () => {
    const { publication, request } = await publish(office)
    const admin = await as('cmi4.admin')
    const { groupId } = await office.deps.db
      .selectFrom('request')
      .select('groupId')
      .where('id', '=', request)
      .executeTakeFirstOrThrow()
    expect((await get(itemOf(publication))).html).not.toContain('ติดต่อ</dt>')
    const ofOffice = { address: '', email: '', telephone: '053-999-888' }
    await changeSeen(admin, '/api/offices/cmi4/site', { contact: ofOffice })
    expect((await get(itemOf(publication))).html).toContain('href="tel:053999888"')
    const { status, body } = await changeSeen(admin, contacts, { group: groupId, ...contact })
    expect(status).toBe(200)
    expect(body.contacts.find((one: { group: string }) => one.group === groupId)).toMatchObject(contact)
    const { html } = await get(itemOf(publication))
    expect(html).toContain('href="tel:053112233"')
    expect(html).toContain('href="mailto:plan@cmi4.example.go.th"')
    expect(html).toContain('อาคาร ๒ ชั้น ๑')
    await takeDown(request)
    const gone = await get(itemOf(publication))
    expect(gone.status).toBe(410)
    expect(gone.html).toContain('href="tel:053112233"')
    const { events } = (await admin('GET', '/api/offices/cmi4/log')).body
    expect(events[0].type).toBe('contact.changed')
  })

  test('is set by administrators of the office alone, in their own words but in no others', async () => {
    const groups = (await (await as('cmi4.admin'))('GET', contacts)).body.contacts
    const body = { group: groups[0].group, ...contact }
    await refused(office.deps, 401, 'not_signed_in', () => office.anyone('PATCH', contacts, body))
    for (const who of ['cmi4.officer', 'ptt1.admin']) {
      const client = await as(who)
      await refused(office.deps, 403, 'not_permitted', () => changeSeen(client, contacts, body))
      expectProblem(await client('GET', contacts), 403, 'not_permitted')
    }
    const admin = await as('cmi4.admin')
    for (const wrong of [
      { telephone: '<script>alert(1)</script>' },
      { telephone: 'โทรหาเลขานุการ' },
      { telephone: '12' },
      { telephone: '0'.repeat(101) },
      { email: 'ไม่ใช่อีเมล' },
      { email: 'a@b' },
      { email: '"><script>@example.com' },
      { place: 'ก'.repeat(301) },
    ])
      await refused(office.deps, 400, 'invalid_request', () =>
        changeSeen(admin, contacts, { ...body, ...wrong }),
      )
    await refused(office.deps, 404, 'not_found', () =>
      changeSeen(admin, contacts, { ...body, group: 'nothing' }),
    )
    const evil = { ...body, place: '"><script>alert(1)</script>' }
    expect((await changeSeen(admin, contacts, evil)).status).toBe(200)
    const { publication } = await publish(office)
    expect((await get(itemOf(publication))).html).not.toContain('<script>alert')
    expect(
      (await changeSeen(admin, contacts, { group: body.group, telephone: '', email: '', place: '' })).status,
    ).toBe(200)
  })
})

describe('what takes the place of an item', () => {
  const put = async (who: string, request: string, item: unknown) =>
    (await as(who))('PUT', `/api/requests/${request}/successor`, { item })

  test('is named on its page and, once it has ended, with reason and role; and names it in turn while that is public', async () => {
    const old = await publish(office, { content: { title: 'ประกาศฉบับเก่า' } })
    const next = await publish(office, { content: { title: 'ประกาศฉบับใหม่' } })
    const given = `https://www.example.go.th${itemOf(next.publication)}?lang=en`
    expect((await put('cmi4.officer', old.request, given)).body.successor).toMatchObject({
      id: next.publication,
      title: 'ประกาศฉบับใหม่',
    })
    const before = (await get(itemOf(old.publication))).html
    expect(before).toContain('มีรายการใหม่ใช้แทนรายการนี้แล้ว')
    expect(before).toContain(`href="${itemOf(next.publication)}"`)
    expect((await get(itemOf(next.publication))).html).toContain('ประกาศฉบับเก่า')
    await takeDown(old.request)
    const gone = await get(itemOf(old.publication))
    expect(gone.status).toBe(410)
    for (const said of ['ประกาศฉบับใหม่', `href="${itemOf(next.publication)}"`, 'นำออกโดย', 'มีฉบับใหม่'])
      expect(gone.html).toContain(said)
    expect(gone.html).toMatch(/นำออกโดย<\/dt><dd>[^<]*เว็บไซต์/)
    // A title may be why it came down.
    expect((await get(itemOf(next.publication))).html).not.toContain('ประกาศฉบับเก่า')
  })

  test('is followed to what is public, over what has ended', async () => {
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map((n) => publish(office, { content: { title: `ลำดับ ${n}` } })),
    )
    if (!first || !second || !third) throw new Error('Three were published')
    await put('cmi4.officer', first.request, second.publication)
    await put('cmi4.officer', second.request, `/p/${third.publication.replaceAll('-', '').slice(0, 12)}`)
    await takeDown(first.request)
    await takeDown(second.request)
    expect((await get(itemOf(first.publication))).html).toContain(`href="${itemOf(third.publication)}"`)
    expect((await get(itemOf(first.publication))).html).not.toContain('ลำดับ 2')
    await takeDown(third.request)
    expect((await get(itemOf(first.publication))).html).not.toContain('ใช้แทนรายการนี้แล้ว')
  })

  test('is no circle, nothing of another office, nothing that is not public; and nobody else says it', async () => {
    const old = await publish(office)
    const next = await publish(office)
    const ended = await publish(office)
    await takeDown(ended.request)
    const foreign = await publish(office, { office: 'ptt1' })
    const mine = await as('cmi4.officer')
    await put('cmi4.officer', old.request, next.publication)
    const wrong: [string, unknown][] = [
      [next.request, old.publication],
      [old.request, old.publication],
      [old.request, ended.publication],
      [old.request, foreign.publication],
      [old.request, itemOf(foreign.publication, 'ptt1')],
      [old.request, next.request],
      [old.request, '/p/000000000000'],
      [old.request, '<script>'],
    ]
    for (const [request, item] of wrong) {
      const path = `/api/requests/${request}/successor`
      const problem = await refused(office.deps, 400, 'invalid_request', () => mine('PUT', path, { item }))
      expect(problem.errors?.map((one) => one.path)).toEqual(['item'])
    }
    for (const who of ['ptt1.officer', 'ptt1.admin'])
      expectProblem(await put(who, old.request, next.publication), 403, 'not_permitted')
    expect((await put('cmi4.admin', old.request, null)).body.successor).toBeNull()
    expect((await get(itemOf(old.publication))).html).not.toContain('ใช้แทนรายการนี้แล้ว')
  })
})

test('related items are of the same kind and public now', async () => {
  const content = { category: '1.6' }
  const first = await publish(office, { content: { ...content, title: 'งานจ้างที่หนึ่ง' } })
  const second = await publish(office, { content: { ...content, title: 'งานจ้างที่สอง' }, until: '2026-11-30' })
  await publish(office, { content: { category: '1.5', title: 'คนละประเภท' } })
  const related = async () =>
    /<nav class="related".*?<\/nav>/s.exec((await get(itemOf(first.publication))).html)?.[0] ?? ''
  expect(await related()).toContain('งานจ้างที่สอง')
  expect(await related()).not.toContain('งานจ้างที่หนึ่ง')
  expect(await related()).not.toContain('คนละประเภท')
  office.clock.set('2026-11-30T17:00:00Z')
  expect(await related()).not.toContain('งานจ้างที่สอง')
  expect((await get(itemOf(second.publication))).status).toBe(410)
})
