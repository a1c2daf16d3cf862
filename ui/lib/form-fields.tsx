import { filesIn } from '../../machines/procedure/file-entry.ts'
import { numberedTitle } from '../../machines/procedure/numbered-title.ts'
import type { Category, Column, FormField, Text } from '../../machines/procedure/procedure.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { plainTextOf } from '../../machines/text/rich-plain.ts'
import { CheckboxList } from './checkbox-input.tsx'
import { DateField } from './date-field.tsx'
import { FilesField } from './files/files-field.tsx'
import { LinksField, type LinkValue } from './links-field.tsx'
import { TablePreview } from './prose.tsx'
import { RichTextField } from './rich/rich-text-field.tsx'
import { SelectInput } from './select-input.tsx'
import { TableField } from './table/table-field.tsx'
import { useText } from './text.ts'
import { TextInput } from './text-input.tsx'

export type FieldSpec = Pick<FormField, 'name' | 'type' | 'title' | 'required'> & {
  help?: Text | undefined
  options?: { id: string; title: Text }[] | undefined
  columns?: Column[] | undefined
  mostRows?: number | undefined
}

type FormFieldInputProps = {
  field: FieldSpec
  value: unknown
  onChange: (value: unknown) => void
  /** The options of a field of type `category`. */
  categories?: Category[]
  error?: Text | string | undefined
  disabled?: boolean
  autoFocus?: boolean
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const asList = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
const asLinks = (value: unknown): LinkValue[] =>
  Array.isArray(value)
    ? value.map((link: { title?: unknown; url?: unknown }) => ({
        title: asText(link?.title),
        url: asText(link?.url),
      }))
    : []

/**
 * One field of a procedure's form, or one that a choice needs, by its type. Values as the contract has them: text,
 * select, url and category a string; date 'YYYY-MM-DD' or null; checkboxes string[]; links {title, url}[]; richText a
 * string or a text with structure; table rows of strings by column; files by their hashes.
 */
export function FormFieldInput(props: FormFieldInputProps) {
  const { field, value, onChange, categories = [] } = props
  const text = useText()
  const common = {
    label: text(field.title),
    help: field.help ? text(field.help) : undefined,
    error: typeof props.error === 'string' ? props.error : text(props.error) || undefined,
    required: field.required,
    disabled: props.disabled,
    autoFocus: props.autoFocus,
  }
  const options = (field.options ?? []).map((option) => ({ id: option.id, label: text(option.title) }))
  switch (field.type) {
    case 'text':
      return <TextInput {...common} value={asText(value)} onChange={onChange} />
    case 'url':
      return <TextInput {...common} type="url" value={asText(value)} onChange={onChange} />
    case 'textarea':
      return (
        <>
          <TextInput {...common} lines="many" value={plainTextOf(value)} onChange={onChange} />
          <TablePreview text={plainTextOf(value)} />
        </>
      )
    case 'richText':
      return <RichTextField {...common} value={value} onChange={onChange} />
    case 'table':
      return (
        <TableField
          {...common}
          columns={field.columns ?? []}
          mostRows={field.mostRows}
          value={value}
          onChange={onChange}
        />
      )
    case 'date':
      return <DateField {...common} value={asText(value) || null} onChange={onChange} />
    case 'select':
      return <SelectInput {...common} options={options} value={asText(value) || null} onChange={onChange} />
    case 'checkboxes':
      return <CheckboxList {...common} options={options} value={asList(value)} onChange={onChange} />
    case 'links':
      return <LinksField {...common} value={asLinks(value)} onChange={onChange} />
    case 'file':
    case 'files':
    case 'album':
      return <FilesField {...common} type={field.type} value={filesIn(value)} onChange={onChange} />
    case 'category':
      return (
        <SelectInput
          {...common}
          options={categories.map((category) => ({
            id: category.id,
            label: text(numberedTitle(category)),
          }))}
          value={asText(value) || null}
          onChange={onChange}
        />
      )
    default:
      return unreachable(field.type)
  }
}
