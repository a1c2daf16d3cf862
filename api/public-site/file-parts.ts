import { html } from 'hono/html'
import { fileTypes } from '../../machines/procedure/file-types.ts'
import { fileSize } from '../../machines/text/file-size.ts'
import type { PublicFile, PublicPicture } from '../requests/public-record.ts'
import { type Html, type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { writeDigits } from './thai-date.ts'

/** Where the files of an item lie, under the item's own address: without it, a hash opens nothing. */
export const fileAddress = (item: string, { sha256, name }: Pick<PublicFile, 'sha256' | 'name'>): string =>
  `${item}/files/${sha256}/${encodeURIComponent(name)}`

/** Where the files and pictures that a page shows are fetched. */
export type FilePlaces = {
  file: (file: Pick<PublicFile, 'sha256' | 'name'>) => string
  picture: (picture: Pick<PublicPicture, 'sha256'>, size: 'small' | 'large') => string
}

/** The places of what stands under an address of the public site. */
export const placesUnder = (item: string): FilePlaces => ({
  file: (file) => fileAddress(item, file),
  picture: ({ sha256 }, size) => pictureAddress(item, { sha256 }, size),
})

export const pictureAddress = (
  item: string,
  { sha256 }: Pick<PublicPicture, 'sha256'>,
  size: 'small' | 'large',
): string => `${item}/pictures/${sha256}/${size}`

/** A file, and whether its first page can be shown. */
export type PreviewedFile = PublicFile & { preview: boolean }

/** The files of an item, each with its type and size, and of a PDF its first page. */
export function fileList(context: Site, places: FilePlaces, files: PreviewedFile[]): Html {
  const { words, language } = context
  const shown = files.map((file) => {
    const { title, name, type, size } = file
    const facts = writeDigits(`${fileTypes[type].title[language]} · ${fileSize(size)[language]}`, context)
    // The link beside it says what it is; the picture says nothing more to who cannot see it.
    const page = file.preview
      ? html`<img class="first-page" src="${places.picture(file, 'small')}" alt="" loading="lazy">`
      : null
    return html`<li>${page}<a href="${places.file(file)}" lang="th" download>${title ?? name}</a> <span class="facts">${facts}</span></li>`
  })
  return html`<section class="links files"><h2>${words.files}</h2><ul>${shown}</ul></section>`
}

export type SizedPicture = PublicPicture & { width: number | null; height: number | null }

/** The pictures of an item in their order, each described for those who cannot see it. */
export function album(context: Site, places: FilePlaces, pictures: SizedPicture[]): Html {
  const { words } = context
  const shown = pictures.map((picture, index) => {
    const { alt, caption, width, height } = picture
    const room = width && height ? html` width="${width}" height="${height}"` : null
    const lazily = index > 1 ? html` loading="lazy"` : null
    const image = html`<img src="${places.picture(picture, 'small')}" alt="${alt}"${room}${lazily}>`
    const words = caption ? html`<figcaption>${thai(context, caption)}</figcaption>` : null
    return html`<figure><a href="${places.picture(picture, 'large')}">${image}</a>${words}</figure>`
  })
  return html`<section class="album" lang="th"><h2>${words.album}</h2><div class="pictures">${shown}</div></section>`
}

/** For 410 and 503: a file that stands no longer, or not now, under an item that is public. */
export function noFilePage(
  context: Site,
  office: OfficeName,
  item: string,
  what: 'fileReplaced' | 'fileHeld',
): string {
  const { words } = context
  const main = html`<div class="page"><h1>${words.fileTitle}</h1><p class="notice">${words[what]}</p><p><a href="${item}">${words.toItem}</a></p></div>`
  return renderPage(context, { title: words.fileTitle, office, main })
}
