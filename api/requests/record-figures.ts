import type { Transaction } from 'kysely'
import { insertFigures } from '../../db/figures.ts'
import { type EventRow, eventsOf, type RequestRow } from '../../db/requests.ts'
import type { FigureTable, Tables } from '../../db/tables.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { figuresOfEvent, isReturn, noPast } from './figures-of-events.ts'

/** Writes down what figures count of a request's newest event; `before` is the request as it stood when it was taken. */
export async function recordFigures(
  trx: Transaction<Tables>,
  { procedure: { chart } }: Compiled,
  before: RequestRow,
  event: EventRow,
): Promise<void> {
  const from = JSON.parse(event.fromSteps) as string[]
  const to = JSON.parse(event.toSteps) as string[]
  // At a single step the request has stood since its steps last changed; of several, and of what was returned before,
  // only the earlier events tell.
  const isPlain = from.length < 2 && !isReturn(chart, event.type, from, to)
  const past = { ...noPast(), since: new Map(from.map((step) => [step, before.since])) }
  const figures = isPlain
    ? figuresOfEvent(before.procedure, chart, event, past)
    : (await figuresOfRequest(trx, before.procedure, await eventsOf(trx, event.request))).filter(
        ({ seq }) => seq === event.seq,
      )
  await insertFigures(trx, figures)
}

/** What figures count of all events of a request, which are given in their order. */
export async function figuresOfRequest(
  db: Reader,
  procedure: string,
  events: EventRow[],
): Promise<FigureTable[]> {
  const past = noPast()
  const figures: FigureTable[] = []
  for (const event of events) {
    const { chart } = (await getCompiled(db, event.procedureHash)).procedure
    figures.push(...figuresOfEvent(procedure, chart, event, past))
  }
  return figures
}
