import { type CalendarDate, GregorianCalendar, parseDate, toCalendar } from '@internationalized/date'
import { useCallback, useContext, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { DateInput, DatePicker, DateSegment, type DateValue } from 'react-aria-components/DatePicker'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Popover } from 'react-aria-components/Popover'
import { type Digits, DigitsContext, writeDigits } from './digits.ts'
import { FieldHead, FieldProblem, type FieldProps } from './field-text.tsx'
import { useCommonWords } from './i18n/common.ts'
import { useLanguage } from './i18n/i18n.ts'
import './date-field.css'
import './select-input.css'

type DateFieldProps = FieldProps & {
  /** 'YYYY-MM-DD' in the Gregorian calendar, as everything else in the product stores it. */
  value: string | null
  onChange: (value: string | null) => void
  min?: string
  max?: string
}

/** The day in ISO form; null while its year is still being typed (พ.ศ. 2, 25, 256 …). */
function isoOf(date: DateValue | null): string | null {
  if (!date) return null
  const day = toCalendar(date, new GregorianCalendar())
  return day.era === 'AD' && day.year >= 1900 && day.year < 2400 ? day.toString() : null
}

const buddhistEra = 543

/** The year where one of the Christian era was typed as if it were of the Buddhist era. */
function christianYearOf(date: DateValue | null): number | undefined {
  if (!date) return undefined
  const day = toCalendar(date, new GregorianCalendar())
  const typed = day.era === 'AD' ? day.year + buddhistEra : 0
  return typed >= 1900 && typed < 2400 ? typed : undefined
}

/** Lets a field that reads one script of digits be typed in the other, too. */
function useDigitsOfEitherScript(script: Digits) {
  return useCallback(
    (element: HTMLElement | null) => {
      if (!element) return
      const translate = (event: InputEvent) => {
        const data = event.data && writeDigits(toArab(event.data), script)
        if (!data || data === event.data) return
        event.preventDefault()
        event.stopPropagation()
        const { inputType } = event
        const translated = { data, inputType, bubbles: true, cancelable: true }
        event.target?.dispatchEvent(new InputEvent('beforeinput', translated))
      }
      element.addEventListener('beforeinput', translate, true)
      return () => element.removeEventListener('beforeinput', translate, true)
    },
    [script],
  )
}
const toArab = (text: string) => text.replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))

const parsed = (value: string | null): CalendarDate | null => {
  try {
    return value ? parseDate(value) : null
  } catch {
    // What a form was given before may not be a date; an empty field can be filled.
    return null
  }
}

/**
 * A day, typed or picked in the Buddhist era. Native date inputs are Gregorian only: an official who types 2569 there
 * would mean five centuries from now.
 */
export function DateField(props: DateFieldProps) {
  const { value, onChange, min, max, error, required, disabled, autoFocus } = props
  const language = useLanguage()
  const digits = useContext(DigitsContext)
  const words = useCommonWords()
  const thai = language === 'th'
  const locale = thai
    ? `th-TH-u-ca-buddhist-nu-${digits === 'thai' ? 'thai' : 'latn'}`
    : 'en-GB-u-ca-buddhist'
  const [typed, setTyped] = useState<{ value: string | null; date: DateValue | null }>({
    value,
    date: parsed(value),
  })
  const [focused, setFocused] = useState(false)
  const [impossible, setImpossible] = useState<{ day: number; month: number } | null>(null)
  /** What stands in the parts of the field: the field itself moves 31 November to the 30th when it is left. */
  const parts = useRef<{ day?: number; month?: number }>({})
  const box = useDigitsOfEitherScript(thai && digits === 'thai' ? 'thai' : 'arab')
  // Changed from outside; what is half typed here stands for null outside, and must stay.
  if (typed.value !== value) setTyped({ value, date: parsed(value) })
  const change = (given: DateValue | null) => {
    const { day, month } = parts.current
    const slipped =
      given !== null && day !== undefined && month === given.month && day !== given.day && day > 28
        ? { day, month }
        : null
    const date = slipped ? null : given
    const iso = isoOf(date)
    setImpossible(slipped)
    setTyped({ value: iso, date })
    if (iso !== value) onChange(iso)
  }
  const written = (value: number) => writeDigits(String(value), thai ? digits : 'arab')
  const christian = christianYearOf(typed.date)
  const problem =
    error ??
    (impossible
      ? words('noSuchDay', { day: written(impossible.day), month: written(impossible.month) })
      : christian
        ? words('christianYear', { year: written(christian), buddhist: written(christian + buddhistEra) })
        : typed.date && !typed.value && !focused
          ? words('yearIncomplete')
          : undefined)
  const lowest = parsed(min ?? null)
  const highest = parsed(max ?? null)
  return (
    <I18nProvider locale={locale}>
      <DatePicker
        className="field"
        value={typed.date}
        onChange={change}
        onFocusChange={setFocused}
        granularity="day"
        shouldForceLeadingZeros={false}
        isRequired={required === true}
        isDisabled={disabled === true}
        isInvalid={problem !== undefined}
        autoFocus={autoFocus === true}
        validationBehavior="aria"
        {...(lowest ? { minValue: lowest } : {})}
        {...(highest ? { maxValue: highest } : {})}
      >
        <FieldHead {...props} help={props.help ?? words('dateHint')} />
        <FieldProblem error={problem} />
        <Group className="field-input date-box" ref={box}>
          <DateInput className="date-segments">
            {(segment) => {
              if (segment.type === 'day' || segment.type === 'month') {
                const { [segment.type]: _, ...others } = parts.current
                parts.current = segment.isPlaceholder ? others : { ...others, [segment.type]: segment.value }
              }
              return <DateSegment segment={segment} className="date-segment" />
            }}
          </DateInput>
          <Button className="date-open">{words('chooseDate')}</Button>
        </Group>
        {/* No Dialog inside: the popover is then the dialog itself, its hidden "dismiss" buttons included. */}
        <Popover className="select-popover" aria-label={words('chooseDate')}>
          <div className="date-calendar">
            <Calendar>
              <div className="date-head">
                <Button slot="previous" className="date-step" aria-label={words('previousMonth')}>
                  <span aria-hidden="true">‹</span>
                </Button>
                <Heading />
                <Button slot="next" className="date-step" aria-label={words('nextMonth')}>
                  <span aria-hidden="true">›</span>
                </Button>
              </div>
              <CalendarGrid weekdayStyle="narrow">
                <CalendarGridHeader>
                  {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(date) => <CalendarCell date={date} className="date-cell" />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </div>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}
