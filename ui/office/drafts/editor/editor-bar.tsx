import type { Draft } from '../../../../api/http/procedure-contract.ts'
import { messageOf } from '../../../lib/api.ts'
import { Button } from '../../../lib/button.tsx'
import { formatInstant } from '../../../lib/dates.ts'
import { useText } from '../../../lib/text.ts'
import { useDateStyle } from '../../../lib/time.tsx'
import type { DraftState } from './draft-autosave.ts'
import { useEditorWords } from './words.ts'

type EditorBarProps = {
  draft: Draft
  state: DraftState
  onUndo: () => void
  onRedo: () => void
  onRetry: () => void
}

/** Whether the draft is saved, back and forth, and the draft as a file. */
export function EditorBar({ draft, state, onUndo, onRedo, onRetry }: EditorBarProps) {
  const words = useEditorWords()
  const text = useText()
  const style = useDateStyle()
  const { history, status, savedAt } = state
  const time = formatInstant(new Date(savedAt ?? Date.parse(draft.updatedAt)).toISOString(), style)
  const alarming = status === 'failed' || status === 'conflict'
  const download = () => {
    const file = new Blob([`${JSON.stringify(history.present, null, 2)}\n`], { type: 'application/json' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = `${draft.procedure}.draft.json`
    link.click()
    // Not at once: some browsers read it only after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
  return (
    <div className="editor-bar">
      <div className="save-state" data-state={status} role={alarming ? 'alert' : undefined}>
        {words(`save_${status}`, { time })}
        {status === 'failed' ? (
          <>
            {' '}
            <span>{text(messageOf(state.error))}</span>{' '}
            <Button kind="quiet" onPress={onRetry}>
              {words('saveNow')}
            </Button>
          </>
        ) : null}
        {state.restored ? <span> {words('restored')}</span> : null}
      </div>
      <div className="editor-buttons">
        <Button isDisabled={history.past.length === 0} onPress={onUndo} aria-keyshortcuts="Control+Z">
          {words('undo')}
        </Button>
        <Button
          isDisabled={history.future.length === 0}
          onPress={onRedo}
          aria-keyshortcuts="Control+Y Control+Shift+Z"
        >
          {words('redo')}
        </Button>
        <Button onPress={download}>{words('download')}</Button>
      </div>
    </div>
  )
}
