import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EventView } from '../../../api/http/contract.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import type { AppointmentTable } from '../../../db/tables.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { dataOf } from '../../../machines/run/event-data.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { refused } from '../../support/refused.ts'
import {
  begin,
  choiceOf,
  clientsOf,
  look,
  send,
  take,
  walkTo,
  wayData,
  wholeContent,
  write,
} from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

let appointments = 0
/** Appoints a person for the time of one test, and answers how to end it. */
async function appoint(
  person: string,
  role: string,
  more: Partial<AppointmentTable> = {},
): Promise<() => Promise<unknown>> {
  // Before the demo's own appointments in the order of ids.
  const id = `a-test-${++appointments}`
  const { db } = office.deps
  const row: AppointmentTable = {
    id,
    person,
    office: person.split('.')[0] ?? '',
    groupId: null,
    role,
    capacity: 'holder',
    orderNumber: null,
    startsOn: '2026-01-01',
    endsOn: null,
    ...more,
  }
  await db.insertInto('appointment').values(row).execute()
  return () => db.deleteFrom('appointment').where('id', '=', id).execute()
}
const historyOf = async (by: Client, id: string): Promise<EventView[]> =>
  (await by('GET', `/api/requests/${id}/events`)).body.events
const lastOf = async (by: Client, id: string) => (await historyOf(by, id)).at(-1)

test('a choice says of what kind it is: a taking down ends the request, whatever else is known of its chart', async () => {
  const officer = await as('cmi3.officer')
  const { id } = await walkTo(as, 'cmi3', 3)
  const kinds = (await look(officer, id)).choices.map(({ type, kind }) => [type, kind])
  expect(kinds).toEqual([
    ['PUBLISH', 'forward'],
    ['REFUSE', 'return'],
    ['WITHDRAW', 'ending'],
  ])
  const published = await walkTo(as, 'cmi3', 4)
  expect((await choiceOf(officer, published.id, 'TAKE_DOWN')).kind).toBe('ending')
})

describe('a choice that is not mine', () => {
  test('says in both languages why not, and who could', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    for (const who of ['officer', 'webmaster', 'groupDirector2', 'officeDirector', 'admin']) {
      const certify = await choiceOf(await as(`cmi3.${who}`), id, 'CERTIFY')
      expect(certify).toMatchObject({
        allowed: false,
        refusals: [{ code: 'role_missing', message: { th: expect.any(String), en: expect.any(String) } }],
        who: [
          {
            role: 'groupDirector',
            title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director of the group' },
            people: [{ name: 'ผู้อำนวยการกลุ่มนโยบายและแผน', capacity: 'holder' }],
          },
        ],
      })
      expect(certify.refusals[0]?.message.th).toBe('ต้องเป็นผู้อำนวยการกลุ่ม ให้ ผู้อำนวยการกลุ่มนโยบายและแผน ดำเนินการ')
    }
    const withdraw = await choiceOf(await as('cmi3.groupDirector'), id, 'WITHDRAW')
    expect(withdraw).toMatchObject({
      allowed: false,
      refusals: [{ code: 'not_owner', message: { th: 'เฉพาะเจ้าของเรื่องเท่านั้นที่ถอนเรื่องได้' } }],
      who: [{ role: 'owner', people: [{ name: 'เจ้าหน้าที่ กลุ่มนโยบายและแผน', capacity: null }] }],
    })
    expect(await choiceOf(await as('cmi3.groupDirector'), id, 'CERTIFY')).toMatchObject({
      allowed: true,
      refusals: [],
    })
  })

  test('is refused with the same sentences when it is sent all the same', async () => {
    const { id } = await walkTo(as, 'cmi3', 3)
    const officer = await as('cmi3.officer')
    const shown = await choiceOf(officer, id, 'PUBLISH')
    const problem = await refused(office.deps, 403, 'not_permitted', () =>
      send(officer, id, { type: 'PUBLISH' }),
    )
    expect(problem.refusals).toEqual(shown.refusals)
  })

  test('for which nobody is appointed sends to the administrator', async () => {
    const { db } = office.deps
    const held = db.updateTable('appointment').where('role', '=', 'webmaster').where('office', '=', 'cmi3')
    const { id } = await walkTo(as, 'cmi3', 3)
    await held.set({ endsOn: '2026-11-19' }).execute()
    const publish = await choiceOf(await as('cmi3.officer'), id, 'PUBLISH')
    await held.set({ endsOn: null }).execute()
    expect(publish.who).toMatchObject([{ role: 'webmaster', people: [] }])
    expect(publish.refusals[0]?.message.th).toContain('แจ้งผู้ดูแลระบบของสำนักงาน')
  })

  test('is nobody’s while its owner has no appointment in the group any more, and says who can hand it over', async () => {
    const officer = await as('cmi3.officer')
    const { id } = await begin(officer, 'cmi3')
    const held = office.deps.db.updateTable('appointment').where('person', '=', 'cmi3.officer')
    await held.set({ endsOn: '2026-11-19' }).execute()
    await office.deps.db
      .insertInto('appointment')
      .values({
        ...{
          id: 'elsewhere',
          person: 'cmi3.officer',
          office: 'cmi3',
          groupId: null,
          role: 'publicRelations',
        },
        ...{ capacity: 'holder', orderNumber: null, startsOn: '2026-11-20', endsOn: null },
      })
      .execute()
    const propose = await choiceOf(officer, id, 'PROPOSE')
    await held.set({ endsOn: null }).execute()
    await office.deps.db.deleteFrom('appointment').where('id', '=', 'elsewhere').execute()
    expect(propose).toMatchObject({
      allowed: false,
      who: [{ people: [] }],
      refusals: [{ code: 'owner_left' }],
    })
    expect(propose.refusals[0]?.message.th).toContain('โอนเรื่อง')
  })
})

