import { type Kysely, sql } from 'kysely'

/** An owner is asked by a post in the request's group: the seat says which group that is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`UPDATE asked SET whom = whom || '@' || (SELECT groupId FROM request WHERE id = asked.request)
    WHERE whom LIKE 'person:%' AND whom NOT LIKE '%@%'`.execute(db)
}
