import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import { layoutOf } from '../../machines/chart/layout/layout.ts'
import type { Change } from '../../machines/diff/change.ts'
import { changesBetween } from '../../machines/diff/diff.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { Problem } from '../../machines/procedure/procedure-problem.ts'
import { type OfficeFacts, prove } from '../../machines/proofs/proofs.ts'
import { compile } from '../../machines/run/compile.ts'
import type { Scenario } from '../../machines/scenarios/scenario.ts'
import { runScenario } from '../../machines/scenarios/scenarios.ts'
import type { ProofReport } from '../http/procedure-contract.ts'

// What runs in a worker thread, called by `procedure-tasks.ts` alone: what a function here is given, and what it
// answers, is copied between the threads.

/** More mistakes than anyone mends in one sitting; the answer must not outgrow the draft. */
const maxProblems = 200

export type Checked = { ok: true; procedure: Procedure } | { ok: false; problems: Problem[] }

/** Checks a draft; of its problems, the first 200. */
export function check(json: unknown): Checked {
  const checked = checkProcedure(json)
  return checked.ok ? checked : { ok: false, problems: checked.problems.slice(0, maxProblems) }
}

export type AnalysisInput = {
  procedure: Procedure
  facts: OfficeFacts
  scenarios: ({ id: string; name: string } & Scenario)[]
  /** The version in force, if there is one. */
  active: Procedure | undefined
}
export type Analysis = Pick<ProofReport, 'proofs' | 'scenarios' | 'changes'>

/** Proves a sound procedure, runs its scenarios and compares it with the version in force. */
export function analyze({ procedure, facts, scenarios, active }: AnalysisInput): Analysis {
  const compiled = compile(procedure)
  return {
    proofs: prove(procedure, facts),
    scenarios: scenarios.map(({ id, name, steps, expected }) => ({
      id,
      name,
      ...runScenario(compiled, { steps, expected }),
    })),
    changes: active ? changesBetween(active, procedure) : [],
  }
}

/** An administrator proves a draft again and again, and mostly something else than the chart has changed. */
const maxKept = 20
const kept = new Map<string, Layout>()

/** Draws the chart of a sound procedure. */
export async function layout(procedure: Procedure): Promise<Layout> {
  const key = hashOf(procedure.chart)
  const drawn = kept.get(key) ?? (await layoutOf(procedure))
  for (const oldest of kept.keys()) if (kept.size >= maxKept) kept.delete(oldest)
  kept.set(key, drawn)
  return drawn
}

/** What one version changes against another, in words. */
export const changes = ({ before, after }: { before: Procedure; after: Procedure }): Change[] =>
  changesBetween(before, after)

export { exported } from './exports.ts'
