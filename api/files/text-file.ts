import { createReadStream } from 'node:fs'
import { RefusedFile, refusals } from './refused-file.ts'

type TextFile = { type: 'text/csv' | 'text/plain'; charset: string }

/** How a text may be written: today's way, and how Windows wrote Thai before it, as spreadsheets still do. */
const charsets = ['utf-8', 'windows-874'] as const
// biome-ignore lint/suspicious/noControlCharactersInRegex: a text has none of these
const control = /[\u0000-\u0008\u000B\u000E-\u0019\u001B-\u001F]/
/** What a browser, a shell or an office program could take for something to run. */
const code = /^\s{0,1000}(?:<|#!|MZ)|<\s{0,10}(?:script|html|svg|iframe|body|\?php)\b/i
const looked = 64 * 1024

/**
 * How a text is written, and whether it is a table by its name. Throws `RefusedFile` for what is no text that can be read,
 * and for code of a page or a program.
 */
export async function textAt(path: string, name: string): Promise<TextFile> {
  const type = /\.csv$/i.test(name) ? 'text/csv' : 'text/plain'
  for (const charset of charsets) {
    const text = await readAs(path, charset)
    if (text === undefined) continue
    if (code.test(text)) throw new RefusedFile(refusals.code)
    return { type, charset }
  }
  throw new RefusedFile(refusals.unknown)
}

/** The beginning of a text, where all of it can be read in a charset; undefined otherwise. */
async function readAs(path: string, charset: string): Promise<string | undefined> {
  const decoder = new TextDecoder(charset, { fatal: true })
  let beginning = ''
  try {
    for await (const piece of createReadStream(path)) {
      const text = decoder.decode(piece as Buffer, { stream: true })
      if (control.test(text)) return undefined
      if (beginning.length < looked) beginning += text
    }
    decoder.decode()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined
    throw error
  }
  return beginning.slice(0, looked)
}
