import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import { and, createMachine, initialTransition, or, stateIn, transition } from 'xstate'
import { canonicalJson } from '../hash/canonical.ts'
import type { Procedure, StateNodeConfig, Text, Transition } from '../procedure/procedure.ts'
import { choiceTitle } from '../procedure/titles.ts'
import type { Compiled } from '../run/compile.ts'
import { type ChartSnapshot, restore } from '../run/step.ts'
import type { Context } from '../run/vocabulary.ts'

/** What must have happened before a request is public, or before another event is taken. */
type Duty = { title: Text; avoids: (type: string, one: Transition) => boolean; before: 'public' | string }

/**
 * The first thing that the procedure wants done before publication (its order's certifications, its office's rules, a
 * submission) which this request has not had and, from where it stands, could do without. Undefined where there is
 * none. A version that allows as much from its own first step is not judged: there it is no fault of the move.
 */
export function skippedDuty(compiled: Compiled, snapshot: ChartSnapshot): Text | undefined {
  if (snapshot.hasTag('public')) return undefined
  const context: Context = snapshot.context
  const done = new Set(context.decisions.map(({ type }) => type))
  for (const duty of dutiesOf(compiled.procedure, done, context.revision))
    if (avoidable(compiled, duty, snapshot) && !avoidable(compiled, duty)) return duty.title
  return undefined
}

function dutiesOf(procedure: Procedure, done: Set<string>, revision: number): Duty[] {
  const duty = (type: string, before: string): Duty => ({
    title: choiceTitle(procedure.chart, type),
    avoids: (name) => name === type,
    before,
  })
  const required = procedure.requires.filter((type) => !done.has(type)).map((type) => duty(type, 'public'))
  const ruled = procedure.rules
    .filter(({ other }) => !done.has(other))
    .map(({ other, event }) => duty(other, event))
  const submission = {
    title: { th: 'การเสนอเรื่องโดยเจ้าของเรื่อง', en: 'submission by its owner' },
    avoids: (_: string, { actions = [] }: Transition) =>
      [actions].flat().some(({ type }) => type === 'freeze'),
    before: 'public',
  }
  return [...(revision === 0 ? [submission] : []), ...required, ...ruled]
}

/** More than this many sets of steps are not looked through; what is not proved counts as avoidable. */
const most = 20_000

type Paths = { machine: AnyStateMachine; types: Map<string, string>; answers: Map<string, boolean> }
const known = new WeakMap<Compiled, Map<string, Paths>>()

/** Whether some path from here (or from the beginning) reaches what the duty comes before without the duty. */
function avoidable(compiled: Compiled, duty: Duty, from?: ChartSnapshot): boolean {
  const paths = pathsWithout(compiled, duty)
  const key = canonicalJson([duty.before, from ? [from.value, rememberedIds(from)] : null])
  const answer = paths.answers.get(key) ?? search(paths, duty.before, startOf(paths.machine, from))
  paths.answers.set(key, answer)
  return answer
}

function startOf(machine: AnyStateMachine, from: ChartSnapshot | undefined): AnyMachineSnapshot {
  if (!from) return initialTransition(machine)[0] as AnyMachineSnapshot
  const historyValue = Object.fromEntries(
    Object.entries(rememberedIds(from)).map(([id, steps]) => [id, steps.map((step) => ({ id: step }))]),
  )
  const persisted = { value: from.value, status: 'active', context: {}, children: {}, historyValue }
  return restore({ machine } as Compiled, persisted)
}

function search({ machine, types }: Paths, before: string, start: AnyMachineSnapshot): boolean {
  const seen = new Set<string>()
  const open = [start]
  for (let here = open.pop(); here; here = open.pop()) {
    if (before === 'public' && here.hasTag('public')) return true
    const key = canonicalJson([here.value, rememberedIds(here)])
    if (seen.has(key) || here.status !== 'active') continue
    if (seen.size >= most) return true
    seen.add(key)
    for (const [event, type] of types) {
      if (!here.can({ type: event })) continue
      if (type === before) return true
      open.push(transition(machine, here, { type: event })[0] as AnyMachineSnapshot)
    }
  }
  return false
}

/** The remembered steps by their ids: the engine holds the nodes themselves, which refer to one another. */
const rememberedIds = ({ historyValue }: AnyMachineSnapshot): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(historyValue as Record<string, { id: string }[]>).map(([id, steps]) => [
      id,
      steps.map((step) => step.id),
    ]),
  )

function pathsWithout(compiled: Compiled, duty: Duty): Paths {
  const all = known.get(compiled) ?? new Map<string, Paths>()
  known.set(compiled, all)
  const key = duty.title.th
  const paths = all.get(key) ?? build(compiled.procedure, duty)
  all.set(key, paths)
  return paths
}

/**
 * The chart as a map of every path: each transition is an event of its own, deadlines and conditional automatic ones
 * too, and nobody asks who may. Those that the duty is about are left out.
 */
function build({ chart }: Procedure, { avoids }: Duty): Paths {
  const types = new Map<string, string>()
  const open = (node: StateNodeConfig, path: string[]): object => {
    const on: Record<string, object> = {}
    const add = (type: string, one: Transition, guard?: object) => {
      if (avoids(type, one)) return
      const event = `t${types.size}`
      types.set(event, type)
      // Without a target it leads nowhere, but it happens: an action that does nothing makes it one that can be taken.
      on[event] =
        one.target === undefined ? { actions: () => {} } : { target: one.target, ...(guard && { guard }) }
    }
    for (const [type, given] of Object.entries(node.on ?? {}))
      for (const one of [given].flat()) add(type, one)
    for (const given of Object.values(node.after ?? {})) for (const one of [given].flat()) add('', one)
    const always = [node.always ?? []].flat()
    const onDone = [node.onDone ?? []].flat()
    for (const one of always) if (one.guard) add('', one)
    for (const one of onDone) if (one.guard) add('', one, isDone(node, [chart.id, ...path]))
    const { type, history, initial, tags, id, target } = node
    const plain = (one: Transition) => !one.guard && one.target !== undefined
    const targets = (list: Transition[]) => list.filter(plain).map((one) => ({ target: one.target }))
    return {
      ...{ ...(id && { id }), ...(type && { type }), ...(history && { history }), ...(target && { target }) },
      ...{ ...(initial && { initial }), ...(tags && { tags }), on },
      ...(always.some(plain) && { always: targets(always) }),
      ...(onDone.some(plain) && { onDone: targets(onDone) }),
      ...(node.states && {
        states: Object.fromEntries(
          Object.entries(node.states).map(([name, child]) => [name, open(child, [...path, name])]),
        ),
      }),
    }
  }
  const config = { ...open(chart as StateNodeConfig, []), options: { maxIterations: 1000 } }
  const machine = createMachine(config as never) as unknown as AnyStateMachine
  return { machine, types, answers: new Map() }
}

/** True once a step has done what its `onDone` waits for: a final child, or each of its regions. */
function isDone(node: StateNodeConfig, path: string[]): object {
  const children = Object.entries(node.states ?? {})
  const of = ([name, child]: [string, StateNodeConfig]): object =>
    child.type === 'final' ? stateIn(stateValueAt([...path, name])) : isDone(child, [...path, name])
  if (node.type === 'parallel') return and(children.map(of) as never)
  return or(children.filter(([, child]) => child.type === 'final').map(of) as never)
}

/** A path, without the chart's own name, as a state value. */
const stateValueAt = ([, ...path]: string[]): never =>
  path.reduceRight<unknown>(
    (below, name) => (below === undefined ? name : { [name]: below }),
    undefined,
  ) as never
