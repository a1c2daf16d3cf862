import type { PlacedTransition } from '../chart/transitions.ts'
import { testsFor } from './comparison.ts'
import { depthOf, mostConditionDepth, valuesNamed } from './condition.ts'
import { fieldProblem } from './field-value.ts'
import type { Language } from './language.ts'
import {
  type Comparison,
  type Condition,
  type FieldType,
  type Guard,
  holdsFiles,
  type MayGuard,
} from './procedure.ts'
import { type Problem, problem, unknown } from './procedure-problem.ts'
import type { FieldShape } from './types-of-fields.ts'
import { unreachable } from './unreachable.ts'

/** Where a name is used, and what it may be. */
export type Known = {
  roles: Set<string>
  deadlines: Set<string>
  fields: Set<string>
  /** The fields of the form, and those that events carry. */
  carried: Set<string>
  /** The types that each of them has: in the form, and in any event. */
  types: Map<string, FieldType[]>
  /** The same with what each of them may hold. */
  shapes: Map<string, FieldShape[]>
  events: Set<string>
  language: Language
}

/** A choice with a condition: who may, and then what has to hold, each once, so that one meaning has one form. */
function bothProblems(place: string, of: (MayGuard | Condition)[], { language }: Known): Problem[] {
  if (language === 1)
    return [
      problem(
        place,
        'unknown_guard',
        'ภาษารุ่น 1 กำหนดเงื่อนไขให้สิ่งที่คนทำไม่ได้ ต้องใช้ภาษารุ่น 2',
        'the first language has no conditions on what people do: the second has',
      ),
    ]
  if (of.length === 2 && of[0]?.type === 'may' && of[1]?.type !== 'may') return []
  return [
    problem(
      `${place}.params.of`,
      'invalid_shape',
      'ต้องเป็น may หนึ่งรายการ ตามด้วยเงื่อนไขหนึ่งรายการ (หลายเงื่อนไขให้รวมไว้ใน all หรือ any)',
      'must be one "may" followed by one condition (put several into an "all" or an "any")',
    ),
  ]
}

/** What a guard names that does not exist, or that cannot be compared so. */
export function guardProblems(
  place: string,
  guard: Guard | Condition | undefined,
  kind: PlacedTransition['kind'],
  known: Known,
): Problem[] {
  if (!guard) return []
  switch (guard.type) {
    case 'all':
    case 'any':
    case 'not': {
      const { of } = guard.params
      const inner = [of].flat()
      const isWhos = inner.some((one) => one.type === 'may')
      const both = isWhos && guard.type === 'all' ? bothProblems(place, guard.params.of, known) : []
      if (!isWhos && depthOf(guard as Condition) > mostConditionDepth) return [tooDeep(place)]
      return [
        ...both,
        ...inner.flatMap((one, index) =>
          guardProblems(
            Array.isArray(of) ? `${place}.params.of.${index}` : `${place}.params.of`,
            one,
            kind,
            known,
          ),
        ),
      ]
    }
    case 'is':
      return comparisonProblems(`${place}.params`, guard.params, known)
    case 'asked':
    case 'notAsked':
      if (known.types.get(guard.params.field)?.some(isStructured))
        return [
          problem(
            `${place}.params.field`,
            'invalid_shape',
            'เงื่อนไขดูค่าของตารางหรือข้อความจัดรูปแบบไม่ได้',
            'a condition cannot look at a table or at a text with structure',
          ),
        ]
      return readFieldProblems(`${place}.params.field`, guard.params.field, known)
    case 'may':
      return mayProblems(place, guard, kind, known)
    default:
      return unreachable(guard)
  }
}

