import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import compression from 'compression'
import express from 'express'

const css = readFileSync(new URL('./public.css', import.meta.url))
const version = createHash('sha256').update(css).digest('hex').slice(0, 12)
/** The style sheet's address; it changes with its content, so it may be kept for ever. */
export const stylesheet = `/o/assets/public.css?v=${version}`

/** A script of the public site stands in the page that it is for, and the policy of scripts names it by its hash. */
const scriptOf = (file: string) => {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` }
}
export const { text: liveSearch, hash: liveSearchHash } = scriptOf('./live-search.js')
export const { text: checkFile, hash: checkFileHash } = scriptOf('./check-file.js')

const fontDirectory = fileURLToPath(new URL('../../node_modules/@fontsource/sarabun/files/', import.meta.url))
const fonts = new Set(
  ['thai', 'latin', 'latin-ext'].flatMap((script) =>
    ['400', '600', '700'].map((weight) => `sarabun-${script}-${weight}-normal.woff2`),
  ),
)
const forEver = 'public, max-age=31536000, immutable'

/** The style sheet and the fonts of the public site, to be mounted under /o/assets. */
export function publicAssets(): express.Router {
  const router = express.Router()
  router.get('/public.css', compression(), (req, res) => {
    res.set('Cache-Control', req.query.v === version ? forEver : 'public, max-age=300')
    res.type('text/css').send(css)
  })
  router.get('/:font', (req, res, next) => {
    if (!fonts.has(req.params.font)) return next()
    return res
      .set('Cache-Control', forEver)
      .sendFile(req.params.font, { root: fontDirectory, cacheControl: false })
  })
  return router
}
