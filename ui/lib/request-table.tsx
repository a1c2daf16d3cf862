import type { ReactNode, Ref } from 'react'
import { Button } from './button.tsx'
import { useRequestListWords } from './request-list-words.ts'
import './request-list.css'

type RequestTableProps = {
  /** What the list is called, or the id of the heading that says so. */
  name: { 'aria-label': string } | { 'aria-labelledby': string }
  /** What stands in the last two columns. */
  columns: readonly [third: 'from' | 'written', last: 'asked' | 'toDo' | 'waitsFor']
  list?: Ref<HTMLUListElement>
  /** The lines. */
  children: ReactNode
  /** How many lines are shown, and of how many; `isLeast` where there may be more. */
  count: { shown: number; total: number; isLeast: boolean }
  more: { next: () => void; isPending: boolean } | undefined
  /** Stands before the count, where something went wrong. */
  problem?: ReactNode
  hint?: ReactNode
}

/** Lines of requests under the heads of their columns, with how many are shown and the way to more. */
export function RequestTable({
  name,
  columns,
  list,
  children,
  count,
  more,
  problem,
  hint,
}: RequestTableProps) {
  const words = useRequestListWords()
  const { isLeast, ...counted } = count
  return (
    <>
      <div className="request-list-head" aria-hidden="true">
        {(['title', 'where', ...columns] as const).map((column) => (
          <span key={column}>{words(column)}</span>
        ))}
      </div>
      <ul className="request-list" ref={list} {...name}>
        {children}
      </ul>
      <div className="request-list-foot">
        {problem}
        <div className="request-more">
          <span className="request-muted">{words(isLeast ? 'shownAtLeast' : 'shown', counted)}</span>
          {more ? (
            <Button onPress={more.next} isPending={more.isPending}>
              {words('more')}
            </Button>
          ) : null}
        </div>
        {hint}
      </div>
    </>
  )
}
