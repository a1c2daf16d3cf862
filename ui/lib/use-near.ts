import { type RefObject, useEffect, useRef, useState } from 'react'

/** So far below the screen, in px, something is loaded before it is scrolled to. */
const margin = 400

/** Whether an element is on the screen or about to be, or once was: what lies far below need not be loaded with the page. */
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
    return () => observer.disconnect()
  }, [near])
  return [ref, near]
}
