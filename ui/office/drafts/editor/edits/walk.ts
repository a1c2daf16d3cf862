import {
  eachOf,
  isObject,
  type Json,
  mapList,
  mapObject,
  objectOf,
  type Path,
  stringOf,
  valueAt,
} from './json.ts'

/** A step of a draft: the names on the way to it from the chart, its place in the JSON, and what stands there. */
export type StepAt = { path: string[]; at: Path; node: Json }
export const transitionKinds = ['on', 'after', 'always', 'onDone'] as const
export type TransitionKind = (typeof transitionKinds)[number]
/** A transition of a draft: `name` is the event or the deadline, empty for the automatic ones. */
export type TransitionAt = {
  at: Path
  from: string[]
  kind: TransitionKind
  name: string
  transition: Json
}

/** The place in the JSON of the step at a path; of the chart itself for the empty path. */
export const placeOfStep = (path: string[]): Path => ['chart', ...path.flatMap((name) => ['states', name])]

/** The path of the step that a place stands in, and what of the place lies below the step. */
export function stepOfPlace(at: Path): { path: string[]; rest: Path } {
  const path: string[] = []
  let index = 1
  while (at[index] === 'states' && typeof at[index + 1] === 'string') {
    path.push(String(at[index + 1]))
    index += 2
  }
  return { path, rest: at.slice(index) }
}

export const nodeAt = (json: Json, path: string[]): Json | undefined => {
  const node = valueAt(json, placeOfStep(path))
  return isObject(node) ? node : undefined
}

/** Every step, parents before children, in the order of the chart; what is no object is passed over. */
export function* stepsOf(json: Json, path: string[] = []): Generator<StepAt> {
  for (const [name, node] of Object.entries(objectOf(nodeAt(json, path)?.states))) {
    if (!isObject(node)) continue
    const below = [...path, name]
    yield { path: below, at: placeOfStep(below), node }
    yield* stepsOf(json, below)
  }
}

/** Every transition of one step (of the chart itself, for the empty path), in its order. */
export function transitionsOfStep(json: Json, path: string[]): TransitionAt[] {
  const node = nodeAt(json, path)
  const found: TransitionAt[] = []
  const note = (kind: TransitionKind, name: string, at: Path, given: unknown) => {
    for (const [index, transition] of eachOf(given).entries())
      if (isObject(transition))
        found.push({ at: Array.isArray(given) ? [...at, index] : at, from: path, kind, name, transition })
  }
  for (const kind of ['on', 'after'] as const)
    for (const [name, given] of Object.entries(objectOf(node?.[kind])))
      note(kind, name, [...placeOfStep(path), kind, name], given)
  for (const kind of ['always', 'onDone'] as const) note(kind, '', [...placeOfStep(path), kind], node?.[kind])
  return found
}

/** Every transition of the draft, those of the chart itself first. */
export const transitionsOf = (json: Json): TransitionAt[] => [
  ...transitionsOfStep(json, []),
  ...[...stepsOf(json)].flatMap(({ path }) => transitionsOfStep(json, path)),
]

/** The draft with `change` done to every step and to the chart itself, the inner ones first. */
export function mapSteps(json: Json, change: (node: Json, path: string[]) => Json): Json {
  const mapped = (node: Json, path: string[]): Json => {
    const inner = mapEntry(node, 'states', (states) =>
      isObject(states)
        ? mapObject(states, (child, name) => (isObject(child) ? mapped(child, [...path, name]) : child))
        : states,
    )
    return change(inner, path)
  }
  return mapEntry(json, 'chart', (chart) => (isObject(chart) ? mapped(chart, []) : chart))
}

type ChangeOfTransition = (transition: Json, place: Omit<TransitionAt, 'transition'>) => Json | undefined

/** The draft with `change` done to every transition; one that becomes undefined goes, with what is then empty. */
export function mapTransitions(json: Json, change: ChangeOfTransition): Json {
  return mapSteps(json, (given, from) => {
    let node = given
    const each = (kind: TransitionKind, name: string) => (list: unknown) => {
      const at = [...placeOfStep(from), kind, ...(name === '' ? [] : [name])]
      if (!Array.isArray(list)) return isObject(list) ? change(list, { at, from, kind, name }) : list
      const left = mapList(list, (one, index) =>
        isObject(one) ? change(one, { at: [...at, index], from, kind, name }) : one,
      )
      return left.length === 0 && list.length > 0 ? undefined : left
    }
    for (const kind of ['on', 'after'] as const)
      node = mapEntry(node, kind, (entries) => {
        if (!isObject(entries)) return entries
        const left = mapObject(entries, (list, name) => each(kind, name)(list))
        return left !== entries && Object.keys(left).length === 0 ? undefined : left
      })
    for (const kind of ['always', 'onDone'] as const) node = mapEntry(node, kind, each(kind, ''))
    return node
  })
}

/** The draft with `change` done to every action of every step and transition. */
export function mapActions(json: Json, change: (action: Json) => Json | undefined): Json {
  const each = (given: unknown) =>
    Array.isArray(given)
      ? mapList(given, (one) => (isObject(one) ? change(one) : one))
      : isObject(given)
        ? change(given)
        : given
  const inSteps = mapSteps(json, (node) => mapEntry(mapEntry(node, 'entry', each), 'exit', each))
  return mapTransitions(inSteps, (transition) => mapEntry(transition, 'actions', each))
}

/** The object with `change` done to one entry, where it has it. */
export function mapEntry(object: Json, name: string, change: (value: unknown) => unknown): Json {
  return Object.hasOwn(object, name)
    ? mapObject(object, (value, key) => (key === name ? change(value) : value))
    : object
}

/** The words of a step or a transition, with empty ones where there are none. */
export function titleOf(given: unknown): { th: string; en: string } {
  const title = objectOf(objectOf(objectOf(given).meta).title)
  return { th: stringOf(title.th), en: stringOf(title.en) }
}