describe('two decisions that the chart keeps apart', () => {
  const ticked = { type: 'CERTIFY', checked: ['accurate', 'complete'] }

  test('are not taken by one person who holds both posts', async () => {
    const end = await appoint('cmi3.groupDirector', 'webmaster')
    const { id } = await walkTo(as, 'cmi3', 3)
    const both = await as('cmi3.groupDirector')
    const publish = await choiceOf(both, id, 'PUBLISH')
    expect(publish).toMatchObject({ allowed: false, refusals: [{ code: 'separation_of_duties' }] })
    expect(publish.refusals[0]?.message.th).toContain('“เห็นชอบและรับรองข้อมูล”')
    // Who could does not name the one who cannot.
    expect(publish.who[0]?.people.map(({ name }) => name)).toEqual(['เจ้าหน้าที่ดูแลเว็บไซต์'])
    const problem = await refused(office.deps, 403, 'not_permitted', () =>
      send(both, id, { type: 'PUBLISH', checked: ['accurate', 'complete', 'current'] }),
    )
    expect(problem.refusals).toEqual(publish.refusals)
    await take(await as('cmi3.webmaster'), id, {
      type: 'PUBLISH',
      checked: ['accurate', 'complete', 'current'],
    })
    await end()
  })

  test('are not taken by the owner who is also the director, but by who acts for the post', async () => {
    const director = await as('cmi3.groupDirector')
    const { id } = await begin(director, 'cmi3')
    await take(director, id, { type: 'PROPOSE' })
    const own = await choiceOf(director, id, 'CERTIFY')
    expect(own).toMatchObject({
      allowed: false,
      refusals: [{ code: 'separation_of_duties' }],
      who: [{ people: [] }],
    })
    const stranger = await choiceOf(await as('cmi3.webmaster'), id, 'CERTIFY')
    expect(stranger.refusals[0]?.message.th).toContain('ไม่มีผู้อื่นได้รับแต่งตั้ง')
    const end = await appoint('cmi3.groupDirector2', 'groupDirector', {
      groupId: 'policy',
      capacity: 'actingInPost',
      orderNumber: 'คำสั่งที่ ๗/๒๕๖๙',
    })
    await refused(office.deps, 403, 'not_permitted', () => send(director, id, ticked))
    await take(await as('cmi3.groupDirector2'), id, ticked)
    expect((await lastOf(director, id))?.actedAs).toMatchObject({
      capacity: 'actingInPost',
      orderNumber: 'คำสั่งที่ ๗/๒๕๖๙',
      group: 'policy',
    })
    await end()
  })

  test('in two ranks stay apart for whoever also acts for the higher one', async () => {
    const end = await appoint('yst2.groupDirector', 'officeDirector', {
      capacity: 'delegated',
      orderNumber: '๑/๒๕๖๙',
    })
    const { id } = await walkTo(as, 'yst2', 2)
    const problem = await refused(office.deps, 403, 'not_permitted', async () =>
      send(await as('yst2.groupDirector'), id, { type: 'PERMIT' }),
    )
    expect(problem.refusals).toMatchObject([{ code: 'separation_of_duties' }])
    // Of a request that somebody else endorsed, the same person may.
    await end()
    const away = await appoint('yst2.groupDirector2', 'officeDirector', {
      capacity: 'delegated',
      orderNumber: '๒/๒๕๖๙',
    })
    await take(await as('yst2.groupDirector2'), id, { type: 'PERMIT' })
    await away()
  })

  test('count anew after a return', async () => {
    const end = await appoint('cmi3.groupDirector', 'webmaster')
    const both = await as('cmi3.groupDirector')
    const { id } = await walkTo(as, 'cmi3', 3)
    await take(await as('cmi3.webmaster'), id, {
      type: 'REFUSE',
      reasons: { grounds: ['notTransparent'], text: 'ไม่ระบุแหล่งที่มา' },
    })
    await take(await as('cmi3.officer'), id, { type: 'PROPOSE' })
    const other = await appoint('cmi3.groupDirector2', 'groupDirector', {
      groupId: 'policy',
      capacity: 'actingInPost',
    })
    await take(await as('cmi3.groupDirector2'), id, ticked)
    await take(await as('cmi3.officer'), id, { type: 'HAND_OVER', publishUntil: '2026-12-31' })
    await take(both, id, { type: 'PUBLISH', checked: ['accurate', 'complete', 'current'] })
    await Promise.all([end(), other()])
  })
})

