import type { z } from 'zod'
import { findActiveVersion, findVersionByHash } from '../../db/versions.ts'
import { standard } from '../../machines/offices/offices.ts'
import { emptyProcedure } from '../../machines/procedure/empty-procedure.ts'
import { procedureAroundChart, versionNamedIn } from '../../machines/procedure/import-chart.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { ApiProblem } from '../http/problem.ts'
import type { draftStartSchema } from '../http/procedure-contract.ts'
import { type DraftJson, readDraftJson } from './draft-json.ts'
import { type Imported, importReport, type Present } from './import-report.ts'
import { getVersion } from './version-views.ts'
import { getCompiled, type Reader } from './versions.ts'

type Start = z.infer<typeof draftStartSchema>
type Owner = { id: string; office: string }

/** What a new draft begins with; of an XState file also what became of it. */
export type Started = { json: DraftJson; imported: Imported | null }

/**
 * What a new draft begins with, as a procedure of this office under this id. Throws `not_found` for a version that is
 * not there, and for a file as `readDraftJson` does.
 */
export async function startOf(db: Reader, from: Start, owner: Owner): Promise<Started> {
  switch (from.kind) {
    case 'version':
      return { json: fromProcedure(await procedureOf(db, from), owner), imported: null }
    case 'standard':
      return { json: fromProcedure(standard, owner), imported: null }
    case 'empty':
      return { json: fromProcedure(emptyProcedure, owner), imported: null }
    case 'file':
      return fromFile(from.json, owner, {
        inForce: await inForce(db, owner.id),
        named: (hash) => versionOf(db, owner.id, hash),
      })
    default:
      return unreachable(from)
  }
}

/** The version of a procedure that its next one succeeds; undefined for a new procedure. */
async function inForce(db: Reader, id: string): Promise<Present | undefined> {
  const row = await findActiveVersion(db, id)
  return row && { procedure: (await getCompiled(db, row.hash)).procedure, version: row.version }
}

/** A version of this procedure by its hash; undefined where it is another's, or not here. */
async function versionOf(db: Reader, id: string, hash: string): Promise<Present | undefined> {
  const row = await findVersionByHash(db, hash)
  if (row?.procedure !== id) return undefined
  return { procedure: (await getCompiled(db, hash)).procedure, version: row.version }
}

type Versions = { inForce: Present | undefined; named: (hash: string) => Promise<Present | undefined> }

/**
 * Our own JSON with everything, or an XState config around which the version stands that it names, else the one in force:
 * by its own keys.
 */
export async function fromFile(given: unknown, owner: Owner, versions?: Versions): Promise<Started> {
  const json = readDraftJson(given, 'from.json')
  if (Object.hasOwn(json, 'chart')) return { json: { ...json, ...owner }, imported: null }
  if (Object.hasOwn(json, 'states')) {
    const named = versionNamedIn(json)
    const ours = named && (await versions?.named(named.hash))
    const base = ours ?? versions?.inForce
    const around = procedureAroundChart(json, base?.procedure)
    const of = { named, isOurs: ours !== undefined, inForce: versions?.inForce, base, id: owner.id }
    return { json: { ...around.json, ...owner }, imported: importReport(around, of) }
  }
  const message = {
    th: 'ไฟล์นี้ไม่มีแผนผังขั้นตอน: ต้องมี "chart" (ไฟล์ของระบบนี้) หรือ "states" (XState)',
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
