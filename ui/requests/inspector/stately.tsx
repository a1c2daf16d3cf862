import { createBrowserInspector, type StatelyInspectionEvent } from '@statelyai/inspect'
import { useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { withoutPersonalData } from '../../../machines/inspection/inspection-privacy.ts'
import { Button } from '../../lib/button.tsx'
import { CheckboxInput } from '../../lib/checkbox-input.tsx'
import { Message } from '../../lib/message.tsx'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { useInspectorWords } from './words.ts'

/** The way to the public Stately inspector: off until an administrator allows it, and nothing leaves before a yes. */
export function Stately({ events }: { events: InspectionEvent[] }) {
  const words = useInspectorWords()
  const session = useSession()
  return (
    <section className="inspector-card" aria-labelledby="stately-heading">
      <h2 id="stately-heading">{words('stately')}</h2>
      {session.office.inspectorAllowed ? (
        <Allowed events={events} />
      ) : (
        <p>
          {words('statelyOff')}{' '}
          {holdsRole(session, 'admin') ? <Link to="/office/settings">{words('toSettings')}</Link> : null}
        </p>
      )}
    </section>
  )
}

type State = 'closed' | 'blocked' | 'opened' | 'connected'

function Allowed({ events }: { events: InspectionEvent[] }) {
  const words = useInspectorWords()
  const [agreed, setAgreed] = useState(false)
  const [state, setState] = useState<State>('closed')
  const [round, setRound] = useState(0)
  const frame = useRef<HTMLIFrameElement>(null)
  const messages = useMemo(() => withoutPersonalData(events), [events])
  const open = () => {
    const from = frame.current?.contentWindow
    if (from) setState(openInStately(from, messages, () => setState('connected')))
  }
  const disconnect = () => {
    setRound(round + 1)
    setState('closed')
    setAgreed(false)
  }
  return (
    <>
      <p>{words('statelyWhat')}</p>
      <div className="inspector-notice">
        <p>
          <strong>{words('thirdParty')}</strong>
        </p>
        <p>{words('takenOut')}</p>
        <p>{words('remains')}</p>
      </div>
      <details>
        <summary>{words('seeOutward', { count: messages.length })}</summary>
        <pre className="inspector-json">{JSON.stringify(messages, null, 2)}</pre>
      </details>
      {/* biome-ignore lint/a11y/useIframeTitle: nobody can come upon it, it is hidden. */}
      <iframe key={round} ref={frame} hidden />
      {state === 'closed' || state === 'blocked' ? (
        <>
          <CheckboxInput checked={agreed} onChange={setAgreed}>
            {words('agree')}
          </CheckboxInput>
          <div>
            <Button isDisabled={!agreed} onPress={open}>
              {words('openStately')}
            </Button>
          </div>
        </>
      ) : null}
      {state === 'blocked' ? <Message kind="warning">{words('blocked')}</Message> : null}
      {state === 'opened' || state === 'connected' ? (
        <Message
          kind={state === 'opened' ? 'note' : 'good'}
          actions={<Button onPress={disconnect}>{words('disconnect')}</Button>}
        >
          {state === 'opened' ? words('waitsForStately') : words('sent', { count: messages.length })}
        </Message>
      ) : null}
    </>
  )
}

/**
 * Opens the public Stately inspector and sends it the messages once it says that it is there, with the times at which
 * they happened. Must be called from a press. `from` is the window of an empty frame of this page: the opened page can
 * reach that frame only, never send this page elsewhere, and when the frame goes the tie is cut.
 */
function openInStately(
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

/** The package's own way of writing replaces everything after the tenth entry of a list, decisions included, by "[...]". */
const wholly = (event: StatelyInspectionEvent): StatelyInspectionEvent =>
  JSON.parse(JSON.stringify(event)) as StatelyInspectionEvent
