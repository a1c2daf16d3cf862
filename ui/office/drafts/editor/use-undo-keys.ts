import { useEffect, useRef } from 'react'

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), in fields as well: what is typed is an edit of the draft like any other. */
export function useUndoKeys(step: (direction: 'undo' | 'redo') => void) {
  const latest = useRef(step)
  latest.current = step
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      // By the key's place: on a Thai keyboard the same keys give other letters.
      const direction =
        event.code === 'KeyZ'
          ? event.shiftKey
            ? 'redo'
            : 'undo'
          : event.code === 'KeyY'
            ? 'redo'
            : undefined
      // A dialog holds what is no part of the draft yet; there the keys are the field's own.
      if (!direction || document.querySelector('.modal')) return
      // So is a name or JSON that is typed and not used yet.
      if (event.target instanceof Element && event.target.closest('.editor-name, .editor-json')) return
      event.preventDefault()
      latest.current(direction)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
