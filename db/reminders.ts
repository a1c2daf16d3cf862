import { type Kysely, sql } from 'kysely'
import { statement } from './statement.ts'
import type { ReminderTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type DueReminder = ReminderTable & { dueAt: number }

/** select * from reminder where request = $1 order by timer, number */
export async function remindersOf(db: Db, request: string): Promise<ReminderTable[]> {
  const { rows } = await reminderRows(db, { request })
  return rows
}
const reminderRows = statement((db, given: { request: string }) =>
  db
    .selectFrom('reminder')
    .selectAll()
    .where('request', '=', given.request)
    .orderBy('timer')
    .orderBy('number'),
)

/** The reminders of a request are these from now on: delete from reminder where request = $1; insert into reminder … */
export async function replaceReminders(db: Db, request: string, rows: ReminderTable[]): Promise<void> {
  await deleteRows(db, { request })
  for (const row of rows) await insertRow(db, row)
}
const deleteRows = statement((db, given: { request: string }) =>
  db.deleteFrom('reminder').where('request', '=', given.request),
)
const insertRow = statement((db, given: ReminderTable) =>
  db.insertInto('reminder').values({
    request: given.request,
    timer: given.timer,
    number: given.number,
    due: given.due,
    dueAt: given.dueAt,
  }),
)

/**
 * The reminders due by `by` (ms) that come behind `after`, the oldest first: select … from reminder where dueAt <= $1
 * order by dueAt, request, timer, number limit $2
 */
export function dueReminders(
  db: Db,
  { by, after, limit }: { by: number; after: DueReminder | undefined; limit: number },
): Promise<DueReminder[]> {
  let page = db
    .selectFrom('reminder')
    .select(['request', 'timer', 'number', 'due'])
    .select((eb) => eb.ref('dueAt').$notNull().as('dueAt'))
    .where('dueAt', 'is not', null)
    .where('dueAt', '<=', by)
  if (after)
    page = page.where(
      sql<boolean>`(dueAt, request, timer, number) > (${after.dueAt}, ${after.request}, ${after.timer}, ${after.number})`,
    )
  return page.orderBy('dueAt').orderBy('request').orderBy('timer').orderBy('number').limit(limit).execute()
}

/** Puts down when a reminder is sent next, null where it is not; false where it was sent, set anew or cancelled meanwhile. */
export async function settleReminder(
  db: Db,
  { request, timer, number, dueAt }: DueReminder,
  next: number | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reminder')
    .set({ dueAt: next })
    .where('request', '=', request)
    .where('timer', '=', timer)
    .where('number', '=', number)
    .where('dueAt', '=', dueAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
