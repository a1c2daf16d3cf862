import type { Request } from 'express'
import { groupsOf, type OfficeRow } from '../../db/offices.ts'
import {
  type FacetCount,
  facetsOf,
  isNarrowedTo,
  type Narrowed,
  type ReadAt,
} from '../../db/publication-facets.ts'
import { listPublished, newestByCategory, newestPublished } from '../../db/publications.ts'
import { activeProcedures } from '../../db/versions.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { searchWords } from '../../machines/text/search-key.ts'
import type { Deps } from '../process/deps.ts'
import { caughtUp } from '../requests/projections.ts'
import { asked, categoriesOf, nameOf } from './answer.ts'
import type { Choice, OfficePage } from './office-page.ts'

const pageSize = 20
const newestOfEach = 5

/** What the page of an office shows for what its address asks. */
export async function officeData(
  deps: Deps,
  req: Request,
  office: OfficeRow,
  at: ReadAt,
): Promise<OfficePage> {
  const { reads } = deps
  const categories = categoriesOf(office)
  const q = asked(req, 'q')
  const all = asked(req, 'all') === '1'
  const narrowed = askedNarrowed(req)
  const facets = await facetsOf(reads, at)
  const counts = countsOf(facets, 'category', narrowed)
  const common = {
    office: nameOf(office),
    categories,
    counts: new Map([...counts].map(([category, count]) => [category || null, count])),
    q,
    category: narrowed.category,
    all,
    ...(await choicesOf(deps, office, facets, narrowed)),
  }
  const isWhole = Object.values(narrowed).every((value) => value === undefined)
  if (categories.length > 0 && !q && isWhole && !all)
    return {
      ...common,
      show: {
        kind: 'overview',
        items: await newestByCategory(reads, at, [...common.counts.keys()], newestOfEach),
        latest: await newestPublished(reads, at, newestOfEach),
      },
    }

  const words = searchWords(q)
  if (words.length > 0) await caughtUp(deps)
  const read = (page: number) =>
    listPublished(reads, at, { ...narrowed, words, limit: pageSize, offset: (page - 1) * pageSize, facets })
  const wanted = askedPage(req)
  let page = wanted
  let { items, total, totalIsLeast } = await read(page)
  if (items.length === 0 && total > 0) {
    page = Math.ceil(total / pageSize)
    ;({ items, total, totalIsLeast } = await read(page))
  }
  return { ...common, show: { kind: 'list', items, total, totalIsLeast, page, pageSize } }
}

/** The number of a page in an address, from 1. */
export const askedPage = (req: Request): number =>
  Math.min(Math.max(1, Math.trunc(Number(asked(req, 'page')) || 1)), 100_000)

/** What of the lists an address narrows to; a year that is none narrows to nothing that is there. */
export function askedNarrowed(req: Request): Narrowed {
  const year = asked(req, 'year')
  return {
    category: asked(req, 'category') || undefined,
    groupId: asked(req, 'group') || undefined,
    procedure: asked(req, 'type') || undefined,
    fiscalYear: year === '' ? undefined : /^\d{4}$/.test(year) ? Number(year) : 0,
  }
}

/** How many items each value has among those that everything else narrows to. */
function countsOf<Name extends 'category' | 'groupId' | 'fiscalYear' | 'procedure'>(
  facets: FacetCount[],
  name: Name,
  narrowed: Narrowed,
): Map<FacetCount[Name], number> {
  const counts = new Map<FacetCount[Name], number>()
  for (const one of facets)
    if (isNarrowedTo(one, { ...narrowed, [name]: undefined }))
      counts.set(one[name], (counts.get(one[name]) ?? 0) + one.count)
  return counts
}

async function choicesOf(
  { reads }: Deps,
  office: OfficeRow,
  facets: FacetCount[],
  narrowed: Narrowed,
): Promise<Pick<OfficePage, 'groups' | 'years' | 'types'>> {
  const groupCounts = countsOf(facets, 'groupId', narrowed)
  const chosenOf = (value: string, title: Text, chosen: string | undefined, count: number): Choice => ({
    value,
    title,
    count,
    isChosen: value === chosen,
  })
  const groups = (await groupsOf(reads, office.id))
    .map(({ id, nameTh, nameEn }) =>
      chosenOf(id, { th: nameTh, en: nameEn }, narrowed.groupId, groupCounts.get(id) ?? 0),
    )
    .filter(({ count, isChosen }) => count > 0 || isChosen)
  const years = [...countsOf(facets, 'fiscalYear', narrowed)]
    .sort(([one], [other]) => other - one)
    .map(([year, count]) =>
      chosenOf(String(year), { th: String(year), en: String(year) }, String(narrowed.fiscalYear), count),
    )
  const ofTypes = new Set(facets.map(({ procedure }) => procedure))
  const types: Choice[] = []
  if (ofTypes.size > 1) {
    const counts = countsOf(facets, 'procedure', narrowed)
    const titles = new Map<string, Text>()
    for (const { json } of await activeProcedures(reads, office.id)) {
      const { id, title } = JSON.parse(json) as Procedure
      titles.set(id, title)
    }
    for (const id of ofTypes)
      types.push(chosenOf(id, titles.get(id) ?? { th: id, en: id }, narrowed.procedure, counts.get(id) ?? 0))
  }
  return { groups, years, types }
}
