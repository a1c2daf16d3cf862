import { html } from 'hono/html'
import type { Text } from '../../machines/procedure/procedure.ts'
import { tableElements } from '../../machines/procedure/table-elements.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { elementsOf } from '../../machines/text/elements.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import type { RichText } from '../../machines/text/rich-text.ts'
import { webAddress } from '../../machines/text/shown.ts'
import type { ShownFact, ShownValue } from '../requests/public-record.ts'
import { type Beside, contactLines, relatedItems, replacedLinks, successorNotice } from './beside-item.ts'
import { htmlOf } from './elements-html.ts'
import { feedbackForm } from './feedback-form.ts'
import { album, type FilePlaces, fileList, type PreviewedFile, type SizedPicture } from './file-parts.ts'
import { day } from './item-list.ts'
import { type Html, link, type OfficeName, renderPage, type Shown, type Site, thai } from './layout.ts'
import { itemLinkedData } from './linked-data.ts'
import { writeDate, writeDigits, writeInstant } from './thai-date.ts'

export type PublicItem = {
  /** Null before it is published: only then has it an address. */
  id: string | null
  title: string
  body: string | RichText
  links: { title: string; url: string }[]
  files: PreviewedFile[]
  album: SizedPicture[]
  /** What the procedure shows besides. */
  more: ShownValue[]
  facts: ShownFact[]
  group: Text
  source: string | null
  category: string | null
  publishedAt: number
  /** When its content was last corrected while it was public. */
  correctedAt: number | null
  untilDay: string | null
  document: Text
  /** Of the content that was decided on, and of all that is read here. */
  sha256: string
  recordSha256: string
  /** The short address, whole. */
  short?: string
  places: FilePlaces
  /** What comes from elsewhere; a version that was superseded has none of it. */
  beside?: Beside
  /** The newest first. */
  corrections?: Correction[]
  /** Of a version that another one replaced: until when it stood there (ms), and from when. */
  superseded?: { from: number; until: number }
}

/** That a content was replaced while it was public; `before`: where what stood there until then can be read. */
export type Correction = {
  at: number
  title: Text
  fields: Text[]
  before: string | null
  state: 'readable' | 'withheld' | 'erased'
}

/** One published item, whole. */
export function itemPage(context: Site, office: OfficeName, item: PublicItem): string {
  const { words } = context
  const back = link(context, `/o/${office.id}`, words.backToOffice)
  const address = `/o/${office.id}/items/${item.id}`
  const published = html`<span>${words.publishedOn} ${day(item.publishedAt, context)}</span>`
  const main = html`<div class="page"><p class="back">${back}</p><article class="item">${item.beside?.successor ? successorNotice(context, office.id, item.beside.successor) : null}${item.superseded ? supersededNotice(context, address, item.superseded) : null}<h1 lang="th">${item.title}</h1><p class="facts">${published}<span>${item.group[context.language]}</span></p><div class="matter"><div class="text" lang="th">${htmlOf(elementsOf(item.body, { table: words.table, picture: pictureOf(item.places) }))}</div>${item.more.map((value) => shownValue(context, item.places, value))}${
    item.files.length > 0 ? fileList(context, item.places, item.files) : null
  }${item.album.length > 0 ? album(context, item.places, item.album) : null}${
    item.links.length > 0 ? links(context, item.links) : null
  }${corrections(context, item.corrections ?? [])}</div>${about(context, office, item)}</article>${relatedItems(context, item.beside?.related ?? [])}${item.id && item.short ? feedbackForm(context, office, item.id) : null}</div>`
  return renderPage(context, {
    title: item.title,
    office,
    main,
    feeds: true,
    indexed: item.superseded === undefined,
    data:
      item.id && item.superseded === undefined
        ? itemLinkedData(context, office, { ...item, id: item.id })
        : undefined,
  })
}

function supersededNotice(
  context: Site,
  address: string,
  { from, until }: { from: number; until: number },
): Html {
  const { words } = context
  return html`<div class="notice"><p>${words.superseded(writeInstant(from, context), writeInstant(until, context))}</p><p>${link(context, address, words.toPresent)}</p></div>`
}

