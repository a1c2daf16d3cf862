import type { z } from 'zod'
import { type CountedVersionRow, findVersion, type VersionRow } from '../../db/versions.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import type { versionSummarySchema } from '../http/procedure-contract.ts'
import type { Reader } from './versions.ts'

export type VersionSummary = z.infer<typeof versionSummarySchema>

const instantOf = (at: number | null) => (at === null ? null : iso(at))

export function versionSummary(row: CountedVersionRow): VersionSummary {
  const { createdBy, createdByName } = row
  return {
    procedure: row.procedure,
    version: row.version,
    hash: row.hash,
    status: row.status,
    order: JSON.parse(row.order) as Procedure['order'],
    createdAt: iso(row.createdAt),
    createdBy: createdBy === null ? null : { id: createdBy, name: createdByName ?? createdBy },
    activatedAt: instantOf(row.activatedAt),
    effectiveAt: row.status === 'scheduled' ? instantOf(row.effectiveAt) : null,
    reasons: JSON.parse(row.reasons) as Record<string, string>,
    openRequests: row.openRequests,
  }
}

/** The version that a path names; throws `not_found`. */
export async function getVersion(db: Reader, procedure = '', number = ''): Promise<VersionRow> {
  const row = /^\d{1,9}$/.test(number) ? await findVersion(db, procedure, Number(number)) : undefined
  if (!row) throw new ApiProblem('not_found')
  return row
}
