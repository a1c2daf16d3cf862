import { EventEmitter } from 'node:events'

/** Told after COMMIT that a request changed, so that open pages can look again. */
export type Change = { office: string; request: string; revision: number; by: string | null }
/** Told after COMMIT that a draft of a procedure changed, is gone, or has another editor. */
export type DraftChange = { office: string; draft: string; revision: number; by: string }
export type Changes = EventEmitter<{
  change: [Change]
  draft: [DraftChange]
  /** Told after COMMIT that people of an office were told something that is about no request. */
  told: [{ office: string }]
  /** Told after COMMIT that sessions were ended before their time: somebody signed out, was disabled or got a new password. */
  sessionsEnded: []
}>
export const createChanges = (): Changes => new EventEmitter()
