import type { ProcedureView, RequestView } from '../../api/http/contract.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { FieldValue } from './field-value.tsx'
import { useRequestWords } from './words.ts'

/** What earlier steps gave that stands in force beside the content: the period that the owner set, the person to ask. */
export function GivenValues({
  request,
  procedure,
}: {
  request: RequestView
  procedure: ProcedureView | undefined
}) {
  const words = useRequestWords()
  const text = useText()
  // The period of what is public stands in the header.
  const given = request.given.filter(({ field }) => !request.publication || field !== 'publishUntil')
  if (given.length === 0) return null
  return (
    <div className="given-values">
      <h3>{keepWords(words('given'))}</h3>
      <dl className="content-fields">
        {given.map(({ field, title, type, options, columns, value }) => (
          <div key={field}>
            <dt>{keepWords(text(title))}</dt>
            <dd>
              <FieldValue
                field={{ name: field, title, type, options, columns }}
                value={value}
                categories={procedure?.categories ?? []}
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
