import { getInitialMicrosteps, getMicrosteps } from 'xstate'
import { walk } from '../chart/graph.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import { takenIf } from '../procedure/condition-words.ts'
import { endlessLoops } from '../procedure/endless-loops.ts'
import { dayFieldOf, type Procedure } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import { withEventTime } from '../run/vocabulary.ts'
import { type Graph, withoutPathTo } from './explore.ts'
import type { FlowFacts } from './flow.ts'
import { mays } from './mays.ts'
import { deadlineOf, type Edge, type ReachableState, somewhere } from './model.ts'
import type { Proof } from './proof.ts'
import { holds, pathOf, stepInWords, stepsInWords, unmetInWords, violated } from './words.ts'

type Flow = Graph<FlowFacts>

/** Every step can be reached. */
export function stepsAreReached(compiled: Compiled, graph: Flow): Proof[] {
  const { procedure } = compiled
  const steps = [...walk(procedure.chart)]
    .slice(1)
    .flatMap(({ path, node }) => (node.type === 'history' ? [] : [path.join('.')]))
  const missing = unreached(compiled, graph, steps)
  if (missing.length === 0)
    return [
      holds(
        'reachable',
        `ไปถึงได้ทุกขั้น (${steps.length} ขั้น)`,
        `Every step can be reached (${steps.length} steps).`,
      ),
    ]
  return missing.map((step) => {
    const { th, en } = stepInWords(procedure, step)
    return violated(`reachable:${step}`, `ไม่มีทางไปถึงขั้น ${th}`, `No path leads to the step ${en}.`, {
      steps: [step],
    })
  })
}

function unreached(compiled: Compiled, graph: Flow, steps: string[]): string[] {
  const seen = new Set<string>()
  const see = (value: Parameters<typeof stepsOf>[0]) => {
    for (const leaf of stepsOf(value))
      leaf.split('.').forEach((_, index, names) => {
        seen.add(names.slice(0, index + 1).join('.'))
      })
  }
  for (const { snapshot } of graph.states) see(snapshot.value)
  const left = () => steps.filter((step) => !seen.has(step))
  if (left().length === 0) return []
  // A step that is left at once (`always`, `onDone`) is passed through and never rested in.
  const initial = withEventTime(somewhere, () => getInitialMicrosteps(compiled.machine, somewhere))
  for (const [snapshot] of initial) see(snapshot.value)
  for (const { from, event } of graph.edges) {
    if (left().length === 0) break
    const passed = withEventTime(event, () =>
      getMicrosteps(compiled.machine, from.snapshot as never, event as never),
    )
    for (const [snapshot] of passed) see((snapshot as typeof from.snapshot).value)
  }
  return left()
}

/** From every step, an end can be reached. */
export function endsAreReached({ procedure }: Compiled, graph: Flow): Proof[] {
  const stuck = withoutPathTo(graph, ({ snapshot }) => snapshot.status === 'done')
  if (stuck.length === 0)
    return [holds('ends', 'จากทุกขั้นมีทางไปถึงตอนจบ', 'From every step some path leads to an end.')]
  return oncePerStep(stuck).map((state) => {
    const steps = stepsOf(state.snapshot.value)
    const { th, en } = stepsInWords(procedure, steps)
    const about = { path: pathOf(procedure, graph.pathTo(state)), steps }
    const unmet = unmetInWords(procedure, state.snapshot)
    return violated(
      `ends:${steps.join('+')}`,
      `เมื่อถึงขั้น ${th} แล้วไม่มีทางไปถึงตอนจบ${unmet.th}`,
      `From the step ${en} no path leads to an end.${unmet.en}`,
      about,
    )
  })
}

/** Of states that are in the same steps, the nearest. */
export function oncePerStep<Facts>(states: ReachableState<Facts>[]): ReachableState<Facts>[] {
  const found = new Map<string, ReachableState<Facts>>()
  for (const state of states) {
    const key = stepsOf(state.snapshot.value).join('+')
    if (!found.has(key)) found.set(key, state)
  }
  return [...found.values()]
}