function mayProblems(
  place: string,
  { params }: MayGuard,
  kind: PlacedTransition['kind'],
  known: Known,
): Problem[] {
  if (kind !== 'on')
    return [
      problem(
        place,
        'unknown_guard',
        'เงื่อนไข may ใช้ได้เฉพาะกับสิ่งที่คนทำ',
        'the guard "may" belongs to an event that a person sends',
      ),
    ]
  return [
    ...[params.as].flat().flatMap((role) => roleProblems(`${place}.params.as`, role, known)),
    ...(params.notBy ?? [])
      .filter((type) => !known.events.has(type))
      .map((type) => unknown(`${place}.params.notBy`, 'unknown_event', 'เหตุการณ์', 'event', type)),
  ]
}

/** A comparison that a field's type does not know would never hold, and so would a value that the field cannot have. */
function comparisonProblems(place: string, params: Comparison, known: Known): Problem[] {
  if (known.language === 1)
    return [
      problem(
        place.replace(/\.params$/, ''),
        'unknown_guard',
        'ภาษารุ่น 1 ไม่มีเงื่อนไข "is" ต้องใช้ภาษารุ่น 2',
        'the first language has no guard "is": the second has',
      ),
    ]
  const { field, test } = params
  const shapes = shapesOf(field, known)
  if (shapes.length === 0) return [unknown(`${place}.field`, 'unknown_field', 'ช่องข้อมูล', 'field', field)]
  const tests = testsFor(shapes.map(({ type }) => type))
  if (!tests.includes(test))
    return [
      tests.length === 0
        ? problem(
            `${place}.field`,
            'unknown_comparison',
            `ช่อง "${field}" เป็นตาราง ไฟล์ หรือข้อความจัดรูปแบบ จึงใช้เป็นเงื่อนไขไม่ได้`,
            `the field "${field}" holds a table, files or a text with structure: no condition can look at it`,
          )
        : problem(
            `${place}.test`,
            'unknown_comparison',
            `ช่อง "${field}" เปรียบเทียบแบบ "${test}" ไม่ได้ (ใช้ได้: ${tests.join(', ')})`,
            `the field "${field}" cannot be compared by "${test}" (it can by: ${tests.join(', ')})`,
          ),
    ]
  return valuesNamed(params).flatMap((value, index) => {
    const wrong = shapes.map((shape) => fieldProblem(shape, value))
    const [first] = wrong
    if (!first || wrong.includes(undefined)) return []
    return [
      problem(
        test === 'oneOf' ? `${place}.values.${index}` : `${place}.value`,
        'impossible_value',
        `ช่อง "${field}" มีค่า "${value}" ไม่ได้: ${first.th}`,
        `the field "${field}" cannot be "${value}": ${first.en}`,
      ),
    ]
  })
}

/** What a field may hold, as far as the chart comes to know it: the end of the period is a day that some event carries. */
const shapesOf = (field: string, { shapes, carried }: Known): FieldShape[] =>
  shapes.get(field) ??
  (field === 'publishUntil' && carried.has(field) ? [{ type: 'date', required: false }] : [])

const tooDeep = (place: string) =>
  problem(
    place,
    'too_large',
    `เงื่อนไขซ้อนกันเกิน ${mostConditionDepth} ชั้น`,
    `conditions lie more than ${mostConditionDepth} deep in one another`,
  )

/** A field that the chart reads: for a guard, or for the day of a deadline. */
export function readFieldProblems(place: string, field: string, { carried, types }: Known): Problem[] {
  if (!carried.has(field)) return [unknown(place, 'unknown_field', 'ช่องข้อมูล', 'field', field)]
  if (!types.get(field)?.some(holdsFiles)) return []
  return [
    problem(
      place,
      'invalid_shape',
      `ช่อง "${field}" เก็บไฟล์ จึงใช้เป็นเงื่อนไขหรือวันกำหนดไม่ได้`,
      `the field "${field}" holds files: no guard can compare it, and it is no day`,
    ),
  ]
}

/** No single value of such a field could be the one that a condition names. */
const isStructured = (type: FieldType) => type === 'table' || type === 'richText'

export const roleProblems = (place: string, name: string, known: Known): Problem[] =>
  known.roles.has(name) ? [] : [unknown(place, 'unknown_role', 'บทบาท', 'role', name)]
