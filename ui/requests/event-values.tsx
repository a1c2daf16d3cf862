import type { EventView, ProcedureView } from '../../api/http/contract.ts'
import { allTransitions } from '../../machines/chart/transitions.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { FieldValue, isEmptyValue } from './field-value.tsx'

/** How a value is shown: as the form has its field, or as the choice that asked for it alone. */
function shapeOf({ form, chart }: ProcedureView, field: string) {
  const ofForm = form.find(({ name }) => name === field)
  if (ofForm) return ofForm
  for (const { transition } of allTransitions(chart))
    for (const need of transition.meta.needs ?? []) if (need.field === field && 'type' in need) return need
  return undefined
}

/** What an event carried under names of its own, each with the words of its field. */
export function EventValues({
  event,
  procedure,
}: {
  event: EventView
  procedure: ProcedureView | undefined
}) {
  const text = useText()
  return event.values
    .filter(({ value }) => !isEmptyValue(value))
    .map(({ field, title, value }) => {
      const known = procedure && shapeOf(procedure, field)
      const type = known?.type ?? (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? 'date' : 'textarea')
      return (
        <div className="history-value" key={field}>
          <span>{keepWords(text(title))}:</span>{' '}
          <FieldValue
            field={{ name: field, title, options: known?.options, columns: known?.columns, type }}
            value={value}
            categories={procedure?.categories ?? []}
          />
        </div>
      )
    })
}
