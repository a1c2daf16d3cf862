import type { ChartEvent } from '../../chart/chart-procedure.ts'
import { letterOf, type Rehearsed } from './rehearsed.ts'

/** What was rehearsed, as the chart shows what has happened. */
export const eventsOf = (past: Rehearsed[]): ChartEvent[] =>
  past.map(({ step, title, roleTitle, from, to, after }, index) => ({
    seq: index + 1,
    type: step.type,
    title,
    from,
    to,
    at: new Date(after.now).toISOString(),
    actor: step.person === null ? null : { id: step.person, name: letterOf(step.person) },
    actedAs:
      step.role === null || roleTitle === null
        ? null
        : { role: step.role, title: roleTitle, capacity: null, orderNumber: null, group: null },
  }))
