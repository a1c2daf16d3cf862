import { eventsOf, type RequestRow } from '../../db/requests.ts'
import { type InspectionEvent, inspectionEvents } from '../../machines/inspection/inspection.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'

/** The whole history of a request as Stately inspection events. */
export async function inspectionOf(db: Reader, row: RequestRow): Promise<InspectionEvent[]> {
  const history = await eventsOf(db, row.id)
  const versions = new Map<string, Compiled>()
  for (const { procedureHash } of history) versions.set(procedureHash, await getCompiled(db, procedureHash))
  const compiledOf = (hash: string) => {
    const compiled = versions.get(hash)
    if (!compiled) throw new Error(`The version ${hash} is not one of this request's`)
    return compiled
  }
  const whose = { office: row.office, group: row.groupId, owner: row.owner }
  return inspectionEvents(compiledOf, { id: row.id, whose }, history)
}
