import { nodeAt, resolverOf, startsWith, walk } from '../chart/graph.ts'
import { allTransitions, type TransitionKind } from '../chart/transitions.ts'
import { type FieldTest, fieldTestsOf, nameOfTest } from '../procedure/condition.ts'
import { type Chart, does, needTraits, type Procedure, type Transition } from '../procedure/procedure.ts'
import { kindOfNeed } from '../procedure/resolved-need.ts'
import { stepsOf } from '../run/standing.ts'
import type { ChartSnapshot } from '../run/step.ts'

type Out = {
  from: string[]
  to: string[] | undefined
  tests: FieldTest[]
  kind: TransitionKind
  transition: Transition
}

const outs = new WeakMap<Procedure, Out[]>()
const known = new WeakMap<Procedure, Map<string, FieldTest[]>>()

/**
 * The tests of fields that a guard can still make from where a request stands: of what no guard ahead looks at, two
 * requests that differ in it alone have the same future. Wider than what can be reached, never narrower: every transition
 * of a step that may become active counts, whoever may take it, and of a step that is entered all that lies in it.
 */
export function testsAhead(procedure: Procedure, { value, historyValue }: ChartSnapshot): FieldTest[] {
  const remembered = Object.keys(historyValue as object).length > 0
  // What history leads back to stands in no transition: then every guard counts.
  const key = remembered ? '' : stepsOf(value).join()
  const found = known.get(procedure) ?? new Map<string, FieldTest[]>()
  known.set(procedure, found)
  const tests = found.get(key) ?? (remembered ? allTests(procedure) : testsFrom(procedure, stepsOf(value)))
  found.set(key, tests)
  return tests
}

function outsOf(procedure: Procedure): Out[] {
  const made = outs.get(procedure)
  if (made) return made
  const resolve = resolverOf(procedure.chart)
  const all = [...allTransitions(procedure.chart)].map(
    ({ from, kind, transition }): Out => ({
      from,
      kind,
      transition,
      to: transition.target === undefined ? undefined : resolve(from, transition.target),
      tests: fieldTestsOf(transition.guard),
    }),
  )
  outs.set(procedure, all)
  return all
}

const allTests = (procedure: Procedure): FieldTest[] => distinct(outsOf(procedure))

function testsFrom(procedure: Procedure, leaves: string[]): FieldTest[] {
  const hasHistory = [...walk(procedure.chart)].some(({ node }) => node.type === 'history')
  if (hasHistory) return allTests(procedure)
  return distinct([
    ...outsFrom(
      procedure,
      leaves.map((leaf) => leaf.split('.')),
    ),
  ])
}

/** The transitions that may be taken once these steps are entered, or while they stand. */
function outsFrom(procedure: Procedure, starts: string[][]): Set<Out> {
  // Steps under which all counts, and whose groups count with them.
  const reached = [...starts]
  const isAhead = ({ from }: Out) => reached.some((path) => startsWith(path, from) || startsWith(from, path))
  const taken = new Set<Out>()
  for (let more = true; more; ) {
    more = false
    for (const one of outsOf(procedure)) {
      if (taken.has(one) || !isAhead(one)) continue
      taken.add(one)
      more = true
      if (one.to) reached.push(entered(procedure.chart, one.from, one.to))
    }
  }
  return taken
}

/** What a transition enters: into one track of a parallel step, from anywhere but that track, the others with it. */
function entered(chart: Chart, from: string[], to: string[]): string[] {
  const depth = to.findIndex(
    (_, index) =>
      nodeAt(chart, to.slice(0, index))?.type === 'parallel' && !startsWith(from, to.slice(0, index + 1)),
  )
  return depth === -1 ? to : to.slice(0, depth)
}

/** The outermost parallel step in which a step stands: its other tracks stand with it. */
function withTracks(chart: Chart, path: string[]): string[] {
  const depth = path.findIndex((_, index) => nodeAt(chart, path.slice(0, index))?.type === 'parallel')
  return depth === -1 ? path : path.slice(0, depth)
}

function distinct(of: Out[]): FieldTest[] {
  const tests = new Map<string, FieldTest>()
  for (const { tests: own } of of) for (const test of own) tests.set(nameOfTest(test), test)
  return [...tests.values()]
}

/** Tests by the field that they look at. */
export function byField(tests: FieldTest[]): Map<string, FieldTest[]> {
  const found = new Map<string, FieldTest[]>()
  for (const test of tests) found.set(test.field, [...(found.get(test.field) ?? []), test])
  return found
}

/** A condition that looks at a field before anybody can have filled it in. */
export type TooEarly = { field: string; from: string[]; transition: Transition }

/**
 * The conditions that look at a field which no event before them can have left: they turn out the same for every request.
 * None is told where some path might bring the field, whoever may take it.
 */
export function readTooEarly(procedure: Procedure): TooEarly[] {
  const outs = outsOf(procedure)
  const hasHistory = [...walk(procedure.chart)].some(({ node }) => node.type === 'history')
  const found: TooEarly[] = []
  for (const [field] of byField(distinct(outs))) {
    const bringing = outs.filter(
      ({ kind, transition }) => kind === 'on' && brings(procedure, transition, field),
    )
    // What history leads back to stands in no transition.
    if (hasHistory && bringing.length > 0) continue
    const starts = bringing.map(({ from, to }) => withTracks(procedure.chart, to ?? from))
    const after = outsFrom(procedure, starts)
    for (const out of outs)
      if (!after.has(out) && out.tests.some((test) => test.field === field))
        found.push({ field, from: out.from, transition: out.transition })
  }
  return found
}

/** Whether an event of a transition may leave a value under a field: it asks for it, or says anew what the form says. */
const brings = ({ form }: Procedure, transition: Transition, field: string): boolean =>
  (transition.meta.needs ?? []).some((need) => need.field === field && needTraits[kindOfNeed(need)].kept) ||
  (does('freeze', transition) && form.some(({ name }) => name === field))
