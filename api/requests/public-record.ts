import { hashOf } from '../../machines/hash/canonical.ts'
import { type FileEntry, filesIn, isPictureEntry } from '../../machines/procedure/file-entry.ts'
import type { FileType } from '../../machines/procedure/file-types.ts'

type Link = { title: string; url: string }
export type PublicFile = { sha256: string; name: string; size: number; type: FileType; title?: string }
export type PublicPicture = Omit<PublicFile, 'title'> & { alt: string; caption?: string }
/** What the public reads of an item, and nothing else. */
export type PublicRecord = {
  title: string
  body: string
  links: Link[]
  source: string | null
  category: string | null
  publishUntil: string | null
  /** Absent where there are none, so that what was published before there were files has the fingerprint that it had. */
  files?: PublicFile[]
  album?: PublicPicture[]
}
type Shown = Pick<PublicRecord, 'title' | 'source' | 'category'> & { untilDay: string | null }

/** The submitted content as the public reads it, with what the procedure puts later: its kind and its period. */
export function publicRecord(json: string, { title, source, category, untilDay }: Shown): PublicRecord {
  const content = JSON.parse(json) as { body?: unknown; links?: unknown }
  const links = Array.isArray(content.links) ? content.links : []
  const entries = filesOfContent(content)
  const files = entries.filter((entry) => !isPictureEntry(entry))
  const album = entries.filter(isPictureEntry)
  return {
    title,
    body: typeof content.body === 'string' ? content.body : '',
    links: links.flatMap((link: { title?: unknown; url?: unknown } | null) =>
      typeof link?.url === 'string' ? [{ title: String(link.title ?? ''), url: link.url }] : [],
    ),
    source,
    category,
    publishUntil: untilDay,
    ...(files.length > 0 && { files: files as PublicFile[] }),
    ...(album.length > 0 && { album: album as PublicPicture[] }),
  }
}

/** The files that a content names, field by field in their order, each once. */
export function filesOfContent(content: Record<string, unknown>): FileEntry[] {
  const entries = Object.values(content).flatMap(filesIn)
  return entries.filter(
    (entry, index) => entries.findIndex(({ sha256 }) => sha256 === entry.sha256) === index,
  )
}

/** The fingerprint that stands on the public page and on the officials': of all that the public reads. */
export const hashOfRecord = (record: PublicRecord): string => hashOf(record)
