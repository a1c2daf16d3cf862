import { describe, expect, test } from '@jest/globals'
import { copied, type Json, type Path, valueAt } from '../../../machines/chart/json.ts'
import { changesBetween } from '../../../machines/diff/diff.ts'
import { moveSnapshot } from '../../../machines/move/move.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { procedureAroundChart } from '../../../machines/procedure/import-chart.ts'
import type { Mark, Procedure } from '../../../machines/procedure/procedure.ts'
import { besideOf, partsOf, raised, withNewMarked } from '../../../machines/procedure/provenance.ts'
import { unnamedClause } from '../../../machines/procedure/unnamed-clause.ts'
import { compile } from '../../../machines/run/compile.ts'
import { proofsOf } from '../../support/proving.ts'
import { now, requestOn } from '../../support/small-chart.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

const official = [...offices.flatMap(({ procedures }) => procedures), standard]
const first = inFirstLanguage(cmi3Publication)
const second = raised(first) as Procedure

const problemsOf = (procedure: unknown) => {
  const checked = checkProcedure(procedure)
  return checked.ok ? [] : checked.problems.map(({ place, code, message }) => [place, code, message.th])
}
/** The procedure with one of its parts changed. */
function changed(procedure: Procedure, at: Path, change: (part: Json) => void): Procedure {
  const made = copied(procedure)
  change(valueAt(made, at) as Json)
  return made
}
const unmark = (part: Json) => {
  delete part.source
  delete part.clause
}
const certify: Path = ['chart', 'states', 'certification', 'on', 'CERTIFY']
const checks: Path = [...certify, 'meta', 'needs', 0]

test('The parts that say where they come from are these, wherever they stand', () => {
  const partsAt = (procedure: Procedure, ...at: string[]) =>
    [...partsOf(procedure)].flatMap(({ kind, at: place }) =>
      at.every((name, index) => place[index] === name)
        ? [`${kind} ${place.slice(at.length).join('.')}`.trim()]
        : [],
    )
  const step = ['chart', 'states', 'published']
  expect(partsAt(second, ...certify.map(String))).toEqual([
    'who guard',
    'apart guard.apart',
    'need meta.needs.0',
    'item meta.needs.0.items.0',
    'item meta.needs.0.items.1',
  ])
  expect(partsAt(second, ...step)).toEqual([
    'who on.TAKE_DOWN.guard',
    'action on.TAKE_DOWN.actions',
    'need on.TAKE_DOWN.meta.needs.0',
    'action after.publishUntil.actions',
  ])
  for (const [list, kind] of [
    ['roles', 'role'],
    ['form', 'field'],
    ['deadlines', 'deadline'],
  ] as const)
    expect(partsAt(second, list)).toEqual(second[list].map((_, index) => `${kind} ${index}`))
  const more = changed(second, step, (published) => {
    published.entry = [{ type: 'notify' }, { type: 'notify' }]
    published.exit = { type: 'notify' }
    const { after } = published as { after: { publishUntil: Json } }
    after.publishUntil.guard = { type: 'hasKind' }
  })
  expect(partsAt(more, ...step)).toEqual(
    expect.arrayContaining([
      'action entry.0',
      'action entry.1',
      'action exit',
      'condition after.publishUntil.guard',
    ]),
  )
  const listed = { ...second, categories: [{ id: 'one', number: '1' }] } as unknown as Procedure
  expect(partsAt(listed, 'categories')).toEqual(['category 0'])
})

