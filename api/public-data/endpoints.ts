import express from 'express'
import { z } from 'zod'
import { allOffices, groupsOf, type OfficeRow } from '../../db/offices.ts'
import { countPublished, type FacetCount, facetsOf, isNarrowedTo } from '../../db/publication-facets.ts'
import {
  findEverPublished,
  findPublished,
  type ListedRow,
  listPublished,
  newestPublished,
} from '../../db/publications.ts'
import { activeProcedures, procedureOfRequest } from '../../db/versions.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { searchWords } from '../../machines/text/search-key.ts'
import { openApiOf } from '../http/openapi.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Deps } from '../process/deps.ts'
import { categoriesOf } from '../public-site/answer.ts'
import { createPublicStates } from '../public-site/public-state.ts'
import { caughtUp } from '../requests/projections.ts'
import {
  type ItemListView,
  itemListQuerySchema,
  itemListSchema,
  officeListSchema,
  publicCategoriesSchema,
  publicItemSchema,
  publicOfficeSchema,
} from './contract.ts'
import { datasetListSchema, datasetsOf } from './datasets.ts'
import { categoryView, endedView, listedItem, wholeItem } from './item-views.ts'
import { lawIndexOf, lawIndexSchema } from './law-index.ts'
import { oembedOf, oembedQuerySchema, oembedSchema } from './oembed.ts'
import { monthSchema, procurementOf, procurementSchema } from './procurement.ts'
import { mountPublic, type PublicCall, publicEndpoint } from './public-endpoint.ts'

/** Of a search no more is read than it sorts. */
const mostFound = 2000

/** Every operation of the public API; its description lists these and Express mounts these. */
export const publicEndpoints = [
  publicEndpoint({
    path: '/api/v1/offices',
    summary: 'The offices that publish here',
    response: { status: 200, description: 'Every office', schema: officeListSchema },
    problems: [],
    run: async ({ deps, base, at }) => {
      const offices = []
      for (const office of await allOffices(deps.reads)) {
        const count = await countPublished(deps.reads, { office: office.id, now: at.now })
        offices.push({ ...namesOf(office), url: `${base}/o/${office.id}`, count })
      }
      return { offices }
    },
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}',
    summary: 'An office, and by what its items can be narrowed',
    response: { status: 200, description: 'The office', schema: publicOfficeSchema },
    problems: ['not_found'],
    run: async ({ deps, base, at, office }) => {
      const facets = await facetsOf(deps.reads, at)
      const page = `${base}/o/${office.id}`
      const groups = await groupsOf(deps.reads, office.id)
      const groupCounts = countsOf(facets, 'groupId')
      return {
        ...namesOf(office),
        url: page,
        items: `${base}/api/v1/offices/${office.id}/items`,
        feeds: { atom: `${page}/feed.xml`, json: `${page}/items.json` },
        count: facets.reduce((sum, { count }) => sum + count, 0),
        categories: countedCategories(office, facets),
        groups: groups
          .map(({ id, nameTh, nameEn }) => ({
            id,
            name: { th: nameTh, en: nameEn },
            count: groupCounts.get(id) ?? 0,
          }))
          .filter(({ count }) => count > 0),
        years: [...countsOf(facets, 'fiscalYear')]
          .sort(([one], [other]) => other - one)
          .map(([year, count]) => ({ year, count })),
        types: await countedTypes(deps, office, facets),
      }
    },
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}/categories',
    summary: 'The kinds of information of an office, by the numbers of its document',
    response: { status: 200, description: 'Every kind, with its count', schema: publicCategoriesSchema },
    problems: ['not_found'],
    run: async ({ deps, at, office }) => ({
      categories: countedCategories(office, await facetsOf(deps.reads, at)),
    }),
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}/items',
    summary: 'What an office publishes now, newest first, narrowed as its pages can be',
    query: itemListQuerySchema,
    response: { status: 200, description: 'One page of the list', schema: itemListSchema },
    problems: ['invalid_request', 'not_found'],
    run: itemList,
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}/law',
    summary: 'What an office publishes by sections 7 and 9 of the Official Information Act',
    response: { status: 200, description: 'Every subsection', schema: lawIndexSchema },
    problems: ['not_found'],
    run: lawIndexOf,
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}/datasets',
    summary: 'The datasets of an office, with the mandatory fields of the government data catalogue',
    response: { status: 200, description: 'One for each kind that has items', schema: datasetListSchema },
    problems: ['not_found'],
    run: async (call) => ({ datasets: await datasetsOf(call) }),
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}/procurement',
    summary:
      'What an office published about procurement in a month (สขร.๑); without one, in the last that has any',
    query: z.strictObject({ month: monthSchema.optional() }),
    response: { status: 200, description: 'The items, and what was bought', schema: procurementSchema },
    problems: ['invalid_request', 'not_found'],
    run: (call) => procurementOf(call, call.query.month),
  }),
  publicEndpoint({
    path: '/api/v1/oembed',
    summary: 'How another website embeds an item, or the list of an office (oEmbed 1.0)',
    query: oembedQuerySchema,
    response: { status: 200, description: 'A frame without script', schema: oembedSchema },
    problems: ['invalid_request', 'not_found', 'gone'],
    run: oembedOf,
  }),
  publicEndpoint({
    path: '/api/v1/offices/{office}/items/{id}',
    summary: 'One item while it is public; afterwards 410, with why and when it ended',
    response: { status: 200, description: 'The item, whole', schema: publicItemSchema },
    problems: ['not_found', 'gone'],
    run: async ({ deps, base, at, office, params: { id = '' } }) => {
      const row = await findPublished(deps.reads, at, id)
      if (!row) {
        const ended = await findEverPublished(deps.reads, office.id, id)
        throw ended ? new ApiProblem('gone', { ended: endedView(ended) }) : new ApiProblem('not_found')
      }
      const { json } = await procedureOfRequest(deps.reads, row.request)
      return wholeItem({ base, office }, row, JSON.parse(json) as Procedure)
    },
  }),
]