/** That it was corrected, when and where, each with what stood there before. */
function corrections(context: Site, given: Correction[]): Html | null {
  if (given.length === 0) return null
  const { words, language } = context
  const shown = given.map(({ at, title, fields, before, state }) => {
    const what =
      fields.length > 0
        ? html`<br>${words.correctedFields}: ${fields.map((one) => one[language]).join(', ')}`
        : null
    const way = before
      ? link(context, before, words.versionBefore)
      : state === 'withheld'
        ? words.versionWithheld
        : words.versionErased
    return html`<li>${html`<time datetime="${new Date(at).toISOString()}">${writeInstant(at, context)}</time>`} · ${title[language]}${what}<br>${way}</li>`
  })
  return html`<section class="corrections"><h2>${words.corrections}</h2><ul>${shown}</ul></section>`
}

const pictureOf = (places: FilePlaces) => (picture: { sha256: string }) => places.picture(picture, 'large')

function shownValue(context: Site, places: FilePlaces, value: ShownValue): Html {
  const { words, language } = context
  const label = value.title[language]
  const elements =
    'text' in value
      ? elementsOf(value.text, { table: words.table, headingsBelow: 1, picture: pictureOf(places) })
      : [
          tableElements(value.columns, value.rows, {
            language,
            label,
            sum: words.sum,
            day: (day) => writeDate(day, context),
            digits: (number) => writeDigits(number, context),
          }),
        ]
  return html`<section class="text"><h2>${label}</h2>${htmlOf(elements)}</section>`
}

function about(context: Site, office: OfficeName, item: PublicItem): Html {
  const address = `/o/${office.id}/items/${item.id}`
  const { words, language } = context
  const { contact, replaced = [] } = item.beside ?? {}
  const fact = (term: string, value: Shown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`
  const facts = [
    ...item.facts.map(({ title, type, value }) =>
      fact(title[language], type === 'date' ? writeDate(value, context) : thai(context, value)),
    ),
    fact(words.publishedOn, day(item.publishedAt, context)),
    item.correctedAt ? fact(words.updatedOn, day(item.correctedAt, context)) : null,
    fact(
      words.until,
      item.superseded
        ? day(item.superseded.until, context)
        : item.untilDay
          ? writeDate(item.untilDay, context)
          : words.noUntil,
    ),
    fact(words.owner, item.group[language]),
    contact ? fact(words.contact, contactLines(context, contact)) : null,
    replaced.length > 0 ? fact(words.replaces, replacedLinks(context, office.id, replaced)) : null,
    item.source ? fact(words.source, thai(context, item.source)) : null,
    item.category ? fact(words.category, item.category) : null,
    fact(words.procedure, link(context, `/o/${office.id}/procedure`, item.document[language])),
    item.superseded
      ? null
      : fact(
          words.receiptTitle,
          item.id === null
            ? words.givenWhenPublished
            : link(context, `${address}/receipt`, words.receiptSeen),
        ),
    fact(words.sha256, html`<code>${item.sha256}</code>`),
    fact(words.recordSha256, html`<code>${item.recordSha256}</code>`),
    item.id === null
      ? fact(words.shortAddress, words.givenWhenPublished)
      : item.short
        ? fact(words.shortAddress, shortened(context, office, item.id, item.short))
        : null,
  ]
  return html`<section aria-label="${words.about}" class="about"><dl>${facts}</dl></section>`
}

const shortened = ({ words }: Site, office: OfficeName, id: string, address: string): Html =>
  html`<a href="${address}">${address.replace(/^https?:\/\//, '')}</a><br><img src="/o/${office.id}/items/${id}/qr.svg" width="132" height="132" alt="${words.qrCode}">`

function links({ words }: Site, given: { title: string; url: string }[]): Html {
  const shown = given.map(({ title, url }) => {
    const text = isBlank(title) ? url : title.trim()
    const safe = webAddress(oneLine(url))
    // An address of another scheme (javascript:, data:), or with a name before its host, is shown, but leads nowhere.
    if (!safe) return html`<li lang="th">${text === url ? text : `${text} (${url})`}</li>`
    return html`<li lang="th"><a href="${safe}" rel="noopener noreferrer nofollow external">${text}</a></li>`
  })
  return html`<section class="links"><h2>${words.links}</h2><ul>${shown}</ul></section>`
}
