import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Text } from '../../machines/procedure/procedure.ts'
import { effectEndpoints } from '../effects/endpoints.ts'
import { existingEndpoints } from '../effects/existing-endpoints.ts'
import { websiteEndpoints } from '../effects/website-endpoints.ts'
import { fileEndpoints } from '../files/endpoints.ts'
import { uploadRoutes } from '../files/upload-routes.ts'
import { inspectionEndpoints } from '../inspection/endpoints.ts'
import { mailEndpoints } from '../mail/endpoints.ts'
import { notificationEndpoints } from '../notifications/endpoints.ts'
import { officeAdminEndpoints } from '../offices/administration-endpoints.ts'
import { contactEndpoints } from '../offices/contact-endpoints.ts'
import { officeEndpoints } from '../offices/endpoints.ts'
import { holidayEndpoints } from '../offices/holiday-endpoints.ts'
import { siteEndpoints } from '../offices/site-endpoints.ts'
import { oitEndpoints } from '../oit/endpoints.ts'
import { oitRequestEndpoints } from '../oit/request-endpoints.ts'
import { clockEndpoints } from '../operations/clock-endpoints.ts'
import { operationsRoutes } from '../operations/endpoints.ts'
import { paperEndpoints } from '../papers/endpoints.ts'
import { confirmationEndpoints } from '../people/confirmation-endpoints.ts'
import { peopleEndpoints } from '../people/endpoints.ts'
import { draftEndpoints } from '../procedures/draft-endpoints.ts'
import { moveEndpoints } from '../procedures/move-endpoints.ts'
import { scenarioEndpoints } from '../procedures/scenario-endpoints.ts'
import { versionEndpoints } from '../procedures/version-endpoints.ts'
import type { Deps } from '../process/deps.ts'
import { isStorageFailure, isUnwritable, OutcomeUnknown } from '../process/storage-failure.ts'
import { publicDataRoutes } from '../public-data/endpoints.ts'
import { publicRoutes } from '../public-site/endpoints.ts'
import { previewEndpoints } from '../public-site/preview-endpoint.ts'
import { publicRootRoutes } from '../public-site/root-routes.ts'
import { readerEndpoints } from '../readers/endpoints.ts'
import { reportEndpoints } from '../reports/endpoints.ts'
import { requestEndpoints } from '../requests/endpoints.ts'
import { figureEndpoints } from '../requests/figures-endpoints.ts'
import { messageEndpoints } from '../requests/message-endpoints.ts'
import { publicVersionEndpoints } from '../requests/public-version-endpoints.ts'
import { sessionEndpoints } from '../sign-in/endpoints.ts'
import { supervisionEndpoints } from '../supervision/endpoints.ts'
import { compressReads } from './encodings.ts'
import { asking, mount } from './endpoint.ts'
import { offerFirstAnswers } from './first-answers.ts'
import { openApiOf } from './openapi.ts'
import { ApiProblem } from './problem.ts'

/** Every operation of the API; OpenAPI lists these and Express mounts these. */
export const endpoints = [
  ...sessionEndpoints,
  ...officeEndpoints,
  ...requestEndpoints,
  ...messageEndpoints,
  ...paperEndpoints,
  ...fileEndpoints,
  ...previewEndpoints,
  ...publicVersionEndpoints,
  ...notificationEndpoints,
  ...peopleEndpoints,
  ...confirmationEndpoints,
  ...clockEndpoints,
  ...draftEndpoints,
  ...officeAdminEndpoints,
  ...siteEndpoints,
  ...contactEndpoints,
  ...versionEndpoints,
  ...scenarioEndpoints,
  ...moveEndpoints,
  ...holidayEndpoints,
  ...figureEndpoints,
  ...reportEndpoints,
  ...supervisionEndpoints,
  ...oitEndpoints,
  ...oitRequestEndpoints,
  ...readerEndpoints,
  ...inspectionEndpoints,
  ...effectEndpoints,
  ...existingEndpoints,
  ...websiteEndpoints,
  ...mailEndpoints,
]

