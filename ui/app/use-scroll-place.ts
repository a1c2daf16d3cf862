import { useEffect, useLayoutEffect } from 'react'
import { type Location, useLocation, useNavigationType } from 'react-router'

/** How long, in ms, a page that is still loading may grow to where it stood. */
const timeoutMs = 3000
const places = new Map<string, number>()

/**
 * Back and forward return to where the page stood, also where its list has to load first; whatever is opened anew begins
 * at the top. Filters that change the address leave it where it is.
 */
export function useScrollPlace(isNewPage: (location: Location) => boolean): void {
  const location = useLocation()
  const how = useNavigationType()
  const { key } = location
  useEffect(() => {
    const before = history.scrollRestoration
    history.scrollRestoration = 'manual'
    return () => {
      history.scrollRestoration = before
    }
  }, [])
  useLayoutEffect(() => {
    // Taken off before the next page is painted, so that its being shorter is not taken for a place.
    const note = () => places.set(key, window.scrollY)
    window.addEventListener('scroll', note, { passive: true })
    return () => window.removeEventListener('scroll', note)
  }, [key])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address in the history, not for each render.
  useLayoutEffect(() => {
    const place = how === 'POP' ? places.get(key) : undefined
    if (place !== undefined) return returnTo(place)
    if (isNewPage(location)) window.scrollTo(0, 0)
    return undefined
  }, [key])
}

/** Scrolls as soon as the page is high enough; gives up where the person scrolls first. Answers how to call it off. */
function returnTo(place: number): () => void {
  const room = () => document.documentElement.scrollHeight - window.innerHeight
  window.scrollTo(0, Math.min(place, Math.max(room(), 0)))
  if (room() >= place) return () => {}
  const grown = new ResizeObserver(() => {
    if (room() < place) return
    window.scrollTo(0, place)
    stop()
  })
  const hands = ['wheel', 'touchmove', 'keydown'] as const
  const stop = () => {
    grown.disconnect()
    clearTimeout(timer)
    for (const event of hands) window.removeEventListener(event, stop)
  }
  const timer = setTimeout(stop, timeoutMs)
  for (const event of hands) window.addEventListener(event, stop, { passive: true })
  grown.observe(document.body)
  return stop
}
