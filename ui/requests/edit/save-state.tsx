import { messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { formatInstant } from '../../lib/dates.ts'
import { useText } from '../../lib/text.ts'
import { useDateStyle } from '../../lib/time.tsx'
import type { RequestDraft } from './request-autosave.ts'
import { useEditorWords } from './words.ts'

/** Whether what is typed is saved, in one sentence. Only what needs the person is read out. */
export function SaveState({
  state,
  onRetry,
  stuck,
}: {
  state: RequestDraft
  onRetry: () => void
  stuck: boolean
}) {
  const words = useEditorWords()
  const text = useText()
  const style = useDateStyle()
  const { status, savedAt } = state
  const sentence =
    status === 'saved' && savedAt !== null
      ? words('saved', { time: formatInstant(new Date(savedAt).toISOString(), style) })
      : status === 'conflict'
        ? words('conflictTitle')
        : words(status === 'saved' ? 'untouched' : status)
  const alarming = status === 'failed' || status === 'partly' || status === 'conflict'
  return (
    <div className="save-state" data-state={status} role={alarming ? 'alert' : undefined}>
      {sentence}
      {status === 'failed' ? (
        <>
          <div className="save-state-why">{text(messageOf(state.error))}</div>
          <Button kind="quiet" onPress={onRetry}>
            {words('retryNow')}
          </Button>
        </>
      ) : null}
      {status === 'conflict' ? (
        <>
          {' '}
          <a href="#editor-conflict">{words('choose')}</a>
        </>
      ) : null}
      {stuck && status === 'partly' ? <div>{words('notDone')}</div> : null}
    </div>
  )
}
