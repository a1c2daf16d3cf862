import { z } from 'zod'
import { textSchema } from '../procedure/procedure.ts'
import { placeSchema } from './place.ts'

/**
 * What the reading of the printed page held, and what it is read as: wherever `read` stands in the provision. A misreading
 * is put right only where the document itself or the name of a law shows what stands there; what cannot be read, or is
 * missing, says so in brackets. Slips that may be the office's own are left (ประกาศต่างๆ twice in ๑.๗ of ptt1, ข้อ ๓.๖
 * within ๓.๖ and the signatory's two spellings in ksn2).
 */
const correctionSchema = z.strictObject({ stood: z.string().max(300), read: z.string().min(1).max(300) })

/**
 * A sentence or more of a clause that one thing is to be said of. Either `notARule`, with the reason; or `served` by
 * places, or `notYet`, with what is missing; or both of these, where a part of it is served.
 */
export const provisionSchema = z
  .strictObject({
    text: z.string().min(1),
    /** How it goes on from the text before it: on the next line, or within it; a paragraph of its own if left out. */
    joined: z.enum(['line', 'text']).optional(),
    corrections: z.array(correctionSchema).max(20).optional(),
    served: z.array(placeSchema).min(1).optional(),
    notYet: textSchema.optional(),
    notARule: textSchema.optional(),
  })
  .superRefine(({ text, corrections = [], served, notYet, notARule }, context) => {
    const problem = (message: string) => context.addIssue({ code: 'custom', message })
    if ((notARule !== undefined) === (served !== undefined || notYet !== undefined))
      problem('is either no rule, or served or not yet')
    for (const { read } of corrections) {
      if (!text.includes(read)) problem(`has no ${JSON.stringify(read)} that was put right`)
      if (corrections.some((other) => other.read !== read && other.read.includes(read)))
        problem(`has ${JSON.stringify(read)} put right twice`)
    }
  })
export type Provision = z.infer<typeof provisionSchema>

/** A clause under its number as printed; what has none (title, preamble, signature) under a word for what it is. */
export const clauseSchema = z.strictObject({
  id: z.string().min(1).max(60),
  provisions: z.array(provisionSchema).min(1),
})
export type Clause = z.infer<typeof clauseSchema>

/** An office's announcement as data: its whole text, split into its clauses, with where each of them lives. */
export const documentSchema = z
  .strictObject({
    office: z.string().min(1),
    clauses: z.array(clauseSchema).min(1),
  })
  .superRefine(({ clauses }, context) => {
    const ids = clauses.map(({ id }) => id)
    for (const id of ids.filter((one, index) => ids.indexOf(one) !== index))
      context.addIssue({ code: 'custom', message: `has two clauses ${id}` })
  })
export type OfficeDocument = z.infer<typeof documentSchema>

const joints = { line: '\n', text: '', paragraph: '\n\n' }

function joinedTexts({ clauses }: OfficeDocument, textOf: (provision: Provision) => string): string {
  const provisions = clauses.flatMap((clause) => clause.provisions)
  return provisions
    .map((one, index) => (index === 0 ? '' : joints[one.joined ?? 'paragraph']) + textOf(one))
    .join('')
}

/** The whole document as it is read. */
export const textOfDocument = (wording: OfficeDocument): string => joinedTexts(wording, ({ text }) => text)

/** The whole document with its corrections undone: as the reading of the printed pages stood. */
export const uncorrectedText = (wording: OfficeDocument): string =>
  joinedTexts(wording, ({ text, corrections = [] }) =>
    corrections.reduce((sofar, { stood, read }) => sofar.replaceAll(read, stood), text),
  )
