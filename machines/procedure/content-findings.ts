import { findingKinds, findingNames, personalDataIn } from '../text/personal-data.ts'
import { type SecrecyMarking, secrecyMarkingsIn } from '../text/secrecy-class.ts'
import type { Procedure, Text } from './procedure.ts'

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

/** What all texts of a content hold: its title, its fields, links and their addresses, the cells of tables, names of files. */
export function findingsOf(
  { form }: Pick<Procedure, 'form'>,
  content: Record<string, unknown>,
): ContentFindings {
  const found: ContentFindings = { personalData: [], secrecy: [] }
  const chosen = new Set(form.filter(({ type }) => isChosen[type] === true).map(({ name }) => name))
  for (const [name, value] of Object.entries(content))
    if (!chosen.has(name))
      for (const [path, text] of textsIn(value, name)) {
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

/** Every text inside a value, by its path. */
function* textsIn(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) yield* textsIn(inner, `${path}.${name}`)
}

/** The text at a path of a content; undefined where there is none. */
export function textAt(content: Record<string, unknown>, path: string): string | undefined {
  let value: unknown = content
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return typeof value === 'string' ? value : undefined
}

/** The name of a finding in its revision. It says where, and nothing of what stands there: events are never forgotten. */
export const nameOfFinding = ({ path, from, to }: Pick<ContentFinding, 'path' | 'from' | 'to'>): string =>
  `${path}@${from}-${to}`
