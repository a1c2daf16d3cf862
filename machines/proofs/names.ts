import { walk } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { fieldTestsOf, partsOfGuard, valuesNamed } from '../procedure/condition.ts'
import { type Action, type Procedure, type Transition, toldBy } from '../procedure/procedure.ts'
import { resolveNeed } from '../procedure/resolved-need.ts'
import type { OfficeFacts, Proof } from './proof.ts'
import { holds, violated } from './words.ts'

/** Everything that is named exists: groups in the office, and options in their fields; the rest `checkProcedure` refuses. */
export function namesExist(procedure: Procedure, { groups }: OfficeFacts): Proof[] {
  const proofs = [
    ...unknownGroups(procedure, new Set(groups.map(({ id }) => id))),
    ...unknownOptions(procedure),
  ]
  if (proofs.length > 0) return proofs
  return [
    holds(
      'names',
      'กำหนดเวลา เงื่อนไข การกระทำ ช่องข้อมูล ประเภท และกลุ่มที่อ้างถึงมีอยู่จริงทั้งหมด',
      'Every deadline, guard, action, field, category and group that is named exists.',
    ),
  ]
}

function unknownGroups({ chart, deadlines }: Procedure, known: Set<string>): Proof[] {
  const named = new Map<string, Set<string>>()
  const name = (group: string | undefined, step: string) => {
    if (group !== undefined && !known.has(group)) named.set(group, (named.get(group) ?? new Set()).add(step))
  }
  const notified = (actions: Action | Action[] | undefined, step: string) => {
    for (const action of [actions ?? []].flat()) name(toldBy(action)?.group, step)
  }
  for (const { path, node } of walk(chart)) {
    notified(node.entry, path.join('.'))
    notified(node.exit, path.join('.'))
  }
  for (const { from, transition } of allTransitions(chart)) {
    name(partsOfGuard(transition.guard).may?.params.group, from.join('.'))
    notified(transition.actions, from.join('.'))
  }
  for (const { reminders = [] } of deadlines) for (const { group } of reminders) name(group, '')
  return [...named].map(([group, steps]) =>
    violated(
      `group:${group}`,
      `แผนผังอ้างถึงกลุ่ม “${group}” ซึ่งสำนักงานนี้ไม่มี`,
      `The chart names the group “${group}”, which this office does not have.`,
      { steps: [...steps].filter(Boolean) },
    ),
  )
}

/** A guard that asks for an option which no field offers would never be true. */
function unknownOptions(procedure: Procedure): Proof[] {
  const offered = optionsOf(procedure)
  const proofs = new Map<string, Proof>()
  for (const { from, transition } of allTransitions(procedure.chart))
    for (const { field, value } of namedBy(transition)) {
      const options = offered.get(field)
      if (!options || options.has(value)) continue
      const id = `option:${field}:${value}`
      const proof = violated(
        id,
        `เงื่อนไขอ้างถึงตัวเลือก “${value}” ซึ่งช่อง “${field}” ไม่มี`,
        `A condition names the option “${value}”, which the field “${field}” does not offer.`,
        { steps: [...new Set([...(proofs.get(id)?.steps ?? []), from.join('.')])] },
      )
      proofs.set(id, proof)
    }
  return [...proofs.values()]
}

const namedBy = ({ guard }: Transition) =>
  fieldTestsOf(guard).flatMap((test) => valuesNamed(test).map((value) => ({ field: test.field, value })))

/** For each field that offers options, or the categories, their ids; a field of free text has none. */
function optionsOf(procedure: Procedure): Map<string, Set<string>> {
  const needs = [
    ...procedure.form.map(({ name }) => ({ field: name })),
    ...[...allTransitions(procedure.chart)].flatMap(({ transition }) => transition.meta.needs ?? []),
  ]
  const offered = new Map<string, Set<string>>()
  for (const need of needs) {
    const field = resolveNeed(need, procedure)
    if (field.kind !== 'field' || !field.options) continue
    const known = offered.get(field.field) ?? new Set()
    for (const { id } of field.options) known.add(id)
    offered.set(field.field, known)
  }
  return offered
}
