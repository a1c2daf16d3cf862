import type { Compiled } from '../compile.ts'
import type { Procedure, Rule, Text } from '../procedure.ts'
import { stepsOf } from '../steps.ts'
import type { Graph } from './explore.ts'
import { type FlowFacts, isMet } from './flow.ts'
import type { Proof } from './proof.ts'
import { choiceInWords, holds, pathOf, roleTitle, violated } from './words.ts'

/** The office's own rules hold on every path. */
export function rulesAreKept({ procedure }: Compiled, graph: Graph<FlowFacts>): Proof[] {
  return procedure.rules.map((rule) => {
    const { th, en } = inWords(procedure, rule)
    const broken = graph.moves.find(({ type, from }) => type === rule.event && !isMet(from, rule))
    if (!broken) return holds(`rule:${rule.id}`, th, `${en}.`)
    return violated(
      `rule:${rule.id}`,
      `ไม่เป็นไปตามกฎของสำนักงาน: ${th}`,
      `A rule of the office is broken: ${en}.`,
      {
        path: pathOf(procedure, [...graph.wayTo(broken.from), broken]),
        steps: stepsOf(broken.from.snapshot.value),
      },
    )
  })
}

/** A rule as a sentence, without its full stop. */
function inWords(procedure: Procedure, { kind, event, other, by }: Rule): Text {
  const [one, first] = [choiceInWords(procedure, event), choiceInWords(procedure, other)]
  const who = by === undefined ? undefined : roleTitle(procedure, by)
  const byTh = who ? ` โดย${who.th}` : ''
  const byEn = who ? ` by ${who.en}` : ''
  return kind === 'neverBefore'
    ? { th: `ไม่มีการ ${one.th} ก่อน ${first.th}${byTh}`, en: `Never ${one.en} before ${first.en}${byEn}` }
    : {
        th: `${one.th} ทำได้หลัง ${first.th}${byTh} เท่านั้น และนับใหม่ทุกครั้งหลังส่งกลับ`,
        en: `${one.en} only after ${first.en}${byEn}, anew after each return`,
      }
}
