import type { Kysely } from 'kysely'
import type { ConfirmationTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
/** A confirmation with the name of whoever asked for it. */
export type ConfirmationRow = ConfirmationTable & { askedByName: string }

const confirmations = (db: Db) =>
  db
    .selectFrom('confirmation')
    .innerJoin('person', 'person.id', 'confirmation.askedBy')
    .selectAll('confirmation')
    .select('person.name as askedByName')

export const findConfirmation = (db: Db, id: string): Promise<ConfirmationRow | undefined> =>
  confirmations(db).where('confirmation.id', '=', id).executeTakeFirst()

/** What waits in an office at `now`, the oldest first: … where decision is null and expiresAt > $now … */
export const waitingInOffice = (db: Db, office: string, now: number): Promise<ConfirmationRow[]> =>
  confirmations(db)
    .where('confirmation.office', '=', office)
    .where('decision', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('askedAt')
    .orderBy('confirmation.id')
    .execute()

/** What waits about one draft, appointment or person at `now`. */
export const findWaiting = (
  db: Db,
  { office, kind, subject }: Pick<ConfirmationTable, 'office' | 'kind' | 'subject'>,
  now: number,
): Promise<ConfirmationRow | undefined> =>
  confirmations(db)
    .where('confirmation.office', '=', office)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('decision', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()

export async function insertConfirmation(db: Db, row: ConfirmationTable): Promise<void> {
  await db.insertInto('confirmation').values(row).execute()
}

/** update confirmation set … where id = $1 and decision is null. False when somebody else has decided it. */
export async function decideConfirmation(
  db: Db,
  { office, id }: Pick<ConfirmationTable, 'office' | 'id'>,
  decided: Pick<ConfirmationTable, 'decidedBy' | 'decidedAt' | 'decision' | 'reason'>,
): Promise<boolean> {
  const result = await db
    .updateTable('confirmation')
    .set(decided)
    .where('office', '=', office)
    .where('id', '=', id)
    .where('decision', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/**
 * Everyone who was director or an administrator of an office on any day from `since` to `until`, disabled people too:
 * who was put out of office lately is told apart so from an office that never had a second person.
 */
export const heldLately = (
  db: Db,
  { office, since, until }: { office: string; since: string; until: string },
): Promise<
  { person: string; name: string; disabled: number; role: string; startsOn: string; endsOn: string | null }[]
> =>
  db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person')
    .select(['appointment.person', 'person.name', 'person.disabled', 'role', 'startsOn', 'endsOn'])
    .where('appointment.office', '=', office)
    .where('role', 'in', ['officeDirector', 'admin'])
    .where('startsOn', '<=', until)
    .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>=', since)]))
    .orderBy('appointment.id')
    .execute()
