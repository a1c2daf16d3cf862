import type { Transaction } from 'kysely'
import { activeVersions } from '../../db/offices.ts'
import type { Db } from '../../db/open.ts'
import { remembered } from '../../db/remembered.ts'
import type { Tables } from '../../db/tables.ts'
import {
  findActiveVersion,
  findVersionByHash,
  insertVersion,
  lastVersionNumber,
  setVersionStatus,
  type VersionRow,
  versionsOf,
} from '../../db/versions.ts'
import { inDocumentOrder } from '../../machines/offices/offices.ts'
import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../machines/run/compile.ts'
import { ApiProblem } from '../http/problem.ts'

export type Reader = Db | Transaction<Tables>
export type Version = Compiled & { version: number; status: 'scheduled' | 'active' | 'superseded' }

/** The machine of a stored version; throws when the version is not stored or its text is not what its hash names. */
export const getCompiled: (db: Reader, hash: string) => Promise<Compiled> = remembered(
  ['procedureVersion'],
  async (db, hash: string) => {
    const row = await findVersionByHash(db, hash)
    if (!row) throw new Error(`The procedure version ${hash} is not stored`)
    const compiled = compile(JSON.parse(row.json) as Procedure)
    if (compiled.hash !== hash) throw new Error(`The stored procedure version ${hash} was changed`)
    return compiled
  },
)

const activeRow = remembered(['procedureVersion'], findActiveVersion)

/** The active version of a procedure; throws `not_found`. */
export async function getActiveVersion(db: Reader, procedure: string): Promise<Version> {
  const row = await activeRow(db, procedure)
  if (!row) throw new ApiProblem('not_found')
  return { ...(await getCompiled(db, row.hash)), version: row.version, status: row.status }
}

/** The versions in force in an office, in the order of its document. */
export async function versionsInForce(
  db: Reader,
  office: string,
): Promise<{ procedure: Procedure; hash: string; version: number }[]> {
  const found: { procedure: Procedure; hash: string; version: number }[] = []
  for (const { hash, version } of await activeVersions(db, office))
    found.push({ procedure: (await getCompiled(db, hash)).procedure, hash, version })
  return inDocumentOrder(found)
}

/**
 * Stores a procedure that the product ships as the next version and makes it the active one; the same text twice changes
 * nothing, nor does a new edition of the product where the office's administrators have made a version of their own.
 * Answers the new version, for the office's log.
 */
export async function activate(db: Reader, given: Procedure, now: number): Promise<VersionRow | undefined> {
  const checked = checkProcedure(given)
  if (!checked.ok) throw new Error(`${given.id} is no sound procedure: ${JSON.stringify(checked.problems)}`)
  const { hash, procedure } = compile(checked.procedure)
  if ((await findVersionByHash(db, hash)) || (await isOwn(db, procedure.id))) return undefined
  const active = await findActiveVersion(db, procedure.id)
  if (active) await setVersionStatus(db, active.hash, { status: 'superseded' })
  const row: VersionRow = {
    hash,
    procedure: procedure.id,
    office: procedure.office,
    status: 'active',
    version: (await lastVersionNumber(db, procedure.id)) + 1,
    json: JSON.stringify(procedure),
    createdAt: now,
    createdBy: null,
    activatedAt: now,
    effectiveAt: null,
    reasons: '{}',
  }
  await insertVersion(db, row)
  return row
}

/** Whether an administrator has made a version of it. */
const isOwn = async (db: Reader, procedure: string): Promise<boolean> =>
  (await versionsOf(db, procedure)).some(({ createdBy }) => createdBy !== null)
