import type { ProcedureView } from '../../api/http/contract.ts'
import { nodeAt } from '../../machines/chart/graph.ts'
import { isWithin } from '../../machines/chart/route.ts'
import type { Text, Transition } from '../../machines/procedure/procedure.ts'
import type { ChartProcedure } from './chart-procedure.ts'

type Edge = ProcedureView['layout']['edges'][number]
export type ChartChoice = {
  edge: Edge
  /** Who may, in words; empty for what happens by itself. */
  who: Text[]
  needs: Text[]
  description: Text | null
  target: Text
}

const owner: Text = { th: 'เจ้าของเรื่อง', en: 'the owner of the request' }
const known: Record<string, Text> = {
  publishUntil: { th: 'วันสิ้นสุดการเผยแพร่', en: 'the last day of publication' },
  revision: { th: 'เนื้อหาที่แก้ไขแล้ว', en: 'the changed content' },
}

/** What can be done at a step, its groups' choices included, as the chart itself says it: who, and what is needed. */
export function choicesOfStep(procedure: ChartProcedure, step: string): ChartChoice[] {
  const { nodes, edges } = procedure.layout
  const seen = new Set<string>()
  return edges
    .filter((edge) => isWithin(step, edge.from))
    .filter((edge) => {
      // Several conditions on one way out are one choice to whoever reads the chart.
      const words = `${edge.to} ${edge.title.th}`
      return seen.has(words) ? false : seen.add(words)
    })
    .map((edge) => {
      const transition = transitionOf(procedure, edge)
      const roles = transition?.guard?.type === 'may' ? [transition.guard.params.as].flat() : []
      return {
        edge,
        who: roles.map((role) => procedure.roles.find(({ id }) => id === role)?.title ?? owner),
        needs: (transition?.meta.needs ?? []).flatMap((need) => needWords(procedure, need)),
        description: transition?.meta.description ?? null,
        target: nodes.find(({ id }) => id === edge.to)?.title ?? edge.title,
      }
    })
}

function transitionOf({ chart }: ChartProcedure, { from, type, id }: Edge): Transition | undefined {
  const node = nodeAt(chart, from === '' ? [] : from.split('.'))
  const given = node?.on?.[type] ?? node?.after?.[type] ?? (type === 'done' ? node?.onDone : node?.always)
  return [given ?? []].flat()[Number(id.slice(id.lastIndexOf(':') + 1))]
}

function needWords(
  procedure: ChartProcedure,
  need: NonNullable<Transition['meta']['needs']>[number],
): Text[] {
  if ('grounds' in need) {
    const list = (language: 'th' | 'en') => need.grounds.map(({ title }) => title[language]).join(' · ')
    return need.grounds.length === 0
      ? [{ th: 'เหตุผล', en: 'reasons' }]
      : [{ th: `เหตุผล: ${list('th')}`, en: `reasons: ${list('en')}` }]
  }
  if ('items' in need) {
    const list = (language: 'th' | 'en') => need.items.map(({ title }) => title[language]).join(' · ')
    return [{ th: `ตรวจแล้วว่า ${list('th')}`, en: `checked: ${list('en')}` }]
  }
  const field = procedure.form.find(({ name }) => name === need.field)
  const title = known[need.field] ?? ('title' in need ? need.title : field?.title)
  return title ? [title] : []
}
