import { allTransitions } from '../chart/transitions.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import type { Chart, May, Transition } from '../procedure/procedure.ts'

/** A choice of the chart with the step that declares it; `nth` counts the choices of one type at one step from 0. */
export type ChartChoice = { step: string; type: string; nth: number; may: May; transition: Transition }

/** Every choice that a chart gives to people, in its order. */
export function mays(chart: Chart): ChartChoice[] {
  const counted = new Map<string, number>()
  return [...allTransitions(chart)].flatMap(({ kind, name: type, from, transition }) => {
    const { may } = partsOfGuard(transition.guard)
    if (kind !== 'on' || !may) return []
    const step = from.join('.')
    const place = `${step} ${type}`
    const nth = counted.get(place) ?? 0
    counted.set(place, nth + 1)
    return [{ step, type, nth, may: may.params, transition }]
  })
}
