import { hashOf } from '../../machines/hash/canonical.ts'

type Link = { title: string; url: string }
/** What the public reads of an item, and nothing else. */
export type PublicRecord = {
  title: string
  body: string
  links: Link[]
  source: string | null
  category: string | null
  publishUntil: string | null
}
type Shown = Pick<PublicRecord, 'title' | 'source' | 'category'> & { untilDay: string | null }

/** The submitted content as the public reads it, with what the procedure puts later: its kind and its period. */
export function publicRecord(json: string, { title, source, category, untilDay }: Shown): PublicRecord {
  const content = JSON.parse(json) as { body?: unknown; links?: unknown }
  const links = Array.isArray(content.links) ? content.links : []
  return {
    title,
    body: typeof content.body === 'string' ? content.body : '',
    links: links.flatMap((link: { title?: unknown; url?: unknown } | null) =>
      typeof link?.url === 'string' ? [{ title: String(link.title ?? ''), url: link.url }] : [],
    ),
    source,
    category,
    publishUntil: untilDay,
  }
}

/** The fingerprint that stands on the public page and on the officials': of all that the public reads. */
export const hashOfRecord = (record: PublicRecord): string => hashOf(record)
