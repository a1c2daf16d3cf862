import express, { type ErrorRequestHandler, type Request, type Response } from 'express'
import { allOffices, findOffice, type OfficeRow } from '../../db/offices.ts'
import {
  activeProcedures,
  countPublished,
  findEverPublished,
  findPublished,
  type ListedRow,
  lastChange,
  listPublished,
  newestByCategory,
  newestPublished,
  procedureOfRequest,
  publishedWhileCorrecting,
  type WholeRow,
} from '../../db/publications.ts'
import type { Category, Procedure } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Deps } from '../process/deps.ts'
import type { Content } from '../requests/content.ts'
import { normaliseThai, searchTextOf } from '../requests/search-text.ts'
import { answer, asked, baseOf, nameOf, siteOf } from './answer.ts'
import { publicAssets } from './assets.ts'
import { failedPage, gonePage, notFoundPage } from './ended-pages.ts'
import { atomFeed, type Feed, jsonFeed } from './feeds.ts'
import { itemPage } from './item-page.ts'
import type { Site } from './layout.ts'
import { officeListPage } from './office-list-page.ts'
import { type OfficePage, officePage } from './office-page.ts'
import { procedurePage } from './procedure-page.ts'
import { publicContent } from './public-content.ts'

const pageSize = 20
const newestOfEach = 5
const inFeed = 50

/** The public site, mounted under /o: HTML without script and feeds, for anyone; what has ended is 410, what never was 404. */
export function publicRoutes(deps: Deps): express.Router {
  const router = express.Router()
  type InOffice = (
    req: Request<{ office: string; id: string }>,
    res: Response,
    office: OfficeRow,
  ) => Promise<void>
  const inOffice = (path: string, run: InOffice) =>
    router.get<string, { office: string; id: string }>(path, async (req, res) => {
      const office = await findOffice(deps.db, req.params.office)
      if (office) await run(req, res, office)
      else answer(res, notFoundPage(siteOf(deps, req), 'notFoundOffice'), { status: 404 })
    })

  router.use(publicAssets())
  router.get('/', (req, res) => offices(deps, req, res))
  inOffice('/:office', async (req, res, office) => {
    const page = await officeData(deps, req, office)
    answer(res, officePage(siteOf(deps, req, office.digits), page))
  })
  inOffice('/:office/items/:id', (req, res, office) => item(deps, req, res, office))
  inOffice('/:office/procedure', async (req, res, office) => {
    const rows = await activeProcedures(deps.db, office.id)
    const shown = rows.map(({ json, version }) => ({ procedure: JSON.parse(json) as Procedure, version }))
    answer(res, procedurePage(siteOf(deps, req, office.digits), nameOf(office), shown))
  })
  inOffice('/:office/feed.xml', async (req, res, office) => {
    const feed = await feedOf(deps, req, office)
    answer(res, atomFeed(feed), { type: 'application/atom+xml', changedAt: feed.updatedAt })
  })
  inOffice('/:office/items.json', async (req, res, office) => {
    const feed = await feedOf(deps, req, office)
    answer(res, JSON.stringify(jsonFeed(feed)), { type: 'application/feed+json', changedAt: feed.updatedAt })
  })
  router.use((req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.set('Allow', 'GET, HEAD').status(405).end()
      return
    }
    answer(res, notFoundPage(siteOf(deps, req), 'notFoundPage'), { status: 404 })
  })
  const failed: ErrorRequestHandler = (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const { status } = error as { status?: unknown }
    // An address that cannot be decoded names no page.
    if (typeof status === 'number' && status < 500)
      return answer(res, notFoundPage(siteOf(deps, req), 'notFoundPage'), { status: 404 })
    deps.log.error({ err: error, path: req.path }, 'The public site failed')
    answer(res, failedPage(siteOf(deps, req)), { status: 503 })
  }
  router.use(failed)
  return router
}

async function offices(deps: Deps, req: Request, res: Response): Promise<void> {
  const context = siteOf(deps, req)
  const now = deps.clock.now()
  const shown = []
  for (const office of await allOffices(deps.db)) {
    const counts = await countPublished(deps.db, { office: office.id, now })
    shown.push({ name: nameOf(office), count: [...counts.values()].reduce((sum, count) => sum + count, 0) })
  }
  // SQLite puts เ แ โ after ว; a reader looks for the consonant.
  const { compare } = new Intl.Collator(context.language)
  shown.sort((a, b) => compare(a.name[context.language], b.name[context.language]))
  answer(res, officeListPage(context, shown))
}

