import type { EventView, ProcedureView } from '../../api/http/contract.ts'

/** What is needed of a procedure to draw it: a version has it, and so has a draft with its layout. */
export type ChartProcedure = Pick<
  ProcedureView,
  'id' | 'chart' | 'layout' | 'owner' | 'roles' | 'form' | 'categories'
>

/** What is needed of an event to say that it happened on the chart: real, or only rehearsed. */
export type ChartEvent = Pick<
  EventView,
  'seq' | 'type' | 'title' | 'from' | 'to' | 'actor' | 'actedAs' | 'at'
>
