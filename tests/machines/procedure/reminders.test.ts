import { describe, expect, test } from '@jest/globals'
import { chartModule } from '../../../api/procedures/chart-module.ts'
import { changesBetween } from '../../../machines/diff/diff.ts'
import { addedParts } from '../../../machines/documents/added.ts'
import { hashOf } from '../../../machines/hash/canonical.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { procedureAroundChart } from '../../../machines/procedure/import-chart.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { partsOf } from '../../../machines/procedure/provenance.ts'
import { proofsOf, wrongs } from '../../support/proving.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

const mark = { clause: 'เพิ่มเติมจากเอกสาร', source: 'added' } as const
const ofOwner = { whom: 'owner', ...mark }
const ahead = (days: unknown, more = {}) => ({ when: 'before', days, working: false, ...ofOwner, ...more })

/** The procedure of cmi3 with another list of reminders of its period. */
function reminding(reminders: unknown, from: Procedure = cmi3Publication): Procedure {
  const procedure = structuredClone(from)
  Object.assign(procedure.deadlines[0] ?? {}, { reminders })
  return procedure
}
/** With a deadline of its own at the certification, which may pass without leaving the step. */
function timed(length: object, reminders: unknown, leaves = false): Procedure {
  const procedure = structuredClone(cmi3Publication)
  const { certification } = procedure.chart.states
  if (!certification?.meta) throw new Error('another chart')
  const title = { th: 'กำหนดของผู้อำนวยการกลุ่ม', en: 'Time of the head' }
  procedure.deadlines.push({ id: 'head', kind: 'days', title, reminders, ...mark, ...length } as never)
  certification.after = { head: { ...(leaves && { target: 'drafting' }), meta: certification.meta } }
  return procedure
}
const refusals = (procedure: Procedure) => {
  const checked = checkProcedure(procedure)
  return checked.ok
    ? []
    : checked.problems.map(({ place, code, message }) => `${place} ${code} ${message.th}`)
}
const days = (number: number | null, working: boolean) => ({ days: number, working })

describe('the check', () => {
  test.each([
    ['before a day', reminding([ahead(3)])],
    ['before so many working days', timed(days(5, true), [ahead(2, { working: true })])],
    [
      'before more calendar days than working days, which holidays may make long',
      timed(days(3, true), [ahead(5)]),
    ],
    [
      'at, after and again, where the step may stay',
      timed(days(3, false), [
        { when: 'at', ...ofOwner },
        { when: 'after', ...days(2, true), ...ofOwner },
        { when: 'every', ...days(null, false), ...ofOwner },
      ]),
    ],
    ['of a deadline that is not set', timed(days(null, true), [ahead(9)])],
    ['in a text with values', reminding([ahead(1, { of: { th: '{title} {source}', en: '{title}' } })])],
    ['to a superior', reminding([ahead(1, { whom: 'superiorOfOwner' })])],
    ['to a role of a group', reminding([ahead(1, { whom: 'groupDirector', within: 'group' })])],
  ])('passes a reminder %s', (_, procedure) => {
    expect(refusals(procedure)).toEqual([])
    expect(checkProcedure(procedure)).toEqual({ ok: true, procedure })
  })

  test.each([
    [
      'a repeat of 0 days',
      timed(days(3, false), [{ when: 'every', ...days(0, false), ...ofOwner }]),
      /^deadlines\.1\.reminders\.0\.days invalid_shape .*น้อยกว่า 1: 0/,
    ],
    [
      'more than a handful',
      reminding(Array.from({ length: 6 }, () => ahead(1))),
      /^deadlines\.0\.reminders invalid_shape .*มากเกิน 5/,
    ],
    ['none at all', reminding([]), /^deadlines\.0\.reminders invalid_shape ต้องมีอย่างน้อยหนึ่งรายการ/],
    [
      'another time',
      reminding([{ when: 'soon', ...ofOwner }]),
      /^deadlines\.0\.reminders\.0\.when invalid_shape ไม่รู้จัก "soon"/,
    ],
    [
      'before the deadline has begun',
      timed(days(3, true), [ahead(3, { working: true })]),
      /^deadlines\.1\.reminders\.0\.days invalid_shape .*ยาวเพียง 3 วัน/,
    ],
    [
      'more working days before than it has days',
      timed(days(3, false), [ahead(3, { working: true })]),
      /^deadlines\.1\.reminders\.0\.days/,
    ],
    [
      'after the step is left',
      timed(days(3, false), [{ when: 'at', ...ofOwner }], true),
      /^deadlines\.1\.reminders\.0\.when invalid_shape .*ไม่ได้ส่งเลย/,
    ],
    [
      'to a role that there is not',
      reminding([ahead(1, { whom: 'nobody' })]),
      /^deadlines\.0\.reminders\.0\.whom unknown_role/,
    ],
    [
      'to whoever acted',
      reminding([ahead(1, { whom: 'actor' })]),
      /^deadlines\.0\.reminders\.0\.whom unknown_role การเตือนไม่มีผู้ดำเนินการ/,
    ],
    [
      'naming whoever acted',
      reminding([ahead(1, { of: { th: '{actor}', en: '{actor}' } })]),
      /^deadlines\.0\.reminders\.0\.of unknown_field การเตือนไม่มีผู้ดำเนินการ/,
    ],
    [
      'naming a value that there is not',
      reminding([ahead(1, { of: { th: '{nothing}', en: '-' } })]),
      /^deadlines\.0\.reminders\.0\.of unknown_field/,
    ],
    [
      'to a superior within a group',
      reminding([ahead(1, { whom: 'superiorOfOwner', within: 'group' })]),
      /^deadlines\.0\.reminders\.0\.within unknown_key/,
    ],
    [
      'that does not say where it comes from',
      reminding([{ when: 'before', ...days(1, false), whom: 'owner' }]),
      /^deadlines\.0\.reminders\.0\.source missing_provenance การเตือน “ก่อนครบกำหนด 1 วัน แจ้ง/,
    ],
    [
      'in the first language',
      reminding([{ when: 'before', ...days(1, false), whom: 'owner' }], inFirstLanguage(cmi3Publication)),
      /^deadlines\.0\.reminders unknown_key ภาษารุ่น 1 ไม่มีส่วนนี้/,
    ],
  ])('refuses %s, in one sentence', (_, procedure, sentence) => {
    expect(refusals(procedure)).toEqual([expect.stringMatching(sentence)])
  })
})

