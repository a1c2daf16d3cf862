import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { DateField } from '../../../lib/date-field.tsx'
import { SelectInput } from '../../../lib/select-input.tsx'
import { type Length, lengths, type Period, periodOf } from './period.ts'
import { useFiguresWords } from './words.ts'

/** The period of the figures, kept in the address. */
export function PeriodChooser() {
  const words = useFiguresWords()
  const [query, setQuery] = useSearchParams()
  const { length, period } = periodOf(query, Date.now())
  const [typing, setTyping] = useState<Partial<Period> | null>(null)
  const own = length === 'own' || typing !== null
  const days = { ...period, ...typing }
  const put = (change: Record<string, string>) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before)
        for (const name of ['period', 'from', 'until']) next.delete(name)
        for (const [name, value] of Object.entries(change)) next.set(name, value)
        return next
      },
      { replace: true },
    )
  const change = (part: Partial<Record<keyof Period, string | null>>) => {
    const { from, until } = { ...days, ...part }
    setTyping({ ...typing, ...part } as Partial<Period>)
    if (from && until && from <= until) put({ from, until })
  }
  return (
    <div className="figures-period">
      <SelectInput
        label={words('period')}
        value={own ? 'own' : length}
        options={[...Object.keys(lengths), 'own'].map((id) => ({ id, label: words(id as Length | 'own') }))}
        onChange={(chosen) => {
          if (chosen === 'own') return setTyping({})
          setTyping(null)
          put({ period: chosen })
        }}
      />
      {own ? (
        <>
          <DateField
            label={words('from')}
            value={days.from ?? null}
            onChange={(from) => change({ from })}
            error={days.from && days.until && days.from > days.until ? words('wrongOrder') : undefined}
          />
          <DateField
            label={words('until')}
            value={days.until ?? null}
            onChange={(until) => change({ until })}
          />
        </>
      ) : null}
    </div>
  )
}
