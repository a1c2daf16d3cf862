import { walk } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { alwaysLoops } from './chart-flow.ts'
import { conditionHolds, type FieldTest, fieldTestsOf } from './condition.ts'
import {
  type Chart,
  fieldTypes,
  type Guard,
  type Procedure,
  type StateNodeConfig,
  type Transitions,
} from './procedure.ts'
import { typesOfFields } from './types-of-fields.ts'

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
  const single = singleValued(procedure)
  const endless = new Map<string, string[]>()
  for (let answers = 0; answers < 2 ** tests.length; answers += 1) {
    const held = tests.filter((_, index) => (answers & (1 << index)) !== 0)
    const fields = held.map(({ field }) => field)
    if (fields.some((field, index) => single.has(field) && fields.indexOf(field) !== index)) continue
    const holds: Answer = ({ field, value }) => held.some((one) => one.field === field && one.value === value)
    for (const path of alwaysLoops(decided(chart, holds))) endless.set(path.join('.'), path)
  }
  return drawn.filter((path) => endless.has(path.join('.')))
}

/** The tests by which automatic transitions are chosen, each once. */
function testsOf(chart: Chart): FieldTest[] {
  const found = new Map<string, FieldTest>()
  for (const { kind, transition } of allTransitions(chart))
    if (kind === 'always' || kind === 'onDone')
      for (const test of fieldTestsOf(transition.guard))
        found.set(JSON.stringify([test.field, test.value]), test)
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

/** The fields of which no two values hold at once. */
function singleValued(procedure: Pick<Procedure, 'chart' | 'form'>): Set<string> {
  const types = [...typesOfFields(procedure)]
  return new Set(types.flatMap(([field, of]) => (of.some((type) => fieldTypes[type].several) ? [] : [field])))
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

const passes = (guard: Guard, holds: Answer): boolean => guard.type === 'may' || conditionHolds(guard, holds)
