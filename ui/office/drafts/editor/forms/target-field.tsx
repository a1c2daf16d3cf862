import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { setTarget } from '../edits/choices.ts'
import { targetOf } from '../edits/targets.ts'
import { samePath, type TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { Place, useProblem } from './inputs.tsx'

const stays = '(stays)'

/** Where a choice, a deadline or an automatic way leads; or that the request stays where it is. */
export function TargetField({ way, label }: { way: TransitionAt; label?: string }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const place = [...way.at, 'target']
  const error = useProblem(place)
  const { target } = way.transition
  const to = targetOf(json, way)
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
            const made = setTarget(draft, way, path ?? null)
            return path && to && samePath(path, to) ? draft : made
          }, way.at)
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