describe('In the second language', () => {
  test.each(official.map((procedure) => [procedure.id, procedure] as const))(
    '%s is sound once it is raised, and means what it meant',
    (_, procedure) => {
      const before = inFirstLanguage(procedure)
      const made = raised(before) as Procedure
      expect(problemsOf(before)).toEqual([])
      expect(problemsOf(made)).toEqual([])
      expect(inFirstLanguage(made)).toEqual(before)
      const outcomes = (of: Procedure) => proofsOf(of).map(({ id, outcome }) => [id, outcome])
      expect(outcomes(made)).toEqual(outcomes(before))
    },
  )

  test('every single part must say where it comes from', () => {
    const parts = [...partsOf(second)]
    expect(new Set(parts.map(({ kind }) => kind)).size).toBeGreaterThan(7)
    for (const { kind, at } of parts) {
      const without =
        kind === 'apart'
          ? changed(second, at.slice(0, -1), (guard) => void delete guard.apart)
          : changed(second, at, unmark)
      expect([at, problemsOf(without)]).toEqual([
        at,
        [
          [
            [...at, 'source'].join('.'),
            'missing_provenance',
            expect.stringMatching(/ ยังไม่ได้ระบุว่ามาจากเอกสารหรือเพิ่มเติม$/),
          ],
        ],
      ])
    }
  })

  test('the document’s part names the clause', () => {
    expect(problemsOf(changed(second, checks, (need) => void delete need.clause))).toEqual([
      [
        'chart.states.certification.on.CERTIFY.meta.needs.0.clause',
        'missing_provenance',
        'สิ่งที่ต้องกรอก “รายการตรวจสอบ” ยังไม่ได้ระบุข้อของเอกสาร',
      ],
    ])
  })

  test.each([['เพิ่มเติมจากกรอบแนวทาง (๑)'], [unnamedClause]])('the document has no clause “%s”', (clause) => {
    const mark: Mark = { clause, source: 'document' }
    expect(
      problemsOf(changed(second, [...checks, 'items', 0], (item) => void Object.assign(item, mark))),
    ).toEqual([
      [
        'chart.states.certification.on.CERTIFY.meta.needs.0.items.0.source',
        'contradictory_provenance',
        `รายการตรวจ “ถูกต้อง” ระบุว่าเป็นไปตามเอกสาร แต่ข้อที่อ้างคือ “${clause}”`,
      ],
    ])
    expect(
      problemsOf(changed(second, [...certify, 'meta'], (meta) => void Object.assign(meta, mark))),
    ).toEqual([
      ['chart.states.certification.on.CERTIFY.meta.source', 'contradictory_provenance', expect.any(String)],
    ])
  })

  test('a check is not the document’s where the whole checklist is added', () => {
    const added = changed(
      second,
      checks,
      (need) => void Object.assign(need, { clause: 'เพิ่มเติม', source: 'added' }),
    )
    expect(problemsOf(added).map(([place, code]) => [place, code])).toEqual(
      [0, 1].map((index) => [
        `${[...checks, 'items', index, 'source'].join('.')}`,
        'contradictory_provenance',
      ]),
    )
  })

  test('nothing is said of persons kept apart where nobody is', () => {
    const guard: Path = [...certify, 'guard']
    const alone = changed(second, guard, ({ params }) => void delete (params as Json).notBy)
    expect(problemsOf(alone)).toEqual([[[...guard, 'apart'].join('.'), 'unknown_key', expect.any(String)]])
  })
})

describe('In the first language', () => {
  test('a part has no mark, and the refusal names the language that has', () => {
    for (const { kind, at } of partsOf(second)) {
      if (kind === 'apart') continue
      const marked = changed(first, at, (part) => void Object.assign(part, { source: 'added', clause: '๑' }))
      const codes = problemsOf(marked).map(([, code, th]) => [code, th])
      expect(codes).toContainEqual(['unknown_key', 'ภาษารุ่น 1 ระบุที่มาของส่วนนี้ไม่ได้ ต้องใช้ภาษารุ่น 2'])
    }
  })

  test('a field could say already that it is added, but not by which clause', () => {
    const ofField = (mark: object) =>
      problemsOf(changed(first, ['form', 0], (part) => void Object.assign(part, mark))).map(
        ([place]) => place,
      )
    expect(ofField({ source: 'added' })).toEqual([])
    expect(ofField({ clause: '๑' })).toEqual(['form.0.clause'])
  })
})

test('Raised, a part comes from where its transition does, and that persons are kept apart is added', () => {
  const said = besideOf(second, valueAt(second, certify) as Json)
  expect(said).toEqual([
    {
      kind: 'apart',
      words: { th: 'การต้องเป็นคนละคน', en: 'That it is another person' },
      mark: { source: 'added', clause: 'เพิ่มเติมจากเอกสาร (๑), (๒)(๒)' },
    },
  ])
})

test('The differences say that a procedure was raised, and of a part when it comes from elsewhere', () => {
  const [whole, ...others] = changesBetween(first, second)
  expect(whole?.sentence.th).toBe('ขั้นตอนปฏิบัติระบุที่มาของทุกส่วนว่ามาจากเอกสารหรือเพิ่มเติม (ภาษารุ่น 2)')
  expect(others).toEqual([])
  const added = changed(
    second,
    [...checks, 'items', 0],
    (item) => void Object.assign(item, { source: 'added', clause: 'เพิ่มเติม' }),
  )
  expect(changesBetween(second, added).map(({ sentence }) => sentence)).toEqual([
    {
      th: 'ขั้น “ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล” ทางเลือก “เห็นชอบและรับรองข้อมูล” รายการตรวจ “ถูกต้อง” เปลี่ยนที่มาจาก ตามเอกสาร “(๑), (๒)(๒)” เป็น เพิ่มเติมจากเอกสาร “เพิ่มเติม”',
      en: expect.stringContaining('the origin of The check “Accurate” is added to the document'),
    },
  ])
})

