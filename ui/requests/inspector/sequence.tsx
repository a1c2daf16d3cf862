import { type CSSProperties, type KeyboardEvent, memo, useEffect, useRef } from 'react'
import { useText } from '../../lib/text.ts'
import { type Flow, type Lane, type Moment, stepTitle } from './flow.ts'
import { useExactTime } from './use-exact-time.ts'
import { useInspectorWords } from './words.ts'
import './sequence.css'

type SequenceProps = {
  flow: Flow
  /** A lane's name in words. */
  laneTitle: (lane: Lane) => string
  chosen: number
  onChoose: (index: number) => void
}

/** Who sent what to whom and when, from top to bottom: a list of buttons between the lifelines of a sequence diagram. */
export function Sequence({ flow, laneTitle, chosen, onChoose }: SequenceProps) {
  const words = useInspectorWords()
  const box = useRef<HTMLDivElement>(null)
  const { lanes, moments } = flow

  // biome-ignore lint/correctness/useExhaustiveDependencies: longer names of lanes move the rows.
  useEffect(() => {
    // Only its own box is scrolled: scrollIntoView would move the page under the reader.
    const scroller = box.current
    const row = scroller?.querySelector<HTMLElement>(`[data-moment="${chosen}"]`)
    const head = scroller?.querySelector<HTMLElement>('.sequence-head')?.offsetHeight ?? 0
    if (!scroller || !row) return
    const top = row.offsetTop - head
    if (top < scroller.scrollTop) scroller.scrollTop = top
    const under = row.offsetTop + row.offsetHeight - scroller.clientHeight
    if (under > scroller.scrollTop) scroller.scrollTop = under
  }, [chosen, laneTitle])

  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      Home: 0,
      End: moments.length - 1,
    }[event.key]
    if (next === undefined || !moments[next]) return
    event.preventDefault()
    onChoose(next)
    box.current?.querySelector<HTMLElement>(`[data-moment="${next}"]`)?.focus({ preventScroll: true })
  }

  // Each lane is two columns, so that its line is the line of the grid between them.
  const columns = lanes.map(({ kind }) => `repeat(2, minmax(var(--half-${kind}), 1fr))`).join(' ')
  return (
    <div className="sequence" ref={box} style={{ '--lanes': columns } as CSSProperties}>
      <div className="sequence-head" aria-hidden="true">
        <span>{words('time')}</span>
        {lanes.map((lane, index) => (
          <span key={lane.id} data-kind={lane.kind} style={{ gridColumn: `${2 + 2 * index} / span 2` }}>
            <strong>{laneTitle(lane)}</strong>
            <code>{lane.name}</code>
          </span>
        ))}
      </div>
      <ol onKeyDown={onKeyDown} aria-label={words('sequence')}>
        {moments.map((moment, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end.
            key={index}
            index={index}
            moment={moment}
            previous={moments[index - 1]}
            lanes={lanes}
            laneTitle={laneTitle}
            isChosen={index === chosen}
            isAhead={index > chosen}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </div>
  )
}

type RowProps = {
  index: number
  moment: Moment
  previous: Moment | undefined
  lanes: Lane[]
  laneTitle: (lane: Lane) => string
  isChosen: boolean
  isAhead: boolean
  onChoose: (index: number) => void
}

const Row = memo(function Row(props: RowProps) {
  const { index, moment, previous, lanes, laneTitle, isChosen, isAhead, onChoose } = props
  const words = useInspectorWords()
  const text = useText()
  const { dayAndTime, span } = useExactTime()
  const source = lanes.findIndex(({ id }) => id === moment.lane)
  const from = lanes[source]
  const title = moment.title ? text(moment.title) : words(moment.event.type === 'move' ? 'moved' : 'begun')
  return (
    <li>
      <button
        type="button"
        className="sequence-row"
        data-moment={index}
        data-ahead={isAhead ? '' : undefined}
        aria-current={isChosen ? 'step' : undefined}
        tabIndex={isChosen ? 0 : -1}
        onClick={() => onChoose(index)}
      >
        {lanes.map((lane, at) => (
          <span
            className="sequence-life"
            key={lane.id}
            data-kind={lane.kind}
            style={{ gridColumn: `${2 + 2 * at} / span 2` }}
          />
        ))}
        <span className="sequence-time">
          {dayAndTime(moment.at).map((words) => (
            <span key={words}>{words} </span>
          ))}
          {previous ? <span className="sequence-span">{span(moment.at - previous.at)}</span> : null}
        </span>
        <span className="sequence-label">
          <code>{moment.event.type}</code> <span>{title}</span>
        </span>
        <span
          className="sequence-arrow"
          data-kind={from?.kind}
          style={{ gridColumn: `3 / ${3 + 2 * source}` }}
        />
        <span className="sequence-sender">
          {[from ? laneTitle(from) : '', moment.event.actor?.name ?? '']
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className="sequence-state">
          {moment.to.map((step) => (
            <span key={step}>
              <span>{text(stepTitle(moment, step))}</span> <code>{step}</code>
            </span>
          ))}
        </span>
      </button>
    </li>
  )
})
