import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../../machines/procedure/procedure.ts'
import { languageOf } from './i18n/i18n.ts'

/** Gives a function that reads a `Text` in the language of the screen; nothing reads as an empty string. */
export function useText(): (text: Text | null | undefined) => string {
  const { i18n } = useTranslation()
  const language = languageOf(i18n)
  return useCallback((text) => (text ? text[language] : ''), [language])
}
