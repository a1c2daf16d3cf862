import { markOf } from '../../../../../machines/procedure/provenance.ts'
import { dropLostEvents } from './events.ts'
import { mayIn } from './guards.ts'
import {
  insertKey,
  isObject,
  type Json,
  listOf,
  movedItem,
  moveKey,
  objectOf,
  type Path,
  setAt,
  valueAt,
} from './json.ts'
import { eventFrom, eventTypes } from './names.ts'
import { addStep, metaOf, type Title, type Words, without } from './steps.ts'
import { resolveTarget, writeTarget } from './targets.ts'
import {
  nodeAt,
  placeOfStep,
  type TransitionAt,
  type TransitionKind,
  titleOf,
  transitionsOf,
  transitionsOfStep,
} from './walk.ts'

/** Who may act, as the guard `may` says it. */
export type Who = {
  as: string[]
  within?: 'group' | 'office' | undefined
  group?: string | undefined
  unit?: true | undefined
  notBy?: string[]
}

/**
 * The guard of those who may act; a single role stands alone, as in the procedures that ship. What was said of where the
 * one `before` comes from stays.
 */
export function guardOf({ as, within, group, unit, notBy = [] }: Who, before?: unknown): Json {
  const params = {
    as: as.length === 1 ? as[0] : as,
    ...(group !== undefined ? { group } : within !== undefined ? { within } : {}),
    ...(unit && as.includes('owner') ? { unit } : {}),
    ...(notBy.length > 0 ? { notBy } : {}),
  }
  const { apart } = objectOf(before)
  return {
    type: 'may',
    params,
    ...markOf(objectOf(before)),
    ...(notBy.length > 0 && isObject(apart) && { apart }),
  }
}

/** Who may take a transition; nobody where its guard says something else. */
export function whoOf(transition: Json): Who {
  const { as, within, group, unit, notBy } = objectOf(mayIn(transition).params)
  const names = (given: unknown) => [given].flat().filter((name) => typeof name === 'string')
  return {
    as: names(as),
    within: within === 'group' || within === 'office' ? within : undefined,
    group: typeof group === 'string' ? group : undefined,
    unit: unit === true ? unit : undefined,
    notBy: names(notBy),
  }
}

/** The event of a new choice at a step: the one of the choices with the same words, or a name of its own, by its deed. */
export function eventOfChoice(json: Json, step: string[], title: Title, deed?: string): string {
  const here = new Set(transitionsOfStep(json, step).map(({ name }) => name))
  const alike = transitionsOf(json).find(
    ({ kind, name, transition }) => kind === 'on' && !here.has(name) && titleOf(transition).th === title.th,
  )
  return alike?.name ?? eventFrom(title, eventTypes(json), deed)
}

export type NewChoice = {
  step: string[]
  /** What it is known to do, in English words: the event's name where its English title gives none. */
  deed?: string | undefined
  words: Words
  /** Left out where the choice stays at its step. */
  to?: string[] | undefined
  who: Who
  needs?: Json[]
  actions?: Json[]
  /** Left out: made from the words. */
  type?: string | undefined
}

/** A new choice at a step, after those that it has. */
export function addChoice(json: Json, choice: NewChoice): { json: Json; at: Path; type: string } {
  const { step, words, to, who, needs = [], actions = [] } = choice
  const type = choice.type ?? eventOfChoice(json, step, words.title, choice.deed)
  const transition = {
    ...(to ? { target: writeTarget(json, step, to) } : {}),
    guard: guardOf(who),
    ...actionsEntry(actions),
    meta: { ...metaOf(words), ...(needs.length > 0 ? { needs } : {}) },
  }
  const place = [...placeOfStep(step), 'on']
  return { json: insertKey(json, place, type, transition), at: [...place, type], type }
}

/** One action alone, several as a list, none not at all: as the procedures that ship have them. */
const actionsEntry = (actions: unknown[]) =>
  actions.length === 0 ? {} : { actions: actions.length === 1 ? actions[0] : actions }

/** The transition at a place with other actions. */
export function setActions(json: Json, at: Path, actions: unknown[]): Json {
  return setAt(json, [...at, 'actions'], actionsEntry(actions).actions)
}

