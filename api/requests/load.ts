import { type Beside, findWholeRequest, type RequestRow, type TimerRow, timersOf } from '../../db/requests.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type ChartSnapshot, restore } from '../../machines/run/step.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import type { By, Command } from './command.ts'
import { conflictWith } from './conflict.ts'
import { isGone, mustBeReadable } from './may-read.ts'

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

/**
 * The request for a command of a person of its own office, or of a timer. Throws `not_found`, `not_permitted` for another
 * office's, `revision_conflict` where it is not on the revision that the person saw.
 */
export async function loadForUpdate(
  trx: Reader,
  { request, by, ifMatch }: Pick<Command, 'request' | 'by' | 'ifMatch'>,
): Promise<Loaded> {
  const loaded = await loadRequest(trx, request)
  if (!loaded || isGone(loaded.row)) throw new ApiProblem('not_found')
  if (by !== 'timer' && by.person.office !== loaded.row.office) throw new ApiProblem('not_permitted')
  if (ifMatch !== undefined && ifMatch !== loaded.row.revision) {
    // A conflict says who did what: to nobody who may not read that.
    if (by !== 'timer') await mustBeReadable(trx, by, loaded.row)
    throw await conflictWith(trx, loaded.row)
  }
  return loaded
}

/** A whole request that the person may read; throws `not_found`, `not_permitted`. */
export async function loadReadable(db: Reader, by: By, id = ''): Promise<Loaded> {
  const loaded = await loadRequest(db, id)
  if (!loaded) throw new ApiProblem('not_found')
  await mustBeReadable(db, by, loaded.row)
  return loaded
}
