import { html, raw } from 'hono/html'

/** A graph of https://schema.org, as JSON-LD. */
export type LinkedData = { '@context': 'https://schema.org'; '@graph': Record<string, unknown>[] }

/**
 * The data as a block of a page. It is no script: no browser runs it, and the policy of scripts does not concern it. No
 * text in it can end the block or begin a comment, since none keeps a `<`.
 */
export const linkedDataBlock = (data: LinkedData) =>
  html`<script type="application/ld+json">${raw(withoutMarkup(JSON.stringify(data)))}</script>`

/** The same JSON without a sign that markup or an old JavaScript could read as its own. */
const withoutMarkup = (json: string): string =>
  json.replaceAll(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
