import { Button } from '../../../../lib/button.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import {
  addItem,
  itemsOf,
  mayRemoveField,
  mayRenameItem,
  removeField,
  renameItem,
  usesOf,
} from '../edits/parts.ts'
import { NameField } from '../forms/engineer-fields.tsx'
import { FieldShape } from '../forms/field-shape.tsx'
import { ForEngineers, Place, useProblem } from '../forms/inputs.tsx'
import { useEditorWords } from '../words.ts'
import { ItemCard } from './item-card.tsx'
import { Uses } from './uses.tsx'

/** The form that the owner fills. */
export function FormPart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(['form'], false)
  const add = () => {
    const field = { type: 'text', title: { th: '', en: '' }, required: false }
    const made = addItem(json, 'form', { th: '', en: '' }, field)
    edit((draft) => addItem(draft, 'form', { th: '', en: '' }, field).json, made.at)
    open([...made.at, 'title'])
  }
  return (
    <Place at={['form']}>
      <p className="editor-muted">{words('formLead')}</p>
      {error ? <p className="field-error">{error}</p> : null}
      {itemsOf(json, 'form').map(({ at, id, item }) => {
        const title = names.titleAt({ meta: item }, id)
        const removable = mayRemoveField(json, id)
        return (
          <ItemCard
            key={at.join('.')}
            at={at}
            title={title}
            onRemove={
              removable
                ? () => {
                    edit((draft) => removeField(draft, at), at)
                    say(words('removed', { name: title }))
                  }
                : undefined
            }
          >
            <FieldShape at={at} />
            {removable ? null : (
              <p className="editor-muted">{words(id === 'title' ? 'titleStays' : 'fieldNeeded')}</p>
            )}
            <Uses places={usesOf(json, 'form', id)} />
            <ForEngineers>
              <NameField
                label={words('fieldName')}
                value={id}
                mayBe={(name) => id !== 'title' && mayRenameItem(json, 'form', name)}
                onRename={(name) => edit((draft) => renameItem(draft, 'form', id, name), at)}
              />
            </ForEngineers>
          </ItemCard>
        )
      })}
      <div>
        <Button onPress={add}>{words('addField')}</Button>
      </div>
    </Place>
  )
}
