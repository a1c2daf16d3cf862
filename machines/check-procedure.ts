import type { z } from 'zod'
import { alwaysLoops, deadEnds, resolveTarget, walk } from './chart-graph.ts'
import type { Chart, Guard, Need, Procedure, StateNodeConfig, Text, Transition } from './procedure.ts'
import { procedureSchema } from './procedure.ts'

/** One thing that is wrong with a procedure: where (a path such as `chart.states.draft.on.SEND`), and what. */
export type Problem = { place: string; code: ProblemCode; message: Text }
export type ProblemCode =
  | 'too_large'
  | 'too_deep'
  | 'invalid_shape'
  | 'reserved_event'
  | 'unknown_guard'
  | 'unknown_action'
  | 'unknown_delay'
  | 'unknown_role'
  | 'unknown_target'
  | 'unknown_event'
  | 'unknown_field'
  | 'duplicate_name'
  | 'missing_initial'
  | 'missing_guard'
  | 'endless_loop'
  | 'dead_end'

/** What an uploaded procedure may weigh, in bytes of JSON, and how deep and how wide it may be. */
export const limits = { bytes: 256 * 1024, depth: 64, steps: 500 } as const

/** `owner` needs no appointment: it is whoever made the request. */
const builtInRoles = ['owner']

/**
 * Reads a procedure that may come from anywhere. Refuses, each with its place: what is not of the schema, every name
 * that means nothing (XState would throw late, fire at once or stay silent), loops of `always` and dead ends.
 */
export function checkProcedure(
  given: unknown,
): { ok: true; procedure: Procedure } | { ok: false; problems: Problem[] } {
  const bounds = outOfBounds(given)
  if (bounds) return { ok: false, problems: [bounds] }
  const parsed = procedureSchema.safeParse(given)
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => shapeProblems(issue)) }
  const problems = nameProblems(parsed.data)
  if (problems.length === 0) problems.push(...flowProblems(parsed.data.chart))
  return problems.length === 0 ? { ok: true, procedure: parsed.data } : { ok: false, problems }
}

const problem = (place: string, code: ProblemCode, th: string, en: string): Problem => ({
  place,
  code,
  message: { th, en },
})

/** Depth is measured without recursion: a hostile file may be deeper than the stack. */
function outOfBounds(given: unknown): Problem | undefined {
  let layer = [given]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > limits.depth)
      return problem(
        '',
        'too_deep',
        `ซ้อนกันลึกเกิน ${limits.depth} ชั้น`,
        `nested deeper than ${limits.depth} levels`,
      )
    layer = layer.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []))
  }
  if (JSON.stringify(given ?? null).length > limits.bytes)
    return problem('', 'too_large', `ใหญ่เกิน ${limits.bytes} ไบต์`, `larger than ${limits.bytes} bytes`)
  return undefined
}

const pathOf = (path: PropertyKey[]) => path.map(String).join('.')

function shapeProblems(issue: z.core.$ZodIssue, above: PropertyKey[] = []): Problem[] {
  const path = [...above, ...issue.path]
  const place = pathOf(path)
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of several possible shapes, the one that fits best is the one that its author meant.
    const closest = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0] ?? []
    if (path.at(-2) === 'guard' || path.at(-1) === 'guard') return [unknownName(place, 'unknown_guard')]
    if (closest.some((inner) => inner.path.includes('type') && inner.code === 'invalid_union'))
      return closest.flatMap((inner) => shapeProblems(inner, path))
    if (path.at(-1) === 'actions' || path.at(-1) === 'entry' || path.at(-1) === 'exit')
      return [unknownName(place, 'unknown_action')]
    return closest.flatMap((inner) => shapeProblems(inner, path))
  }
  if (path.at(-1) === 'type' && path.at(-2) === 'guard') return [unknownName(place, 'unknown_guard')]
  if (issue.code === 'invalid_key' && path.at(-2) === 'on') {
    const name = String(path.at(-1))
    return [
      problem(
        place,
        'reserved_event',
        `ชื่อเหตุการณ์ "${name}" ใช้ไม่ได้: ใช้อักษรใหญ่ A–Z ตัวเลข และ _ (ชื่อที่ขึ้นต้นด้วย xstate. สงวนไว้)`,
        `"${name}" is no event type: use A–Z, digits and _ (names such as xstate.* are reserved)`,
      ),
    ]
  }
  return [problem(place, 'invalid_shape', `รูปแบบไม่ถูกต้อง: ${issue.message}`, issue.message)]
}

