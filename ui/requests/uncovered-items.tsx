import { useQuery } from '@tanstack/react-query'
import { useYear } from '../lib/digits.ts'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { useOitWords } from '../lib/oit-words.ts'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { servedItemsQuery } from '../lib/queries.ts'
import { useOitItemsWords } from './oit-items-words.ts'

/** Which items of an assessor nothing would cover any more without this publication; nothing where there is none. */
export function UncoveredItems({ request }: { request: string }) {
  const words = useOitItemsWords()
  const shared = useOitWords()
  const inDigits = useYear()
  const served = useQuery(servedItemsQuery(request, { assessor: 'nacc' }))
  const uncovers = served.data?.uncovers ?? []
  if (served.isError && !served.data)
    return (
      <ProblemMessage
        error={served.error}
        title={words('uncoversUnknown')}
        onRetry={() => void served.refetch()}
      />
    )
  if (uncovers.length === 0) return null
  return (
    <Message kind="warning" title={words('uncovers')}>
      <ul>
        {uncovers.map(({ assessor, fiscalYear, code, title }) => (
          <li key={`${assessor} ${fiscalYear} ${code}`}>
            {keepWords(
              words('uncovered', {
                code,
                title,
                assessor: shared(`assessor_${assessor}`),
                year: inDigits(fiscalYear),
              }),
            )}
          </li>
        ))}
      </ul>
      <p>{keepWords(words('replaceFirst'))}</p>
    </Message>
  )
}
