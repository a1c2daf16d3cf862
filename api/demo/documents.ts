import { readFileSync } from 'node:fs'
import { offices } from '../../machines/offices/offices.ts'

/** An office's own document, as a request for its publication. */
export type DemoDocument = {
  office: string
  title: string
  body: string
  category?: string
  source: string
  /** The day in Bangkok that the document bears; null where it bears none. */
  date: string | null
}

/**
 * The full texts as they were read from the printed documents. Misreadings were put right only where the document
 * itself or the name of a law shows what stands there; what cannot be read, or is missing, says so in brackets.
 * Slips that may be the office's own (ประกาศต่างๆ twice in ๑.๗ of ptt1, ข้อ ๓.๖ within ๓.๖ in ksn2, the signatory's two
 * spellings there) were left.
 */
const textOf = (office: string): string =>
  readFileSync(new URL(`../../machines/offices/${office}/document.txt`, import.meta.url), 'utf8').trim()

/** Reads the offices' documents from their files. */
export const demoDocuments = (): DemoDocument[] =>
  offices.map(({ id: office, demo }) => {
    const { title, category, source, date } = demo.document
    return { office, title, body: textOf(office), ...(category !== undefined && { category }), source, date }
  })
