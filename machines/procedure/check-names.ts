import { nodeAt, type Place, walk } from '../chart/graph.ts'
import { allActions, allTransitions, type PlacedTransition } from '../chart/transitions.ts'
import { wrongYear } from '../text/wrong-year.ts'
import { fieldShapeProblems } from './check-fields.ts'
import { guardProblems, type Known, readFieldProblems, roleProblems } from './check-guards.ts'
import { partsOfGuard } from './condition.ts'
import { type IndexedChart, indexChart } from './indexed-chart.ts'
import { languageOf } from './language.ts'
import { isFurtherRecipient, noticeFacts, valuesNamedIn } from './notice-values.ts'
import {
  type Chart,
  dayFieldOf,
  fieldTypes,
  isSpecial,
  isWholeSpecial,
  type Need,
  type Procedure,
  type Reminder,
  reservedFields,
  toldBy,
} from './procedure.ts'
import { type Problem, problem, unknown } from './procedure-problem.ts'
import { shapesOfFields, typesOfFields } from './types-of-fields.ts'

type Told = NonNullable<ReturnType<typeof toldBy>>

/** `owner` needs no appointment: it is whoever made the request. */
const builtInRoles = ['owner']
/** Every name of a procedure that means nothing: XState would throw late, fire at once, or stay silent. */
export function nameProblems(procedure: Procedure): Problem[] {
  const { chart, roles, deadlines, form } = procedure
  const fields = new Set(form.map((field) => field.name))
  const transitions = [...allTransitions(chart)]
  const indexed = indexChart(chart)
  const needs = transitions.flatMap(({ transition }) => transition.meta.needs ?? [])
  const known: Known = {
    roles: new Set([...builtInRoles, ...roles.map((role) => role.id)]),
    deadlines: new Set(deadlines.map((deadline) => deadline.id)),
    fields,
    carried: new Set([...fields, ...needs.map((need) => need.field)]),
    types: typesOfFields(procedure),
    shapes: shapesOfFields(procedure),
    language: languageOf(procedure),
    events: new Set(transitions.flatMap(({ kind, name }) => (kind === 'on' ? [name] : []))),
  }
  return [
    ...listProblems(procedure),
    ...deadlines.flatMap((deadline, index) => {
      const field = dayFieldOf(deadline)
      return [
        ...(field === undefined ? [] : readFieldProblems(`deadlines.${index}.field`, field, known)),
        ...(deadline.reminders ?? []).flatMap((reminder, nth) =>
          reminderNameProblems(procedure, `deadlines.${index}.reminders.${nth}`, reminder, known),
        ),
      ]
    }),
    ...policyProblems(procedure, known),
    ...(['date', 'effectiveFrom'] as const).flatMap((name) => {
      const wrong = procedure.order[name] === null ? undefined : wrongYear(procedure.order[name])
      return wrong ? [problem(`order.${name}`, 'invalid_shape', wrong.th, wrong.en)] : []
    }),
    ...[...walk(chart)].flatMap((at) => stepProblems(chart, indexed, at, known)),
    ...transitions.flatMap((placed) => transitionProblems(indexed, placed, known)),
    ...[...allActions(chart)].flatMap(({ place, action }) => {
      const told = toldBy(action)
      return told ? toldProblems(procedure, `${place}.params`, told, known) : []
    }),
  ]
}

/** Whom a notice reaches, and what its text names. In the first language braces are only braces. */
function toldProblems(
  procedure: Procedure,
  place: string,
  { whom, within, group, of }: Told,
  known: Known,
): Problem[] {
  if (languageOf(procedure) === 1)
    return isFurtherRecipient(whom) && !known.roles.has(whom)
      ? [
          problem(
            `${place}.whom`,
            'unknown_role',
            `ภาษารุ่น 1 ไม่มีผู้รับแจ้ง "${whom}" ต้องใช้ภาษารุ่น 2`,
            `the first language cannot tell "${whom}": the second can`,
          ),
        ]
      : roleProblems(`${place}.whom`, whom, known)
  const isPerson = isFurtherRecipient(whom)
  return [
    ...(isPerson ? [] : roleProblems(`${place}.whom`, whom, known)),
    ...(isPerson && (within !== undefined || group !== undefined)
      ? [
          problem(
            `${place}.${within === undefined ? 'group' : 'within'}`,
            'unknown_key',
            `ผู้รับแจ้ง "${whom}" ไม่มีขอบเขตกลุ่มหรือสำนักงาน`,
            `"${whom}" has no scope of a group or the office`,
          ),
        ]
      : []),
    ...valuesNamedIn(of)
      .filter((name) => !noticeFacts.includes(name) && !known.carried.has(name))
      .map((name) => unknown(`${place}.of`, 'unknown_field', 'ช่องข้อมูล', 'field', name)),
  ]
}

