import { useState } from 'react'
import { Button } from './button.tsx'
import { FieldFrame, type FieldProps } from './field-text.tsx'
import { useCommonWords } from './i18n/common.ts'
import { TextInput } from './text-input.tsx'
import './links-field.css'

export type LinkValue = { title: string; url: string }

/** A list of links, each with a title and an address. */
export function LinksField(
  props: FieldProps & { value: LinkValue[]; onChange: (value: LinkValue[]) => void },
) {
  const { label, help, error, required, disabled, value, onChange } = props
  const words = useCommonWords()
  // The row that was asked for is where one types next; a row that came with the value is not.
  const [added, setAdded] = useState(-1)
  const change = (index: number, part: Partial<LinkValue>) =>
    onChange(value.map((link, at) => (at === index ? { ...link, ...part } : link)))
  return (
    <FieldFrame label={label} help={help} error={error} required={required}>
      {value.map((link, index) => (
        <fieldset
          className="field links-row"
          // biome-ignore lint/suspicious/noArrayIndexKey: a link has no other identity than its place in the list.
          key={index}
          aria-label={words('linkNumber', { number: index + 1 })}
        >
          <TextInput
            label={words('linkTitle')}
            value={link.title}
            disabled={disabled}
            autoFocus={index === added}
            onChange={(title) => change(index, { title })}
          />
          <TextInput
            label={words('linkUrl')}
            type="url"
            value={link.url}
            disabled={disabled}
            onChange={(url) => change(index, { url })}
          />
          <Button
            kind="quiet"
            aria-label={words('removeLink', { number: index + 1 })}
            isDisabled={disabled === true}
            onPress={() => onChange(value.filter((_, at) => at !== index))}
          >
            {words('removeLinkShort')}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button
          isDisabled={disabled === true}
          onPress={() => {
            setAdded(value.length)
            onChange([...value, { title: '', url: '' }])
          }}
        >
          {words('addLink')}
        </Button>
      </div>
    </FieldFrame>
  )
}
