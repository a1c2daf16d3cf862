import type { EventView, ProcedureView } from '../../api/http/contract.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { FieldValue, isEmptyValue } from './field-value.tsx'

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
      const known = procedure?.form.find(({ name }) => name === field)
      const type = known?.type ?? (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? 'date' : 'textarea')
      return (
        <div className="history-value" key={field}>
          <span>{keepWords(text(title))}:</span>{' '}
          <FieldValue
            field={{ name: field, title, options: known?.options, type }}
            value={value}
            categories={procedure?.categories ?? []}
          />
        </div>
      )
    })
}
