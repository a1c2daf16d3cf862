import { languageOf } from '../../../../../machines/procedure/language.ts'
import type { Procedure } from '../../../../../machines/procedure/procedure.ts'
import { marksBeyondFirst, partsOf } from '../../../../../machines/procedure/provenance.ts'
import { unnamedClause } from '../../../../../machines/procedure/unnamed-clause.ts'
import {
  insertKey,
  isObject,
  type Json,
  listOf,
  objectOf,
  type Path,
  setAt,
  stringOf,
  valueAt,
} from './json.ts'
import { eventFrom, eventTypes, keyFrom, takenKeys } from './names.ts'
import { itemsOf, type List } from './parts.ts'
import { resolveTarget, writeTarget } from './targets.ts'
import {
  mapSteps,
  nodeAt,
  placeOfStep,
  samePath,
  startsWith,
  stepOfPlace,
  stepsOf,
  titleOf,
  transitionsOf,
  transitionsOfStep,
} from './walk.ts'

/** A step with what is in it, as it was copied: it can be put into the same draft or into another one. */
export type CopiedStep = {
  /** Of which procedure it is, and where it stood there. */
  procedure: string
  path: string[]
  /** It is one of several that run at the same time. */
  isTrack: boolean
  node: Json
  /** The steps that its transitions lead to, by where the target stands in it. */
  targets: { at: Path; to: string[] }[]
  /** What its parts name: roles, deadlines and fields of the form. */
  named: Record<'roles' | 'deadlines' | 'form', Json[]>
}

const lists = ['roles', 'deadlines', 'form'] as const satisfies List[]

const isTrackAt = (json: Json, path: string[]) => nodeAt(json, path.slice(0, -1))?.type === 'parallel'

/** A step, to be put somewhere else; undefined where there is none, and for the chart itself. */
export function copyStep(json: Json, path: string[]): CopiedStep | undefined {
  const node = path.length > 0 ? nodeAt(json, path) : undefined
  if (!node) return undefined
  const before = placeOfStep(path).length
  const leads = [
    ...transitionsOf(json).map(({ at, from, transition }) => ({ at, from, target: transition.target })),
    ...stepsOf(json).flatMap((step) =>
      step.node.type === 'history' ? [{ at: step.at, from: step.path, target: step.node.target }] : [],
    ),
  ]
  const targets = leads.flatMap(({ at, from, target }) => {
    if (!startsWith(from, path)) return []
    const to = typeof target === 'string' ? resolveTarget(json, from, target) : undefined
    return to ? [{ at: [...at.slice(before), 'target'], to }] : []
  })
  const spoken = stringsIn(node)
  const deadlines = namedIn(json, 'deadlines', spoken)
  const named = {
    roles: namedIn(json, 'roles', spoken),
    deadlines,
    // A deadline may be the day of a field that the step itself does not name.
    form: namedIn(json, 'form', new Set([...spoken, ...stringsIn(deadlines)])),
  }
  const procedure = stringOf(json.id)
  return { procedure, path, isTrack: isTrackAt(json, path), node, targets, named }
}

const namedIn = (json: Json, list: List, spoken: Set<string>) =>
  itemsOf(json, list).flatMap(({ id, item }) => (spoken.has(id) ? [item] : []))

/** Every name and every text in a part of a draft. */
function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value)
  else if (Array.isArray(value)) for (const one of value) stringsIn(one, found)
  else if (isObject(value))
    for (const [name, one] of Object.entries(value)) {
      found.add(name)
      stringsIn(one, found)
    }
  return found
}

/**
 * Puts a copied step beside the step at a path, or at the end of the chart. It leads where it led, as far as the draft has
 * such steps, and brings the roles, deadlines and fields that the draft lacks. Of another procedure's document nothing is
 * claimed: what comes from there is added here.
 */
export function pasteStep(json: Json, copied: CopiedStep, beside: string[]): { json: Json; path: string[] } {
  const { parent, after } = placeFor(json, copied.isTrack, beside)
  const ours = copied.procedure === stringOf(json.id)
  const title = titleBeside(json, parent, titleOf(copied.node))
  const key = keyFrom(title, takenKeys(json, parent), 'step')
  const path = [...parent, key]
  const node = withOwnNames(json, parent, adopted(json, copied.node, ours))
  const statesAt = [...placeOfStep(parent), 'states']
  let made = insertKey(json, statesAt, key, setAt(node, ['meta', 'title'], title), after)
  const around = nodeAt(made, parent)
  if (around?.initial === undefined && around?.type !== 'parallel')
    made = setAt(made, [...placeOfStep(parent), 'initial'], key)
  for (const list of lists) {
    const known = new Set(itemsOf(made, list).map(({ id }) => id))
    const lacking = copied.named[list].filter((item) => !known.has(stringOf(item.id ?? item.name)))
    if (lacking.length > 0)
      made = setAt(made, [list], [...listOf(made[list]), ...lacking.map((item) => fitting(item, json, ours))])
  }
  for (const { at, to } of copied.targets) {
    const place = [...placeOfStep(path), ...at]
    const found = startsWith(to, copied.path) ? [...path, ...to.slice(copied.path.length)] : to
    const target = valueAt(made, place)
    const { path: from } = stepOfPlace(place)
    if (typeof target !== 'string' || !nodeAt(made, found)) continue
    const now = resolveTarget(made, from, target)
    if (!now || !samePath(now, found)) made = setAt(made, place, writeTarget(made, from, found))
  }
  return { json: made, path }
}

