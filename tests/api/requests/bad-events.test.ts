import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { SentAnswers } from '../../../api/http/idempotency.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { expectProblem, refused } from '../../support/refused.ts'
import {
  begin,
  clientsOf,
  ifMatch,
  look,
  send,
  sendUnseen,
  take,
  walkTo,
  wholeContent,
  write,
} from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
let officer: Client
let groupDirector: Client
let webmaster: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi3.officer')
  groupDirector = await as('cmi3.groupDirector')
  webmaster = await as('cmi3.webmaster')
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const rowsOf = (table: 'event' | 'request') =>
  office.deps.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
    .then(({ n }) => n)
const byThisRevision = async (by: Client, id: string) => ifMatch((await look(by, id)).revision)

describe('an event', () => {
  test('that the chart does not offer here is not available, to anyone', async () => {
    const drafting = await walkTo(as, 'cmi3', 0)
    const published = await walkTo(as, 'cmi3')
    const ended = await begin(officer, 'cmi3')
    await take(officer, ended.id, { type: 'WITHDRAW' })
    const notThere: [string, string[]][] = [
      [
        drafting.id,
        ['CERTIFY', 'HAND_OVER', 'PUBLISH', 'TAKE_DOWN', 'NO_SUCH_EVENT', 'BEGIN', 'CONSTRUCTOR'],
      ],
      [published.id, ['PROPOSE', 'WITHDRAW', 'PUBLISH', 'REPORT_ERROR']],
      [ended.id, ['PROPOSE', 'WITHDRAW', 'TAKE_DOWN']],
    ]
    for (const [id, types] of notThere)
      for (const type of types)
        for (const by of [officer, groupDirector, webmaster])
          await refused(office.deps, 409, 'transition_not_available', () =>
            sendUnseen(by, { id, seer: officer }, { type }),
          )
  })

  test.each([
    'xstate.after.publishUntil.cmi3-publication.published',
    'xstate.done.state.cmi3-publication.published',
    'xstate.done.actor.x',
    'xstate.error.actor.x',
    'xstate.snapshot.x',
    'xstate.init',
    'xstate.stop',
    'xstate.raise',
    'xstate.*',
    'done.invoke.x',
    '*',
    '',
    'begin',
    'propose',
    'TAKE_DOWN ',
    'TAKE_DOWN\n',
    ' ',
    'ถอนเรื่อง',
    '__proto__',
    'constructor',
    'A'.repeat(65),
    7,
    null,
    ['TAKE_DOWN'],
    { type: 'TAKE_DOWN' },
  ])('of the type %j is no event that a person sends', async (type) => {
    const { id } = await published
    const reasons = { grounds: [], text: 'เหตุผล' }
    for (const by of [officer, webmaster]) {
      const problem = await refused(office.deps, 400, 'invalid_request', () =>
        send(by, id, { type, reasons }),
      )
      expect(problem.errors).toMatchObject([{ path: 'type' }])
    }
  })
  let published: ReturnType<typeof walkTo>
  beforeAll(async () => {
    published = walkTo(as, 'cmi3')
    // The very timer whose name is forged above waits for this request.
    expect((await published).timers.map(({ id }) => id)).toEqual([
      'xstate.after.publishUntil.cmi3-publication.published',
    ])
  })

  test('of somebody who may not is refused with who could, before anything else is asked of it', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const problem = await refused(office.deps, 403, 'not_permitted', () =>
      send(webmaster, id, { type: 'CERTIFY', nonsense: 1 }),
    )
    expect(problem.refusals).toMatchObject([{ code: 'role_missing' }])
    expect(problem.refusals?.[0]?.message.th).toContain('ผู้อำนวยการกลุ่มนโยบายและแผน')
  })
})

