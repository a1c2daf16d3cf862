import type { ChoiceView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { isResting } from './waits-for.ts'

/** `forward`: carries the request on. `return`: asks for reasons. `ending`: ends it for good, so it is confirmed. */
export type ChoiceKind = 'forward' | 'return' | 'ending'

/** What sort of choice this is on its chart. Until the chart is there, what is named as an ending counts as one. */
export function kindOf(choice: ChoiceView, procedure: ProcedureView | undefined): ChoiceKind {
  const target = procedure?.layout.nodes.find(({ id }) => id === choice.target)
  const ends = target ? target.kind === 'final' && target.parent === null : choice.type === 'WITHDRAW'
  if (ends) return 'ending'
  return choice.needs.some(({ field }) => field === 'reasons') ? 'return' : 'forward'
}

export type Sorted = {
  /** The one choice that carries the request on: its fields stand open. */
  main: ChoiceView | undefined
  /** Where several carry it on: the one that stands out. */
  first: ChoiceView | undefined
  /** My other choices, those that carry the request on first, endings last. */
  more: ChoiceView[]
  /** What only others may do. */
  others: ChoiceView[]
}

/** Sorts the choices of a request for the page. One choice that two present steps offer alike is shown once. */
export function sortChoices(
  { choices, steps }: Pick<RequestView, 'choices' | 'steps'>,
  procedure: ProcedureView | undefined,
): Sorted {
  const once = choices.filter(
    (choice, index) =>
      choices.findIndex((other) => other.type === choice.type && other.allowed === choice.allowed) === index,
  )
  const mine = once.filter(({ allowed }) => allowed)
  const order: ChoiceKind[] = ['forward', 'return', 'ending']
  const sorted = [...mine].sort(
    (a, b) => order.indexOf(kindOf(a, procedure)) - order.indexOf(kindOf(b, procedure)),
  )
  const forward = sorted.filter((choice) => kindOf(choice, procedure) === 'forward')
  const awaited = !isResting(steps, procedure)
  const main = awaited && forward.length === 1 ? forward[0] : undefined
  return {
    main,
    first: awaited && !main ? forward[0] : undefined,
    more: sorted.filter((choice) => choice !== main),
    others: once.filter(({ allowed, type }) => !allowed && !mine.some((choice) => choice.type === type)),
  }
}
