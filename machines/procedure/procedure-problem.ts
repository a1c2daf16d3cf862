import type { Text } from './procedure.ts'

/** One thing that is wrong with a procedure: where (a path such as `chart.states.draft.on.SEND`), and what. */
export type Problem = { place: string; code: ProblemCode; message: Text }
export type ProblemCode =
  | 'too_large'
  | 'too_deep'
  | 'invalid_shape'
  | 'unknown_key'
  | 'reserved_event'
  | 'reserved_field'
  | 'unknown_language'
  | 'unknown_guard'
  | 'unknown_action'
  | 'unknown_delay'
  | 'unknown_role'
  | 'unknown_target'
  | 'unknown_event'
  | 'unknown_field'
  | 'duplicate_name'
  | 'missing_field'
  | 'missing_initial'
  | 'missing_guard'
  | 'unknown_comparison'
  | 'impossible_value'
  | 'missing_provenance'
  | 'contradictory_provenance'
  | 'endless_loop'
  | 'dead_end'

export const problem = (place: string, code: ProblemCode, th: string, en: string): Problem => ({
  place,
  code,
  message: { th, en },
})

/** `ไม่รู้จัก… "name"`. */
export const unknown = (place: string, code: ProblemCode, th: string, en: string, name: string): Problem =>
  problem(place, code, `ไม่รู้จัก${th} "${name}"`, `unknown ${en} "${name}"`)