test('Of several notices to one role each is compared with what it was', () => {
  const notice = (said: string, mark: object) => ({
    type: 'notify',
    params: { whom: 'owner', of: { th: said, en: said } },
    ...mark,
  })
  const [document, added] = [
    { clause: '๑', source: 'document' },
    { clause: 'เพิ่มเติม', source: 'added' },
  ] as const
  const telling = (...actions: object[]) =>
    changed(second, certify, (transition) => void Object.assign(transition, { actions }))
  const saidOf = (...pair: [Procedure, Procedure]) =>
    changesBetween(...pair).map(({ sentence }) => sentence.th)
  const before = telling(notice('ก', document), notice('ข', added))
  expect(saidOf(before, copied(before))).toEqual([])
  expect(saidOf(before, telling(notice('ก', document), notice('ข', document)))).toEqual([
    expect.stringMatching(/แจ้งเจ้าของเรื่อง ว่า “ข”.* เปลี่ยนที่มาจาก เพิ่มเติมจากเอกสาร “เพิ่มเติม” เป็น ตามเอกสาร “๑”$/),
  ])
  // In another order nothing comes from elsewhere; that the consequence is another is told by itself.
  const reordered = saidOf(before, telling(notice('ข', added), notice('ก', document)))
  expect(reordered.filter((sentence) => sentence.includes('ที่มา'))).toEqual([])
  // A notice that is worded anew is still the same one.
  expect(
    saidOf(before, telling(notice('ก', document), notice('ค', document))).filter((one) =>
      one.includes('ที่มา'),
    ),
  ).toHaveLength(1)
})

test('A request keeps its decisions and its deadline when its procedure is raised', () => {
  const { first: begun, take } = requestOn(compile(first))
  const proposed = take(begun, { type: 'PROPOSE' })
  const event = { at: now + 86_400_000, holidays: new Set<string>() }
  const moved = moveSnapshot(compile(first), compile(second), proposed.snapshot, 'same', event)
  expect(moved).toMatchObject({ ok: true, lost: [], deadlines: [] })
})

test('An imported chart says of parts without a mark that they are added, and keeps the marks that it has', () => {
  const { json } = procedureAroundChart(second.chart as unknown as Json, second)
  expect(json).toEqual(second)
  const bare = changed(second, checks, unmark)
  const around = procedureAroundChart(bare.chart as unknown as Json, second).json
  expect(valueAt(around, checks)).toMatchObject({ source: 'added', clause: 'เพิ่มเติมจากเอกสาร (๑), (๒)(๒)' })
  // Of a part that is half said, nothing is made up.
  const half = changed(second, checks, (need) => void delete need.clause)
  expect(
    valueAt(procedureAroundChart(half.chart as unknown as Json, second).json, checks),
  ).not.toHaveProperty('clause')
})

test('While a draft is written, a new part is marked as added, and what somebody clears stays cleared', () => {
  const role = { id: 'registrar', title: { th: 'นายทะเบียน', en: 'Registrar' }, within: 'office' as const }
  const more: Json = { ...second, roles: [...second.roles, role] }
  expect(withNewMarked(second as Json, more)).toEqual({
    ...second,
    roles: [...second.roles, { ...role, clause: 'เพิ่มเติมจากเอกสาร', source: 'added' }],
  })
  const cleared = changed(second, ['roles', 0], (part) => void Object.assign(part, { clause: '' }))
  expect(withNewMarked(second as Json, cleared as Json)).toBe(cleared)
  // What came without marks has to be gone through by somebody.
  const gap = changed(second, ['roles', 0], unmark)
  expect(withNewMarked(gap as Json, { ...gap, roles: [...gap.roles, role] } as Json)).toMatchObject({
    roles: [...gap.roles, role],
  })
  expect(withNewMarked(first as Json, { ...first, roles: [...first.roles, role] } as Json)).toMatchObject({
    roles: [...first.roles, role],
  })
})
