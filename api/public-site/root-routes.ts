import { basename } from 'node:path'
import express from 'express'
import { allOffices } from '../../db/offices.ts'
import { countPublished } from '../../db/publication-facets.ts'
import { findByBeginning } from '../../db/publications.ts'
import { keptHeads, readHeadFile } from '../operations/daily-head.ts'
import type { Deps } from '../process/deps.ts'
import { answerWithout, baseOf, commonHeaders, siteOf } from './answer.ts'
import { notFoundPage } from './ended-pages.ts'
import { addressesInSitemap, sitemapIndex } from './sitemap.ts'

/** Of an item's id, so many characters are in its short address: 48 of its random bits. */
const shortLength = 12

/** The short address of an item, for paper: it leads to the item as long as there is one, and to why it ended after it. */
export const shortAddress = (id: string): string => `/p/${id.replaceAll('-', '').slice(0, shortLength)}`

/** What of the public site has to stand at the root: short addresses, robots.txt, the sitemap, the heads of the chains. */
export function publicRootRoutes(deps: Deps): express.Router {
  const router = express.Router()
  router.get('/p/:short', async (req, res) => {
    const found = /^[0-9a-f]{12}$/.test(req.params.short)
      ? await findByBeginning(deps.reads, `${req.params.short.slice(0, 8)}-${req.params.short.slice(8)}`)
      : undefined
    if (!found) return answerWithout(res, 404, notFoundPage(siteOf(deps, req), 'notFoundPage'))
    res.writeHead(301, { ...commonHeaders, Location: `/o/${found.office}/items/${found.id}` }).end()
  })
  router.get('/robots.txt', (req, res) => {
    // A demonstration is no announcement, and must not be found as one.
    const rules =
      deps.config.mode === 'demo'
        ? 'Disallow: /'
        : `Allow: /o\nAllow: /p\nAllow: /api/v1\nDisallow: /\n\nSitemap: ${baseOf(req)}/sitemap.xml`
    res
      .writeHead(200, { ...commonHeaders, 'Content-Type': 'text/plain; charset=utf-8' })
      .end(`User-agent: *\n${rules}\n`)
  })
  router.get('/sitemap.xml', async (req, res) => {
    const now = deps.clock.now()
    const parts: string[] = []
    for (const { id } of await allOffices(deps.reads)) {
      const count = await countPublished(deps.reads, { office: id, now })
      for (let page = 1; page === 1 || (page - 1) * addressesInSitemap < count; page += 1)
        parts.push(`${baseOf(req)}/o/${id}/sitemap-${page}.xml`)
    }
    res
      .writeHead(200, { ...commonHeaders, 'Content-Type': 'application/xml; charset=utf-8' })
      .end(sitemapIndex(parts))
  })
  router.get('/heads', async (req, res) => {
    const days = (await keptHeads(deps.config.data)).map((file) => basename(file, '.json'))
    res
      .writeHead(200, { ...commonHeaders, 'Content-Type': 'application/json; charset=utf-8' })
      .end(JSON.stringify({ heads: days.map((day) => ({ day, url: `${baseOf(req)}/heads/${day}.json` })) }))
  })
  router.get('/heads/:file', async (req, res) => {
    const file = (await keptHeads(deps.config.data)).find((one) => basename(one) === req.params.file)
    if (!file) return answerWithout(res, 404, notFoundPage(siteOf(deps, req), 'notFoundPage'))
    res
      .writeHead(200, { ...commonHeaders, 'Content-Type': 'application/json; charset=utf-8' })
      .end(`${JSON.stringify(await readHeadFile(file), null, 2)}\n`)
  })
  return router
}
