import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFiumModule } from '@hyzyla/pdfium'
import { StopReading } from './file-reading.ts'
import { createPdfLines } from './pdf-lines.ts'

/** What of PDFium is called, by its names in the C interface: pointers and handles are numbers. */
const called = [
  'FPDF_InitLibrary',
  'FPDF_LoadCustomDocument',
  'FPDF_GetLastError',
  'FPDF_GetPageCount',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDF_GetPageWidth',
  'FPDF_GetPageHeight',
  'FPDF_GetMetaText',
  'FPDFText_LoadPage',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetUnicode',
  'FPDFText_IsGenerated',
  'FPDFText_GetCharAngle',
  'FPDFText_GetCharOrigin',
  'FPDFText_GetCharBox',
  'FPDFText_GetLooseCharBox',
  'FPDFPage_CountObjects',
  'FPDFPage_GetObject',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetBounds',
  'FPDFPage_GetAnnotCount',
  'FPDFPage_GetAnnot',
  'FPDFPage_CloseAnnot',
  'FPDFAnnot_GetStringValue',
  'FPDFDoc_GetAttachmentCount',
  'FPDFBitmap_CreateEx',
  'FPDFBitmap_FillRect',
  'FPDF_RenderPageBitmap',
  'malloc',
  'free',
] as const
type Pdfium = Record<(typeof called)[number], (...given: (number | bigint)[]) => number> & {
  memory: WebAssembly.Memory
  __indirect_function_table: WebAssembly.Table
}

/** What PDFium may take for a document, of which it reads the pieces that it needs. */
const maxMemory = 256 * 1024 * 1024
const passwordNeeded = 4
const object = { path: 2, image: 3, shading: 4, form: 5 }
const render = { annotations: 1, rgba: 0x10 }
const rgba = 4

let compiled: WebAssembly.Module | undefined

export type Bitmap = { data: Uint8Array; width: number; height: number }
export type PdfPage = {
  text: string
  /** What annotations and the fields of a form say. */
  notes: string[]
  /** Whether anything is drawn, and which part of the page one picture covers, 0 to 1. */
  isBlank: boolean
  pictured: number
}
export type PdfFile = {
  pages: number
  attachments: number
  /** The texts about the document: its title, its author. */
  properties: string[]
  /** By its index; throws `StopReading` where it cannot be read. */
  page(index: number): PdfPage
  /** The page as it looks, fitting into a size in pixels; undefined where it has none. */
  picture(index: number, fit: { width: number; height: number }): Bitmap | undefined
  close(): void
}

/**
 * A PDF in an instance of its own, which runs no scripts, reaches no other file and goes when nobody holds it; of the file
 * it reads what it needs. Throws `StopReading` where it cannot be opened, or needs too much memory.
 */
export async function openPdf(path: string): Promise<PdfFile> {
  const { pdfium, isFull } = await instance()
  const guarded = <Result>(run: () => Result): Result => {
    try {
      return run()
    } catch (error) {
      if (error instanceof StopReading) throw error
      // After a trap nothing of the instance can be trusted; whoever called lets it go.
      throw new StopReading(isFull() ? 'tooMuch' : 'broken')
    }
  }
  const file = openSync(path, 'r')
  const opened = (): PdfFile => {
    pdfium.FPDF_InitLibrary()
    const document = pdfium.FPDF_LoadCustomDocument(accessTo(pdfium, file), 0)
    if (!document) {
      const isLocked = pdfium.FPDF_GetLastError() === passwordNeeded
      throw new StopReading(isLocked ? 'encrypted' : isFull() ? 'tooMuch' : 'broken')
    }
    const about = (key: string) =>
      withString(pdfium, key, (name) =>
        wideText(pdfium, (to, room) => pdfium.FPDF_GetMetaText(document, name, to, room)),
      )
    const withPage = <Result>(index: number, run: (page: number) => Result): Result =>
      guarded(() => {
        const page = pdfium.FPDF_LoadPage(document, index)
        if (!page) throw new StopReading(isFull() ? 'tooMuch' : 'broken')
        const result = run(page)
        pdfium.FPDF_ClosePage(page)
        return result
      })
    return {
      pages: pdfium.FPDF_GetPageCount(document),
      attachments: pdfium.FPDFDoc_GetAttachmentCount(document),
      properties: ['Title', 'Author', 'Subject', 'Keywords'].flatMap(about),
      page: (index) => withPage(index, (page) => readPage(pdfium, page)),
      picture: (index, fit) => withPage(index, (page) => drawPage(pdfium, page, fit)),
      close: () => closeSync(file),
    }
  }
  try {
    return guarded(opened)
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/**
 * WebAssembly in its binary form: (import "e" "f" (func (param i32 i32 i32 i32) (result i32))) (export "f" (func 0)). A
 * function of JavaScript is called by C only as one of WebAssembly.
 */
const bridge = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x09, 0x01, 0x60, 0x04, 0x7f, 0x7f, 0x7f, 0x7f, 0x01, 0x7f],
  ...[0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00],
  ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
])

