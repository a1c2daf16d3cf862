/** What the public site shows of a content: the text and the links, whatever else the form holds. */
export function publicContent(json: string): { body: string; links: { title: string; url: string }[] } {
  const content = JSON.parse(json) as { body?: unknown; links?: unknown }
  const links = Array.isArray(content.links) ? content.links : []
  return {
    body: typeof content.body === 'string' ? content.body : '',
    links: links.flatMap((link: { title?: unknown; url?: unknown } | null) =>
      typeof link?.url === 'string' ? [{ title: String(link.title ?? ''), url: link.url }] : [],
    ),
  }
}
