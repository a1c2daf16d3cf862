import { isEmpty } from '../../machines/procedure/field-value.ts'
import { filesIn } from '../../machines/procedure/file-entry.ts'
import type { FormField, Procedure } from '../../machines/procedure/procedure.ts'
import { tableText } from '../../machines/procedure/table-value.ts'
import { titleOfValue } from '../../machines/procedure/titles.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { isRichText } from '../../machines/text/rich-text.ts'
import { writeDate, writeDigits } from '../public-site/thai-date.ts'
import type { Labelled, Line } from './paper.ts'
import { lineOf, linesOf, mostLetters, thai } from './printed-text.ts'

/** A day as official correspondence writes it: ๒๐ พฤศจิกายน ๒๕๖๙. */
export const dayInWords = (day: string): string => writeDate(day, thai)

/** So many files, links and choices of one value are printed; of the others it is said how many there are. */
const mostEntries = 50

/** A value under its label: of a form's field, or of what an event carried; null where there is none. */
export function printed(
  procedure: Procedure,
  field: Pick<FormField, 'name'> & Partial<FormField>,
  value: unknown,
  { label }: { label: string },
): Labelled {
  if (isEmpty(value)) return { label: lineOf(label), lines: null, list: false }
  const entries = entriesOf(procedure, field, value)
  if (entries) {
    const lines = entries.slice(0, mostEntries)
    const left = entries.length - lines.length
    const rest = left > 0 ? [lineOf(`และอีก ${left} รายการ`)] : []
    return { label: lineOf(`${label} (${entries.length} รายการ)`), lines: [...lines, ...rest], list: true }
  }
  const lines = linesOf(textOf(procedure, field, value))
  return { label: lineOf(label), lines, list: lines.length > 1 }
}

/** The same as lines of what an event carried, its label before them. */
export function linesOfValue(
  procedure: Procedure,
  field: Pick<FormField, 'name'> & Partial<FormField>,
  value: unknown,
  { label }: { label: string },
): Line[] {
  if (!entriesOf(procedure, field, value)) return linesOf(`${label}: ${textOf(procedure, field, value)}`)
  const shown = printed(procedure, field, value, { label })
  return [shown.label, ...(shown.lines ?? [])]
}

/** What consists of several things, each with its number; undefined for a text. */
function entriesOf(
  procedure: Procedure,
  { name }: Pick<FormField, 'name'>,
  value: unknown,
): Line[] | undefined {
  if (!Array.isArray(value)) return undefined
  const files = filesIn(value)
  if (files.length > 0) return files.map((file, index) => numbered(index, file.name))
  if (value.every((one) => typeof one === 'string'))
    return value.map((one, index) =>
      numbered(index, titleOfValue(procedure, name, one).th, { asTyped: false }),
    )
  const links = value as { title?: unknown; url?: unknown }[]
  if (!links.every((link) => typeof link?.url === 'string')) return undefined
  return links.map(({ title, url }, index) => numbered(index, [title, url].filter(Boolean).join(' ')))
}

/** Names of files and addresses stay as they are. */
const numbered = (index: number, text: string, { asTyped = true } = {}): Line =>
  lineOf(`${writeDigits(String(index + 1), thai)}) ${text.slice(0, mostLetters.line)}`, { asTyped })

function textOf(
  procedure: Procedure,
  field: Pick<FormField, 'name'> & Partial<FormField>,
  value: unknown,
): string {
  if (isRichText(value)) return plainTextOf(value)
  if (Array.isArray(value)) return tableText(field, value)
  if (typeof value !== 'string') return String(value)
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayInWords(value)
  return titleOfValue(procedure, field.name, value).th
}
