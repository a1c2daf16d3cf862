import i18next from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useNumber } from '../digits.ts'

/** English that depends on `count` is given in both numbers; Thai needs only one form. */
type English = string | { one: string; other: string }
type Values = Record<string, string | number>

/**
 * Registers a feature's words in both languages (English must have exactly the keys of the Thai) and gives the hook
 * that reads them. Values that are numbers are written in the office's digits; `count` also as `{{n}}`.
 */
export function defineWords<Thai extends Record<string, string>>(
  namespace: string,
  th: Thai,
  en: { [Key in keyof Thai]: English },
): () => (key: keyof Thai & string, values?: Values) => string {
  i18next.on('initialized', () => register(namespace, th, en))
  if (i18next.isInitialized) register(namespace, th, en)
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each feature, at module level.
  return function useWords() {
    const { t } = useTranslation(namespace)
    const translate = t as (key: string, values: Values) => string
    const number = useNumber()
    // The same function as long as it gives the same words, so that what is memoized with it stays so.
    return useCallback(
      (key, values = {}) => {
        const written: Values = {}
        for (const [name, value] of Object.entries(values))
          written[name] = typeof value === 'number' && name !== 'count' ? number(value) : value
        if (typeof values.count === 'number') written.n = number(values.count)
        return translate(key, written)
      },
      [translate, number],
    )
  }
}

function register(namespace: string, th: Record<string, string>, en: Record<string, English>) {
  const english: Record<string, string> = {}
  for (const [key, value] of Object.entries(en)) {
    if (typeof value === 'string') english[key] = value
    else Object.assign(english, { [`${key}_one`]: value.one, [`${key}_other`]: value.other })
  }
  i18next.addResourceBundle('th', namespace, th)
  i18next.addResourceBundle('en', namespace, english)
}
