import { noticeFacts } from '../../../../../machines/procedure/notice-values.ts'
import { mostReminders, type Reminder } from '../../../../../machines/procedure/procedure.ts'
import { Button } from '../../../../lib/button.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { readDays } from '../dialogs/new-deadline-fields.tsx'
import { useEditor } from '../editor-context.ts'
import { isObject, type Json, listOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { Place, TextPair, useProblem } from './inputs.tsx'
import { MarkFields, saysOrigins } from './mark-fields.tsx'
import { WhomPicker } from './notify-list.tsx'
import { RowButtons } from './row-buttons.tsx'

/** When somebody is reminded of a deadline, whom, and in what words; the first language has none. */
export function RemindersList({ at: deadline }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const at = [...deadline, 'reminders']
  const reminders = listOf(valueAt(json, at))
  const error = useProblem(at, false)
  if (!saysOrigins(json)) return null
  const write = (next: unknown[]) => edit((draft) => setAt(draft, at, next.length > 0 ? next : undefined), at)
  return (
    <Place at={at}>
      <div className="editor-stack">
        {reminders.map((reminder, index) =>
          isObject(reminder) ? (
            <ReminderCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a reminder has no other identity than its place.
              key={index}
              at={[...at, index]}
              reminder={reminder}
              number={index + 1}
              onRemove={() => write(reminders.filter((_, other) => other !== index))}
            />
          ) : null,
        )}
        {error ? <p className="field-error">{error}</p> : null}
        {reminders.length < mostReminders ? (
          <div>
            <Button
              onPress={() =>
                write([...reminders, { when: 'before', days: 1, working: false, whom: 'owner' }])
              }
            >
              {words('addReminder')}
            </Button>
          </div>
        ) : null}
      </div>
    </Place>
  )
}

const whens: Reminder['when'][] = ['before', 'at', 'after', 'every']
/** How the days are counted; how often may also stand unset. */
const countings = ['calendar', 'working', 'unset'] as const

type CardProps = { at: Path; reminder: Json; number: number; onRemove: () => void }

function ReminderCard({ at, reminder, number, onRemove }: CardProps) {
  const { edit } = useEditor()
  const words = useEditorWords()
  const wrongWhen = useProblem([...at, 'when'])
  const wrongDays = useProblem([...at, 'days'])
  const when = stringOf(reminder.when)
  const { days, working } = reminder
  const typed = typeof days === 'number' ? String(days) : stringOf(days)
  const counting = days === null ? 'unset' : working === true ? 'working' : 'calendar'
  const put = (next: Json, what?: string) => edit((draft) => setAt(draft, at, next), at, what)
  const putWhen = (chosen: string) => {
    const { when: _, days: __, working: ___, ...rest } = reminder
    const counted = { days: days === null && chosen !== 'every' ? 1 : (days ?? 1), working: working === true }
    put({ when: chosen, ...(chosen !== 'at' && counted), ...rest })
  }
  const putCounting = (chosen: string) =>
    put({
      ...reminder,
      days: chosen === 'unset' ? null : (days ?? 1),
      working: chosen === 'unset' ? working === true : chosen === 'working',
    })
  return (
    <Place at={at}>
      <fieldset className="editor-card" aria-label={words('reminderNumber', { number })}>
        <SelectInput
          label={words('reminderWhen')}
          value={when === '' ? null : when}
          error={wrongWhen}
          onChange={putWhen}
          options={whens.map((id) => ({ id, label: words(`reminder_${id}`) }))}
        />
        {when === 'at' ? null : (
          <div className="editor-pair">
            <SelectInput
              label={words('deadlineKind')}
              value={counting}
              onChange={putCounting}
              options={countings
                .filter((id) => id !== 'unset' || when === 'every')
                .map((id) => ({ id, label: words(`deadline_${id}`) }))}
            />
            {days === null ? null : (
              <Place at={[...at, 'days']}>
                <TextInput
                  label={words(when === 'every' ? 'reminderEvery' : 'deadlineDays')}
                  value={typed}
                  // What is no number is kept as it is typed, and said to be wrong.
                  onChange={(value) =>
                    put({ ...reminder, days: readDays(value) ?? value }, `type:${at.join('.')}.days`)
                  }
                  error={readDays(typed) === undefined ? words('daysWrong') : wrongDays}
                />
              </Place>
            )}
          </div>
        )}
        <WhomPicker at={at} params={reminder} onChange={put} acted={false} />
        <TextPair
          at={[...at, 'of']}
          label={words('reminderText')}
          help={words('reminderTextHelp', {
            names: noticeFacts
              .filter((name) => name !== 'actor')
              .map((name) => `{${name}}`)
              .join(' '),
          })}
          optional
        />
        <MarkFields at={at} />
        <RowButtons name={words('reminderNumber', { number })} onRemove={onRemove} />
      </fieldset>
    </Place>
  )
}
