import {
  canBeShown,
  type FieldType,
  fieldTypes,
  shownFields,
} from '../../../../../machines/procedure/procedure.ts'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor } from '../editor-context.ts'
import { type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { ColumnsList } from './columns-list.tsx'
import { FlagAt, Place, SelectAt, TextPair, useProblem } from './inputs.tsx'
import { MarkFields, saysOrigins } from './mark-fields.tsx'
import { OptionsList } from './options-list.tsx'

/** Whether a field of this type has its own list of options; a draft may still name a type that there is not. */
const ownsOptions = (type: string): boolean =>
  Object.hasOwn(fieldTypes, type) && fieldTypes[type as FieldType].options === 'own'

/** What a field is: its words, its kind, its options, and whether it must be filled. */
export function FieldShape({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const type = stringOf(valueAt(json, [...at, 'type']))
  const error = useProblem([...at, 'type'])
  const hasOptions = ownsOptions(type)
  const name = stringOf(valueAt(json, [...at, 'name']))
  return (
    <div className="editor-stack">
      <TextPair at={[...at, 'title']} label={words('fieldTitle')} />
      <Place at={[...at, 'type']}>
        <SelectInput
          label={words('fieldType')}
          error={error}
          value={type === '' ? null : type}
          options={(Object.keys(fieldTypes) as FieldType[]).map((id) => ({ id, label: words(`type_${id}`) }))}
          onChange={(chosen) =>
            edit((draft) => {
              const typed = setAt(draft, [...at, 'type'], chosen)
              // Options belong to a choice of several, columns to a table; the others must not have any.
              const parts = ownsOptions(chosen) ? [] : ['options']
              if (chosen !== 'table') parts.push('columns', 'mostRows')
              if (!canBeShown(chosen)) parts.push('shown')
              return parts.reduce((json, part) => setAt(json, [...at, part], undefined), typed)
            }, at)
          }
        />
      </Place>
      <FlagAt at={[...at, 'required']} off={false}>
        {words('fieldRequired')}
      </FlagAt>
      {hasOptions ? (
        <OptionsList at={[...at, 'options']} one={words('option')} add={words('addOption')} />
      ) : null}
      {type === 'table' ? <ColumnsList at={[...at, 'columns']} /> : null}
      {type === 'table' ? <MostRows at={[...at, 'mostRows']} /> : null}
      {at[0] === 'form' && !shownFields.includes(name) && canBeShown(type) ? (
        <FlagAt at={[...at, 'shown']}>{words('fieldShown')}</FlagAt>
      ) : null}
      {saysOrigins(json) ? (
        <MarkFields at={at} />
      ) : (
        <SelectAt
          at={[...at, 'source']}
          label={words('source')}
          options={[
            { id: 'document', label: words('source_document') },
            { id: 'added', label: words('source_added') },
          ]}
        />
      )}
      <TextPair at={[...at, 'help']} label={words('fieldHelp')} optional />
    </div>
  )
}

function MostRows({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const error = useProblem(at)
  const most = valueAt(json, at)
  return (
    <Place at={at}>
      <TextInput
        label={words('mostRows')}
        required={false}
        error={error}
        value={typeof most === 'number' ? String(most) : ''}
        onChange={(written) => {
          const number = Number.parseInt(written, 10)
          edit((draft) => setAt(draft, at, Number.isInteger(number) ? number : undefined), at)
        }}
      />
    </Place>
  )
}
