import { useEffect, useMemo, useRef, useState } from 'react'
import { keepWords } from '../../../../lib/keep-words.ts'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor } from '../editor-context.ts'
import type { Path } from '../edits/json.ts'
import { placeOf } from '../place.ts'
import { useCrumbs } from '../use-crumbs.ts'
import { findInChart } from './find-in-chart.ts'
import { useSearchWords } from './words.ts'
import './search.css'

/** So many are shown: more are not looked through. */
const most = 12

/** Finds a step or a choice by its words and opens it: Ctrl+K, the arrows and Enter, or a press. */
export function SearchSteps() {
  const { json, open } = useEditor()
  const words = useSearchWords()
  const crumbs = useCrumbs()
  const [query, setQuery] = useState('')
  const box = useRef<HTMLElement>(null)
  const found = useMemo(() => findInChart(json, query), [json, query])
  const shown = found.slice(0, most)
  useSearchKey(box)
  const choose = (at: Path) => {
    setQuery('')
    open(at)
  }
  const stops = () => [...(box.current?.querySelectorAll<HTMLElement>('input, .editor-found button') ?? [])]
  const onKeyDown = (event: React.KeyboardEvent) => {
    const focused = stops().indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape') {
      setQuery('')
      stops()[0]?.focus()
    } else if (event.key === 'Enter' && focused === 0) {
      const [first] = shown
      if (first) choose(first)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      stops()[focused + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
    } else return
    event.preventDefault()
  }
  const count = found.length
  return (
    <search className="editor-search" ref={box} onKeyDown={onKeyDown}>
      <TextInput
        label={words('label')}
        help={words('help')}
        type="search"
        autoComplete="off"
        value={query}
        onChange={setQuery}
        maxLength={200}
      />
      <div className="editor-found" data-empty={query.trim() === '' ? '' : undefined}>
        <p role="status">
          {query.trim() === ''
            ? ''
            : keepWords(
                count === 0
                  ? words('none')
                  : words(count > most ? 'shown' : 'found', { count, shown: shown.length }),
              )}
        </p>
        {shown.length > 0 ? (
          <ul aria-label={words('results')}>
            {shown.map((at) => (
              <li key={placeOf(at)}>
                <button
                  type="button"
                  // Some browsers take the focus off the field without giving it to what is pressed.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(at)}
                >
                  {keepWords(crumbs(at))}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </search>
  )
}

/** Ctrl+K brings the focus to the field, from anywhere but a dialog. */
function useSearchKey(box: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // By the key's place: on a Thai keyboard the same key gives another letter.
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (document.querySelector('.modal')) return
      event.preventDefault()
      box.current?.querySelector('input')?.select()
      box.current?.querySelector('input')?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [box])
}
