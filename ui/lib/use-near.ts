import { type RefObject, useEffect, useRef, useState } from 'react'

/** So far below the screen, in px, something is loaded before it is scrolled to. */
const margin = 400

/** So long after its page came, in ms, it is loaded anyhow: whoever searches in the page or prints it is to find it. */
const patience = 3_000

/** Whether an element is on the screen or about to be, or its page has come: what lies far below need not come first. */
export function useNear<Shown extends HTMLElement>(): [ref: RefObject<Shown | null>, near: boolean] {
  const ref = useRef<Shown>(null)
  const [near, setNear] = useState(() => typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (near || !ref.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { rootMargin: `${margin}px` },
    )
    observer.observe(ref.current)
    const later = setTimeout(() => setNear(true), patience)
    return () => {
      observer.disconnect()
      clearTimeout(later)
    }
  }, [near])
  return [ref, near]
}
