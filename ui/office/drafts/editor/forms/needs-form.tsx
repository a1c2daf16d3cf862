import { Fragment, type ReactNode } from 'react'
import {
  reservedFields,
  type SpecialNeed,
  type SpecialNeeds,
} from '../../../../../machines/procedure/procedure.ts'
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
import { MarkFields } from './mark-fields.tsx'
import { OptionsList } from './options-list.tsx'
import { RowButtons } from './row-buttons.tsx'

type SpecialNeedForm<Kind extends keyof SpecialNeeds> = {
  label: 'needReasons' | 'needChecked' | 'needPeriod' | 'needSignature' | 'needRevision'
  /** As it is when it is ticked. */
  made: SpecialNeeds[Kind]
  /** What there is to say of it, once it is asked for. */
  Details?: (props: { at: Path }) => ReactNode
}

/** The needs with a meaning of their own, in the order in which they are offered. */
const forms: { [Kind in keyof SpecialNeeds]: SpecialNeedForm<Kind> } = {
  reasons: { label: 'needReasons', made: { field: 'reasons', grounds: [] }, Details: Grounds },
  checked: {
    label: 'needChecked',
    made: { field: 'checked', items: [{ id: 'accurate', title: { th: 'ถูกต้อง', en: 'Accurate' } }] },
    Details: Checklist,
  },
  publishUntil: {
    label: 'needPeriod',
    made: { field: 'publishUntil', required: true },
    Details: Period,
  },
  signature: { label: 'needSignature', made: { field: 'signature' } },
  revision: { label: 'needRevision', made: { field: 'revision' } },
}
const specialNeeds = Object.values(forms)

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
  const toggle = (made: SpecialNeed) => (on: boolean) =>
    write(on ? [...needs, made] : needs.filter((_, index) => index !== indexOf(made.field)))
  const bare = needs.flatMap((need) => {
    const field = isExtra(need) ? '' : stringOf(objectOf(need).field)
    return field === '' || Object.hasOwn(forms, field) ? [] : [field]
  })
  const addExtra = () => {
    const taken = [
      ...needs.map((need) => stringOf(objectOf(need).field)),
      ...names.fields.map(({ id }) => id),
      ...reservedFields,
    ]
    const field = keyFrom({ th: '', en: '' }, taken, 'extra')
    write([...needs, { field, type: 'text', title: { th: '', en: '' }, required: true }])
    open([...place, needs.length, 'title'])
  }
  return (
    <Place at={place}>
      <div className="editor-stack">
        {error ? <p className="field-error">{error}</p> : null}
        {specialNeeds.map(({ label, made, Details }) => {
          const index = indexOf(made.field)
          return (
            <Fragment key={made.field}>
              <CheckboxInput checked={index !== -1} onChange={toggle(made)}>
                {words(label)}
              </CheckboxInput>
              {index !== -1 && Details ? <Details at={[...place, index]} /> : null}
              {index !== -1 ? <MarkFields at={[...place, index]} label={words(label)} /> : null}
            </Fragment>
          )
        })}
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
                return isExtra(need) || Object.hasOwn(forms, field) || chosen.includes(field)
              })
              write([...kept, ...chosen.filter((id) => !bare.includes(id)).map((field) => ({ field }))])
            }}
          />
        ) : null}
        {bare.map((field) => (
          <MarkFields
            key={field}
            at={[...place, indexOf(field)]}
            label={names.fields.find(({ id }) => id === field)?.label ?? field}
          />
        ))}
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

function Grounds({ at }: { at: Path }) {
  const words = useEditorWords()
  return (
    <fieldset className="editor-card" aria-label={words('grounds')}>
      <p className="editor-muted">{words('groundsLead')}</p>
      <OptionsList at={[...at, 'grounds']} one={words('ground')} add={words('addGround')} marked />
    </fieldset>
  )
}

function Checklist({ at }: { at: Path }) {
  const words = useEditorWords()
  return (
    <fieldset className="editor-card" aria-label={words('checklist')}>
      <OptionsList at={[...at, 'items']} one={words('item')} add={words('addItem')} marked />
    </fieldset>
  )
}

function Period({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  return (
    <div className="editor-card">
      <SelectInput
        label={words('periodHow')}
        value={valueAt(json, [...at, 'required']) === true ? 'required' : 'optional'}
        options={[
          { id: 'required', label: words('periodRequired') },
          { id: 'optional', label: words('periodOptional') },
        ]}
        onChange={(chosen) =>
          edit((draft) => setAt(draft, [...at, 'required'], chosen === 'required'), at.slice(0, -1))
        }
      />
    </div>
  )
}
