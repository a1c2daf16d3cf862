import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Holiday } from '../../../api/http/contract.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { call, fieldError } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { Day } from '../../lib/time.tsx'
import { useHolidayWords } from './holiday-words.ts'
import { useRefreshHolidays } from './holidays-query.ts'

/** The form by which an office says that it works on a holiday, and why. */
export function WorkOnHoliday(props: { office: string; holiday: Holiday; onDone: () => void }) {
  const { office, holiday, onDone } = props
  const words = useHolidayWords()
  const common = useCommonWords()
  const text = useText()
  const refresh = useRefreshHolidays(office)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const work = useMutation({
    mutationFn: () =>
      call('PUT /api/holidays/{day}/worked', { path: { day: holiday.day }, body: { reason } }),
    onSuccess: async () => {
      await refresh()
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isBlank(reason) && !work.isPending) work.mutate()
  }
  const wrong = text(fieldError(work.error, 'reason')) || undefined
  return (
    <form className="settings-form" onSubmit={submit} noValidate>
      <p>
        <Day date={holiday.day} /> · {holiday.name}
      </p>
      <p>{words('workHelp')}</p>
      {work.isError && !wrong ? <ProblemMessage error={work.error} title={words('notWorked')} /> : null}
      <TextInput
        label={words('workReason')}
        help={words('workReasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        required
        autoFocus
        error={tried && isBlank(reason) ? words('needsReason') : wrong}
      />
      <div className="modal-actions">
        <Button onPress={onDone}>{common('cancel')}</Button>
        <Button kind="primary" type="submit" isPending={work.isPending}>
          {words('workNow')}
        </Button>
      </div>
    </form>
  )
}
