import type { Transaction } from 'kysely'
import { replaceAsked } from '../../db/asked.ts'
import type { RequestRow } from '../../db/requests.ts'
import type { AskedTable, Tables } from '../../db/tables.ts'
import { type Asked, askedOf, isPrompt } from '../../machines/run/asked.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import type { ChartSnapshot } from '../../machines/run/step.ts'

/** Writes down whom a request waits for at the step on which it stands now, so that an inbox is read and not computed; answers it. */
export async function recordAsked(
  trx: Transaction<Tables>,
  request: Pick<RequestRow, 'id' | 'office' | 'since'>,
  compiled: Compiled,
  snapshot: ChartSnapshot,
): Promise<Asked[]> {
  const asked = askedOf(compiled, snapshot)
  await replaceAsked(trx, request.id, rowsOf(asked, request, compiled, snapshot))
  return asked
}

/** The rows that say whom a request waits for, by whom. */
export const rowsOfAsked = (
  request: Pick<RequestRow, 'id' | 'office' | 'since'>,
  compiled: Compiled,
  snapshot: ChartSnapshot,
): AskedTable[] => rowsOf(askedOf(compiled, snapshot), request, compiled, snapshot)

function rowsOf(
  asked: Asked[],
  { id: request, office, since }: Pick<RequestRow, 'id' | 'office' | 'since'>,
  compiled: Compiled,
  snapshot: ChartSnapshot,
): AskedTable[] {
  const promptly = isPrompt(compiled, snapshot) ? 1 : 0
  return asked
    .map(({ whom, apart }) => ({ office, whom, promptly, since, request, apart: JSON.stringify(apart) }))
    .sort((a, b) => (a.whom < b.whom ? -1 : 1))
}
