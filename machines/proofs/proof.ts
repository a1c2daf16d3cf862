import type { Text } from '../procedure/procedure.ts'

/** One step of a path: who takes which choice, from where to where; a deadline that passes has no role. */
export type PathStep = {
  /** An event type, or `xstate.after…` for a deadline that passes. */
  type: string
  title: Text
  role: string | null
  roleTitle: Text | null
  /** Tells persons apart: the same letter is the same person. */
  person: string | null
  from: string[]
  to: string[]
}

/** What was found out about one property of a procedure, in a sentence that an administrator reads. */
export type Proof = {
  /** Names the property and what it is about, stable over runs: `reachable:proofreading`, `requires:CERTIFY`. */
  id: string
  /** `unproved`: not every path could be walked, so that nothing is said of it; a procedure is not activated on that. */
  outcome: 'holds' | 'violated' | 'unproved' | 'warning'
  sentence: Text
  /** The shortest counter-example, where there is one. */
  path: PathStep[]
  /** The steps that it is about, as dotted paths. */
  steps: string[]
  /** With a `warning`: what the office's director has to confirm before the procedure takes effect. */
  confirm?: Confirm | undefined
}

/** A choice at its step (`<step>.<type>`), and the clause that is cited for it. */
export type Confirm = { place: string; title: Text; clause: string }

/** An office as it stands today: who holds which role, and its groups. */
export type OfficeFacts = {
  /** `group` is null for a role of the whole office. */
  holders: { role: string; group: string | null; person: string }[]
  groups: { id: string; name: Text }[]
}