const categoriesOf = (office: OfficeRow): Category[] => JSON.parse(office.categories) as Category[]

async function officeData(deps: Deps, req: Request, office: OfficeRow): Promise<OfficePage> {
  const at = { office: office.id, now: deps.clock.now() }
  const categories = categoriesOf(office)
  const q = asked(req, 'q')
  const category = asked(req, 'category') || undefined
  const all = asked(req, 'all') === '1'
  const counts = await countPublished(deps.db, at)
  const common = { office: nameOf(office), categories, counts, q, category, all }
  if (categories.length > 0 && !q && !category && !all)
    return { ...common, show: { kind: 'overview', items: await newestByCategory(deps.db, at, newestOfEach) } }

  const words = normaliseThai(q).split(' ').filter(Boolean)
  const correcting = words.length > 0 ? await publishedWhileCorrecting(deps.db, at) : []
  const alsoFound = correcting
    .filter(({ json }) => {
      const text = searchTextOf(JSON.parse(json) as Content)
      return words.every((word) => text.includes(word))
    })
    .map(({ id }) => id)
  const read = (page: number) =>
    listPublished(deps.db, at, { category, words, alsoFound, limit: pageSize, offset: (page - 1) * pageSize })
  const wanted = Math.min(Math.max(1, Math.trunc(Number(asked(req, 'page')) || 1)), 100_000)
  let page = wanted
  let { items, total } = await read(page)
  if (items.length === 0 && total > 0) {
    page = Math.ceil(total / pageSize)
    ;({ items, total } = await read(page))
  }
  return { ...common, show: { kind: 'list', items, total, page, pageSize } }
}

type ItemRequest = Request<{ office: string; id: string }>

async function item(deps: Deps, req: ItemRequest, res: Response, office: OfficeRow): Promise<void> {
  const context = siteOf(deps, req, office.digits)
  const row = await findPublished(deps.db, { office: office.id, now: deps.clock.now() }, req.params.id)
  if (row) {
    const { order } = JSON.parse((await procedureOfRequest(deps.db, row.request)).json) as Procedure
    const category = categoriesOf(office).find(({ id }) => id === row.category)
    const shown = {
      ...row,
      ...publicContent(row.json),
      group: { th: row.groupTh, en: row.groupEn },
      category: category ? `${category.number} ${category.title[context.language]}` : null,
      document: order.document,
    }
    answer(res, itemPage(context, nameOf(office), shown), { changedAt: row.updatedAt })
    return
  }
  const ended = await findEverPublished(deps.db, office.id, req.params.id)
  if (ended) answer(res, gone(context, office, ended), { status: 410 })
  else answer(res, notFoundPage(context, 'notFoundItem', nameOf(office)), { status: 404 })
}

function gone(context: Site, office: OfficeRow, row: ListedRow): string {
  const common = { title: row.title, group: { th: row.groupTh, en: row.groupEn } }
  if (row.endKind === 'takenDown' && row.endedAt !== null)
    return gonePage(context, nameOf(office), {
      ...common,
      kind: 'takenDown',
      endedAt: row.endedAt,
      reason: row.endReason,
    })
  const untilDay = row.untilDay ?? bangkokDay(row.endedAt ?? row.publishedAt)
  return gonePage(context, nameOf(office), { ...common, kind: 'expired', untilDay })
}

async function feedOf(deps: Deps, req: Request, office: OfficeRow): Promise<Feed> {
  const at = { office: office.id, now: deps.clock.now() }
  const categories = categoriesOf(office)
  const rows: WholeRow[] = await newestPublished(deps.db, at, inFeed)
  const items = rows.map((row) => {
    const category = categories.find(({ id }) => id === row.category)
    return {
      ...row,
      body: publicContent(row.json).body,
      group: row.groupTh,
      category: category ? `${category.number} ${category.title.th}` : null,
    }
  })
  return { base: baseOf(req), office: nameOf(office), items, updatedAt: await lastChange(deps.db, at) }
}