describe('a capacity', () => {
  test('of the deputy who acts by law is recorded with the order', async () => {
    const { id } = await walkTo(as, 'cmi4', 1)
    const deputy = await as('cmi4.deputyDirector')
    const answer = await send(deputy, id, {
      type: 'CONSENT',
      ...wayData('cmi4', 'CONSENT'),
      note: 'เห็นชอบตามเสนอ',
    })
    const expected = {
      actor: { id: 'cmi4.deputyDirector', name: 'นายไกรเจน เดชะบุญ' },
      actedAs: {
        role: 'officeDirector',
        capacity: 'actingByLaw',
        orderNumber: 'ม.๕๓ พ.ร.บ.ระเบียบบริหารราชการกระทรวงศึกษาธิการ พ.ศ. ๒๕๔๖',
        group: null,
      },
      note: 'เห็นชอบตามเสนอ',
    }
    expect(answer.body.event).toMatchObject(expected)
    expect(await lastOf(await as('cmi4.officer'), id)).toEqual(answer.body.event)
  })

  test('of one’s own post is preferred to one in which one acts for another', async () => {
    const end = await appoint('cmi4.officeDirector', 'officeDirector', {
      capacity: 'delegated',
      orderNumber: '๙/๒๕๖๙',
    })
    const { id } = await walkTo(as, 'cmi4', 2)
    expect((await lastOf(await as('cmi4.officer'), id))?.actedAs).toMatchObject({
      capacity: 'holder',
      orderNumber: null,
    })
    await end()
  })

  test('counts from its first day to its last, in Bangkok, and not beyond', async () => {
    const { id } = await walkTo(as, 'cmi4', 1)
    const end = await appoint('cmi4.webHead', 'officeDirector', {
      capacity: 'delegated',
      startsOn: '2026-11-21',
      endsOn: '2026-11-22',
    })
    const now = office.clock.now()
    const days: [string, boolean][] = [
      ['2026-11-20T16:59:59Z', false],
      ['2026-11-20T17:00:00Z', true],
      ['2026-11-22T16:59:59Z', true],
      ['2026-11-22T17:00:00Z', false],
    ]
    for (const [at, allowed] of days) {
      office.clock.set(at)
      const head = await office.as('cmi4.webHead')
      const choice = await choiceOf(head, id, 'CONSENT')
      expect({ at, allowed: choice.allowed }).toEqual({ at, allowed })
      expect(choice.who[0]?.people.some(({ capacity }) => capacity === 'delegated')).toBe(allowed)
      if (!allowed)
        await refused(office.deps, 403, 'not_permitted', () => send(head, id, { type: 'CONSENT' }))
    }
    office.clock.set('2026-11-22T16:59:59Z')
    await take(await office.as('cmi4.webHead'), id, { type: 'CONSENT', ...wayData('cmi4', 'CONSENT') })
    office.clock.set(now)
    await end()
  })
})

