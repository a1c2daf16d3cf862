import type { Answered } from '../../../../api/http/operations.ts'
import { isWithin } from '../../../../machines/chart/route.ts'

export type OfficeDocument = NonNullable<
  Answered<'GET /api/procedures/{id}/versions/{n}/document'>['document']
>
export type Clause = OfficeDocument['clauses'][number]

const placesOf = ({ provisions }: Clause) =>
  provisions.flatMap(({ places }) => places).filter(({ lost }) => !lost)
const distinct = (ids: string[]) => [...new Set(ids)]

/** Where a clause is seen on the chart: its steps, and the lines that are taken there. */
export const stepsOfClause = (clause: Clause): string[] =>
  distinct(placesOf(clause).flatMap(({ steps }) => steps))
export const linesOfClause = (clause: Clause): string[] =>
  distinct(placesOf(clause).flatMap(({ edges }) => edges))

/** The clauses that live at a step; of a group of steps, also those that live within it. */
export const clausesOfStep = (document: OfficeDocument, step: string): Clause[] =>
  document.clauses.filter((clause) => stepsOfClause(clause).some((id) => isWithin(id, step)))