test('the first language stays as it was: the standard has none, and its hash is that of its bytes', () => {
  expect(JSON.stringify(standardPublication)).not.toContain('reminders')
  expect(checkProcedure(standardPublication)).toEqual({ ok: true, procedure: standardPublication })
})

test('reminders are no transitions: the proofs of a chart are the same with and without them', () => {
  const procedure = timed(days(3, false), [{ when: 'every', ...days(1, false), ...ofOwner }])
  const without = structuredClone(procedure)
  for (const deadline of without.deadlines) delete deadline.reminders
  const proved = (one: Procedure) => JSON.stringify(proofsOf(one))
  expect(proved(procedure)).toBe(proved(without))
  expect(hashOf(procedure)).not.toBe(hashOf(without))
})

test('a group that a reminder names and the office has not is found before the version is put in force', () => {
  const told = reminding([ahead(1, { whom: 'groupDirector', group: 'nowhere' })])
  expect(wrongs(told)).toContain('violated group:nowhere')
})

describe('the difference between two versions', () => {
  const sentences = (from: Procedure, to: Procedure) =>
    changesBetween(from, to).map(({ sentence }) => `${sentence.th} | ${sentence.en}`)

  test('says what a reminder was and is', () => {
    expect(
      sentences(reminding([ahead(1)]), reminding([ahead(2, { whom: 'groupDirector', within: 'group' })])),
    ).toEqual([
      expect.stringMatching(
        /เปลี่ยนการเตือนจาก ก่อนครบกำหนด 1 วัน แจ้ง.* เป็น ก่อนครบกำหนด 2 วัน แจ้ง.* \(กลุ่มเจ้าของเรื่อง\) \| .*another list of reminders: 2 days before it is due/,
      ),
    ])
  })
  test('says that reminders came and that they went', () => {
    expect(sentences(reminding(undefined), reminding([ahead(1)]))).toEqual([
      expect.stringContaining('จาก ไม่มี เป็น'),
    ])
    expect(sentences(reminding([ahead(1)]), reminding(undefined))).toEqual([
      expect.stringContaining('เป็น ไม่มี'),
    ])
  })
  test('says where one comes from now', () => {
    const [one] = sentences(
      reminding([ahead(1)]),
      reminding([ahead(1, { clause: '(๓)', source: 'document' })]),
    )
    expect(one).toContain('ที่มาของการเตือน')
  })
})

test('a reminder is a part that says where it comes from, and stands in its deadline', () => {
  const [deadline, reminder] = [...partsOf(cmi3Publication)].filter(({ at }) => at[0] === 'deadlines')
  expect(reminder).toMatchObject({ kind: 'reminder', at: ['deadlines', 0, 'reminders', 0] })
  expect(reminder?.holder).toBe(deadline?.part)
})

test('what was added to a document lists its reminders, with the deadline that they are of', () => {
  expect(addedParts(cmi3Publication)).toContainEqual({
    title: expect.objectContaining({ th: expect.stringMatching(/^การเตือน “ก่อนครบกำหนด 1 วัน แจ้ง/) }),
    within: [{ th: 'วันสิ้นสุดการเผยแพร่', en: 'Last day of publication' }],
    steps: [],
  })
})

test('a chart that goes out as XState JSON and comes back has the reminders of the version that it succeeds', () => {
  const procedure = timed(days(3, false), [{ when: 'at', ...ofOwner, of: { th: 'เตือน', en: 'Reminder' } }])
  const { json } = procedureAroundChart(JSON.parse(JSON.stringify(procedure.chart)), procedure)
  expect(json).toEqual(procedure)
  expect(checkProcedure(json).ok).toBe(true)
})

test('the TypeScript module carries them beside their deadlines, without where they come from', () => {
  const written = chartModule(reminding([ahead(1)]), 1)
  const { groups } = /const deadlines: Deadline\[\] = (?<json>\[[\s\S]*?\n\])/.exec(written) ?? {}
  expect(JSON.parse(groups?.json ?? '')).toMatchObject([
    { id: 'publishUntil', reminders: [{ when: 'before', days: 1, working: false, whom: 'owner' }] },
  ])
  expect(groups?.json).not.toContain('clause')
})
