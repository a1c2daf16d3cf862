import { dropLostEvents } from './events.ts'
import { insertKey, type Json, moveKey, objectOf, type Path, renameKey, setAt } from './json.ts'
import { keyFrom, keyPattern, takenKeys } from './names.ts'
import { keepTargets, targetOf, writeTarget } from './targets.ts'
import {
  mapTransitions,
  nodeAt,
  placeOfStep,
  samePath,
  startsWith,
  type TransitionAt,
  transitionsOf,
} from './walk.ts'

export type Title = { th: string; en: string }
export type Words = { title: Title; clause: string; source: 'document' | 'added' }

/** The words of a new step or choice, in the order in which procedures state them. */
export const metaOf = ({ title, clause, source }: Words): Json => ({ title, clause, source })

type NewStep = {
  /** The step inside which it stands; the chart itself for the empty path. */
  parent: string[]
  /** The sibling that it follows; the last of all if not said. */
  after?: string | undefined
  words: Words
  node?: Json
}

/** A new step; it is the first where there was none. */
export function addStep(
  json: Json,
  { parent, after, words, node = {} }: NewStep,
): { json: Json; path: string[] } {
  const key = keyFrom(words.title, takenKeys(json, parent), 'step')
  const place = placeOfStep(parent)
  const made = insertKey(json, [...place, 'states'], key, { ...node, meta: metaOf(words) }, after)
  const around = nodeAt(made, parent)
  const isFirst = around?.initial === undefined && around?.type !== 'parallel' && node.type !== 'history'
  return { json: isFirst ? setAt(made, [...place, 'initial'], key) : made, path: [...parent, key] }
}

/** Whether a step may have another key: a name that no other step beside it has. */
export const mayRenameStep = (json: Json, path: string[], key: string): boolean =>
  keyPattern.test(key) && !Object.hasOwn(objectOf(nodeAt(json, path.slice(0, -1))?.states), key)

/** Gives a step another key; everything that leads to it, or names it as the first, follows. */
export function renameStep(json: Json, path: string[], key: string): Json {
  const old = path.at(-1)
  if (old === undefined || !mayRenameStep(json, path, key)) return json
  const parent = path.slice(0, -1)
  const renamed = renameKey(json, [...placeOfStep(parent), 'states'], old, key)
  const first = nodeAt(json, parent)?.initial === old
  const made = first ? setAt(renamed, [...placeOfStep(parent), 'initial'], key) : renamed
  return keepTargets(json, made, (step) =>
    startsWith(step, path) ? [...parent, key, ...step.slice(path.length)] : step,
  )
}

/** Moves a step up (negative) or down among the steps beside it. */
export const moveStep = (json: Json, path: string[], by: number): Json =>
  moveKey(json, [...placeOfStep(path.slice(0, -1)), 'states'], path.at(-1) ?? '', by)

/** Makes a step the first of those beside it. */
export const makeFirst = (json: Json, path: string[]): Json =>
  setAt(json, [...placeOfStep(path.slice(0, -1)), 'initial'], path.at(-1))

/** The transitions from elsewhere that lead to a step or into it. */
export const transitionsTo = (json: Json, path: string[]): TransitionAt[] =>
  transitionsOf(json).filter((transition) => {
    const to = targetOf(json, transition)
    return to !== undefined && startsWith(to, path) && !startsWith(transition.from, path)
  })

/** Whether a step may be removed: it is not the only one beside which nothing else stands. */
export const mayRemoveStep = (json: Json, path: string[]): boolean =>
  Object.keys(objectOf(nodeAt(json, path.slice(0, -1))?.states)).length > 1

/**
 * Removes a step with what is in it. What led to it leads to `instead`, or goes where that is null. Where it was the
 * first step, `instead` or the first of those left becomes it; events that nobody can send any more are forgotten.
 */
export function removeStep(json: Json, path: string[], instead: string[] | null): Json {
  if (!mayRemoveStep(json, path)) return json
  const parent = path.slice(0, -1)
  const key = path.at(-1)
  const leading = transitionsTo(json, path)
  const redirected = leading.reduce(
    (made, { at, from }) =>
      instead ? setAt(made, [...at, 'target'], writeTarget(json, from, instead)) : made,
    json,
  )
  const left = instead === null ? without(redirected, leading) : redirected
  const removed = setAt(left, placeOfStep(path), undefined)
  const around = nodeAt(removed, parent)
  if (around?.initial !== key) return dropLostEvents(json, removed)
  const beside = instead && samePath(instead.slice(0, -1), parent) ? instead.at(-1) : undefined
  const first = beside ?? Object.keys(objectOf(around?.states))[0]
  return dropLostEvents(json, setAt(removed, [...placeOfStep(parent), 'initial'], first))
}

/** Takes transitions away by their places. */
export function without(json: Json, gone: { at: Path }[]): Json {
  const places = new Set(gone.map(({ at }) => at.join('\n')))
  return mapTransitions(json, (transition, { at }) => (places.has(at.join('\n')) ? undefined : transition))
}

/** Makes a step an end of the procedure, or no longer one. An end offers nothing: its choices and deadlines go. */
export function makeFinal(json: Json, path: string[], final: boolean): Json {
  const at = placeOfStep(path)
  if (!final) return setAt(json, [...at, 'type'], undefined)
  const { on: _, after: __, always: ___, onDone: ____, ...rest } = nodeAt(json, path) ?? {}
  return dropLostEvents(json, setAt(json, at, { ...rest, type: 'final' }))
}
