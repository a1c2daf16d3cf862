import { isObject, type Json, objectOf, type Path, stringOf, valueAt } from './edits/json.ts'
import { stepOfPlace, titleOf, transitionKinds } from './edits/walk.ts'

/** The parts of a procedure, each with a page of its own in the editor. */
export const parts = ['steps', 'form', 'categories', 'roles', 'deadlines', 'policy', 'source'] as const
export type Part = (typeof parts)[number]

/** The part in which a place is edited. */
export function partOf(at: Path): Part {
  const [first] = at
  if (first === 'chart' || first === undefined) return 'steps'
  if (first === 'requires' || first === 'rules') return 'policy'
  return parts.find((part) => part === first) ?? 'source'
}

export const placeOf = (at: Path): string => at.join('.')

/** The place that a text names (`chart.states.draft.on.SEND`): names with a dot in them are found as well. */
export function readPlace(json: Json, place: string): Path {
  const names = place === '' ? [] : place.split('.')
  const at: (string | number)[] = []
  let value: unknown = json
  while (names.length > 0) {
    if (Array.isArray(value) && /^\d+$/.test(names[0] ?? '')) {
      at.push(Number(names.shift()))
    } else {
      const known = objectOf(value)
      const length = names.findIndex((_, index) => Object.hasOwn(known, names.slice(0, index + 1).join('.')))
      at.push(names.splice(0, length === -1 ? 1 : length + 1).join('.'))
    }
    value = valueAt(json, at)
  }
  return at
}

/** What the form opens: a step, or one of its transitions; the longest part of the place that there is. */
export type Opened = { kind: 'step' | 'choice'; at: Path }

export function openedBy(json: Json, at: Path): Opened | undefined {
  if (at[0] !== 'chart') return undefined
  const { path, rest } = stepOfPlace(at)
  const step = at.slice(0, at.length - rest.length)
  const [kind, name] = rest
  if (transitionKinds.some((known) => known === kind)) {
    const named = kind === 'on' || kind === 'after'
    const above = [...step, String(kind), ...(named && name !== undefined ? [name] : [])]
    const given = valueAt(json, above)
    const index = rest[named ? 2 : 1]
    const own = Array.isArray(given) ? [...above, typeof index === 'number' ? index : 0] : above
    if (isObject(valueAt(json, own)) && (!named || name !== undefined)) return { kind: 'choice', at: own }
  }
  for (let length = step.length; length > 1; length -= 2) {
    const found = step.slice(0, length)
    if (isObject(valueAt(json, found))) return { kind: 'step', at: found }
  }
  return path.length === 0 && rest.length > 0 ? { kind: 'step', at: ['chart'] } : undefined
}

type Title = { th: string; en: string }
export type Crumb =
  | { what: 'step' | 'choice' | 'deadline' | 'item'; title: Title; name: string }
  | { what: 'part'; part: Part }
  | { what: 'key'; name: string }

/** A place for people: which step, which choice, and what of it. */
export function crumbsOf(json: Json, at: Path): Crumb[] {
  const part = partOf(at)
  if (part !== 'steps') {
    const crumbs: Crumb[] = [{ what: 'part', part }]
    const item = valueAt(json, at.slice(0, 2))
    if (typeof at[1] === 'number' && isObject(item)) {
      const name = stringOf(item.id ?? item.name)
      crumbs.push({ what: 'item', title: wordsAt(item), name: name || String(at[1] + 1) })
    }
    const key = at.slice(part === 'source' ? 0 : typeof at[1] === 'number' ? 2 : 1)
    return [...crumbs, ...keyCrumb(key)]
  }
  const { path, rest } = stepOfPlace(at)
  const crumbs: Crumb[] = path.map((name, index) => ({
    what: 'step',
    name,
    title: titleOf(valueAt(json, at.slice(0, 3 + index * 2))),
  }))
  const [kind, name] = rest
  if (!transitionKinds.some((known) => known === kind)) return [...crumbs, ...keyCrumb(rest)]
  const opened = openedBy(json, at)
  const isDeadline = kind === 'after'
  if (opened?.kind === 'choice')
    crumbs.push({
      what: isDeadline ? 'deadline' : 'choice',
      title: titleOf(valueAt(json, opened.at)),
      name: typeof name === 'string' ? name : String(kind),
    })
  return [
    ...crumbs,
    ...keyCrumb(at.slice(opened?.kind === 'choice' ? opened.at.length : at.length - rest.length)),
  ]
}

const wordsAt = (item: Json): Title => ({
  th: stringOf(objectOf(item.title).th),
  en: stringOf(objectOf(item.title).en),
})

/** The last name of what is left of a place says it best: `meta.title.th` is the title. */
const keyCrumb = (rest: Path): Crumb[] => {
  const named = rest.filter((name) => typeof name === 'string' && name !== 'meta' && name !== 'params')
  const name = named.find((key) => typeof key === 'string' && knownKeys.has(key)) ?? named.at(-1)
  return typeof name === 'string' ? [{ what: 'key', name }] : []
}

const knownKeys = new Set(['title', 'needs', 'guard', 'actions', 'document'])

/** Whether a place is this one or lies in it. */
export const isIn = (at: Path, outer: Path): boolean => outer.every((name, index) => at[index] === name)
