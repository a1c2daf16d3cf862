import { EventEmitter } from 'node:events'

/** Told after COMMIT that a request changed, so that open pages can look again. */
export type Change = { office: string; request: string; revision: number; by: string | null }
export type Changes = EventEmitter<{ change: [Change] }>
export function createChanges(): Changes {
  const changes: Changes = new EventEmitter()
  // One listener for each open page.
  changes.setMaxListeners(0)
  return changes
}
