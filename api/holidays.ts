import type { Reader } from './procedures.ts'

/** The days (YYYY-MM-DD) that working days skip, as the administrators keep them. */
export async function holidaysOf(db: Reader): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('holiday').select('day').execute()
  return new Set(rows.map(({ day }) => day))
}