/** The HTTP application. `screens` serves the staff's pages; without it there is only the API and the public site. */
export function createApp(deps: Deps, screens?: RequestHandler): Express {
  const app = express()
  app.disable('x-powered-by')
  // Behind a proxy the client's own address is in X-Forwarded-For; nobody else's header is believed.
  app.set('trust proxy', deps.config.trustedProxies)
  app.set('query parser', 'simple')
  // An ETag of the API names a revision; the hash of an answer that nobody may keep would be work for nothing.
  app.set('etag', false)
  app.use('/o', publicRoutes(deps))
  app.use(publicRootRoutes(deps))
  app.use(publicDataRoutes(deps))
  app.use(operationsRoutes(deps))
  app.use('/api', neverStored, compressReads, sameOriginOnly)
  // Before the endpoints: a GET of Express answers HEAD too.
  app.use(uploadRoutes(deps))
  const description = openApiOf(endpoints)
  app.get('/api/openapi.json', (_req, res) => void res.json(description))
  mount(app, endpoints, deps)
  app.use('/api', () => {
    throw new ApiProblem('not_found')
  })
  if (screens) app.use(offerFirstAnswers(deps, asking(endpoints, deps)), screens)
  app.use(() => {
    throw new ApiProblem('not_found')
  })
  app.use(problemHandler(deps))
  return app
}

/**
 * Nobody may keep an answer, so every one is sent whole: the ETag names a revision for `If-Match`, and the choices of
 * one revision differ by person and by day, so that "304, as before" would be wrong.
 */
const neverStored: RequestHandler = (req, res, next) => {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('X-Content-Type-Options', 'nosniff')
  delete req.headers['if-none-match']
  delete req.headers['if-modified-since']
  next()
}

/** A page elsewhere cannot act with the cookie of someone who is signed in here (SameSite=Lax is the other half). */
const sameOriginOnly: RequestHandler = (req, _res, next) => {
  const origin = req.get('Origin')
  const reading = req.method === 'GET' || req.method === 'HEAD'
  if (!reading && origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== req.host))
    throw new ApiProblem('not_permitted', {
      message: { th: 'คำขอมาจากเว็บไซต์อื่น', en: 'The request comes from another site.' },
    })
  next()
}

const problemHandler =
  (deps: Deps): ErrorRequestHandler =>
  (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const problem = problemOf(error, { keyed: req.get('Idempotency-Key') !== undefined })
    if (problem.status >= 500)
      deps.log.error({ err: error, method: req.method, path: req.path }, problem.message)
    if (problem.extras.retryAfter !== undefined)
      res.setHeader('Retry-After', String(problem.extras.retryAfter))
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toBody()))
  }

/** Every error as a problem: our own, Express's, SQLite's; whatever is left is ours to mend. */
function problemOf(error: unknown, { keyed }: { keyed: boolean }): ApiProblem {
  if (error instanceof ApiProblem) return error
  const { status } = error as { status?: number }
  if (typeof status === 'number' && status >= 400 && status < 500) return new ApiProblem('invalid_request')
  if (error instanceof OutcomeUnknown)
    return new ApiProblem('storage_unavailable', { message: outcomeUnknown(keyed) })
  if (isStorageFailure(error) || isUnwritable(error)) return new ApiProblem('storage_unavailable')
  return new ApiProblem('internal_error')
}

/** Only under a key is what was done once known for it. */
const outcomeUnknown = (keyed: boolean): Text => ({
  th: `ระบบฐานข้อมูลขัดข้องขณะบันทึก จึงยังไม่ทราบว่าบันทึกแล้วหรือไม่ ${keyed ? 'กดอีกครั้งได้ ระบบจะไม่บันทึกซ้ำ' : 'เปิดดูก่อนว่าบันทึกแล้วหรือยัง แล้วจึงลองใหม่'}`,
  en: `Storage failed while this was being saved. It is not known whether it was; ${keyed ? 'try again, it is not done twice' : 'look first, then try again'}.`,
})
