import { setImmediate as turn } from 'node:timers/promises'
import type { OfficeRow } from '../../db/offices.ts'
import type { ReadAt } from '../../db/publication-facets.ts'
import { type ListedRow, lastChange, listCorrected, listEnded, type WholeRow } from '../../db/publications.ts'
import { bangkokDay, endOfBangkokDay } from '../../machines/run/thai-time.ts'
import type { Deps } from '../process/deps.ts'
import { publicSuccessor } from './beside-item.ts'
import { xml } from './feeds.ts'
import { correctionsOf } from './item-versions.ts'
import type { OfficeName } from './layout.ts'
import { endedBy } from './posts.ts'
import { type Writing, writeDate, writeInstant } from './thai-date.ts'
import { wordsOf } from './words.ts'

export type Change = {
  id: string
  /** Its address on this site. */
  item: string
  kind: 'corrected' | 'takenDown' | 'expired'
  title: string
  said: string
  at: number
  successor: string | null
}
export type ChangesFeed = {
  base: string
  office: OfficeName
  changes: Change[]
  updatedAt: number
  page: number
  goesOn: boolean
}

const inFeed = 50
const words = wordsOf('th')

/** One page of what was corrected, taken down or ran out, the latest first. What was taken down is not named. */
export async function changesOf(
  deps: Deps,
  office: OfficeRow,
  at: ReadAt,
  page: number,
): Promise<Pick<ChangesFeed, 'changes' | 'updatedAt' | 'goesOn'>> {
  const { reads } = deps
  const limit = page * inFeed + 1
  const corrected = (await listCorrected(reads, at, { limit })).map((row) => ({
    at: row.updatedAt,
    make: () => correction(deps, row),
  }))
  const ended = (await listEnded(reads, at, { limit, offset: 0 })).map((row) => ({
    at: endOf(row),
    make: () => ending(deps, { language: 'th', digits: office.digits }, row, at.now),
  }))
  const all = [...corrected, ...ended].sort((one, other) => other.at - one.at)
  const changes: Change[] = []
  for (const { make } of all.slice((page - 1) * inFeed, page * inFeed)) {
    // One after the other, so that others are answered between them.
    await turn()
    changes.push(await make())
  }
  return { changes, updatedAt: await lastChange(reads, at), goesOn: all.length > page * inFeed }
}

const endOf = ({ endedAt, untilDay, updatedAt }: ListedRow): number =>
  endedAt ?? (untilDay === null ? updatedAt : endOfBangkokDay(untilDay))

const addressOf = ({ office, id }: Pick<ListedRow, 'office' | 'id'>) => `/o/${office}/items/${id}`

async function correction(deps: Deps, row: WholeRow): Promise<Change> {
  const [last] = await correctionsOf(deps, row)
  const fields =
    last && last.fields.length > 0
      ? ` · ${words.correctedFields}: ${last.fields.map(({ th }) => th).join(', ')}`
      : ''
  return {
    id: row.id,
    item: addressOf(row),
    kind: 'corrected',
    title: row.title,
    said: `${last?.title.th ?? words.corrections}${fields}`,
    at: last?.at ?? row.updatedAt,
    successor: null,
  }
}

async function ending(deps: Deps, writing: Writing, row: ListedRow, now: number): Promise<Change> {
  const successor = await publicSuccessor(deps, row.id, now)
  const common = {
    id: row.id,
    item: addressOf(row),
    at: endOf(row),
    successor: successor ? addressOf({ office: row.office, id: successor.id }) : null,
  }
  if (row.endKind !== 'takenDown') {
    const said = words.expiredOn(writeDate(row.untilDay ?? bangkokDay(endOf(row)), writing))
    return { ...common, kind: 'expired', title: row.title, said }
  }
  const by = (await endedBy(deps.reads, row.request))?.th ?? words.byDeadline
  const said = [
    words.takenDownOn(writeInstant(endOf(row), writing)),
    `${words.takenDownBy}: ${by}`,
    `${words.reason}: ${row.endReason ?? words.reasonNotGiven}`,
  ]
  return { ...common, kind: 'takenDown', title: words.archiveTakenDown, said: said.join(' · ') }
}

const idOf = ({ id, kind, at }: Change) => `urn:prakat:publication:${id}:${kind}:${at}`
const instant = (at: number) => new Date(at).toISOString()
const title = ({ office }: ChangesFeed) => words.changesTitle(office.shortTh)
const homeOf = ({ base, office }: ChangesFeed) => `${base}/o/${office.id}`
const pageOf = (feed: ChangesFeed, file: string, page: number) =>
  `${homeOf(feed)}/${file}${page > 1 ? `?page=${page}` : ''}`

/** Corrections and endings of an office as an Atom feed (RFC 4287), paged after RFC 5005. */
export function changesAtom(feed: ChangesFeed): string {
  const { base, office, page } = feed
  const entries = feed.changes.map(
    (change) => `
  <entry>
    <id>${xml(idOf(change))}</id>
    <title>${xml(change.title)}</title>
    <link rel="alternate" type="text/html" href="${xml(base + change.item)}"/>${
      change.successor
        ? `\n    <link rel="related" type="text/html" href="${xml(base + change.successor)}"/>`
        : ''
    }
    <updated>${instant(change.at)}</updated>
    <category term="${change.kind}"/>
    <summary type="text">${xml(change.said)}</summary>
  </entry>`,
  )
  const links = [
    ['self', page],
    ...(feed.goesOn ? [['next', page + 1] as const] : []),
    ...(page > 1 ? [['previous', page - 1] as const] : []),
  ] as const
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="th">
  <id>urn:prakat:office:${xml(office.id)}:changes</id>
  <title>${xml(title(feed))}</title>
  <updated>${instant(feed.updatedAt)}</updated>
  <author><name>${xml(office.th)}</name></author>${links
    .map(
      ([rel, to]) =>
        `\n  <link rel="${rel}" type="application/atom+xml" href="${xml(pageOf(feed, 'changes.xml', to))}"/>`,
    )
    .join('')}
  <link rel="alternate" type="text/html" href="${xml(homeOf(feed))}/archive"/>${entries.join('')}
</feed>
`
}

/** The same as a JSON Feed 1.1; `_prakat` says what happened, and what took its place. */
export const changesJson = (feed: ChangesFeed) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: title(feed),
  home_page_url: `${homeOf(feed)}/archive`,
  feed_url: pageOf(feed, 'changes.json', feed.page),
  ...(feed.goesOn && { next_url: pageOf(feed, 'changes.json', feed.page + 1) }),
  language: 'th',
  authors: [{ name: feed.office.th }],
  items: feed.changes.map((change) => ({
    id: idOf(change),
    url: feed.base + change.item,
    title: change.title,
    content_text: change.said,
    date_modified: instant(change.at),
    tags: [change.kind],
    _prakat: {
      item: change.id,
      kind: change.kind,
      successor: change.successor === null ? null : feed.base + change.successor,
    },
  })),
})
