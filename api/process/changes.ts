import { EventEmitter } from 'node:events'

/** Told after COMMIT that a request changed, so that open pages can look again. */
export type Change = { office: string; request: string; revision: number; by: string | null }
/** Told after COMMIT that a draft of a procedure changed, is gone, or has another editor. */
export type DraftChange = { office: string; draft: string; revision: number; by: string }
export type Changes = EventEmitter<{ change: [Change]; draft: [DraftChange] }>
export function createChanges(): Changes {
  const changes: Changes = new EventEmitter()
  // One listener for each open page.
  changes.setMaxListeners(0)
  return changes
}
