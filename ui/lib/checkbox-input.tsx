import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { FieldHead, FieldProblem, type FieldProps } from './field-text.tsx'
import { keepIn } from './keep-words.ts'
import './checkbox-input.css'

function Box({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="checkbox-box" aria-hidden="true">
        <svg viewBox="0 0 16 16" width="14" height="14" role="presentation">
          <path d="M2 8.5 6.2 12.5 14 3.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
        </svg>
      </span>
      <span>{keepIn(children)}</span>
    </>
  )
}

type CheckboxListProps = FieldProps & {
  value: string[]
  onChange: (value: string[]) => void
  options: { id: string; label: ReactNode }[]
}

/** Any number of several, each in its own words. */
export function CheckboxList(props: CheckboxListProps) {
  const { value, onChange, options, error, required, disabled } = props
  return (
    <CheckboxGroup
      className="field"
      value={value}
      onChange={onChange}
      isRequired={required === true}
      isDisabled={disabled === true}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldHead {...props} />
      <FieldProblem error={error} />
      {options.map((option) => (
        <Checkbox key={option.id} value={option.id} className="checkbox">
          <Box>{option.label}</Box>
        </Checkbox>
      ))}
    </CheckboxGroup>
  )
}

/** A single yes. */
export function CheckboxInput(props: {
  children: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}) {
  return (
    <Checkbox
      className="checkbox"
      isSelected={props.checked}
      onChange={props.onChange}
      isDisabled={props.disabled === true}
    >
      <Box>{props.children}</Box>
    </Checkbox>
  )
}
