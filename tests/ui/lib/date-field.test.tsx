/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { act, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { DateField } from '../../../ui/lib/date-field.tsx'
import { cleanScreens, FakeApi, isSaid, officer, show } from '../../support/screen.tsx'

cleanScreens()
const thaiDigits = { ...officer, office: { ...officer.office, digits: 'thai' as const } }

type FormProps = { value: string | null; error?: string; onGiven: (day: string | null) => void }

/** The field in a form that keeps its value and tells of every one that it was given. */
function Form({ value, error, onGiven }: FormProps) {
  const [day, setDay] = useState(value)
  const change = (next: string | null) => {
    onGiven(next)
    setDay(next)
  }
  return (
    <>
      <DateField label="เผยแพร่ถึงวันที่" value={day} onChange={change} error={error} />
      <button type="button" onClick={() => setDay('2027-01-05')}>
        จากข้างนอก
      </button>
    </>
  )
}
function field(value: string | null, options: { session?: typeof officer; error?: string } = {}) {
  const given: (string | null)[] = []
  const { session = officer, error } = options
  const form = <Form value={value} onGiven={(day) => given.push(day)} {...(error ? { error } : {})} />
  return { ...show(form, new FakeApi(), { session }), given }
}
const segments = () => screen.getAllByRole('spinbutton')
const shown = () => segments().map((segment) => segment.textContent)

describe('a day', () => {
  test('is shown in the Buddhist era, with the digits of the office', () => {
    field('2026-12-31')
    expect(shown()).toEqual(['31', '12', '2569'])
  })

  test('is shown in Thai digits where the office writes them', () => {
    field('2026-12-31', { session: thaiDigits })
    expect(shown()).toEqual(['๓๑', '๑๒', '๒๕๖๙'])
  })

  test.each([
    ['Arabic', '3', '1', '12', '2569', officer],
    ['Thai', '๓', '๑', '๑๒', '๒๕๖๙', thaiDigits],
  ])('typed in %s digits of the Buddhist era is given in ISO form', async (_, a, b, month, year, session) => {
    const { user, given } = field(null, { session })
    const [day, months, years] = segments()
    for (const [segment, typed] of [
      [day, a + b],
      [months, month],
      [years, year],
    ] as const) {
      await user.click(segment as HTMLElement)
      await user.keyboard(typed)
    }
    expect(given).toEqual(['2026-12-31'])
  })

  test.each([
    ['Thai digits where the office writes Arabic ones', '๓๑', '๑๒', '๒๕๖๙', officer],
    ['Arabic digits where the office writes Thai ones', '31', '12', '2569', thaiDigits],
  ])('may be typed in %s', async (_, day, month, year, session) => {
    const { user, given } = field(null, { session })
    for (const [index, typed] of [day, month, year].entries()) {
      await user.click(segments()[index] as HTMLElement)
      await user.keyboard(typed)
    }
    expect(given).toEqual(['2026-12-31'])
  })

  test.each([
    ['31', '11', 'ไม่มีวันที่ 31 ในเดือนที่ 11 ใส่วันใหม่'],
    ['30', '2', 'ไม่มีวันที่ 30 ในเดือนที่ 2 ใส่วันใหม่'],
  ])('that no month has (%s/%s) is refused, and never changed in silence', async (day, month, sentence) => {
    const { user, given } = field(null)
    for (const [index, typed] of [day, month, '2569'].entries()) {
      await user.click(segments()[index] as HTMLElement)
      await user.keyboard(typed)
    }
    act(() => screen.getByRole('button', { name: 'จากข้างนอก' }).focus())
    await waitFor(() => expect(isSaid(sentence)).toBe(true))
    expect(given.filter((one) => one !== null)).toEqual([])
  })

  test('whose month is changed to one without it is refused, with a sentence, until another is given', async () => {
    const { user, given } = field('2026-12-31')
    await user.click(segments()[1] as HTMLElement)
    await user.keyboard('11')
    act(() => screen.getByRole('button', { name: 'จากข้างนอก' }).focus())
    await waitFor(() => expect(isSaid('ไม่มีวันที่ 31 ในเดือนที่ 11 ใส่วันใหม่')).toBe(true))
    // Its first digit alone is January.
    expect(given).toEqual(['2026-01-31', null])
  })

  test('of a year of the Christian era is no day, and the year that is meant is said', async () => {
    const { user, given } = field(null)
    for (const [index, typed] of ['31', '12', '2026'].entries()) {
      await user.click(segments()[index] as HTMLElement)
      await user.keyboard(typed)
    }
    expect(given.filter((one) => one !== null)).toEqual([])
    expect(isSaid('2026 เป็นปี ค.ศ. ใส่ พ.ศ. 2569')).toBe(true)
  })

  test('whose year is half typed is no day yet, and the field says so once it is left', async () => {
    const { user, given } = field('2026-12-31')
    const [, , year] = segments()
    await user.click(year as HTMLElement)
    await user.keyboard('256')
    expect(given).toEqual([null])
    expect(isSaid('ปี พ.ศ. ต้องมีสี่หลัก เช่น 2569')).toBe(false)
    act(() => screen.getByRole('button', { name: 'จากข้างนอก' }).focus())
    await waitFor(() => expect(isSaid('ปี พ.ศ. ต้องมีสี่หลัก เช่น 2569')).toBe(true))
  })

  test('changed from outside is what is shown', async () => {
    const { user } = field('2026-12-31')
    await user.click(screen.getByRole('button', { name: 'จากข้างนอก' }))
    expect(shown()).toEqual(['5', '1', '2570'])
  })

  test('that the server refused says why, and every part of it is marked as wrong', () => {
    field('2026-12-31', { error: 'ต้องไม่เกิน 1 ปี' })
    expect(isSaid('ต้องไม่เกิน 1 ปี')).toBe(true)
    expect(segments().every((segment) => segment.getAttribute('aria-invalid') === 'true')).toBe(true)
  })
})
