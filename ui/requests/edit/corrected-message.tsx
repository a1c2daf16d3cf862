import type { ProcedureView, RequestView } from '../../../api/http/contract.ts'
import { useCorrectionWords } from '../../lib/correction-words.ts'
import { Message } from '../../lib/message.tsx'
import { useText } from '../../lib/text.ts'
import { useEditorWords } from './words.ts'

type CorrectedMessageProps = {
  procedure: ProcedureView
  corrected: NonNullable<RequestView['corrected']>
}

/** What the server put right in what was saved last, by field, in a word each: the writer is told, not asked. */
export function CorrectedMessage({ procedure, corrected }: CorrectedMessageProps) {
  const words = useEditorWords()
  const correction = useCorrectionWords()
  const text = useText()
  const told = new Map<string, Set<string>>()
  for (const { path, corrected: kinds } of corrected) {
    const [, name = ''] = path.split('.')
    const field = procedure.form.find((one) => one.name === name)
    const title = field ? text(field.title) : name
    const known = told.get(title) ?? new Set()
    for (const kind of kinds) known.add(correction(kind))
    told.set(title, known)
  }
  return (
    <Message title={words('corrected')}>
      <ul>
        {[...told].map(([title, kinds]) => (
          <li key={title}>{`${title}: ${[...kinds].join(' · ')}`}</li>
        ))}
      </ul>
    </Message>
  )
}
