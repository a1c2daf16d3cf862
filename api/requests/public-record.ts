import { hashOf } from '../../machines/hash/canonical.ts'
import { isEmpty } from '../../machines/procedure/field-value.ts'
import {
  type FileEntry,
  filesIn,
  isPictureEntry,
  type Picture,
  picturesIn,
} from '../../machines/procedure/file-entry.ts'
import type { FileType } from '../../machines/procedure/file-types.ts'
import { type Column, type FormField, shownFields, type Text } from '../../machines/procedure/procedure.ts'
import { rowsOf, type TableRow } from '../../machines/procedure/table-value.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { isRichText, type RichText } from '../../machines/text/rich-text.ts'

type Link = { title: string; url: string }
export type PublicFile = { sha256: string; name: string; size: number; type: FileType; title?: string }
export type PublicPicture = Omit<PublicFile, 'title'> & { alt: string; caption?: string }
/** A field besides the body that the procedure shows to the public, under its title. */
export type ShownValue = { title: Text } & (
  | { columns: Column[]; rows: TableRow[] }
  | { text: string | RichText }
)
/** A line or a day that the procedure shows to the public beside what the product knows itself: a number, a date. */
export type ShownFact = { name: string; title: Text; type: 'text' | 'date'; value: string }
/** What the public reads of an item, and nothing else. */
export type PublicRecord = {
  title: string
  /** Of a text with structure its words; the structure stands beside it. */
  body: string
  links: Link[]
  source: string | null
  category: string | null
  publishUntil: string | null
  /** Absent where there are none, so that what was published before there were files has the fingerprint that it had. */
  files?: PublicFile[]
  album?: PublicPicture[]
  /** Only where the body has structure: a record without keeps the fingerprint that it always had. */
  rich?: RichText
  /** Only where the procedure shows more than the body. */
  more?: ShownValue[]
  facts?: ShownFact[]
}
type Shown = Pick<PublicRecord, 'title' | 'source' | 'category'> & { untilDay: string | null }

/**
 * The submitted content as the public reads it, with what the procedure puts later: its kind and its period. `form` is
 * that of the version by which the request goes on.
 */
export function publicRecord(
  json: string,
  { title, source, category, untilDay }: Shown,
  form: FormField[],
): PublicRecord {
  const content = JSON.parse(json) as Record<string, unknown>
  const links = Array.isArray(content.links) ? content.links : []
  const entries = eachOnce(Object.values(content).filter(Array.isArray).flatMap(filesIn))
  const files = entries.filter((entry) => !isPictureEntry(entry))
  const album = entries.filter(isPictureEntry)
  const more = form.flatMap((field) => shownValue(field, content[field.name]))
  const facts = form.flatMap((field) => shownFact(field, content[field.name]))
  return {
    title,
    body: plainTextOf(content.body),
    links: links.flatMap((link: { title?: unknown; url?: unknown } | null) =>
      typeof link?.url === 'string' ? [{ title: String(link.title ?? ''), url: link.url }] : [],
    ),
    source,
    category,
    publishUntil: untilDay,
    ...(isRichText(content.body) && { rich: content.body }),
    ...(more.length > 0 && { more }),
    ...(facts.length > 0 && { facts }),
    ...(files.length > 0 && { files: files as PublicFile[] }),
    ...(album.length > 0 && { album: album as PublicPicture[] }),
  }
}

function shownValue({ name, type, title, columns = [], shown }: FormField, value: unknown): ShownValue[] {
  if (!shown || name === 'body' || isFact(type) || isEmpty(value)) return []
  if (type === 'table') return [{ title, columns, rows: rowsOf(value) }]
  return typeof value === 'string' || isRichText(value) ? [{ title, text: value }] : []
}

function shownFact({ name, type, title, shown }: FormField, value: unknown): ShownFact[] {
  if (!shown || !isFact(type) || shownFields.includes(name)) return []
  // An earlier version of the form may have asked for something else under this name.
  const isReadable = typeof value === 'string' && (type === 'text' || !Number.isNaN(Date.parse(value)))
  return isReadable && !isEmpty(value) ? [{ name, title, type, value }] : []
}

const isFact = (type: FormField['type']) => type === 'text' || type === 'date'

/** The number of a document and its day, by the names that the offices' forms give them. */
export const documentOf = ({ facts = [] }: Pick<PublicRecord, 'facts'>) => {
  const factOf = (name: string, type: ShownFact['type']) =>
    facts.find((fact) => fact.name === name && fact.type === type)?.value ?? null
  return { number: factOf('documentNumber', 'text'), date: factOf('documentDate', 'date') }
}

/** The pictures that the public reads: those within its texts, then those of its album, each once. */
export const publicPictures = ({
  texts,
  album = [],
}: {
  texts: unknown[]
  album?: Picture[] | PublicPicture[] | undefined
}): PublicPicture[] => eachOnce([...texts.flatMap(picturesIn), ...album] as PublicPicture[])

/** The texts of a record in which pictures may stand. */
export const textsOfRecord = ({ rich, more = [] }: Pick<PublicRecord, 'rich' | 'more'>): unknown[] =>
  textsOfItem({ body: rich, more })
export const textsOfItem = ({ body, more }: { body: unknown; more: ShownValue[] }): unknown[] => [
  body,
  ...more.map((value) => ('text' in value ? value.text : undefined)),
]

/**
 * The files of a content that its public page names, each once: a text that the procedure does not show shows no picture
 * either. `formOf` is asked only for pictures in a text besides the body.
 */
export async function publicFilesOf(
  content: Record<string, unknown>,
  formOf: () => FormField[] | Promise<FormField[]>,
): Promise<FileEntry[]> {
  const fields = Object.entries(content).map(([name, value]) => ({
    name,
    isOpen: name === 'body' || Array.isArray(value),
    files: filesIn(value),
  }))
  const open = fields.filter(({ isOpen }) => isOpen)
  const asked = fields.filter(({ isOpen, files }) => !isOpen && files.length > 0)
  const shown = new Set(
    (asked.length > 0 ? await formOf() : []).filter((field) => field.shown).map(({ name }) => name),
  )
  return eachOnce([...open, ...asked.filter(({ name }) => shown.has(name))].flatMap(({ files }) => files))
}

const eachOnce = <Entry extends Pick<FileEntry, 'sha256'>>(entries: Entry[]): Entry[] =>
  [...new Map([...entries].reverse().map((entry) => [entry.sha256, entry])).values()].reverse()

/** The fingerprint that stands on the public page and on the officials': of all that the public reads. */
export const hashOfRecord = (record: PublicRecord): string => hashOf(record)
