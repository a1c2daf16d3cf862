import type { ChoiceView, ProcedureView, RequestView } from '../../api/http/contract.ts'
import { choiceKinds } from '../../machines/chart/edges.ts'
import { isResting } from './waits-for.ts'

export type Sorted = {
  /** The one choice that carries the request on: its fields stand open. */
  main: ChoiceView | undefined
  /** Where several carry it on: the one that stands out. */
  first: ChoiceView | undefined
  /** My other choices, those that carry the request on first, endings last. */
  more: ChoiceView[]
  /** What I may do on a condition that does not hold now. */
  shut: ChoiceView[]
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
  const sorted = [...mine].sort((a, b) => choiceKinds.indexOf(a.kind) - choiceKinds.indexOf(b.kind))
  const forward = sorted.filter(({ kind }) => kind === 'forward')
  const awaited = !isResting(steps, procedure)
  const main = awaited && forward.length === 1 ? forward[0] : undefined
  return {
    main,
    first: awaited && !main ? forward[0] : undefined,
    more: sorted.filter((choice) => choice !== main),
    shut: once.filter(({ refusals }) => refusals.some(({ code }) => code === 'condition_unmet')),
    // What nobody can do now, others cannot do either.
    others: once.filter(
      ({ allowed, unmet, type }) => !allowed && !unmet && !mine.some((choice) => choice.type === type),
    ),
  }
}
