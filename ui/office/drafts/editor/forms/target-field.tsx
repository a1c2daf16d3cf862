import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { setTarget } from '../edits/choices.ts'
import { targetOf } from '../edits/targets.ts'
import { samePath, type TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { Place, useProblem } from './inputs.tsx'

const stays = '(stays)'

/** Where a choice, a deadline or an automatic transition leads; or that the request stays where it is. */
export function TargetField({ placed, label }: { placed: TransitionAt; label?: string }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const place = [...placed.at, 'target']
  const error = useProblem(place)
  const { target } = placed.transition
  const to = targetOf(json, placed)
  const unknown = typeof target === 'string' && !to ? `?${target}` : undefined
  const paths = new Map(names.steps.map(({ path }) => [path.join('.'), path]))
  return (
    <Place at={place}>
      <SelectInput
        label={label ?? words('goesTo')}
        error={error}
        value={unknown ?? (to ? to.join('.') : stays)}
        onChange={(chosen) =>
          edit((draft) => {
            const path = paths.get(chosen)
            const made = setTarget(draft, placed, path ?? null)
            return path && to && samePath(path, to) ? draft : made
          }, placed.at)
        }
        options={[
          { id: stays, label: words('stays') },
          ...names.stepOptions,
          ...(unknown ? [{ id: unknown, label: String(target) }] : []),
        ]}
      />
    </Place>
  )
}
