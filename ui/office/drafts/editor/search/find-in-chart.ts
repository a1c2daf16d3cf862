import { searchKey, searchWords } from '../../../../../machines/text/search-key.ts'
import { type Json, objectOf, type Path, stringOf } from '../edits/json.ts'
import { itemsOf } from '../edits/parts.ts'
import { placeOfStep, stepsOf, titleOf, transitionsOfStep } from '../edits/walk.ts'

/**
 * The places of the steps, choices and deadlines that have every word of a query in their title, their clause or their
 * name, in the order of the chart.
 */
export function findInChart(json: Json, query: string): Path[] {
  const wanted = searchWords(query)
  if (wanted.length === 0) return []
  const deadlines = new Map(itemsOf(json, 'deadlines').map(({ id, item }) => [id, titleOf({ meta: item })]))
  const has = (given: Json, name: string, ...titles: { th: string; en: string }[]) => {
    const said = [titleOf(given), ...titles].flatMap(({ th, en }) => [th, en])
    const key = searchKey([...said, stringOf(objectOf(given.meta).clause), name].join(' / '))
    return wanted.every((word) => key.includes(word))
  }
  const paths = [{ path: [] as string[], node: undefined }, ...stepsOf(json)]
  return paths.flatMap(({ path, node }) => [
    ...(node && has(node, path.at(-1) ?? '') ? [placeOfStep(path)] : []),
    ...transitionsOfStep(json, path).flatMap(({ at, name, transition }) => {
      const deadline = deadlines.get(name)
      return has(transition, name, ...(deadline ? [deadline] : [])) ? [at] : []
    }),
  ])
}
