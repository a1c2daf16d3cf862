import { allTransitions } from '../chart/transitions.ts'
import { does, type Procedure, type Text } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import type { Context, Decision } from '../run/vocabulary.ts'
import { type Edge, pathsOf } from './paths.ts'
import { type Asking, askingOf, atLeastAsStrict, lacking } from './strictness.ts'

/** What of a request's past counts in the new version, transition by transition. */
export type Brought = {
  /** Its content was submitted, and is whole as the new version wants it. */
  isSubmitted: boolean
  /** What the content lacks there, in words. */
  lacks: Text | undefined
  /** A decision about the present content that was taken as strictly as this transition wants; in the role, if given. */
  counts: (edge: Edge, by?: string) => boolean
  /** The same about whatever content. */
  everCounted: (edge: Edge) => boolean
  /** A submission as strict as this one, under whatever name. */
  submits: (edge: Edge) => boolean
}

/** Decisions that stand only for the separation of duties: they never count as taken. */
export const forSeparation = -1

/**
 * The decisions with the names that the new version has for them: who submitted is excluded from what it says of its own
 * submission, whatever that is called.
 */
export function withNewNames(from: Procedure, to: Procedure, decisions: Decision[]): Decision[] {
  const were = submittingTypes(from)
  const are = submittingTypes(to)
  return decisions.flatMap((one) => {
    if (!were.has(one.type) || are.has(one.type)) return [one]
    return [one, ...[...are].map((type) => ({ ...one, type, revision: forSeparation }))]
  })
}

type Typed = { type: string; asking: Asking }

export function broughtTo(
  from: Procedure,
  to: Compiled,
  before: Context,
  content: Record<string, unknown> | undefined,
): Brought {
  const context = { ...before, decisions: withNewNames(from, to.procedure, before.decisions) }
  const were = askingsOf(from)
  const { edges } = pathsOf(to)
  const are = edges.map((edge) => ({ type: edge.type, asking: askingOf(edge.transition, to.procedure) }))
  const lacks = content && context.revision > 0 ? lacking(to.procedure, content) : undefined
  const satisfied = (by: Decision[]): Set<number> => {
    const found = new Set<number>()
    for (const type of new Set(by.map((one) => one.type)))
      for (const index of satisfiedBy(
        type,
        by.filter((one) => one.type === type),
        { were, are, context },
      ))
        found.add(index)
    return found
  }
  const about = (revision: number) => context.decisions.filter((one) => one.revision === revision)
  const taken = context.decisions.filter(({ revision }) => revision !== forSeparation)
  const current = satisfied(about(context.revision))
  const ever = satisfied(taken)
  const submitted = submissions(taken, { were, are, context })
  const rolesOf = (type: string) =>
    were.flatMap((one) => (one.type === type && one.asking.may ? [one.asking.may.as].flat() : []))
  return {
    lacks,
    isSubmitted: context.revision > 0 && lacks === undefined,
    counts: ({ index, type }, by) =>
      current.has(index) && (by === undefined || rolesOf(type).every((role) => role === by)),
    everCounted: ({ index }) => ever.has(index),
    submits: ({ index }) => lacks === undefined && submitted.has(index),
  }
}

export const askingsOf = (procedure: Procedure): Typed[] =>
  [...allTransitions(procedure.chart)].flatMap(({ kind, name, transition }) =>
    kind === 'on' ? [{ type: name, asking: askingOf(transition, procedure) }] : [],
  )

type Both = { were: Typed[]; are: Typed[]; context: Context }

/**
 * The transitions of a type that its recorded decisions satisfy. Which transition took a decision is not recorded: where
 * the old version had several, each must be as strict as one of the new, and each of the new be met by one of them.
 */
function satisfiedBy(type: string, by: Decision[], { were, are, context }: Both): number[] {
  const old = were.filter((one) => one.type === type)
  const isAs = (was: Typed, is: Typed) => atLeastAsStrict(was.asking, is.asking, { by, request: context })
  const own = are.flatMap((one, index) => (one.type === type ? [index] : []))
  const met = own.filter((index) => old.some((was) => isAs(was, are[index] as Typed)))
  if (old.length === 1) return met
  const isWhole =
    met.length === own.length && old.every((was) => own.some((index) => isAs(was, are[index] as Typed)))
  return isWhole ? met : []
}

/** The submissions of the new version that the recorded ones satisfy: known by what they did, not by their names. */
function submissions(decisions: Decision[], { were, are, context }: Both): Set<number> {
  const old = were.filter(({ asking }) => asking.freezes)
  const found = new Set<number>()
  for (const [index, is] of are.entries()) {
    if (!is.asking.freezes || is.type === '') continue
    const isMet = (was: Typed) => {
      const by = decisions.filter(({ type }) => type === was.type)
      return by.length > 0 && atLeastAsStrict(was.asking, is.asking, { by, request: context })
    }
    if (old.some(isMet)) found.add(index)
  }
  return found
}

/** The types of the events that submit. */
export const submittingTypes = (procedure: Procedure): Set<string> =>
  new Set(
    [...allTransitions(procedure.chart)].flatMap(({ kind, name, transition }) =>
      kind === 'on' && does('freeze', transition) ? [name] : [],
    ),
  )
