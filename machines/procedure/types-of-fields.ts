import { allTransitions } from '../chart/transitions.ts'
import type { FieldType, Procedure } from './procedure.ts'

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
