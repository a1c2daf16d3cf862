import type { z } from 'zod'
import type { ProcedureView } from '../../../../api/http/contract.ts'
import type { activationSchema } from '../../../../api/http/procedure-contract.ts'

export type OrderDraft = {
  number: string
  date: string | null
  signedBy: string
  signedAs: string
  effectiveFrom: string | null
}
type Order = z.infer<typeof activationSchema>['order']

const names = ['number', 'date', 'signedBy', 'signedAs', 'effectiveFrom'] as const

/**
 * What the form begins with: the order as the draft's legal source names it. Where that is still the order of the
 * version in force, the form is empty: a new version has an order of its own.
 */
export function orderToBegin(json: unknown, active: Pick<ProcedureView, 'order'> | undefined): OrderDraft {
  const written = ((json as { order?: Partial<Order> } | null)?.order ?? {}) as Partial<Order>
  const isOld = active !== undefined && names.every((name) => (written[name] ?? null) === active.order[name])
  const { number, date, signedBy, signedAs, effectiveFrom } = isOld ? {} : (written as Partial<Order>)
  return {
    number: number ?? '',
    date: date ?? null,
    signedBy: signedBy ?? '',
    signedAs: signedAs ?? '',
    effectiveFrom: effectiveFrom ?? null,
  }
}

/** The order as it is sent: what was left empty is not stated. */
export const orderOf = ({ number, date, signedBy, signedAs, effectiveFrom }: OrderDraft): Order => ({
  number: number.trim() || null,
  date,
  signedBy: signedBy.trim() || null,
  signedAs: signedAs.trim() || null,
  effectiveFrom,
})
