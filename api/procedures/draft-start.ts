import type { z } from 'zod'
import { findActiveVersion } from '../../db/versions.ts'
import { standard } from '../../machines/offices/offices.ts'
import { emptyProcedure } from '../../machines/procedure/empty-procedure.ts'
import { procedureAroundChart } from '../../machines/procedure/import-chart.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import type { draftStartSchema } from '../http/procedure-contract.ts'
import { type DraftJson, readDraftJson } from './draft-json.ts'
import { getVersion } from './version-views.ts'
import { getCompiled, type Reader } from './versions.ts'

type Start = z.infer<typeof draftStartSchema>
type Owner = { id: string; office: string }

/**
 * What a new draft begins with, as a procedure of this office under this id. Throws `not_found` for a version that is
 * not there, and for a file as `readDraftJson` does.
 */
export async function startOf(db: Reader, from: Start, owner: Owner): Promise<DraftJson> {
  switch (from.kind) {
    case 'version':
      return fromProcedure(await procedureOf(db, from), owner)
    case 'standard':
      return fromProcedure(standard, owner)
    case 'empty':
      return fromProcedure(emptyProcedure, owner)
    case 'file':
      return fromFile(from.json, owner, await inForce(db, owner.id))
  }
}

/** The version of a procedure that its next one succeeds; undefined for a new procedure. */
async function inForce(db: Reader, id: string): Promise<Procedure | undefined> {
  const row = await findActiveVersion(db, id)
  return row && (await getCompiled(db, row.hash)).procedure
}

/** Our own JSON with everything, or an XState config around which the version in force stands: by its own keys. */
export function fromFile(given: unknown, owner: Owner, present?: Procedure): DraftJson {
  const json = readDraftJson(given, 'from.json')
  if (Object.hasOwn(json, 'chart')) return { ...json, ...owner }
  if (Object.hasOwn(json, 'states')) return { ...procedureAroundChart(json, present), ...owner }
  const message = {
    th: 'ไฟล์นี้ไม่มีผังขั้นตอน: ต้องมี "chart" (ไฟล์ของระบบนี้) หรือ "states" (XState)',
    en: 'This file holds no chart: it needs "chart" (a file of this product) or "states" (XState).',
  }
  throw new ApiProblem('invalid_content', { message, errors: [{ path: 'from.json', message }] })
}

/** Another procedure's order is not this one's: who signed it did not sign what is about to be written. */
function fromProcedure(procedure: Procedure, owner: Owner): DraftJson {
  if (procedure.id === owner.id) return procedure
  const unsigned = { number: null, date: null, signedBy: null, signedAs: null, effectiveFrom: null }
  return { ...procedure, ...owner, order: { ...procedure.order, ...unsigned } }
}

async function procedureOf(
  db: Reader,
  { procedure, version }: { procedure: string; version: number },
): Promise<Procedure> {
  const { hash } = await getVersion(db, procedure, String(version))
  return (await getCompiled(db, hash)).procedure
}
