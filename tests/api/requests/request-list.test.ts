import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { KyselyPlugin } from 'kysely'
import type { RequestListItem } from '../../../api/http/contract.ts'
import { listRequests } from '../../../api/requests/request-list.ts'
import { activate, draftOf } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, look, take, walkTo, wayOf } from '../../support/requests.ts'
import { byName } from '../../support/storage.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

type List = { items: RequestListItem[]; nextCursor: string | null; total: number }
async function list(by: Client, query: Record<string, string>): Promise<List> {
  const { status, body } = await by('GET', `/api/requests?${new URLSearchParams({ limit: '100', ...query })}`)
  expect(status).toBe(200)
  return body
}
const signedInAs = async (username: string) => {
  const { person, actor } = await byName(office.deps.db, username, office.clock.now())
  return { session: '', person: { ...person, username, position: '' }, actor }
}
const idsOf = async (by: Client, query: Record<string, string>) =>
  (await list(by, query)).items.map(({ id }) => id)

describe('the inbox', () => {
  const everyone = [
    'officer',
    'officer2',
    'groupDirector',
    'groupDirector2',
    'officeDirector',
    'deputyDirector',
    'webmaster',
    'webHead',
    'publicRelations',
    'admin',
  ]
  const holding = async (officeId: string, id: string): Promise<string[]> => {
    const found: string[] = []
    for (const who of everyone)
      if ((await idsOf(await as(`${officeId}.${who}`), { view: 'inbox' })).includes(id)) found.push(who)
    return found
  }

  test.each([
    ['cmi3', [['officer'], ['groupDirector'], ['officer'], ['webmaster'], []]],
    ['cmi4', [['officer'], ['officeDirector', 'deputyDirector'], ['webmaster'], []]],
    [
      'ksn2',
      [
        ['officer'],
        ['officeDirector', 'deputyDirector'],
        // ๒.๒.๑ ๑): the unit sends it.
        ['officer', 'groupDirector'],
        ['webmaster'],
        ['webHead'],
        ['webmaster'],
        [],
      ],
    ],
    ['ptt1', [['officer'], ['webmaster'], ['officeDirector', 'deputyDirector'], ['webmaster'], []]],
    [
      'yst2',
      // ๒.๓: who proposed it may publish it too.
      [['officer'], ['groupDirector'], ['officeDirector', 'deputyDirector'], ['officer', 'webmaster'], []],
    ],
  ])('of %s holds a request for those, and only those, for whom it waits', async (officeId, expected) => {
    const { id } = await begin(await as(`${officeId}.officer`), officeId)
    const held = [await holding(officeId, id)]
    for (const { who, type, data } of wayOf(officeId)) {
      await take(await as(`${officeId}.${who}`), id, { type, ...data })
      held.push(await holding(officeId, id))
    }
    expect(held).toEqual(expected)
  })

  test('counts all that waits, says what is asked, and for whom it waits', async () => {
    for (const who of everyone) {
      const by = await as(`cmi3.${who}`)
      const { items, total } = await list(by, { view: 'inbox' })
      expect(total).toBe(items.length)
      for (const item of items) {
        const allowed = (await look(by, item.id)).choices
          .filter((choice) => choice.allowed)
          .map(({ type }) => type)
        expect(item.asked.length).toBeGreaterThan(0)
        for (const { type } of item.asked) expect(allowed).toContain(type)
        expect(item.waitsFor.length).toBeGreaterThan(0)
      }
    }
  })

  test('leaves out whom the request is kept from by an earlier decision', async () => {
    const director = await as('cmi3.groupDirector')
    const { id } = await begin(director, 'cmi3')
    await take(director, id, { type: 'PROPOSE' })
    const mine = (await list(director, { view: 'inbox' })).items.find((item) => item.id === id)
    // Only to send it back to themselves is left to them.
    expect(mine?.asked.map(({ type }) => type)).toEqual(['RETURN'])
  })

  test('says of a return that it is one', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons: { text: 'โปรดแก้' } })
    const item = (await list(await as('cmi3.officer'), { view: 'inbox' })).items.find((one) => one.id === id)
    expect(item?.lastEvent).toMatchObject({
      isReturn: true,
      actorName: 'ผู้อำนวยการกลุ่มนโยบายและแผน',
      title: { th: 'ส่งกลับพร้อมเหตุผล' },
    })
  })
})

