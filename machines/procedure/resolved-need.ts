import { numberedTitle } from './numbered-title.ts'
import {
  type FieldType,
  type FormField,
  fieldTypes,
  isSpecial,
  type Need,
  type NeedKind,
  type Option,
  type Procedure,
  type SpecialNeeds,
} from './procedure.ts'

/** A need told apart by `kind`, a field written out: ready to render and to check. `kind` is not part of what is stored. */
export type ResolvedNeed =
  | { [Kind in keyof SpecialNeeds]: { kind: Kind } & SpecialNeeds[Kind] }[keyof SpecialNeeds]
  | ({ kind: 'field'; field: string } & Omit<FormField, 'name'>)

/** What a need of a sound procedure asks for. */
export const kindOfNeed = (need: Need): NeedKind => (isSpecial(need) ? need.field : 'field')

/** What says of a procedure what its fields are. */
export type FormOf = Pick<Procedure, 'id' | 'form' | 'categories'>

/** A need with the form field that it names written out. Throws where the form has no such field. */
export function resolveNeed(need: Need, procedure: FormOf): ResolvedNeed {
  // The compiler does not see that `kind` and `field` are the same word.
  if (isSpecial(need)) return { kind: need.field, ...need } as ResolvedNeed
  if ('type' in need) return fieldWithOptions({ kind: 'field' as const, ...need }, procedure)
  const named = procedure.form.find((field) => field.name === need.field)
  if (!named) throw new Error(`The form of ${procedure.id} has no field "${need.field}"`)
  const { name, ...rest } = named
  // Where the field comes from is one thing, and that this event asks for it another.
  return fieldWithOptions({ kind: 'field' as const, ...rest, ...need }, procedure)
}

/** A field of type `category` offers the procedure's categories. */
export function fieldWithOptions<Field extends { type: FieldType; options?: Option[] | undefined }>(
  field: Field,
  procedure: Pick<Procedure, 'categories'>,
): Field {
  if (fieldTypes[field.type].options !== 'categories') return field
  const options = procedure.categories.map((category) => ({
    id: category.id,
    title: numberedTitle(category),
  }))
  return { ...field, options }
}
