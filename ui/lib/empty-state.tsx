import type { ReactNode } from 'react'
import { keepIn } from './keep-words.ts'
import './empty-state.css'

/** Says what will appear here, and how to start it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty-state">
      <h2>{keepIn(title)}</h2>
      <p>{keepIn(children)}</p>
      {action}
    </div>
  )
}
