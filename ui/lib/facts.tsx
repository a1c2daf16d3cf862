import type { ReactNode } from 'react'
import './facts.css'

export type Fact = { name: string; value: ReactNode }

/** Names and what stands behind them, one under another. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.name} style={{ display: 'contents' }}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
