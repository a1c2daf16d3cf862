import type { Actor } from '../../machines/run/vocabulary.ts'
import type { NewEvent } from '../http/contract.ts'

/** The time of a command, and the holidays (YYYY-MM-DD) as they stand. */
export type Moment = { now: number; holidays: ReadonlySet<string> }
export type By = { person: { id: string; office: string; name: string }; actor: Actor }
export type Command = {
  request: string
  by: By | 'timer'
  event: NewEvent
  /** The revision that the person saw; a timer, which saw nothing, leaves it out. */
  ifMatch?: number
}
