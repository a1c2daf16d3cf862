/** A text that is set in Thai digits, but for what stays as it was typed: names of files, addresses. */
export type Line = { text: string; asTyped?: true }
/** Whoever signed by deciding in the system; a name that is printed there stands for a signature. */
export type Signature = { name: Line; post: Line[]; day: Line }
/** `lines` null: not known, a dotted line is printed; `list`: each line is one of several things. */
export type Labelled = { label: Line; lines: Line[] | null; list: boolean }
export type Endorsement = { what: Line; texts: Line[]; signature: Signature }

type Common = {
  /** The title of the document within the PDF, and the name of its file. */
  name: string
  /** Printed large on every page: ร่าง. */
  mark: string | null
  foot: Line
}
export type Memo = Common & {
  kind: 'memo'
  from: Line
  number: Line | null
  day: Line
  subject: Line
  to: Line | null
  opening: Line[]
  details: Labelled[]
  closing: Line
  signature: Signature | null
  endorsing: Line
  endorsements: Endorsement[]
  /** What is said where not all endorsements are printed. */
  more: Line | null
}
export type RequestForm = Common & {
  kind: 'form'
  title: Line
  under: Line
  fields: Labelled[]
  signatures: { label: Line; signature: Signature | null }[]
}
/** What is set as a PDF: everything in words, nothing to be looked up. `papers.typ` reads these very names. */
export type Paper = Memo | RequestForm
export const paperNames = ['memo', 'form'] as const
export type PaperName = (typeof paperNames)[number]
