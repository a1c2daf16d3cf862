import { TextInput } from '../../../../lib/text-input.tsx'
import type { Title } from '../edits/steps.ts'
import { EnglishLabel } from '../forms/inputs.tsx'

type TitleFieldsProps = {
  label: string
  help?: string
  value: Title
  onChange: (title: Title) => void
  error?: string | undefined
  autoFocus?: boolean
  /** Words that were proposed: when the Thai is written anew, the English of the old is no translation of it. */
  proposed?: Title
}

/** A new title in both languages; the English may be left out. */
export function TitleFields(props: TitleFieldsProps) {
  const { label, help, value, onChange, error, autoFocus = false, proposed } = props
  const write = (th: string) => {
    const stale = proposed !== undefined && value.en === proposed.en && th !== proposed.th
    onChange({ th, en: stale ? '' : value.en })
  }
  return (
    <div className="editor-languages">
      <TextInput
        label={label}
        help={help}
        error={error}
        autoFocus={autoFocus}
        value={value.th}
        onChange={write}
      />
      <TextInput
        label={<EnglishLabel of={label} />}
        required={false}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  )
}