describe('the event log', () => {
  test('holds what each event said, and nothing else', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const steps: [string, Record<string, unknown>][] = [
      ['groupDirector', { type: 'RETURN', reasons: { grounds: [], text: 'โปรดเพิ่ม' }, note: 'ด่วน' }],
      ['officer', { type: 'PROPOSE' }],
      ['groupDirector', { type: 'CERTIFY', checked: ['complete', 'accurate'] }],
      ['officer', { type: 'HAND_OVER', publishUntil: '2026-12-31' }],
      ['webmaster', { type: 'REFUSE', reasons: { grounds: ['notTransparent', 'other'], text: 'ไม่ระบุที่มา' } }],
    ]
    for (const [who, event] of steps) await take(await as(`cmi3.${who}`), id, event)
    const rows = await office.deps.db
      .selectFrom('event')
      .select(['type', 'payload', 'texts', 'actor'])
      .where('request', '=', id)
      .orderBy('seq')
      .execute()
    expect(rows.map(({ type, actor, ...row }) => ({ type, actor, ...dataOf(row) }))).toEqual([
      { type: 'begin', actor: 'cmi3.officer', group: 'policy' },
      { type: 'PROPOSE', actor: 'cmi3.officer' },
      // With it the round ended, its values too.
      { actor: 'cmi3.groupDirector', ...steps[0]?.[1], '@startsAgain': true },
      { type: 'PROPOSE', actor: 'cmi3.officer' },
      { type: 'CERTIFY', actor: 'cmi3.groupDirector', checked: ['accurate', 'complete'] },
      { actor: 'cmi3.officer', ...steps[3]?.[1] },
      { actor: 'cmi3.webmaster', ...steps[4]?.[1], '@startsAgain': true },
    ])
    const history = await historyOf(await as('cmi3.officer'), id)
    expect(history.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(history[2]).toMatchObject({
      reasons: { grounds: [], text: 'โปรดเพิ่ม' },
      note: 'ด่วน',
      source: 'added',
    })
    expect(history[4]?.checked.map(({ th }) => th)).toEqual(['ถูกต้อง', 'ครบถ้วนสมบูรณ์ของเนื้อหา'])
    expect(history[5]?.values).toMatchObject([{ field: 'publishUntil', value: '2026-12-31' }])
    expect(history[6]?.reasons?.grounds.map(({ th }) => th)).toEqual(['ไม่โปร่งใส', 'อื่น ๆ'])
    history.forEach((event, index) => {
      expect(event.previousHash).toBe(history[index - 1]?.hash ?? '0'.repeat(64))
    })
  })
})

