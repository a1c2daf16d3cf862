import type { StatelyInspectionEvent } from '@statelyai/inspect'
import { useEffect, useMemo, useState } from 'react'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { type Flow, flowOf } from './flow.ts'
import { receiveInspection } from './receive-inspection.ts'

/** The flow as it arrived through the receiver; the one before stays until the next has arrived. */
export function useFlow(events: InspectionEvent[]): { flow: Flow; messages: number } | null {
  const [received, setReceived] = useState<StatelyInspectionEvent[] | null>(null)
  useEffect(() => receiveInspection(events, setReceived), [events])
  return useMemo(() => received && { flow: flowOf(received), messages: received.length }, [received])
}
