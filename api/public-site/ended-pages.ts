import { html } from 'hono/html'
import type { Contact } from '../../db/contacts.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { contactLines, successorNotice } from './beside-item.ts'
import { link, type OfficeName, renderPage, type Shown, type Site, thai } from './layout.ts'
import { writeDate, writeInstant } from './thai-date.ts'

export type GoneItem = {
  title: string
  group: Text
  contact: Contact | undefined
  successor: { id: string; title: string } | undefined
  /** The role, in its capacity, by which it was taken down; null where a deadline did. */
  role: string | null
} & ({ kind: 'expired'; untilDay: string } | { kind: 'takenDown'; endedAt: number; reason: string | null })

/** For 410: what was published once, when and why it ended, and whom to ask. */
export function gonePage(context: Site, office: OfficeName, item: GoneItem): string {
  const { words, language } = context
  const when =
    item.kind === 'expired'
      ? words.expiredOn(writeDate(item.untilDay, context))
      : words.takenDownOn(writeInstant(item.endedAt, context))
  const fact = (term: string, value: Shown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`
  // A title may itself be what had to come down, so only what has expired is still named.
  const title = item.kind === 'expired' ? html`<p>${thai(context, item.title)}</p>` : null
  const reason =
    item.kind === 'takenDown'
      ? fact(words.reason, item.reason ? thai(context, item.reason) : words.reasonNotGiven)
      : null
  const role = item.kind === 'takenDown' ? fact(words.takenDownBy, item.role ?? words.byDeadline) : null
  const main = html`<div class="page"><h1>${words.goneTitle}</h1><p class="notice">${when}</p>${title}${item.successor ? successorNotice(context, office.id, item.successor) : null}<dl class="about">${reason}${role}${fact(words.owner, item.group[language])}${item.contact ? fact(words.contact, contactLines(context, item.contact)) : null}</dl><p>${words.goneAsk}</p><p>${link(context, `/o/${office.id}`, words.backToOffice)}</p></div>`
  return renderPage(context, { title: words.goneTitle, office, main })
}

/** For 503: the page cannot be made at the moment. */
export function failedPage(context: Site): string {
  const { words } = context
  const main = html`<div class="page"><h1>${words.failedTitle}</h1><p>${words.failed}</p></div>`
  return renderPage(context, { title: words.failedTitle, main })
}

/** For 404. */
export function notFoundPage(
  context: Site,
  what: 'notFoundOffice' | 'notFoundItem' | 'notFoundPage',
  office?: OfficeName,
): string {
  const { words } = context
  const way = office
    ? link(context, `/o/${office.id}`, words.backToOffice)
    : link(context, '/o', words.allOffices)
  const main = html`<div class="page"><h1>${words.notFoundTitle}</h1><p>${words[what]}</p><p>${way}</p></div>`
  return renderPage(context, { title: words.notFoundTitle, office, main })
}
