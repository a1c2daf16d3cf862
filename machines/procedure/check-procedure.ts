import { nodeAt, walk } from '../chart/graph.ts'
import { deadEnds } from './chart-flow.ts'
import { nameProblems } from './check-names.ts'
import { reminderProblems } from './check-reminders.ts'
import { limits, outOfBounds, shapeProblems } from './check-shape.ts'
import { endlessLoops } from './endless-loops.ts'
import type { Chart, Procedure } from './procedure.ts'
import { procedureSchema } from './procedure.ts'
import { type Problem, problem } from './procedure-problem.ts'
import { provenanceProblems } from './provenance.ts'

/**
 * Reads a procedure that may come from anywhere. Refuses, each with its place: what is not of the schema, every name
 * that means nothing (XState would throw late, fire at once or stay silent), loops of `always` and dead ends.
 */
export function checkProcedure(
  given: unknown,
): { ok: true; procedure: Procedure } | { ok: false; problems: Problem[] } {
  const bounds = outOfBounds(given)
  if (bounds) return { ok: false, problems: [bounds] }
  const parsed = procedureSchema.safeParse(given)
  if (!parsed.success) return { ok: false, problems: shapeProblems(parsed.error.issues, given) }
  const { chart } = parsed.data
  // Before the checks that follow every path: the loops take the square of the number of steps.
  if (moreStepsThan(limits.steps, chart)) return { ok: false, problems: [tooManySteps] }
  const problems = [...nameProblems(parsed.data), ...provenanceProblems(parsed.data)]
  if (problems.length === 0) problems.push(...flowProblems(parsed.data), ...reminderProblems(parsed.data))
  return problems.length === 0 ? { ok: true, procedure: parsed.data } : { ok: false, problems }
}

function moreStepsThan(most: number, chart: Chart): boolean {
  let count = -1
  for (const _ of walk(chart)) {
    count += 1
    if (count > most) return true
  }
  return false
}

const tooManySteps = problem(
  'chart.states',
  'too_large',
  `มีขั้นเกิน ${limits.steps} ขั้น`,
  `more than ${limits.steps} steps`,
)

const placeOf = (path: string[]) => ['chart', ...path].join('.states.')

function flowProblems(procedure: Procedure): Problem[] {
  const { chart } = procedure
  return [
    ...endlessLoops(procedure).map((path) =>
      problem(
        nodeAt(chart, path)?.always ? `${placeOf(path)}.always` : placeOf(path),
        'endless_loop',
        `ทางอัตโนมัติวนกลับมาที่ขั้น "${path.join('.')}" ไม่รู้จบ`,
        `the automatic transitions (always, onDone) of "${path.join('.')}" lead back to it without end`,
      ),
    ),
    ...deadEnds(chart).map((path) =>
      problem(
        placeOf(path),
        'dead_end',
        `ขั้น "${path.join('.')}" ไม่มีทางไปถึงตอนจบ`,
        `no path leads from "${path.join('.')}" to an end`,
      ),
    ),
  ]
}
