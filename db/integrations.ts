import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { IntegrationTable, RemoteItemTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type IntegrationRow = Selectable<IntegrationTable>
export type RemoteItemRow = Selectable<RemoteItemTable>
/** Another system that is told of what an office publishes; how it sends e-mail is asked for by itself (`db/person-mail.ts`). */
export type SystemRow = IntegrationRow & { kind: Exclude<IntegrationRow['kind'], 'mail'> }
type Place = Pick<IntegrationRow, 'office' | 'id'>

/** Of one office, the oldest first. */
export const integrationsOf = (db: Db, office: string): Promise<SystemRow[]> =>
  db
    .selectFrom('integration')
    .selectAll()
    .where('office', '=', office)
    .where('kind', '!=', 'mail')
    .orderBy('createdAt')
    .orderBy('id')
    .$narrowType<Pick<SystemRow, 'kind'>>()
    .execute()

export const findSystem = (db: Db, { office, id }: Place): Promise<SystemRow | undefined> =>
  db
    .selectFrom('integration')
    .selectAll()
    .where('office', '=', office)
    .where('id', '=', id)
    .where('kind', '!=', 'mail')
    .$narrowType<Pick<SystemRow, 'kind'>>()
    .executeTakeFirst()

/** Of whatever kind. */
export const findIntegration = (db: Db, { office, id }: Place): Promise<IntegrationRow | undefined> =>
  db
    .selectFrom('integration')
    .selectAll()
    .where('office', '=', office)
    .where('id', '=', id)
    .executeTakeFirst()

export async function insertIntegration(db: Db, row: Insertable<IntegrationTable>): Promise<void> {
  await db.insertInto('integration').values(row).execute()
}

export async function updateIntegration(
  db: Db,
  { office, id }: Place,
  change: Updateable<IntegrationTable>,
): Promise<void> {
  await db.updateTable('integration').set(change).where('office', '=', office).where('id', '=', id).execute()
}

/** With its effects and what it remembered; what is still under way there settles nothing any more. */
export async function deleteIntegration(db: Db, { office, id }: Place): Promise<void> {
  await db
    .deleteFrom('effectAttempt')
    .where('effect', 'in', db.selectFrom('effect').select('id').where('integration', '=', id))
    .execute()
  await db.deleteFrom('effect').where('integration', '=', id).execute()
  await db.deleteFrom('remoteItem').where('integration', '=', id).execute()
  await db.deleteFrom('integration').where('office', '=', office).where('id', '=', id).execute()
}

/** Every sealed credential of the server. */
export const credentialsOf = (db: Db): Promise<(Place & { credential: string })[]> =>
  db
    .selectFrom('integration')
    .select(['office', 'id', 'credential'])
    .where('credential', 'is not', null)
    .$narrowType<{ credential: string }>()
    .execute()

export const setCredential = (db: Db, place: Place, credential: string): Promise<void> =>
  updateIntegration(db, place, { credential })

export const findRemoteItem = (
  db: Db,
  { integration, publication }: Pick<RemoteItemRow, 'integration' | 'publication'>,
): Promise<RemoteItemRow | undefined> =>
  db
    .selectFrom('remoteItem')
    .selectAll()
    .where('integration', '=', integration)
    .where('publication', '=', publication)
    .executeTakeFirst()

/** insert into remoteItem … on conflict do update */
export async function keepRemoteItem(db: Db, row: RemoteItemRow): Promise<void> {
  await db
    .insertInto('remoteItem')
    .values(row)
    .onConflict((conflict) => conflict.columns(['integration', 'publication']).doUpdateSet(row))
    .execute()
}

/** Where a publication stands on other systems. */
export const remoteItemsOf = (db: Db, publication: string): Promise<RemoteItemRow[]> =>
  db.selectFrom('remoteItem').selectAll().where('publication', '=', publication).execute()
