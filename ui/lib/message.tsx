import type { ReactNode } from 'react'
import { keepIn } from './keep-words.ts'
import './message.css'

type MessageProps = {
  kind?: 'note' | 'warning' | 'danger' | 'good'
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
}

/** A sentence about what happened and what can be done; danger is read out at once, the rest in its turn. */
export function Message({ kind = 'note', title, children, actions }: MessageProps) {
  return (
    <div className="message" data-kind={kind} role={kind === 'danger' ? 'alert' : 'status'}>
      {title ? <p className="message-title">{keepIn(title)}</p> : null}
      {children ? <div>{keepIn(children)}</div> : null}
      {actions ? <div className="message-actions">{actions}</div> : null}
    </div>
  )
}
