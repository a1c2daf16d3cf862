import { allOffices } from '../../db/offices.ts'
import { deleteSetting, findSetting } from '../../db/settings.ts'
import { type StandingTable, standingTables } from '../../db/standing.ts'
import { nobody } from '../people/log-people.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'

/** Notes in an office's log, as the work of nobody, how its rows of these tables stand: what the product itself put there. */
export const recordStanding = (
  trx: Reader,
  office: string,
  tables: readonly StandingTable[],
  at: number,
): Promise<void> =>
  logOfficeEvent(trx, {
    office,
    type: 'standing.recorded',
    actor: nobody,
    at,
    before: null,
    after: { tables },
  })

/** Set by the migration that found entries without digests. */
const unrecorded = 'standingUnrecorded'

/** Notes once, after such a migration, how everything stands, so that from then on a change without an entry shows. */
export async function recordStandingOfEarlierEdition(trx: Reader, at: number): Promise<void> {
  if ((await findSetting(trx, unrecorded)) === undefined) return
  for (const { id } of await allOffices(trx)) await recordStanding(trx, id, standingTables, at)
  await deleteSetting(trx, unrecorded)
}
