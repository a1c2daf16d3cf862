import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { Button } from '../../lib/button.tsx'
import { useNumber } from '../../lib/digits.ts'
import { useText } from '../../lib/text.ts'
import type { Moment } from './flow.ts'
import { useExactTime } from './use-exact-time.ts'
import { useInspectorWords } from './words.ts'
import './timeline.css'

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
  const number = useNumber()
  const text = useText()
  const { exact } = useExactTime()
  const moment = moments[chosen]
  if (!moment) return null
  const go = (index: number) => {
    onChoose(index)
    onSettle(index)
  }
  const last = moments.length - 1
  return (
    <section className="timeline" aria-label={words('timeline')}>
      <p className="timeline-now" aria-live="polite">
        <span className="timeline-count">
          {words('place', { number: chosen + 1, total: moments.length })}
        </span>
        <span>
          <code>{moment.event.type}</code>{' '}
          {moment.title ? <span className="timeline-title">{text(moment.title)}</span> : null}
        </span>
        <time dateTime={new Date(moment.at).toISOString()}>{exact(moment.at)}</time>
      </p>
      <div className="timeline-controls">
        <Button onPress={() => go(chosen - 1)} isDisabled={chosen === 0}>
          ◀ {words('previous')}
        </Button>
        {/* A slider between one end and itself has no place for its thumb. */}
        {last > 0 ? (
          <Slider
            className="timeline-slider"
            aria-label={words('slider')}
            minValue={1}
            maxValue={moments.length}
            value={chosen + 1}
            onChange={(value) => onChoose(Number(value) - 1)}
            onChangeEnd={(value) => onSettle(Number(value) - 1)}
          >
            <SliderTrack className="timeline-track">
              <span className="timeline-past" style={{ width: `${(100 * chosen) / last}%` }} />
              {last <= 60
                ? moments.map(({ lane, from, to }, index) => (
                    <span
                      // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end.
                      key={index}
                      className="timeline-tick"
                      data-past={index <= chosen ? '' : undefined}
                      data-still={String(from) === String(to) ? '' : undefined}
                      data-timer={lane === 'timer' ? '' : undefined}
                      style={{ left: `${(100 * index) / last}%` }}
                    />
                  ))
                : null}
              <SliderThumb className="timeline-thumb" />
            </SliderTrack>
            <span className="timeline-ends" aria-hidden="true">
              <span>{number(1)}</span>
              <span>{number(moments.length)}</span>
            </span>
          </Slider>
        ) : null}
        <Button onPress={() => go(chosen + 1)} isDisabled={chosen === last}>
          {words('next')} ▶
        </Button>
      </div>
    </section>
  )
}
