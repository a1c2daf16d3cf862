import type { ProcedureView } from '../../api/http/contract.ts'
import { nodeAt } from '../../machines/chart/graph.ts'
import { isWithin } from '../../machines/chart/route.ts'
import { partsOfGuard } from '../../machines/procedure/condition.ts'
import { statementOf } from '../../machines/procedure/condition-words.ts'
import {
  type Condition,
  isSpecial,
  type Mark,
  type Need,
  type Option,
  type SpecialNeed,
  type Text,
  type Transition,
} from '../../machines/procedure/procedure.ts'
import { besideOf } from '../../machines/procedure/provenance.ts'
import { partTitle } from '../../machines/procedure/titles.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import type { ChartProcedure } from './chart-procedure.ts'

type Edge = ProcedureView['layout']['edges'][number]
export type ChartChoice = {
  edge: Edge
  /** Who may, in words; empty for what happens by itself. */
  who: Text[]
  needs: Text[]
  /** What has to hold, whoever may; nothing where it is for every request, or happens by itself. */
  when: Text | null
  /** Its parts that do not come from where it does itself. */
  beside: { words: Text; mark: Mark }[]
  description: Text | null
  target: Text
}

/** What can be done at a step, its groups' choices included, as the chart itself says it: who, and what is needed. */
export function choicesOfStep(procedure: ChartProcedure, step: string): ChartChoice[] {
  const { nodes, edges } = procedure.layout
  const seen = new Set<string>()
  return edges
    .filter((edge) => isWithin(step, edge.from))
    .filter((edge) => {
      // Several conditions on one way out are one choice to whoever reads the chart, unless it is people who take it.
      const words = JSON.stringify([edge.to, edge.title.th, conditionAt(procedure, edge) ?? null])
      return seen.has(words) ? false : seen.add(words)
    })
    .map((edge) => {
      const transition = transitionOf(procedure, edge)
      const may = partsOfGuard(transition?.guard).may?.params
      const condition = conditionAt(procedure, edge)
      return {
        edge,
        when: condition ? statementOf(procedure, condition) : null,
        who: may ? [may.as].flat().map((role) => partTitle(procedure, role, may)) : [],
        needs: (transition?.meta.needs ?? []).flatMap((need) => needWords(procedure, need)),
        beside: transition ? besideOf(procedure, transition) : [],
        description: transition?.meta.description ?? null,
        target: nodes.find(({ id }) => id === edge.to)?.title ?? edge.title,
      }
    })
}

/** What has to hold for what people do. */
function conditionAt(procedure: ChartProcedure, edge: Edge): Condition | undefined {
  const { may, condition } = partsOfGuard(transitionOf(procedure, edge)?.guard)
  return may && condition
}

function transitionOf({ chart }: ChartProcedure, { from, type, id }: Edge): Transition | undefined {
  const node = nodeAt(chart, from === '' ? [] : from.split('.'))
  const given = node?.on?.[type] ?? node?.after?.[type] ?? (type === 'done' ? node?.onDone : node?.always)
  return [given ?? []].flat()[Number(id.slice(id.lastIndexOf(':') + 1))]
}

const listOf = (options: Option[], language: 'th' | 'en') =>
  options.map(({ title }) => title[language]).join(' · ')

function needWords({ form }: ChartProcedure, need: Need): Text[] {
  if (isSpecial(need)) return [specialWords(need)]
  const title = 'title' in need ? need.title : form.find(({ name }) => name === need.field)?.title
  return title ? [title] : []
}

function specialWords(need: SpecialNeed): Text {
  switch (need.field) {
    case 'reasons':
      return need.grounds.length === 0
        ? { th: 'เหตุผล', en: 'reasons' }
        : { th: `เหตุผล: ${listOf(need.grounds, 'th')}`, en: `reasons: ${listOf(need.grounds, 'en')}` }
    case 'checked':
      return { th: `ตรวจแล้วว่า ${listOf(need.items, 'th')}`, en: `checked: ${listOf(need.items, 'en')}` }
    case 'publishUntil':
      return { th: 'วันสิ้นสุดการเผยแพร่', en: 'the last day of publication' }
    case 'revision':
      return { th: 'เนื้อหาที่แก้ไขแล้ว', en: 'the changed content' }
    case 'signature':
      return { th: 'การลงลายมือชื่อ', en: 'a signature' }
    default:
      return unreachable(need)
  }
}