/** The same of a reminder; it comes from nobody, so that neither its recipient nor its text can be about who acted. */
function reminderNameProblems(
  procedure: Procedure,
  place: string,
  { whom, within, group, of }: Reminder,
  known: Known,
): Problem[] {
  // In the first language reminders are refused whole.
  if (languageOf(procedure) === 1) return []
  if (whom === 'actor' || whom === 'superiorOfActor')
    return [
      problem(
        `${place}.whom`,
        'unknown_role',
        `การเตือนไม่มีผู้ดำเนินการ จึงไม่มีผู้รับแจ้ง "${whom}"`,
        `nobody acts when a reminder comes, so that there is no "${whom}" to tell`,
      ),
    ]
  const said = of && valuesNamedIn(of).includes('actor')
  return [
    ...toldProblems(procedure, place, { whom, within, group, of: of ?? noText }, known),
    ...(said
      ? [
          problem(
            `${place}.of`,
            'unknown_field',
            'การเตือนไม่มีผู้ดำเนินการ จึงไม่มีค่า "actor" ให้แสดง',
            'nobody acts when a reminder comes, so that its text cannot name "actor"',
          ),
        ]
      : []),
  ]
}
const noText = { th: '', en: '' }

/** What the order requires and the office's own rules: about events and roles that there are. */
function policyProblems({ requires, rules }: Procedure, known: Known): Problem[] {
  const event = (place: string, type: string) =>
    known.events.has(type) ? [] : [unknown(place, 'unknown_event', 'เหตุการณ์', 'event', type)]
  return [
    ...requires.flatMap((type, index) => event(`requires.${index}`, type)),
    ...rules.flatMap((rule, index) => [
      ...event(`rules.${index}.event`, rule.event),
      ...event(`rules.${index}.other`, rule.other),
      ...(rule.by === undefined ? [] : roleProblems(`rules.${index}.by`, rule.by, known)),
    ]),
  ]
}

function listProblems(procedure: Procedure): Problem[] {
  const { chart, roles, deadlines, categories, rules, form } = procedure
  const fields = form.map(({ name }, index) => ({ place: `form.${index}.name`, name }))
  const problems = [
    ...duplicates(ids(roles, 'roles')),
    ...duplicates(ids(deadlines, 'deadlines')),
    ...duplicates(ids(categories, 'categories')),
    ...duplicates(ids(rules, 'rules')),
    ...duplicates(fields),
    ...duplicates(
      [...walk(chart)].flatMap(({ place, node }) =>
        node.id ? [{ place: `${place}.id`, name: node.id }] : [],
      ),
    ),
    ...fields.flatMap(({ place, name }) => reserved(place, name)),
  ]
  roles.forEach(({ id }, index) => {
    if (builtInRoles.includes(id) || (languageOf(procedure) > 1 && isFurtherRecipient(id)))
      problems.push(twice(`roles.${index}.id`, id))
  })
  form.forEach(({ type, options = [] }, index) => {
    if (fieldTypes[type].options === 'own' && options.length === 0)
      problems.push(
        problem(
          `form.${index}.options`,
          'missing_field',
          'ไม่มีตัวเลือกให้เลือก',
          'there are no options to choose from',
        ),
      )
  })
  form.forEach((field, index) => {
    problems.push(...fieldShapeProblems(`form.${index}`, field, 'form'))
  })
  // The title is what lists, feeds and the public page call a request by.
  if (!form.some(({ name, type }) => name === 'title' && type === 'text'))
    problems.push(
      problem('form', 'missing_field', 'ต้องมีช่อง "title" (text)', 'the form needs a field "title" (text)'),
    )
  return problems
}

const ids = (list: { id: string }[], place: string) =>
  list.map(({ id }, index) => ({ place: `${place}.${index}.id`, name: id }))

function duplicates(list: { place: string; name: string }[]): Problem[] {
  const seen = new Set<string>()
  return list.flatMap(({ place, name }) => {
    if (seen.has(name)) return [twice(place, name)]
    seen.add(name)
    return []
  })
}

