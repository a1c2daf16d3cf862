import type { Layout } from '../../../machines/chart/layout/chart-layout.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { ChartProcedure } from '../../chart/chart-procedure.ts'

/** A draft as its chart is drawn; undefined where it is not sound enough to be drawn. */
export function drawnDraft(json: unknown, layout: Layout | null): ChartProcedure | undefined {
  const checked = checkProcedure(json)
  if (!checked.ok || !layout) return undefined
  const { id, chart, owner, roles, form, categories } = checked.procedure
  return { id, chart, owner, roles, form, categories, layout }
}
