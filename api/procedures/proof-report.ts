import { groupsOf } from '../../db/offices.ts'
import { scenariosOf } from '../../db/scenarios.ts'
import { findActiveVersion } from '../../db/versions.ts'
import { offices } from '../../machines/offices/offices.ts'
import type { OfficeFacts, Proof } from '../../machines/proofs/proofs.ts'
import { ApiProblem } from '../http/problem.ts'
import type { ProofReport } from '../http/procedure-contract.ts'
import type { Deps } from '../process/deps.ts'
import { holdersOf } from '../requests/holders.ts'
import type { DraftJson } from './draft-json.ts'
import { analyzeProcedure, checkDraft, layoutProcedure } from './procedure-tasks.ts'
import type { AnalysisInput } from './procedure-worker.ts'
import { scenarioOf } from './scenario-endpoints.ts'
import { getCompiled, type Reader } from './versions.ts'

/**
 * Everything that is asked before a procedure takes effect: is it sound, do the proofs hold, do the saved scenarios
 * end as they must, and what changes against the version in force. `now` says who holds which role. Throws
 * `invalid_content` when it cannot be found out in 30 seconds, `too_many_requests`.
 */
export async function proofReport(
  { db, workers }: Pick<Deps, 'db' | 'workers'>,
  office: string,
  json: DraftJson,
  now: number,
): Promise<ProofReport> {
  const context = { workers, office }
  const checked = await checkDraft(context, json)
  if (!checked.ok)
    return {
      problems: checked.problems,
      proofs: [],
      scenarios: [],
      changes: [],
      mayActivate: false,
      layout: null,
    }
  const { procedure } = checked
  const active = await findActiveVersion(db, procedure.id)
  const input: AnalysisInput = {
    procedure,
    facts: await factsOf(db, office, now),
    scenarios: (await scenariosOf(db, procedure.id)).map((row) => {
      const { id, name, steps, expected } = scenarioOf(row)
      return { id, name, steps, expected }
    }),
    active: active && (await getCompiled(db, active.hash)).procedure,
    wording: offices.find(({ id }) => id === procedure.office)?.wording,
  }
  const [found, layout = null] = await Promise.all([
    analyzeProcedure(context, input),
    layoutProcedure(context, procedure),
  ])
  if (!found) throw tooInvolved()
  const { proofs, scenarios } = found
  const mayActivate =
    layout !== null && !proofs.some(preventsActivation) && scenarios.every(({ passed }) => passed)
  return { problems: [], ...found, mayActivate, layout }
}

/** Whether a procedure cannot be activated for what was found: what is not proved counts as if it were wrong. */
export const preventsActivation = ({ outcome }: Pick<Proof, 'outcome'>): boolean =>
  outcome === 'violated' || outcome === 'unproved'

/** The office as it stands today. */
async function factsOf(db: Reader, office: string, now: number): Promise<OfficeFacts> {
  const groups = await groupsOf(db, office)
  const holders = await holdersOf(db, office, now)
  return {
    holders: holders.map(({ role, groupId, person }) => ({ role, group: groupId, person })),
    groups: groups.map(({ id, nameTh, nameEn }) => ({ id, name: { th: nameTh, en: nameEn } })),
  }
}

function tooInvolved(): ApiProblem {
  const message = {
    th: 'แผนผังนี้ซับซ้อนเกินกว่าจะตรวจสอบได้ ลดขั้นที่ดำเนินการพร้อมกัน หรือแบ่งเป็นหลายขั้นตอนปฏิบัติ',
    en: 'This chart is too involved to be proved. Let fewer steps run side by side, or divide it.',
  }
  return new ApiProblem('invalid_content', { message, errors: [{ path: 'chart', message }] })
}
