import { messageOf } from './api.ts'
import { Button } from './button.tsx'
import { useCommonWords } from './i18n/common.ts'
import { Message } from './message.tsx'
import { useText } from './text.ts'

/** A failed load or call, in the server's own sentence, with a way to try again where there is one. */
export function ProblemMessage({
  error,
  title,
  onRetry,
}: {
  error: unknown
  title?: string
  onRetry?: () => void
}) {
  const text = useText()
  const words = useCommonWords()
  return (
    <Message
      kind="danger"
      title={title ?? words('loadFailed')}
      actions={onRetry ? <Button onPress={onRetry}>{words('retry')}</Button> : undefined}
    >
      {text(messageOf(error))}
    </Message>
  )
}
