import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Holiday } from '../../../api/http/contract.ts'
import { call } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { todayInBangkok } from '../../lib/dates.ts'
import { useYear } from '../../lib/digits.ts'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { Modal } from '../../lib/modal.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { SelectInput } from '../../lib/select-input.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Day } from '../../lib/time.tsx'
import { AddHoliday } from './add-holiday.tsx'
import { useHolidayWords } from './holiday-words.ts'
import { holidaysQuery, useRefreshHolidays } from './holidays-query.ts'
import { WorkOnHoliday } from './work-on-holiday.tsx'

/** The holidays of a year that count for the office, with the ways to add and delete one of its own, and to work on another. */
export function HolidaysCard({ office }: { office: string }) {
  const words = useHolidayWords()
  const common = useCommonWords()
  const inDigits = useYear()
  const text = useText()
  const refresh = useRefreshHolidays(office)
  const holidays = useQuery(holidaysQuery)
  const thisYear = todayInBangkok(Date.now()).slice(0, 4)
  const [year, setYear] = useState(thisYear)
  const [adding, setAdding] = useState(false)
  const [asked, setAsked] = useState<Holiday>()
  const [worked, setWorked] = useState<Holiday>()
  const observe = useMutation({
    mutationFn: ({ day }: Holiday) => call('DELETE /api/holidays/{day}/worked', { path: { day } }),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: ({ day }: Holiday) => call('DELETE /api/holidays/{day}', { path: { day } }),
    onSuccess: async () => {
      await refresh()
      setAsked(undefined)
    },
  })
  if (holidays.isPending) return <Skeleton lines={4} />
  if (!holidays.data) return <ProblemMessage error={holidays.error} onRetry={() => void holidays.refetch()} />
  const years = [...new Set([thisYear, year, ...holidays.data.map(({ day }) => day.slice(0, 4))])].sort()
  const shown = holidays.data.filter(({ day }) => day.startsWith(`${year}-`))
  const scopeOf = ({ scope, place }: Holiday) =>
    scope === 'office' ? words('office') : place ? text(place) : words('national')
  const ask = (holiday: Holiday) => {
    remove.reset()
    setAsked(holiday)
  }
  return (
    <>
      <div className="holiday-head">
        <SelectInput
          label={words('year')}
          value={year}
          onChange={setYear}
          options={years.map((id) => ({ id, label: words('yearOf', { year: inDigits(Number(id) + 543) }) }))}
        />
        <Button onPress={() => setAdding(true)}>{words('add')}</Button>
      </div>
      {shown.length === 0 ? <p className="settings-muted">{words('none')}</p> : null}
      <details className="holiday-days" hidden={shown.length === 0}>
        <summary>{words('days', { count: shown.length })}</summary>
        <ul className="holiday-list">
          {shown.map((holiday) => (
            <li key={`${holiday.day} ${holiday.scope}`}>
              <span>
                <Day date={holiday.day} /> · {holiday.name}
                <span className="settings-muted">
                  {holiday.source
                    ? words('scopeAndSource', { scope: scopeOf(holiday), source: holiday.source })
                    : scopeOf(holiday)}
                </span>
                {holiday.worked === null ? null : (
                  <span className="settings-muted">{words('worked', { reason: holiday.worked })}</span>
                )}
              </span>
              {holiday.scope === 'office' ? (
                <Button
                  kind="quiet"
                  aria-label={words('removeOf', { name: holiday.name })}
                  onPress={() => ask(holiday)}
                >
                  {words('remove')}
                </Button>
              ) : holiday.worked === null ? (
                <Button
                  kind="quiet"
                  aria-label={words('workOn', { name: holiday.name })}
                  onPress={() => setWorked(holiday)}
                >
                  {words('work')}
                </Button>
              ) : (
                <Button
                  kind="quiet"
                  aria-label={words('observeOf', { name: holiday.name })}
                  isPending={observe.isPending}
                  onPress={() => observe.mutate(holiday)}
                >
                  {words('observe')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </details>
      {observe.isError ? <ProblemMessage error={observe.error} title={words('notWorked')} /> : null}
      <Modal title={words('workTitle')} open={worked !== undefined} onClose={() => setWorked(undefined)}>
        {worked ? (
          <WorkOnHoliday office={office} holiday={worked} onDone={() => setWorked(undefined)} />
        ) : null}
      </Modal>
      <Modal title={words('addTitle')} open={adding} onClose={() => setAdding(false)}>
        <AddHoliday
          office={office}
          onDone={(day) => {
            setAdding(false)
            if (day) setYear(day.slice(0, 4))
          }}
        />
      </Modal>
      <Modal title={words('removeTitle')} open={asked !== undefined} onClose={() => setAsked(undefined)}>
        {asked ? (
          <>
            <p>
              <Day date={asked.day} /> · {asked.name}
            </p>
            <p>{words('removeHelp')}</p>
            {remove.isError ? <ProblemMessage error={remove.error} title={words('notRemoved')} /> : null}
            <div className="modal-actions">
              <Button onPress={() => setAsked(undefined)}>{common('cancel')}</Button>
              <Button kind="danger" isPending={remove.isPending} onPress={() => remove.mutate(asked)}>
                {words('removeNow')}
              </Button>
            </div>
          </>
        ) : null}
      </Modal>
    </>
  )
}
