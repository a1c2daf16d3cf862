import { Button } from '../../lib/button.tsx'
import { useText } from '../../lib/text.ts'
import type { Moment } from './flow.ts'
import { useExactTime } from './use-exact-time.ts'
import { useInspectorWords } from './words.ts'

type TimelineProps = {
  moments: Moment[]
  chosen: number
  onChoose: (index: number) => void
  /** When the hand has let go of the slider. */
  onSettle: (index: number) => void
}

/** Goes through time: one event back or forth, or anywhere by the slider. */
export function Timeline({ moments, chosen, onChoose, onSettle }: TimelineProps) {
  const words = useInspectorWords()
  const text = useText()
  const { exact } = useExactTime()
  const moment = moments[chosen]
  if (!moment) return null
  const go = (index: number) => {
    onChoose(index)
    onSettle(index)
  }
  const last = moments.length - 1
  const place = words('place', { number: chosen + 1, total: moments.length })
  return (
    <section className="timeline" aria-label={words('timeline')}>
      <p aria-live="polite">
        <strong>{place}</strong>
        <span>
          <code>{moment.event.type}</code> {moment.title ? <span>{text(moment.title)}</span> : null}
        </span>
        <time dateTime={new Date(moment.at).toISOString()}>{exact(moment.at)}</time>
      </p>
      <div className="timeline-controls">
        <Button onPress={() => go(chosen - 1)} isDisabled={chosen === 0}>
          ◀ {words('previous')}
        </Button>
        {/* A slider between one end and itself has no place for its thumb. */}
        {last > 0 ? (
          <input
            type="range"
            aria-label={words('slider')}
            aria-valuetext={`${place} ${moment.event.type}`}
            min={1}
            max={moments.length}
            value={chosen + 1}
            onChange={({ target }) => onChoose(Number(target.value) - 1)}
            onPointerUp={() => onSettle(chosen)}
            onKeyUp={() => onSettle(chosen)}
          />
        ) : null}
        <Button onPress={() => go(chosen + 1)} isDisabled={chosen === last}>
          {words('next')} ▶
        </Button>
      </div>
    </section>
  )
}