describe('an error found while published (เชียงใหม่ เขต ๔, ข้อ ๓.๒)', () => {
  const told = async (person: string, id: string): Promise<string[]> =>
    (await (await as(person))('GET', '/api/notifications')).body.notifications
      .filter(({ request }: { request: string }) => request === id)
      .map(({ message }: { message: { th: string } }) => message.th)
      // That its proposal once reached them is another matter.
      .filter((message: string) => !message.startsWith('มีเรื่องรอดำเนินการ'))

  test.each([
    ['officer', 'groupDirector', 'webHead'],
    ['webmaster', 'webHead', 'groupDirector'],
  ])(
    'is mended by the %s; the public sees the old text until then; the superior, %s, is told',
    async (who, superior, another) => {
      const published = await walkTo(as, 'cmi4', 3, { title: 'ประกาศที่มีวันที่ผิด', body: 'วันที่ ๓๑ กุมภาพันธ์' })
      const { id } = published
      const page = async () => String((await office.anyone('GET', published.publication?.url ?? '')).body)
      const by = await as(`cmi4.${who}`)
      const correcting = await take(by, id, { type: 'REPORT_ERROR', error: 'ไม่มีวันที่ ๓๑ กุมภาพันธ์' })
      expect(correcting).toMatchObject({
        state: { published: 'correcting' },
        status: 'published',
        editable: true,
      })
      const content = wholeContent('cmi4', { title: 'ประกาศที่แก้วันที่แล้ว', body: 'วันที่ ๒๘ กุมภาพันธ์' })
      const written = await write(by, id, content)
      expect(written).toMatchObject({ contentRevision: 2, frozenRevision: 1 })
      expect(await page()).toContain('๓๑ กุมภาพันธ์')
      expect(await page()).not.toContain('๒๘ กุมภาพันธ์')
      const feed = await office.anyone('GET', '/o/cmi4/items.json')
      const inFeed = feed.body.items.find(({ url }: { url: string }) =>
        url.endsWith(published.publication?.url ?? '-'),
      )
      expect(inFeed).toMatchObject({ title: 'ประกาศที่มีวันที่ผิด', content_text: 'วันที่ ๓๑ กุมภาพันธ์' })
      expect(await told(`cmi4.${superior}`, id)).toEqual([])

      const corrected = await take(by, id, { type: 'CORRECT' })
      expect(corrected).toMatchObject({
        state: { published: 'live' },
        frozenRevision: 2,
        editable: false,
        title: 'ประกาศที่แก้วันที่แล้ว',
      })
      expect(corrected.publication?.publishedAt).toBe(published.publication?.publishedAt)
      expect(await page()).toContain('๒๘ กุมภาพันธ์')
      expect(await page()).not.toContain('๓๑ กุมภาพันธ์')
      const [report, ...more] = await told(`cmi4.${superior}`, id)
      expect(report).toMatch(/^รายงานเพื่อทราบ: .+ แก้ไขข้อมูลที่เผยแพร่บนเว็บไซต์แล้ว สิ่งที่แก้ไข: ไม่มีวันที่ ๓๑ กุมภาพันธ์$/)
      expect(more).toEqual([])
      for (const other of [another, 'officeDirector', 'deputyDirector', 'groupDirector2'])
        expect(await told(`cmi4.${other}`, id)).toEqual([])
    },
  )

  test('that is being mended when the period ends goes with it', async () => {
    const { id, publication } = await walkTo(as, 'cmi4', 3)
    const officer = await as('cmi4.officer')
    await take(officer, id, { type: 'REPORT_ERROR', error: 'ผิด' })
    await write(officer, id, wholeContent('cmi4'))
    const taken = await take(await as('cmi4.webmaster'), id, {
      type: 'TAKE_DOWN',
      reasons: { text: 'ผิดทั้งฉบับ' },
    })
    expect(taken).toMatchObject({ status: 'ended', editable: false })
    expect((await office.anyone('GET', publication?.url ?? '')).status).toBe(410)
  })
})

