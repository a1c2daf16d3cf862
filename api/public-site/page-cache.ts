import { hash, randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { LRUCache } from 'lru-cache'
import { createEncodings, type Encoding, type Packed, packed } from '../http/encodings.ts'
import { commonHeaders } from './answer.ts'
import type { PublicState } from './public-state.ts'

/** A page as it was made. 410 says that there was one; it has no ETag, so that no 304 is ever said of it. */
export type Made = {
  status: 200 | 410
  body: string
  type?: string
  changedAt?: number
  /** In the place of those that every page has. */
  headers?: Record<string, string>
}
type Page = PublicState & {
  status: 200 | 410
  headers: Record<string, string>
  body: Packed
}

/** What is asked for: two of the same key and state are the same page. */
export type Wanted = {
  key: string
  state: PublicState
  /** False for what hardly anybody asks twice, such as a search. */
  keep: boolean
  make: () => Promise<Made | undefined>
}

export type PageCache = {
  /** Answers with the page or with 304; false when `make` found that there is none. */
  answer: (req: Request, res: Response, wanted: Wanted) => Promise<boolean>
}

/**
 * Keeps rendered pages, plain and compressed, in at most `maxBytes` of memory. A page is of one state: at any other it is
 * made anew. The ETag is known from key and state alone, before anything is rendered.
 */
export function createPageCache(maxBytes = 32 * 1024 * 1024): PageCache {
  const pages = new LRUCache<string, Page>({
    maxSize: maxBytes,
    // The compressed bodies are made later; Thai shrinks to less than a fifth.
    sizeCalculation: ({ body }, key) => 1000 + 2 * key.length + Math.ceil(1.5 * body.plain.length),
  })
  const encodingOf = createEncodings()
  const beingMade = new Map<string, Promise<Page | undefined>>()
  // Whoever holds such a tag was given it by this process with the page, so that it proves what it names.
  const secret = randomBytes(16).toString('hex')
  const etagOf = ({ key, state }: Wanted) =>
    `W/"${hash('sha256', `${secret} ${state.revision} ${state.ranOut} ${key}`, 'base64url').slice(0, 27)}"`

  async function pageOf(wanted: Wanted, etag: string): Promise<Page | undefined> {
    const made = await wanted.make()
    if (!made) return undefined
    const { status, body, type = 'text/html', changedAt, headers } = made
    const page: Page = {
      ...wanted.state,
      status,
      headers: {
        ...commonHeaders,
        ...headers,
        'Content-Type': `${type}; charset=utf-8`,
        Vary: 'Accept-Encoding',
        ...(status === 200 && { ETag: etag }),
        ...(changedAt && { 'Last-Modified': new Date(changedAt).toUTCString() }),
      },
      body: packed(body),
    }
    if (wanted.keep) pages.set(wanted.key, page)
    return page
  }

  /** Many who ask at once for the same page wait for one rendering. */
  function madeOnce(wanted: Wanted, etag: string): Promise<Page | undefined> {
    const known = beingMade.get(etag)
    if (known) return known
    const making = pageOf(wanted, etag).finally(() => beingMade.delete(etag))
    beingMade.set(etag, making)
    return making
  }

  return {
    answer: async (req, res, wanted) => {
      const { key, state } = wanted
      const kept = pages.get(key)
      const isOfNow = kept?.revision === state.revision && kept.ranOut === state.ranOut
      const etag = (isOfNow && kept.headers.ETag) || etagOf(wanted)
      if (names(req.headers['if-none-match'], etag)) {
        res.writeHead(304, { ...commonHeaders, ETag: etag, Vary: 'Accept-Encoding' }).end()
        return true
      }
      const page = isOfNow ? kept : await madeOnce(wanted, etag)
      if (!page) return false
      if (page.status === 200 && isUnchangedSince(req, page)) {
        res.writeHead(304, page.headers).end()
        return true
      }
      await send(req, res, page, encodingOf(req))
      return true
    },
  }
}

/** Whether a header If-None-Match holds a tag; `*` does not count, since it would say nothing of the page. */
const names = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header === etag || header.split(',').some((one) => one.trim() === etag))

/** If-Modified-Since counts only for a client that has no ETag (RFC 9110 13.1.3). */
function isUnchangedSince(req: Request, { headers }: Page): boolean {
  const since = req.headers['if-modified-since']
  const changed = headers['Last-Modified']
  if (since === undefined || changed === undefined || req.headers['if-none-match'] !== undefined) return false
  return Date.parse(changed) <= Date.parse(since)
}

async function send(req: Request, res: Response, page: Page, encoding: Encoding): Promise<void> {
  const body = await page.body.in(encoding)
  res.writeHead(page.status, {
    ...page.headers,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    'Content-Length': body.length,
  })
  if (req.method === 'HEAD') res.end()
  else res.end(body)
}
