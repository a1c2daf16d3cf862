import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { FieldHead, FieldProblem, type FieldProps } from './field-text.tsx'
import { useCommonWords } from './i18n/common.ts'
import { keepWords } from './keep-words.ts'
import './select-input.css'

export type SelectOption = { id: string; label: string }

type SelectInputProps = FieldProps & {
  value: string | null
  onChange: (value: string) => void
  options: SelectOption[]
  placeholder?: string
}

/** One of several; typing finds the option, Thai too. */
export function SelectInput(props: SelectInputProps) {
  const { value, onChange, options, error, required, disabled, autoFocus } = props
  const words = useCommonWords()
  return (
    <Select
      className="field"
      value={value}
      onChange={(chosen) => {
        if (typeof chosen === 'string') onChange(chosen)
      }}
      placeholder={props.placeholder ?? words('chooseOne')}
      isRequired={required === true}
      isDisabled={disabled === true}
      isInvalid={error !== undefined}
      autoFocus={autoFocus === true}
      validationBehavior="aria"
    >
      <FieldHead {...props} />
      <FieldProblem error={error} />
      <Button className="field-input select-button">
        <SelectValue />
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <Popover className="select-popover">
        <ListBox className="select-list" items={options}>
          {(option) => (
            <ListBoxItem className="select-option" id={option.id} textValue={option.label}>
              {keepWords(option.label)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
