import { groupsOf } from '../../db/offices.ts'
import { scenariosOf } from '../../db/scenarios.ts'
import { findActiveVersion } from '../../db/versions.ts'
import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import type { OfficeFacts, Proof } from '../../machines/proofs/proofs.ts'
import { ApiProblem } from '../http/problem.ts'
import type { ProofReport } from '../http/procedure-contract.ts'
import { inThread } from '../process/worker.ts'
import { holdersOf } from '../requests/holders.ts'
import type { Asked, FoundOut } from './analyze.ts'
import { type DraftJson, problemsOf } from './draft-json.ts'
import { layoutInTime } from './layout-in-time.ts'
import { scenarioOf } from './scenario-endpoints.ts'
import { getCompiled, type Reader } from './versions.ts'

/** A chart of 30 steps takes under a second, and one with too many ways gives itself up after some ten. */
const longestMs = 30_000

/**
 * Everything that is asked before a procedure takes effect: is it sound, do the proofs hold, do the saved scenarios
 * end as they must, and what changes against the version in force. `now` says who holds which role. Throws
 * `invalid_content` when it cannot be found out in 30 seconds.
 */
export async function proofReport(db: Reader, json: DraftJson, now: number): Promise<ProofReport> {
  const checked = checkProcedure(json)
  if (!checked.ok)
    return {
      ...{ problems: problemsOf(json), proofs: [], scenarios: [], changes: [] },
      ...{ mayActivate: false, layout: null },
    }
  const { procedure } = checked
  const active = await findActiveVersion(db, procedure.id)
  const asked: Asked = {
    procedure,
    facts: await factsOf(db, procedure.office, now),
    scenarios: (await scenariosOf(db, procedure.id)).map((row) => {
      const { id, name, steps, expected } = scenarioOf(row)
      return { id, name, steps, expected }
    }),
    active: active && (await getCompiled(db, active.hash)).procedure,
  }
  const [found, layout = null] = await Promise.all([
    inThread<FoundOut>(new URL('./proof-worker.ts', import.meta.url), asked, longestMs),
    layoutInTime(procedure),
  ])
  if (!found) throw tooInvolved()
  const { proofs, scenarios } = found
  const mayActivate =
    layout !== null && !proofs.some(standsInTheWay) && scenarios.every(({ passed }) => passed)
  return { problems: [], ...found, mayActivate, layout }
}

/** Whether a procedure cannot be activated for what was found: what is not proved counts as if it were wrong. */
export const standsInTheWay = ({ outcome }: Pick<Proof, 'outcome'>): boolean =>
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
    th: 'ผังนี้ซับซ้อนเกินกว่าจะพิสูจน์ได้ — ลดขั้นที่เดินขนานกัน หรือแบ่งเป็นหลายขั้นตอนปฏิบัติ',
    en: 'This chart is too involved to be proved. Let fewer steps run side by side, or divide it.',
  }
  return new ApiProblem('invalid_content', { message, errors: [{ path: 'chart', message }] })
}
