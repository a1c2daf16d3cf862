import { walk } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { alwaysLoops } from './chart-flow.ts'
import {
  conditionHolds,
  type FieldTest,
  fieldTestsOf,
  nameOfTest,
  partsOfGuard,
  testHolds,
} from './condition.ts'
import {
  type Chart,
  fieldTypes,
  type Guard,
  type Procedure,
  type StateNodeConfig,
  type Transitions,
} from './procedure.ts'
import { typesOfFields } from './types-of-fields.ts'
import { outcomeOf, valuesApart } from './values-apart.ts'

/** Tests of guards are answered in every way while that is little work; where a loop hangs on more, it is taken for one. */
const maxTests = 8
const maxWork = 2_000_000

/** Tells of each test of a guard whether it holds. */
type Answer = (test: FieldTest) => boolean

/**
 * The steps whose automatic transitions lead back to themselves without end, conditions included: nothing that they ask
 * can change on the way, so that a loop on which a condition would have to hold and not to hold is none.
 */
export function endlessLoops(procedure: Pick<Procedure, 'chart' | 'form'>): string[][] {
  const { chart } = procedure
  const drawn = alwaysLoops(chart)
  if (drawn.length === 0) return []
  const tests = testsOf(chart)
  if (tests.length === 0 || tests.length > maxTests || changesInPassing(chart)) return drawn
  // Finding the loops takes the square of the number of steps.
  if (2 ** tests.length * [...walk(chart)].length ** 2 > maxWork) return drawn
  const endless = new Set<string>()
  for (const values of everyFilling(procedure, tests)) {
    const holds: Answer = (test) => testHolds(test, values.get(test.field))
    for (const path of alwaysLoops(decided(chart, holds))) endless.add(path.join('.'))
  }
  return drawn.filter((path) => endless.has(path.join('.')))
}

/** Every way to fill in the fields that are tested, or to leave them empty, that the tests tell apart. */
function everyFilling(
  procedure: Pick<Procedure, 'chart' | 'form'>,
  tests: FieldTest[],
): Map<string, unknown>[] {
  const types = typesOfFields(procedure)
  let ways: Map<string, unknown>[] = [new Map()]
  for (const field of new Set(tests.map((test) => test.field))) {
    const own = tests.filter((test) => test.field === field)
    const of = types.get(field) ?? []
    const filled = valuesApart(own, {
      several: of.some((type) => fieldTypes[type].several),
      isDay: of.every((type) => type === 'date') && own.every(({ test }) => test !== 'has'),
    })
    const apart = new Map([undefined, ...filled].map((value) => [outcomeOf(own, value), value]))
    ways = ways.flatMap((way) => [...apart.values()].map((value) => new Map([...way, [field, value]])))
  }
  return ways
}

/** The tests by which automatic transitions are chosen, each once. */
function testsOf(chart: Chart): FieldTest[] {
  const found = new Map<string, FieldTest>()
  for (const { kind, transition } of allTransitions(chart))
    if (kind === 'always' || kind === 'onDone')
      for (const test of fieldTestsOf(transition.guard)) found.set(nameOfTest(test), test)
  return [...found.values()]
}

/** Whether an automatic transition, or what it enters or leaves, may change what a condition asks. */
function changesInPassing(chart: Chart): boolean {
  const changes = (actions: StateNodeConfig['entry']) =>
    [actions ?? []].flat().some(({ type }) => type !== 'notify')
  for (const { node } of walk(chart)) if (changes(node.entry) || changes(node.exit)) return true
  for (const { kind, transition } of allTransitions(chart))
    if ((kind === 'always' || kind === 'onDone') && changes([transition.actions ?? []].flat())) return true
  return false
}

/** The chart as it is where the tests have these answers: of each list only what would be taken. */
function decided<Node extends Chart | StateNodeConfig>(node: Node, holds: Answer): Node {
  const states = Object.entries(node.states ?? {}).map(([name, child]) => [name, decided(child, holds)])
  return {
    ...node,
    ...(node.always && { always: firstOf(node.always, holds) }),
    ...(node.onDone && { onDone: firstOf(node.onDone, holds) }),
    ...(node.states && { states: Object.fromEntries(states) }),
  }
}

function firstOf(given: Transitions, holds: Answer): Transitions {
  const first = [given].flat().find(({ guard }) => guard === undefined || passes(guard, holds))
  return first ? [first] : []
}

function passes(guard: Guard, holds: Answer): boolean {
  const { may, condition } = partsOfGuard(guard)
  return may !== undefined || condition === undefined || conditionHolds(condition, holds)
}
