import type { Transaction } from 'kysely'
import { replaceAsked } from '../../db/asked.ts'
import type { RequestRow } from '../../db/requests.ts'
import type { AskedTable, Tables } from '../../db/tables.ts'
import { askedOf, isPrompt } from '../../machines/run/asked.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import type { ChartSnapshot } from '../../machines/run/step.ts'

/** Writes down whom a request waits for at the step on which it stands now, so that an inbox is read and not computed. */
export const recordAsked = (
  trx: Transaction<Tables>,
  request: Pick<RequestRow, 'id' | 'office' | 'since'>,
  compiled: Compiled,
  snapshot: ChartSnapshot,
): Promise<void> => replaceAsked(trx, request.id, rowsOfAsked(request, compiled, snapshot))

/** The rows that say whom a request waits for, by whom. */
export function rowsOfAsked(
  { id: request, office, since }: Pick<RequestRow, 'id' | 'office' | 'since'>,
  compiled: Compiled,
  snapshot: ChartSnapshot,
): AskedTable[] {
  const promptly = isPrompt(compiled, snapshot) ? 1 : 0
  return askedOf(compiled, snapshot)
    .map(({ whom, apart }) => ({ office, whom, promptly, since, request, apart: JSON.stringify(apart) }))
    .sort((a, b) => (a.whom < b.whom ? -1 : 1))
}
