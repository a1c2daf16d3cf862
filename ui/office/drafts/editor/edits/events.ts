import { mayAt, mayIn } from './guards.ts'
import {
  isObject,
  type Json,
  listOf,
  mapList,
  objectOf,
  type Path,
  renameKey,
  setAt,
  valueAt,
} from './json.ts'
import { eventTypes } from './names.ts'
import { mapEntry, mapTransitions, stepsOf, transitionsOf } from './walk.ts'

/** The draft with `change` done to each name of those who may not be the same person. */
const mapNotBy = (json: Json, change: (type: unknown) => unknown): Json =>
  mapTransitions(json, (transition) => {
    const guard = mayAt(transition)
    const at = [...guard, 'params', 'notBy']
    const types = valueAt(transition, at)
    if (!Array.isArray(types)) return transition
    const mapped = mapList(types, change)
    if (mapped.length > 0) return setAt(transition, at, mapped)
    // Nobody is kept apart any more, so there is nothing left that could come from somewhere.
    return setAt(setAt(transition, at, undefined), [...guard, 'apart'], undefined)
  })

/** Whether an event may be called `to`: not where a step already has a choice of that name. */
export const mayRenameEvent = (json: Json, from: string, to: string): boolean =>
  ![undefined, ...stepsOf(json)].some((step) => {
    const on = objectOf(objectOf(step ? step.node : json.chart).on)
    return Object.hasOwn(on, from) && Object.hasOwn(on, to)
  })

/** Gives an event another name at every step that offers it, and wherever it is spoken of. */
export function renameEvent(json: Json, from: string, to: string): Json {
  if (from === to || !mayRenameEvent(json, from, to)) return json
  const places: Path[] = [['chart'], ...[...stepsOf(json)].map(({ at }) => at)]
  const renamed = places.reduce<Json>((made, at) => renameKey(made, [...at, 'on'], from, to), json)
  const name = (type: unknown) => (type === from ? to : type)
  return mapPolicy(
    mapNotBy(renamed, name),
    (list) => mapList(list, name),
    (rule) => mapEntry(mapEntry(rule, 'event', name), 'other', name),
  )
}

function mapPolicy(
  json: Json,
  requires: (list: unknown[]) => unknown[],
  rule: (rule: Json) => Json | undefined,
): Json {
  return mapEntry(
    mapEntry(json, 'requires', (list) => (Array.isArray(list) ? requires(list) : list)),
    'rules',
    (list) => (Array.isArray(list) ? mapList(list, (one) => (isObject(one) ? rule(one) : one)) : list),
  )
}

/** Where an event is spoken of beside the steps that offer it: `requires`, rules, and who may not be the same. */
export function placesOfEvent(json: Json, type: string): Path[] {
  const notBy = transitionsOf(json).filter(({ transition }) =>
    listOf(objectOf(mayIn(transition).params).notBy).includes(type),
  )
  return [
    ...notBy.map(({ at }) => at),
    ...(listOf(json.requires).includes(type) ? [['requires']] : []),
    ...listOf(json.rules).flatMap((rule, index) =>
      objectOf(rule).event === type || objectOf(rule).other === type ? [['rules', index]] : [],
    ),
  ]
}

/** Takes every mention away of the events that `before` had and `after` no longer offers. */
export function dropLostEvents(before: Json, after: Json): Json {
  const left = new Set(eventTypes(after))
  const lost = new Set<unknown>(eventTypes(before).filter((type) => !left.has(type)))
  if (lost.size === 0) return after
  const keep = (type: unknown) => (lost.has(type) ? undefined : type)
  return mapPolicy(
    mapNotBy(after, keep),
    (list) => mapList(list, keep),
    (rule) => (lost.has(rule.event) || lost.has(rule.other) ? undefined : rule),
  )
}

/** The events that would be lost with these transitions. */
export function lostWith(json: Json, removed: Path[]): string[] {
  const gone = new Set(removed.map((at) => at.join('\n')))
  const of = (there: boolean) =>
    transitionsOf(json).flatMap(({ kind, name, at }) =>
      kind === 'on' && gone.has(at.join('\n')) === there ? [name] : [],
    )
  const left = new Set(of(false))
  return [...new Set(of(true))].filter((type) => !left.has(type))
}

/** Wherever an event is spoken of (required, or not by the same person), these are: where one choice became several. */
export function splitEvent(json: Json, type: string, types: string[]): Json {
  const spread = (list: unknown[]) =>
    list.includes(type) ? [...new Set(list.flatMap((one) => (one === type ? types : [one])))] : list
  const notBy = mapTransitions(json, (transition) => {
    const at = [...mayAt(transition), 'params', 'notBy']
    const given = valueAt(transition, at)
    return Array.isArray(given) ? setAt(transition, at, spread(given)) : transition
  })
  return mapPolicy(notBy, spread, (rule) => rule)
}

/** Asks for an event on every path before anything is public, or no longer. */
export function requireEvent(json: Json, type: string, required: boolean): Json {
  const others = listOf(json.requires).filter((one) => one !== type)
  return setAt(json, ['requires'], required ? [...others, type] : others)
}