describe('If-Match', () => {
  const garbled = [
    '',
    ' ',
    '*',
    '""',
    '"',
    '"1',
    '1"',
    '"1", "2"',
    '1, 2',
    '-1',
    '1.0',
    '0x1',
    '1e0',
    '"one"',
    'W/1',
    'w/"1"',
    '"1" x',
    '9'.repeat(16),
    "'1'",
    '๑',
  ]
  test('is needed, and has to be a revision', async () => {
    const { id } = await begin(officer, 'cmi3')
    for (const value of [undefined, ...garbled]) {
      // fetch sends Latin-1 headers: Thai digits as the bytes of their UTF-8.
      const latin = value && Buffer.from(value).toString('latin1')
      const headers = latin === undefined ? {} : { 'If-Match': latin }
      for (const call of [
        () => officer('POST', `/api/requests/${id}/events`, { type: 'PROPOSE' }, headers),
        () => officer('PUT', `/api/requests/${id}/content`, { content: { title: 'ก' } }, headers),
      ]) {
        const problem = await refused(office.deps, 400, 'invalid_request', call)
        expect(problem.errors).toMatchObject([{ path: 'If-Match' }])
      }
    }
  })

  test('takes the forms that clients send', async () => {
    for (const form of [(n: number) => `"${n}"`, (n: number) => `${n}`, (n: number) => `W/"${n}"`]) {
      const { id, revision } = await begin(officer, 'cmi3')
      const answer = await officer(
        'POST',
        `/api/requests/${id}/events`,
        { type: 'WITHDRAW' },
        { 'If-Match': form(revision) },
      )
      expect(answer.status).toBe(200)
      expect(answer.headers.get('etag')).toBe(`"${revision + 1}"`)
    }
  })

  test('of a revision that has passed, or is yet to come, says who changed what, and when', async () => {
    const begun = await begin(officer, 'cmi3', { title: 'ฉบับแรก' })
    const path = `/api/requests/${begun.id}`
    const stale = async (revision: number) => {
      const event = await refused(office.deps, 409, 'revision_conflict', () =>
        officer('POST', `${path}/events`, { type: 'WITHDRAW' }, ifMatch(revision)),
      )
      const content = await refused(office.deps, 409, 'revision_conflict', () =>
        officer('PUT', `${path}/content`, { content: { title: 'ของฉัน' } }, ifMatch(revision)),
      )
      expect(content.current).toEqual(event.current)
      return event.current
    }
    office.clock.advance(1000)
    const written = await write(officer, begun.id, wholeContent('cmi3'))
    const now = new Date(office.clock.now()).toISOString()
    expect(await stale(begun.revision)).toEqual({
      revision: written.revision,
      changedBy: 'เจ้าหน้าที่ กลุ่มนโยบายและแผน',
      changedAt: now,
      what: { th: 'แก้ไขเนื้อหา', en: 'changed the content' },
    })
    expect(await stale(written.revision + 1)).toMatchObject({ revision: written.revision })
    office.clock.advance(1000)
    await take(officer, begun.id, { type: 'PROPOSE' })
    office.clock.advance(1000)
    await take(groupDirector, begun.id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
    expect(await stale(written.revision)).toMatchObject({
      revision: written.revision + 2,
      changedBy: 'ผู้อำนวยการกลุ่มนโยบายและแผน',
      what: { th: 'เห็นชอบและรับรองข้อมูล' },
    })
  })

  test('tells of a timer, which nobody is', async () => {
    const before = await walkTo(as, 'cmi3', 4)
    const start = office.clock.now()
    office.clock.set('2026-12-31T17:00:00Z')
    await takeDueTimers(office.deps)
    office.clock.set(start)
    const answer = await webmaster(
      'POST',
      `/api/requests/${before.id}/events`,
      { type: 'TAKE_DOWN', reasons: { text: 'เหตุผล' } },
      ifMatch(before.revision),
    )
    expect(expectProblem(answer, 409, 'revision_conflict').current).toMatchObject({
      changedBy: null,
      what: { th: 'ครบระยะเวลาการเผยแพร่' },
    })
  })

  test('lets one of two who act at once win', async () => {
    const { id, revision } = await walkTo(as, 'cmi3', 1)
    const answers = await Promise.all([
      officer('POST', `/api/requests/${id}/events`, { type: 'WITHDRAW' }, ifMatch(revision)),
      groupDirector(
        'POST',
        `/api/requests/${id}/events`,
        { type: 'RETURN', reasons: { text: 'เหตุผล' } },
        ifMatch(revision),
      ),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('an Idempotency-Key', () => {
  const key = (name: string) => ({ 'Idempotency-Key': name })

  test('makes the same event twice one event with one answer', async () => {
    const { id } = await begin(officer, 'cmi3')
    const events = await rowsOf('event')
    const headers = { ...(await byThisRevision(officer, id)), ...key('once') }
    const call = () => officer('POST', `/api/requests/${id}/events`, { type: 'PROPOSE' }, headers)
    const first = await call()
    expect(first.status).toBe(200)
    office.clock.advance(60_000)
    await take(groupDirector, id, { type: 'RETURN', reasons: { text: 'เหตุผล' } })
    const second = await call()
    expect([second.status, second.body, second.headers.get('etag')]).toEqual([
      200,
      first.body,
      first.headers.get('etag'),
    ])
    expect(await rowsOf('event')).toBe(events + 2)
    expect((await look(officer, id)).state).toBe('drafting')
  })

  test('sent again by someone who has lost their post meanwhile does nothing, and shows nothing of the request', async () => {
    const { db } = office.deps
    const { id } = await begin(officer, 'cmi3')
    const headers = { ...(await byThisRevision(officer, id)), ...key('post-lost') }
    const call = () => officer('POST', `/api/requests/${id}/events`, { type: 'PROPOSE' }, headers)
    expect((await call()).status).toBe(200)
    const posts = await db
      .selectFrom('appointment')
      .selectAll()
      .where('person', '=', 'cmi3.officer')
      .execute()
    await db
      .updateTable('appointment')
      .set({ endsOn: '2026-01-02' })
      .where('person', '=', 'cmi3.officer')
      .execute()
    try {
      const events = await rowsOf('event')
      for (const remembered of [true, false]) {
        // The server forgets the answers that it sent when it starts anew.
        if (!remembered) office.deps.answers = new SentAnswers()
        const answer = await call()
        expect(answer).toMatchObject({ status: 403, body: { refusals: [{ code: 'no_post' }] } })
        expect(answer.body).not.toHaveProperty('request')
      }
      expect(await rowsOf('event')).toBe(events)
    } finally {
      for (const { id: post, endsOn } of posts)
        await db.updateTable('appointment').set({ endsOn }).where('id', '=', post).execute()
    }
    expect((await call()).status).toBe(200)
  })

  test('with another body or at another request is a conflict', async () => {
    const one = await begin(officer, 'cmi3')
    const other = await begin(officer, 'cmi3')
    const send = (id: string, revision: number, body: unknown) =>
      officer('POST', `/api/requests/${id}/events`, body, { ...ifMatch(revision), ...key('taken') })
    expect((await send(one.id, one.revision, { type: 'PROPOSE', note: 'ก' })).status).toBe(200)
    const conflict = (call: () => ReturnType<Client>) =>
      refused(office.deps, 409, 'idempotency_conflict', call)
    await conflict(() => send(one.id, one.revision + 1, { type: 'WITHDRAW' }))
    await conflict(() => send(one.id, one.revision, { type: 'PROPOSE', note: 'ข' }))
    await conflict(() => send(other.id, other.revision, { type: 'PROPOSE', note: 'ก' }))
    await conflict(() =>
      officer(
        'POST',
        '/api/requests',
        { procedure: 'cmi3.publication', content: { title: 'ก' } },
        key('taken'),
      ),
    )
  })

  test('ten times at once gets ten equal answers and one event', async () => {
    const { id, revision } = await begin(officer, 'cmi3')
    const events = await rowsOf('event')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        officer(
          'POST',
          `/api/requests/${id}/events`,
          { type: 'PROPOSE' },
          { ...ifMatch(revision), ...key('at-once') },
        ),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await rowsOf('event')).toBe(events + 1)
  })

  test('begins one request, however often it is sent', async () => {
    const [requests, events] = [await rowsOf('request'), await rowsOf('event')]
    const body = { procedure: 'cmi3.publication', content: wholeContent('cmi3') }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => officer('POST', '/api/requests', body, key('new'))),
    )
    answers.push(await officer('POST', '/api/requests', body, key('new')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
    expect([await rowsOf('request'), await rowsOf('event')]).toEqual([requests + 1, events + 1])
  })

  test('is each person’s own', async () => {
    const first = await begin(officer, 'cmi3', {}, key('shared'))
    const second = await begin(await as('cmi3.officer2'), 'cmi3', {}, key('shared'))
    const elsewhere = await begin(await as('cmi4.officer'), 'cmi4', {}, key('shared'))
    expect(new Set([first.id, second.id, elsewhere.id]).size).toBe(3)
  })

  test('does not hold what was refused', async () => {
    const { id, revision } = await walkTo(as, 'cmi3', 1)
    const certify = (checked: string[]) =>
      groupDirector(
        'POST',
        `/api/requests/${id}/events`,
        { type: 'CERTIFY', checked },
        { ...ifMatch(revision), ...key('mended') },
      )
    await refused(office.deps, 422, 'invalid_event', () => certify(['accurate']))
    expect((await certify(['accurate', 'complete'])).status).toBe(200)
  })

  test('has to be visible ASCII of at most 200 characters', async () => {
    const { id, revision } = await begin(officer, 'cmi3')
    const event = (value: string) =>
      officer(
        'POST',
        `/api/requests/${id}/events`,
        { type: 'PROPOSE' },
        { ...ifMatch(revision), ...key(value) },
      )
    for (const value of ['', 'a b', '\u00e9', 'k'.repeat(201)]) {
      const problem = await refused(office.deps, 400, 'invalid_request', () => event(value))
      expect(problem.errors).toMatchObject([{ path: 'Idempotency-Key' }])
    }
    expect((await event('~!'.repeat(100))).status).toBe(200)
  })
})

describe('what an event must carry', () => {
  type Row = [string, Record<string, unknown>, string]
  /** Sends events that lack something to a request of `office` after `steps` of its way, and a whole one at last. */
  const refusesEach = (
    name: string,
    [officeId, steps, who]: [string, number, string],
    whole: Record<string, unknown>,
    rows: Row[],
  ) =>
    test(name, async () => {
      const by = await as(`${officeId}.${who}`)
      const { id } = await walkTo(as, officeId, steps)
      for (const [why, change, path] of rows) {
        const event: Record<string, unknown> = { ...whole, ...change }
        const problem = await refused(office.deps, 422, 'invalid_event', () => send(by, id, event))
        expect({ why, paths: problem.errors?.map((error) => error.path) }).toEqual({ why, paths: [path] })
      }
      await take(by, id, whole)
    })

  refusesEach(
    'a checklist, ticked whole',
    ['cmi3', 1, 'groupDirector'],
    { type: 'CERTIFY', checked: ['complete', 'accurate', 'complete'], note: 'ตรวจแล้ว' },
    [
      ['nothing ticked', { checked: undefined }, 'checked'],
      ['an empty list', { checked: [] }, 'checked'],
      ['one unticked', { checked: ['accurate'] }, 'checked'],
      ['one that is not on it', { checked: ['accurate', 'complete', 'current'] }, 'checked'],
      ['the title instead of the id', { checked: ['ถูกต้อง', 'complete'] }, 'checked'],
      ['a prototype’s name', { checked: ['accurate', 'constructor'] }, 'checked'],
      ['reasons, which are not asked for', { reasons: { text: 'เหตุผล' } }, 'reasons'],
      ['a period, which is not asked for', { publishUntil: '2026-12-31' }, 'publishUntil'],
      ['the actor, which comes from the session', { actor: { person: 'cmi3.officeDirector' } }, 'actor'],
      ['a time', { at: 0 }, 'at'],
      ['a state', { state: 'published' }, 'state'],
      ['data', { data: {} }, 'data'],
      ['a field of the form', { title: 'ชื่อใหม่' }, 'title'],
      ['a prototype’s name as a field', { constructor: 1 }, 'constructor'],
      ['an empty name', { '': 1 }, ''],
    ],
  )

  refusesEach(
    'reasons in words',
    ['cmi3', 1, 'groupDirector'],
    { type: 'RETURN', reasons: { text: 'โปรดเพิ่มรายละเอียด' } },
    [
      ['none', { reasons: undefined }, 'reasons'],
      ['empty', { reasons: {} }, 'reasons'],
      ['empty text', { reasons: { grounds: [], text: '' } }, 'reasons'],
      ['blanks', { reasons: { text: ' \n\t ' } }, 'reasons'],
      ['invisible characters', { reasons: { text: '\u200b\u00a0\ufeff' } }, 'reasons'],
      ['a ground where none is offered', { reasons: { grounds: ['other'], text: 'ก' } }, 'reasons.grounds'],
      ['a checklist, which is not asked for', { checked: [] }, 'checked'],
    ],
  )

  refusesEach(
    'reasons by the grounds of the document',
    ['cmi3', 3, 'webmaster'],
    { type: 'REFUSE', reasons: { grounds: ['other'], text: 'ข้อมูลไม่ครบ' } },
    [
      ['no ground and no words', { reasons: { grounds: [], text: '' } }, 'reasons'],
      ['“other” without words', { reasons: { grounds: ['other'] } }, 'reasons.text'],
      [
        'a ground of the document without words',
        { reasons: { grounds: ['notTransparent'] } },
        'reasons.text',
      ],
      ['“other” with blanks', { reasons: { grounds: ['other'], text: '\u200b ' } }, 'reasons.text'],
      [
        'a ground that is not offered',
        { reasons: { grounds: ['other', 'unknown'], text: 'ก' } },
        'reasons.grounds',
      ],
      ['one ground twice', { reasons: { grounds: ['other', 'other'], text: 'ก' } }, 'reasons.grounds'],
    ],
  )

  refusesEach('a period', ['cmi3', 2, 'officer'], { type: 'HAND_OVER', publishUntil: '2026-11-20' }, [
    ['none', { publishUntil: undefined }, 'publishUntil'],
    ['empty', { publishUntil: '' }, 'publishUntil'],
    ['yesterday', { publishUntil: '2026-11-19' }, 'publishUntil'],
    ['long ago', { publishUntil: '0001-01-01' }, 'publishUntil'],
    ['a word', { publishUntil: 'tomorrow' }, 'publishUntil'],
    ['a day that does not exist', { publishUntil: '2027-02-29' }, 'publishUntil'],
    ['the Thai order', { publishUntil: '31/12/2569' }, 'publishUntil'],
    ['Thai digits', { publishUntil: '๒๕๖๙-๑๒-๓๑' }, 'publishUntil'],
    ['with a time', { publishUntil: '2026-12-31T00:00:00Z' }, 'publishUntil'],
    ['a Buddhist year', { publishUntil: '2569-12-31' }, 'publishUntil'],
    ['a century ahead', { publishUntil: '2126-11-20' }, 'publishUntil'],
    ['too long a year', { publishUntil: '12026-11-20' }, 'publishUntil'],
  ])

  refusesEach(
    'the fields of the request form',
    ['ksn2', 2, 'officer'],
    {
      type: 'SEND',
      contact: 'ผู้รับผิดชอบ',
      source: 'กลุ่มกฎหมายและคดี',
      links: [{ title: 'ต้นฉบับ', url: 'https://a.example/ก' }],
      remark: '',
    },
    [
      ['no contact', { contact: undefined }, 'contact'],
      ['a blank contact', { contact: ' ' }, 'contact'],
      ['a contact that is no text', { contact: 7 }, 'contact'],
      ['too long a contact', { contact: 'ก'.repeat(501) }, 'contact'],
      ['a source that is taken away', { source: '' }, 'source'],
      ['a link that is a script', { links: [{ title: 'ก', url: 'javascript:alert(1)' }] }, 'links'],
      ['a link that is data', { links: [{ title: 'ก', url: 'data:text/html,x' }] }, 'links'],
      ['a link with more in it', { links: [{ title: 'ก', url: 'https://a.example', rel: 'x' }] }, 'links'],
      ['links that are no list', { links: 'https://a.example' }, 'links'],
      ['a remark that is no text', { remark: {} }, 'remark'],
      ['a category, which is asked for later', { category: '1.1' }, 'category'],
    ],
  )

  refusesEach(
    'the category',
    ['ksn2', 5, 'webmaster'],
    { type: 'PUBLISH', category: '1.2', publishUntil: '2027-01-31' },
    [
      ['unknown', { category: '9.9' }, 'category'],
      ['taken away', { category: '' }, 'category'],
      ['null', { category: null }, 'category'],
      ['two', { category: ['1.1', '1.2'] }, 'category'],
      ['its title', { category: 'ข่าวประชาสัมพันธ์' }, 'category'],
      ['a period of the Buddhist era', { publishUntil: '2570-01-31' }, 'publishUntil'],
    ],
  )

  refusesEach(
    'the channels',
    ['yst2', 0, 'officer'],
    { type: 'PROPOSE', checked: ['lawful'], channels: ['social', 'website'] },
    [
      ['none', { channels: [] }, 'channels'],
      ['unknown', { channels: ['website', 'radio'] }, 'channels'],
      ['one twice', { channels: ['website', 'website'] }, 'channels'],
      ['no list', { channels: 'website' }, 'channels'],
      ['a list of lists', { channels: [['website']] }, 'channels'],
    ],
  )

  test('a Buddhist year is answered with the year that is meant', async () => {
    const { id } = await walkTo(as, 'cmi3', 2)
    const problem = await refused(office.deps, 422, 'invalid_event', () =>
      send(officer, id, { type: 'HAND_OVER', publishUntil: '2570-01-31' }),
    )
    expect(problem.errors?.[0]?.message.th).toContain('ค.ศ. 2027')
  })

  test('what has not even the form of its field is refused before the chart is asked', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const rows: [Record<string, unknown>, string][] = [
      [{ checked: 'accurate' }, 'checked'],
      [{ checked: [1] }, 'checked.0'],
      [{ checked: Array(51).fill('accurate') }, 'checked'],
      [{ reasons: 'เหตุผล' }, 'reasons'],
      [{ reasons: { text: 'ก', more: 1 } }, 'reasons.more'],
      [{ reasons: { text: 'ก'.repeat(5001) } }, 'reasons.text'],
      [{ reasons: { grounds: 'other' } }, 'reasons.grounds'],
      [{ publishUntil: 20261231 }, 'publishUntil'],
      [{ publishUntil: null }, 'publishUntil'],
      [{ note: ['ก'] }, 'note'],
      [{ note: 'ก'.repeat(5001) }, 'note'],
    ]
    for (const [more, path] of rows) {
      const problem = await refused(office.deps, 400, 'invalid_request', () =>
        send(groupDirector, id, { type: 'CERTIFY', checked: ['accurate', 'complete'], ...more }),
      )
      expect(problem.errors?.map((error) => error.path)).toEqual([path])
    }
  })

  test('a correction, changed content', async () => {
    const { id } = await walkTo(as, 'cmi4', 3)
    const owner = await as('cmi4.officer')
    await take(owner, id, { type: 'REPORT_ERROR', error: 'วันที่ผิด' })
    const unchanged = await refused(office.deps, 422, 'invalid_event', () =>
      send(owner, id, { type: 'CORRECT' }),
    )
    expect(unchanged.errors).toMatchObject([{ path: 'revision' }])
    await write(owner, id, wholeContent('cmi4'))
    const carried = await refused(office.deps, 422, 'invalid_event', () =>
      send(owner, id, { type: 'CORRECT', revision: 2 }),
    )
    expect(carried.errors).toMatchObject([{ path: 'revision' }])
    await write(owner, id, wholeContent('cmi4', { body: undefined, category: undefined }))
    const incomplete = await refused(office.deps, 422, 'invalid_content', () =>
      send(owner, id, { type: 'CORRECT' }),
    )
    expect(incomplete.errors?.map(({ path }) => path)).toEqual(['content.body', 'content.category'])
    await write(owner, id, wholeContent('cmi4'))
    await take(owner, id, { type: 'CORRECT' })
  })

  test('a submission, content that is whole', async () => {
    const owner = await as('ksn2.officer')
    const { id } = await begin(owner, 'ksn2', { body: undefined, category: null, source: ' ' })
    const propose = { type: 'PROPOSE', checked: ['accurate', 'complete', 'current'] }
    const problem = await refused(office.deps, 422, 'invalid_content', () => send(owner, id, propose))
    expect(problem.errors?.map(({ path }) => path)).toEqual([
      'content.body',
      'content.category',
      'content.source',
    ])
    await write(owner, id, wholeContent('ksn2'))
    await take(owner, id, propose)
  })
})
