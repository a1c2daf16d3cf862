import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { type Budget, type Part, StopReading } from './file-reading.ts'

/** No office program nests deeper or gives an element more; a parser would keep all of it. */
const most = { depth: 500, attributes: 500 }

export type XmlHandlers = {
  /** Names without their prefixes; attributes with them. */
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** An opened document: its parts, and what of them was read so far. */
export type Document = {
  names: string[]
  has: (name: string) => boolean
  /** Reads a part, if there is one. */
  xml: (name: string, handlers: XmlHandlers) => Promise<void>
  push: (part: Part, text: string, rows?: number[]) => void
  budget: Budget
}

/**
 * Reads a part of an office document piece by piece. Throws `StopReading` where it is no sound XML, declares a document
 * type (in which entities could grow without end), or is more than the budget allows.
 */
export async function readXml(stream: Readable, budget: Budget, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let depth = 0
  let attributes = 0
  const broken = () => {
    throw new StopReading('broken')
  }
  parser.on('error', broken)
  parser.on('doctype', broken)
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > most.attributes) broken()
  })
  parser.on('opentag', ({ name, attributes: given }) => {
    attributes = 0
    depth += 1
    if (depth > most.depth) broken()
    handlers.open?.(local(name), given)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    handlers.close?.(local(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  let decoder: TextDecoder | undefined
  try {
    for await (const piece of stream) {
      const bytes = piece as Buffer
      budget.unpacked(bytes.length)
      budget.time()
      decoder ??= new TextDecoder(charsetOf(bytes), { fatal: true })
      parser.write(decoder.decode(bytes, { stream: true }))
    }
    parser.close()
  } catch (error) {
    if (error instanceof StopReading) throw error
    // Unpacked bytes that are not what the archive says, and letters in no charset.
    throw new StopReading('broken')
  } finally {
    stream.destroy()
  }
}

const charsetOf = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
