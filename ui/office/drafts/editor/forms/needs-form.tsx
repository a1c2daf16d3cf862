import { Button } from '../../../../lib/button.tsx'
import { CheckboxInput, CheckboxList } from '../../../../lib/checkbox-input.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { isObject, type Json, listOf, objectOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import { keyFrom } from '../edits/names.ts'
import { titleOf } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { FieldShape } from './field-shape.tsx'
import { Place, useProblem } from './inputs.tsx'
import { OptionsList } from './options-list.tsx'
import { RowButtons } from './row-buttons.tsx'

const meaningful = ['reasons', 'checked', 'publishUntil', 'revision', 'signature']
const isExtra = (need: unknown): need is Json => isObject(need) && typeof need.type === 'string'

/** What a choice asks of whoever takes it. */
export function NeedsForm({ at }: { at: Path }) {
  const { json, edit, open } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const place = [...at, 'meta', 'needs']
  const error = useProblem(place, false)
  const needs = listOf(valueAt(json, place))
  const indexOf = (field: string) =>
    needs.findIndex((need) => objectOf(need).field === field && !isExtra(need))
  const write = (next: unknown[]) =>
    edit((draft) => setAt(draft, place, next.length > 0 ? next : undefined), place)
  const toggle = (field: string, made: Json) => (on: boolean) =>
    write(on ? [...needs, made] : needs.filter((_, index) => index !== indexOf(field)))
  const period = needs[indexOf('publishUntil')]
  const bare = needs.flatMap((need) => {
    const field = isExtra(need) ? '' : stringOf(objectOf(need).field)
    return field === '' || meaningful.includes(field) ? [] : [field]
  })
  const addExtra = () => {
    const taken = [
      ...needs.map((need) => stringOf(objectOf(need).field)),
      ...names.fields.map(({ id }) => id),
      ...meaningful,
    ]
    const field = keyFrom({ th: '', en: '' }, taken, 'extra')
    write([...needs, { field, type: 'text', title: { th: '', en: '' }, required: true }])
    open([...place, needs.length, 'title'])
  }
  return (
    <Place at={place}>
      <div className="editor-stack">
        {error ? <p className="field-error">{error}</p> : null}
        <CheckboxInput
          checked={indexOf('reasons') !== -1}
          onChange={toggle('reasons', { field: 'reasons', grounds: [] })}
        >
          {words('needReasons')}
        </CheckboxInput>
        {indexOf('reasons') !== -1 ? (
          <fieldset className="editor-card" aria-label={words('grounds')}>
            <p className="editor-muted">{words('groundsLead')}</p>
            <OptionsList
              at={[...place, indexOf('reasons'), 'grounds']}
              one={words('ground')}
              add={words('addGround')}
            />
          </fieldset>
        ) : null}
        <CheckboxInput
          checked={indexOf('checked') !== -1}
          onChange={toggle('checked', {
            field: 'checked',
            items: [{ id: 'accurate', title: { th: 'ถูกต้อง', en: 'Accurate' } }],
          })}
        >
          {words('needChecked')}
        </CheckboxInput>
        {indexOf('checked') !== -1 ? (
          <fieldset className="editor-card" aria-label={words('checklist')}>
            <OptionsList
              at={[...place, indexOf('checked'), 'items']}
              one={words('item')}
              add={words('addItem')}
            />
          </fieldset>
        ) : null}
        <CheckboxInput
          checked={period !== undefined}
          onChange={toggle('publishUntil', { field: 'publishUntil', required: true })}
        >
          {words('needPeriod')}
        </CheckboxInput>
        {period !== undefined ? (
          <div className="editor-card">
            <SelectInput
              label={words('periodHow')}
              value={objectOf(period).required === true ? 'required' : 'optional'}
              options={[
                { id: 'required', label: words('periodRequired') },
                { id: 'optional', label: words('periodOptional') },
              ]}
              onChange={(chosen) =>
                edit(
                  (draft) =>
                    setAt(draft, [...place, indexOf('publishUntil'), 'required'], chosen === 'required'),
                  place,
                )
              }
            />
          </div>
        ) : null}
        <CheckboxInput
          checked={indexOf('signature') !== -1}
          onChange={toggle('signature', { field: 'signature' })}
        >
          {words('needSignature')}
        </CheckboxInput>
        <CheckboxInput
          checked={indexOf('revision') !== -1}
          onChange={toggle('revision', { field: 'revision' })}
        >
          {words('needRevision')}
        </CheckboxInput>
        {names.fields.length > 0 ? (
          <CheckboxList
            label={words('needFields')}
            required={false}
            value={bare}
            options={[
              ...names.fields,
              ...bare
                .filter((id) => !names.fields.some((field) => field.id === id))
                .map((id) => ({ id, label: id })),
            ]}
            onChange={(chosen) => {
              const kept = needs.filter((need) => {
                const field = stringOf(objectOf(need).field)
                return isExtra(need) || meaningful.includes(field) || chosen.includes(field)
              })
              write([...kept, ...chosen.filter((id) => !bare.includes(id)).map((field) => ({ field }))])
            }}
          />
        ) : null}
        {needs.map((need, index) =>
          isExtra(need) ? (
            <fieldset
              className="editor-card"
              key={stringOf(need.field)}
              data-place={[...place, index].join('.')}
              aria-label={words('extraField')}
            >
              <FieldShape at={[...place, index]} />
              <RowButtons
                name={titleOf({ meta: need }).th || words('extraField')}
                onRemove={() => write(needs.filter((_, other) => other !== index))}
              />
            </fieldset>
          ) : null,
        )}
        <div>
          <Button onPress={addExtra}>{words('addExtra')}</Button>
        </div>
      </div>
    </Place>
  )
}
