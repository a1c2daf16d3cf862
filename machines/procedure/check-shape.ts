import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { z } from 'zod'
import { languages } from './language.ts'
import { actionTypes, guardTypes } from './procedure.ts'
import { type Problem, problem } from './procedure-problem.ts'

/** What a procedure may weigh, in bytes of JSON, how deep it may be, and how many steps it may have. */
export const limits = { bytes: 256 * 1024, depth: 64, steps: 500 } as const

type Place = { name: string; above: Place | undefined }
type Found = { value: unknown; at: Place | undefined }

/**
 * What makes a value unfit to be read at all: too deep, too large, or no plain JSON. Without recursion, for a hostile
 * value may be deeper than the stack, and without going on for ever in one that holds itself.
 */
export function outOfBounds(given: unknown): Problem | undefined {
  let layer: Found[] = [{ value: given, at: undefined }]
  let count = 0
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > limits.depth) return tooDeep
    const below: Found[] = []
    for (const { value, at } of layer) {
      if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
        return problem(placeOf(at), 'invalid_shape', 'ไม่ใช่ข้อมูล JSON', 'is no JSON')
      if (value === null || typeof value !== 'object') continue
      for (const [name, inner] of Object.entries(value)) {
        const place = { name, above: at }
        // XState and object spreads would take it for the prototype of what it stands in.
        if (name === '__proto__') return unknownKey(placeOf(place), name)
        below.push({ value: inner, at: place })
      }
      count += Object.keys(value).length
      // Every entry takes two bytes at the least.
      if (count * 2 > limits.bytes) return tooLarge
    }
    layer = below
  }
  return utf8ToBytes(JSON.stringify(given ?? null)).length > limits.bytes ? tooLarge : undefined
}

const tooDeep = problem(
  '',
  'too_deep',
  `ซ้อนกันลึกเกิน ${limits.depth} ชั้น`,
  `nested deeper than ${limits.depth} levels`,
)
const tooLarge = problem(
  '',
  'too_large',
  `ใหญ่เกิน ${limits.bytes / 1024} KiB`,
  `larger than ${limits.bytes / 1024} KiB`,
)

function placeOf(at: Place | undefined): string {
  const names: string[] = []
  for (let place = at; place; place = place.above) names.unshift(place.name)
  return names.join('.')
}

type Issue = z.core.$ZodIssue
type Path = PropertyKey[]

/** What zod found, in the words of a procedure: the true place of each fault, and the name that nobody knows. */
export const shapeProblems = (issues: Issue[], given: unknown): Problem[] =>
  issues.flatMap((issue) => problemsOf(issue, given, []))

function problemsOf(issue: Issue, given: unknown, above: Path): Problem[] {
  const path = [...above, ...issue.path]
  const place = path.map(String).join('.')
  const value = valueAt(given, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownKey([place, name].filter(Boolean).join('.'), name))
    case 'invalid_union':
      // No alternatives: the name (`type`, `kind`) by which they are told apart is one that nobody knows.
      if (issue.errors.length === 0) return [unknownName(place, path, value)]
      return meant(issue.errors).flatMap((inner) => problemsOf(inner, given, path))
    case 'invalid_key':
      return [badKey(place, path)]
    default:
      if (place === 'language') return [unknownLanguage(value)]
      return [bareName(place, path, value) ?? badValue(place, issue, value)]
  }
}

/** Of several possible shapes, the faults of the one that the author meant. */
function meant(alternatives: Issue[][]): Issue[] {
  const penalty = (issues: Issue[]) => {
    const of = (unlike: (issue: Issue) => boolean) => issues.filter(unlike).length
    // An object is not measured by the shape of a list, nor `reasons` by the shape of `checked`.
    const another = of(({ code, path }) => code === 'invalid_type' && path.length === 0)
    const otherField = of(({ code, path }) => code === 'invalid_value' && path[0] === 'field')
    const keys = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
    return another * 10_000 + otherField * 1000 + keys.length * 10 + issues.length
  }
  return [...alternatives].sort((a, b) => penalty(a) - penalty(b))[0] ?? []
}

function valueAt(given: unknown, path: Path): unknown {
  let value = given
  for (const name of path)
    value =
      value !== null && typeof value === 'object' && Object.hasOwn(value, name)
        ? (value as Record<PropertyKey, unknown>)[name]
        : undefined
  return value
}

