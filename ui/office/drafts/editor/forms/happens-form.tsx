import { CheckboxInput } from '../../../../lib/checkbox-input.tsx'
import { useEditor } from '../editor-context.ts'
import { setActions } from '../edits/choices.ts'
import { eachOf, objectOf, type Path, valueAt } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { Place, useProblem } from './inputs.tsx'
import { NotifyList } from './notify-list.tsx'

/** What a choice brings about: content that is frozen, decisions that have to be made anew, and who is told. */
export function HappensForm({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const place = [...at, 'actions']
  const error = useProblem(place)
  const actions = eachOf(valueAt(json, place))
  const has = (type: string) => actions.some((action) => objectOf(action).type === type)
  const toggle = (type: string) => (on: boolean) => {
    const others = actions.filter((action) => objectOf(action).type !== type)
    edit((draft) => setActions(draft, at, on ? [{ type }, ...others] : others), place)
  }
  return (
    <Place at={place}>
      <div className="editor-stack">
        {error ? <p className="field-error">{error}</p> : null}
        <CheckboxInput checked={has('freeze')} onChange={toggle('freeze')}>
          {words('freezes')}
        </CheckboxInput>
        <CheckboxInput checked={has('startAgain')} onChange={toggle('startAgain')}>
          {words('startsAgain')}
        </CheckboxInput>
        <NotifyList at={at} />
      </div>
    </Place>
  )
}