const depthOf = (issues: z.core.$ZodIssue[]) => Math.max(0, ...issues.map((issue) => issue.path.length))

const unknownName = (place: string, code: ProblemCode): Problem =>
  code === 'unknown_guard'
    ? problem(
        place,
        code,
        'ไม่รู้จักเงื่อนไขนี้ (ใช้ได้: may, asked, notAsked)',
        'unknown guard (known: may, asked, notAsked)',
      )
    : problem(
        place,
        code,
        'ไม่รู้จักการกระทำนี้ (ใช้ได้: freeze, startAgain, notify)',
        'unknown action (known: freeze, startAgain, notify)',
      )

function nameProblems(procedure: Procedure): Problem[] {
  const { chart, roles, deadlines, form } = procedure
  const known = {
    roles: new Set([...builtInRoles, ...roles.map((role) => role.id)]),
    deadlines: new Set(deadlines.map((deadline) => deadline.id)),
    fields: new Set(form.map((field) => field.name)),
    events: new Set([...walk(chart)].flatMap(({ node }) => Object.keys(node.on ?? {}))),
  }
  const carried = new Set<string>(known.fields)
  for (const { transition } of allTransitions(chart))
    for (const need of transition.meta.needs ?? []) carried.add(need.field)

  const problems: Problem[] = [
    ...duplicates(roles, 'roles'),
    ...duplicates(deadlines, 'deadlines'),
    ...duplicates(procedure.categories, 'categories'),
    ...duplicates(procedure.rules, 'rules'),
    ...duplicates(
      form.map((field) => ({ id: field.name })),
      'form',
    ),
    ...duplicates(
      [...walk(chart)].flatMap(({ node }) => (node.id ? [{ id: node.id }] : [])),
      'chart',
    ),
  ]
  for (const [index, type] of procedure.requires.entries())
    if (!known.events.has(type))
      problems.push(unknown(`requires.${index}`, 'unknown_event', 'เหตุการณ์', 'event', type))
  for (const [index, rule] of procedure.rules.entries()) {
    for (const part of ['event', 'other'] as const)
      if (!known.events.has(rule[part]))
        problems.push(unknown(`rules.${index}.${part}`, 'unknown_event', 'เหตุการณ์', 'event', rule[part]))
    if (rule.by !== undefined && !known.roles.has(rule.by))
      problems.push(unknown(`rules.${index}.by`, 'unknown_role', 'บทบาท', 'role', rule.by))
  }
  deadlines.forEach((deadline, index) => {
    if (deadline.kind === 'date' && !carried.has(deadline.field))
      problems.push(unknown(`deadlines.${index}.field`, 'unknown_field', 'ช่องข้อมูล', 'field', deadline.field))
  })
  const role = (place: string, name: string) => {
    if (!known.roles.has(name)) problems.push(unknown(place, 'unknown_role', 'บทบาท', 'role', name))
  }
  for (const { place, node } of walk(chart)) problems.push(...nodeProblems(place, node, known.deadlines))
  for (const { place, from, kind, transition } of allTransitions(chart)) {
    const { guard, target } = transition
    if (target !== undefined && !resolveTarget(chart, from, target))
      problems.push(unknown(`${place}.target`, 'unknown_target', 'ขั้น', 'step', target))
    if (kind === 'on' && guard?.type !== 'may')
      problems.push(
        problem(
          place,
          'missing_guard',
          'ทางเลือกนี้ไม่ได้ระบุว่าใครทำได้',
          'this transition does not say who may take it (guard "may")',
        ),
      )
    problems.push(...guardProblems(`${place}.guard`, guard, kind, role, known.events, carried))
    for (const [index, need] of (transition.meta.needs ?? []).entries())
      problems.push(...needProblems(`${place}.meta.needs.${index}`, need, known.fields))
  }
  for (const { place, action } of allActions(chart))
    if (action.type === 'notify') role(`${place}.params.whom`, action.params.whom)
  return problems
}

