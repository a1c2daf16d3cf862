import {
  createBrowserInspector,
  createBrowserReceiver,
  type StatelyInspectionEvent,
} from '@statelyai/inspect'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'

/**
 * Sends the events by the package's own inspector to the package's own receiver, all within this page, and hands over
 * what arrived once it is all there. The function that comes back ends it.
 */
export function receiveInspection(
  events: InspectionEvent[],
  onReceived: (received: StatelyInspectionEvent[]) => void,
): () => void {
  // Two empty frames, the receiver's inside the sender's: the package looks for the other side in the parent window, and
  // it never takes its listeners away. Whatever it leaves behind goes with the frames, and no other page can name them.
  const outer = document.createElement('iframe')
  outer.hidden = true
  outer.title = 'Inspection'
  const received: StatelyInspectionEvent[] = []
  const begin = () => {
    const sender = outer.contentWindow
    if (!sender) return
    const inner = sender.document.createElement('iframe')
    const { adapter } = createBrowserInspector({
      window: sender,
      iframe: inner,
      url: 'about:blank',
      maxDeferredEvents: events.length,
      serialize: wholly,
    })
    for (const event of events) adapter.send(event as StatelyInspectionEvent)
    inner.addEventListener('load', () => {
      if (!inner.contentWindow) return
      createBrowserReceiver({ window: inner.contentWindow }).subscribe((event) => {
        received.push(event)
        if (received.length < events.length) return
        outer.remove()
        onReceived(received)
      })
    })
    sender.document.body.append(inner)
  }
  outer.addEventListener('load', begin, { once: true })
  document.body.append(outer)
  return () => outer.remove()
}

/** The package's own way of writing replaces everything after the tenth entry of a list, decisions included, by "[...]". */
export const wholly = (event: StatelyInspectionEvent): StatelyInspectionEvent =>
  JSON.parse(JSON.stringify(event)) as StatelyInspectionEvent
