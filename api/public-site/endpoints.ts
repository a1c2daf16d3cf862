import express, { type ErrorRequestHandler, type Request } from 'express'
import { LRUCache } from 'lru-cache'
import encodeQR from 'qr'
import { allOffices, getOfficeRow, groupsOf, type OfficeRow } from '../../db/offices.ts'
import { countPublished, type ReadAt } from '../../db/publication-facets.ts'
import {
  findEverPublished,
  findPublished,
  type ListedRow,
  lastChange,
  type NewestRow,
  newestPublished,
  pageOfAddresses,
  type WholeRow,
} from '../../db/publications.ts'
import { activeProcedures, procedureOfRequest } from '../../db/versions.ts'
import { inDocumentOrder } from '../../machines/offices/offices.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { summaryOf } from '../../machines/text/summary.ts'
import type { Deps } from '../process/deps.ts'
import { datasetsOf, dcatOf } from '../public-data/datasets.ts'
import { itemsCsv } from '../public-data/item-views.ts'
import { lawIndexCsv, lawIndexOf } from '../public-data/law-index.ts'
import { monthSchema, type Procurement, procurementCsv, procurementOf } from '../public-data/procurement.ts'
import { feedbackRoutes } from '../readers/feedback-routes.ts'
import {
  documentOf,
  hashOfRecord,
  publicPictures,
  publicRecord,
  textsOfRecord,
} from '../requests/public-record.ts'
import { check, receiptOf } from '../requests/receipt.ts'
import {
  answerWithout,
  asked,
  askedFor,
  baseOf,
  categoriesOf,
  commonHeaders,
  nameOf,
  pathOf,
  siteOf,
} from './answer.ts'
import { archiveData, archivePage } from './archive-page.ts'
import { checkFileHash, liveSearchHash, publicAssets } from './assets.ts'
import { besideItem, contactFor, publicSuccessor } from './beside-item.ts'
import { type ChangesFeed, changesAtom, changesJson, changesOf } from './changes-feed.ts'
import { datasetsPage } from './datasets-page.ts'
import { embeddedGone, embeddedItem, embeddedItems, embeddedList, embedHeaders } from './embed-page.ts'
import { failedPage, gonePage, notFoundPage } from './ended-pages.ts'
import { atomFeed, type Feed, type FeedItem, jsonFeed } from './feeds.ts'
import { fileAddress, placesUnder } from './file-parts.ts'
import { answerFile } from './item-files.ts'
import { itemPage } from './item-page.ts'
import { answerVersionFile, correctionsOf, findVersion, versionPage } from './item-versions.ts'
import { lawPage } from './law-page.ts'
import type { Site } from './layout.ts'
import { officeAssets } from './office-assets.ts'
import { askedNarrowed, askedPage, officeData } from './office-data.ts'
import { officeListPage } from './office-list-page.ts'
import { officePage } from './office-page.ts'
import { createPageCache, type Made } from './page-cache.ts'
import { endedBy } from './posts.ts'
import { procedurePage } from './procedure-page.ts'
import { procurementPage } from './procurement-page.ts'
import { createPublicStates } from './public-state.ts'
import { checkPage, type Receipted, receiptJson, receiptPage } from './receipt-pages.ts'
import { shortAddress } from './root-routes.ts'
import { shownItem } from './shown-item.ts'
import { addressesInSitemap, sitemap } from './sitemap.ts'

const inFeed = 50
/** So many of the newest items are in a table. */
const inCsv = 1000
/** Both lists behind a page of changes are read up to it. */
const mostPagesOfChanges = 20

