import type { Text } from '../../../machines/procedure/procedure.ts'
import type { SetReminder } from '../../../machines/run/reminders.ts'
import type { ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import type { RehearsedContent } from '../../../machines/scenarios/scenarios.ts'

/** Everything that a rehearsal stands on after a step: enough to go on from there, or to come back to it. */
export type Moment = {
  /** The snapshot as XState persists it. */
  snapshot: unknown
  /** The rehearsal's clock, and when each running deadline falls due; in ms since 1970 UTC. */
  now: number
  timers: [id: string, dueAt: number][]
  content: RehearsedContent
  /** What is still to be reminded of, and what would have been sent so far. */
  reminders: SetReminder[]
  sent: SentReminder[]
}

/** A reminder that would have been sent at a time (ms since 1970 UTC). */
export type SentReminder = Omit<SetReminder, 'next'> & { at: number }

/** A step that was rehearsed: as a scenario keeps it, with its words and with what it led to. */
export type Rehearsed = {
  step: ScenarioStep
  title: Text
  roleTitle: Text | null
  from: string[]
  to: string[]
  after: Moment
}

/**
 * Persons by letter. The star says that the same letter is the same person in every role, so that a rehearsal can try
 * the separation of duties; A is the owner of the request.
 */
export const persons = ['*A', '*B', '*C', '*D', '*E', '*F', '*G', '*H']
export const ownersLetter = '*A'
export const letterOf = (person: string | null): string => person?.replace('*', '') ?? ''

/** The person who acts in a role unless another is chosen: each role its own, the owner none of them. */
export const usualPerson = (roles: string[], role: string): string =>
  role === 'owner' ? ownersLetter : (persons[1 + (roles.indexOf(role) % (persons.length - 1))] ?? '*B')
