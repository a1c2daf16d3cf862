import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { catchUp } from '../../../api/requests/projections.ts'
import { remindOfDeadlines } from '../../../api/requests/remind-of-deadlines.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Procedure, Reminder } from '../../../machines/procedure/procedure.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish, take } from '../../support/publish.ts'
import { activate } from '../../support/put-in-force.ts'

const dayMs = 86_400_000
/** Midnight in Bangkok at the beginning of a day. */
const startOf = (day: string) => Date.parse(`${day}T00:00:00+07:00`)
const mark = { clause: 'เพิ่มเติมจากเอกสาร', source: 'added' } as const

let office: Office
beforeEach(async () => {
  office = await startOffice()
})
afterEach(() => office.close())

/** One round of the worker at this time; answers how many reminders it sent. */
async function roundAt(at: number): Promise<number> {
  office.clock.set(at)
  await takeDueTimers(office.deps)
  const sent = await remindOfDeadlines(office.deps)
  await catchUp(office.deps)
  return sent
}

/** What was ever told of a request in words with `part`, by person. */
async function told(request: string, part: string) {
  const rows = await office.deps.db
    .selectFrom('notification')
    .select(['person', 'messageTh', 'messageEn', 'at', 'readAt', 'step'])
    .where('request', '=', request)
    .where('messageTh', 'like', `%${part}%`)
    .orderBy('at')
    .execute()
  return rows
}
const rowsOf = (request: string) =>
  office.deps.db
    .selectFrom('reminder')
    .select(['timer', 'number', 'due', 'dueAt'])
    .where('request', '=', request)
    .execute()
const differences = async () => (await verifyRequests(office.deps.db)).differences

describe('what is public and comes down by itself', () => {
  test.each(['cmi4', 'cmi3', 'ptt1', 'yst2', 'ksn2'] as const)(
    'its owner in %s hears of it once, on the day before its last day',
    async (id) => {
      const { request } = await publish(office, { office: id, until: '2027-06-30' })
      expect(await rowsOf(request)).toMatchObject([
        { due: startOf('2027-07-01'), dueAt: startOf('2027-06-29') },
      ])
      expect(await roundAt(startOf('2027-06-29') - 1)).toBe(0)
      expect(await roundAt(startOf('2027-06-29'))).toBe(1)
      expect(await roundAt(startOf('2027-06-29') + 3_600_000)).toBe(0)
      expect(await told(request, 'วันสิ้นสุดการเผยแพร่')).toMatchObject([
        {
          person: `${id}.officer`,
          messageTh: expect.stringContaining('จะครบเมื่อสิ้นวันที่ 30 มิถุนายน 2570'),
          messageEn: expect.stringContaining('at the end of 30 June 2027'),
          readAt: null,
        },
      ])
      expect(await differences()).toEqual([])
      await roundAt(startOf('2027-07-01'))
      expect(await rowsOf(request)).toEqual([])
      expect(await differences()).toEqual([])
    },
  )

  test('nothing is sent of what was taken down meanwhile', async () => {
    const { request } = await publish(office, { until: '2027-06-30' })
    await take(office, request, 'cmi4.webmaster', {
      type: 'TAKE_DOWN',
      reasons: { grounds: [], text: 'ข้อมูลล้าสมัย' },
    })
    expect(await rowsOf(request)).toEqual([])
    expect(await roundAt(startOf('2027-06-29'))).toBe(0)
  })

  test('a server that slept through both the reminder and the deadline sends nothing of what has come down', async () => {
    const { request } = await publish(office, { until: '2027-06-30' })
    expect(await roundAt(startOf('2027-08-01'))).toBe(0)
    expect(await told(request, 'วันสิ้นสุดการเผยแพร่')).toEqual([])
  })

  test('one whose day is over when the period is set is not sent, and stands as such', async () => {
    const { request } = await publish(office, { until: '2026-11-21' })
    expect(await rowsOf(request)).toMatchObject([{ due: startOf('2026-11-22'), dueAt: null }])
    await roundAt(startOf('2026-11-21'))
    expect(await told(request, 'วันสิ้นสุดการเผยแพร่')).toEqual([])
    expect(await differences()).toEqual([])
  })
})