/** The public site, mounted under /o: HTML without script and feeds, for anyone; what has ended is 410, what never was 404. */
export function publicRoutes(deps: Deps): express.Router {
  const router = express.Router()
  const states = createPublicStates(deps)
  const pages = createPageCache()
  const summaries = createSummaries()
  /** `make` answers undefined for 404; `keyOf` tells apart what one address is answered with. */
  type Kind = {
    make: (req: OfficeRequest, office: OfficeRow, at: ReadAt) => Promise<Made | undefined>
    keyOf?: (req: Request) => string
    /** After a page was sent, or said to be as it was. */
    after?: (req: OfficeRequest, status: number) => void
  }
  const inOffice = (path: string, { make, keyOf = keyOfPage, after }: Kind) =>
    router.get<string, OfficeParams>(path, async (req, res) => {
      const at = { office: req.params.office, now: deps.clock.now() }
      const state = await states.ofOffice(at.office, at.now)
      if (!state) return answerWithout(res, 404, notFoundPage(siteOf(deps, req), 'notFoundOffice'))
      const office = () => getOfficeRow(deps.reads, at.office)
      const found = await pages.answer(req, res, {
        key: keyOf(req),
        state,
        keep: asked(req, 'q') === '',
        make: async () => make(req, await office(), at),
      })
      if (found) return after?.(req, res.statusCode)
      const row = await office()
      answerWithout(res, 404, notFoundPage(siteOf(deps, req, row.digits), 'notFoundItem', nameOf(row)))
    })

  router.use('/assets', publicAssets())
  router.get('/', async (req, res) => {
    const now = deps.clock.now()
    const state = await states.ofAll(now)
    const make = async (): Promise<Made> => ({ status: 200, body: await offices(deps, req, now) })
    await pages.answer(req, res, { key: keyOfPage(req), state, keep: true, make })
  })
  officeAssets(deps, router)
  inOffice('/:office', {
    make: async (req, office, at) => {
      const page = await officeData(deps, req, office, at)
      return { status: 200, body: officePage(siteOf(deps, req, office.digits), page) }
    },
    keyOf: (req) => `${baseOf(req)} ${keyOfPage(req)}`,
  })
  const fileOf = (path: string, isPicture: boolean) =>
    router.get<string, OfficeParams & { sha256: string; size?: string }>(path, async (req, res, next) => {
      const { office: id, id: item, sha256, size } = req.params
      if (!(await states.ofOffice(id, deps.clock.now()))) return next()
      const office = await getOfficeRow(deps.reads, id)
      const asked = {
        office,
        item,
        sha256,
        ...(isPicture && ({ size: size === 'large' ? size : 'small' } as const)),
      }
      await answerFile(deps, req, res, asked, (ended) =>
        gone(deps, siteOf(deps, req, office.digits), office, ended),
      )
    })
  fileOf('/:office/items/:id/files/:sha256{/:name}', false)
  fileOf('/:office/items/:id/pictures/:sha256/:size', true)
  inOffice('/:office/items/:id', {
    make: (req, office, at) => item(deps, req, office, at),
    keyOf: (req) => `${baseOf(req)} ${keyOfPage(req)}`,
    after: (req, status) => {
      if (status !== 410) deps.readers.read(req, req.params.id)
    },
  })
  feedbackRoutes(deps, router)
  // Not by the cache of pages: a chain grows also by events that change nothing that the public sees.
  const receipt = (path: string, write: (req: OfficeRequest, office: OfficeRow, of: Receipted) => Made) =>
    router.get<string, OfficeParams>(path, async (req, res, next) => {
      const at = { office: req.params.office, now: deps.clock.now() }
      if (!(await states.ofOffice(at.office, at.now))) return next()
      const office = await getOfficeRow(deps.reads, at.office)
      const context = siteOf(deps, req, office.digits)
      const row = await findPublished(deps.reads, at, req.params.id)
      if (!row) {
        const ended = await endedItem(deps, context, office, req.params.id)
        if (ended) return answerWithout(res, 410, ended.body)
        return answerWithout(res, 404, notFoundPage(context, 'notFoundItem', nameOf(office)))
      }
      const item = await publicItem(deps, req, office, row)
      const made = write(req, office, { item, receipt: await receiptOf(deps.reads, row) })
      res
        .writeHead(200, { ...commonHeaders, 'Content-Type': `${made.type ?? 'text/html'}; charset=utf-8` })
        .end(req.method === 'HEAD' ? undefined : made.body)
    })
  receipt('/:office/items/:id/receipt', (req, office, of) => ({
    status: 200,
    body: receiptPage(siteOf(deps, req, office.digits), nameOf(office), of),
  }))
  receipt('/:office/items/:id/receipt.json', (req, office, of) => ({
    status: 200,
    body: JSON.stringify(receiptJson(baseOf(req), nameOf(office), of), null, 2),
    type: 'application/json',
  }))
  router.get('/:office/check', async (req, res, next) => {
    const at = { office: req.params.office, now: deps.clock.now() }
    if (!(await states.ofOffice(at.office, at.now))) return next()
    const office = await getOfficeRow(deps.reads, at.office)
    const { code } = req.query
    const given = typeof code === 'string' ? code.slice(0, 600) : ''
    const context = { ...siteOf(deps, req, office.digits), query: { code: given } }
    const body = checkPage(context, nameOf(office), given, await check(deps.reads, at, given))
    res
      .writeHead(200, { ...checkHeaders, 'Content-Type': 'text/html; charset=utf-8' })
      .end(req.method === 'HEAD' ? undefined : body)
  })
  inOffice('/:office/items/:id/versions/:number', {
    make: async (req, office, at) => {
      const context = siteOf(deps, req, office.digits)
      const row = await findPublished(deps.reads, at, req.params.id)
      if (!row) return endedItem(deps, context, office, req.params.id)
      const version = await findVersion(deps, row, req.params.number)
      if (!version) return undefined
      const procedure = await procedureOf(deps, row.request)
      return versionPage(deps, context, office, { row, version, procedure })
    },
  })
  const versionFileOf = (path: string, isPicture: boolean) =>
    router.get<string, OfficeParams & { sha256: string; size?: string }>(path, async (req, res, next) => {
      const { office: id, id: item, number, sha256, size } = req.params
      const at = { office: id, now: deps.clock.now() }
      if (!(await states.ofOffice(id, at.now))) return next()
      const office = await getOfficeRow(deps.reads, id)
      const context = siteOf(deps, req, office.digits)
      const row = await findPublished(deps.reads, at, item)
      if (!row) {
        const ended = await endedItem(deps, context, office, item)
        return ended ? answerWithout(res, 410, ended.body) : next()
      }
      const version = await findVersion(deps, row, number)
      const asked = {
        office,
        row,
        version,
        sha256,
        ...(isPicture && ({ size: size === 'large' ? size : 'small' } as const)),
      }
      await answerVersionFile(deps, req, res, context, asked)
    })
  versionFileOf('/:office/items/:id/versions/:number/files/:sha256{/:name}', false)
  versionFileOf('/:office/items/:id/versions/:number/pictures/:sha256/:size', true)
  inOffice('/:office/archive', {
    make: async (req, office, at) => {
      const page = await archiveData(deps, req, office, at)
      return { status: 200, body: archivePage(siteOf(deps, req, office.digits), page) }
    },
  })
  inOffice('/:office/procedure', {
    make: async (req, office) => {
      const rows = await activeProcedures(deps.reads, office.id)
      const shown = inDocumentOrder(
        rows.map(({ json, version }) => ({ procedure: JSON.parse(json) as Procedure, version })),
      )
      return { status: 200, body: procedurePage(siteOf(deps, req, office.digits), nameOf(office), shown) }
    },
  })
  const data = (asked: OfficeRequest, office: OfficeRow, at: ReadAt) => ({
    deps,
    base: baseOf(asked),
    at,
    office,
  })
  const wholeKey = (req: Request) => JSON.stringify([baseOf(req), keyOfPage(req), asked(req, 'month')])
  inOffice('/:office/law', {
    make: async (req, office, at) => {
      const index = await lawIndexOf(data(req, office, at))
      return { status: 200, body: lawPage(siteOf(deps, req, office.digits), nameOf(office), index) }
    },
    keyOf: wholeKey,
  })
  inOffice('/:office/law.csv', {
    make: async (req, office, at) => {
      const body = lawIndexCsv(await lawIndexOf(data(req, office, at)))
      return { status: 200, body, type: 'text/csv' }
    },
    keyOf: wholeKey,
  })
  inOffice('/:office/datasets', {
    make: async (req, office, at) => {
      const datasets = await datasetsOf(data(req, office, at))
      return { status: 200, body: datasetsPage(siteOf(deps, req, office.digits), nameOf(office), datasets) }
    },
    keyOf: wholeKey,
  })
  inOffice('/:office/datasets.jsonld', {
    make: async (req, office, at) => {
      const datasets = await datasetsOf(data(req, office, at))
      const changedAt = await lastChange(deps.reads, at)
      const body = JSON.stringify(dcatOf(office, baseOf(req), datasets, changedAt))
      return { status: 200, body, type: 'application/ld+json', changedAt }
    },
    keyOf: wholeKey,
  })
  inOffice('/:office/items.csv', {
    make: async (req, office, at) => {
      const rows = await newestPublished(deps.reads, at, inCsv, askedNarrowed(req))
      return { status: 200, body: itemsCsv({ base: baseOf(req), office }, rows), type: 'text/csv' }
    },
    keyOf: wholeKey,
  })
  const procurement = (
    path: string,
    write: (req: OfficeRequest, office: OfficeRow, of: Procurement) => Made,
  ) =>
    inOffice(path, {
      make: async (req, office, at) => {
        const month = monthSchema.safeParse(asked(req, 'month') || undefined)
        if (!month.success && asked(req, 'month') !== '') return undefined
        return write(req, office, await procurementOf(data(req, office, at), month.data))
      },
      keyOf: wholeKey,
    })
  procurement('/:office/procurement', (req, office, of) => ({
    status: 200,
    body: procurementPage(siteOf(deps, req, office.digits), nameOf(office), of),
  }))
  procurement('/:office/procurement.csv', (_req, _office, of) => ({
    status: 200,
    body: procurementCsv(of),
    type: 'text/csv',
  }))
  const limitOf = (req: Request) => {
    const given = Number(asked(req, 'limit'))
    const { usual, most } = embeddedItems
    return Number.isInteger(given) && given > 0 ? Math.min(given, most) : usual
  }
  const framed = (body: string, status: Made['status'] = 200): Made => ({
    status,
    body,
    headers: embedHeaders,
  })
  inOffice('/:office/embed', {
    make: async (req, office, at) => {
      const site = siteOf(deps, req, office.digits)
      const narrowed = askedNarrowed(req)
      const items = await newestPublished(deps.reads, at, limitOf(req), narrowed)
      const kind = categoriesOf(office).find(({ id }) => id === narrowed.category)
      const title = kind ? `${kind.number} ${kind.title[site.language]}` : site.words.officeTitle
      const query = { category: kind?.id, group: narrowed.groupId }
      return framed(embeddedList(site, nameOf(office), { items, title, query }))
    },
    keyOf: (req) => JSON.stringify([keyOfPage(req), limitOf(req)]),
  })
  inOffice('/:office/items/:id/embed', {
    make: async (req, office, at) => {
      const site = siteOf(deps, req, office.digits)
      const row = await findPublished(deps.reads, at, req.params.id)
      if (row) return framed(embeddedItem(site, nameOf(office), row))
      const ended = await findEverPublished(deps.reads, office.id, req.params.id)
      return ended && framed(embeddedGone(site, nameOf(office)), 410)
    },
  })
  const feed = (path: string, type: string, write: (feed: Feed) => string) =>
    inOffice(path, {
      make: async (req, office, at) => {
        const shown = await feedOf(deps, req, office, at, summaries)
        return { status: 200, body: write(shown), type, changedAt: shown.updatedAt }
      },
      keyOf: (req) => JSON.stringify([baseOf(req), pathOf(req), askedNarrowed(req), askedPage(req)]),
    })
  feed('/:office/feed.xml', 'application/atom+xml', atomFeed)
  feed('/:office/items.json', 'application/feed+json', (shown) => JSON.stringify(jsonFeed(shown)))
  const changes = (path: string, type: string, write: (feed: ChangesFeed) => string) =>
    inOffice(path, {
      make: async (req, office, at) => {
        const page = askedPage(req)
        if (page > mostPagesOfChanges) return undefined
        const found = await changesOf(deps, office, at, page)
        const body = write({ base: baseOf(req), office: nameOf(office), page, ...found })
        return { status: 200, body, type, changedAt: found.updatedAt }
      },
      keyOf: (req) => JSON.stringify([baseOf(req), pathOf(req), askedPage(req)]),
    })
  changes('/:office/changes.xml', 'application/atom+xml', changesAtom)
  changes('/:office/changes.json', 'application/feed+json', (feed) => JSON.stringify(changesJson(feed)))
  inOffice('/:office/sitemap-:number.xml', {
    make: async (req, office, at) => {
      const page = Number(req.params.number)
      if (!Number.isInteger(page) || page < 1 || page > 10_000) return undefined
      const offset = (page - 1) * addressesInSitemap
      const rows = await pageOfAddresses(deps.reads, at, { limit: addressesInSitemap, offset })
      if (rows.length === 0 && page > 1) return undefined
      const home = `${baseOf(req)}/o/${office.id}`
      const own =
        page === 1
          ? ['', '/procedure', '/archive', '/law', '/datasets', '/procurement'].map((path) => home + path)
          : []
      const items = rows.map((row) => ({ address: `${home}/items/${row.id}`, changedAt: row.updatedAt }))
      return {
        status: 200,
        body: sitemap([...own.map((address) => ({ address })), ...items]),
        type: 'application/xml',
      }
    },
    keyOf: (req) => `${baseOf(req)}${pathOf(req)}`,
  })
  inOffice('/:office/items/:id/qr.svg', {
    make: async (req, office, at) => {
      const row = await findPublished(deps.reads, at, req.params.id)
      if (!row) return endedItem(deps, siteOf(deps, req, office.digits), office, req.params.id)
      const body = encodeQR(`${baseOf(req)}${shortAddress(row.id)}`, 'svg', { ecc: 'medium' })
      return { status: 200, body, type: 'image/svg+xml' }
    },
    keyOf: (req) => `${baseOf(req)} ${keyOfPage(req)}`,
  })
  router.use((req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.set('Allow', 'GET, HEAD').status(405).end()
      return
    }
    answerWithout(res, 404, notFoundPage(siteOf(deps, req), 'notFoundPage'))
  })
  const failed: ErrorRequestHandler = (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const { status } = error as { status?: unknown }
    // An address that cannot be decoded names no page.
    if (typeof status === 'number' && status < 500)
      return answerWithout(res, 404, notFoundPage(siteOf(deps, req), 'notFoundPage'))
    deps.log.error({ err: error, path: req.path }, 'The public site failed')
    answerWithout(res, 503, failedPage(siteOf(deps, req)))
  }
  router.use(failed)
  return router
}

