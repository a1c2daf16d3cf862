import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../lib/button.tsx'
import { useChartWords } from './words.ts'

type Box = { x: number; width: number }
type ChartPaneProps = {
  /** Of the picture, in its own pixels. */
  width: number
  /** What must be in sight to begin with: the first step and, of a request, where it stands. */
  begin: (Box | undefined)[]
  children: (zoom: number) => ReactNode
}

/** Below this its smallest words would be under 13 pixels: rather a part of the picture than all of it unread. */
const leastFit = 13 / 15
const least = 0.4
const most = 2.5
const within = (zoom: number, low: number, high: number) => Math.min(high, Math.max(low, zoom))

/**
 * A picture in its pane. It begins fitted to the width, or scrolled from the first step where that would make its words
 * too small; buttons, the keys + − 0, a pinch and Ctrl with the wheel make it larger and smaller.
 */
export function ChartPane({ width, begin, children }: ChartPaneProps) {
  const words = useChartWords()
  const pane = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<number>()
  const [chosen, setChosen] = useState<number | null>(null)
  const fit = room === undefined ? 1 : within(room / width, leastFit, 1)
  const zoom = chosen ?? fit
  const shown = useRef(zoom)
  /** The point of the pane, from its left and upper edge, that stays where it is at the next zoom. */
  const held = useRef<{ x: number; y: number } | null>(null)

  useLayoutEffect(() => {
    const box = pane.current
    if (!box) return
    const measure = () => setRoom(box.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  const positions = begin.map((box) => (box ? `${box.x} ${box.x + box.width}` : '')).join('|')
  useLayoutEffect(() => {
    const box = pane.current
    if (!box || chosen !== null) return
    // Only its own box is scrolled: scrollIntoView would move the page under the reader.
    let left = 0
    for (const position of positions.split('|').filter(Boolean)) {
      const [start = 0, end = 0] = position.split(' ').map((x) => Number(x) * fit)
      left = Math.min(Math.max(left, end + edge - box.clientWidth), Math.max(0, start - edge))
    }
    box.scrollLeft = left
  }, [positions, fit, chosen])

  useLayoutEffect(() => {
    const box = pane.current
    const before = shown.current
    shown.current = zoom
    if (!box || chosen === null || before === zoom) return
    const { x, y } = held.current ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 }
    held.current = null
    box.scrollLeft = ((box.scrollLeft + x) * zoom) / before - x
    box.scrollTop = ((box.scrollTop + y) * zoom) / before - y
  }, [zoom, chosen])

  const change = useRef((_: number | null) => {})
  // From what was chosen last, not from what is shown: fingers move faster than pictures are drawn.
  change.current = (factor) =>
    setChosen((last) => (factor === null ? null : within((last ?? fit) * factor, least, most)))

  useEffect(() => {
    const box = pane.current
    if (!box) return
    const hold = (x: number, y: number) => {
      const { left, top } = box.getBoundingClientRect()
      held.current = { x: x - left, y: y - top }
    }
    const onKeyDown = (event: KeyboardEvent) => {
      // With Ctrl these are the browser's own.
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '+' || event.key === '=') change.current(step)
      else if (event.key === '-') change.current(1 / step)
      else if (event.key === '0') change.current(null)
      else return
      event.preventDefault()
    }
    const onWheel = (event: WheelEvent) => {
      // A pinch on a touchpad arrives as a wheel with Ctrl.
      if (!event.ctrlKey) return
      event.preventDefault()
      hold(event.clientX, event.clientY)
      change.current(Math.exp(-event.deltaY / 300))
    }
    let apart = 0
    const onTouch = (event: TouchEvent) => {
      const [one, other] = event.touches
      if (!one || !other) {
        apart = 0
        return
      }
      event.preventDefault()
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
      hold((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2)
      if (apart > 0 && now > 0) change.current(now / apart)
      apart = now
    }
    box.addEventListener('keydown', onKeyDown)
    // React's own listeners of these are passive, so that they could not keep the page from zooming as well.
    box.addEventListener('wheel', onWheel, { passive: false })
    box.addEventListener('touchstart', onTouch, { passive: false })
    box.addEventListener('touchmove', onTouch, { passive: false })
    box.addEventListener('touchend', onTouch)
    return () => {
      box.removeEventListener('keydown', onKeyDown)
      box.removeEventListener('wheel', onWheel)
      box.removeEventListener('touchstart', onTouch)
      box.removeEventListener('touchmove', onTouch)
      box.removeEventListener('touchend', onTouch)
    }
  }, [])

  const isWide = room !== undefined && width > room
  return (
    <>
      {isWide || chosen !== null ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in.
        <div className="chart-zoom" role="group" aria-label={words('zoom')}>
          <Button kind="quiet" onPress={() => change.current(step)}>
            {words('zoomIn')}
          </Button>
          <Button kind="quiet" onPress={() => change.current(1 / step)}>
            {words('zoomOut')}
          </Button>
          <Button kind="quiet" onPress={() => change.current(null)}>
            {words('zoomFit')}
          </Button>
        </div>
      ) : null}
      <div className="chart-scroll" ref={pane}>
        {children(zoom)}
      </div>
    </>
  )
}

const step = 1.25
/** What of the pane stays free beside a step that was scrolled into sight. */
const edge = 12