describe('a filter', () => {
  test('by step takes the step itself and the steps within it', async () => {
    const by = await as('cmi4.officer')
    const live = (await walkTo(as, 'cmi4', 3)).id
    const correcting = (await walkTo(as, 'cmi4', 3)).id
    await take(by, correcting, { type: 'REPORT_ERROR', error: 'ผิด' })
    const at = (state: string) => idsOf(by, { view: 'office', state })
    expect(await at('published')).toEqual(expect.arrayContaining([live, correcting]))
    expect(await at('published.live')).toContain(live)
    expect(await at('published.live')).not.toContain(correcting)
    expect(await at('published.correcting')).toContain(correcting)
    for (const none of [
      'publish',
      'ublished',
      'live',
      'correcting',
      'published.',
      'PUBLISHED',
      'published.li_e',
    ])
      expect({ none, found: await at(none) }).toEqual({ none, found: [] })
    const everyStep = (await by('GET', '/api/offices/cmi4/steps')).body.steps
    for (const { step, count } of everyStep) expect(await at(step.id)).toHaveLength(count)
  })

  test('by procedure tells two procedures apart that call a step alike', async () => {
    const admin = await as('cmi3.admin')
    expect((await activate(admin, await draftOf(admin, 'cmi3', 'twin', { kind: 'standard' }))).status).toBe(
      201,
    )
    const by = await as('cmi3.officer')
    const known = (await begin(by, 'cmi3')).id
    const content = { title: 'เรื่องของขั้นตอนที่สอง', body: 'รายละเอียด' }
    const { body } = await by('POST', '/api/requests', { procedure: 'cmi3.twin', content })
    const [step] = (await look(by, known)).steps
    expect(step?.id).toBe(body.steps[0].id)
    const at = { view: 'office', state: body.steps[0].id }
    expect(await idsOf(by, at)).toEqual(expect.arrayContaining([known, body.id]))
    expect(await idsOf(by, { ...at, procedure: 'cmi3.twin' })).toEqual([body.id])
    expect(await idsOf(by, { ...at, procedure: 'cmi3.publication' })).not.toContain(body.id)
    expect(await idsOf(by, { view: 'office', procedure: 'cmi3.tw' })).toEqual([])
  })

  test('by a step of a parallel part finds what also stands elsewhere', async () => {
    const by = await as('yst2.officer')
    const { id } = await walkTo(as, 'yst2', 3, { channels: ['website', 'social'] })
    for (const state of [
      'publishing',
      'publishing.website',
      'publishing.website.pending',
      'publishing.others',
      'publishing.others.pending',
    ])
      expect(await idsOf(by, { view: 'office', state })).toContain(id)
    expect(await idsOf(by, { view: 'office', state: 'publishing.website.live' })).not.toContain(id)
  })

  test('by status parts the office’s requests without rest', async () => {
    const by = await as('ksn2.officer')
    const { total } = await list(by, { view: 'office' })
    const parts = await Promise.all(
      ['open', 'published', 'ended'].map((status) => list(by, { view: 'office', status })),
    )
    expect(parts.map((part) => part.total).reduce((sum, n) => sum + n)).toBe(total)
    for (const [index, status] of ['open', 'published', 'ended'].entries())
      expect(new Set(parts[index]?.items.map((item) => item.status))).toEqual(new Set([status]))
  })

  test('by words finds Thai however it is typed, in title and text', async () => {
    const by = await as('cmi3.officer')
    const { id } = await begin(by, 'cmi3', {
      title: 'รายงานน้ำดื่มของโรงเรียน ปี ๒๕๖๙',
      body: 'แก้ไขโดย E-Service กลุ่มน\u0e49\u0e4d\u0e32',
    })
    const finding = (q: string) => idsOf(by, { view: 'drafts', q })
    for (const q of [
      'น้ำดื่ม',
      'น\u0e49\u0e4d\u0e32ดื่ม',
      'น\u0e4d\u0e49\u0e32ดื่ม',
      'ปี 2569',
      '๒๕๖๙',
      '2569',
      '  โรงเรียน \n ปี ',
      'โรง\u200bเรียน',
      'เเก้ไข',
      'e-service',
      'กลุ่มน้ำ',
      // Every word, in any order.
      '2569 รายงาน',
      'ดื่ม e-service ปี',
    ])
      expect({ q, found: await finding(q) }).toEqual({ q, found: expect.arrayContaining([id]) })
    for (const q of ['น้าดื่ม', '2570 รายงาน', 'รายงานปี', '๒๕๗๐']) expect(await finding(q)).not.toContain(id)
  })
})

