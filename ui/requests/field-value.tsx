import { filesIn } from '../../machines/procedure/file-entry.ts'
import { numberedTitle } from '../../machines/procedure/numbered-title.ts'
import type { Category, FormField } from '../../machines/procedure/procedure.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { isRichText } from '../../machines/text/rich-text.ts'
import { webAddress } from '../../machines/text/shown.ts'
import { FileList } from '../lib/files/file-list.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Prose } from '../lib/prose.tsx'
import { TableValue } from '../lib/table/table-value.tsx'
import { useText } from '../lib/text.ts'
import { Day } from '../lib/time.tsx'
import { useRequestWords } from './words.ts'

export type ShownField = Pick<FormField, 'name' | 'type' | 'title' | 'options' | 'columns'>
type Link = { title?: unknown; url?: unknown }

const isLinks = (value: unknown): value is Link[] =>
  Array.isArray(value) && value.every((one) => one && typeof one === 'object')
/** Whatever a form once held, only what leads where it reads may become a link. */
const isWeb = (url: unknown): url is string => typeof url === 'string' && webAddress(url) !== undefined

export const isEmptyValue = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Gives the words of an option or a category by its id; an id that is no longer offered stands for itself. */
export function useOptionTitle(field: ShownField, categories: Category[]): (id: unknown) => string {
  const text = useText()
  return (id) => {
    const option = field.options?.find((one) => one.id === id)
    if (option) return text(option.title)
    const category = categories.find((one) => one.id === id)
    return category ? text(numberedTitle(category)) : String(id)
  }
}

/** A value of a form as a reader sees it. */
export function FieldValue({
  field,
  value,
  categories,
}: {
  field: ShownField
  value: unknown
  categories: Category[]
}) {
  const words = useRequestWords()
  const title = useOptionTitle(field, categories)
  if (isEmptyValue(value)) return <p className="request-muted">{words('empty')}</p>
  // Whatever the form now asks for: what was written with structure is read with it, its pictures too.
  if (isRichText(value)) return <Prose text={value} />
  const files = filesIn(value)
  if (files.length > 0) return <FileList files={files} />
  if (field.type === 'table') return <TableValue field={field} value={value} />
  if (isLinks(value))
    return (
      <ul className="field-links">
        {value.map((link) => (
          <li key={String(link.url)}>
            {isWeb(link.url) ? (
              <a href={link.url} rel="noreferrer">
                {String(link.title || link.url)}
              </a>
            ) : (
              `${String(link.title ?? '')} ${String(link.url ?? '')}`
            )}
          </li>
        ))}
      </ul>
    )
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((id) => (
          <li key={String(id)}>{keepWords(title(id))}</li>
        ))}
      </ul>
    )
  const prose = <Prose text={String(value)} />
  switch (field.type) {
    case 'date':
      return typeof value === 'string' ? <Day date={value} /> : prose
    case 'url':
      return isWeb(value) ? (
        <a href={value} rel="noreferrer">
          {value}
        </a>
      ) : (
        prose
      )
    case 'select':
    case 'category':
      return <p>{keepWords(title(value))}</p>
    case 'text':
    case 'textarea':
    case 'richText':
    // What another version of the form wrote there need not be a list.
    case 'checkboxes':
    case 'links':
    case 'file':
    case 'files':
    case 'album':
      return prose
    default:
      return unreachable(field.type)
  }
}
