import { columnTypes } from '../../../../../machines/procedure/procedure.ts'
import { Button } from '../../../../lib/button.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor } from '../editor-context.ts'
import { isObject, listOf, objectOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import { keyFrom } from '../edits/names.ts'
import { moveItem, removeItem } from '../edits/parts.ts'
import { titleOf } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { FlagAt, Place, TextPair, useProblem } from './inputs.tsx'
import { OptionsList } from './options-list.tsx'
import { RowButtons } from './row-buttons.tsx'

/** The columns of a table: what each is called, what it holds, whether it must be filled and is added up. */
export function ColumnsList({ at }: { at: Path }) {
  const { json, edit, open } = useEditor()
  const words = useEditorWords()
  const error = useProblem(at, false)
  const columns = listOf(valueAt(json, at))
  const append = () => {
    const taken = columns.map((column) => stringOf(objectOf(column).name))
    const name = keyFrom({ th: '', en: '' }, taken, 'column')
    const column = { name, type: 'text', title: { th: '', en: '' }, required: false }
    edit((draft) => setAt(draft, at, [...listOf(valueAt(draft, at)), column]), at)
    open([...at, columns.length, 'title'])
  }
  return (
    <Place at={at}>
      <ol className="editor-options" aria-label={words('columns')}>
        {columns.map((column, index) => (
          <li key={isObject(column) ? stringOf(column.name) || index : index}>
            <ColumnForm at={[...at, index]} number={index + 1} />
            <RowButtons
              name={titleOf({ meta: column }).th || `${words('column')} ${index + 1}`}
              isFirst={index === 0}
              isLast={index === columns.length - 1}
              onMove={(by) => edit((draft) => moveItem(draft, [...at, index], by), at)}
              onRemove={() => edit((draft) => removeItem(draft, [...at, index]), at)}
            />
          </li>
        ))}
      </ol>
      {error ? <p className="field-error">{error}</p> : null}
      <div>
        <Button onPress={append}>{words('addColumn')}</Button>
      </div>
    </Place>
  )
}

function ColumnForm({ at, number }: { at: Path; number: number }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const type = stringOf(valueAt(json, [...at, 'type']))
  const error = useProblem([...at, 'type'])
  return (
    <div className="editor-stack">
      <TextPair at={[...at, 'title']} label={words('columnTitle', { number })} />
      <Place at={[...at, 'type']}>
        <SelectInput
          label={words('columnType')}
          error={error}
          value={type === '' ? null : type}
          options={columnTypes.map((id) => ({ id, label: words(`column_${id}`) }))}
          onChange={(chosen) =>
            edit((draft) => {
              const typed = setAt(draft, [...at, 'type'], chosen)
              // Only a choice has options, and only numbers are added up.
              const alone = chosen === 'select' ? typed : setAt(typed, [...at, 'options'], undefined)
              return chosen === 'number' ? alone : setAt(alone, [...at, 'sum'], undefined)
            }, at)
          }
        />
      </Place>
      {type === 'select' ? (
        <OptionsList at={[...at, 'options']} one={words('option')} add={words('addOption')} />
      ) : null}
      <FlagAt at={[...at, 'required']} off={false}>
        {words('fieldRequired')}
      </FlagAt>
      {type === 'number' ? <FlagAt at={[...at, 'sum']}>{words('columnSum')}</FlagAt> : null}
    </div>
  )
}
