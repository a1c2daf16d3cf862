import { createContext, useCallback, useContext } from 'react'
import { useLanguage } from './i18n/i18n.ts'

export type Digits = 'arab' | 'thai'

/** The digits that the signed-in person's office writes; set by the session. */
export const DigitsContext = createContext<Digits>('arab')

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/** Writes 0–9 as ๐–๙ where the office does so. */
export const writeDigits = (text: string, digits: Digits): string =>
  digits === 'thai' ? text.replace(/[0-9]/g, (digit) => thaiDigits.charAt(Number(digit))) : text

/** The digits of what is shown: English always has Arabic ones. */
export function useDigits(): Digits {
  const language = useLanguage()
  const chosen = useContext(DigitsContext)
  return language === 'th' ? chosen : 'arab'
}

/** Gives a function that writes a number as the office writes it. */
export function useNumber(): (value: number) => string {
  const digits = useDigits()
  return useCallback((value) => writeDigits(value.toLocaleString('en-US'), digits), [digits])
}

/** Gives a function that writes a year (พ.ศ.) as the office writes it: without a comma between its thousands. */
export function useYear(): (year: number) => string {
  const digits = useDigits()
  return useCallback((year) => writeDigits(String(year), digits), [digits])
}
