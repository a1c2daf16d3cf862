import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { FileRow } from '../../db/files.ts'
import { fileTypes } from '../../machines/procedure/file-types.ts'
import type { Deps } from '../process/deps.ts'
import { makePictures, type PictureSize, readPicture } from './pictures.ts'
import { makePreview, withStored } from './text/read-file.ts'

export type Sent = Pick<FileRow, 'sha256' | 'size' | 'type' | 'charset'> & { name: string }

/**
 * What every answer with a file carries: it is saved under its name and never run by a browser as a page of this site,
 * whatever it holds.
 */
const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
}

/** Answers with a file, whole or the part that is asked for (RFC 9110, 14), piece by piece; 304 where the reader has it. */
export async function sendFile(
  { files }: Pick<Deps, 'files'>,
  req: Request,
  res: Response,
  { file, cacheControl }: { file: Sent; cacheControl: string },
): Promise<void> {
  const etag = `"${file.sha256}"`
  const headers = {
    ...safeHeaders,
    'Content-Type': file.charset ? `${file.type}; charset=${file.charset}` : file.type,
    'Content-Disposition': disposition(file),
    'Accept-Ranges': 'bytes',
    'Cache-Control': cacheControl,
    ETag: etag,
  }
  if (names(req.headers['if-none-match'], etag)) {
    res.writeHead(304, headers).end()
    return
  }
  const range = rangeOf(req, file.size, etag)
  if (range === 'unsatisfiable') {
    res.writeHead(416, { ...safeHeaders, 'Content-Range': `bytes */${file.size}`, 'Content-Length': 0 }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  const bytes = req.method === 'HEAD' ? undefined : await files.store.read(file.sha256, { start, end })
  if (req.method !== 'HEAD' && !bytes) throw new Error(`The file ${file.sha256} is not in the store`)
  res.writeHead(range ? 206 : 200, {
    ...headers,
    'Content-Length': end - start + 1,
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${file.size}` }),
  })
  if (!bytes) return void res.end()
  // Whoever goes away in the middle is no failure of ours.
  await pipeline(bytes, files.passing, res).catch(() => bytes.destroy())
}

/** Answers with the smaller picture of a picture, or of the first page of a PDF, which carries nothing but itself. */
export async function sendPicture(
  deps: Deps,
  req: Request,
  res: Response,
  { file, size, cacheControl }: { file: Sent; size: PictureSize; cacheControl: string },
): Promise<void> {
  const etag = `"${file.sha256}-${size}"`
  const headers = { ...safeHeaders, 'Cache-Control': cacheControl, ETag: etag }
  if (names(req.headers['if-none-match'], etag)) {
    res.writeHead(304, headers).end()
    return
  }
  const picture = await pictureOf(deps, file, size)
  res.writeHead(200, { ...headers, 'Content-Type': 'image/webp', 'Content-Length': picture.length })
  res.end(req.method === 'HEAD' ? undefined : picture)
}

/** Made when the file came; made again where the directory of pictures was emptied. */
async function pictureOf(deps: Deps, { sha256, type }: Sent, size: PictureSize): Promise<Buffer> {
  const { files } = deps
  const made = await readPicture(files.made, sha256, size)
  if (made) return made
  await files.oneAtATime(`picture ${sha256}`, async () => {
    if (await readPicture(files.made, sha256, size)) return
    if (type === 'application/pdf') {
      await withStored(deps, sha256, (path) => makePreview(deps, { sha256, path, office: '' }))
      return
    }
    const bytes = await files.store.read(sha256)
    if (!bytes) throw new Error(`The file ${sha256} is not in the store`)
    await makePictures(files.made, sha256, Buffer.concat(await bytes.toArray()))
  })
  const again = await readPicture(files.made, sha256, size)
  if (!again) throw new Error(`The pictures of ${sha256} could not be kept`)
  return again
}

const names = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false

/** The one part that is asked for; undefined for the whole, also where several parts are, or of another state of it. */
function rangeOf(req: Request, size: number, etag: string) {
  const since = req.headers['if-range']
  if (since !== undefined && since !== etag) return undefined
  const ranges = req.range(size, { combine: true })
  if (ranges === -1) return 'unsatisfiable' as const
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1)
    return undefined
  return ranges[0]
}

/** The name in ASCII for old programs, and as it is (RFC 6266, RFC 8187). */
export function disposition({ name, type }: Pick<Sent, 'name' | 'type'>): string {
  const known = fileTypes[type as keyof typeof fileTypes]
  const plain = name.replaceAll(/[^\w .()-]/g, '_')
  const ascii = /[A-Za-z0-9]/.test(plain.slice(0, plain.lastIndexOf('.')))
    ? plain
    : `file.${known.extensions[0]}`
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`
}
