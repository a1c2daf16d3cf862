import { type Kysely, type Selectable, sql } from 'kysely'
import type { FileReadingTable, FileTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type FileReadingRow = Selectable<FileReadingTable>
/** Without the text, which may be as long as a book. */
export type ReadingSummary = Omit<FileReadingRow, 'pieces' | 'at' | 'detector'>

/** insert into fileReading … on conflict do nothing */
export async function insertFileReading(db: Db, row: FileReadingRow): Promise<void> {
  await db
    .insertInto('fileReading')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** update fileReading set … where sha256 = $1 */
export async function setFileReading(
  db: Db,
  { sha256, ...row }: Pick<FileReadingRow, 'sha256'> & Partial<FileReadingRow>,
): Promise<void> {
  await db.updateTable('fileReading').set(row).where('sha256', '=', sha256).execute()
}

const listed = (hashes: readonly string[]) =>
  sql<string>`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`

/** What was found in files, by their hashes; without their texts. */
export const readingsOf = (db: Db, hashes: readonly string[]): Promise<ReadingSummary[]> =>
  db
    .selectFrom('fileReading')
    .select(['sha256', 'waiting', 'tries', 'preview', 'unread', 'findings', 'markings'])
    .where('sha256', 'in', listed(hashes))
    .execute()

/** The hashes among these of files whose first page can be shown. */
export async function previewedOf(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await db
    .selectFrom('fileReading')
    .select('sha256')
    .where('sha256', 'in', listed(hashes))
    .where('preview', '=', 1)
    .execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}

export type FileToRead = Pick<FileTable, 'sha256' | 'type' | 'charset'> & { office: string; tries: number }

/** The files that wait to be read, the oldest first, each for an office that has it. */
export const filesToRead = (db: Db, limit: number): Promise<FileToRead[]> =>
  db
    .selectFrom('fileReading')
    .innerJoin('file', 'file.sha256', 'fileReading.sha256')
    .select(['file.sha256', 'file.type', 'file.charset', 'fileReading.tries'])
    .select((eb) =>
      eb
        .selectFrom('requestFile')
        .select((of) => of.fn.coalesce(of.fn.min('requestFile.office'), sql<string>`''`).as('office'))
        .whereRef('requestFile.sha256', '=', 'file.sha256')
        .$asScalar()
        .$notNull()
        .as('office'),
    )
    .where('fileReading.waiting', '=', 1)
    .orderBy('fileReading.at')
    .limit(limit)
    .execute()

/** Readings by an older detector, with their texts. */
export const readingsToRepeat = (
  db: Db,
  { detector, limit }: { detector: number; limit: number },
): Promise<Pick<FileReadingRow, 'sha256' | 'pieces'>[]> =>
  db
    .selectFrom('fileReading')
    .select(['sha256', 'pieces'])
    .where('detector', '<', detector)
    .where('waiting', '=', 0)
    .limit(limit)
    .execute()
