import { Button } from '../../../../lib/button.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { listOf, setAt } from '../edits/json.ts'
import { addItem, itemsOf, mayRenameItem, removeItem, renameItem } from '../edits/parts.ts'
import { NameField } from '../forms/engineer-fields.tsx'
import { ForEngineers, Place, TextAt, TextPair, useProblem } from '../forms/inputs.tsx'
import { MarkFields } from '../forms/mark-fields.tsx'
import { useEditorWords } from '../words.ts'
import { ItemCard } from './item-card.tsx'

/** The kinds of information that the announcement lists. */
export function CategoriesPart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(['categories'], false)
  const categories = itemsOf(json, 'categories')
  const asked = listOf(json.form).some((field) => (field as { type?: unknown } | null)?.type === 'category')
  const add = () => {
    const category = { number: String(categories.length + 1), title: { th: '', en: '' } }
    const made = addItem(json, 'categories', { th: '', en: '' }, category)
    edit((draft) => addItem(draft, 'categories', { th: '', en: '' }, category).json, made.at)
    open([...made.at, 'title'])
  }
  const addField = () => {
    const field = {
      name: 'category',
      type: 'category',
      title: { th: 'ประเภทข้อมูล', en: 'Kind of information' },
      required: true,
    }
    edit((draft) => setAt(draft, ['form'], [...listOf(draft.form), field]), ['form'])
    say(words('inserted', { name: words('categoryField') }))
  }
  return (
    <Place at={['categories']}>
      <p className="editor-muted">{words('categoriesLead')}</p>
      {error ? <p className="field-error">{error}</p> : null}
      {categories.length > 0 && !asked ? (
        <div className="editor-note">
          <p>{words('categoriesUnasked')}</p>
          <Button onPress={addField}>{words('askCategory')}</Button>
        </div>
      ) : null}
      {categories.map(({ at, id, item }) => {
        const title =
          `${typeof item.number === 'string' ? item.number : ''} ${names.titleAt({ meta: item }, id)}`.trim()
        return (
          <ItemCard
            key={at.join('.')}
            at={at}
            title={title}
            onRemove={() => {
              edit((draft) => removeItem(draft, at), at)
              say(words('removed', { name: title }))
            }}
          >
            <TextAt at={[...at, 'number']} label={words('categoryNumber')} maxLength={16} />
            <TextPair at={[...at, 'title']} label={words('categoryTitle')} />
            <MarkFields at={at} />
            <ForEngineers>
              <NameField
                label={words('categoryId')}
                value={id}
                mayBe={(name) => mayRenameItem(json, 'categories', name)}
                onRename={(name) => edit((draft) => renameItem(draft, 'categories', id, name), at)}
              />
            </ForEngineers>
          </ItemCard>
        )
      })}
      <div>
        <Button onPress={add}>{words('addCategory')}</Button>
      </div>
    </Place>
  )
}
