import { type ReactNode, useId } from 'react'

export type Option = [value: string, label: string]
type ChoiceProps = {
  label: ReactNode
  value: string | undefined
  /** What stands first, for none of them. */
  any: string
  options: Option[]
  onChoose: (value: string | undefined) => void
}

/** One of several by which a list is narrowed, or none. */
export function Choice({ label, value, any, options, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        className="field-input"
        id={id}
        value={value ?? ''}
        onChange={(event) => onChoose(event.target.value || undefined)}
      >
        <option value="">{any}</option>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
