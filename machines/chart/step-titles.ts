import type { Text } from '../procedure/procedure.ts'
import { hasSteps, nodeAt, resolverOf, walk } from './graph.ts'
import { type Json, stringOf, titleOf } from './json.ts'
import { allTransitions } from './transitions.ts'

/** Charts are data that nobody changes in place. */
const known = new WeakMap<Json, ReadonlyMap<string, Text>>()

/**
 * What steps are called that their chart calls alike, by their dotted paths: with the title of the step around them, else
 * of the transition that leads to them, else with a number. Steps with a title of their own are not in it.
 */
export function qualifiedTitles(chart: Json): ReadonlyMap<string, Text> {
  const made = known.get(chart) ?? makeTitles(chart)
  known.set(chart, made)
  return made
}

function makeTitles(chart: Json): Map<string, Text> {
  const leaves = [...walk(chart)].filter(
    ({ path, node }) =>
      path.length > 0 && node.type !== 'history' && !hasSteps(node) && titleOf(node).th !== '',
  )
  const titles = new Map<string, Text>()
  for (const alike of Map.groupBy(leaves, ({ node }) => titleOf(node).th).values()) {
    if (alike.length === 1) continue
    const paths = alike.map(({ path }) => path)
    const around = paths.map((path) => titleOf(nodeAt(chart, path.slice(0, -1))))
    const before = incoming(chart, paths)
    const way = [around, before].find(tellsApart)
    paths.forEach((path, index) => {
      const title = titleOf(nodeAt(chart, path))
      const more = way ? way[index] : { th: String(index + 1), en: String(index + 1) }
      // By what leads to them, the first is the plain case and the others are its exceptions.
      if (!more || (way !== around && index === 0)) return
      titles.set(path.join('.'), {
        th: `${title.th} (${more.th})`,
        en: `${title.en || title.th} (${more.en || more.th})`,
      })
    })
  }
  return titles
}

const tellsApart = (titles: Text[]): boolean =>
  titles.every(({ th }) => th !== '') && new Set(titles.map(({ th }) => th)).size === titles.length

/** The words of the first transition that leads to each of these steps. */
function incoming(chart: Json, paths: string[][]): Text[] {
  const resolve = resolverOf(chart)
  const found = new Map<string, Text>()
  for (const { from, transition } of allTransitions(chart)) {
    const to = resolve(from, stringOf(transition.target))?.join('.')
    if (to !== undefined && !found.has(to)) found.set(to, titleOf(transition))
  }
  return paths.map((path) => found.get(path.join('.')) ?? { th: '', en: '' })
}