const twice = (place: string, name: string) =>
  problem(place, 'duplicate_name', `ชื่อ "${name}" ซ้ำ`, `"${name}" stands twice`)

const reserved = (place: string, name: string): Problem[] =>
  reservedFields.has(name)
    ? [problem(place, 'reserved_field', `ชื่อช่อง "${name}" สงวนไว้`, `"${name}" cannot be the name of a field`)]
    : []

const never = ['on', 'after', 'always', 'onDone', 'entry', 'exit', 'tags', 'initial'] as const

function stepProblems(
  chart: Chart,
  indexed: IndexedChart,
  { place, path, node }: Place,
  known: Known,
): Problem[] {
  const children = Object.keys(node.states ?? {})
  const problems: Problem[] = []
  const wrong = (key: string, th: string, en: string) =>
    problems.push(problem(`${place}.${key}`, 'invalid_shape', th, en))

  const fits = { compound: true, parallel: true, atomic: false, final: false, history: false }
  if (node.type !== undefined && fits[node.type] !== children.length > 0)
    wrong(
      'type',
      `ชนิด "${node.type}" ไม่ตรงกับการ${children.length > 0 ? 'มี' : 'ไม่มี'}ขั้นย่อย`,
      `a step of type "${node.type}" ${fits[node.type] ? 'needs' : 'cannot have'} steps inside`,
    )
  if (children.length === 0 && node.onDone)
    wrong('onDone', 'ไม่มีขั้นย่อยที่จะจบ', 'there are no steps inside that could end')
  if (node.type === 'history') {
    for (const key of never)
      if (node[key] !== undefined)
        wrong(key, 'ขั้นย้อนกลับ (history) มีช่องนี้ไม่ได้', 'a history step cannot have this')
    const { target } = node
    const first = target === undefined ? undefined : indexed.resolve(path, target)
    // Histories that point at each other would never name a step.
    const leads = first !== undefined && first.node.type !== 'history'
    if (target !== undefined && (target.startsWith('.') || !leads))
      problems.push(unknown(`${place}.target`, 'unknown_target', 'ขั้น', 'step', target))
  } else
    for (const key of ['target', 'history'] as const)
      if (node[key] !== undefined) wrong(key, 'ใช้ได้เฉพาะกับขั้นย้อนกลับ (history)', 'belongs to a history step')

  const first = node.initial === undefined ? undefined : nodeAt(chart, [...path, node.initial])
  const needsFirst = node.initial !== undefined || (children.length > 0 && node.type !== 'parallel')
  if (needsFirst && (!first || first.type === 'history'))
    problems.push(
      problem(
        `${place}.initial`,
        'missing_initial',
        'ไม่ได้ระบุขั้นแรก หรือไม่มีขั้นนั้น',
        'the first step (initial) is missing or unknown',
      ),
    )
  for (const delay of Object.keys(node.after ?? {}))
    if (!known.deadlines.has(delay))
      problems.push(unknown(`${place}.after.${delay}`, 'unknown_delay', 'กำหนดเวลา', 'deadline', delay))
  return problems
}

function transitionProblems(indexed: IndexedChart, placed: PlacedTransition, known: Known): Problem[] {
  const { place, from, kind, transition } = placed
  const { guard, target, meta } = transition
  const problems: Problem[] = []
  if (target !== undefined && !indexed.resolve(from, target))
    problems.push(unknown(`${place}.target`, 'unknown_target', 'ขั้น', 'step', target))
  if (kind === 'on' && !partsOfGuard(guard).may)
    problems.push(
      problem(
        place,
        'missing_guard',
        'ทางเลือกนี้ไม่ได้ระบุผู้ดำเนินการ',
        'this transition does not say who may take it (guard "may")',
      ),
    )
  problems.push(...guardProblems(`${place}.guard`, guard, kind, known))
  for (const [index, need] of (meta.needs ?? []).entries())
    problems.push(...needProblems(`${place}.meta.needs.${index}`, need, known))
  return problems
}

function needProblems(place: string, need: Need, { fields }: Known): Problem[] {
  if ('type' in need)
    return [...reserved(`${place}.field`, need.field), ...fieldShapeProblems(place, need, 'event')]
  // Every bare name, that of a special need without its parts too, is one of the form.
  if ((isSpecial(need) && isWholeSpecial(need)) || fields.has(need.field)) return []
  return [unknown(`${place}.field`, 'unknown_field', 'ช่องข้อมูล', 'field', need.field)]
}
