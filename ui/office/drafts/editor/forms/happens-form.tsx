import { Fragment } from 'react'
import type { Action } from '../../../../../machines/procedure/procedure.ts'
import { CheckboxInput } from '../../../../lib/checkbox-input.tsx'
import { useEditor } from '../editor-context.ts'
import { setActions } from '../edits/choices.ts'
import { eachOf, objectOf, type Path, valueAt } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { Place, useProblem } from './inputs.tsx'
import { MarkFields } from './mark-fields.tsx'
import { NotifyList } from './notify-list.tsx'

/** The actions that a choice has or has not; `notify` has a list of its own. */
const toggles: Record<Action['type'], 'freezes' | 'startsAgain' | undefined> = {
  freeze: 'freezes',
  startAgain: 'startsAgain',
  notify: undefined,
}

/** What a choice brings about: content that is frozen, decisions that have to be made anew, and who is told. */
export function HappensForm({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const place = [...at, 'actions']
  const error = useProblem(place)
  const actions = eachOf(valueAt(json, place))
  const has = (type: string) => actions.some((action) => objectOf(action).type === type)
  const placeOfAction = (type: string): Path =>
    Array.isArray(valueAt(json, place))
      ? [...place, actions.findIndex((action) => objectOf(action).type === type)]
      : place
  const toggle = (type: string) => (on: boolean) => {
    const others = actions.filter((action) => objectOf(action).type !== type)
    edit((draft) => setActions(draft, at, on ? [{ type }, ...others] : others), place)
  }
  return (
    <Place at={place}>
      <div className="editor-stack">
        {error ? <p className="field-error">{error}</p> : null}
        {Object.entries(toggles).map(([type, label]) =>
          label === undefined ? null : (
            <Fragment key={type}>
              <CheckboxInput checked={has(type)} onChange={toggle(type)}>
                {words(label)}
              </CheckboxInput>
              {has(type) ? <MarkFields at={placeOfAction(type)} label={words(label)} /> : null}
            </Fragment>
          ),
        )}
        <NotifyList at={at} />
      </div>
    </Place>
  )
}
