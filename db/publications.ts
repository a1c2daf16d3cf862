import { type Kysely, type Selectable, sql } from 'kysely'
import { statement } from './statement.ts'
import type { PublicationTable, Tables } from './tables.ts'

type Reader = Kysely<Tables>
export type PublicationRow = Selectable<PublicationTable>
/** An office and the instant of the reading (ms since 1970): what has run out by then is not read. */
export type ReadAt = { office: string; now: number }

/**
 * What stands on the public site now. The date is asked here too, and not the timers alone: what has run out is gone
 * in the same second, even when nothing takes the timers.
 */
const publicOf = (db: Reader, { office, now }: ReadAt) =>
  db
    .selectFrom('publication')
    .where('publication.office', '=', office)
    .where('endedAt', 'is', null)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', now)]))

/** How many items each category has now; what has none is counted under null. */
export async function countPublished(db: Reader, at: ReadAt): Promise<Map<string | null, number>> {
  const rows = await publicOf(db, at)
    .select((eb) => ['category', eb.fn.countAll<number>().as('count')])
    .groupBy('category')
    .execute()
  return new Map(rows.map(({ category, count }) => [category, Number(count)]))
}

const withGroup = (db: Reader, at: ReadAt) =>
  publicOf(db, at)
    // A left join: an item of a group that was dissolved is still published.
    .leftJoin('officeGroup as g', (join) =>
      join.onRef('g.office', '=', 'publication.office').onRef('g.id', '=', 'publication.groupId'),
    )
    .selectAll('publication')
    .select((eb) => [
      eb.fn.coalesce('g.nameTh', 'publication.groupId').as('groupTh'),
      eb.fn.coalesce('g.nameEn', 'publication.groupId').as('groupEn'),
    ])
export type ListedRow = PublicationRow & { groupTh: string; groupEn: string }

/** The newest `most` of each category. */
export async function newestByCategory(db: Reader, at: ReadAt, most: number): Promise<ListedRow[]> {
  const ranked = withGroup(db, at).select(
    sql<number>`row_number() over (partition by category order by "publishedAt" desc, publication.id)`.as(
      'place',
    ),
  )
  const rows = await db
    .selectFrom(ranked.as('ranked'))
    .selectAll()
    .where('place', '<=', most)
    .orderBy('publishedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ place: _, ...row }) => row)
}

export type Filter = {
  category?: string | undefined
  /** Normalised words that must all occur in title or text. */
  words: string[]
  /** Publications that are known to hold the words although the request's search text is of a newer draft. */
  alsoFound: string[]
  limit: number
  offset: number
}

/** One page of what is published now, newest first, and how many there are in all. */
export async function listPublished(
  db: Reader,
  at: ReadAt,
  { category, words, alsoFound, limit, offset }: Filter,
): Promise<{ items: ListedRow[]; total: number }> {
  let query = withGroup(db, at)
  if (category !== undefined) query = query.where('category', '=', category)
  if (words.length > 0)
    query = query.where((eb) => {
      const found = eb.exists(
        eb
          .selectFrom('request')
          .select('request.id')
          .whereRef('request.id', '=', 'publication.request')
          .whereRef('request.contentRevision', '=', 'publication.contentRevision')
          .where((inner) =>
            inner.and(words.map((word) => sql<boolean>`instr(request."searchText", ${word}) > 0`)),
          ),
      )
      return alsoFound.length > 0 ? eb.or([found, eb('publication.id', 'in', alsoFound)]) : found
    })
  const { total } = await db
    .selectFrom(query.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const items = await query
    .orderBy('publishedAt', 'desc')
    .orderBy('publication.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { items, total: Number(total) }
}

/** The published text of what is being corrected now: there the request's search text is the unpublished draft's. */
export const publishedWhileCorrecting = (db: Reader, at: ReadAt): Promise<{ id: string; json: string }[]> =>
  withContent(db, at)
    .innerJoin('request', 'request.id', 'publication.request')
    .whereRef('request.contentRevision', '<>', 'publication.contentRevision')
    .clearSelect()
    .select(['publication.id', 'content.json'])
    .execute()

const withContent = (db: Reader, at: ReadAt) =>
  withGroup(db, at)
    .innerJoin('content', (join) =>
      join
        .onRef('content.request', '=', 'publication.request')
        .onRef('content.revision', '=', 'publication.contentRevision'),
    )
    .select(['content.json', 'content.sha256'])
export type WholeRow = ListedRow & { json: string; sha256: string }

/** The newest `most` with their content. */
export const newestPublished = (db: Reader, at: ReadAt, most: number): Promise<WholeRow[]> =>
  withContent(db, at).orderBy('publishedAt', 'desc').orderBy('publication.id').limit(most).execute()

/** One publication of an office with its content, while it is public. */
export const findPublished = (db: Reader, at: ReadAt, id: string): Promise<WholeRow | undefined> =>
  withContent(db, at).where('publication.id', '=', id).executeTakeFirst()

/** One publication of an office, whether it is public still or not; without its content. */
export const findEverPublished = (db: Reader, office: string, id: string): Promise<ListedRow | undefined> =>
  db
    .selectFrom('publication')
    .leftJoin('officeGroup as g', (join) =>
      join.onRef('g.office', '=', 'publication.office').onRef('g.id', '=', 'publication.groupId'),
    )
    .selectAll('publication')
    .select((eb) => [
      eb.fn.coalesce('g.nameTh', 'publication.groupId').as('groupTh'),
      eb.fn.coalesce('g.nameEn', 'publication.groupId').as('groupEn'),
    ])
    .where('publication.office', '=', office)
    .where('publication.id', '=', id)
    .executeTakeFirst()

/** When what the office shows last changed by `now`: something was published, corrected, ended or ran out. 0: never. */
export async function lastChange(db: Reader, { office, now }: ReadAt): Promise<number> {
  const row = await db
    .selectFrom('publication')
    .select((eb) => [
      eb.fn.max('updatedAt').as('updated'),
      eb.fn.max('endedAt').as('ended'),
      eb.fn.max(eb.case().when('untilAt', '<=', now).then(eb.ref('untilAt')).end()).as('ranOut'),
    ])
    .where('office', '=', office)
    .executeTakeFirst()
  return Math.max(0, ...[row?.updated, row?.ended, row?.ranOut].map((at) => Number(at ?? 0)))
}

/** The procedure version that a publication's request runs on. */
export const procedureOfRequest = (db: Reader, request: string): Promise<{ json: string }> =>
  db
    .selectFrom('request')
    .innerJoin('procedureVersion', 'procedureVersion.hash', 'request.procedureHash')
    .select('procedureVersion.json')
    .where('request.id', '=', request)
    .executeTakeFirstOrThrow()

/** The procedures in force in an office. */
export const activeProcedures = (db: Reader, office: string): Promise<{ json: string; version: number }[]> =>
  db
    .selectFrom('procedureVersion')
    .select(['json', 'version'])
    .where('office', '=', office)
    .where('status', '=', 'active')
    .orderBy('procedure')
    .execute()

/** What the public sees of a request beside its frozen content. */
export type Shown = Pick<
  PublicationRow,
  'title' | 'category' | 'source' | 'contentRevision' | 'untilDay' | 'untilAt'
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
    untilDay: given.untilDay,
    untilAt: given.untilAt,
    publishedAt: given.at,
    updatedAt: given.at,
    endedAt: null,
    endKind: null,
    endReason: null,
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
