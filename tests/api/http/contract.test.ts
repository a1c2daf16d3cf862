import { describe, expect, test } from '@jest/globals'
import type { z } from 'zod'
import {
  bodyLimit,
  firstAdministratorSchema,
  handOverSchema,
  listQuerySchema,
  newAppointmentSchema,
  newEventSchema,
  newHolidaySchema,
  newPersonSchema,
  newRequestSchema,
  passwordByCodeSchema,
  passwordChangeSchema,
  problemCodes,
  signInSchema,
  unsignedBodyLimit,
} from '../../../api/http/contract.ts'
import { newScenarioSchema } from '../../../api/http/procedure-contract.ts'

const password = 'x'.repeat(12)
const person = { username: 'one.two', name: 'ชื่อ', password }
const appointment = { role: 'webmaster', from: '2026-11-25' }
const scenario = { name: 'ชื่อ', steps: [], expected: { steps: [], refused: false } }
const move = { type: 'GO', role: null, person: null, data: {}, after: 0 }

/** What a body must hold at least, one of its texts or lists, and how long that may be. */
const bounds: [what: string, schema: z.ZodType, body: object, field: string, least: number, most: number][] =
  [
    ['signing in', signInSchema, { username: 'a', password }, 'username', 1, 200],
    ['signing in', signInSchema, { username: 'a', password }, 'password', 1, 1000],
    ['a password', passwordChangeSchema, { current: 'x', next: password }, 'current', 1, 1000],
    ['a password', passwordChangeSchema, { current: 'x', next: password }, 'next', 12, 200],
    ['a password by code', passwordByCodeSchema, { username: 'a', code: 'c', password }, 'username', 1, 200],
    ['a password by code', passwordByCodeSchema, { username: 'a', code: 'c', password }, 'code', 1, 100],
    ['a password by code', passwordByCodeSchema, { username: 'a', code: 'c', password }, 'password', 12, 200],
    [
      'the first administrator',
      firstAdministratorSchema,
      { ...person, code: 'c', office: 'o' },
      'code',
      1,
      100,
    ],
    [
      'the first administrator',
      firstAdministratorSchema,
      { ...person, code: 'c', office: 'o' },
      'office',
      1,
      32,
    ],
    [
      'the first administrator',
      firstAdministratorSchema,
      { ...person, code: 'c', office: 'o' },
      'name',
      1,
      200,
    ],
    [
      'the first administrator',
      firstAdministratorSchema,
      { ...person, code: 'c', office: 'o' },
      'username',
      3,
      64,
    ],
    ['a person', newPersonSchema, person, 'username', 3, 64],
    ['a person', newPersonSchema, person, 'name', 1, 200],
    ['a person', newPersonSchema, person, 'position', 0, 300],
    ['a person', newPersonSchema, person, 'password', 12, 200],
    ['an appointment', newAppointmentSchema, appointment, 'role', 1, 64],
    ['an appointment', newAppointmentSchema, appointment, 'group', 0, 64],
    ['an appointment', newAppointmentSchema, appointment, 'orderNumber', 0, 100],
    ['a holiday', newHolidaySchema, { day: '2027-02-01', name: 'วันหยุด' }, 'name', 1, 200],
    ['a holiday', newHolidaySchema, { day: '2027-02-01', name: 'วันหยุด' }, 'source', 0, 300],
    ['a request', newRequestSchema, { procedure: 'p', content: {} }, 'procedure', 1, 100],
    ['a request', newRequestSchema, { procedure: 'p', content: {} }, 'group', 0, 64],
    ['an event', newEventSchema, { type: 'GO' }, 'reasons.text', 0, 5000],
    ['an event', newEventSchema, { type: 'GO' }, 'reasons.grounds', 0, 50],
    ['an event', newEventSchema, { type: 'GO' }, 'reasons.grounds.0', 0, 64],
    ['an event', newEventSchema, { type: 'GO' }, 'checked', 0, 50],
    ['an event', newEventSchema, { type: 'GO' }, 'checked.0', 0, 64],
    ['an event', newEventSchema, { type: 'GO' }, 'publishUntil', 0, 40],
    ['an event', newEventSchema, { type: 'GO' }, 'note', 0, 5000],
    ['a hand-over', handOverSchema, { to: 'p', reason: 'เหตุผล' }, 'to', 1, 100],
    ['a hand-over', handOverSchema, { to: 'p', reason: 'เหตุผล' }, 'reason', 1, 5000],
    ['a list', listQuerySchema, {}, 'procedure', 0, 100],
    ['a list', listQuerySchema, {}, 'state', 0, 200],
    ['a list', listQuerySchema, {}, 'q', 0, 200],
    ['a list', listQuerySchema, {}, 'cursor', 0, 200],
    ['a scenario', newScenarioSchema, scenario, 'name', 1, 200],
    ['a scenario', newScenarioSchema, { ...scenario, steps: [move] }, 'steps.0.type', 0, 200],
    ['a scenario', newScenarioSchema, { ...scenario, steps: [move] }, 'steps.0.role', 0, 64],
    ['a scenario', newScenarioSchema, { ...scenario, steps: [move] }, 'steps.0.person', 0, 16],
    ['a scenario', newScenarioSchema, scenario, 'expected.steps', 0, 50],
  ]
