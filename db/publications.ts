import { type Kysely, type NotNull, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { type FacetCount, facetsOf, isNarrowedTo, type Narrowed, type ReadAt } from './publication-facets.ts'
import { findMatching, matchOf } from './search.ts'
import { statement } from './statement.ts'
import type { PublicationTable, Tables } from './tables.ts'

type Reader = Kysely<Tables>
/** A publication without the text that searches look through, which may be as long as its content. */
export type PublicationRow = Omit<Selectable<PublicationTable>, 'searchText'>

const columns = [
  ...(['id', 'request', 'office', 'groupId', 'category', 'title', 'contentRevision', 'source'] as const),
  ...(['publishedAt', 'updatedAt', 'untilDay', 'untilAt', 'endedAt', 'endKind', 'endReason'] as const),
  'procedure' as const,
].map((column) => `publication.${column}` as const)

/**
 * What stands on the public site now. The date is asked here too, and not the timers alone: what has run out is gone
 * in the same second, even when nothing takes the timers.
 */
function publicOf(db: Reader, { office, now }: ReadAt, narrowed: Narrowed & { few?: boolean } = {}) {
  const { few = false } = narrowed
  // A unary + keeps SQLite from going through an index of the office where ids name the few that are wanted.
  const by = (column: 'office' | 'category' | 'groupId' | 'procedure') =>
    few ? sql<string>`+${sql.ref(`publication.${column}`)}` : sql<string>`${sql.ref(`publication.${column}`)}`
  let shown = db
    .selectFrom('publication')
    .where(by('office'), '=', office)
    .where('endedAt', 'is', null)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', now)]))
  for (const column of ['category', 'groupId', 'procedure'] as const) {
    const value = narrowed[column]
    if (value !== undefined) shown = shown.where(by(column), '=', value)
  }
  const { fiscalYear } = narrowed
  return fiscalYear === undefined
    ? shown
    : shown
        .where('publishedAt', '>=', startOfFiscalYear(fiscalYear))
        .where('publishedAt', '<', startOfFiscalYear(fiscalYear + 1))
}

/** 1 October of the year before, in Bangkok, in ms since 1970. */
const startOfFiscalYear = (year: number) => Date.UTC(year - 544, 9, 1) - 7 * 3_600_000

const withGroup = (query: SelectQueryBuilder<Tables, 'publication', object>) =>
  query
    // A left join: an item of a group that was dissolved is still published.
    .leftJoin('officeGroup as g', (join) =>
      join.onRef('g.office', '=', 'publication.office').onRef('g.id', '=', 'publication.groupId'),
    )
    .select(columns)
    .select((eb) => [
      eb.fn.coalesce('g.nameTh', 'publication.groupId').as('groupTh'),
      eb.fn.coalesce('g.nameEn', 'publication.groupId').as('groupEn'),
    ])
export type ListedRow = PublicationRow & { groupTh: string; groupEn: string }

/** The newest `most` of each of these categories; each is read from the index by itself, not ranked among all. */
export async function newestByCategory(
  db: Reader,
  at: ReadAt,
  categories: (string | null)[],
  most: number,
): Promise<ListedRow[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT publication.id FROM json_each(${JSON.stringify(categories)}) AS one CROSS JOIN publication
    WHERE publication.id IN (
      SELECT id FROM publication
      WHERE office = ${at.office} AND category IS one.value AND endedAt IS NULL
        AND (untilAt IS NULL OR untilAt > ${at.now})
      ORDER BY publishedAt DESC, id LIMIT ${most})`.execute(db)
  return publicationsOf(
    db,
    at,
    rows.map(({ id }) => id),
  )
}

/** The publications with these ids, newest first: select … where id in … order by publishedAt desc, id */
const publicationsOf = (db: Reader, at: ReadAt, ids: string[]): Promise<ListedRow[]> =>
  withGroup(publicOf(db, at, { few: true }))
    .where('publication.id', 'in', listed(ids))
    .orderBy('publishedAt', 'desc')
    .orderBy('publication.id')
    .execute()

/** One parameter however many there are, so that it stays one statement. */
const listed = (ids: string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

export type Filter = Narrowed & {
  /** Normalised words that must all occur in title or text. */
  words: string[]
  limit: number
  offset: number
  /** What `facetsOf` said at this instant, where it was asked already. */
  facets?: FacetCount[]
}
/** What a search finds is sorted and counted up to so many; of more, the newest are looked for one after another. */
const maxFound = 2000
/** A walk lets others have their turn after so many publications. */
const maxAtOnce = 2000

export type PublishedPage = { items: ListedRow[]; total: number; totalIsLeast: boolean }

/** One page of what is published now, newest first, and how many there are in all: of a search, up to a number. */
export async function listPublished(db: Reader, at: ReadAt, filter: Filter): Promise<PublishedPage> {
  const { words, limit, offset, facets, ...narrowed } = filter
  const counted = (facets ?? (await facetsOf(db, at)))
    .filter((one) => isNarrowedTo(one, narrowed))
    .reduce((sum, { count }) => sum + count, 0)
  if (words.length === 0) {
    const items = await withGroup(publicOf(db, at, narrowed))
      .orderBy('publishedAt', 'desc')
      .orderBy('publication.id')
      .limit(limit)
      .offset(offset)
      .execute()
    return { items, total: counted, totalIsLeast: false }
  }
  const match = counted === 0 ? undefined : await matchOf(db, 'publication', words)
  if (match === undefined) return { items: [], total: 0, totalIsLeast: false }
  const found = await findMatching(db, 'publication', { office: at.office, match, limit: maxFound + 1 })
  if (found.length > maxFound && counted > maxFound)
    return searchNewest(db, at, { words, limit, offset, ...narrowed })
  const isRare = found.length <= maxFound
  let all = publicOf(db, at, { ...narrowed, few: isRare })
    .select('publication.id')
    .where(occur(words), '=', 1)
  if (isRare) all = all.where('request', 'in', listed(found))
  const places = await all.orderBy('publishedAt', 'desc').orderBy('publication.id').execute()
  const page = places.slice(offset, offset + limit).map(({ id }) => id)
  return { items: await publicationsOf(db, at, page), total: places.length, totalIsLeast: false }
}

/** The words occur in more than can be sorted, so the newest are walked until the page is full; `total` ends there. */
async function searchNewest(
  db: Reader,
  at: ReadAt,
  { words, limit, offset, ...narrowed }: Filter,
): Promise<PublishedPage> {
  const found: string[] = []
  const wanted = offset + limit + 1
  let ended = false
  let last: { id: string; publishedAt: number } | undefined
  for (let atOnce = 4 * limit; found.length < wanted && !ended; atOnce = Math.min(4 * atOnce, maxAtOnce)) {
    const { id, publishedAt } = last ?? { id: '', publishedAt: Number.MAX_SAFE_INTEGER }
    const passed = await publicOf(db, at, narrowed)
      .select(['publication.id', 'publishedAt', occur(words).as('found')])
      .where('publishedAt', '<=', publishedAt)
      .where((eb) => eb.or([eb('publishedAt', '<', publishedAt), eb('publication.id', '>', id)]))
      .orderBy('publishedAt', 'desc')
      .orderBy('publication.id')
      .limit(atOnce)
      .execute()
    found.push(...passed.filter((one) => one.found === 1).map((one) => one.id))
    last = passed.at(-1)
    ended = passed.length < atOnce
    if (!ended) await new Promise((resolve) => setImmediate(resolve))
  }
  const items = await publicationsOf(db, at, found.slice(offset, offset + limit))
  return ended
    ? { items, total: found.length, totalIsLeast: false }
    : { items, total: isNarrowed(narrowed) ? found.length : maxFound, totalIsLeast: true }
}

const isNarrowed = (narrowed: Narrowed) => Object.values(narrowed).some((value) => value !== undefined)

/** 1 where every word occurs in the published text. */
const occur = (words: string[]) =>
  sql<number>`(${sql.join(
    words.map((word) => sql`instr(publication."searchText", ${word}) > 0`),
    sql` AND `,
  )})`

const withContent = (db: Reader, at: ReadAt, few = false) =>
  withGroup(publicOf(db, at, { few }))
    .innerJoin('content', (join) =>
      join
        .onRef('content.request', '=', 'publication.request')
        .onRef('content.revision', '=', 'publication.contentRevision'),
    )
    .select(['content.json', 'content.sha256', 'content.at as frozenAt'])
export type WholeRow = ListedRow & { json: string; sha256: string; frozenAt: number }

/** A place in a list, newest first: that of the last item that was read. */
export type Place = { publishedAt: number; id: string }

/**
 * The newest `most` of a list, from its beginning, from an offset or behind a place; without their content, each with
 * the hash of the version that its request runs on.
 */
export const newestPublished = (
  db: Reader,
  at: ReadAt,
  most: number,
  { offset = 0, after, ...narrowed }: Narrowed & { offset?: number; after?: Place | undefined } = {},
): Promise<NewestRow[]> =>
  withGroup(publicOf(db, at, narrowed))
    .$if(after !== undefined, (list) => behind(list, after as Place))
    .select((eb) =>
      eb
        .selectFrom('request')
        .select('request.procedureHash')
        .whereRef('request.id', '=', 'publication.request')
        .as('procedureHash'),
    )
    .$narrowType<{ procedureHash: NotNull }>()
    .orderBy('publishedAt', 'desc')
    .orderBy('publication.id')
    .limit(most)
    .offset(offset)
    .execute()

/** The first comparison is the one that the index begins at. */
const behind = <Row>(list: SelectQueryBuilder<Tables, 'publication', Row>, { publishedAt, id }: Place) =>
  list
    .where('publishedAt', '<=', publishedAt)
    .where((eb) => eb.or([eb('publishedAt', '<', publishedAt), eb('publication.id', '>', id)]))

/**
 * What was published in these categories from one instant to another (ms since 1970) and is public now, newest first. The
 * stretch of each category is read from the index by itself; through all that was published then, it could be much.
 */
export async function publishedBetween(
  db: Reader,
  at: ReadAt,
  { categories, from, to, limit }: { categories: string[]; from: number; to: number; limit: number },
): Promise<WholeRow[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT publication.id FROM json_each(${JSON.stringify(categories)}) AS one CROSS JOIN publication
    WHERE publication.id IN (
      SELECT id FROM publication INDEXED BY publicationOfCategory
      WHERE office = ${at.office} AND category = one.value AND publishedAt >= ${from} AND publishedAt < ${to}
        AND endedAt IS NULL AND (untilAt IS NULL OR untilAt > ${at.now})
      ORDER BY publishedAt DESC, id LIMIT ${limit})`.execute(db)
  return withContent(db, at, true)
    .where('publication.id', 'in', listed(rows.map(({ id }) => id)))
    .orderBy('publishedAt', 'desc')
    .orderBy('publication.id')
    .limit(limit)
    .execute()
}

export type NewestRow = ListedRow & { procedureHash: string }

/** The public items whose content was corrected since they were published, by their last change, the latest first. */
export async function listCorrected(
  db: Reader,
  at: ReadAt,
  { limit }: { limit: number },
): Promise<WholeRow[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT publication.id FROM publication
    JOIN content ON content.request = publication.request AND content.revision = publication.contentRevision
    WHERE publication.office = ${at.office} AND updatedAt > publishedAt AND content.at > publishedAt
      AND endedAt IS NULL AND (untilAt IS NULL OR untilAt > ${at.now})
    ORDER BY updatedAt DESC, publication.id LIMIT ${limit}`.execute(db)
  if (rows.length === 0) return []
  const found = await withContent(db, at)
    .where(
      'publication.id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  return found.sort((one, other) => other.updatedAt - one.updatedAt)
}

/** One publication of an office with its content, while it is public. */
export const findPublished = (db: Reader, at: ReadAt, id: string): Promise<WholeRow | undefined> =>
  withContent(db, at).where('publication.id', '=', id).executeTakeFirst()

/** Which request a public item is of, and which content it shows; undefined where it is not public. */
export const findPublicPlace = (
  db: Reader,
  at: ReadAt,
  id: string,
): Promise<{ request: string; contentRevision: number } | undefined> =>
  publicOf(db, at).select(['request', 'contentRevision']).where('publication.id', '=', id).executeTakeFirst()

/** The publication of a request, public still or not. */
export const findPublicationOfRequest = (db: Reader, request: string): Promise<{ id: string } | undefined> =>
  db.selectFrom('publication').select('id').where('request', '=', request).executeTakeFirst()

const ever = (db: Reader) => withGroup(db.selectFrom('publication'))

/** One publication of an office, whether it is public still or not; without its content. */
export const findEverPublished = (db: Reader, office: string, id: string): Promise<ListedRow | undefined> =>
  ever(db).where('publication.office', '=', office).where('publication.id', '=', id).executeTakeFirst()

/** A publication of any office, whether it is public still or not: select office, request from publication where id = $1 */
export const findAnywhere = (
  db: Reader,
  id: string,
): Promise<Pick<PublicationRow, 'id' | 'office' | 'request'> | undefined> =>
  db.selectFrom('publication').select(['id', 'office', 'request']).where('id', '=', id).executeTakeFirst()

/**
 * When what the office shows last changed by `now`: something was published, corrected, ended or ran out. 0: never.
 * Each maximum is asked alone: SQLite reads one end of its index, where three at once would read every row.
 */
export async function lastChange(db: Reader, { office, now }: ReadAt): Promise<number> {
  const row = await db
    .selectNoFrom((eb) => {
      const of = eb.selectFrom('publication').where('office', '=', office)
      return [
        of.select((one) => one.fn.max('updatedAt').as('at')).as('updated'),
        of.select((one) => one.fn.max('endedAt').as('at')).as('ended'),
        of
          .where('untilAt', '<=', now)
          .select((one) => one.fn.max('untilAt').as('at'))
          .as('ranOut'),
      ]
    })
    .executeTakeFirst()
  return Math.max(0, ...[row?.updated, row?.ended, row?.ranOut].map((at) => Number(at ?? 0)))
}

/** update publication set searchText = $2 where id = $1; the index of the search follows. */
export const setSearchText = statement((db, given: { id: string; searchText: string }) =>
  db.updateTable('publication').set({ searchText: given.searchText }).where('id', '=', given.id),
)

/** What the public sees of a request beside its frozen content. */
export type Shown = Pick<
  Selectable<PublicationTable>,
  'title' | 'category' | 'source' | 'contentRevision' | 'searchText' | 'untilDay' | 'untilAt'
>
type Showing = Shown & { id: string; at: number }

/** insert into publication … */
export const insertPublication: (
  db: Reader,
  given: Showing & Pick<PublicationRow, 'request' | 'office' | 'groupId'>,
) => Promise<unknown> = statement((db, given) =>
  db.insertInto('publication').values({
    id: given.id,
    request: given.request,
    office: given.office,
    groupId: given.groupId,
    title: given.title,
    category: given.category,
    source: given.source,
    contentRevision: given.contentRevision,
    searchText: given.searchText,
    untilDay: given.untilDay,
    untilAt: given.untilAt,
    publishedAt: given.at,
    updatedAt: given.at,
    endedAt: null,
    endKind: null,
    endReason: null,
    procedure: db.selectFrom('request').select('request.procedure').where('request.id', '=', given.request),
  }),
)

/** update publication set …, publishedAt = $at, endedAt = null where id = $1: published anew, at its old address. */
export const republish: (db: Reader, given: Showing) => Promise<unknown> = statement((db, given) =>
  db
    .updateTable('publication')
    .set({
      title: given.title,
      category: given.category,
      source: given.source,
      contentRevision: given.contentRevision,
      searchText: given.searchText,
      untilDay: given.untilDay,
      untilAt: given.untilAt,
      publishedAt: given.at,
      updatedAt: given.at,
      endedAt: null,
      endKind: null,
      endReason: null,
    })
    .where('id', '=', given.id),
)

/** update publication set …, updatedAt = $at where id = $1, if another revision, period or category is shown now. */
export const showOtherwise: (db: Reader, given: Showing) => Promise<unknown> = statement((db, given) =>
  db
    .updateTable('publication')
    .set({
      title: given.title,
      category: given.category,
      source: given.source,
      contentRevision: given.contentRevision,
      searchText: given.searchText,
      untilDay: given.untilDay,
      untilAt: given.untilAt,
      updatedAt: given.at,
    })
    .where('id', '=', given.id)
    .where((eb) =>
      eb.or([
        eb('contentRevision', '!=', given.contentRevision),
        eb('untilDay', 'is distinct from', given.untilDay),
        eb('category', 'is distinct from', given.category),
      ]),
    ),
)

/** update publication set endedAt, endKind, endReason where id = $1 */
export const endPublication: (
  db: Reader,
  given: Pick<PublicationRow, 'id' | 'endedAt' | 'endKind' | 'endReason'>,
) => Promise<unknown> = statement((db, given) =>
  db
    .updateTable('publication')
    .set({ endedAt: given.endedAt, endKind: given.endKind, endReason: given.endReason })
    .where('id', '=', given.id),
)

/** The categories under which an office has ever published: select distinct category from publication where office = $1 */
export async function categoriesInUse(db: Reader, office: string): Promise<ReadonlySet<string | null>> {
  const rows = await db
    .selectFrom('publication')
    .select('category')
    .distinct()
    .where('office', '=', office)
    .execute()
  return new Set(rows.map(({ category }) => category))
}

/** What an office publishes no more, the latest end first; what ran out counts from its second on. */
export async function listEnded(
  db: Reader,
  { office, now }: ReadAt,
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedRow[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT id, untilAt AS at FROM publication WHERE office = ${office} AND endedAt IS NULL AND untilAt <= ${now}
      UNION ALL
      SELECT * FROM (
        SELECT id, endedAt FROM publication WHERE office = ${office} AND endedAt IS NOT NULL
        ORDER BY endedAt DESC LIMIT ${limit + offset}))
    ORDER BY at DESC, id LIMIT ${limit} OFFSET ${offset}`.execute(db)
  return inOrder(
    db,
    rows.map(({ id }) => id),
  )
}

/** These publications, public or not, in this order. */
async function inOrder(db: Reader, ids: string[]): Promise<ListedRow[]> {
  const items = await ever(db).where('publication.id', 'in', listed(ids)).execute()
  const places = new Map(ids.map((id, place) => [id, place]))
  return items.sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))
}

