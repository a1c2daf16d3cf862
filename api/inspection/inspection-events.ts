import { eventsOf, type RequestRow } from '../../db/requests.ts'
import type { InspectionEvent } from '../../machines/inspection/inspection.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { inspectRequest } from '../procedures/procedure-tasks.ts'
import { getCompiled } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'

/** The whole history of a request as Stately inspection events; throws `too_many_requests`. */
export async function inspectionOf(
  { db, workers }: Pick<Deps, 'db' | 'workers'>,
  row: RequestRow,
): Promise<InspectionEvent[]> {
  const history = await eventsOf(db, row.id)
  const versions: Record<string, Procedure> = {}
  for (const { procedureHash } of history)
    versions[procedureHash] ??= (await getCompiled(db, procedureHash)).procedure
  const whose = { office: row.office, group: row.groupId, owner: history[0]?.actor ?? row.owner }
  return inspectRequest({ workers, office: row.office }, { versions, of: { id: row.id, whose }, history })
}
