export type ScenarioStep = {
  /** An event type, or `xstate.after…` for a deadline that passes. */
  type: string
  /** Who acts: a role and a letter that tells persons of one role apart; null for a deadline. */
  role: string | null
  person: string | null
  data: Record<string, unknown>
  /** How long after the step before, in ms. */
  after: number
}
/** A path that was rehearsed, with where it must end. */
export type Scenario = {
  steps: ScenarioStep[]
  /** The steps where it must end, as sorted dotted paths; `refused` when the last step must be refused. */
  expected: { steps: string[]; refused: boolean }
}
