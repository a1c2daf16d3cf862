import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate'
import { and, createMachine, initialTransition, or, stateIn, transition } from 'xstate'
import { canonicalJson } from '../hash/canonical.ts'
import { type CertainTest, certainTests, partsOfGuard } from '../procedure/condition.ts'
import { does, type Procedure, type StateNodeConfig, type Transition } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { type ChartSnapshot, restore, transitionsHere } from '../run/step.ts'

/** One transition of the chart, told apart from every other, whoever may take it. */
export type Edge = {
  index: number
  /** The event of a person; empty for deadlines and automatic transitions. */
  type: string
  from: string[]
  transition: Transition
  conditions: CertainTest[]
  freezes: boolean
  startsAgain: boolean
}
export type Hop = { edge: Edge; to: Place }
/** Where a request can stand, with what its history steps remember. */
export type Place = { key: string; isPublic: boolean; snapshot: AnyMachineSnapshot; hops?: Hop[] }

/** More than this many places are not looked through. */
export const maxPlaces = 20_000

/**
 * A chart as a map of its places: each transition is an event of its own, deadlines and automatic ones with a condition
 * too, and nobody asks who may. Found as it is walked, and kept for the next request.
 */
export class Paths {
  readonly edges: Edge[] = []
  readonly start: Place
  readonly #machine: AnyStateMachine
  readonly #places = new Map<string, Place>()
  #every: { places: Set<Place>; returns: Set<Place> } | undefined

  constructor(procedure: Procedure) {
    this.#machine = build(procedure, this.edges)
    this.start = this.#placeOf(initialTransition(this.#machine)[0] as AnyMachineSnapshot)
  }

  /** The place of a request that runs on this version. */
  at(snapshot: ChartSnapshot): Place {
    const historyValue = Object.fromEntries(
      Object.entries(rememberedIds(snapshot)).map(([id, steps]) => [id, steps.map((step) => ({ id: step }))]),
    )
    const persisted = { value: snapshot.value, status: 'active', context: {}, children: {}, historyValue }
    return this.#placeOf(
      restore({ machine: this.#machine, restored: new Map() } as Partial<Compiled> as Compiled, persisted),
    )
  }

  hopsFrom(place: Place): Hop[] {
    place.hops ??= transitionsHere(place.snapshot as ChartSnapshot).flatMap(({ eventType: type }) => {
      const edge = /^t\d+$/.test(type) ? this.edges[Number(type.slice(1))] : undefined
      if (!edge || !place.snapshot.can({ type })) return []
      return [
        {
          edge,
          to: this.#placeOf(transition(this.#machine, place.snapshot, { type })[0] as AnyMachineSnapshot),
        },
      ]
    })
    return place.hops
  }

  /** Every place that can be reached at all, and those to which a return leads. */
  every(): { places: Set<Place>; returns: Set<Place> } {
    if (this.#every) return this.#every
    const places = new Set([this.start])
    const returns = new Set<Place>()
    for (const place of places) {
      if (places.size > maxPlaces) break
      for (const { edge, to } of this.hopsFrom(place)) {
        places.add(to)
        if (edge.startsAgain) returns.add(to)
      }
    }
    this.#every = { places, returns }
    return this.#every
  }

  #placeOf(snapshot: AnyMachineSnapshot): Place {
    const key = canonicalJson([snapshot.value as StateValue, rememberedIds(snapshot)])
    const place = this.#places.get(key) ?? { key, isPublic: snapshot.hasTag('public'), snapshot }
    this.#places.set(key, place)
    return place
  }
}

const known = new WeakMap<Compiled, Paths>()

export function pathsOf(compiled: Compiled): Paths {
  const paths = known.get(compiled) ?? new Paths(compiled.procedure)
  known.set(compiled, paths)
  return paths
}

/** The remembered steps by their ids: the engine holds the nodes themselves, which refer to one another. */
const rememberedIds = ({ historyValue }: AnyMachineSnapshot): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(historyValue as Record<string, { id: string }[]>).map(([id, steps]) => [
      id,
      steps.map((step) => step.id),
    ]),
  )

function build({ chart }: Procedure, edges: Edge[]): AnyStateMachine {
  const open = (node: StateNodeConfig, path: string[]): object => {
    const on: Record<string, object> = {}
    const add = (type: string, one: Transition, conditions: CertainTest[], guard?: object) => {
      const index = edges.length
      const effects = { freezes: does('freeze', one), startsAgain: does('startAgain', one) }
      edges.push({ index, type, from: path, transition: one, conditions, ...effects })
      // Without a target it leads nowhere, but it happens: an action that does nothing makes it one that can be taken.
      on[`t${index}`] =
        one.target === undefined ? { actions: () => {} } : { target: one.target, ...(guard && { guard }) }
    }
    for (const [type, given] of Object.entries(node.on ?? {}))
      for (const one of [given].flat()) add(type, one, conditionsOf(one))
    for (const given of Object.values(node.after ?? {}))
      for (const one of [given].flat()) add('', one, conditionsOf(one))
    // Of automatic transitions one with a condition may be passed over; then so may the whole list, in its order.
    const automatic = (list: Transition[], guard?: object) => {
      const isPlain = list.every((one) => !one.guard)
      if (!isPlain)
        for (const [index, one] of list.entries())
          add('', one, [...list.slice(0, index).flatMap(negated), ...conditionsOf(one)], guard)
      return isPlain
        ? list.filter(({ target }) => target !== undefined).map(({ target }) => ({ target }))
        : []
    }
    const always = automatic([node.always ?? []].flat())
    const onDone = automatic([node.onDone ?? []].flat(), isDone(node, [chart.id, ...path]))
    const { type, history, initial, tags, id, target } = node
    return {
      ...(id && { id }),
      ...(type && { type }),
      ...(history && { history }),
      ...(target && { target }),
      ...(initial && { initial }),
      ...(tags && { tags }),
      on,
      ...(always.length > 0 && { always }),
      ...(onDone.length > 0 && { onDone }),
      ...(node.states && {
        states: Object.fromEntries(
          Object.entries(node.states).map(([name, child]) => [name, open(child, [...path, name])]),
        ),
      }),
    }
  }
  const config = { ...open(chart as StateNodeConfig, []), options: { maxIterations: 1000 } }
  return createMachine(config as never) as unknown as AnyStateMachine
}

/** What a guard wants of values for certain: that a test of a field holds, or that it does not. */
function conditionsOf({ guard }: Transition, holds = true): CertainTest[] {
  const { condition } = partsOfGuard(guard)
  return condition ? certainTests(condition, holds) : []
}

const negated = (one: Transition): CertainTest[] => conditionsOf(one, false)

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
