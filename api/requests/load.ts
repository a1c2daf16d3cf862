import { type Beside, findWholeRequest, type RequestRow, type TimerRow, timersOf } from '../../db/requests.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type ChartSnapshot, restore } from '../../machines/run/step.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'

/** A request as it stands, read once: what an event, its record and the answer's view need of it. */
export type Loaded = Beside & {
  row: RequestRow
  compiled: Compiled
  snapshot: ChartSnapshot
  /** By when they are due. */
  timers: TimerRow[]
}

/** Reads a request whole; undefined when there is none. */
export async function loadRequest(db: Reader, id: string): Promise<Loaded | undefined> {
  const found = await findWholeRequest(db, id)
  if (!found) return undefined
  const { row, beside } = found
  const compiled = await getCompiled(db, row.procedureHash)
  const snapshot = restore(compiled, JSON.parse(row.snapshot))
  // A procedure without deadlines has no timers: nothing to ask for.
  const timers = compiled.procedure.deadlines.length > 0 ? await timersOf(db, row.id) : []
  return { ...beside, row, compiled, snapshot, timers }
}
