import { resolverOf, startsWith, walk } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { type FieldTest, fieldTestsOf } from '../procedure/condition.ts'
import type { Procedure } from '../procedure/procedure.ts'
import { stepsOf } from '../run/standing.ts'
import type { ChartSnapshot } from '../run/step.ts'

type Out = { from: string[]; to: string[] | undefined; tests: FieldTest[] }

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
    ({ from, transition }): Out => ({
      from,
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
  const all = outsOf(procedure)
  // Steps under which all counts, and whose groups count with them.
  const reached = leaves.map((leaf) => leaf.split('.'))
  const isAhead = ({ from }: Out) => reached.some((path) => startsWith(path, from) || startsWith(from, path))
  const taken = new Set<Out>()
  for (let more = true; more; ) {
    more = false
    for (const one of all) {
      if (taken.has(one) || !isAhead(one)) continue
      taken.add(one)
      more = true
      if (one.to) reached.push(one.to)
    }
  }
  return distinct([...taken])
}

function distinct(of: Out[]): FieldTest[] {
  const tests = new Map<string, FieldTest>()
  for (const { tests: own } of of)
    for (const test of own) tests.set(JSON.stringify([test.field, test.value]), test)
  return [...tests.values()]
}

/** For each field that some tests look at, the values that they name. */
export function namedIn(tests: FieldTest[]): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const { field, value } of tests) named.set(field, [...(named.get(field) ?? []), value])
  return named
}
