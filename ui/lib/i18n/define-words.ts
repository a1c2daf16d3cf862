import { useCallback } from 'react'
import { useNumber } from '../digits.ts'
import { useLanguage } from './i18n.ts'

/** English that depends on `count` is given in both numbers; Thai needs only one form. */
type English = string | { one: string; other: string }
type Values = Record<string, string | number>

/**
 * A feature's words in both languages (English must have exactly the keys of the Thai): gives the hook that reads them.
 * `{{name}}` stands for a value. Values that are numbers are written in the office's digits; `count` also as `{{n}}`.
 */
export function defineWords<Thai extends Record<string, string>>(
  th: Thai,
  en: { [Key in keyof Thai]: English },
): () => (key: keyof Thai & string, values?: Values) => string {
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each feature, at module level.
  return function useWords() {
    const language = useLanguage()
    const number = useNumber()
    // The same function as long as it gives the same words, so that what is memoized with it stays so.
    return useCallback(
      (key, values) => {
        const found: English | undefined = (language === 'th' ? th : en)[key]
        // A key that was put together and is no word is shown as it is, where somebody sees it.
        if (found === undefined) return key
        const words = typeof found === 'string' ? found : found[values?.count === 1 ? 'one' : 'other']
        return values ? filled(words, values, number) : words
      },
      [language, number],
    )
  }
}

const filled = (words: string, values: Values, number: (value: number) => string): string =>
  words.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = name === 'n' ? (values.n ?? values.count) : values[name]
    if (value === undefined) return whole
    return typeof value === 'number' && name !== 'count' ? number(value) : String(value)
  })
