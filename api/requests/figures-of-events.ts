import { bucketOf } from '../../db/figures.ts'
import type { EventRow } from '../../db/requests.ts'
import type { FigureTable } from '../../db/tables.ts'
import { nodeAt } from '../../machines/chart/graph.ts'
import type { Chart, Text } from '../../machines/procedure/procedure.ts'
import { begun, moved } from '../../machines/run/replay.ts'
import { kindOfEvent } from './event-words.ts'
import { reasonsOf } from './reasons.ts'

type PastEvent = Pick<EventRow, 'request' | 'seq' | 'type' | 'at' | 'fromSteps' | 'toSteps' | 'payload'>
/** What of a request's past its next event's figures need. */
export type Past = {
  /** Since when (ms) it has stood at each of its present steps. */
  since: Map<string, number>
  begunAt: number
  wasReturned: boolean
}
export const noPast = (): Past => ({ since: new Map(), begunAt: 0, wasReturned: false })

/** What figures count of one event, by the chart on which it was taken; `past` is brought to where the next one begins. */
export function figuresOfEvent(procedure: string, chart: Chart, event: PastEvent, past: Past): FigureTable[] {
  const { request, seq, type, at } = event
  const from = JSON.parse(event.fromSteps) as string[]
  const to = JSON.parse(event.toSteps) as string[]
  const figures: FigureTable[] = []
  const count = (what: FigureTable['what'], name = '', ms = 0) =>
    figures.push({ procedure, what, name, bucket: ms === 0 ? 0 : bucketOf(ms), ms, at, request, seq })
  if (type === begun) {
    past.begunAt = at
    count('begun')
  }
  const returned = isReturn(chart, type, from, to)
  for (const step of from.filter((one) => !to.includes(one))) {
    const since = past.since.get(step)
    past.since.delete(step)
    // A move to another version ends no stay by anybody's decision.
    if (type === moved || since === undefined) continue
    count('stay', step, at - since)
    if (returned) count('returned', step)
  }
  for (const step of to.filter((one) => !from.includes(one))) {
    past.since.set(step, at)
    // Nobody leaves an end: whoever arrives there came through.
    if (nodeAt(chart, step.split('.'))?.type === 'final') count('end', step)
  }
  if (!returned) return figures
  if (!past.wasReturned) count('firstReturn', '', at - past.begunAt)
  past.wasReturned = true
  const reasons = reasonsOf(chart, event)
  if (!reasons) return figures
  const names = new Set<string>()
  for (const { th, en } of reasons.grounds.length > 0 ? reasons.grounds : [other]) {
    // Two grounds that are worded alike count twice: the second has a name of its own.
    const name = JSON.stringify([th, en])
    const again = names.has(name) ? JSON.stringify([th, en, names.size]) : name
    names.add(again)
    count('reason', again)
  }
  return figures
}

/** Words of one's own, with none of the grounds of the list. */
const other: Text = { th: 'อื่น ๆ', en: 'Other' }

/** Whether an event sent a request back, as the chart's picture tells the kinds of its lines apart. */
export function isReturn(chart: Chart, type: string, from: string[], to: string[]): boolean {
  return kindOfEvent(chart, { type, from, to }) === 'return'
}