/** Of a page that says what one person asked: kept by nobody, and with a script of its own. */
const checkHeaders = {
  ...commonHeaders,
  'Content-Security-Policy': commonHeaders['Content-Security-Policy'].replace(liveSearchHash, checkFileHash),
  'Cache-Control': 'no-store',
}

type OfficeParams = { office: string; id: string; number: string }
type OfficeRequest = Request<OfficeParams>

/** Path, language and what else of the query a page depends on; anything else in the address makes no other page. */
function keyOfPage(req: Request): string {
  const path = pathOf(req)
  if (!req.originalUrl.includes('?')) return path
  return JSON.stringify([path, asked(req, 'lang') === 'en', ...askedFor.map((name) => asked(req, name))])
}

async function offices(deps: Deps, req: Request, now: number): Promise<string> {
  const context = siteOf(deps, req)
  const shown = []
  for (const office of await allOffices(deps.reads)) {
    shown.push({
      name: nameOf(office),
      count: await countPublished(deps.reads, { office: office.id, now }),
    })
  }
  // SQLite puts เ แ โ after ว; a reader looks for the consonant.
  const { compare } = new Intl.Collator(context.language)
  shown.sort((a, b) => compare(a.name[context.language], b.name[context.language]))
  return officeListPage(context, shown)
}

