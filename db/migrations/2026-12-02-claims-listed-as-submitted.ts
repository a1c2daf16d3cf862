import { type Kysely, sql } from 'kysely'

const submitted = "(snapshot ->> '$.context.revision')"
const content = (field: string) => `(SELECT json ->> '$.${field}' FROM content
  WHERE content.request = request.id AND content.revision = ${submitted})`

/** A request is listed by what was submitted last, whatever is written meanwhile: until now it was by what was written. */
const statements = [
  `INSERT OR IGNORE INTO searchedOtherwise SELECT id FROM request
    WHERE ${submitted} > 0 AND contentRevision > ${submitted}`,
  `UPDATE request SET title = ${content('title')}, category = ${content('category')}
    WHERE ${submitted} > 0 AND contentRevision > ${submitted}`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