describe('pages', () => {
  test.each(['office', 'mine', 'inbox'])(
    'of %s walk through everything exactly once, in one order',
    async (view) => {
      const by = await as('cmi3.officer')
      const whole = await list(by, { view })
      for (const limit of [1, 3, whole.total, 100]) {
        const seen: string[] = []
        let cursor: string | null = ''
        while (cursor !== null) {
          const page: List = await list(by, { view, limit: String(limit), ...(cursor && { cursor }) })
          expect(page.total).toBe(whole.total)
          expect(page.items.length).toBe(Math.min(limit, whole.total - seen.length))
          seen.push(...page.items.map(({ id }) => id))
          cursor = page.nextCursor
        }
        expect(seen).toEqual(whole.items.map(({ id }) => id))
        expect(new Set(seen).size).toBe(whole.total)
      }
    },
  )

  test.each(['office', 'inbox'])(
    'of %s pass nobody over and show nobody twice, though what was shown goes meanwhile',
    async (view) => {
      const by = await as('cmi3.officer')
      const title = 'เรื่องที่เปลี่ยนหน้าไปมา'
      for (let one = 0; one < 6; one += 1) await begin(by, 'cmi3', { title })
      const whole = await list(by, { view, q: title })
      expect(whole.total).toBeGreaterThan(5)
      const first = await list(by, { view, q: title, limit: '4' })
      const gone = first.items[1]
      await take(by, gone?.id ?? '', { type: 'WITHDRAW' })
      const rest = await list(by, { view, q: title, cursor: first.nextCursor ?? '' })
      const seen = [...first.items, ...rest.items].map(({ id }) => id)
      expect(seen.filter((id) => id !== gone?.id)).toEqual(
        whole.items.map(({ id }) => id).filter((id) => id !== gone?.id),
      )
    },
  )

  test.each(['office', 'mine', 'inbox'] as const)(
    'of %s are read with as few queries however many there are',
    async (view) => {
      const me = await signedInAs('cmi3.officer')
      const queries = async (limit: number) => {
        let count = 0
        const plugin: KyselyPlugin = {
          transformQuery: ({ node }) => {
            count += 1
            return node
          },
          transformResult: async ({ result }) => result,
        }
        const query = { view, limit }
        const { items } = await listRequests(office.deps.db.withPlugin(plugin), me, query, office.clock.now())
        expect(items.length).toBe(limit)
        return count
      }
      // What is remembered of the office is read once.
      await queries(1)
      const few = await queries(1)
      expect(few).toBeGreaterThan(2)
      expect(await queries(5)).toBe(few)
    },
  )

  test('hold mine alone in mine, the last changed first, and all of the office in office, what is under way first', async () => {
    const by = await as('cmi3.officer')
    const mine = await list(by, { view: 'mine' })
    expect(new Set(mine.items.map(({ owner }) => owner.id))).toEqual(new Set(['cmi3.officer']))
    const all = await list(by, { view: 'office' })
    const isOpen = all.items.map(({ status }) => status === 'open')
    expect(isOpen.lastIndexOf(true)).toBeLessThan(isOpen.indexOf(false))
    const sinceOf = (open: boolean) =>
      all.items.filter(({ status }) => (status === 'open') === open).map(({ since }) => since)
    // The longest waiting on top; of what rests, the latest.
    expect(sinceOf(true)).toEqual(sinceOf(true).sort())
    expect(sinceOf(false)).toEqual(sinceOf(false).sort().reverse())
    expect(new Set(all.items.map((item) => item.office))).toEqual(new Set(['cmi3']))
  })
})

describe('what the document wants done at once', () => {
  const lateness = async (who: string, id: string) =>
    (await list(await office.as(who), { view: 'office' })).items.find((item) => item.id === id)?.late

  test.each([
    ['ksn2', 'โดยพลัน', 5, undefined, 'webmaster'],
    ['cmi4', 'ในทันที', 3, { type: 'REPORT_ERROR', error: 'ผิด' }, 'officer'],
    ['ptt1', 'ทันที', 4, { type: 'REPORT_ERROR', error: 'ผิด' }, 'webmaster'],
  ] as const)(
    'in %s (%s) is late from the next day in Bangkok on, and first in the inbox',
    async (officeId, word, steps, event, who) => {
      const now = office.clock.now()
      const { id } = await walkTo(as, officeId, steps)
      if (event) await take(await as(`${officeId}.officer`), id, event)
      const { since } = await look(await as(`${officeId}.officer`), id)
      office.clock.set('2026-11-20T16:59:59Z')
      expect(await lateness(`${officeId}.officer`, id)).toBeNull()
      const said = { th: expect.stringContaining(`“${word}” (`), en: expect.stringMatching(/^to be done /) }
      expect((await look(await office.as(`${officeId}.officer`), id)).atOnce).toEqual(said)
      office.clock.set('2026-11-20T17:00:00Z')
      const late = await lateness(`${officeId}.officer`, id)
      expect(late).toMatchObject({ since, what: { th: expect.stringContaining(word) } })
      // The request itself says what its line says, and no longer that it cannot wait.
      const seen = await look(await office.as(`${officeId}.officer`), id)
      expect([seen.late, seen.atOnce]).toEqual([late, undefined])
      const inbox = (await list(await office.as(`${officeId}.${who}`), { view: 'inbox' })).items
      expect(inbox.map((item) => item.id)).toContain(id)
      const firstInTime = inbox.findIndex((item) => item.late === null)
      expect(
        inbox.slice(firstInTime < 0 ? inbox.length : firstInTime).every((item) => item.late === null),
      ).toBe(true)
      office.clock.set(now)
    },
  )

  test('is all that is late: no other step has a deadline that nobody set', async () => {
    const now = office.clock.now()
    const { id } = await walkTo(as, 'cmi3', 1)
    office.clock.set('2027-11-20T03:00:00Z')
    expect(await lateness('cmi3.officer', id)).toBeNull()
    office.clock.set(now)
  })
})
