import express, { type Request, type Response, type Router } from 'express'
import { getOfficeRow } from '../../db/offices.ts'
import { findPublicPlace } from '../../db/publications.ts'
import { countOpenFeedback, insertFeedback } from '../../db/readers.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { putRightIn } from '../../machines/text/put-right.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { asked, commonHeaders, nameOf, siteOf } from '../public-site/answer.ts'
import { feedbackPage, longestReport, type Outcome, trap } from '../public-site/feedback-form.ts'
import { tellOfReport } from './tell-of-report.ts'

/** Of one item so many reports may be open; more would tell its officials nothing new. */
const mostOpen = 50

const status: Record<Outcome, number> = { thanks: 200, blank: 400, tooLong: 413, tooMany: 429, refused: 403 }

/** What readers say of an item: whether it was of use, and what is wrong with it; both work without script. */
export function feedbackRoutes(deps: Deps, router: Router): void {
  const body = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 10 })
  const path = '/:office/items/:id/feedback'
  type Params = { office: string; id: string }
  const tell = async (req: Request<Params>, res: Response, outcome: Outcome) => {
    const office = await getOfficeRow(deps.reads, req.params.office)
    const page = feedbackPage(siteOf(deps, req, office.digits), nameOf(office), req.params.id, outcome)
    const headers = {
      ...commonHeaders,
      'Cache-Control': 'no-store',
      'Content-Type': 'text/html; charset=utf-8',
    }
    res.writeHead(status[outcome], { ...headers, 'Content-Length': Buffer.byteLength(page) }).end(page)
  }
  const placeOf = ({ params: { office, id } }: Request<Params>) =>
    findPublicPlace(deps.reads, { office, now: deps.clock.now() }, id)

  router.get<string, Params>(path, async (req, res, next) => {
    if (await placeOf(req)) return tell(req, res, 'thanks')
    next()
  })
  router.post<string, Params>(path, async (req, res, next) => {
    const place = await placeOf(req)
    if (!place) return next()
    if (isFromElsewhere(req)) return tell(req, res, 'refused')
    const given = await read(body, req, res)
    if (given === 'tooLong') return tell(req, res, 'tooLong')
    const { office, id } = req.params
    const after = `/o/${office}/items/${id}/feedback${asked(req, 'lang') === 'en' ? '?lang=en' : ''}`
    // Whoever fills in what nobody sees is a robot, and is not told so.
    if (textOf(given, trap) === '') {
      const useful = textOf(given, 'useful')
      if (useful === 'yes' || useful === 'no') deps.readers.vote(req, id, useful === 'yes')
      else {
        const text = textOf(given, 'report')
        if (isBlank(text)) return tell(req, res, 'blank')
        if (text.length > longestReport) return tell(req, res, 'tooLong')
        const { request, contentRevision } = place
        const isFull = (await countOpenFeedback(deps.reads, office, request, mostOpen)) >= mostOpen
        if (isFull || !deps.readers.mayReport(req, office)) return tell(req, res, 'tooMany')
        const row = { id: newId(), office, request, contentRevision, at: deps.clock.now(), text }
        await deps.commits(async (trx, announce) => {
          await tellOfReport({ trx, announce, at: row.at }, request)
          await insertFeedback(trx, row)
        })
      }
    }
    res.writeHead(303, { ...commonHeaders, 'Cache-Control': 'no-store', Location: after }).end()
  })
}

/** Only a page of this site may send what its readers say: one elsewhere would send in their name. */
function isFromElsewhere(req: Request): boolean {
  const site = req.get('Sec-Fetch-Site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = req.get('Origin')
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== req.host)
}

type Given = Record<string, unknown>

/** The fields of a form; what is none is read as an empty one. */
const read = (parse: express.RequestHandler, req: Request<{ office: string; id: string }>, res: Response) =>
  new Promise<Given | 'tooLong'>((resolve) => {
    parse(req as Request, res, (error?: unknown) => {
      if (error) resolve((error as { status?: number }).status === 413 ? 'tooLong' : {})
      else resolve((putRightIn(req.body ?? {}).value ?? {}) as Given)
    })
  })

const textOf = (given: Given, name: string): string => {
  const value = Object.hasOwn(given, name) ? given[name] : ''
  return typeof value === 'string' ? value.trim() : ''
}
