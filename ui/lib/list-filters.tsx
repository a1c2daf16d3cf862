import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { useCommonWords } from './i18n/common.ts'
import { defineWords } from './i18n/define-words.ts'
import { statuses, useListFilters } from './use-list-filters.ts'
import './list-filters.css'

const useFilterWords = defineWords(
  {
    fold: 'ค้นหาและกรอง',
    search: 'ค้นหาในชื่อเรื่องและเนื้อหา',
    status: 'สถานะ',
    anyStatus: 'ทุกสถานะ',
    more: 'กรองและเรียงเพิ่มเติม',
    clear: 'ล้างตัวกรอง',
  },
  {
    fold: 'Search and filter',
    search: 'Search titles and contents',
    status: 'Status',
    anyStatus: 'Any status',
    more: 'More filters and order',
    clear: 'Clear the filters',
  },
)

// What the first screen does not wait for.
const MoreFilters = lazy(() => import('./more-filters.tsx').then((m) => ({ default: m.MoreFilters })))

/**
 * Search and status above a list. What is typed reaches the address, and so the list, after a short pause. The browser's own
 * fields: those of React Aria would be a quarter of the script that the first screen waits for.
 */
export function ListFilters({ hasStatus = true }: { hasStatus?: boolean }) {
  const words = useFilterWords()
  const common = useCommonWords()
  const filters = useListFilters()
  const { set, active, hasSeldom } = filters
  const { status, q } = filters.filter
  const [more, setMore] = useState(false)
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
    <search className="list-filters" data-open={open || active || hasSeldom ? '' : undefined}>
      {/* On a phone alone: the list itself is what the screen is for. */}
      <div className="list-filters-fold">
        <Button kind="quiet" aria-expanded={open || active || hasSeldom} onPress={() => setOpen(!open)}>
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
      {more || hasSeldom ? (
        <Suspense>
          <MoreFilters filters={filters} />
        </Suspense>
      ) : (
        <Button kind="quiet" aria-expanded={false} onPress={() => setMore(true)}>
          {words('more')}
        </Button>
      )}
      {active || hasSeldom ? (
        <Button
          kind="quiet"
          onPress={() => {
            setTyped('')
            filters.clear()
          }}
        >
          {words('clear')}
        </Button>
      ) : null}
    </search>
  )
}
