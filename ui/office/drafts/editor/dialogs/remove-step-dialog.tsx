import { useState } from 'react'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { lostWith } from '../edits/events.ts'
import { removeStep, transitionsTo } from '../edits/steps.ts'
import { nodeAt, placeOfStep, startsWith, transitionsOf } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'

const gone = '(gone)'

/** Says what leads to a step that is to be removed, and asks where that shall lead instead. */
export function RemoveStepDialog(props: { path: string[]; open: boolean; onClose: () => void }) {
  return props.open ? <Asking {...props} /> : null
}

function Asking({ path, open, onClose }: { path: string[]; open: boolean; onClose: () => void }) {
  const { json, edit, open: openPlace, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const leading = transitionsTo(json, path)
  const others = names.steps.filter((step) => !startsWith(step.path, path))
  const [instead, setInstead] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const title = names.titleAt(nodeAt(json, path), path.at(-1) ?? '')
  const own = transitionsOf(json).filter(({ from }) => startsWith(from, path))
  const lost = lostWith(
    json,
    own.map(({ at }) => at),
  )
  const submit = () => {
    setTried(true)
    if (instead === null) return
    const target = others.find((step) => step.path.join('.') === instead)?.path ?? null
    edit((draft) => removeStep(draft, path, target), placeOfStep(path))
    say(words('removed', { name: title }))
    onClose()
    openPlace(target ? placeOfStep(target) : ['chart'])
  }
  return (
    <DialogForm
      title={words('removeStepTitle', { name: title })}
      open={open}
      onClose={onClose}
      action={words('removeThis', { name: title })}
      danger
      onSubmit={submit}
    >
      <p>{words('leadsHere', { count: leading.length })}</p>
      <ul>
        {leading.map((placed) => (
          <li key={placed.at.join('.')}>
            {words('choiceOfStep', {
              choice: names.titleAt(placed.transition, placed.name),
              step: names.stepLabel(placed.from),
            })}
          </li>
        ))}
      </ul>
      <SelectInput
        label={words('insteadTo')}
        value={instead}
        onChange={setInstead}
        error={tried && instead === null ? words('chooseTarget') : undefined}
        options={[
          ...others.map((step) => ({ id: step.path.join('.'), label: names.stepLabel(step.path) })),
          { id: gone, label: words('removeTransitions') },
        ]}
      />
      {lost.length > 0 ? <p>{words('eventsGo', { events: lost.map(names.eventLabel).join(', ') })}</p> : null}
    </DialogForm>
  )
}
