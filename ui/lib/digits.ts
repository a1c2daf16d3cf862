import { createContext, useCallback, useContext } from 'react'
import { useLanguage } from './i18n/i18n.ts'

export type Digits = 'arab' | 'thai'

/** The digits that the signed-in person's office writes; set by the session. */
export const DigitsContext = createContext<Digits>('arab')

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'

/** Writes 0–9 as ๐–๙ where the office does so. */
export const writeDigits = (text: string, digits: Digits): string =>
  digits === 'thai' ? text.replace(/[0-9]/g, (digit) => thaiDigits.charAt(Number(digit))) : text

/** Gives a function that writes a number as the office writes it; English always has Arabic digits. */
export function useNumber(): (value: number) => string {
  const language = useLanguage()
  const chosen = useContext(DigitsContext)
  const digits = language === 'th' ? chosen : 'arab'
  return useCallback((value) => writeDigits(value.toLocaleString('en-US'), digits), [digits])
}
