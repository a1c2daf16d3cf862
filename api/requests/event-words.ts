import { type EdgeKind, edgesOf } from '../../machines/chart/edges.ts'
import { isTagged, startsWith } from '../../machines/chart/graph.ts'
import { routeOf, type Happened as Taken } from '../../machines/chart/route.ts'
import { allTransitions, type PlacedTransition } from '../../machines/chart/transitions.ts'
import type { Chart, Meta, Procedure, Text } from '../../machines/procedure/procedure.ts'
import { begun, discarded, handedOver, type MovePayload, moved } from '../../machines/run/replay.ts'
import { delayOf } from '../../machines/run/step.ts'

type Happened = { type: string; fromSteps: string; payload: string }

/** The transitions that an event may have taken, those that the deepest of its steps declare first. */
export function transitionsOfEvent(chart: Chart, event: Omit<Happened, 'payload'>): PlacedTransition[] {
  const present = (JSON.parse(event.fromSteps) as string[]).map((step) => step.split('.'))
  const delay = delayOf(event.type)
  const name = delay ?? event.type
  const kind = delay === undefined ? 'on' : 'after'
  return transitionsNamed(chart, kind, name).filter(({ from }) =>
    present.some((path) => startsWith(path, from)),
  )
}

/** The words of the transition that an event took. */
export const metaOfEvent = (chart: Chart, event: Omit<Happened, 'payload'>): Meta | undefined =>
  transitionsOfEvent(chart, event)[0]?.transition.meta

/** By chart, kind and name; a version's chart never changes, and its events name their transitions again and again. */
const known = new WeakMap<Chart, Map<string, PlacedTransition[]>>()

/** The transitions of a chart with this kind and name, those of the deepest steps first. */
function transitionsNamed(chart: Chart, kind: 'on' | 'after', name: string): PlacedTransition[] {
  const keyOf = (one: Pick<PlacedTransition, 'kind' | 'name'>) => `${one.kind} ${one.name}`
  let named = known.get(chart)
  if (!named) {
    named = Map.groupBy(
      [...allTransitions(chart)].sort((a, b) => b.from.length - a.from.length),
      keyOf,
    )
    known.set(chart, named)
  }
  return named.get(keyOf({ kind, name })) ?? []
}

/** What the transition that an event took does, as the chart's picture tells its lines apart; null where it took none. */
export const kindOfEvent = (chart: Chart, event: Taken): EdgeKind | null =>
  routeOf({ chart, edges: edgesOf(chart) }, event)[0]?.kind ?? null

/** Whether an event led to a step where the content may be written, from where it may not. */
export function reopens(chart: Chart, { from, to }: Pick<Taken, 'from' | 'to'>): boolean {
  const isEditable = (step: string) => isTagged(chart, step.split('.'), 'editable')
  return from.length > 0 && !from.some(isEditable) && to.some(isEditable)
}

export function titleOfEvent(chart: Chart, event: Happened): Text {
  if (event.type === begun) return { th: 'เริ่มเรื่อง', en: 'Began' }
  if (event.type === moved) {
    const { version } = (JSON.parse(event.payload) as MovePayload).to
    return { th: `ย้ายไปใช้ขั้นตอนฉบับที่ ${version}`, en: `moved to version ${version} of the procedure` }
  }
  if (event.type === handedOver) return { th: 'โอนเรื่องให้เจ้าของใหม่', en: 'Handed over to another owner' }
  if (event.type === discarded) return { th: 'ลบร่าง', en: 'Deleted the draft' }
  return metaOfEvent(chart, event)?.title ?? { th: event.type, en: event.type }
}

/** The words of a timer, by its id: those of the deadline that it waits for. */
export function timerTitle({ deadlines }: Procedure, id: string): Text {
  const name = delayOf(id)
  return deadlines.find((deadline) => deadline.id === name)?.title ?? { th: id, en: id }
}
