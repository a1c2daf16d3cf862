import { findingKinds, findingNames, personalDataIn } from '../text/personal-data.ts'
import { plainTextOf } from '../text/rich-plain.ts'
import { isRichText } from '../text/rich-text.ts'
import { type SecrecyMarking, secrecyMarkingsIn } from '../text/secrecy-class.ts'
import type { Procedure, Text } from './procedure.ts'
import { rowsOf } from './table-value.ts'

/** What is asked about: what was found, and what of a file could not be looked at. */
export type AskedKind = (typeof askedKinds)[number]
/**
 * A finding of a content: `path` names the text inside it (`body`, `links.0.title`, `files.0.text.2` for a piece of a
 * file), `from` and `to` the place there.
 */
export type ContentFinding = { kind: AskedKind; from: number; to: number; path: string }

export const askedKinds = [...findingKinds, 'unchecked'] as const

export const askedNames: Record<AskedKind, Text> = {
  ...findingNames,
  unchecked: { th: 'ไฟล์ที่ระบบตรวจไม่ได้', en: 'file that could not be checked' },
}
export type ContentFindings = {
  personalData: ContentFinding[]
  secrecy: (SecrecyMarking & { path: string })[]
}

/** More than these are not told one by one: whoever reads so many knows what kind of list it is. */
export const mostFindings = 200

/**
 * What all texts of a content hold: its title, its fields, links and their addresses, tables, names of files. A text with
 * structure is read as its reader sees it: where a number is half in bold, or its column says what it is, it is found.
 */
export function findingsOf(
  { form }: Pick<Procedure, 'form'>,
  content: Record<string, unknown>,
): ContentFindings {
  const found: ContentFindings = { personalData: [], secrecy: [] }
  const chosen = new Set(form.filter(({ type }) => isChosen[type] === true).map(({ name }) => name))
  for (const [name, value] of Object.entries(content))
    if (!chosen.has(name))
      for (const [path, text] of textsOfField(form, name, value)) {
        found.personalData.push(...personalDataIn(text).map((finding) => ({ path, ...finding })))
        found.secrecy.push(...secrecyMarkingsIn(text).map((marking) => ({ path, ...marking })))
      }
  return { ...found, personalData: found.personalData.slice(0, mostFindings) }
}

/** What is chosen from a list or a calendar was written by nobody. */
const isChosen: Partial<Record<Procedure['form'][number]['type'], true>> = {
  date: true,
  select: true,
  checkboxes: true,
  category: true,
}

/** Every text of a field, by its path. */
function* textsOfField(
  form: Procedure['form'],
  name: string,
  value: unknown,
): Generator<[path: string, text: string]> {
  const whole = wholeText(form, name, value)
  if (whole === undefined) return yield* textsIn(value, name)
  yield [name, whole]
  // Where its links lead and what its pictures are called is not in what it says.
  if (isRichText(value))
    for (const [path, text] of textsIn(value, name))
      if (path.endsWith('.attrs.href') || path.endsWith('.attrs.name')) yield [path, text]
}

/** A text with structure, or a table below the titles of its columns, as plain lines; undefined for any other value. */
function wholeText(form: Procedure['form'], name: string, value: unknown): string | undefined {
  if (isRichText(value)) return plainTextOf(value)
  const field = form.find((one) => one.name === name)
  if (field?.type !== 'table') return undefined
  const columns = field.columns ?? []
  const lines = [columns.map(({ title }) => title.th)]
  for (const row of rowsOf(value)) lines.push(columns.map((column) => row[column.name] ?? ''))
  return lines.map((cells) => cells.map((cell) => cell.replaceAll(/[\t\n]/g, ' ')).join('\t')).join('\n')
}

/** Every text inside a value, by its path. */
function* textsIn(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) yield* textsIn(inner, `${path}.${name}`)
}

/** The text at a path of a content, as it was looked at; undefined where there is none. */
export function textAt(
  { form }: Pick<Procedure, 'form'>,
  content: Record<string, unknown>,
  path: string,
): string | undefined {
  const [field = '', ...rest] = path.split('.')
  let value: unknown = Object.hasOwn(content, field) ? content[field] : undefined
  if (rest.length === 0) return typeof value === 'string' ? value : wholeText(form, field, value)
  for (const name of rest) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return typeof value === 'string' ? value : undefined
}

/** The name of a finding in its revision. It says where, and nothing of what stands there: events are never forgotten. */
export const nameOfFinding = ({ path, from, to }: Pick<ContentFinding, 'path' | 'from' | 'to'>): string =>
  `${path}@${from}-${to}`
