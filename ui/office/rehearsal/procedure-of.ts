import type { ProcedureView } from '../../../api/http/contract.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'

/** A version as the machine reads it. What a view leaves out (rules, requirements) is asked for at activation only. */
export function procedureOf(view: ProcedureView): Procedure {
  const { id, office, title, kind, order, roles, form, deadlines, categories, chart } = view
  return {
    id,
    office,
    title,
    order,
    roles,
    form,
    deadlines,
    categories,
    chart,
    kind: kind as Procedure['kind'],
    requires: [],
    rules: [],
  }
}
