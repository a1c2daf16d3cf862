import { findLayout, setLayout } from '../../db/versions.ts'
import { type Layout, layoutEdition } from '../../machines/chart/layout/chart-layout.ts'
import type { Deps } from '../process/deps.ts'
import { inTime, layoutProcedure } from './procedure-tasks.ts'
import { getCompiled, type Reader } from './versions.ts'

/**
 * The picture of a stored version: made once, since a version never changes (a draft's at its activation), and once more
 * where the stored one is of an earlier edition of the drawing.
 */
export async function layoutOfVersion(
  { db, workers }: Pick<Deps, 'db' | 'workers'>,
  hash: string,
): Promise<Layout> {
  const json = await findLayout(db, hash)
  const stored = json ? (JSON.parse(json) as Partial<Layout>) : undefined
  if (stored?.edition === layoutEdition) return stored as Layout
  const { procedure } = await getCompiled(db, hash)
  const layout = inTime(await layoutProcedure({ workers, office: procedure.office }, procedure))
  await keepLayout(db, hash, layout)
  return layout
}

export const keepLayout = (db: Reader, hash: string, layout: Layout): Promise<void> =>
  setLayout(db, hash, JSON.stringify(layout))
