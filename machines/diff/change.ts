import type { Text } from '../procedure/procedure.ts'

/** One change between two versions of a procedure in words, with the steps that it is about as dotted paths. */
export type Change = { kind: 'added' | 'removed' | 'changed'; sentence: Text; steps: string[] }

const change =
  (kind: Change['kind']) =>
  (th: string, en: string, steps: string[] = []): Change => ({ kind, sentence: { th, en }, steps })
export const added = change('added')
export const removed = change('removed')
export const changed = change('changed')

/** Whether two pieces of a procedure say the same. */
export const same = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b)

/** JSON in which the order of keys does not count and what is left out is left out. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'undefined'

/** Two lists compared by what names their items; `reordered` where what both have stands in another order. */
export function compared<Item>(before: Item[], after: Item[], keyOf: (item: Item) => string) {
  const [old, now] = [
    new Map(before.map((item) => [keyOf(item), item])),
    new Map(after.map((item) => [keyOf(item), item])),
  ]
  const stayed = after.flatMap((item) => {
    const earlier = old.get(keyOf(item))
    return earlier === undefined ? [] : [[earlier, item] as const]
  })
  const order = [...old.keys()].filter((key) => now.has(key))
  return {
    added: after.filter((item) => !old.has(keyOf(item))),
    removed: before.filter((item) => !now.has(keyOf(item))),
    stayed,
    reordered: order.join('\n') !== stayed.map(([, item]) => keyOf(item)).join('\n'),
  }
}
