import type { Guard } from '../../../../../machines/procedure/procedure.ts'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useText } from '../../../../lib/text.ts'
import { useEditor, useNames } from '../editor-context.ts'
import { changeDeadlineOf } from '../edits/choices.ts'
import { listOf, objectOf, setAt, stringOf } from '../edits/json.ts'
import { isAsked, itemsOf } from '../edits/parts.ts'
import type { TransitionAt } from '../edits/walk.ts'
import { titleOf } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
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
          <Condition placed={placed} />
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

type ConditionForm = {
  label: 'conditionAsked' | 'conditionNotAsked'
  /** The guard as it is when it is chosen, for the field and the value that stood there before. */
  made: (field: string, value: string) => Guard
}
/** The guards that an automatic transition may have; `may` asks for a person, and there is none. */
const conditions: Record<Guard['type'], ConditionForm | undefined> = {
  may: undefined,
  asked: {
    label: 'conditionAsked',
    made: (field, value) => ({ type: 'asked', params: { field, value } }),
  },
  notAsked: {
    label: 'conditionNotAsked',
    made: (field, value) => ({ type: 'notAsked', params: { field, value } }),
  },
}
const hasForm = (type: string): type is Guard['type'] => Object.hasOwn(conditions, type)

/** Which answer in a field opens an automatic transition; without one it is taken by every request that comes here. */
function Condition({ placed }: { placed: TransitionAt }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const text = useText()
  const names = useNames()
  const place = [...placed.at, 'guard']
  const error = useProblem(place)
  const guard = objectOf(placed.transition.guard)
  const type = stringOf(guard.type)
  const { field, value } = objectOf(guard.params)
  const chosen = itemsOf(json, 'form').find(({ id }) => id === field)
  const options = listOf(chosen?.item.options).map((option) => ({
    id: stringOf(objectOf(option).id),
    label: text(titleOf({ meta: option })),
  }))
  const [first] = names.allFields
  const write = (next: object | undefined) => edit((draft) => setAt(draft, place, next), placed.at)
  return (
    <Place at={place}>
      <div className="editor-stack">
        <SelectInput
          label={words('conditionWhen')}
          error={error}
          value={type === '' ? 'always' : type}
          options={withUnknown(
            [
              { id: 'always', label: words('conditionNone') },
              ...Object.entries(conditions).flatMap(([id, form]) =>
                form === undefined ? [] : [{ id, label: words(form.label) }],
              ),
            ],
            type,
          )}
          onChange={(next) =>
            write(
              hasForm(next)
                ? conditions[next]?.made(stringOf(field) || (first?.id ?? ''), stringOf(value))
                : undefined,
            )
          }
        />
        {isAsked(guard) ? (
          <div className="editor-pair">
            <SelectInput
              label={words('conditionField')}
              value={stringOf(field) || null}
              options={withUnknown(names.allFields, stringOf(field))}
              onChange={(next) => write({ type, params: { field: next, value: '' } })}
            />
            <SelectInput
              label={words('conditionValue')}
              value={stringOf(value) || null}
              options={withUnknown(options, stringOf(value))}
              onChange={(next) => write({ type, params: { field: stringOf(field), value: next } })}
            />
          </div>
        ) : null}
      </div>
    </Place>
  )
}
