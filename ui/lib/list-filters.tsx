import { useEffect, useId, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from './button.tsx'
import { useCommonWords } from './i18n/common.ts'
import { defineWords } from './i18n/define-words.ts'
import './list-filters.css'

const useFilterWords = defineWords(
  {
    fold: 'ค้นหาและกรอง',
    search: 'ค้นหาในชื่อเรื่องและเนื้อหา',
    status: 'สถานะ',
    anyStatus: 'ทุกสถานะ',
    clear: 'ล้างตัวกรอง',
  },
  {
    fold: 'Search and filter',
    search: 'Search titles and contents',
    status: 'Status',
    anyStatus: 'Any status',
    clear: 'Clear the filters',
  },
)

export type StatusFilter = 'open' | 'published' | 'ended'
const statuses: StatusFilter[] = ['open', 'published', 'ended']

/** The filters that stand in the address, so that a filtered list can be kept and sent. */
export function useListFilters() {
  const [query, setQuery] = useSearchParams()
  const status = statuses.find((each) => each === query.get('status'))
  const procedure = query.get('procedure') ?? undefined
  const state = query.get('state') ?? undefined
  const q = query.get('q') ?? undefined
  const set = (changes: Record<string, string | undefined>) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes))
          value ? after.set(name, value) : after.delete(name)
        return after
      },
      { replace: true },
    )
  return { status, procedure, state, q, set, active: Boolean(status || procedure || state || q) }
}

/**
 * Search and status above a list. What is typed reaches the address, and so the list, after a short pause. The browser's own
 * fields: those of React Aria would be a quarter of the script that the first screen waits for.
 */
export function ListFilters({ hasStatus = true }: { hasStatus?: boolean }) {
  const words = useFilterWords()
  const common = useCommonWords()
  const { status, q, set, active } = useListFilters()
  const [typed, setTyped] = useState(q ?? '')
  const [open, setOpen] = useState(false)
  const id = useId()
  const latest = useRef(set)
  latest.current = set
  useEffect(() => setTyped(q ?? ''), [q])
  useEffect(() => {
    if (typed.trim() === (q ?? '')) return
    const timer = setTimeout(() => latest.current({ q: typed.trim() }), 300)
    return () => clearTimeout(timer)
  }, [typed, q])
  return (
    <search className="list-filters" data-open={open || active ? '' : undefined}>
      {/* On a phone alone: the list itself is what the screen is for. */}
      <div className="list-filters-fold">
        <Button kind="quiet" aria-expanded={open || active} onPress={() => setOpen(!open)}>
          {words('fold')}
        </Button>
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-search`}>
          {words('search')}
        </label>
        <input
          className="field-input"
          id={`${id}-search`}
          type="search"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {hasStatus ? (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-status`}>
            {words('status')}
          </label>
          <select
            className="field-input"
            id={`${id}-status`}
            value={status ?? ''}
            onChange={(event) => set({ status: event.target.value || undefined })}
          >
            <option value="">{words('anyStatus')}</option>
            {statuses.map((each) => (
              <option key={each} value={each}>
                {common(`status_${each}`)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      {active ? (
        <Button
          kind="quiet"
          onPress={() => {
            setTyped('')
            set({ q: undefined, status: undefined, procedure: undefined, state: undefined })
          }}
        >
          {words('clear')}
        </Button>
      ) : null}
    </search>
  )
}
