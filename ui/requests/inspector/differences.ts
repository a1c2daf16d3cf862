type Change = 'added' | 'removed' | 'changed'
/** Something that is not the same in two values; `path` leads to it (`['context', 'decisions', '2']`). */
type Difference = { path: string[]; kind: Change; before?: unknown; after?: unknown }

/** Where two JSON values differ, in the order of the later one. What came or went as a whole is told once. */
export function differences(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (Object.is(before, after)) return []
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, kind: 'changed', before, after }]
  return namesOf(before, after).flatMap((name): Difference[] => {
    const [old, now] = [before[name], after[name]]
    const here = [...path, name]
    if (old === undefined) return now === undefined ? [] : [{ path: here, kind: 'added', after: now }]
    if (now === undefined) return [{ path: here, kind: 'removed', before: old }]
    return differences(old, now, here)
  })
}

/** The names of both, those of the later one first. */
const namesOf = (before: unknown, after: unknown): string[] => [
  ...new Set([
    ...(isBranch(after) ? Object.keys(after) : []),
    ...(isBranch(before) ? Object.keys(before) : []),
  ]),
]

/** Whether a value has parts. */
export const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** A path as one would write it in code: `context.decisions[2].by`. */
export const pathWords = (path: string[]): string =>
  path.map((name, index) => (/^\d+$/.test(name) ? `[${name}]` : index === 0 ? name : `.${name}`)).join('')