const unknownLanguage = (value: unknown): Problem =>
  problem(
    'language',
    'unknown_language',
    `ไม่รู้จักภาษารุ่น ${shown(value)} (ใช้ได้: ${languages.slice(1).join(', ')} หรือไม่ระบุ คือรุ่น ${languages[0]})`,
    `unknown language ${shown(value)} (known: ${languages.slice(1).join(', ')}; without one it is ${languages[0]})`,
  )

const lists = new Set<PropertyKey>(['actions', 'entry', 'exit'])
/** The place of an action: `entry`, `actions`, or a number below one of them. */
const isAction = (path: Path) =>
  lists.has(path.at(-1) ?? '') || (typeof path.at(-1) === 'number' && lists.has(path.at(-2) ?? ''))

function unknownName(place: string, path: Path, value: unknown): Problem {
  const name = shown(value)
  if (path.at(-2) === 'guard')
    return problem(
      place,
      'unknown_guard',
      `ไม่รู้จักเงื่อนไข ${name} (ใช้ได้: ${guardTypes.join(', ')})`,
      `unknown guard ${name} (known: ${guardTypes.join(', ')})`,
    )
  if (isAction(path.slice(0, -1)))
    return problem(
      place,
      'unknown_action',
      `ไม่รู้จักการกระทำ ${name} (ใช้ได้: ${actionTypes.join(', ')})`,
      `unknown action ${name} (known: ${actionTypes.join(', ')})`,
    )
  return problem(place, 'invalid_shape', `ไม่รู้จัก ${name}`, `unknown ${name}`)
}

/** XState would also take a guard or an action that is a mere name; here each says its parameters. */
function bareName(place: string, path: Path, value: unknown): Problem | undefined {
  const code = path.at(-1) === 'guard' ? 'unknown_guard' : isAction(path) ? 'unknown_action' : undefined
  if (code === undefined || typeof value !== 'string') return undefined
  const form = `{"type": ${shown(value)}, …}`
  return problem(place, code, `ต้องเขียนเป็น ${form}`, `must be written as ${form}`)
}

const unknownKey = (place: string, name: string): Problem =>
  problem(place, 'unknown_key', `ไม่รู้จักช่อง "${name}"`, `unknown key "${name}"`)

function badKey(place: string, path: Path): Problem {
  const name = shown(path.at(-1))
  if (path.at(-2) === 'on')
    return problem(
      place,
      'reserved_event',
      `ชื่อเหตุการณ์ ${name} ใช้ไม่ได้: ใช้อักษรใหญ่ A–Z ตัวเลข และ _ (ชื่อที่ขึ้นต้นด้วย xstate. สงวนไว้)`,
      `${name} is no event type: use A–Z, digits and _ (names such as xstate.* are reserved)`,
    )
  if (path.at(-2) === 'after')
    return problem(place, 'unknown_delay', `ไม่รู้จักกำหนดเวลา ${name}`, `unknown deadline ${name}`)
  return problem(
    place,
    'invalid_shape',
    `ชื่อ ${name} ใช้ไม่ได้: ขึ้นต้นด้วยอักษร a–z ตามด้วยอักษร ตัวเลข _ หรือ -`,
    `${name} cannot be a name: use a letter, then letters, digits, _ or -`,
  )
}

function badValue(place: string, issue: Issue, value: unknown): Problem {
  if (value === undefined) return problem(place, 'invalid_shape', 'ขาดข้อมูลนี้', 'is missing')
  if (value === '') return problem(place, 'invalid_shape', 'ยังไม่ได้กรอก', 'is empty')
  if (Array.isArray(value) && value.length === 0)
    return problem(place, 'invalid_shape', 'ต้องมีอย่างน้อยหนึ่งรายการ', 'needs at least one')
  const given = typeof value === 'object' ? '' : `: ${shown(value)}`
  return problem(place, 'invalid_shape', `${thai(issue)}${given}`, `${issue.message}${given}`)
}

function thai(issue: Issue): string {
  if (issue.code === 'too_big') return `ยาวหรือมากเกิน ${issue.maximum}`
  if (issue.code === 'too_small') return `สั้นหรือน้อยกว่า ${issue.minimum}`
  if (issue.code === 'invalid_type') return `ชนิดข้อมูลไม่ถูกต้อง (ต้องเป็น ${issue.expected})`
  if (issue.code === 'invalid_value') return `ใช้ได้เฉพาะ ${issue.values.map(String).join(', ')}`
  return 'รูปแบบไม่ถูกต้อง'
}

/** A value as it may stand in a sentence: short, and plain text. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
