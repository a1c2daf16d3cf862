import { xml } from './feeds.ts'

/** The protocol allows 50,000; a page of these is made in one go. */
export const addressesInSitemap = 5000

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** The sitemaps of a site, by the protocol of sitemaps.org. */
export const sitemapIndex = (addresses: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="${namespace}">
${addresses.map((address) => `  <sitemap><loc>${xml(address)}</loc></sitemap>\n`).join('')}</sitemapindex>
`

/** Addresses with the instants (ms since 1970) at which they changed last, where that is known. */
export const sitemap = (addresses: { address: string; changedAt?: number }[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="${namespace}">
${addresses
  .map(
    ({ address, changedAt }) =>
      `  <url><loc>${xml(address)}</loc>${
        changedAt === undefined ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`
      }</url>\n`,
  )
  .join('')}</urlset>
`
