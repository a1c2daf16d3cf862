import { useTranslation } from 'react-i18next'
import type { Text } from '../../machines/procedure/procedure.ts'
import { type Language, languageOf } from './i18n/i18n.ts'

/** The sentence in the given language. */
export const pick = (text: Text, language: Language): string => text[language]

/** Gives a function that reads a `Text` in the language of the screen; nothing reads as an empty string. */
export function useText(): (text: Text | null | undefined) => string {
  const { i18n } = useTranslation()
  const language = languageOf(i18n)
  return (text) => (text ? text[language] : '')
}
