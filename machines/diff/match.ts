import { nodeAt } from '../chart/graph.ts'
import type { Chart } from '../procedure/procedure.ts'

/** Which step of one chart is which of the other, as dotted paths; the root of both is the empty path. */
export type Match = { oldOf: Map<string, string>; newOf: Map<string, string> }

/** Matches steps by their keys under matched parents, and a step whose key alone changed by its title. */
export function matchSteps(before: Chart, after: Chart): Match {
  const match: Match = { oldOf: new Map([['', '']]), newOf: new Map([['', '']]) }
  const open = [['', '']]
  for (let pair = open.shift(); pair; pair = open.shift()) {
    const [old = '', now = ''] = pair
    for (const [key, earlier] of matchChildren(childrenOf(before, old), childrenOf(after, now))) {
      const [a, b] = [join(old, earlier), join(now, key)]
      match.oldOf.set(b, a)
      match.newOf.set(a, b)
      open.push([a, b])
    }
  }
  return match
}

const join = (parent: string, key: string) => (parent === '' ? key : `${parent}.${key}`)

type Children = [key: string, title: string | undefined][]

/** The children of a step with their Thai titles, in the order of the chart. */
export function childrenOf(chart: Chart, path: string): Children {
  const node = path === '' ? chart : nodeAt(chart, path.split('.'))
  return Object.entries(node?.states ?? {}).map(([key, { meta }]) => [key, meta?.title.th])
}

function matchChildren(before: Children, after: Children): [now: string, old: string][] {
  const [oldKeys, newKeys] = [new Set(before.map(([key]) => key)), new Set(after.map(([key]) => key))]
  return after.flatMap(([key, title]) => {
    if (oldKeys.has(key)) return [[key, key] as [string, string]]
    const gone = before.filter(([old, words]) => !newKeys.has(old) && words === title)
    const come = after.filter(([now, words]) => !oldKeys.has(now) && words === title)
    const [only] = gone
    return only && gone.length === 1 && come.length === 1 ? [[key, only[0]] as [string, string]] : []
  })
}
