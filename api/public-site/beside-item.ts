import { html } from 'hono/html'
import { type Contact, contactOfGroup } from '../../db/contacts.ts'
import type { OfficeRow } from '../../db/offices.ts'
import type { ReadAt } from '../../db/publication-facets.ts'
import { type ListedRow, relatedTo } from '../../db/publications.ts'
import { type NamedPublication, replacedBy, successorOf } from '../../db/successors.ts'
import { siteOfOffice } from '../offices/site.ts'
import type { Deps } from '../process/deps.ts'
import { day } from './item-list.ts'
import { type Html, link, type Shown, type Site, thai } from './layout.ts'
import { writeDigits } from './thai-date.ts'

const mostRelated = 5
const mostReplaced = 20
/** A chain of successors is followed so far. */
const longestChain = 20

type Named = Pick<NamedPublication, 'id' | 'title'>
/** What stands beside an item and comes from elsewhere. */
export type Beside = {
  contact: Contact | undefined
  related: Pick<ListedRow, 'id' | 'office' | 'title' | 'publishedAt'>[]
  successor: Named | undefined
  /** What it took the place of; without a title where that is not public any more, since it may be why it came down. */
  replaced: { id: string; title: string | null }[]
}

const isPublic = ({ endedAt, untilAt }: NamedPublication, now: number) =>
  endedAt === null && (untilAt === null || untilAt > now)

/** The item that readers of a publication are led on to: the next one in its line of successors that is public. */
export async function publicSuccessor(
  { reads }: Pick<Deps, 'reads'>,
  id: string,
  now: number,
): Promise<Named | undefined> {
  let at = await successorOf(reads, id)
  for (let steps = 0; at && !isPublic(at, now); steps += 1) {
    if (steps === longestChain) return undefined
    at = await successorOf(reads, at.id)
  }
  return at
}

/** How the public reaches a group or, where that is not known, its office; undefined where neither is. */
export async function contactFor(
  { reads }: Pick<Deps, 'reads'>,
  office: OfficeRow,
  groupId: string,
): Promise<Contact | undefined> {
  const { address, ...rest } = siteOfOffice(office).contact
  return [await contactOfGroup(reads, { office: office.id, groupId }), { ...rest, place: address }].find(
    (one) => one && `${one.telephone}${one.email}${one.place}` !== '',
  )
}

/** Contact, related items, successor and what it took the place of. */
export async function besideItem(
  deps: Pick<Deps, 'reads'>,
  office: OfficeRow,
  at: ReadAt,
  item: { id: string; category: string | null; groupId: string },
): Promise<Beside> {
  const { reads } = deps
  const replaced = await replacedBy(reads, item.id, mostReplaced)
  return {
    contact: await contactFor(deps, office, item.groupId),
    related: await relatedTo(reads, at, item, mostRelated),
    successor: await publicSuccessor(deps, item.id, at.now),
    replaced: replaced.map((one) => ({ id: one.id, title: isPublic(one, at.now) ? one.title : null })),
  }
}

/** How the public reaches whoever owns an item; a telephone number that can be dialled is a link. */
export function contactLines(context: Site, { telephone, email, place }: Contact): Shown {
  const { words } = context
  const number = telephone === '' ? null : html`${words.telephone} ${dialled(context, telephone)}`
  const mail = email === '' ? null : html`${words.email} <a href="mailto:${email}">${email}</a>`
  const lines = [number, mail, place === '' ? null : thai(context, place)].filter((line) => line !== null)
  return html`${lines.map((line, index) => (index === 0 ? line : html`<br>${line}`))}`
}

function dialled(context: Site, telephone: string): Shown {
  const shown = writeDigits(telephone, context)
  const plain = telephone
    .replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .split(/[,/–]|ต่อ|ถึง|ext/i, 1)[0]
    ?.replaceAll(/[ ().-]/g, '')
  return plain && /^(?:0\d{8,9}|\+\d{9,14}|\d{4})$/.test(plain)
    ? html`<a href="tel:${plain}">${shown}</a>`
    : shown
}

/** That another item took its place, and which. */
export function successorNotice(context: Site, office: string, { id, title }: Named): Html {
  return html`<div class="notice"><p>${context.words.succeeded}</p><p>${link(context, `/o/${office}/items/${id}`, thai(context, title))}</p></div>`
}

/** What it took the place of. */
export function replacedLinks(context: Site, office: string, replaced: Beside['replaced']): Html {
  const { words } = context
  const shown = replaced.map(
    ({ id, title }) =>
      html`<li>${link(context, `/o/${office}/items/${id}`, title === null ? words.replacedEnded : thai(context, title))}</li>`,
  )
  return html`<ul>${shown}</ul>`
}

/** Items that go with one. */
export function relatedItems(context: Site, related: Beside['related']): Html | null {
  if (related.length === 0) return null
  const shown = related.map(
    ({ id, office, title, publishedAt }) =>
      html`<li>${link(context, `/o/${office}/items/${id}`, thai(context, title))} <span class="facts">${day(publishedAt, context)}</span></li>`,
  )
  return html`<nav class="related" aria-labelledby="related"><h2 id="related">${context.words.related}</h2><ul>${shown}</ul></nav>`
}
