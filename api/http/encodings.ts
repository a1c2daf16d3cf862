import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import compression from 'compression'
import type { Request, RequestHandler } from 'express'
import { LRUCache } from 'lru-cache'

export type Encoding = 'br' | 'gzip' | 'identity'
/** The smallest first. */
const offered: Encoding[] = ['br', 'gzip', 'identity']

/** Tells the encoding in which a client is sent the least. */
export function createEncodings(): (req: Request) => Encoding {
  // Browsers send few different headers, and to read one costs as much as all the rest of a page that is kept.
  const known = new LRUCache<string, Encoding>({ max: 100 })
  return (req) => {
    const header = req.headers['accept-encoding'] ?? ''
    const before = known.get(header)
    if (before) return before
    const smallest = offered.find((encoding) => req.acceptsEncodings(encoding)) ?? 'identity'
    if (header.length < 100) known.set(header, smallest)
    return smallest
  }
}

const deflate = promisify(gzip)
const squeeze = promisify(brotliCompress)

/** A text in the encodings that were asked for so far; each is made once, off the event loop. */
export type Packed = { plain: Buffer; in: (encoding: Encoding) => Promise<Buffer> | Buffer }

export function packed(text: string): Packed {
  const plain = Buffer.from(text)
  const made = new Map<Encoding, Buffer>([['identity', plain]])
  const make = async (encoding: Encoding): Promise<Buffer> => {
    const body = encoding === 'br' ? await squeeze(plain, { params: brotliOf(plain) }) : await deflate(plain)
    made.set(encoding, body)
    return body
  }
  return { plain, in: (encoding) => made.get(encoding) ?? make(encoding) }
}

/** Level 5: within a tenth of the best, in a twentieth of its time. */
const brotliOf = (text: Buffer) => ({
  [constants.BROTLI_PARAM_QUALITY]: 5,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
})

const compress = compression({
  // Two packets of the network: below them nothing is won.
  threshold: 2048,
  // The stream of changes must not wait until there is enough to compress.
  filter: (req, res) =>
    !String(res.getHeader('Content-Type')).startsWith('text/event-stream') && compression.filter(req, res),
})

/** Compresses what is read. An event's answer goes as it is: it is small, and its sender waits for it. */
export const compressReads: RequestHandler = (req, res, next) =>
  req.method === 'GET' ? compress(req, res, next) : next()