/** The nearest place to a step where a track can stand, or a step that is none. */
function placeFor(json: Json, isTrack: boolean, beside: string[]): { parent: string[]; after?: string } {
  if (isTrack && nodeAt(json, beside)?.type === 'parallel') return { parent: beside }
  for (let path = beside; path.length > 0; path = path.slice(0, -1)) {
    const after = path.at(-1)
    if (after !== undefined && nodeAt(json, path) && isTrackAt(json, path) === isTrack)
      return { parent: path.slice(0, -1), after }
  }
  return { parent: [] }
}

/** The same title, or that it is a copy where a step beside it is called so. */
function titleBeside(json: Json, parent: string[], title: { th: string; en: string }) {
  const taken = Object.values(objectOf(nodeAt(json, parent)?.states)).map((node) => titleOf(node).th)
  const numbered = (number: number) =>
    number === 1
      ? title
      : {
          th: `${title.th} (สำเนา${number === 2 ? '' : ` ${number - 1}`})`,
          en: `${title.en} (copy${number === 2 ? '' : ` ${number - 1}`})`,
        }
  let number = 1
  while (taken.includes(numbered(number).th)) number += 1
  return numbered(number)
}

/** A part without what it says of where it comes from. */
const unmarked = ({ clause: _, source: __, ...part }: Json): Json => part

/** An item of a list as it may stand in a draft; the first language has no reminders of a deadline. */
function fitting(item: Json, json: Json, ours: boolean): Json {
  const { reminders, ...rest } = ours ? item : unmarked(item)
  if (reminders === undefined || languageOf(json as Procedure) === 1) return rest
  return { ...rest, reminders: ours ? reminders : listOf(reminders).map((one) => unmarked(objectOf(one))) }
}

/** A step as it may stand in a draft: what another document says is none of this one's, and the first language has no marks. */
function adopted(json: Json, node: Json, ours: boolean): Json {
  let whole: Json = { chart: node }
  const isFirst = languageOf(json as Procedure) === 1
  // What a part stands in comes before it.
  for (const each of [...partsOf(whole)]) {
    if (ours && !(isFirst && marksBeyondFirst(each).length > 0)) continue
    whole = setAt(whole, each.at, each.kind === 'apart' ? undefined : unmarked(each.part))
  }
  if (ours) return objectOf(whole.chart)
  const added = { clause: unnamedClause, source: 'added' }
  for (const at of [
    ['chart'],
    ...stepsOf(whole).map((step) => step.at),
    ...transitionsOf(whole).map((one) => one.at),
  ])
    whole = setAt(whole, [...at, 'meta'], { ...objectOf(valueAt(whole, [...at, 'meta'])), ...added })
  return objectOf(whole.chart)
}

/**
 * Without the ids that the draft has already. In a track, with events of its own: one event would be taken in every track
 * that offers it.
 */
function withOwnNames(json: Json, parent: string[], node: Json): Json {
  const ids = new Set([nodeAt(json, []), ...stepsOf(json).map((step) => step.node)].map((one) => one?.id))
  let whole = mapSteps({ chart: node }, (one) => (ids.has(one.id) ? setAt(one, ['id'], undefined) : one))
  if (nodeAt(json, parent)?.type !== 'parallel') return objectOf(whole.chart)
  const taken = eventTypes(json)
  const beside = new Set(
    stepsOf(json)
      .filter(({ path }) => startsWith(path, parent))
      .flatMap(({ path }) => transitionsOfStep(json, path))
      .flatMap(({ kind, name }) => (kind === 'on' ? [name] : [])),
  )
  const given = new Map<string, string>()
  for (const { kind, name, transition } of transitionsOf(whole))
    if (kind === 'on' && beside.has(name) && !given.has(name))
      given.set(name, eventFrom(titleOf(transition), [...taken, ...given.values()]))
  whole = mapSteps(whole, (one) =>
    isObject(one.on)
      ? setAt(
          one,
          ['on'],
          Object.fromEntries(Object.entries(one.on).map(([type, list]) => [given.get(type) ?? type, list])),
        )
      : one,
  )
  return objectOf(whole.chart)
}

/** What was copied, out of where it was kept; undefined for anything else. */
export function readCopied(kept: string | null): CopiedStep | undefined {
  try {
    const found: unknown = JSON.parse(kept ?? '')
    if (!isObject(found) || !isObject(found.node) || !isObject(found.named)) return undefined
    const { procedure, path, isTrack, targets, named } = found
    const isText = (one: unknown) => typeof one === 'string'
    if (!isText(procedure) || typeof isTrack !== 'boolean') return undefined
    if (!Array.isArray(path) || !path.every(isText)) return undefined
    const isTarget = (one: unknown) => isObject(one) && Array.isArray(one.at) && Array.isArray(one.to)
    if (!Array.isArray(targets) || !targets.every(isTarget)) return undefined
    if (!lists.every((list) => Array.isArray(named[list]) && named[list].every(isObject))) return undefined
    return found as CopiedStep
  } catch {
    return undefined
  }
}
