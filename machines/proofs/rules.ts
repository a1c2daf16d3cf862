import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import type { Graph } from './explore.ts'
import { type FlowFacts, isMet } from './flow.ts'
import type { Proof } from './proof.ts'
import { holds, pathOf, ruleInWords, violated } from './words.ts'

/** The office's own rules hold on every path. */
export function rulesAreKept({ procedure }: Compiled, graph: Graph<FlowFacts>): Proof[] {
  return procedure.rules.map((rule) => {
    const { th, en } = ruleInWords(procedure, rule)
    const broken = graph.edges.find(({ type, from }) => type === rule.event && !isMet(from, rule))
    if (!broken) return holds(`rule:${rule.id}`, th, `${en}.`)
    return violated(
      `rule:${rule.id}`,
      `ไม่เป็นไปตามกฎของสำนักงาน: ${th}`,
      `A rule of the office is broken: ${en}.`,
      {
        path: pathOf(procedure, [...graph.pathTo(broken.from), broken]),
        steps: stepsOf(broken.from.snapshot.value),
      },
    )
  })
}
