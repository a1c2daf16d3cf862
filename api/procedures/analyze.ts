import { changesBetween } from '../../machines/diff/diff.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { type OfficeFacts, prove } from '../../machines/proofs/proofs.ts'
import { compile } from '../../machines/run/compile.ts'
import type { Scenario } from '../../machines/scenarios/scenario.ts'
import { runScenario } from '../../machines/scenarios/scenarios.ts'
import type { ProofReport } from '../http/procedure-contract.ts'

/** All that is asked of a procedure, as plain data: it may be asked in another thread. */
export type Asked = {
  procedure: Procedure
  facts: OfficeFacts
  scenarios: ({ id: string; name: string } & Scenario)[]
  /** The version in force, if there is one. */
  active: Procedure | undefined
}
export type FoundOut = Pick<ProofReport, 'proofs' | 'scenarios' | 'changes'>

/** Proves a sound procedure, runs its scenarios and compares it with the version in force. */
export function findOut({ procedure, facts, scenarios, active }: Asked): FoundOut {
  const compiled = compile(procedure)
  return {
    proofs: prove(procedure, facts),
    scenarios: scenarios.map(({ id, name, steps, expected }) => ({
      ...{ id, name },
      ...runScenario(compiled, { steps, expected }),
    })),
    changes: active ? changesBetween(active, procedure) : [],
  }
}
