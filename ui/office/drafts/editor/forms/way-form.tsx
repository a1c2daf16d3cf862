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
export function WayForm({ way }: { way: TransitionAt }) {
  const words = useEditorWords()
  const { at, kind } = way
  return (
    <>
      {kind === 'after' ? (
        <FormSection title={words('whichDeadline')}>
          <DeadlineChoice way={way} />
        </FormSection>
      ) : null}
      {kind === 'always' ? (
        <FormSection title={words('condition')} lead={words('conditionLead')}>
          <Condition way={way} />
        </FormSection>
      ) : null}
      <FormSection title={words('whatItIs')}>
        <SourceFields at={at} label={words('wayTitle')} />
      </FormSection>
      <FormSection title={kind === 'after' ? words('whenPassed') : words('whereTo')}>
        <TargetField way={way} label={words(kind === 'after' ? 'afterGoesTo' : 'goesTo')} />
        <NotifyList at={at} />
      </FormSection>
      <FormSection title={words('orderAndRemoval')}>
        <TransitionButtons choice={way} />
      </FormSection>
      <ForEngineers>
        <JsonField at={at} label={words('jsonOf', { name: words(`kind_${kind}`) })} />
      </ForEngineers>
    </>
  )
}

function DeadlineChoice({ way }: { way: TransitionAt }) {
  const { edit, open, json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(way.at, false)
  return (
    <Place at={way.at}>
      <SelectInput
        label={words('deadline')}
        error={error}
        value={way.name}
        options={withUnknown(names.deadlines, way.name)}
        onChange={(deadline) => {
          const { at } = changeDeadlineOf(json, way, deadline)
          edit((draft) => changeDeadlineOf(draft, way, deadline).json, at)
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
/** The guards that an automatic way may have; `may` asks for a person, and there is none. */
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

/** Which answer in a field opens an automatic way; without one it is taken by every request that comes here. */
function Condition({ way }: { way: TransitionAt }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const text = useText()
  const names = useNames()
  const place = [...way.at, 'guard']
  const error = useProblem(place)
  const guard = objectOf(way.transition.guard)
  const type = stringOf(guard.type)
  const { field, value } = objectOf(guard.params)
  const chosen = itemsOf(json, 'form').find(({ id }) => id === field)
  const options = listOf(chosen?.item.options).map((option) => ({
    id: stringOf(objectOf(option).id),
    label: text(titleOf({ meta: option })),
  }))
  const [first] = names.allFields
  const write = (next: object | undefined) => edit((draft) => setAt(draft, place, next), way.at)
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
