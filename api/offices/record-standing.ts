import { allOffices } from '../../db/offices.ts'
import { deleteSetting, findSetting } from '../../db/settings.ts'
import { type StandingTable, standingEditions, standingTables } from '../../db/standing.ts'
import { nobody } from '../people/log-people.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'
import type { Standing } from './standing.ts'

type More = {
  /** Of a record of everything: at whose first start it is made. */
  edition?: string
  /** The digests of before, where the product changed the rows. */
  found?: Standing
}

/** Notes in an office's log, as the work of nobody, how its rows of these tables stand: what the product itself put there. */
export const recordStanding = (
  trx: Reader,
  office: string,
  tables: readonly StandingTable[],
  at: number,
  { edition, found }: More = {},
): Promise<void> =>
  logOfficeEvent(trx, {
    office,
    type: 'standing.recorded',
    actor: nobody,
    at,
    before: null,
    after: { tables, ...(edition !== undefined && { edition }) },
    ...(found && { found }),
  })

/** Set by the migration that found entries without digests. */
const unrecorded = 'standingUnrecorded'

/**
 * Notes once, after such a migration, how everything stands, so that from then on a change without an entry shows. To be
 * called before anything else is noted: verification takes such a record at no other place of a log.
 */
export async function recordStandingOfEarlierEdition(trx: Reader, at: number): Promise<void> {
  if ((await findSetting(trx, unrecorded)) === undefined) return
  const [{ edition }] = standingEditions
  for (const { id } of await allOffices(trx)) await recordStanding(trx, id, standingTables, at, { edition })
  await deleteSetting(trx, unrecorded)
}
