import { type Kysely, sql } from 'kysely'
import { holidaysWithin, type Reach } from './holidays.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/**
 * The columns of an office's rows for which its audit log vouches, entry by entry. The digests are of all of them: one more
 * needs a migration that marks `standingUnrecorded` again, its edition below, and the next form of entries.
 */
export const standingColumns = {
  office: [
    'id',
    'nameTh',
    'nameEn',
    'abbreviationTh',
    'abbreviationEn',
    'digits',
    'inspectorAllowed',
    'draftsOpen',
    'categories',
    'laws',
    'province',
    'site',
  ],
  officeGroup: ['office', 'id', 'nameTh', 'nameEn', 'position'],
  officeSeal: ['office', 'sha256'],
  person: ['id', 'office', 'demo', 'createdAt', 'codeBy'],
  procedureVersion: [
    'hash',
    'procedure',
    'office',
    'version',
    'status',
    'createdAt',
    'createdBy',
    'activatedAt',
    'effectiveAt',
    'reasons',
  ],
  confirmation: [
    'id',
    'office',
    'kind',
    'subject',
    'payload',
    'askedBy',
    'askedAt',
    'expiresAt',
    'decidedBy',
    'decidedAt',
    'decision',
    'reason',
  ],
  holiday: ['day', 'scope', 'place', 'name', 'source'],
  workedHoliday: ['office', 'day', 'reason', 'at'],
  contact: ['office', 'groupId', 'telephone', 'email', 'place'],
  successor: ['office', 'publication', 'successor', 'at', 'by'],
  withheldVersion: ['office', 'publication', 'revision', 'at', 'by'],
  integration: [
    'office',
    'id',
    'kind',
    'name',
    'url',
    'enabled',
    'events',
    'settings',
    'createdAt',
    'updatedAt',
  ],
  scenario: ['id', 'office', 'procedure', 'name', 'steps', 'expected', 'createdAt', 'createdBy'],
  move: ['id', 'office', 'procedure', 'toHash', 'mapping', 'reason', 'status', 'startedAt', 'startedBy'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>
/**
 * The editions at whose first start everything is recorded as it stands, the newest first, each with the first form of entries
 * that it writes. A log records everything once for each, and nowhere but before its first entry of that form: at any other
 * place the record would cover up what was changed meanwhile.
 */
export const standingEditions = [{ edition: '2026-12-10', form: 3 }] as const
export type StandingTable = keyof typeof standingColumns
export const standingTables = Object.keys(standingColumns) as StandingTable[]

/** The rows of an office in such a table, each as the values of its columns; of holidays, those within `reaches`. */
export async function standingRows(
  db: Db,
  table: StandingTable,
  { office, reaches }: { office: string; reaches: readonly Reach[] },
): Promise<unknown[][]> {
  const columns: readonly string[] = standingColumns[table]
  const rows =
    table === 'holiday' ? await holidaysWithin(db, reaches) : await rowsOf(db, table, columns, office)
  return rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
}

async function rowsOf(db: Db, table: StandingTable, columns: readonly string[], office: string) {
  const named = sql.join(columns.map((column) => sql.ref(column)))
  const { rows } = await sql`
    select ${named} from ${sql.table(table)}
    where ${sql.ref(table === 'office' ? 'id' : 'office')} = ${office} order by ${named}`.execute(db)
  return rows
}