/** Where a transition leads; null: it stays. */
export const setTarget = (
  json: Json,
  { at, from }: Pick<TransitionAt, 'at' | 'from'>,
  to: string[] | null,
): Json => setAt(json, [...at, 'target'], to ? writeTarget(json, from, to) : undefined)

/** Removes a choice, a deadline's transition or an automatic one, and what spoke of an event that is then gone. */
export function removeTransition(json: Json, at: Path): Json {
  return dropLostEvents(json, without(json, [{ at }]))
}

/** Moves a choice up or down: among the events of its step, or among the transitions of a list. */
export function moveTransition(json: Json, at: Path, by: number): Json {
  const last = at.at(-1)
  const above = at.slice(0, -1)
  if (typeof last === 'number') return setAt(json, above, movedItem(listOf(valueAt(json, above)), last, by))
  return typeof last === 'string' ? moveKey(json, above, last, by) : json
}

/** Adds a transition that is taken by itself: when a deadline passes (`after`), at once (`always`), or when all tracks have ended. */
export function addTransition(
  json: Json,
  given: { step: string[]; kind: Exclude<TransitionKind, 'on'>; deadline?: string; transition: Json },
): { json: Json; at: Path } {
  const { step, kind, deadline, transition } = given
  const place = [...placeOfStep(step), kind, ...(deadline === undefined ? [] : [deadline])]
  const present = valueAt(json, place)
  if (present === undefined) return { json: setAt(json, place, transition), at: place }
  const list = [present].flat()
  return { json: setAt(json, place, [...list, transition]), at: [...place, list.length] }
}

/** Puts a deadline's transition under another deadline. */
export function changeDeadlineOf(json: Json, { at, from, name, transition }: TransitionAt, deadline: string) {
  if (name === deadline) return { json, at }
  const taken = without(json, [{ at }])
  return addTransition(taken, { step: from, kind: 'after', deadline, transition })
}

/**
 * A new step between a choice and where it led: the choice leads to the new step, and the new step's own choice on to
 * the old target. A choice that stayed at its step is left alone.
 */
export function insertStepAfter(
  json: Json,
  choice: Pick<TransitionAt, 'at' | 'from'>,
  step: { words: Words; choice: Omit<NewChoice, 'step' | 'to'> },
): { json: Json; path: string[]; choice: Path } | undefined {
  const target = valueAt(json, [...choice.at, 'target'])
  const old = typeof target === 'string' ? resolveTarget(json, choice.from, target) : undefined
  if (!old) return undefined
  const parent = choice.from.slice(0, -1)
  const added = addStep(json, { parent, after: choice.from.at(-1), words: step.words })
  const led = setTarget(added.json, choice, added.path)
  const given = addChoice(led, { ...step.choice, step: added.path, to: old })
  return { json: given.json, path: added.path, choice: given.at }
}

/** Sends back to a step with reasons; what was decided until then has to be decided anew. */
export const sendBack = (step: string[], to: string[], who: Who, words: Words): NewChoice => ({
  step,
  to,
  who,
  words,
  needs: [{ field: 'reasons', grounds: [] }],
  actions: [{ type: 'startAgain' }, tell('owner', returned)],
})

export const tell = (whom: string, of: Title, within?: 'group' | 'office'): Json => ({
  type: 'notify',
  params: { whom, ...(within ? { within } : {}), of },
})

const returned: Title = {
  th: 'เรื่องของท่านถูกส่งกลับพร้อมเหตุผล โปรดแก้ไขแล้วเสนอใหม่',
  en: 'Your request was returned with reasons: correct it and submit it again.',
}

/** Whether a choice that leads on can be made at a step: of several who act at the same time each has their own. */
export const mayLead = (json: Json, step: string[]): boolean =>
  mayOffer(json, step) && nodeAt(json, step)?.type !== 'parallel'

/** Whether a choice can be made at a step at all: an end and a history step offer none. */
export const mayOffer = (json: Json, step: string[]): boolean => {
  const type = nodeAt(json, step)?.type
  return type !== 'final' && type !== 'history'
}
