import { useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { Button } from '../../lib/button.tsx'
import { CheckboxInput } from '../../lib/checkbox-input.tsx'
import { Message } from '../../lib/message.tsx'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { openInStately, outward } from './open-in-stately.ts'
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
  const messages = useMemo(() => outward(events), [events])
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
      <details className="inspector-raw">
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
