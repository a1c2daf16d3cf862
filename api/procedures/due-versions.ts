import { findPerson } from '../../db/people.ts'
import { dueVersions, findVersionByHash } from '../../db/versions.ts'
import { standingOf } from '../offices/standing.ts'
import type { Deps } from '../process/deps.ts'
import { takeEffect } from './take-effect.ts'

/**
 * Puts every scheduled version into effect whose day has come in Bangkok, in the name of whoever scheduled it; answers
 * how many. One that fails is tried again in the next round and does not hold up the others.
 */
export async function activateDueVersions(deps: Deps): Promise<number> {
  let count = 0
  for (const { hash } of await dueVersions(deps.db, deps.clock.now())) {
    try {
      count += await deps.commits(async (trx) => {
        const version = await findVersionByHash(trx, hash)
        if (version?.status !== 'scheduled' || version.createdBy === null) return 0
        const person = await findPerson(trx, version.createdBy)
        const actor = { id: version.createdBy, name: person?.name ?? version.createdBy }
        const found = await standingOf(trx, version.office, ['procedureVersion', 'office'])
        await takeEffect(trx, version, { actor, at: deps.clock.now() }, found)
        return 1
      })
    } catch (error) {
      const details = { err: error, hash }
      deps.logHourly(hash, details, 'A scheduled version could not take effect; it is tried again')
    }
  }
  return count
}
