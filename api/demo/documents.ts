import { textOfDocument } from '../../machines/documents/clauses.ts'
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

/** The offices' documents, each with its whole text. */
export const demoDocuments = (): DemoDocument[] =>
  offices.map(({ id: office, wording, demo }) => {
    const { title, category, source, date } = demo.document
    return {
      office,
      title,
      body: textOfDocument(wording),
      ...(category !== undefined && { category }),
      source,
      date,
    }
  })
