import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'
import helmet from 'helmet'

export type Screens = { handler: RequestHandler; close: () => Promise<void> }

const built = fileURLToPath(new URL('../../dist/ui/', import.meta.url))

/** Own scripts only; React Aria sets inline styles. */
const policy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
}

/** The screens as Vite built them. Files named by their content may be kept for a year; the page itself never. */
export function builtScreens(directory = built): Screens {
  if (!existsSync(`${directory}/index.html`))
    throw new Error('The screens are not built yet: run `npm start`, or `npm run build` first.')
  const router = Router()
  router.use(
    helmet({
      contentSecurityPolicy: policy,
      strictTransportSecurity: false,
      // Under `same-origin` a window that the inspector's page opens could not say that it is there.
      crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    }),
  )
  router.use(
    '/assets',
    express.static(`${directory}/assets`, { immutable: true, maxAge: '1y', index: false }),
  )
  router.use(express.static(directory, { index: false, maxAge: 0 }))
  router.get('/{*page}', (req, res, next) => {
    // A missing file is missing; only pages fall back to the one page. A page's address may have a dot in it
    // (/office/procedures/cmi3.publication), but then only the opening of a page asks for HTML by name.
    const asksByName = req.get('Accept')?.includes('text/html') === true
    const looksLikeFile = req.path.startsWith('/assets/') || (/\.\w+$/.test(req.path) && !asksByName)
    if (looksLikeFile || !req.accepts('html')) return next()
    res.setHeader('Cache-Control', 'no-cache')
    res.sendFile('index.html', { root: directory })
  })
  return { handler: router, close: async () => {} }
}

/** The screens from source, with Vite inside this server: a change shows at once. */
export async function developmentScreens(server: Server): Promise<Screens> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: fileURLToPath(new URL('../../ui/vite.config.ts', import.meta.url)),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'spa',
  })
  return { handler: vite.middlewares as RequestHandler, close: () => vite.close() }
}