/** OpenAPI 3.1 of the public API. */
export const publicDescription = () =>
  openApiOf(publicEndpoints, {
    title: 'Prakat: published information',
    version: '1.0.0',
    description:
      'What the offices publish now, for machines. Reading only, without a key, from any website. Every answer has an ETag; ask with If-None-Match.',
    session: false,
  })

/** The public API, version 1, with its description; to be mounted at the root, before what is only for officials. */
export function publicDataRoutes(deps: Deps): express.Router {
  const router = express.Router()
  const description = JSON.stringify(publicDescription())
  router.get('/api/v1/openapi.json', (_req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' })
    res.type('application/json').send(description)
  })
  router.use(mountPublic(publicEndpoints, deps, createPublicStates(deps)))
  return router
}

const namesOf = (office: OfficeRow) => ({
  id: office.id,
  name: { th: office.nameTh, en: office.nameEn },
  abbreviation: { th: office.abbreviationTh, en: office.abbreviationEn },
})

function countsOf<Name extends 'category' | 'groupId' | 'fiscalYear' | 'procedure'>(
  facets: FacetCount[],
  name: Name,
): Map<FacetCount[Name], number> {
  const counts = new Map<FacetCount[Name], number>()
  for (const one of facets) counts.set(one[name], (counts.get(one[name]) ?? 0) + one.count)
  return counts
}

function countedCategories(office: OfficeRow, facets: FacetCount[]) {
  const counts = countsOf(facets, 'category')
  return categoriesOf(office).map((one) => ({ ...categoryView(one), count: counts.get(one.id) ?? 0 }))
}

async function countedTypes({ reads }: Deps, office: OfficeRow, facets: FacetCount[]) {
  const titles = new Map<string, Text>()
  for (const { json } of await activeProcedures(reads, office.id)) {
    const { id, title } = JSON.parse(json) as Procedure
    titles.set(id, title)
  }
  return [...countsOf(facets, 'procedure')].map(([id, count]) => ({
    id,
    title: titles.get(id) ?? { th: id, en: id },
    count,
  }))
}

type ListQuery = (typeof itemListQuerySchema)['_output']

async function itemList({ deps, base, at, office, query }: PublicCall<ListQuery>): Promise<ItemListView> {
  const limit = Number(query.limit)
  const narrowed = {
    category: query.category,
    groupId: query.group,
    procedure: query.type,
    fiscalYear: query.year === undefined ? undefined : Number(query.year),
  }
  const words = searchWords(query.q)
  const facets = await facetsOf(deps.reads, at)
  const shown = (rows: ListedRow[]) => rows.map((row) => listedItem({ base, office }, row))
  if (words.length > 0) {
    await caughtUp(deps)
    const offset = /^p\d+$/.test(query.cursor ?? '') ? Number(query.cursor?.slice(1)) : 0
    if (offset > mostFound) throw new ApiProblem('invalid_request')
    const asked = { ...narrowed, words, limit, offset, facets }
    const { items, total, totalIsLeast } = await listPublished(deps.reads, at, asked)
    const next = offset + limit
    const goesOn = next <= mostFound && (next < total || (totalIsLeast && items.length === limit))
    return { items: shown(items), total, totalIsLeast, nextCursor: goesOn ? `p${next}` : null }
  }
  const total = facets.filter((one) => isNarrowedTo(one, narrowed)).reduce((sum, { count }) => sum + count, 0)
  // A combination that nothing has would be looked for through the whole list.
  if (total === 0) return { items: [], total, totalIsLeast: false, nextCursor: null }
  const [, publishedAt, id] = /^(\d+)\.(.+)$/.exec(query.cursor ?? '') ?? []
  const after = publishedAt && id ? { publishedAt: Number(publishedAt), id } : undefined
  const rows = await newestPublished(deps.reads, at, limit + 1, { ...narrowed, after })
  const last = rows[limit - 1]
  const nextCursor = rows.length > limit && last ? `${last.publishedAt}.${last.id}` : null
  return { items: shown(rows.slice(0, limit)), total, totalIsLeast: false, nextCursor }
}
