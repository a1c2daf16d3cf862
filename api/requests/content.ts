import {
  fieldLack,
  fieldProblem,
  isEmpty,
  missing,
  tidyValue,
  unknownField,
} from '../../machines/procedure/field-value.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { fieldWithOptions } from '../../machines/procedure/resolved-need.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { ApiProblem } from '../http/problem.ts'

export type Content = { title: string; [field: string]: unknown }
/** What stands in place of a content that was erased by order. */
export const erasedContent = JSON.stringify({ title: erasedWords } satisfies Content)
/** `invalid_content`: what would be put forward, or published, was erased by order. */
export const contentErased = (): ApiProblem =>
  new ApiProblem('invalid_content', {
    message: {
      th: 'เนื้อหาของเรื่องนี้ถูกลบตามคำสั่งแล้ว เจ้าของเรื่องต้องเขียนเนื้อหาใหม่แล้วเสนออีกครั้ง',
      en: 'The content of this request was erased by order: its owner writes it anew and puts it forward again.',
    },
  })
/** What stands in place of a draft that its owner threw away. */
export const discardedContent = JSON.stringify({ title: '' } satisfies Content)
type FieldError = { path: string; message: Text }

/**
 * The content as the procedure's form allows it: named fields only, empty ones left out. A draft may lack required
 * fields (but not its title); with `complete`, none may be missing. A field that the form lost when the request was moved
 * to another version is left out where `stored`, the content as it stands, still has it. Throws `invalid_content`, field by field.
 */
export function readContent(
  procedure: Procedure,
  given: Record<string, unknown>,
  { complete = false, stored = {} }: { complete?: boolean; stored?: Record<string, unknown> } = {},
): Content {
  const errors: FieldError[] = []
  const known = new Map(procedure.form.map((field) => [field.name, fieldWithOptions(field, procedure)]))
  for (const name of Object.keys(given))
    if (!known.has(name) && !Object.hasOwn(stored, name))
      errors.push({ path: `content.${name}`, message: unknownField })
  const content: Record<string, unknown> = {}
  for (const [name, field] of known) {
    const value = Object.hasOwn(given, name) ? tidyValue(field, given[name]) : undefined
    if (isEmpty(value)) {
      if ((complete && field.required) || name === 'title')
        errors.push({ path: `content.${name}`, message: missing })
      continue
    }
    const problem = fieldProblem(field, value) ?? (complete ? fieldLack(field, value) : undefined)
    if (problem) errors.push({ path: `content.${name}`, message: problem })
    else content[name] = value
  }
  if (errors.length > 0) throw new ApiProblem('invalid_content', { errors })
  return content as Content
}
