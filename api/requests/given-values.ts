import { allTransitions } from '../../machines/chart/transitions.ts'
import { canonicalJson } from '../../machines/hash/canonical.ts'
import { isEmpty } from '../../machines/procedure/field-value.ts'
import { dayFieldOf, type Procedure } from '../../machines/procedure/procedure.ts'
import { type ResolvedNeed, resolveNeed } from '../../machines/procedure/resolved-need.ts'
import { titleOfField } from '../../machines/procedure/titles.ts'
import type { RequestView } from '../http/contract.ts'

type Given = RequestView['given'][number]

/** What earlier events gave that stands in force and that the content does not say itself: a period, a contact. */
export function givenValues(
  procedure: Procedure,
  values: Record<string, unknown>,
  content: Record<string, unknown>,
): Given[] {
  return Object.entries(values)
    .filter(
      ([field, value]) => !isEmpty(value) && canonicalJson(value) !== canonicalJson(content[field] ?? null),
    )
    .map(([field, value]) => ({ field, ...describedIn(procedure, field), value }))
}

type Described = Omit<Given, 'field' | 'value'>
/** By procedure and field: every answer describes the same few fields, for which the whole chart is looked through. */
const known = new WeakMap<Procedure, Map<string, Described>>()

function describedIn(procedure: Procedure, field: string): Described {
  const fields = known.get(procedure) ?? new Map<string, Described>()
  known.set(procedure, fields)
  const described = fields.get(field) ?? {
    title: titleOfField(procedure, field),
    ...shapeOf(procedure, field),
  }
  fields.set(field, described)
  return described
}

/** How a value that an event carried is shown: as its need or the form says. */
function shapeOf(procedure: Procedure, field: string): Pick<Given, 'type' | 'options' | 'columns'> {
  if (procedure.deadlines.some((deadline) => dayFieldOf(deadline) === field)) return { type: 'date' }
  const needs = [...allTransitions(procedure.chart)].flatMap(({ transition }) => transition.meta.needs ?? [])
  const need = needs.find((one) => one.field === field)
  const resolved: ResolvedNeed | undefined = need && resolveNeed(need, procedure)
  if (resolved?.kind === 'publishUntil') return { type: 'date' }
  if (resolved?.kind !== 'field') return { type: 'textarea' }
  return {
    type: resolved.type,
    ...(resolved.options ? { options: resolved.options } : {}),
    ...(resolved.columns ? { columns: resolved.columns } : {}),
  }
}
