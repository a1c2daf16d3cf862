import { Button } from './button.tsx'
import { changeLanguage, useLanguage } from './i18n/i18n.ts'

/** Says the other language in that language, and switches to it. */
export function LanguageSwitch() {
  const language = useLanguage()
  const other = language === 'th' ? 'en' : 'th'
  return (
    <Button kind="quiet" onPress={() => changeLanguage(other)}>
      <span lang={other}>{other === 'en' ? 'English' : 'ไทย'}</span>
    </Button>
  )
}