/** No step leads back to itself by `always` for ever; XState would not come to rest there. */
export function restsAlways(procedure: Procedure): Proof[] {
  return endlessLoops(procedure).map((path) => {
    const step = path.join('.')
    return violated(
      `loop:${step}`,
      `ทางอัตโนมัติวนกลับมาที่ขั้น “${step}” ไม่รู้จบ`,
      `The automatic transitions of “${step}” lead back to it without end.`,
      { steps: [step] },
    )
  })
}

/** No deadline that has passed leads back to itself: a day that is over would fire it again at once, for ever. */
export function deadlinesRest(compiled: Compiled, graph: Flow): Proof[] {
  const fired = graph.edges.filter(({ type }) => {
    const deadline = deadlineOf(compiled, type)
    return deadline !== undefined && dayFieldOf(deadline) !== undefined
  })
  const next = new Map<ReachableState<FlowFacts>, Edge<FlowFacts>[]>()
  for (const edge of fired) next.set(edge.from, [...(next.get(edge.from) ?? []), edge])
  for (const first of fired) {
    const loop = loopFrom(graph, next, first)
    if (!loop) continue
    const steps = [...new Set(loop.flatMap(({ to }) => stepsOf(to.snapshot.value)))]
    const { th, en } = stepsInWords(compiled.procedure, steps)
    return [
      violated(
        'loops',
        `เมื่อเลยวันที่กำหนดแล้ว กำหนดเวลาจะวนที่ขั้น ${th} ไม่รู้จบ`,
        `Once its day is over, a deadline goes round at ${en} without end.`,
        { path: pathOf(compiled.procedure, [...graph.pathTo(first.from), ...loop]), steps },
      ),
    ]
  }
  return [holds('loops', 'ไม่มีทางอัตโนมัติที่วนไม่รู้จบ', 'Nothing goes round by itself without end.')]
}

function loopFrom(
  graph: Flow,
  next: Map<ReachableState<FlowFacts>, Edge<FlowFacts>[]>,
  first: Edge<FlowFacts>,
) {
  const open = [[first]]
  const seen = new Set<ReachableState<FlowFacts>>()
  for (let path = open.shift(); path; path = open.shift()) {
    const last = path.at(-1)
    const end = last && graph.end(last)
    if (!end || seen.has(end)) continue
    if (end === first.from) return path
    seen.add(end)
    for (const edge of next.get(end) ?? []) open.push([...path, edge])
  }
  return undefined
}

/** Every choice can be taken by someone. */
export function choicesAreTaken({ procedure }: Compiled, graph: Flow): Proof[] {
  const taken = new Set<string>()
  for (const edge of graph.edges)
    for (const one of edge.taken) {
      const nth = one.source.transitions.get(one.eventType)?.indexOf(one) ?? 0
      taken.add(`${one.source.path.join('.')} ${one.eventType} ${nth}`)
    }
  const all = mays(procedure.chart)
  const dead = all.filter(({ step, type, nth }) => !taken.has(`${step} ${type} ${nth}`))
  if (dead.length === 0)
    return [
      holds(
        'choices',
        `ทุกทางเลือกมีผู้ดำเนินการได้ (${all.length} ทางเลือก)`,
        `Every choice can be taken by someone (${all.length} choices).`,
      ),
    ]
  return dead.flatMap(({ step, type, nth, transition }) => {
    const at = graph.states.find(({ snapshot }) => isAt(stepsOf(snapshot.value), step))
    // Where the step itself is out of reach, that is what has to be said.
    if (!at) return []
    const { title } = transition.meta
    const { condition } = partsOfGuard(transition.guard)
    const wanted = condition ? takenIf(procedure, condition) : undefined
    const place = step === '' ? { th: 'ทุกขั้น', en: 'every step' } : stepInWords(procedure, step)
    return [
      violated(
        `choice:${step}.${type}${nth > 0 ? `:${nth + 1}` : ''}`,
        `ที่ขั้น ${place.th} ไม่มีใครเลือก “${title.th}” ได้${wanted ? ` ซึ่ง${wanted.th}` : ''}`,
        `At ${place.en} nobody can take “${title.en}”${wanted ? `, which ${wanted.en}` : ''}.`,
        { path: pathOf(procedure, graph.pathTo(at)), steps: step === '' ? [] : [step] },
      ),
    ]
  })
}

const isAt = (leaves: string[], step: string) =>
  step === '' || leaves.some((leaf) => leaf === step || leaf.startsWith(`${step}.`))
