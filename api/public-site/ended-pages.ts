import { createElement as h } from 'react'
import type { Text } from '../../machines/procedure/procedure.ts'
import { link, type OfficeName, renderPage, type Site, thai } from './layout.ts'
import { writeDate, writeInstant } from './thai-date.ts'

export type GoneItem = { title: string; group: Text } & (
  | { kind: 'expired'; untilDay: string }
  | { kind: 'takenDown'; endedAt: number; reason: string | null }
)

/** For 410: what was published once, when and why it ended, and whom to ask. */
export function gonePage(context: Site, office: OfficeName, item: GoneItem): string {
  const { words, language } = context
  const when =
    item.kind === 'expired'
      ? words.expiredOn(writeDate(item.untilDay, context))
      : words.takenDownOn(writeInstant(item.endedAt, context))
  const fact = (term: string, value: unknown) =>
    h('div', null, h('dt', null, term), h('dd', null, value as string))
  const reason =
    item.kind === 'takenDown'
      ? fact(words.reason, item.reason ? thai(context, item.reason) : words.reasonNotGiven)
      : null
  const main = h(
    'div',
    { className: 'page' },
    h('h1', null, words.goneTitle),
    h('p', { className: 'notice' }, when),
    // A title may itself be what had to come down, so only what has expired is still named.
    item.kind === 'expired' ? h('p', null, thai(context, item.title)) : null,
    h('dl', { className: 'about' }, reason, fact(words.owner, item.group[language])),
    h('p', null, words.goneAsk),
    h('p', null, link(context, `/o/${office.id}`, words.backToOffice)),
  )
  return renderPage(context, { title: words.goneTitle, office, main })
}

/** For 503: the page cannot be made at the moment. */
export function failedPage(context: Site): string {
  const { words } = context
  const main = h('div', { className: 'page' }, h('h1', null, words.failedTitle), h('p', null, words.failed))
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
  const main = h(
    'div',
    { className: 'page' },
    h('h1', null, words.notFoundTitle),
    h('p', null, words[what]),
    h('p', null, way),
  )
  return renderPage(context, { title: words.notFoundTitle, office, main })
}
