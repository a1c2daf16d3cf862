import type { Request, Response, Router } from 'express'
import { findOffice } from '../../db/offices.ts'
import { findSeal } from '../../db/sites.ts'
import { coloursSheet, siteOfOffice, versionOf } from '../offices/site.ts'
import type { Deps } from '../process/deps.ts'
import { asked, commonHeaders } from './answer.ts'

/** The seal of an office and the style sheet of its colours, each for ever under the version of its address. */
export function officeAssets({ reads }: Pick<Deps, 'reads'>, router: Router): void {
  router.get('/:office/seal.png', async (req, res, next) => {
    const found = await findSeal(reads, req.params.office)
    if (!found) return next()
    send(req, res, { type: 'image/png', body: found.picture, version: found.sha256.slice(0, 12) })
  })
  router.get('/:office/colours.css', async (req, res, next) => {
    const office = await findOffice(reads, req.params.office)
    const { colours } = office ? siteOfOffice(office) : { colours: null }
    if (!colours) return next()
    const sheet = coloursSheet(colours)
    send(req, res, { type: 'text/css; charset=utf-8', body: sheet, version: versionOf(sheet) })
  })
}

type Asset = { type: string; body: string | Buffer; version: string }

function send(req: Request, res: Response, { type, body, version }: Asset): void {
  const isNamed = asked(req, 'v') === version
  res
    .writeHead(200, {
      ...commonHeaders,
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': isNamed ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
    })
    .end(req.method === 'HEAD' ? undefined : body)
}
