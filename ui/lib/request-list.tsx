import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigationType } from 'react-router'
import { Message } from './message.tsx'
import { ProblemMessage } from './problem-message.tsx'
import { type ListFilter, requestsQuery } from './queries.ts'
import { useRequestListWords } from './request-list-words.ts'
import { RequestRow } from './request-row.tsx'
import { RequestTable } from './request-table.tsx'
import { Skeleton } from './skeleton.tsx'

const lastColumn = { inbox: 'asked', drafts: 'toDo', mine: 'waitsFor', office: 'waitsFor' } as const

/** The requests that a filter finds, in the server's order, with j and k to move and Enter to open. */
export function RequestList({ filter, empty }: { filter: ListFilter; empty: ReactNode }) {
  const words = useRequestListWords()
  const query = useInfiniteQuery(requestsQuery(filter))
  const list = useRef<HTMLUListElement>(null)
  useKeys(list)
  useOpenedLine(list, query.isSuccess)
  const [deleted, setDeleted] = useState<string | null>(null)
  const said = useRef<HTMLDivElement>(null)
  const onDeleted = (title: string) => {
    setDeleted(title)
    // The button that was pressed goes with its line.
    requestAnimationFrame(() => said.current?.focus())
  }
  if (query.isPending) return <Skeleton shape="rows" lines={4} />
  if (query.isError && !query.data)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const items = query.data.pages.flatMap((page) => page.items)
  const { total = items.length, totalIsLeast = false } = query.data.pages[0] ?? {}
  const news = (
    <div ref={said} tabIndex={-1}>
      {deleted === null ? null : <Message kind="good" title={words('deleted', { title: deleted })} />}
    </div>
  )
  // In the same place in both: what has the focus is not made anew when the last line goes.
  if (items.length === 0)
    return (
      <div>
        {news}
        {empty}
      </div>
    )
  return (
    <div>
      {news}
      <RequestTable
        name={{ 'aria-label': words('list') }}
        columns={[filter.view === 'drafts' ? 'written' : 'from', lastColumn[filter.view]]}
        list={list}
        count={{ shown: items.length, total, isLeast: totalIsLeast }}
        more={
          query.hasNextPage
            ? { next: () => void query.fetchNextPage(), isPending: query.isFetchingNextPage }
            : undefined
        }
        problem={
          query.isError ? <ProblemMessage error={query.error} onRetry={() => void query.refetch()} /> : null
        }
        hint={
          <p className="keys-hint">
            <kbd>j</kbd> <kbd>k</kbd> {words('keysMove')} · <kbd>Enter</kbd> {words('keysOpen')}
          </p>
        }
      >
        {items.map((item) => (
          <RequestRow key={item.id} item={item} view={filter.view} onDeleted={onDeleted} />
        ))}
      </RequestTable>
    </div>
  )
}

/** The link that was followed from each place in the history: whoever comes back is where they were. */
const followed = new Map<string, string>()

/** Coming back to a list gives the focus to the line that was opened from it. */
function useOpenedLine(list: React.RefObject<HTMLUListElement | null>, isLoaded: boolean): void {
  const { key } = useLocation()
  const isBack = useNavigationType() === 'POP'
  useEffect(() => {
    const note = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest('[data-request-link]') : null
      if (link && list.current?.contains(link)) followed.set(key, link.getAttribute('href') ?? '')
    }
    document.addEventListener('click', note, true)
    return () => document.removeEventListener('click', note, true)
  }, [key, list])
  useEffect(() => {
    const href = followed.get(key)
    if (!isBack || !isLoaded || !href) return
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-request-link]') ?? [])]
    links.find((link) => link.getAttribute('href') === href)?.focus({ preventScroll: true })
  }, [key, isBack, isLoaded, list])
}

/**
 * j and k move the focus along the titles; Enter is the link's own. They work while focus is on the page itself or in
 * the list, never in a field, a menu or a dialog, so no one who speaks or types loses a letter (WCAG 2.1.4).
 */
function useKeys(list: React.RefObject<HTMLUListElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !list.current) return
      // On a Thai keyboard the same keys give ่ and า.
      const step = event.code === 'KeyJ' ? 1 : event.code === 'KeyK' ? -1 : 0
      if (step === 0) return
      const focused = document.activeElement
      const inList = list.current.contains(focused)
      if (!inList && focused !== document.body && focused?.tagName !== 'MAIN') return
      const links = [...list.current.querySelectorAll<HTMLElement>('[data-request-link]')]
      const at = links.indexOf(focused as HTMLElement)
      const next = links[at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]
      next?.focus()
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [list])
}
