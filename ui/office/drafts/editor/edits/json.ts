import { isObject, type Json, objectOf, type Path, valueAt } from '../../../../../machines/chart/json.ts'

export type { Json, Path } from '../../../../../machines/chart/json.ts'
export { eachOf, isObject, listOf, objectOf, stringOf, valueAt } from '../../../../../machines/chart/json.ts'

/**
 * The same with another value at a path; `undefined` takes it away. What is not on the path stays the very same objects,
 * in the same order; where nothing changes, the very same JSON is answered.
 */
export function setAt<Whole>(json: Whole, path: Path, value: unknown): Whole {
  const [name, ...rest] = path
  if (name === undefined) return value as Whole
  const old = valueAt(json, [name])
  const made = rest.length === 0 ? value : setAt(old, rest, value)
  if (made === old) return json
  if (Array.isArray(json))
    return (
      made === undefined
        ? json.filter((_, index) => index !== name)
        : Number(name) < json.length
          ? json.map((item: unknown, index) => (index === name ? made : item))
          : [...json, made]
    ) as Whole
  const object = objectOf(json)
  if (made !== undefined) return { ...object, [name]: made } as Whole
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)) as Whole
}

/** The object at `path` with one more entry, after the entry `after` or at the end. */
export function insertKey(json: Json, path: Path, key: string, value: unknown, after?: string): Json {
  const entries = Object.entries(objectOf(valueAt(json, path)))
  const at = after === undefined ? -1 : entries.findIndex(([name]) => name === after)
  entries.splice(at === -1 ? entries.length : at + 1, 0, [key, value])
  return setAt(json, path, Object.fromEntries(entries))
}

/** The object at `path` with an entry under another name, in its old place. */
export function renameKey(json: Json, path: Path, from: string, to: string): Json {
  const object = valueAt(json, path)
  if (!isObject(object) || !Object.hasOwn(object, from) || from === to) return json
  return setAt(
    json,
    path,
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value])),
  )
}

/** The object at `path` with an entry so many places further down (up, where negative); as it was at either end. */
export function moveKey(json: Json, path: Path, key: string, by: number): Json {
  const entries = Object.entries(objectOf(valueAt(json, path)))
  const moved = movedItem(
    entries,
    entries.findIndex(([name]) => name === key),
    by,
  )
  return moved === entries ? json : setAt(json, path, Object.fromEntries(moved))
}

/** The list with one item so many places further down (up, where negative); the very list at either end. */
export function movedItem<Item>(list: Item[], from: number, by: number): Item[] {
  const to = from + by
  const item = list[from]
  if (from < 0 || item === undefined || to < 0 || to >= list.length) return list
  const moved = list.filter((_, index) => index !== from)
  moved.splice(to, 0, item)
  return moved
}

/** The list with `change` done to each item; the very list where nothing changes. Items that become undefined go. */
export function mapList(list: unknown[], change: (item: unknown, index: number) => unknown): unknown[] {
  const made = list.map(change)
  if (made.every((item, index) => item === list[index])) return list
  return made.filter((item) => item !== undefined)
}

/** The object with `change` done to each value; the very object where nothing changes. Values that become undefined go. */
export function mapObject(object: Json, change: (value: unknown, key: string) => unknown): Json {
  const made = Object.entries(object).map(([key, value]) => [key, change(value, key)] as const)
  if (made.every(([key, value]) => value === object[key])) return object
  return Object.fromEntries(made.filter(([, value]) => value !== undefined))
}
