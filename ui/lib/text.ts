import { useCallback } from 'react'
import type { Text } from '../../machines/procedure/procedure.ts'
import { useLanguage } from './i18n/i18n.ts'

/** Gives a function that reads a `Text` in the language of the screen; nothing reads as an empty string. */
export function useText(): (text: Text | null | undefined) => string {
  const language = useLanguage()
  return useCallback((text) => (text ? text[language] : ''), [language])
}
