import type { Kysely } from 'kysely'
import type { ContactTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type Contact = Pick<ContactTable, 'telephone' | 'email' | 'place'>

/** How the public reaches an office's groups: select * from contact where office = $1 */
export const contactsOf = (db: Db, office: string): Promise<ContactTable[]> =>
  db.selectFrom('contact').selectAll().where('office', '=', office).execute()

/** The same of one group. */
export const contactOfGroup = (
  db: Db,
  { office, groupId }: Pick<ContactTable, 'office' | 'groupId'>,
): Promise<ContactTable | undefined> =>
  db
    .selectFrom('contact')
    .selectAll()
    .where('office', '=', office)
    .where('groupId', '=', groupId)
    .executeTakeFirst()

/** insert into contact … on conflict do update */
export async function setContact(db: Db, row: ContactTable): Promise<void> {
  const { telephone, email, place } = row
  await db
    .insertInto('contact')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['office', 'groupId']).doUpdateSet({ telephone, email, place }),
    )
    .execute()
}
