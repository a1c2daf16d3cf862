import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>
/** The JSON of the content that the staff sees, and of the one that the public sees where there is one. */
export type SearchedContent = {
  request: string
  json: string
  publication: string | null
  publicJson: string | null
}

/** The next requests whose search text is of an earlier edition, with their contents. */
export const nextSearchedOtherwise = (db: Db, limit: number): Promise<SearchedContent[]> =>
  db
    .selectFrom('request')
    .innerJoin('content', (join) =>
      join.onRef('content.request', '=', 'request.id').on(
        'content.revision',
        '=',
        // What was submitted last, where anything was.
        sql<number>`coalesce(nullif(request.snapshot ->> '$.context.revision', 0), request."contentRevision")`,
      ),
    )
    .leftJoin('publication', 'publication.request', 'request.id')
    .leftJoin('content as shown', (join) =>
      join
        .onRef('shown.request', '=', 'publication.request')
        .onRef('shown.revision', '=', 'publication.contentRevision'),
    )
    .select([
      'request.id as request',
      'content.json',
      'publication.id as publication',
      'shown.json as publicJson',
    ])
    .where(
      'request.id',
      'in',
      db.selectFrom('searchedOtherwise').select('request').orderBy('request').limit(limit),
    )
    .execute()

/** update request set searchText = $2 where id = $1 */
export async function setRequestSearchText(db: Db, id: string, searchText: string): Promise<void> {
  await db.updateTable('request').set({ searchText }).where('id', '=', id).execute()
}

/** delete from searchedOtherwise where request in $1 */
export async function setSearched(db: Db, requests: string[]): Promise<void> {
  const listed = sql<string>`(SELECT value FROM json_each(${JSON.stringify(requests)}))`
  await db.deleteFrom('searchedOtherwise').where('request', 'in', listed).execute()
}
