import { useState } from 'react'
import { Button } from '../../lib/button.tsx'
import type { Moment } from './flow.ts'
import { useInspectorWords } from './words.ts'

/** The event as it was sent, in JSON, and every message that came with it, as it came. */
export function Messages({ moment }: { moment: Moment }) {
  const words = useInspectorWords()
  const [copied, setCopied] = useState<Moment | null>(null)
  const json = JSON.stringify(moment.event, null, 2)
  return (
    <>
      <pre className="inspector-json">{json}</pre>
      <div className="inspector-copy">
        <Button onPress={() => void navigator.clipboard.writeText(json).then(() => setCopied(moment))}>
          {words('copy')}
        </Button>
        <span role="status">{copied === moment ? words('copied') : null}</span>
      </div>
      <details className="inspector-raw">
        <summary>{words('messagesHere', { count: moment.messages.length })}</summary>
        {moment.messages.map((message) => (
          <pre className="inspector-json" key={message.id}>
            {JSON.stringify(message, null, 2)}
          </pre>
        ))}
      </details>
    </>
  )
}
