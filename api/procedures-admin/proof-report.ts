import { scenariosOf } from '../../db/scenarios.ts'
import { findActiveVersion } from '../../db/versions.ts'
import { checkProcedure } from '../../machines/check-procedure.ts'
import { compile } from '../../machines/compile.ts'
import { changesBetween } from '../../machines/diff.ts'
import type { Procedure } from '../../machines/procedure.ts'
import { type OfficeFacts, prove } from '../../machines/proofs.ts'
import { runScenario } from '../../machines/scenarios.ts'
import { layoutOf } from '../chart-layout.ts'
import { holdersOf } from '../holders.ts'
import type { ProofReport } from '../procedure-contract.ts'
import { getCompiled, type Reader } from '../procedures.ts'
import { type DraftJson, problemsOf } from './draft-json.ts'
import { scenarioOf } from './scenario-endpoints.ts'

/**
 * Everything that is asked before a procedure takes effect: is it sound, do the proofs hold, do the saved scenarios
 * end as they must, and what changes against the version in force. `now` says who holds which role.
 */
export async function proofReport(db: Reader, json: DraftJson, now: number): Promise<ProofReport> {
  const checked = checkProcedure(json)
  if (!checked.ok)
    return {
      ...{ problems: problemsOf(json), proofs: [], scenarios: [], changes: [] },
      ...{ mayActivate: false, layout: null },
    }
  const { procedure } = checked
  const proofs = prove(procedure, await factsOf(db, procedure.office, now))
  const scenarios = await scenarioOutcomes(db, procedure)
  const active = await findActiveVersion(db, procedure.id)
  const changes = active ? changesBetween((await getCompiled(db, active.hash)).procedure, procedure) : []
  const mayActivate =
    proofs.every(({ outcome }) => outcome !== 'violated') && scenarios.every(({ passed }) => passed)
  return { problems: [], proofs, scenarios, changes, mayActivate, layout: await layoutOf(procedure) }
}

async function scenarioOutcomes(db: Reader, procedure: Procedure): Promise<ProofReport['scenarios']> {
  const compiled = compile(procedure)
  return (await scenariosOf(db, procedure.id)).map((row) => {
    const { id, name, steps, expected } = scenarioOf(row)
    return { id, name, ...runScenario(compiled, { steps, expected }) }
  })
}

/** The office as it stands today. */
async function factsOf(db: Reader, office: string, now: number): Promise<OfficeFacts> {
  const groups = await db
    .selectFrom('officeGroup')
    .selectAll()
    .where('office', '=', office)
    .orderBy('position')
    .execute()
  const holders = await holdersOf(db, office, now)
  return {
    holders: holders.map(({ role, groupId, person }) => ({ role, group: groupId, person })),
    groups: groups.map(({ id, nameTh, nameEn }) => ({ id, name: { th: nameTh, en: nameEn } })),
  }
}
