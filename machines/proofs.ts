import { compile } from './compile.ts'
import type { Procedure } from './procedure.ts'
import { explore } from './proofs/explore.ts'
import { flowModel } from './proofs/flow.ts'
import type { OfficeFacts, Proof } from './proofs/proof.ts'
import {
  choicesAreTaken,
  deadlinesRest,
  endsAreReached,
  restsAlways,
  stepsAreReached,
} from './proofs/reach.ts'

export type { OfficeFacts, PathStep, Proof } from './proofs/proof.ts'

/**
 * What must hold before a procedure may be activated, property by property, by walking the compiled machine itself with
 * XState's own graph search. `facts` is the office as it stands today. The procedure must have passed `checkProcedure`.
 */
export function prove(procedure: Procedure, _facts: OfficeFacts): Proof[] {
  const endless = restsAlways(procedure)
  // A machine that never comes to rest cannot be walked.
  if (endless.length > 0) return endless
  const compiled = compile(procedure)
  const graph = explore(flowModel(compiled))
  return [
    ...stepsAreReached(compiled, graph),
    ...endsAreReached(compiled, graph),
    ...deadlinesRest(compiled, graph),
    ...choicesAreTaken(compiled, graph),
  ]
}