async function item(
  deps: Deps,
  req: OfficeRequest,
  office: OfficeRow,
  at: ReadAt,
): Promise<Made | undefined> {
  const context = siteOf(deps, req, office.digits)
  const row = await findPublished(deps.reads, at, req.params.id)
  if (!row) return endedItem(deps, context, office, req.params.id)
  const shown = await publicItem(deps, req, office, row)
  const corrections = await correctionsOf(deps, row)
  const beside = await besideItem(deps, office, at, row)
  const body = itemPage(context, nameOf(office), { ...shown, corrections, beside })
  return { status: 200, body, changedAt: row.updatedAt }
}

/** An item as its page and its receipt say it. */
const publicItem = async (deps: Deps, req: OfficeRequest, office: OfficeRow, row: WholeRow) => ({
  ...(await shownItem(deps, siteOf(deps, req, office.digits), office, {
    ...row,
    procedure: await procedureOf(deps, row.request),
    short: `${baseOf(req)}${shortAddress(row.id)}`,
    places: placesUnder(`/o/${office.id}/items/${row.id}`),
  })),
  id: row.id,
})

/** 410 with why it ended, for what was public once. */
async function endedItem(
  deps: Deps,
  context: Site,
  office: OfficeRow,
  id: string,
): Promise<Made | undefined> {
  const ended = await findEverPublished(deps.reads, office.id, id)
  return ended && { status: 410, body: await gone(deps, context, office, ended) }
}

