import { type Kysely, type Selectable, sql } from 'kysely'
import type { DraftTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
/** A draft with the name of whoever changed it last. */
export type DraftRow = Selectable<DraftTable> & { updatedByName: string }

/** A draft for a list: of what is written only its title, as JSON; null where it has none. */
export type DraftHead = Omit<DraftRow, 'json'> & { title: string | null }

const anyDraft = (db: Db) =>
  db
    .selectFrom('draft')
    .innerJoin('person', 'person.id', 'draft.updatedBy')
    .select('person.name as updatedByName')
const drafts = (db: Db) => anyDraft(db).selectAll('draft')

export const findDraft = (db: Db, id: string): Promise<DraftRow | undefined> =>
  drafts(db).where('draft.id', '=', id).executeTakeFirst()

export const findDraftOfProcedure = (db: Db, procedure: string): Promise<DraftRow | undefined> =>
  drafts(db).where('draft.procedure', '=', procedure).executeTakeFirst()

/** The drafts of an office, last changed first: select …, json -> '$.title' from draft … */
export const draftsOf = (db: Db, office: string): Promise<DraftHead[]> =>
  anyDraft(db)
    .select(['draft.id', 'draft.office', 'draft.procedure', 'draft.revision'])
    .select(['draft.createdAt', 'draft.updatedAt', 'draft.updatedBy'])
    .select(sql<string | null>`draft.json -> '$.title'`.as('title'))
    .where('draft.office', '=', office)
    .orderBy('draft.updatedAt', 'desc')
    .orderBy('draft.procedure')
    .execute()

export async function insertDraft(db: Db, draft: DraftTable): Promise<void> {
  await db.insertInto('draft').values(draft).execute()
}

/**
 * update draft set … where id = $1 and revision = $2. False when another writer was first; then nothing changed.
 */
export async function replaceDraft(
  db: Db,
  { id, revision }: Pick<DraftTable, 'id' | 'revision'>,
  change: Pick<DraftTable, 'json' | 'updatedAt' | 'updatedBy'>,
): Promise<boolean> {
  const result = await db
    .updateTable('draft')
    .set({ ...change, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function deleteDraft(db: Db, id: string): Promise<void> {
  await db.deleteFrom('draft').where('id', '=', id).execute()
}
