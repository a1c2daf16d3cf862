import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { changeDeadlineOf } from '../edits/choices.ts'
import type { TransitionAt } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { ConditionForm } from './condition-form.tsx'
import { JsonField } from './engineer-fields.tsx'
import { ForEngineers, FormSection, Place, useProblem, withUnknown } from './inputs.tsx'
import { NotifyList } from './notify-list.tsx'
import { SourceFields } from './source-fields.tsx'
import { TargetField } from './target-field.tsx'
import { TransitionButtons } from './transition-buttons.tsx'

/** The form of what happens by itself: when a deadline passes, at once, or when all tracks have ended. */
export function TransitionForm({ placed }: { placed: TransitionAt }) {
  const words = useEditorWords()
  const { at, kind } = placed
  return (
    <>
      {kind === 'after' ? (
        <FormSection title={words('whichDeadline')}>
          <DeadlineChoice placed={placed} />
        </FormSection>
      ) : null}
      {kind === 'always' ? (
        <FormSection title={words('condition')} lead={words('conditionLead')}>
          <ConditionForm placed={placed} />
        </FormSection>
      ) : null}
      <FormSection title={words('whatItIs')}>
        <SourceFields at={at} label={words('transitionTitle')} />
      </FormSection>
      <FormSection title={kind === 'after' ? words('whenPassed') : words('whereTo')}>
        <TargetField placed={placed} label={words(kind === 'after' ? 'afterGoesTo' : 'goesTo')} />
        <NotifyList at={at} />
      </FormSection>
      <FormSection title={words('orderAndRemoval')}>
        <TransitionButtons choice={placed} />
      </FormSection>
      <ForEngineers>
        <JsonField at={at} label={words('jsonOf', { name: words(`kind_${kind}`) })} />
      </ForEngineers>
    </>
  )
}

function DeadlineChoice({ placed }: { placed: TransitionAt }) {
  const { edit, open, json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(placed.at, false)
  return (
    <Place at={placed.at}>
      <SelectInput
        label={words('deadline')}
        error={error}
        value={placed.name}
        options={withUnknown(names.deadlines, placed.name)}
        onChange={(deadline) => {
          const { at } = changeDeadlineOf(json, placed, deadline)
          edit((draft) => changeDeadlineOf(draft, placed, deadline).json, at)
          open(at)
        }}
      />
    </Place>
  )
}
