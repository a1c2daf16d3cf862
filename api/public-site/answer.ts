import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { OfficeRow } from '../../db/offices.ts'
import type { Deps } from '../process/deps.ts'
import { stylesheet } from './assets.ts'
import { type OfficeName, type Site, site } from './layout.ts'

/** No script at all, nothing from elsewhere, and no page that frames this one. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/**
 * Sends a page or feed with its ETag, so that an unchanged one is answered with 304. Every use asks first
 * (max-age=0): what was taken down or has run out must be gone at once, from the caches on the way too.
 */
export function answer(
  res: Response,
  body: string,
  {
    status = 200,
    type = 'text/html',
    changedAt,
  }: { status?: number; type?: string; changedAt?: number } = {},
): void {
  res.status(status)
  res.set({
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cache-Control': 'public, max-age=0, must-revalidate',
    ETag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
  })
  if (changedAt) res.set('Last-Modified', new Date(changedAt).toUTCString())
  res.send(body)
}

/** A parameter of the query as one short text; '' where it is absent, repeated or nested. */
export function asked(req: Request, name: string): string {
  const value = req.query[name]
  return typeof value === 'string' ? value.trim().slice(0, 200) : ''
}

/** The page's language, the office's digits and the rest that every page needs. */
export function siteOf(deps: Deps, req: Request, digits: OfficeRow['digits'] = 'arab'): Site {
  const query = Object.fromEntries(['q', 'category', 'all', 'page'].map((name) => [name, asked(req, name)]))
  return site({
    language: asked(req, 'lang') === 'en' ? 'en' : 'th',
    digits,
    demo: deps.config.mode === 'demo',
    stylesheet,
    path: (req.baseUrl + req.path).replace(/(?<=.)\/$/, ''),
    query,
  })
}

export const nameOf = (office: OfficeRow): OfficeName => ({
  id: office.id,
  th: office.nameTh,
  en: office.nameEn,
  shortTh: office.abbreviationTh,
  shortEn: office.abbreviationEn,
})

const hostPattern = /^(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i
/** Scheme and host as the client named them, for the absolute addresses that feeds need. */
export function baseOf(req: Request): string {
  const host = req.get('host') ?? ''
  return `${req.protocol}://${hostPattern.test(host) ? host : 'localhost'}`
}
