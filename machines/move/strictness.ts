import { canonicalJson } from '../hash/canonical.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import { fieldLack, fieldProblem, isEmpty } from '../procedure/field-value.ts'
import {
  type Condition,
  does,
  type May,
  type Procedure,
  type Text,
  type Transition,
} from '../procedure/procedure.ts'
import { fieldWithOptions, type ResolvedNeed, resolveNeed } from '../procedure/resolved-need.ts'
import { unreachable } from '../procedure/unreachable.ts'
import type { Context, Decision } from '../run/vocabulary.ts'

/** A transition with what it asks for, needs written out. */
export type Asking = {
  transition: Transition
  needs: ResolvedNeed[]
  may: May | undefined
  condition: Condition | undefined
  freezes: boolean
}
export type Recorded = Pick<Context, 'group' | 'values' | 'decisions'>

export function askingOf(transition: Transition, procedure: Procedure): Asking {
  const { may, condition } = partsOfGuard(transition.guard)
  return {
    transition,
    condition,
    needs: (transition.meta.needs ?? []).map((need) => resolveNeed(need, procedure)),
    may: may?.params,
    freezes: does('freeze', transition),
  }
}

/**
 * Whether whoever took `from` could have taken `to` with the same event: no other role or group may, nobody whom `to`
 * keeps apart, and nothing that `to` asks for is lacking. With `recorded`, what happened is looked at: who decided, in
 * which group, and which values were given; without, only what the two charts say. Whether the condition of `to` holds for a
 * request is judged by its values (`bypassedRequirement`); of two charts alone it must be the same.
 */
export function atLeastAsStrict(
  from: Asking,
  to: Asking,
  recorded?: { by: Decision[]; request: Recorded },
): boolean {
  return (
    from.freezes === to.freezes &&
    withinMay(from.may, to.may, recorded) &&
    (recorded !== undefined || !to.condition || isSameCondition(from.condition, to.condition)) &&
    to.needs.every((need) => isMet(need, from.needs, recorded?.request.values))
  )
}

/** Where conditions come from makes no difference to what they ask. */
const isSameCondition = (one: Condition | undefined, other: Condition): boolean =>
  one !== undefined && canonicalJson([one.type, one.params]) === canonicalJson([other.type, other.params])

function withinMay(
  from: May | undefined,
  to: May | undefined,
  recorded: { by: Decision[]; request: Recorded } | undefined,
): boolean {
  if (!to) return true
  if (!from) return false
  const roles = [from.as].flat()
  if (!roles.every((role) => [to.as].flat().includes(role))) return false
  const group = recorded?.request.group
  const reach = ({ group: named, within }: May) => named ?? (within === 'group' ? (group ?? 'own') : 'office')
  const held = roles.filter((role) => role !== 'owner')
  if (held.length > 0 && reach(to) !== 'office' && reach(from) !== reach(to)) return false
  const notBy = to.notBy ?? []
  if (!recorded) return notBy.every((type) => from.notBy?.includes(type))
  const { decisions } = recorded.request
  const apart = (one: Decision) =>
    decisions.slice(0, decisions.indexOf(one)).every(({ type, by }) => by !== one.by || !notBy.includes(type))
  return recorded.by.some(apart)
}

/** Whether what a need asks for was given: asked for as strictly, or, with the values, there as it has to be. */
function isMet(
  need: ResolvedNeed,
  asked: ResolvedNeed[],
  values: Record<string, unknown> | undefined,
): boolean {
  const like = asked.find(({ kind, field }) => kind === need.kind && field === need.field)
  switch (need.kind) {
    case 'signature':
    case 'revision':
      return like !== undefined
    case 'reasons':
      return like?.kind === 'reasons' && includes(need.grounds, like.grounds)
    case 'checked':
      return like?.kind === 'checked' && includes(like.items, need.items)
    case 'publishUntil':
      if (!need.required || (like?.kind === 'publishUntil' && like.required)) return true
      return values !== undefined && !isEmpty(values.publishUntil)
    case 'field': {
      if (!need.required || (like?.kind === 'field' && like.required && sameField(like, need))) return true
      const value = values?.[need.field]
      return !isEmpty(value) && fieldProblem(need, value) === undefined
    }
    default:
      return unreachable(need)
  }
}

type Named = { id: string; title: Text }
/** What was confirmed is the sentence, not the name that the chart has for it. */
const includes = (whole: Named[], part: Named[]) =>
  part.every(({ id, title }) => whole.some((one) => one.id === id && one.title.th === title.th))

type FieldNeed = Extract<ResolvedNeed, { kind: 'field' }>
const sameField = (one: FieldNeed, other: FieldNeed) =>
  (one.type === other.type || (one.type === 'textarea' && other.type === 'richText')) &&
  canonicalJson([one.options ?? [], one.columns ?? []]) ===
    canonicalJson([other.options ?? [], other.columns ?? []])

/** Whether a value that an event left can stand under every need of this version that names its field. */
export const fits = (askings: Asking[], field: string, value: unknown): boolean =>
  isEmpty(value) ||
  askings
    .flatMap(({ needs }) => needs)
    .every((need) => need.kind !== 'field' || need.field !== field || fieldProblem(need, value) === undefined)

/** The first field of the form that the content lacks, or whose value the form does not allow. */
export function lacking(procedure: Procedure, content: Record<string, unknown>): Text | undefined {
  for (const field of procedure.form) {
    const value = content[field.name]
    const isWrong = isEmpty(value)
      ? field.required
      : (fieldProblem(fieldWithOptions(field, procedure), value) ?? fieldLack(field, value)) !== undefined
    if (isWrong) return field.title
  }
  return undefined
}
