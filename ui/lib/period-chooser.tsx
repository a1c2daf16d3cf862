import { useState } from 'react'
import type { DayPeriod } from '../../machines/run/fiscal-year.ts'
import { DateField } from './date-field.tsx'
import { useYear } from './digits.ts'
import { fiscalNames, fiscalOf, type Length, lengths, type Named, periodOf } from './period.ts'
import { usePeriodWords } from './period-words.ts'
import { SelectInput } from './select-input.tsx'
import { useAddress } from './use-address.ts'
import './period-chooser.css'

/** A period, kept in the address: the last days, a fiscal year or one of its quarters, or days of one's own. */
export function PeriodChooser({ usual }: { usual?: Exclude<Named, 'own'> }) {
  const words = usePeriodWords()
  const nameOf = usePeriodName()
  const [query, changeAddress] = useAddress()
  const now = Date.now()
  const { name, period } = periodOf(query, now, usual)
  const [typing, setTyping] = useState<Partial<DayPeriod> | null>(null)
  const own = name === 'own' || typing !== null
  const days = { ...period, ...typing }
  const put = (named: { period: string } | DayPeriod) =>
    changeAddress({ period: undefined, from: undefined, until: undefined, ...named })
  const change = (part: Partial<Record<keyof DayPeriod, string | null>>) => {
    const { from, until } = { ...days, ...part }
    setTyping({ ...typing, ...part } as Partial<DayPeriod>)
    if (from && until && from <= until) put({ from, until })
  }
  const offered: Named[] = [...fiscalNames(now), ...(Object.keys(lengths) as Length[]), 'own']
  // An address may name a year that is no more offered.
  if (!offered.includes(name)) offered.unshift(name)
  return (
    <div className="period-chooser">
      <SelectInput
        label={words('period')}
        value={own ? 'own' : name}
        options={offered.map((id) => ({ id, label: nameOf(id) }))}
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

/** Gives a period's name in words. */
export function usePeriodName(): (name: Named) => string {
  const words = usePeriodWords()
  const inDigits = useYear()
  return (name) => {
    const fiscal = fiscalOf(name)
    if (!fiscal) return words(name as Length | 'own')
    const year = inDigits(fiscal.year)
    return fiscal.quarter
      ? words('quarter', { quarter: fiscal.quarter, year })
      : words('fiscalYear', { year })
  }
}