/** One page of the public items of an office for machines: their ids and when they changed last. */
export const pageOfAddresses = (
  db: Reader,
  at: ReadAt,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ id: string; updatedAt: number }[]> =>
  publicOf(db, at)
    .select(['publication.id', 'updatedAt'])
    .orderBy('publishedAt', 'desc')
    .orderBy('publication.id')
    .limit(limit)
    .offset(offset)
    .execute()

/** The publication whose id begins so, public or not; undefined where several do: a wrong one would be worse than none. */
export async function findByBeginning(
  db: Reader,
  beginning: string,
): Promise<{ id: string; office: string } | undefined> {
  const [found, another] = await db
    .selectFrom('publication')
    .select(['id', 'office'])
    .where('id', '>=', beginning)
    .where('id', '<', `${beginning}~`)
    .orderBy('id')
    .limit(2)
    .execute()
  return another ? undefined : found
}

/** Among so many of the newest of its kind, others are looked for that go with an item. */
const lookedAt = 60

/**
 * Public items that go with one: of its kind, those of its group first; where an office has no kinds, of its group alone.
 */
export async function relatedTo(
  db: Reader,
  at: ReadAt,
  { id, category, groupId }: Pick<PublicationRow, 'id' | 'category' | 'groupId'>,
  most: number,
): Promise<ListedRow[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT id, groupId, publishedAt FROM publication
      WHERE office = ${at.office} AND category IS ${category} AND endedAt IS NULL
        AND (untilAt IS NULL OR untilAt > ${at.now})
      ORDER BY publishedAt DESC, id LIMIT ${lookedAt})
    WHERE id <> ${id} AND (${category} IS NOT NULL OR groupId = ${groupId})
    ORDER BY groupId = ${groupId} DESC, publishedAt DESC, id LIMIT ${most}`.execute(db)
  return inOrder(
    db,
    rows.map((row) => row.id),
  )
}
