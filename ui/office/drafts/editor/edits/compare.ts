import { isObject, type Path } from './json.ts'

/** The places at which two drafts differ: the innermost ones that both have, in the order of the first. */
export function differingPlaces(one: unknown, other: unknown, at: Path = []): Path[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return []
  if (isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    const within = names.flatMap((name) => differingPlaces(one[name], other[name], [...at, name]))
    // The same entries in another order differ as a whole.
    return within.length > 0 ? within : [at]
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    return one.flatMap((item, index) => differingPlaces(item, other[index], [...at, index]))
  return [at]
}