describe('the channels side by side (ยโสธร เขต ๒, ๒.๑–๒.๒)', () => {
  const permitted = async (channels: string[]) => (await walkTo(as, 'yst2', 3, { channels })).id
  const post = { type: 'POST', evidence: 'ติดบอร์ด ๒๐ พ.ย. ๒๕๖๙' }
  const allowedTo = async (who: string, id: string) =>
    (await look(await as(`yst2.${who}`), id)).choices.filter(({ allowed }) => allowed).map(({ type }) => type)

  test('are published each by its own people, in either order', async () => {
    for (const first of ['webmaster', 'publicRelations']) {
      const id = await permitted(['website', 'board'])
      expect((await look(await as('yst2.officer'), id)).steps.map((step) => step.id)).toEqual([
        'publishing.website.pending',
        'publishing.others.pending',
      ])
      expect(await allowedTo('webmaster', id)).toEqual(['PUBLISH'])
      expect(await allowedTo('publicRelations', id)).toEqual(['POST'])
      const taken = [
        { who: 'webmaster', event: { type: 'PUBLISH' } },
        { who: 'publicRelations', event: post },
      ]
      if (first === 'publicRelations') taken.reverse()
      for (const { who, event } of taken) await take(await as(`yst2.${who}`), id, event)
      const done = await look(await as('yst2.officer'), id)
      expect(done).toMatchObject({
        status: 'published',
        state: { publishing: { website: 'live', others: 'posted' } },
      })
      expect((await office.anyone('GET', done.publication?.url ?? '')).status).toBe(200)
    }
  })

  test('that were not asked for are done from the start', async () => {
    const website = await permitted(['website'])
    expect(await allowedTo('publicRelations', website)).toEqual([])
    const others = await permitted(['social', 'journal'])
    expect(await allowedTo('webmaster', others)).toEqual([])
    const done = await take(await as('yst2.publicRelations'), others, post)
    expect(done).toMatchObject({ status: 'ended', state: 'posted', publication: null })
  })
})

describe('a refusal by the head (กาฬสินธุ์ เขต ๒, ๒.๒.๑ ๔)', () => {
  test('goes back to the owner through the webmaster, with the reasons', async () => {
    const { id } = await walkTo(as, 'ksn2', 4)
    const owner = await as('ksn2.officer')
    const disallowed = await take(await as('ksn2.webHead'), id, {
      type: 'DISALLOW',
      reasons: { text: 'ขัดมาตรา ๑๕' },
    })
    expect(disallowed).toMatchObject({ state: 'informing', editable: false, publication: null })
    await refused(office.deps, 403, 'not_permitted', async () =>
      send(await as('ksn2.webHead'), id, { type: 'INFORM' }),
    )
    const informed = await take(await as('ksn2.webmaster'), id, { type: 'INFORM' })
    expect(informed).toMatchObject({ state: 'preparing', publication: null })
    expect((await look(owner, id)).editable).toBe(true)
    const { notifications } = (await owner('GET', '/api/notifications')).body
    expect(notifications).toContainEqual(
      expect.objectContaining({
        request: id,
        read: false,
        message: expect.objectContaining({ th: expect.stringContaining('ไม่ได้รับอนุญาต') }),
      }),
    )
    expect((await historyOf(owner, id)).find(({ type }) => type === 'DISALLOW')?.reasons?.text).toBe(
      'ขัดมาตรา ๑๕',
    )
    // What was approved must be so again, from the first step.
    await take(owner, id, { type: 'PROPOSE', checked: ['accurate', 'complete', 'current'] })
    await refused(office.deps, 409, 'transition_not_available', async () =>
      send(await as('ksn2.webHead'), id, { type: 'ALLOW' }),
    )
  })
})

describe('the standard procedure', () => {
  test('is a template: no office has it in force', async () => {
    const { offices: shown } = (await office.anyone('GET', '/api/offices')).body
    expect(shown).toHaveLength(offices.length)
    for (const { id, procedures: own } of offices) {
      const { procedures } = (await (await as(`${id}.officer`))('GET', `/api/offices/${id}`)).body
      expect(procedures.map((one: { id: string }) => one.id)).toEqual(own.map((one) => one.id))
      const begun = { procedure: 'standard.publication', content: { title: 'ก', body: 'ข' } }
      await refused(office.deps, 404, 'not_found', async () =>
        (await as(`${id}.officer`))('POST', '/api/requests', begun),
      )
    }
  })
})