const procedureOf = async ({ reads }: Deps, request: string): Promise<Procedure> =>
  JSON.parse((await procedureOfRequest(reads, request)).json) as Procedure

async function gone(
  deps: Pick<Deps, 'reads' | 'clock'>,
  context: Site,
  office: OfficeRow,
  row: ListedRow,
): Promise<string> {
  const { reads } = deps
  const takenDown = row.endKind === 'takenDown' && row.endedAt !== null
  const common = {
    title: row.title,
    group: { th: row.groupTh, en: row.groupEn },
    contact: await contactFor({ reads }, office, row.groupId),
    successor: await publicSuccessor(deps, row.id, deps.clock.now()),
    role: takenDown ? ((await endedBy(reads, row.request))?.[context.language] ?? null) : null,
  }
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

/** What a feed says of an item, remembered while the item stays as it is: contents may be long, and are many. */
type Summaries = LRUCache<
  string,
  Pick<FeedItem, 'summary' | 'sha256' | 'recordSha256' | 'files' | 'document'>
>
const createSummaries = (): Summaries => new LRUCache({ max: 2000 })

async function feedOf(
  deps: Deps,
  req: Request,
  office: OfficeRow,
  at: ReadAt,
  summaries: Summaries,
): Promise<Feed> {
  const categories = categoriesOf(office)
  const narrowed = askedNarrowed(req)
  const page = askedPage(req)
  const rows = await newestPublished(deps.reads, at, inFeed + 1, { ...narrowed, offset: (page - 1) * inFeed })
  const items: FeedItem[] = []
  for (const row of rows.slice(0, inFeed)) {
    const summary = await summarised(deps, at, row, summaries)
    if (!summary) continue
    const category = categories.find(({ id }) => id === row.category)
    items.push({
      ...row,
      ...summary,
      group: row.groupTh,
      category: category ? `${category.number} ${category.title.th}` : null,
    })
  }
  const queryOf = (shown: number) =>
    String(
      new URLSearchParams(
        [
          ['category', narrowed.category ?? ''],
          ['group', narrowed.groupId ?? ''],
          ['type', narrowed.procedure ?? ''],
          ['year', narrowed.fiscalYear === undefined ? '' : String(narrowed.fiscalYear)],
          ['page', shown > 1 ? String(shown) : ''],
        ].filter(([, value]) => value !== ''),
      ),
    )
  const kind = categories.find(({ id }) => id === narrowed.category)
  const group =
    narrowed.groupId === undefined
      ? undefined
      : (await groupsOf(deps.reads, office.id)).find(({ id }) => id === narrowed.groupId)
  return {
    base: baseOf(req),
    office: nameOf(office),
    items,
    updatedAt: await lastChange(deps.reads, at),
    of: [kind && `${kind.number} ${kind.title.th}`, group?.nameTh].filter(Boolean).join(' · '),
    query: queryOf(page),
    next: rows.length > inFeed ? queryOf(page + 1) : undefined,
  }
}

async function summarised(deps: Deps, at: ReadAt, row: NewestRow, summaries: Summaries) {
  const { id } = row
  // The version says what of a content is shown, and under which titles.
  const key = `${id} ${row.contentRevision} ${row.updatedAt} ${row.procedureHash}`
  const known = summaries.get(key)
  if (known) return known
  // One long content after the other, so that others are answered between them.
  await new Promise((resolve) => setImmediate(resolve))
  const whole = await findPublished(deps.reads, at, id)
  if (!whole) return undefined
  const record = publicRecord(whole.json, whole, (await procedureOf(deps, whole.request)).form)
  const summary = {
    summary: summaryOf(record.body),
    document: documentOf(record),
    sha256: whole.sha256,
    recordSha256: hashOfRecord(record),
    files: [
      ...(record.files ?? []),
      ...publicPictures({ texts: textsOfRecord(record), album: record.album }),
    ].map((file) => ({
      path: fileAddress(`/o/${at.office}/items/${id}`, file),
      type: file.type,
      title: ('alt' in file ? file.alt : file.title) || file.name,
      size: file.size,
    })),
  }
  summaries.set(key, summary)
  return summary
}
