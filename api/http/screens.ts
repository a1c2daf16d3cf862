import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { type RequestHandler, Router } from 'express'
import expressStaticGzip from 'express-static-gzip'
import helmet from 'helmet'
import { holdsSession } from '../sign-in/sessions.ts'
import { createEncodings, packed } from './encodings.ts'
import { answersElement, firstAnswersOf } from './first-answers.ts'

export type Screens = { handler: RequestHandler; close: () => Promise<void> }

const built = fileURLToPath(new URL('../../dist/ui/', import.meta.url))

/** Own files only as scripts; React Aria sets inline styles. */
const policy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
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
  const pages = readPages(directory)
  const encodingOf = createEncodings()
  const router = Router()
  router.use(
    helmet({
      contentSecurityPolicy: policy,
      strictTransportSecurity: false,
      // Under `same-origin` a window that the inspector's page opens could not say that it is there.
      crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    }),
  )
  const packedFiles = { enableBrotli: true, orderPreference: ['br', 'gz'], index: false }
  router.use(
    '/assets',
    expressStaticGzip(`${directory}/assets`, {
      ...packedFiles,
      serveStatic: { immutable: true, maxAge: '1y' },
    }),
  )
  router.use(expressStaticGzip(directory, { ...packedFiles, serveStatic: { maxAge: 0 } }))
  router.get('/{*page}', async (req, res, next) => {
    // A missing file is missing; only pages fall back to the one page. A page's address may have a dot in it
    // (/office/procedures/cmi3.publication), but then only the opening of a page asks for HTML by name.
    const asksByName = req.get('Accept')?.includes('text/html') === true
    const looksLikeFile = req.path.startsWith('/assets/') || (/\.\w+$/.test(req.path) && !asksByName)
    if (looksLikeFile || !req.accepts('html')) return next()
    const encoding = encodingOf(req)
    if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding)
    res.setHeader('Vary', 'Accept-Encoding, Cookie')
    const page = pages.pageFor(req.path, holdsSession(req))
    const answers = await firstAnswersOf(res)
    // What somebody may read is kept by nobody, as the API's own answers are.
    res.setHeader('Cache-Control', answers ? 'no-store' : 'no-cache')
    res.type('html').send(await (answers ? packed(page.with(answersElement(answers))) : page).in(encoding))
  })
  return { handler: router, close: async () => {} }
}

/** The one page, which for the screens that are opened first names their files, so that they come with the rest. */
function readPages(directory: string) {
  const html = readFileSync(`${directory}/index.html`, 'utf8')
  const preloads = JSON.parse(readFileSync(`${directory}/preloads.json`, 'utf8')) as {
    pattern: string
    files: string[]
  }[]
  const variants = (files: string[]) => {
    const signedIn = html.replace('</head>', `${files.map(preloadOf).join('')}</head>`)
    return { signedIn: pageOf(signedIn), anyone: pageOf(signedIn.replaceAll(ofSignedIn, '')) }
  }
  const others = variants([])
  // recheck-ignore: the build makes them of the list of routes
  const first = preloads.map(({ pattern, files }) => ({ at: new RegExp(pattern), pages: variants(files) }))
  return {
    /** Without a session there is nothing to ask for early, and another shape of a page. */
    pageFor: (path: string, hasSession: boolean) => {
      const pages = first.find(({ at }) => at.test(path))?.pages ?? others
      return hasSession ? pages.signedIn : pages.anyone
    },
  }
}

/** A page, packed as it is; and the text of one that brings something more, after the files that are to come with it. */
function pageOf(html: string) {
  const [head = '', ...rest] = html.split('</head>')
  return { ...packed(html), with: (element: string) => `${head}${element}</head>${rest.join('</head>')}` }
}

/** What index.html marks as for who brings a session. */
// recheck-ignore: our own index.html, read once at the start
const ofSignedIn = /<!-- signed in -->[\s\S]*?<!-- \/signed in -->/g

const preloadOf = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`

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
