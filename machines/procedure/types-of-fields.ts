import { allTransitions } from '../chart/transitions.ts'
import type { FieldType, FormField, Procedure } from './procedure.ts'
import { fieldWithOptions } from './resolved-need.ts'

/** The types that each field has: in the form, and in every event that brings it along; most have one. */
export function typesOfFields({ chart, form }: Pick<Procedure, 'chart' | 'form'>): Map<string, FieldType[]> {
  const types = new Map<string, FieldType[]>()
  const add = (field: string, type: FieldType) => {
    const known = types.get(field) ?? []
    if (!known.includes(type)) types.set(field, [...known, type])
  }
  for (const { name, type } of form) add(name, type)
  for (const { transition } of allTransitions(chart))
    for (const need of transition.meta.needs ?? []) if ('type' in need) add(need.field, need.type)
  return types
}

/** What a field is, apart from its name: its options written out, those of a category too. */
export type FieldShape = Pick<FormField, 'type' | 'options' | 'required' | 'columns' | 'mostRows'>

/** What each field may hold: as the form has it, and as every event that brings it along. */
export function shapesOfFields(procedure: Procedure): Map<string, FieldShape[]> {
  const shapes = new Map<string, FieldShape[]>()
  const add = (field: string, shape: FieldShape) =>
    shapes.set(field, [...(shapes.get(field) ?? []), fieldWithOptions(shape, procedure)])
  for (const field of procedure.form) add(field.name, field)
  for (const { transition } of allTransitions(procedure.chart))
    for (const need of transition.meta.needs ?? []) if ('type' in need) add(need.field, need)
  return shapes
}
