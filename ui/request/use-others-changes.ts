import { useEffect, useRef, useState } from 'react'
import type { EventView, RequestView } from '../../api/contract.ts'

export type OthersChange = { event: EventView | null }

/**
 * What somebody else did while this page was open: the newest event that is not mine, or a change of the content.
 * `mine` is the revision that my own last action made.
 */
export function useOthersChanges(
  request: RequestView,
  events: EventView[] | undefined,
  mine: number,
): OthersChange | null {
  const [change, setChange] = useState<OthersChange | null>(null)
  const seen = useRef({ revision: request.revision, events: events?.length })
  useEffect(() => {
    if (!events) return
    const before = seen.current
    // The two loads arrive one after the other: an event is told when it can be named.
    if (before.events === undefined) seen.current = { revision: request.revision, events: events.length }
    else if (events.length > before.events) {
      seen.current = { revision: request.revision, events: events.length }
      if (request.revision > mine) setChange({ event: events.at(-1) ?? null })
    } else if (request.revision > before.revision) {
      seen.current = { revision: request.revision, events: events.length }
      if (request.revision > mine) setChange({ event: null })
    }
  }, [request.revision, events, mine])
  // What I did afterwards is the newer news.
  return request.revision > mine ? change : null
}