/** FPDF_FILEACCESS: the length of a file, and the function that reads a piece of it. */
function accessTo(pdfium: Pdfium, file: number): number {
  const readPiece = (_: number, position: number, to: number, size: number): number => {
    const room = new Uint8Array(pdfium.memory.buffer, to >>> 0, size >>> 0)
    return readSync(file, room, 0, room.length, position >>> 0) === room.length ? 1 : 0
  }
  const called = new WebAssembly.Instance(new WebAssembly.Module(bridge), { e: { f: readPiece } }).exports.f
  // The table cannot grow; its first place is that of no function, and empty.
  pdfium.__indirect_function_table.set(0, called)
  const at = take(pdfium, 12)
  new Uint32Array(pdfium.memory.buffer).set([fstatSync(file).size, 0, 0], at / 4)
  return at
}

async function instance(): Promise<{ pdfium: Pdfium; isFull: () => boolean }> {
  compiled ??= new WebAssembly.Module(
    readFileSync(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))),
  )
  const wasm = compiled
  let exported: Pdfium | undefined
  let isFull = false
  const quiet = () => {}
  await PDFiumModule({
    // It would tell the log about every fault of a document.
    print: quiet,
    printErr: quiet,
    instantiateWasm: (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => {
      const env = imports.env as Record<string, (size: number) => number | boolean>
      const grow = env.emscripten_resize_heap
      env.emscripten_resize_heap = (size) => {
        if (size >>> 0 <= maxMemory && grow) return grow(size)
        isFull = true
        return 0
      }
      const made = new WebAssembly.Instance(wasm, imports)
      exported = made.exports as unknown as Pdfium
      done(made, wasm)
      return made.exports
    },
  } as never)
  const pdfium = exported
  if (!pdfium || called.some((name) => typeof pdfium[name] !== 'function'))
    throw new Error('PDFium lacks a function that is called')
  return { pdfium, isFull: () => isFull }
}

function take(pdfium: Pdfium, bytes: number): number {
  const at = pdfium.malloc(Math.max(bytes, 1))
  if (at === 0) throw new StopReading('tooMuch')
  return at
}

/** More than these on one page are not looked at. */
const most = { objects: 5000, notes: 2000, pageText: 1_000_000, stringBytes: 2_000_000 }

function readPage(pdfium: Pdfium, page: number): PdfPage {
  const objects = Math.min(pdfium.FPDFPage_CountObjects(page), most.objects)
  const area = pdfium.FPDF_GetPageWidth(page) * pdfium.FPDF_GetPageHeight(page)
  return {
    text: textOfPage(pdfium, page),
    notes: notesOfPage(pdfium, page),
    isBlank: objects <= 0,
    pictured: area > 0 ? largestPicture(pdfium, page, objects) / area : 1,
  }
}