describe('a deadline that passes at a step which is not left', () => {
  const base: Omit<Extract<Reminder, { when: 'at' }>, 'when'> = {
    whom: 'groupDirector',
    within: 'group',
    ...mark,
  }
  /** Proposed on Friday the 20th; the head of the group has three working days, until the end of Wednesday the 25th. */
  const procedureWith = (reminders: Reminder[], id = 'threeDays'): Procedure => {
    const procedure = structuredClone(cmi3Publication)
    const { certification } = procedure.chart.states
    if (!certification?.meta) throw new Error('another chart')
    const title = { th: 'ภายใน ๓ วันทำการ', en: 'Within three working days' }
    procedure.deadlines.push({ id, kind: 'days', days: 3, working: true, title, reminders, ...mark })
    certification.after = { [id]: { meta: certification.meta } }
    return procedure
  }
  const due = startOf('2026-11-26')

  async function propose(reminders: Reminder[]): Promise<string> {
    await activate(office.deps.db, procedureWith(reminders), office.clock.now())
    const officer = await office.as('cmi3.officer')
    const { body } = await officer('POST', '/api/requests', {
      procedure: 'cmi3.publication',
      content: { title: 'เรื่องที่รอ', body: 'รายละเอียด', source: 'กลุ่ม' },
    })
    await take(office, body.id, 'cmi3.officer', { type: 'PROPOSE' })
    return body.id
  }

  test('is told of before it, at it, after it, and every so often until the step is left', async () => {
    const request = await propose(
      [
        { when: 'before', days: 1, working: true, ...base },
        { when: 'at', ...base, whom: 'superiorOfOwner', within: undefined },
        { when: 'after', days: 2, working: false, ...base },
        {
          when: 'every',
          days: 7,
          working: false,
          ...base,
          of: { th: 'เร่งรัด {title}', en: 'Urging {title}' },
        },
      ].map((one) => JSON.parse(JSON.stringify(one)) as Reminder),
    )
    const times = (await rowsOf(request)).map(({ dueAt }) => dueAt)
    expect(times).toEqual([startOf('2026-11-24'), due, due + 2 * dayMs, due + 7 * dayMs])
    expect(await roundAt(startOf('2026-11-24'))).toBe(1)
    expect(await roundAt(due - 1)).toBe(0)
    expect(await roundAt(due)).toBe(1)
    expect(await told(request, 'ครบแล้วเมื่อสิ้นวันที่ 25 พฤศจิกายน 2569')).toHaveLength(1)
    expect(await roundAt(due + 2 * dayMs)).toBe(1)
    expect(await differences()).toEqual([])
    // Four weeks of a server that is down: one message, and the next in the future, in the same rhythm.
    expect(await roundAt(due + 30 * dayMs)).toBe(1)
    const urged = await told(request, 'เร่งรัด เรื่องที่รอ')
    expect(urged).toMatchObject([{ person: 'cmi3.groupDirector', messageEn: 'Urging เรื่องที่รอ', readAt: null }])
    expect((await rowsOf(request))[3]).toMatchObject({ dueAt: due + 35 * dayMs })
    expect(await differences()).toEqual([])
    // Read when handled: the head certifies, and the message of the step is done.
    await take(office, request, 'cmi3.groupDirector', {
      type: 'CERTIFY',
      checked: ['accurate', 'complete'],
    })
    await catchUp(office.deps)
    expect((await told(request, 'เร่งรัด')).every(({ readAt }) => readAt !== null)).toBe(true)
    expect(await rowsOf(request)).toEqual([])
    expect(await roundAt(due + 36 * dayMs)).toBe(0)
  })

  test('an interval that is not set never comes', async () => {
    const request = await propose([{ when: 'every', days: null, working: false, ...base }])
    expect(await rowsOf(request)).toEqual([])
    expect(await roundAt(due + 400 * dayMs)).toBe(0)
    expect(await differences()).toEqual([])
  })

  test.each([
    [
      'a reminder put off',
      /reminder 1 of \S+ is set for \d+, at which it cannot come/,
      'UPDATE reminder SET dueAt = dueAt + 7',
    ],
    [
      'one of another day',
      /is of a deadline at \d+, but its events say/,
      'UPDATE reminder SET due = due + 1',
    ],
    ['one that is gone', /reminder 1 of \S+ is missing/, 'DELETE FROM reminder'],
    [
      'one that nobody set',
      /reminder 2 of \S+ is set, but its events say none/,
      'INSERT INTO reminder SELECT request, timer, 1, due, dueAt FROM reminder',
    ],
  ])('verify finds %s', async (_, found, statement) => {
    await propose([{ when: 'after', days: 2, working: false, ...base }])
    expect(await differences()).toEqual([])
    await office.deps.db.executeQuery({ sql: statement, parameters: [], query: { kind: 'RawNode' } } as never)
    expect((await differences()).map(({ what }) => what)).toContainEqual(expect.stringMatching(found))
  })
})
