import type { Compiled } from '../../../machines/run/compile.ts'
import { Button } from '../../lib/button.tsx'
import { formatInstant } from '../../lib/dates.ts'
import { useText } from '../../lib/text.ts'
import { useDateStyle } from '../../lib/time.tsx'
import { useRehearsalWords } from './words.ts'

const dayMs = 86_400_000

type DeadlinesProps = {
  compiled: Compiled
  now: number
  timers: { id: string; dueAt: number }[]
  ended: boolean
  onPass: (id: string) => void
  onWait: (ms: number) => void
}

/** The rehearsal's clock, moved by hand: over a deadline, or by days. */
export function Deadlines({ compiled, now, timers, ended, onPass, onWait }: DeadlinesProps) {
  const words = useRehearsalWords()
  const text = useText()
  const style = useDateStyle()
  const written = (at: number) => formatInstant(new Date(at).toISOString(), style, 'long')
  const titleOf = (id: string) => {
    const deadline = compiled.procedure.deadlines.find((one) => id.startsWith(`xstate.after.${one.id}.`))
    return deadline ? text(deadline.title) : id
  }
  return (
    <section className="rehearsal-clock" aria-labelledby="rehearsal-clock">
      <h2 id="rehearsal-clock">{words('clock')}</h2>
      <p>
        <strong>{written(now)}</strong>
        <span className="rehearsal-muted">{words('clockExplained')}</span>
      </p>
      {timers.length > 0 ? (
        <>
          <h3>{words('deadlines')}</h3>
          <ul className="rehearsal-deadlines">
            {timers.map(({ id, dueAt }) => (
              <li key={id}>
                <Button onPress={() => onPass(id)}>{words('passDue', { title: titleOf(id) })}</Button>
                <span className="rehearsal-muted">{words('due', { at: written(dueAt) })}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="rehearsal-muted">{words('noDeadlines')}</p>
      )}
      {ended ? null : (
        <div className="rehearsal-buttons">
          {[1, 7].map((days) => (
            <Button key={days} kind="quiet" onPress={() => onWait(days * dayMs)}>
              {words('wait', { count: days })}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}
