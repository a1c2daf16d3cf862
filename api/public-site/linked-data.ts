import type { Text } from '../../machines/procedure/procedure.ts'
import { iso } from '../http/iso.ts'
import {
  documentOf,
  type PublicFile,
  type PublicPicture,
  publicPictures,
  type ShownFact,
  type ShownValue,
  textsOfItem,
} from '../requests/public-record.ts'
import { fileAddress, pictureAddress } from './file-parts.ts'
import type { OfficeName, Site } from './layout.ts'
import type { LinkedData } from './linked-data-block.ts'
import type { Language } from './thai-date.ts'

/** What of an item is said to machines. Times in ms since 1970. */
type LinkedItem = {
  id: string
  title: string
  files: PublicFile[]
  album: PublicPicture[]
  body: unknown
  more: ShownValue[]
  facts: ShownFact[]
  group: Text
  source: string | null
  category: string | null
  publishedAt: number
  correctedAt: number | null
  untilDay: string | null
}
type Crumb = { name: string; url: string }

const addressOf = (base: string, { id }: Pick<OfficeName, 'id'>) => `${base}/o/${id}`

const graph = (...nodes: Record<string, unknown>[]): LinkedData => ({
  '@context': 'https://schema.org',
  '@graph': nodes,
})

const crumbs = (trail: Crumb[]) => ({
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ name, url }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: url,
  })),
})

function organization(base: string, office: OfficeName, language: Language) {
  const other = language === 'th' ? 'en' : 'th'
  const url = addressOf(base, office)
  return {
    '@type': 'GovernmentOrganization',
    '@id': `${url}#office`,
    name: office[language],
    alternateName: [...new Set([office[other], office.shortTh])],
    url,
    ...(office.face?.seal && { logo: `${base}${office.face.seal}` }),
    ...(office.face?.contact.telephone && { telephone: office.face.contact.telephone }),
    ...(office.face?.contact.email && { email: office.face.contact.email }),
    ...(office.face?.contact.address && { address: office.face.contact.address }),
  }
}

/** The office, and where one of its pages stands: `page` is its title and its path, none for the home of the office. */
export function officeLinkedData(
  { base, language }: Pick<Site, 'base' | 'language'>,
  office: OfficeName,
  page?: { title: string; path: string },
): LinkedData | undefined {
  if (base === undefined) return undefined
  const home = { name: office[language], url: addressOf(base, office) }
  const here = page ? [{ name: page.title, url: `${base}${page.path}` }] : []
  return graph(organization(base, office, language), crumbs([home, ...here]))
}

/** An item: a document where it brings files, else an article, by its group, with where it stands. */
export function itemLinkedData(
  { base, language }: Pick<Site, 'base' | 'language'>,
  office: OfficeName,
  item: LinkedItem,
): LinkedData | undefined {
  if (base === undefined) return undefined
  const home = addressOf(base, office)
  const path = `/o/${office.id}/items/${item.id}`
  const url = `${base}${path}`
  const media = item.files.map((file) => ({
    '@type': 'MediaObject',
    name: file.title ?? file.name,
    contentUrl: `${base}${fileAddress(path, file)}`,
    encodingFormat: file.type,
    contentSize: String(file.size),
    sha256: file.sha256,
  }))
  const pictures = publicPictures({ texts: textsOfItem(item), album: item.album }).map((picture) => ({
    '@type': 'ImageObject',
    contentUrl: `${base}${pictureAddress(path, picture, 'large')}`,
    caption: picture.caption ?? picture.alt,
  }))
  const { number, date } = documentOf(item)
  const about = {
    '@type': media.length > 0 ? 'DigitalDocument' : 'Article',
    '@id': url,
    url,
    name: item.title,
    ...(media.length === 0 && { headline: item.title }),
    inLanguage: 'th',
    ...(number !== null && { identifier: number }),
    ...(date !== null && { dateCreated: date }),
    datePublished: iso(item.publishedAt),
    dateModified: iso(item.correctedAt ?? item.publishedAt),
    ...(item.untilDay !== null && { expires: item.untilDay }),
    isAccessibleForFree: true,
    publisher: { '@id': `${home}#office` },
    author: {
      '@type': 'Organization',
      name: item.group[language],
      parentOrganization: { '@id': `${home}#office` },
    },
    ...(item.category !== null && { about: item.category }),
    ...(item.source !== null && { creditText: item.source }),
    ...(media.length > 0 && { associatedMedia: media }),
    ...(pictures.length > 0 && { image: pictures }),
  }
  return graph(
    organization(base, office, language),
    about,
    crumbs([
      { name: office[language], url: home },
      { name: item.title, url },
    ]),
  )
}
