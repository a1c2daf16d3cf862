import { createReadStream } from 'node:fs'
import sharp from 'sharp'
import type { FileType } from '../../../machines/procedure/file-types.ts'
import { putRight } from '../../../machines/text/put-right.ts'
import {
  type Budget,
  type Checked,
  checkPieces,
  createBudget,
  type Piece,
  type Read,
  readingLimits,
  StopReading,
} from './file-reading.ts'
import { officeText } from './office-text.ts'
import { pdfText } from './pdf-text.ts'
import { openPdf, type PdfFile } from './pdfium.ts'

// What runs in a worker thread, called by `read-file.ts` alone: what a function here is given, and what it answers, is
// copied between the threads.

export type ReadInput = { path: string; type: FileType; charset: string | null }
export type ReadAnswer = Read & Checked

/** The text of a file and what the check finds in it; of a file that cannot be read, why. */
export async function read(input: ReadInput): Promise<ReadAnswer> {
  const found = await textOf(input, createBudget(Date.now))
  return { ...found, ...checkPieces(found.pieces) }
}

/** What the check finds in a text that was read before. */
export const check = (pieces: Piece[]): Checked => checkPieces(pieces)

async function textOf({ path, type, charset }: ReadInput, budget: Budget): Promise<Read> {
  if (type === 'application/pdf') return pdfText(path, budget)
  if (type.startsWith('image/')) return { pieces: [], unread: [{ why: 'image' }] }
  if (type.startsWith('text/')) return plainFile(path, { type, charset })
  return officeText(path, type, budget)
}

async function plainFile(
  path: string,
  { type, charset }: Pick<ReadInput, 'type' | 'charset'>,
): Promise<Read> {
  const decoder = new TextDecoder(charset ?? 'utf-8')
  let whole = ''
  for await (const piece of createReadStream(path)) {
    whole += decoder.decode(piece as Buffer, { stream: true })
    if (whole.length > readingLimits.text) break
  }
  const text = putRight(whole.slice(0, readingLimits.text)).text
  const piece: Piece =
    type === 'text/csv'
      ? { part: { kind: 'sheet', name: 'CSV' }, text: columns(text) }
      : { part: { kind: 'body' }, text }
  const unread: Read['unread'] = whole.length > readingLimits.text ? [{ why: 'tooMuch' }] : []
  return { pieces: text.trim() === '' ? [] : [piece], unread }
}

/** The same table with tabs between its cells, as the check reads one; each unit stays where it was. */
function columns(csv: string): string {
  const comma = csv.slice(0, 1000).includes(';') && !csv.slice(0, 1000).includes(',') ? ';' : ','
  const pieces = csv.split('"')
  // Between quotes a comma is a comma.
  return pieces.map((piece, index) => (index % 2 === 0 ? piece.replaceAll(comma, '\t') : piece)).join('"')
}

/** The first page of a PDF as a PNG, at most so large in pixels; undefined where it cannot be drawn. */
export async function firstPage({
  path,
  ...fit
}: {
  path: string
  width: number
  height: number
}): Promise<Uint8Array | undefined> {
  let pdf: PdfFile | undefined
  try {
    pdf = await openPdf(path)
    const drawn = pdf.pages > 0 ? pdf.picture(0, fit) : undefined
    if (!drawn) return undefined
    const { data, width, height } = drawn
    return await sharp(data, { raw: { width, height, channels: 4 } })
      .flatten({ background: '#fff' })
      .png({ compressionLevel: 1 })
      .toBuffer()
  } catch (error) {
    if (error instanceof StopReading) return undefined
    throw error
  } finally {
    pdf?.close()
  }
}
