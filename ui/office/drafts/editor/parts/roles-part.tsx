import { Button } from '../../../../lib/button.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { isObject, setAt } from '../edits/json.ts'
import { addItem, itemsOf, mayRenameItem, removeItem, renameItem, usesOf } from '../edits/parts.ts'
import { NameField } from '../forms/engineer-fields.tsx'
import { ForEngineers, Place, SelectAt, TextPair, useProblem } from '../forms/inputs.tsx'
import { MarkFields, saysOrigins } from '../forms/mark-fields.tsx'
import { RowButtons } from '../forms/row-buttons.tsx'
import { useEditorWords } from '../words.ts'
import { ItemCard } from './item-card.tsx'
import { Uses } from './uses.tsx'

/** Who acts in the procedure beside the owner: the posts that the announcement names. */
export function RolesPart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(['roles'], false)
  const add = () => {
    const role = { title: { th: '', en: '' }, within: 'office' }
    const made = addItem(json, 'roles', { th: '', en: '' }, role)
    edit((draft) => addItem(draft, 'roles', { th: '', en: '' }, role).json, made.at)
    open([...made.at, 'title'])
  }
  return (
    <Place at={['roles']}>
      <p className="editor-muted">{words('rolesLead')}</p>
      {error ? <p className="field-error">{error}</p> : null}
      <OwnerPart />
      {itemsOf(json, 'roles').map(({ at, id, item }) => {
        const title = names.titleAt({ meta: item }, id)
        const uses = usesOf(json, 'roles', id)
        return (
          <ItemCard
            key={at.join('.')}
            at={at}
            title={title}
            onRemove={
              uses.length > 0
                ? undefined
                : () => {
                    edit((draft) => removeItem(draft, at), at)
                    say(words('removed', { name: title }))
                  }
            }
          >
            <TextPair at={[...at, 'title']} label={words('roleTitle')} />
            <SelectAt
              at={[...at, 'within']}
              label={words('roleWithin')}
              options={[
                { id: 'group', label: words('roleInGroup') },
                { id: 'office', label: words('roleInOffice') },
              ]}
            />
            <MarkFields at={at} />
            {uses.length > 0 ? <p className="editor-muted">{words('roleInUse')}</p> : null}
            <Uses places={uses} />
            <ForEngineers>
              <NameField
                label={words('roleId')}
                help={words('roleIdHelp')}
                value={id}
                mayBe={(name) => mayRenameItem(json, 'roles', name)}
                onRename={(name) => edit((draft) => renameItem(draft, 'roles', id, name), at)}
              />
            </ForEngineers>
          </ItemCard>
        )
      })}
      <div>
        <Button onPress={add}>{words('addRole')}</Button>
      </div>
    </Place>
  )
}

/** What the document calls who proposes, who is called the owner of the request without it. */
function OwnerPart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  if (!saysOrigins(json)) return null
  const at = ['owner']
  const add = () => {
    edit((draft) => setAt(draft, at, { title: { th: '', en: '' } }), at)
    open([...at, 'title'])
  }
  const remove = () => {
    edit((draft) => removeItem(draft, at), at)
    say(words('removed', { name: words('ownerTitle') }))
  }
  if (!isObject(json.owner))
    return (
      <div>
        <Button onPress={add}>{words('addOwnerTitle')}</Button>
      </div>
    )
  return (
    <Place at={at}>
      <fieldset className="editor-card" aria-label={words('ownerTitle')}>
        <TextPair at={[...at, 'title']} label={words('ownerTitle')} help={words('ownerTitleHelp')} />
        <MarkFields at={at} />
        <RowButtons name={words('ownerTitle')} onRemove={remove} />
      </fieldset>
    </Place>
  )
}