function textOfPage(pdfium: Pdfium, page: number): string {
  const text = pdfium.FPDFText_LoadPage(page)
  if (!text) throw new StopReading('broken')
  const count = Math.min(pdfium.FPDFText_CountChars(text), most.pageText)
  const lines = createPdfLines()
  const at = take(pdfium, 64)
  for (let index = 0; index < count; index += 1) {
    // Blanks and ends of lines that PDFium guesses tear Thai words, and make a column of a page of one line.
    if (pdfium.FPDFText_IsGenerated(text, index) === 1) continue
    const code = pdfium.FPDFText_GetUnicode(text, index)
    const isPlaced =
      pdfium.FPDFText_GetCharOrigin(text, index, at, at + 8) &&
      pdfium.FPDFText_GetCharBox(text, index, at + 16, at + 24, at + 32, at + 40) &&
      pdfium.FPDFText_GetLooseCharBox(text, index, at + 48)
    if (!isPlaced) continue
    const [x = 0, y = 0, left = 0, right = 0] = new Float64Array(pdfium.memory.buffer, at, 4)
    const [, top = 0, , bottom = 0] = new Float32Array(pdfium.memory.buffer, at + 48, 4)
    const angle = pdfium.FPDFText_GetCharAngle(text, index)
    lines.push({
      // What has no letter is not passed over.
      text: code === 0 ? '\uFFFD' : String.fromCodePoint(code),
      x,
      y,
      left,
      right,
      angle: Math.abs(angle) < 0.01 ? 0 : angle,
      height: Math.abs(top - bottom),
    })
  }
  pdfium.free(at)
  pdfium.FPDFText_ClosePage(text)
  return lines.text()
}

function notesOfPage(pdfium: Pdfium, page: number): string[] {
  const count = Math.min(pdfium.FPDFPage_GetAnnotCount(page), most.notes)
  const notes: string[] = []
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if (!annotation) continue
    for (const key of ['Contents', 'V'])
      notes.push(
        ...withString(pdfium, key, (name) =>
          wideText(pdfium, (to, room) => pdfium.FPDFAnnot_GetStringValue(annotation, name, to, room)),
        ),
      )
    pdfium.FPDFPage_CloseAnnot(annotation)
  }
  return notes
}

/** The area of the largest picture, or form that may hold one, in square points. */
function largestPicture(pdfium: Pdfium, page: number, objects: number): number {
  const at = take(pdfium, 16)
  let largest = 0
  for (let index = 0; index < objects; index += 1) {
    const one = pdfium.FPDFPage_GetObject(page, index)
    const type = pdfium.FPDFPageObj_GetType(one)
    if (type !== object.image && type !== object.form) continue
    if (!pdfium.FPDFPageObj_GetBounds(one, at, at + 4, at + 8, at + 12)) continue
    const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(pdfium.memory.buffer, at, 4)
    largest = Math.max(largest, (right - left) * (top - bottom))
  }
  pdfium.free(at)
  return largest
}

function drawPage(pdfium: Pdfium, page: number, fit: { width: number; height: number }): Bitmap | undefined {
  const [across, down] = [pdfium.FPDF_GetPageWidth(page), pdfium.FPDF_GetPageHeight(page)]
  if (!(across > 0 && down > 0)) return undefined
  const scale = Math.min(fit.width / across, fit.height / down)
  const [width, height] = [Math.round(across * scale), Math.round(down * scale)]
  // A strip of a page says nothing.
  if (width < 50 || height < 50) return undefined
  const size = width * height * 4
  const at = take(pdfium, size)
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, rgba, at, width * 4)
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, render.annotations | render.rgba)
  return { data: new Uint8Array(pdfium.memory.buffer).slice(at, at + size), width, height }
}

/** A text that a function writes in UTF-16 with a zero at its end, after it was asked how much room it needs. */
function wideText(pdfium: Pdfium, write: (to: number, room: number) => number): string[] {
  const room = write(0, 0)
  if (room <= 2) return []
  if (room > most.stringBytes) throw new StopReading('tooMuch')
  const at = take(pdfium, room)
  write(at, room)
  const text = utf16(pdfium, at, room - 2)
  pdfium.free(at)
  return [text]
}

function withString<Result>(pdfium: Pdfium, text: string, run: (at: number) => Result): Result {
  const bytes = Buffer.from(`${text}\0`, 'latin1')
  const at = take(pdfium, bytes.length)
  new Uint8Array(pdfium.memory.buffer).set(bytes, at)
  const result = run(at)
  pdfium.free(at)
  return result
}

const utf16 = (pdfium: Pdfium, at: number, bytes: number): string =>
  new TextDecoder('utf-16le').decode(new Uint8Array(pdfium.memory.buffer, at, bytes))
