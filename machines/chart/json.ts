/** JSON as it is written: anything may be missing, and anything may be of the wrong kind. */
export type Json = Record<string, unknown>
/** Where something stands: `['chart', 'states', 'draft', 'on', 'SEND']`. */
export type Path = readonly (string | number)[]

export const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const noObject: Json = Object.freeze({})
const noList: unknown[] = []

/** The value if it is an object, else an empty one. */
export const objectOf = (value: unknown): Json => (isObject(value) ? value : noObject)
/** The value if it is a list, else an empty one. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : noList)
/** The value if it is text, else an empty one. */
export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '')
/** One, or each of a list. */
export const eachOf = (value: unknown): unknown[] =>
  value === undefined ? noList : Array.isArray(value) ? value : [value]

/** What stands at a path; undefined where nothing does. */
export function valueAt(json: unknown, path: Path): unknown {
  let value = json
  for (const name of path)
    value =
      value !== null && typeof value === 'object' && Object.hasOwn(value, name)
        ? (value as Record<string | number, unknown>)[name]
        : undefined
  return value
}

/** The words of a step or a transition, with empty ones where there are none. */
export function titleOf(given: unknown): { th: string; en: string } {
  const title = objectOf(objectOf(objectOf(given).meta).title)
  return { th: stringOf(title.th), en: stringOf(title.en) }
}

/** A copy in which nothing is shared, not even where the original holds one object at two places. */
export const copied = <Of>(json: Of): Of => JSON.parse(JSON.stringify(json)) as Of
