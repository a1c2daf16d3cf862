import i18next, { type i18n as I18n } from 'i18next'
import { initReactI18next } from 'react-i18next'

export type Language = 'th' | 'en'
const storageKey = 'prakat.language'

export const languageOf = (instance: I18n): Language => (instance.language === 'en' ? 'en' : 'th')

/** Starts the two languages; the words themselves are added by `defineWords`, feature by feature. */
export function startI18n(): void {
  const language: Language = localStorage.getItem(storageKey) === 'en' ? 'en' : 'th'
  i18next.on('languageChanged', (changed) => {
    document.documentElement.lang = changed
  })
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'th',
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    initAsync: false,
  })
}

/** Switches the screens to a language and remembers it on this machine. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language)
  await i18next.changeLanguage(language)
}
