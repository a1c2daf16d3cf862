import { copied, isObject, type Json } from '../../machines/chart/json.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { partsOf } from '../../machines/procedure/provenance.ts'

/** A procedure as the first language says it: nothing is said of where its parts come from. */
export function inFirstLanguage(procedure: Procedure): Procedure {
  const { language: _, ...made } = copied(procedure)
  for (const { part } of partsOf(made)) {
    delete part.clause
    delete part.source
  }
  removeApart(made)
  return made
}

function removeApart(value: unknown): void {
  if (Array.isArray(value)) value.forEach(removeApart)
  if (!isObject(value)) return
  if (value.type === 'may') delete (value as Json).apart
  Object.values(value).forEach(removeApart)
}
