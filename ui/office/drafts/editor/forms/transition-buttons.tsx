import { Button } from '../../../../lib/button.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { moveTransition, removeTransition } from '../edits/choices.ts'
import { lostWith, placesOfEvent } from '../edits/events.ts'
import { listOf, objectOf, stringOf, valueAt } from '../edits/json.ts'
import { placeOfStep, type TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'

/** Up, down and away, with a word on what else goes. */
export function TransitionButtons({ choice }: { choice: TransitionAt }) {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const { at, kind, name, from, transition } = choice
  const last = at.at(-1)
  const beside =
    typeof last === 'number'
      ? listOf(valueAt(json, at.slice(0, -1))).length
      : Object.keys(objectOf(valueAt(json, at.slice(0, -1)))).length
  const place =
    typeof last === 'number'
      ? last
      : Object.keys(objectOf(valueAt(json, at.slice(0, -1)))).indexOf(String(last))
  const title = names.titleAt(transition, name)
  const lost = kind === 'on' ? lostWith(json, [at]) : []
  const spoken = lost.flatMap((type) => placesOfEvent(json, type)).length
  return (
    <div className="editor-stack">
      {spoken > 0 ? <p className="editor-muted">{words('choiceGoesWith', { count: spoken })}</p> : null}
      <div className="editor-buttons">
        <Button
          isDisabled={place <= 0}
          onPress={() => {
            edit((draft) => moveTransition(draft, at, -1), at)
            if (typeof last === 'number') open([...at.slice(0, -1), last - 1])
          }}
        >
          {words('moveUp')}
        </Button>
        <Button
          isDisabled={place >= beside - 1}
          onPress={() => {
            edit((draft) => moveTransition(draft, at, 1), at)
            if (typeof last === 'number') open([...at.slice(0, -1), last + 1])
          }}
        >
          {words('moveDown')}
        </Button>
        <Button
          kind="danger"
          onPress={() => {
            edit((draft) => removeTransition(draft, at), at)
            say(words('removed', { name: title }))
            open(placeOfStep(from))
          }}
        >
          {words('removeThis', { name: stringOf(title) })}
        </Button>
      </div>
    </div>
  )
}
