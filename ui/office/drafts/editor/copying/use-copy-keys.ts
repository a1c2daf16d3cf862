import { useEffect, useRef } from 'react'

const ofText = 'input, textarea, select, [contenteditable="true"]'

/** Ctrl+C and Ctrl+V where no text is meant: `row` is the place of the step or choice that has the focus, if one has. */
export function useCopyKeys(act: (what: 'copy' | 'paste', row: string | undefined) => void) {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.repeat) return
      // By the key's place: on a Thai keyboard the same keys give other letters.
      const what = event.code === 'KeyC' ? 'copy' : event.code === 'KeyV' ? 'paste' : undefined
      if (!what || document.querySelector('.modal')) return
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest(ofText)) return
      // Words of the page that somebody selected are what they copy.
      if (what === 'copy' && !(getSelection()?.isCollapsed ?? true)) return
      event.preventDefault()
      latest.current(what, target?.closest('[data-row]')?.getAttribute('data-row') ?? undefined)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
