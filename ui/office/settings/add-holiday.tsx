import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Given } from '../../../api/http/operations.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { call, fieldError } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { DateField } from '../../lib/date-field.tsx'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useHolidayWords } from './holiday-words.ts'
import { useRefreshHolidays } from './holidays-query.ts'

/** The form of a new holiday; `onDone` is told its day, or nothing where it was left. */
export function AddHoliday({ office, onDone }: { office: string; onDone: (day?: string) => void }) {
  const words = useHolidayWords()
  const common = useCommonWords()
  const text = useText()
  const refresh = useRefreshHolidays(office)
  const [day, setDay] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: (body: Given<'POST /api/holidays'>['body']) => call('POST /api/holidays', { body }),
    onSuccess: async (added) => {
      await refresh()
      onDone(added.day)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (day !== null && name.trim() !== '' && !add.isPending) add.mutate({ day, name, source })
  }
  const wrong = (field: string) => text(fieldError(add.error, field)) || undefined
  const named = wrong('day') ?? wrong('name') ?? wrong('source')
  return (
    <form className="settings-form" onSubmit={submit} noValidate>
      {add.isError && !named ? <ProblemMessage error={add.error} title={words('notAdded')} /> : null}
      <DateField
        label={words('day')}
        value={day}
        onChange={setDay}
        required
        autoFocus
        error={tried && day === null ? words('needsDay') : wrong('day')}
      />
      <TextInput
        label={words('name')}
        value={name}
        onChange={setName}
        maxLength={200}
        required
        error={tried && isBlank(name) ? words('needsName') : wrong('name')}
      />
      <TextInput
        label={words('source')}
        help={words('sourceHelp')}
        value={source}
        onChange={setSource}
        maxLength={300}
        required={false}
        error={wrong('source')}
      />
      <div className="modal-actions">
        <Button onPress={() => onDone()}>{common('cancel')}</Button>
        <Button kind="primary" type="submit" isPending={add.isPending}>
          {words('add')}
        </Button>
      </div>
    </form>
  )
}
