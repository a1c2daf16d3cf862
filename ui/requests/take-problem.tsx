import type { ProcedureView, RequestView } from '../../api/http/contract.ts'
import { ApiProblem, messageOf } from '../lib/api.ts'
import { ButtonLink } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { Message } from '../lib/message.tsx'
import { useText } from '../lib/text.ts'
import { useRequestWords } from './words.ts'

type TakeProblemProps = {
  error: unknown
  request: RequestView
  procedure: ProcedureView | undefined
  /** The fields that say themselves what is wrong with them. */
  shown?: string[]
}

/** Why a choice was not taken, and the way to mend it where the content is what is wrong. */
export function TakeProblem({ error, request, procedure, shown = [] }: TakeProblemProps) {
  const words = useRequestWords()
  const code = error instanceof ApiProblem ? error.code : undefined
  const title =
    code === 'invalid_event' ? 'correctFields' : code === 'invalid_content' ? 'contentWrong' : 'notSaved'
  return (
    <Message
      kind="danger"
      title={words(title)}
      actions={
        code === 'invalid_content' && request.editable ? (
          <ButtonLink to={`/requests/${encodeURIComponent(request.id)}/edit`}>
            {words('editContent')}
          </ButtonLink>
        ) : undefined
      }
    >
      <Refusals error={error} procedure={procedure} shown={shown} />
    </Message>
  )
}

type RefusalsProps = Pick<TakeProblemProps, 'error' | 'procedure'> & { shown: string[] }

/** What the answer said, but for what already stands at its field. */
function Refusals({ error, procedure, shown }: RefusalsProps) {
  const text = useText()
  const { refusals = [], errors = [] } = (error instanceof ApiProblem && error.problem) || {}
  if (refusals.length > 0)
    return refusals.map(({ code, message }) => <p key={`${code}${message.en}`}>{keepWords(text(message))}</p>)
  const rest = errors.filter(({ path }) => !shown.includes(path.split('.')[0] ?? path))
  const fieldOf = (path: string) =>
    procedure?.form.find(({ name }) => name === path.replace(/^content\./, ''))?.title
  if (errors.length > 0)
    return rest.length === 0 ? null : (
      <ul className="choice-errors">
        {rest.map(({ path, message }) => (
          <li key={path}>{[text(fieldOf(path)), text(message)].filter((part) => part !== '').join(': ')}</li>
        ))}
      </ul>
    )
  return <p>{keepWords(text(messageOf(error)))}</p>
}
