import { useEffect, useRef, useState } from 'react'
import type { ProcedureView } from '../../../api/http/contract.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import { Button } from '../../lib/button.tsx'
import { FilesOfRequest } from '../../lib/files/files-of-request.ts'
import { focusFirstInvalid } from '../../lib/focus-first-invalid.ts'
import { FormFieldInput } from '../../lib/form-fields.tsx'
import { Message } from '../../lib/message.tsx'
import { ConflictMessage } from './conflict-message.tsx'
import { CorrectedMessage } from './corrected-message.tsx'
import type { Saved } from './request-autosave.ts'
import { SaveState } from './save-state.tsx'
import { useRequestAutosave } from './use-request-autosave.ts'
import { useEditorWords } from './words.ts'
import './content-editor.css'

type ContentEditorProps = {
  procedure: ProcedureView
  /** The request to go on with; null for one that begins with its first save. Read once, when the editor appears. */
  request: Saved | null
  /** For which of the person's groups a new request is made. */
  group?: string
  onCreated?: (id: string) => void
  /** Called when everything is saved and the person wants to go on. */
  onDone: (id: string) => void
  doneLabel: string
  /** Called when everything is saved and the person wants to see it as the public would. */
  onPreview?: (id: string) => void
}

/** The form of a procedure, saved as it is typed. Nothing typed is lost by a failure, a reload or another's change. */
export function ContentEditor(props: ContentEditorProps) {
  const { procedure, request, group, onCreated, onDone, doneLabel, onPreview } = props
  const words = useEditorWords()
  const { autosave, state, corrected } = useRequestAutosave({ procedure: procedure.id, request, group })
  const form = useRef<HTMLFormElement>(null)
  const [stuck, setStuck] = useState(false)
  const [going, setGoing] = useState(false)
  const told = useRef(request?.id ?? null)
  const id = state.request?.id ?? null
  useEffect(() => {
    if (!id || told.current === id) return
    told.current = id
    onCreated?.(id)
  }, [id, onCreated])
  const untitled = typeof state.content.title !== 'string' || isBlank(state.content.title)
  const goOn = async (onSaved: (id: string) => void) => {
    setGoing(true)
    const saved = await autosave.flush()
    setGoing(false)
    setStuck(!saved)
    if (!saved && form.current) focusFirstInvalid(form.current)
    const current = autosave.getState().request
    if (saved && current) onSaved(current.id)
  }
  return (
    <form
      ref={form}
      className="content-editor"
      aria-label={words('form')}
      onSubmit={(event) => event.preventDefault()}
    >
      {state.restored ? (
        <Message
          title={words('restored')}
          actions={
            state.request ? null : (
              <Button onPress={() => autosave.discard()} kind="quiet">
                {words('discard')}
              </Button>
            )
          }
        />
      ) : null}
      {state.conflict && state.request ? (
        <ConflictMessage
          conflict={state.conflict}
          request={state.request.id}
          procedure={procedure}
          mine={state.content}
          onKeepMine={() => void autosave.keepMine()}
          onTakeTheirs={(theirs) => autosave.takeTheirs(theirs)}
        />
      ) : null}
      <FilesOfRequest value={state.request?.id ?? 'pending'}>
        {procedure.form.map((field) => (
          <FormFieldInput
            key={field.name}
            field={field}
            categories={procedure.categories}
            value={state.content[field.name]}
            onChange={(value) => autosave.change(field.name, value)}
            error={
              state.fieldErrors[field.name] ??
              (stuck && field.name === 'title' && untitled ? words('needTitle') : undefined)
            }
          />
        ))}
      </FilesOfRequest>
      {corrected.length > 0 ? <CorrectedMessage procedure={procedure} corrected={corrected} /> : null}
      <div className="content-editor-foot">
        <SaveState state={state} onRetry={() => void autosave.flush()} stuck={stuck} />
        {onPreview && id ? <Button onPress={() => void goOn(onPreview)}>{words('preview')}</Button> : null}
        <Button kind="primary" onPress={() => void goOn(onDone)} isPending={going}>
          {doneLabel}
        </Button>
      </div>
    </form>
  )
}
