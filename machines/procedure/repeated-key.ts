/** A key that stands twice in one object of a JSON text, with the place of the second: line and column from 1. */
export type RepeatedKey = { key: string; path: string; line: number; column: number }

/**
 * The first key that an object of this JSON text has twice; `JSON.parse` would take the last without a word. The text must
 * be JSON. In one pass, without recursion.
 */
export function repeatedKey(text: string): RepeatedKey | undefined {
  const open: ({ keys: Set<string>; at: string } | { index: number })[] = []
  const path = () => open.map((one) => ('keys' in one ? one.at : String(one.index))).join('.')
  // Strings, the signs around them, and nothing of what else a value may be.
  // recheck-ignore: in JSON every string ends; only one that did not would be read again from each of its quotes
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]/gs)) {
    const around = open.at(-1)
    if (sign === '{') open.push({ keys: new Set(), at: '' })
    else if (sign === '[') open.push({ index: 0 })
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === ',') {
      if (around && 'index' in around) around.index += 1
    } else if (around && 'keys' in around && isKey(text, index + sign.length)) {
      const key = JSON.parse(sign) as string
      around.at = key
      if (around.keys.has(key)) return { key, path: path(), ...placeOf(text, index) }
      around.keys.add(key)
    }
  }
  return undefined
}

/** Whether a colon comes next: the string before it is a key. */
function isKey(text: string, end: number): boolean {
  let at = end
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1
  return text[at] === ':'
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
