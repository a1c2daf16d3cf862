import { html } from 'hono/html'
import { z } from 'zod'
import { findOffice } from '../../db/offices.ts'
import { findEverPublished, findPublished } from '../../db/publications.ts'
import { ApiProblem } from '../http/problem.ts'
import { endedView } from './item-views.ts'
import type { PublicCall } from './public-endpoint.ts'

const side = z
  .string()
  .regex(/^[1-9]\d{0,4}$/)
  .optional()
export const oembedQuerySchema = z.strictObject({
  url: z.string().max(2000).describe('The address of an item, or of an office or one of its kinds'),
  format: z.literal('json').default('json'),
  maxwidth: side,
  maxheight: side,
})
/** oEmbed 1.0, https://oembed.com */
export const oembedSchema = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  title: z.string(),
  author_name: z.string().optional(),
  provider_name: z.string(),
  provider_url: z.url(),
  cache_age: z.int().describe('In seconds'),
  html: z.string(),
  width: z.int(),
  height: z.int(),
})

const listed = { width: 600, height: 480 }
const carded = { width: 600, height: 200 }
const least = 120
/** In seconds; of an item no longer than it is public. */
const cacheAge = 300

type Call = Omit<PublicCall<z.output<typeof oembedQuerySchema>>, 'office'>

/** How an address of this site is embedded; throws `not_found` for another's and `gone` for an item that has ended. */
export async function oembedOf({
  deps,
  base,
  at: { now },
  query,
}: Call): Promise<z.input<typeof oembedSchema>> {
  const address = URL.canParse(query.url) ? new URL(query.url) : undefined
  if (address?.origin !== base) throw new ApiProblem('not_found')
  const [, id = '', item] =
    /^\/o\/([a-z0-9]{1,32})(?:\/items\/([0-9a-f-]{36}))?\/?$/.exec(address.pathname) ?? []
  const office = id === '' ? undefined : await findOffice(deps.reads, id)
  if (!office) throw new ApiProblem('not_found')
  const language = address.searchParams.get('lang') === 'en' ? 'en' : 'th'
  const common = {
    version: '1.0' as const,
    type: 'rich' as const,
    cache_age: cacheAge,
    provider_name: language === 'en' ? office.nameEn : office.nameTh,
    provider_url: `${base}/o/${office.id}`,
  }
  const framed = (path: string, title: string, usual: { width: number; height: number }) => {
    const [width, height] = [within(usual.width, query.maxwidth), within(usual.height, query.maxheight)]
    const frame = html`<iframe src="${base}${path}" title="${title}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`
    return { ...common, title, html: String(frame), width, height }
  }
  if (item === undefined) {
    const params = new URLSearchParams()
    for (const name of ['category', 'group', 'year', 'type', 'lang']) {
      const value = address.searchParams.get(name)
      if (value) params.set(name, value.slice(0, 200))
    }
    const path = `/o/${office.id}/embed${params.size > 0 ? `?${params}` : ''}`
    return framed(path, common.provider_name, listed)
  }
  const row = await findPublished(deps.reads, { office: office.id, now }, item)
  if (!row) {
    const ended = await findEverPublished(deps.reads, office.id, item)
    throw ended ? new ApiProblem('gone', { ended: endedView(ended) }) : new ApiProblem('not_found')
  }
  const path = `/o/${office.id}/items/${row.id}/embed${language === 'en' ? '?lang=en' : ''}`
  const left = row.untilAt === null ? cacheAge : Math.floor((row.untilAt - now) / 1000)
  const cache_age = Math.min(cacheAge, left)
  return {
    ...framed(path, row.title, carded),
    cache_age,
    author_name: language === 'en' ? row.groupEn : row.groupTh,
  }
}

/** A frame that is smaller than what is asked for, but never so small that nothing can be read. */
const within = (usual: number, most: string | undefined) =>
  most === undefined ? usual : Math.max(least, Math.min(usual, Number(most)))
