import { createBrowserInspector, type StatelyInspectionEvent } from '@statelyai/inspect'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { withoutPersonalData } from '../../../machines/inspection/inspection-privacy.ts'
import { wholly } from './receive-inspection.ts'

/** What will be sent to the public inspector: nothing of any person. */
export const outward = (events: InspectionEvent[]): StatelyInspectionEvent[] =>
  withoutPersonalData(events) as StatelyInspectionEvent[]

/**
 * Opens the public Stately inspector and sends it the messages once it says that it is there, with the times at which
 * they happened. Must be called from a press. `from` is the window of an empty frame of this page: the opened page can
 * reach that frame only, never send this page elsewhere, and when the frame goes the tie is cut.
 */
export function openInStately(
  from: Window,
  messages: StatelyInspectionEvent[],
  onConnected: () => void,
): 'opened' | 'blocked' {
  const { adapter } = createBrowserInspector({
    window: from,
    maxDeferredEvents: 10_000,
    serialize: wholly,
    autoStart: false,
  })
  // Not by the inspector's own methods: those would write the present time over the historical one.
  for (const message of messages) adapter.send(message)
  adapter.start()
  if (!adapter.targetWindow) return 'blocked'
  from.addEventListener('message', ({ data }: MessageEvent<{ type?: unknown } | null>) => {
    if (data?.type === '@statelyai.connected') onConnected()
  })
  return 'opened'
}