function nodeProblems(place: string, node: StateNodeConfig | Chart, deadlines: Set<string>): Problem[] {
  const children = Object.keys(node.states ?? {})
  const problems: Problem[] = []
  if (children.length > 0 && node.type !== 'parallel' && !(node.initial && children.includes(node.initial)))
    problems.push(
      problem(
        `${place}.initial`,
        'missing_initial',
        'ไม่ได้ระบุขั้นแรก',
        'the first step (initial) is missing or unknown',
      ),
    )
  for (const delay of Object.keys(node.after ?? {}))
    if (!deadlines.has(delay))
      problems.push(unknown(`${place}.after.${delay}`, 'unknown_delay', 'กำหนดเวลา', 'deadline', delay))
  return problems
}

function guardProblems(
  place: string,
  guard: Guard | undefined,
  kind: TransitionKind,
  role: (place: string, name: string) => void,
  events: Set<string>,
  fields: Set<string>,
): Problem[] {
  if (!guard) return []
  if (guard.type !== 'may')
    return fields.has(guard.params.field)
      ? []
      : [unknown(`${place}.params.field`, 'unknown_field', 'ช่องข้อมูล', 'field', guard.params.field)]
  if (kind !== 'on')
    return [
      problem(
        place,
        'unknown_guard',
        'เงื่อนไข may ใช้ได้เฉพาะกับสิ่งที่คนทำ',
        'the guard "may" belongs to an event that a person sends',
      ),
    ]
  for (const name of [guard.params.as].flat()) role(`${place}.params.as`, name)
  return (guard.params.notBy ?? [])
    .filter((type) => !events.has(type))
    .map((type) => unknown(`${place}.params.notBy`, 'unknown_event', 'เหตุการณ์', 'event', type))
}

function needProblems(place: string, need: Need, fields: Set<string>): Problem[] {
  const bare = !('grounds' in need || 'items' in need || 'type' in need || 'required' in need)
  if (!bare || need.field === 'revision' || need.field === 'signature' || fields.has(need.field)) return []
  return [unknown(`${place}.field`, 'unknown_field', 'ช่องข้อมูล', 'field', need.field)]
}

const unknown = (place: string, code: ProblemCode, th: string, en: string, name: string): Problem =>
  problem(place, code, `ไม่รู้จัก${th} "${name}"`, `unknown ${en} "${name}"`)

function duplicates(list: { id: string }[], place: string): Problem[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [problem(`${place}.${index}`, 'duplicate_name', `ชื่อ "${id}" ซ้ำ`, `"${id}" stands twice`)]
  })
}

function flowProblems(chart: Chart): Problem[] {
  return [
    ...alwaysLoops(chart).map((path) =>
      problem(
        `chart.states.${path.join('.states.')}.always`,
        'endless_loop',
        `ทางอัตโนมัติวนกลับมาที่ขั้น "${path.join('.')}" ไม่รู้จบ`,
        `the automatic transitions (always) of "${path.join('.')}" lead back to it without end`,
      ),
    ),
    ...deadEnds(chart).map((path) =>
      problem(
        `chart.states.${path.join('.states.')}`,
        'dead_end',
        `ขั้น "${path.join('.')}" ไม่มีทางไปถึงตอนจบ`,
        `no path leads from "${path.join('.')}" to an end`,
      ),
    ),
  ]
}

type TransitionKind = 'on' | 'after' | 'always' | 'onDone'

/** Every transition of a chart with its place and the path of the step that it leaves. */
export function* allTransitions(
  chart: Chart,
): Generator<{ place: string; from: string[]; kind: TransitionKind; name: string; transition: Transition }> {
  for (const { place, path, node } of walk(chart)) {
    for (const kind of ['on', 'after'] as const)
      for (const [name, given] of Object.entries(node[kind] ?? {}))
        for (const transition of [given].flat())
          yield { place: `${place}.${kind}.${name}`, from: path, kind, name, transition }
    for (const kind of ['always', 'onDone'] as const)
      for (const transition of [node[kind] ?? []].flat())
        yield { place: `${place}.${kind}`, from: path, kind, name: '', transition }
  }
}

function* allActions(chart: Chart) {
  for (const { place, node } of walk(chart))
    for (const kind of ['entry', 'exit'] as const)
      for (const [index, action] of [node[kind] ?? []].flat().entries())
        yield { place: `${place}.${kind}.${index}`, action }
  for (const { place, transition } of allTransitions(chart))
    for (const [index, action] of [transition.actions ?? []].flat().entries())
      yield { place: `${place}.actions.${index}`, action }
}
