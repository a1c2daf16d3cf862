import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import { layoutOf } from '../../machines/chart/layout/layout.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { getCompiled, type Reader } from './versions.ts'

/** The picture of a stored version: made once, since a version never changes; a draft's is made at its activation. */
export async function layoutOfVersion(db: Reader, hash: string): Promise<Layout> {
  const row = await db
    .selectFrom('procedureVersion')
    .select('layout')
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (row?.layout) return JSON.parse(row.layout) as Layout
  const { procedure }: { procedure: Procedure } = await getCompiled(db, hash)
  const layout = await layoutOf(procedure)
  await keepLayout(db, hash, layout)
  return layout
}

export async function keepLayout(db: Reader, hash: string, layout: Layout): Promise<void> {
  await db
    .updateTable('procedureVersion')
    .set({ layout: JSON.stringify(layout) })
    .where('hash', '=', hash)
    .execute()
}
