import { TextInput } from '../../lib/text-input.tsx'
import type { Title } from '../edits/steps.ts'
import { useEditorWords } from '../words.ts'

type TitleFieldsProps = {
  label: string
  help?: string
  value: Title
  onChange: (title: Title) => void
  error?: string | undefined
  autoFocus?: boolean
}

/** A new title in both languages; the English may be left out. */
export function TitleFields({ label, help, value, onChange, error, autoFocus = false }: TitleFieldsProps) {
  const words = useEditorWords()
  return (
    <>
      <TextInput
        label={label}
        help={help}
        error={error}
        autoFocus={autoFocus}
        value={value.th}
        onChange={(th) => onChange({ ...value, th })}
      />
      <TextInput
        label={words('inEnglish', { label })}
        help={words('englishHelp')}
        required={false}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
    </>
  )
}
