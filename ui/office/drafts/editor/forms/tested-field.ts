import { type FieldType, fieldTypes } from '../../../../../machines/procedure/procedure.ts'
import { useText } from '../../../../lib/text.ts'
import { type NamedOption, useEditor } from '../editor-context.ts'
import { isObject, type Json, listOf, objectOf, stringOf, valueAt } from '../edits/json.ts'
import { itemsOf } from '../edits/parts.ts'
import { titleOf, transitionsOf } from '../edits/walk.ts'

const isType = (type: string): type is FieldType => Object.hasOwn(fieldTypes, type)

/** The types of a field that a condition looks at, and what it offers: as the form has it, and every event that brings it along. */
export function useTestedField(field: string): { types: FieldType[]; options: NamedOption[] } {
  const { json } = useEditor()
  const text = useText()
  const named = (list: unknown): NamedOption[] =>
    listOf(list).map((option) => ({
      id: stringOf(objectOf(option).id),
      label: text(titleOf({ meta: option })),
    }))
  const shapes = shapesOf(json, field)
  const types = shapes.map(({ type }) => stringOf(type)).filter(isType)
  const options = shapes.flatMap((shape) =>
    named(shape.type === 'category' ? json.categories : shape.options),
  )
  return {
    // The end of the period is a day without a field.
    types: types.length === 0 && field === 'publishUntil' ? ['date'] : [...new Set(types)],
    options: options.filter(({ id }, index) => options.findIndex((one) => one.id === id) === index),
  }
}

const shapesOf = (json: Json, field: string): Json[] => [
  ...itemsOf(json, 'form').flatMap(({ id, item }) => (id === field ? [item] : [])),
  ...transitionsOf(json).flatMap(({ transition }) =>
    listOf(valueAt(transition, ['meta', 'needs'])).flatMap((need) =>
      isObject(need) && need.field === field && typeof need.type === 'string' ? [need] : [],
    ),
  ),
]
