import { z } from 'zod'
import { edgesOf } from '../chart/edges.ts'
import { nodeAt } from '../chart/graph.ts'
import { type PlacedTransition, transitionsAt } from '../chart/transitions.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import { type Need, type Procedure, toldBy } from '../procedure/procedure.ts'
import type { GivenMark } from '../procedure/provenance.ts'
import { unreachable } from '../procedure/unreachable.ts'

const name = z.string().min(1).max(300)
/** The procedure that a place is in; the office's publication where it is left out. */
const procedure = name.optional()
/** A transition by the step that it leaves (a dotted path) and its event, its deadline, or `always` or `done`. */
const transition = { step: name, type: name, procedure }

/** What the product itself does for every office, by the address at which it is met. */
export const features = {
  signIn: '/sign-in',
  people: '/people',
  publicProcedure: '/o/{office}/procedure',
  supervision: '/supervision',
  /** Printed from the page of a request. */
  papers: '/requests/:id',
} as const
export type Feature = keyof typeof features

/** Where a clause lives: a part of a procedure of its office, or a feature of the product. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), step: name, procedure }),
  /** `by`: who may take it must include this role; `to`: it leads to this step. */
  z.strictObject({ kind: z.literal('choice'), ...transition, by: name.optional(), to: name.optional() }),
  /** `item`: of a checklist, of the grounds, or of the options of a field. */
  z.strictObject({ kind: z.literal('need'), ...transition, field: name, item: name.optional() }),
  z.strictObject({ kind: z.literal('notice'), ...transition, whom: name }),
  /** The document's own word for at once. */
  z.strictObject({ kind: z.literal('promptly'), step: name, procedure }),
  /** `option`: of those that the field offers; `required`: the form cannot be sent without it. */
  z.strictObject({
    kind: z.literal('field'),
    field: name,
    option: name.optional(),
    required: z.literal(true).optional(),
    procedure,
  }),
  z.strictObject({ kind: z.literal('deadline'), deadline: name, procedure }),
  z.strictObject({ kind: z.literal('category'), category: name, procedure }),
  z.strictObject({ kind: z.literal('role'), role: name, procedure }),
  /** What nothing becomes public without. */
  z.strictObject({ kind: z.literal('requirement'), event: name, procedure }),
  z.strictObject({ kind: z.literal('feature'), feature: z.enum(Object.keys(features) as Feature[]) }),
])
export type Place = z.infer<typeof placeSchema>
/** A place within a procedure. */
export type ProcedurePlace = Exclude<Place, { kind: 'feature' }>

/** The type of a transition, as edges call it: those of `always` and `onDone` have no name of their own. */
const typeOf = ({ kind, name }: Pick<PlacedTransition, 'kind' | 'name'>) =>
  kind === 'always' ? 'always' : kind === 'onDone' ? 'done' : name

const nodeOf = ({ chart }: Procedure, step: string) => nodeAt(chart, step.split('.'))

/** The transitions that a place names; none where the procedure has no such step. */
export function transitionsAtPlace(
  procedure: Procedure,
  { step, type }: { step: string; type: string },
): PlacedTransition['transition'][] {
  const node = nodeOf(procedure, step)
  if (!node) return []
  const path = step.split('.')
  return [...transitionsAt({ at: [], path, node })]
    .filter((placed) => typeOf(placed) === type)
    .map(({ transition }) => transition as PlacedTransition['transition'])
}

/** What a need offers: the items of a checklist, the grounds of reasons, the options of a field. */
function itemsOf(need: Need): ({ id: string } & GivenMark)[] {
  if ('items' in need) return need.items
  if ('grounds' in need) return need.grounds
  return ('options' in need && need.options) || []
}

/** What is said to be added to the document serves none of its clauses; of the first language nothing is said. */
const isServing = ({ source }: GivenMark): boolean => source !== 'added'

/** Whether a procedure has a place, and does not say that it is added. */
export function has(procedure: Procedure, place: ProcedurePlace): boolean {
  switch (place.kind) {
    case 'step':
      return nodeOf(procedure, place.step) !== undefined
    case 'choice': {
      const { by, to } = place
      const edges = edgesOf(procedure.chart)
      const leads =
        to === undefined ||
        edges.some((edge) => edge.from === place.step && edge.type === place.type && edge.to === to)
      return (
        leads &&
        transitionsAtPlace(procedure, place).some(
          ({ guard }) => by === undefined || [partsOfGuard(guard).may?.params.as ?? []].flat().includes(by),
        )
      )
    }
    case 'need':
      return transitionsAtPlace(procedure, place).some(({ meta }) =>
        meta.needs?.some(
          (need) =>
            need.field === place.field &&
            isServing(need) &&
            (place.item === undefined ||
              itemsOf(need).some((item) => item.id === place.item && isServing(item))),
        ),
      )
    case 'notice':
      return transitionsAtPlace(procedure, place).some(({ actions = [] }) =>
        [actions].flat().some((action) => toldBy(action)?.whom === place.whom && isServing(action)),
      )
    case 'promptly':
      return nodeOf(procedure, place.step)?.meta?.promptly !== undefined
    case 'field':
      return procedure.form.some(
        ({ name, options = [], required, source }) =>
          name === place.field &&
          isServing({ source }) &&
          (place.option === undefined || options.some(({ id }) => id === place.option)) &&
          (place.required === undefined || required),
      )
    case 'deadline':
      return procedure.deadlines.some((one) => one.id === place.deadline && isServing(one))
    case 'category':
      return procedure.categories.some((one) => one.id === place.category && isServing(one))
    case 'role':
      return procedure.roles.some((one) => one.id === place.role && isServing(one))
    case 'requirement':
      return procedure.requires.includes(place.event)
    default:
      return unreachable(place)
  }
}

type Within = { procedure?: string }

export const step = (id: string, within: Within = {}): Place => ({ kind: 'step', step: id, ...within })
export const choice = (
  from: string,
  type: string,
  { by, to, procedure }: { by?: string; to?: string; procedure?: string } = {},
): Place => ({
  kind: 'choice',
  step: from,
  type,
  ...(by !== undefined && { by }),
  ...(to !== undefined && { to }),
  ...(procedure !== undefined && { procedure }),
})
/** A need whole, or each of some of its items. */
export const needs = (from: string, type: string, field: string, ...items: string[]): Place[] =>
  items.length === 0
    ? [{ kind: 'need', step: from, type, field }]
    : items.map((item) => ({ kind: 'need', step: from, type, field, item }))
export const notice = (from: string, type: string, whom: string): Place => ({
  kind: 'notice',
  step: from,
  type,
  whom,
})
export const promptly = (id: string): Place => ({ kind: 'promptly', step: id })
export const field = (id: string, given: { option?: string; required?: true } = {}): Place => ({
  kind: 'field',
  field: id,
  ...given,
})
export const deadline = (id: string): Place => ({ kind: 'deadline', deadline: id })
export const category = (id: string): Place => ({ kind: 'category', category: id })
export const role = (id: string): Place => ({ kind: 'role', role: id })
export const requirement = (event: string): Place => ({ kind: 'requirement', event })
export const feature = (id: Feature): Place => ({ kind: 'feature', feature: id })
/** The same places in a procedure other than the office's publication. */
export const within = (procedure: string, places: Place[]): Place[] =>
  places.map((place) => (place.kind === 'feature' ? place : { ...place, procedure }))
