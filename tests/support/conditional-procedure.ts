import type {
  Chart,
  Comparison,
  Condition,
  Guard,
  May,
  MayGuard,
  Procedure,
  Transition,
} from '../../machines/procedure/procedure.ts'
import { raised } from '../../machines/procedure/provenance.ts'
import { end, meta, procedureOf, to } from './small-chart.ts'

const named = (id: string) => ({ ...meta, title: { th: id, en: id } })
export const is = (params: Comparison): Condition => ({ type: 'is', params })
export const not = (of: Condition): Condition => ({ type: 'not', params: { of } })
export const all = (...of: Condition[]): Condition => ({ type: 'all', params: { of } })
/** Who may, and on which condition. */
export const when = (may: May, condition: Condition): Guard => ({
  type: 'all',
  params: { of: [{ type: 'may', params: may } satisfies MayGuard, condition] },
})
export const urgent = is({ field: 'urgent', test: 'equals', value: 'yes' })
export const director: May = { as: 'officeDirector' }

type Choices = Record<string, Transition | Transition[]>

/** A choice with a condition, called by its event. */
export const choice = (type: string, target: string, guard: Guard): Transition =>
  to(target, { guard, meta: named(type) })

/** A request is submitted with its answers, and then these choices are offered; in the second language. */
export function conditional(checking: Choices, more: Partial<Procedure> = {}): Procedure {
  const chart: Chart = {
    id: 'conditional',
    meta,
    initial: 'writing',
    states: {
      writing: {
        meta: named('Writing'),
        tags: ['editable'],
        on: { SUBMIT: to('checking', { actions: { type: 'freeze' } }) },
      },
      checking: { meta: named('Checking'), on: checking },
      other: {
        meta: named('Other'),
        on: { AGREE: choice('AGREE', 'ended', { type: 'may', params: director }) },
      },
      ended: end,
    },
  }
  const made = procedureOf(chart)
  const field = (name: string, type: 'select' | 'date' | 'text' | 'checkboxes' | 'table') => ({
    ...{ name, type, title: { th: `ช่อง ${name}`, en: `Field ${name}` }, required: false },
    ...((type === 'select' || type === 'checkboxes') && {
      options: ['yes', 'no', 'perhaps'].map((id) => ({ id, title: { th: `ตอบ ${id}`, en: `Answer ${id}` } })),
    }),
    ...(type === 'table' && {
      columns: [{ name: 'item', type: 'text' as const, title: meta.title, required: false }],
    }),
  })
  const form = [
    ...made.form,
    field('urgent', 'select'),
    field('due', 'date'),
    field('remark', 'text'),
    field('topics', 'checkboxes'),
    field('items', 'table'),
  ]
  return raised({ ...made, form, ...more }) as Procedure
}
