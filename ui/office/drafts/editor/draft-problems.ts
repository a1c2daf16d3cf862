import { checkProcedure } from '../../../../machines/procedure/check-procedure.ts'
import type { Problem } from '../../../../machines/procedure/procedure-problem.ts'
import { type Json, type Path, setAt, valueAt } from './edits/json.ts'
import { readPlace } from './place.ts'

export type PlacedProblem = Problem & { at: Path }

/**
 * All that is wrong with a draft, each with its place. A title that is still empty must not hide that a choice leads
 * nowhere: what only has to be filled in is taken as filled in, and what else there is to say is said as well.
 */
export function problemsOfDraft(json: Json): PlacedProblem[] {
  const found = problemsOf(json)
  const empty = found.filter(({ at, code }) => code === 'invalid_shape' && valueAt(json, at) === '')
  if (empty.length === 0 || empty.length < found.length) return found
  const filled = empty.reduce((made, { at }) => setAt(made, at, filler), json)
  return [...found, ...problemsOf(filled)]
}

/** Text that fits wherever a text is wanted, and is the name of nothing. */
const filler = '-'

function problemsOf(json: Json): PlacedProblem[] {
  const checked = checkProcedure(json)
  if (checked.ok) return []
  return checked.problems.map((problem) => ({ ...problem, at: readPlace(json, problem.place) }))
}
