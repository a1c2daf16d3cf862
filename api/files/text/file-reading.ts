import type { Text } from '../../../machines/procedure/procedure.ts'
import { type FindingKind, personalDataIn } from '../../../machines/text/personal-data.ts'
import { secrecyMarkingsIn } from '../../../machines/text/secrecy-class.ts'

/** What a piece of a file's text is: one page, one sheet, what stands beside the text. */
export type Part =
  | { kind: 'page' | 'slide'; number: number }
  | { kind: 'sheet'; name: string }
  | { kind: 'body' | 'beside' | 'properties' | 'links' }
/** `rows`: the number of each line of a table, where not all of them are there. */
/** `finding`: the whole piece is a finding of this kind, whatever its words are. */
export type Piece = { part: Part; text: string; rows?: number[]; finding?: FindingKind }

/** Why something of a file could not be looked at. */
export const unreadReasons = [
  'image',
  'glyphs',
  'embedded',
  'encrypted',
  'broken',
  'tooMuch',
  'tooLong',
  'failed',
  'notRead',
] as const
export type UnreadReason = (typeof unreadReasons)[number]
/** `pages`: only these, in the form 1, 3–5. */
export type Unread = { why: UnreadReason; pages?: string }

/** A finding in a file, with the words around it: whoever reads it needs no file. */
export type FileFinding = {
  kind: FindingKind
  piece: number
  from: number
  to: number
  place: Text
  before: string
  text: string
  after: string
}
export type FileMarking = { class: string; place: Text }
/** All that the check says of a file. */
export type Checked = { findings: FileFinding[]; markings: FileMarking[] }
export type Read = { pieces: Piece[]; unread: Unread[] }

/** Why something could not be looked at, as it is shown. */
export const unreadWords: Record<UnreadReason, Text> = {
  image: { th: 'ไฟล์ภาพ', en: 'a picture' },
  glyphs: { th: 'ตัวอักษรในไฟล์อ่านเป็นข้อความไม่ได้', en: 'its letters cannot be read as text' },
  embedded: { th: 'มีไฟล์อื่นฝังอยู่ข้างใน', en: 'it holds other files' },
  encrypted: { th: 'ไฟล์เข้ารหัส', en: 'encrypted' },
  broken: { th: 'ไฟล์เสียหาย', en: 'damaged' },
  tooMuch: { th: 'เนื้อหามากเกินกว่าจะตรวจได้ครบ', en: 'too large to be looked at whole' },
  tooLong: { th: 'ใช้เวลานานเกินกำหนด จึงตรวจไม่ครบ', en: 'it took too long' },
  failed: { th: 'อ่านไฟล์ไม่สำเร็จ', en: 'reading it failed' },
  notRead: { th: 'ยังไม่ได้อ่านเนื้อหาไฟล์', en: 'not read yet' },
}

/** What reads a file stops here, and keeps what it has. */
export class StopReading extends Error {
  readonly why: UnreadReason
  constructor(why: UnreadReason) {
    super(`Reading stopped: ${why}`)
    this.why = why
  }
}

/** How much may be read out of one file, in UTF-16 units, bytes after unpacking, and ms. */
export const readingLimits = { text: 1_000_000, unpacked: 96 * 1024 * 1024, ms: 12_000 } as const

/** Counts what is read; throws `StopReading` beyond a limit. */
export function createBudget(now: () => number) {
  const end = now() + readingLimits.ms
  let text = 0
  let unpacked = 0
  return {
    text: (units: number) => {
      text += units
      if (text > readingLimits.text) throw new StopReading('tooMuch')
    },
    unpacked: (bytes: number) => {
      unpacked += bytes
      if (unpacked > readingLimits.unpacked) throw new StopReading('tooMuch')
    },
    time: () => {
      if (now() > end) throw new StopReading('tooLong')
    },
  }
}
export type Budget = ReturnType<typeof createBudget>

/** More than these are not told one by one. */
const mostFindings = 200
/** So many units stand around a finding where it is shown. */
const around = 40

/** What the check finds in the pieces of a file. */
export function checkPieces(pieces: Piece[]): Checked {
  const findings: FileFinding[] = []
  const markings: FileMarking[] = []
  for (const [index, piece] of pieces.entries()) {
    const { text } = piece
    const found = piece.finding ? [{ kind: piece.finding, from: 0, to: text.length }] : personalDataIn(text)
    for (const { kind, from, to } of findings.length < mostFindings ? found : [])
      findings.push({
        kind,
        piece: index,
        from,
        to,
        place: placeIn(piece, from),
        before: onLine(text.slice(Math.max(0, from - around), from)),
        text: onLine(text.slice(from, to)),
        after: onLine(text.slice(to, to + around)),
      })
    for (const { class: marking, from } of markings.length === 0 ? secrecyMarkingsIn(text) : [])
      markings.push({ class: marking, place: placeIn(piece, from) })
  }
  return { findings: findings.slice(0, mostFindings), markings: markings.slice(0, 1) }
}

/** As it is shown in a line: a mark that lost its letter by the cut belongs to nothing. */
const onLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replace(/^\p{M}+/u, '')

/** Columns beyond these are not counted: they stand at the end of their row. */
export const countedColumns = 256

function placeIn({ part, text, rows }: Piece, at: number): Text {
  switch (part.kind) {
    case 'page':
      return { th: `หน้า ${part.number}`, en: `page ${part.number}` }
    case 'slide':
      return { th: `สไลด์ ${part.number}`, en: `slide ${part.number}` }
    case 'sheet': {
      const { line, column } = cellAt(text, at)
      const cell = `${column < countedColumns ? letters(column) : ''}${rows?.[line] ?? line + 1}`
      return { th: `แผ่นงาน ${part.name} ช่อง ${cell}`, en: `sheet ${part.name}, cell ${cell}` }
    }
    case 'body': {
      const line = cellAt(text, at).line + 1
      return { th: `บรรทัดที่ ${line}`, en: `line ${line}` }
    }
    case 'beside':
      return { th: 'หัวกระดาษ เชิงอรรถ หรือความเห็น', en: 'header, footnotes or comments' }
    case 'properties':
      return { th: 'คุณสมบัติของเอกสาร', en: 'properties of the document' }
    case 'links':
      return { th: 'ที่อยู่ของลิงก์', en: 'address of a link' }
  }
}

function cellAt(text: string, at: number): { line: number; column: number } {
  let [line, start] = [0, 0]
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) {
    line += 1
    start = next + 1
  }
  return { line, column: text.slice(start, at).split('\t').length - 1 }
}

/** The name of a column: A, Z, AA. */
const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))
