import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { changeLanguage, languageOf } from './i18n/i18n.ts'

/** Says the other language in that language, and switches to it. */
export function LanguageSwitch() {
  const { i18n } = useTranslation()
  const other = languageOf(i18n) === 'th' ? 'en' : 'th'
  return (
    <Button kind="quiet" onPress={() => void changeLanguage(other)}>
      <span lang={other}>{other === 'en' ? 'English' : 'ไทย'}</span>
    </Button>
  )
}
