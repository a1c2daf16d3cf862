import { z } from 'zod'
import type { OfficeRow } from '../../db/offices.ts'
import { facetsOf, type ReadAt } from '../../db/publication-facets.ts'
import { newestByCategory } from '../../db/publications.ts'
import { type LawSection, lawSections } from '../../machines/law/sections.ts'
import { textSchema } from '../../machines/procedure/procedure.ts'
import { csvOf } from '../http/csv.ts'
import { sectionOf, siteOfOffice } from '../offices/site.ts'
import type { Deps } from '../process/deps.ts'
import { categoriesOf } from '../public-site/answer.ts'
import { categoryOfItemSchema, listedItemSchema } from './contract.ts'
import { categoryView, listedItem } from './item-views.ts'

const newestOfEach = 3

export const lawIndexSchema = z.strictObject({
  sections: z
    .array(
      z.strictObject({
        id: z.string(),
        act: z.union([z.literal(7), z.literal(9)]).describe('The section of the Act'),
        number: z.string(),
        title: textSchema,
        count: z.int().min(0).describe('How many items are published under it now'),
        categories: z
          .array(categoryOfItemSchema.extend({ count: z.int(), url: z.url(), items: z.url() }))
          .describe('The kinds of information that the office files under it'),
        newest: z.array(listedItemSchema).describe(`At most ${newestOfEach} of each kind`),
      }),
    )
    .describe('All of sections 7 and 9 of the Official Information Act, also where nothing is published'),
})
export type LawIndex = z.input<typeof lawIndexSchema>

type Asked = { deps: Deps; base: string; at: ReadAt; office: OfficeRow }

/** What an office publishes by sections 7 and 9 of the Official Information Act, its kinds filed under their subsections. */
export async function lawIndexOf({ deps, base, at, office }: Asked): Promise<LawIndex> {
  const settings = siteOfOffice(office)
  const counts = new Map<string, number>()
  for (const { category, count } of await facetsOf(deps.reads, at))
    counts.set(category, (counts.get(category) ?? 0) + count)
  const filed = Map.groupBy(categoriesOf(office), (category) => sectionOf(settings, category))
  const shown = [...filed].flatMap(([section, categories]) => (section ? categories.map(({ id }) => id) : []))
  const newest = await newestByCategory(deps.reads, at, shown, newestOfEach)
  const sectionView = ({ id, act, number, title }: LawSection) => {
    const categories = (filed.get(id) ?? []).map((category) => {
      const query = `category=${encodeURIComponent(category.id)}`
      return {
        ...categoryView(category),
        count: counts.get(category.id) ?? 0,
        url: `${base}/o/${office.id}?${query}`,
        items: `${base}/api/v1/offices/${office.id}/items?${query}`,
      }
    })
    const ids = new Set<string | null>(categories.map((one) => one.id))
    return {
      id,
      act,
      number,
      title,
      categories,
      count: categories.reduce((sum, { count }) => sum + count, 0),
      newest: newest
        .filter(({ category }) => ids.has(category))
        .map((row) => listedItem({ base, office }, row)),
    }
  }
  return { sections: lawSections.map(sectionView) }
}

/** The same as a table, one line for each kind of information, and one for a subsection without any. */
export const lawIndexCsv = ({ sections }: LawIndex): string =>
  csvOf(
    ['section', 'title', 'category_number', 'category', 'items', 'url'],
    sections.flatMap(({ number, title, categories }) =>
      categories.length === 0
        ? [[number, title.th, null, null, 0, null]]
        : categories.map((one) => [number, title.th, one.number, one.title.th, one.count, one.url]),
    ),
  )