const lists = /^(?:reasons\.grounds|checked|expected\.steps)$/

/** The body with a value at a dotted path; the way to it is made. */
function withAt(body: object, path: string, value: unknown): unknown {
  const [name = '', ...rest] = path.split('.')
  const inner = (body as Record<string, unknown>)[name]
  const next =
    rest.length === 0
      ? value
      : withAt((inner as object) ?? (rest[0] === '0' ? [] : {}), rest.join('.'), value)
  if (Array.isArray(body) || name === '0') return Object.assign([...(body as unknown[])], { [name]: next })
  return { ...body, [name]: next }
}

describe('What the API takes in', () => {
  test.each(bounds)('%s (its %#th bound)', (_, schema, body, field, least, most) => {
    const takes = (length: number) =>
      schema.safeParse(withAt(body, field, lists.test(field) ? Array(length).fill('a') : 'a'.repeat(length)))
        .success
    expect({ field, most: [takes(most), takes(most + 1)] }).toEqual({ field, most: [true, false] })
    if (least > 0)
      expect({ field, least: [takes(least), takes(least - 1)] }).toEqual({ field, least: [true, false] })
    else expect({ field, none: takes(0) }).toEqual({ field, none: true })
  })

  test('a list has 50 rows where nothing is said, and 1 to 100 where it is', () => {
    expect(listQuerySchema.parse({})).toEqual({ view: 'inbox', limit: 50 })
    const takes = (limit: unknown) => listQuerySchema.safeParse({ limit }).success
    expect(['0', '1', '100', '101', '1.5', 'x'].map(takes)).toEqual([false, true, true, false, false, false])
  })

  test('the name of an event is one that a chart may have', () => {
    const takes = (type: string) => newEventSchema.safeParse({ type }).success
    expect(['A', 'SEND_2', 'A'.repeat(64)].map(takes)).toEqual([true, true, true])
    expect(['', 'a', '2', '_A', 'A-B', 'A'.repeat(65), 'xstate.init'].map(takes)).not.toContain(true)
  })

  test('a rehearsal waits a leap year at most between two steps, and has 200 of them at most', () => {
    const takes = (after: number, count = 1) =>
      newScenarioSchema.safeParse({ ...scenario, steps: Array(count).fill({ ...move, after }) }).success
    const year = 366 * 24 * 60 * 60 * 1000
    expect([takes(0), takes(year), takes(year + 1), takes(-1), takes(0.5)]).toEqual([
      ...[true, true, false, false, false],
    ])
    expect([takes(0, 200), takes(0, 201)]).toEqual([true, false])
  })

  test('bodies are of 1 MiB at most, of 4 KiB where nobody has signed in', () => {
    expect([bodyLimit, unsignedBodyLimit]).toEqual([1_048_576, 4096])
  })

  test('refusals are told apart by codes that clients rely on', () => {
    expect(problemCodes).toEqual([
      ...['invalid_request', 'not_signed_in', 'not_permitted', 'not_found', 'gone', 'revision_conflict'],
      ...['transition_not_available', 'idempotency_conflict', 'already_exists', 'body_too_large'],
      ...['unsupported_media_type', 'invalid_event', 'invalid_content', 'too_many_requests'],
      ...['internal_error', 'storage_unavailable', 'paper_unavailable'],
    ])
  })
})
