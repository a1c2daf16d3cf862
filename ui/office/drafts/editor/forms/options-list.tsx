import { Button } from '../../../../lib/button.tsx'
import { useEditor } from '../editor-context.ts'
import { isObject, listOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import { keyFrom } from '../edits/names.ts'
import { moveItem, removeItem } from '../edits/parts.ts'
import { titleOf } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { Place, TextPair, useProblem } from './inputs.tsx'
import { MarkFields } from './mark-fields.tsx'
import { RowButtons } from './row-buttons.tsx'

type OptionsListProps = {
  at: Path
  /** What one of them is called: a reason, an item of the checklist, an option. */
  one: string
  add: string
  /** Each says where it comes from. */
  marked?: boolean
}

/** A list of short texts, each with a name of its own that answers keep: grounds, checklist items, options. */
export function OptionsList({ at, one, add, marked = false }: OptionsListProps) {
  const { json, edit, open } = useEditor()
  const words = useEditorWords()
  const error = useProblem(at, false)
  const items = listOf(valueAt(json, at))
  const append = () => {
    const taken = items.map((item) => (isObject(item) ? stringOf(item.id) : ''))
    const id = keyFrom({ th: '', en: '' }, taken, 'item')
    edit((draft) => setAt(draft, at, [...listOf(valueAt(draft, at)), { id, title: { th: '', en: '' } }]), at)
    open([...at, items.length])
  }
  return (
    <Place at={at}>
      <ol className="editor-options">
        {items.map((item, index) => {
          const place = [...at, index]
          const name = titleOf({ meta: item }).th || `${one} ${index + 1}`
          return (
            <li key={isObject(item) ? stringOf(item.id) || index : index}>
              <TextPair at={[...place, 'title']} label={words('numbered', { one, number: index + 1 })} />
              {marked ? <MarkFields at={place} /> : null}
              <RowButtons
                name={name}
                isFirst={index === 0}
                isLast={index === items.length - 1}
                onMove={(by) => edit((draft) => moveItem(draft, place, by), at)}
                onRemove={() => edit((draft) => removeItem(draft, place), at)}
              />
            </li>
          )
        })}
      </ol>
      {error ? <p className="field-error">{error}</p> : null}
      <div>
        <Button onPress={append}>{add}</Button>
      </div>
    </Place>
  )
}
