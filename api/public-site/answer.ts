import type { Request, Response } from 'express'
import type { OfficeRow } from '../../db/offices.ts'
import type { Category } from '../../machines/procedure/procedure.ts'
import { coloursAddress, sealAddress, siteOfOffice } from '../offices/site.ts'
import type { Deps } from '../process/deps.ts'
import { liveSearchHash, stylesheet } from './assets.ts'
import { type OfficeFace, type OfficeName, type Site, site } from './layout.ts'

/**
 * What every answer of the public site carries. No script but the one that searches while one types, nothing from
 * elsewhere, and no page that frames this one. Every use asks first (max-age=0): what was taken down or has run out must be gone at once, from the caches on
 * the way too.
 */
export const commonHeaders = {
  'Content-Security-Policy': `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src '${liveSearchHash}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cache-Control': 'public, max-age=0, must-revalidate',
}

/** Sends a page that says why there is no other. */
export function answerWithout(res: Response, status: 404 | 410 | 503, body: string): void {
  res
    .writeHead(status, {
      ...commonHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    .end(body)
}

/** A parameter of the query as one short text; '' where it is absent, repeated or nested. */
export function asked(req: Request, name: string): string {
  const value = req.query[name]
  return typeof value === 'string' ? value.trim().slice(0, 200) : ''
}

/** What of the query a page depends on. */
export const askedFor = ['q', 'category', 'group', 'year', 'type', 'all', 'page'] as const

/** The page's language, the office's digits and the rest that every page needs. */
export function siteOf(deps: Deps, req: Request, digits: OfficeRow['digits'] = 'arab'): Site {
  const query = Object.fromEntries(askedFor.map((name) => [name, asked(req, name)]))
  return site({
    language: asked(req, 'lang') === 'en' ? 'en' : 'th',
    digits,
    demo: deps.config.mode === 'demo',
    stylesheet,
    path: pathOf(req),
    query,
    base: baseOf(req),
  })
}

/** The path without a slash at its end. */
export const pathOf = (req: Request): string => (req.baseUrl + req.path).replace(/(?<=.)\/$/, '')

export const categoriesOf = (office: OfficeRow): Category[] => JSON.parse(office.categories) as Category[]

export const nameOf = (office: OfficeRow): OfficeName => ({
  id: office.id,
  th: office.nameTh,
  en: office.nameEn,
  shortTh: office.abbreviationTh,
  shortEn: office.abbreviationEn,
  face: faceOf(office),
})

function faceOf(office: OfficeRow): OfficeFace {
  const { seal, colours, contact, menu } = siteOfOffice(office)
  return {
    seal: seal && sealAddress(office.id, seal),
    colours: colours && coloursAddress(office.id, colours),
    contact,
    menu,
  }
}

const hostPattern = /^(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i
/** Scheme and host as the client named them, for the absolute addresses that feeds need. */
export function baseOf(req: Request): string {
  const host = req.get('host') ?? ''
  return `${req.protocol}://${hostPattern.test(host) ? host : 'localhost'}`
}
