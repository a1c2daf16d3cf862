import Sqlite from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { migrateToLatest } from './migrations/migrate.ts'
import type { Db } from './open.ts'
import { PrakatSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/** The text of every table, index, view and trigger, by its kind and name. */
export type Schema = ReadonlyMap<string, string | null>

/** The schema of a database, without what SQLite itself puts there. */
export async function schemaOf(db: Db): Promise<Schema> {
  const { rows } = await sql<{ type: string; name: string; sql: string | null }>`
    select type, name, sql from sqlite_master where name not like 'sqlite\\_%' escape '\\' order by type, name`.execute(
    db,
  )
  return new Map(rows.map(({ type, name, sql: text }) => [`${type} ${name}`, text]))
}

/** The schema that the migrations of this edition lead to from nothing. */
export async function schemaOfThisEdition(): Promise<Schema> {
  const db = new Kysely<Tables>({ dialect: new PrakatSqliteDialect(new Sqlite(':memory:')) })
  try {
    await migrateToLatest(db)
    return await schemaOf(db)
  } finally {
    await db.destroy()
  }
}
