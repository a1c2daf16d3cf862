import { ApiProblem, messageOf } from '../../../../lib/api.ts'
import { Message } from '../../../../lib/message.tsx'
import { useText } from '../../../../lib/text.ts'
import { useStartWords } from './words.ts'

/** Why a draft could not be begun; for a file, each fault with its place. */
export function StartProblem({ error }: { error: unknown }) {
  const words = useStartWords()
  const text = useText()
  const errors = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return (
    <Message kind="danger" title={words('notStarted')}>
      <p>{text(messageOf(error))}</p>
      {errors.some(({ path }) => path.startsWith('from.json')) ? (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={path}>
              <code>{path.replace(/^from\.json\.?/, '') || '—'}</code> {text(message)}
            </li>
          ))}
        </ul>
      ) : null}
    </Message>
  )
}
