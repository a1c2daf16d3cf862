import { Button } from '../../lib/button.tsx'
import { Message } from '../../lib/message.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { type Confirmation, useDecision } from './confirmations-query.ts'
import { useConfirmationWords } from './words.ts'

/** That something waits for a second person and for whom, with the way to withdraw it. */
export function Waiting({ confirmation, title }: { confirmation: Confirmation; title?: string }) {
  const words = useConfirmationWords()
  const decision = useDecision(confirmation)
  const names = confirmation.waitsFor.map(({ name }) => name).join(', ')
  return (
    <Message
      kind="warning"
      title={title ?? words('waitingTitle')}
      actions={
        <Button isPending={decision.isPending} onPress={() => decision.mutate(words('withdrawn'))}>
          {words('withdraw')}
        </Button>
      }
    >
      <p>{names ? words('waitingFor', { names }) : words('waitingNobody')}</p>
      <p>
        {words('waitingMore')} {confirmation.kind === 'activation' ? words('waitingDraft') : null}
      </p>
      {decision.isError ? <ProblemMessage error={decision.error} title={words('failed')} /> : null}
    </Message>
  )
}
