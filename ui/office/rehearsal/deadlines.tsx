import { reminderInWords } from '../../../machines/procedure/reminder-words.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import { remindersOfTimer, type SetReminder } from '../../../machines/run/reminders.ts'
import { Button } from '../../lib/button.tsx'
import { formatInstant } from '../../lib/dates.ts'
import { keepWords } from '../../lib/keep-words.ts'
import { useText } from '../../lib/text.ts'
import { useDateStyle } from '../../lib/time.tsx'
import type { SentReminder } from './rehearsed.ts'
import { useRehearsalWords } from './words.ts'

const dayMs = 86_400_000

type DeadlinesProps = {
  compiled: Compiled
  now: number
  timers: { id: string; dueAt: number }[]
  /** The reminders that are to come, and those that would have been sent. */
  reminders: (SetReminder & { next: number })[]
  sent: SentReminder[]
  ended: boolean
  onPass: (id: string) => void
  onWait: (ms: number) => void
}

/** The rehearsal's clock, moved by hand: over a deadline, or by days. */
export function Deadlines({ compiled, now, timers, reminders, sent, ended, onPass, onWait }: DeadlinesProps) {
  const words = useRehearsalWords()
  const text = useText()
  const style = useDateStyle()
  const written = (at: number) => formatInstant(new Date(at).toISOString(), style, 'long')
  const titleOf = (id: string) => {
    const deadline = compiled.procedure.deadlines.find((one) => id.startsWith(`xstate.after.${one.id}.`))
    return deadline ? text(deadline.title) : id
  }
  const reminded = ({ timer, number }: Pick<SetReminder, 'timer' | 'number'>) => {
    const reminder = remindersOfTimer(compiled, timer)[number]
    return `${titleOf(timer)}: ${reminder ? text(reminderInWords(compiled.procedure, reminder)) : ''}`
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
      {reminders.length > 0 ? (
        <>
          <h3>{words('reminders')}</h3>
          <ul className="rehearsal-deadlines">
            {reminders.map((one) => (
              <li key={`${one.timer} ${one.number}`}>
                {keepWords(reminded(one))}
                <span className="rehearsal-muted">{written(one.next)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {sent.length > 0 ? (
        <>
          <h3>{words('remindersSent')}</h3>
          <ul className="rehearsal-deadlines">
            {together(sent).map(({ count, ...one }) => (
              <li key={`${one.timer} ${one.number} ${one.due}`}>
                {keepWords(reminded(one))}
                <span className="rehearsal-muted">
                  {count === 1
                    ? written(one.at)
                    : words('sentOften', { count, n: count, at: written(one.at) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
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

/** What was sent again and again, in one line with how often and when last. */
function together(sent: SentReminder[]): (SentReminder & { count: number })[] {
  const lines = new Map<string, SentReminder & { count: number }>()
  for (const one of sent) {
    const name = `${one.timer} ${one.number} ${one.due}`
    lines.set(name, { ...one, count: (lines.get(name)?.count ?? 0) + 1 })
  }
  return [...lines.values()]
}
