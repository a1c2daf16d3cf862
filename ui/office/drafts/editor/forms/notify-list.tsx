import { isFurtherRecipient, noticeFacts } from '../../../../../machines/procedure/notice-values.ts'
import { reservedFields } from '../../../../../machines/procedure/procedure.ts'
import { Button } from '../../../../lib/button.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { setActions, tell } from '../edits/choices.ts'
import {
  eachOf,
  isObject,
  type Json,
  listOf,
  objectOf,
  type Path,
  setAt,
  stringOf,
  valueAt,
} from '../edits/json.ts'
import { itemsOf } from '../edits/parts.ts'
import { useEditorWords } from '../words.ts'
import { Place, TextPair, useProblem, withUnknown } from './inputs.tsx'
import { MarkFields, saysOrigins } from './mark-fields.tsx'
import { RowButtons } from './row-buttons.tsx'

/** Who is told of a choice or of a deadline that passed, and in what words. */
export function NotifyList({ at }: { at: Path }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const actions = eachOf(valueAt(json, [...at, 'actions']))
  const write = (next: unknown[]) => edit((draft) => setActions(draft, at, next), at)
  return (
    <div className="editor-stack">
      {actions.map((action, index) =>
        isObject(action) && action.type === 'notify' ? (
          <Notification
            // biome-ignore lint/suspicious/noArrayIndexKey: what is told has no other identity than its place.
            key={index}
            action={action}
            number={actions.slice(0, index + 1).filter((one) => objectOf(one).type === 'notify').length}
            at={
              Array.isArray(valueAt(json, [...at, 'actions']))
                ? [...at, 'actions', index]
                : [...at, 'actions']
            }
            onRemove={() => write(actions.filter((_, other) => other !== index))}
          />
        ) : null,
      )}
      <div>
        <Button onPress={() => write([...actions, tell('owner', { th: '', en: '' })])}>
          {words('addTell')}
        </Button>
      </div>
    </div>
  )
}

type NotificationProps = { action: Json; number: number; at: Path; onRemove: () => void }

function Notification({ action, number, at, onRemove }: NotificationProps) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const { whom } = objectOf(action.params)
  // What this event asks for comes to mind first; who acted is known of every one.
  const asked = listOf(valueAt(json, [...transitionOf(at), 'meta', 'needs']))
    .map((need) => stringOf(objectOf(need).field))
    .filter((name) => name !== '' && !reservedFields.has(name))
  const named = [...noticeFacts, ...asked].map((name) => `{${name}}`).join(' ')
  return (
    <Place at={at}>
      <fieldset className="editor-card" aria-label={words('tellNumber', { number })}>
        <WhomPicker
          at={[...at, 'params']}
          params={objectOf(action.params)}
          onChange={(params) => edit((draft) => setAt(draft, [...at, 'params'], params), at)}
        />
        <TextPair
          at={[...at, 'params', 'of']}
          label={words('tellWhat')}
          {...(saysOrigins(json) && { help: words('tellValues', { names: named }) })}
        />
        <MarkFields at={at} />
        <RowButtons name={words('tellTo', { role: stringOf(whom) })} onRemove={onRemove} />
      </fieldset>
    </Place>
  )
}

/** The transition whose action stands at a place. */
const transitionOf = (at: Path): Path => at.slice(0, at.lastIndexOf('actions'))

/** Whom a message goes to: a role, and whose; or who acted, or a superior. */
export function WhomPicker({
  at,
  params,
  onChange,
  acted = true,
}: {
  at: Path
  params: Json
  onChange: (params: Json) => void
  /** Whether somebody acted, who may be told: nobody did where a deadline is only reminded of. */
  acted?: boolean
}) {
  const { json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const whom = stringOf(params.whom)
  const error = useProblem([...at, 'whom'])
  const { within: _, group: __, ...rest } = params
  const scope = typeof params.group === 'string' ? `group:${params.group}` : stringOf(params.within)
  const scopeOf = (chosen: string): Json =>
    chosen.startsWith('group:')
      ? { group: chosen.slice('group:'.length) }
      : chosen === ''
        ? {}
        : { within: chosen }
  const hasScope = (role: string) => role !== 'owner' && !isFurtherRecipient(role)
  const people = saysOrigins(json)
    ? [
        ...(acted
          ? [
              { id: 'actor', label: words('tellActor') },
              { id: 'superiorOfActor', label: words('tellSuperiorOfActor') },
            ]
          : []),
        { id: 'superiorOfOwner', label: words('tellSuperiorOfOwner') },
      ]
    : []
  const put = (role: string, chosen: string) => {
    const { whom: ___, of, ...others } = rest
    const told = { whom: role, ...others, ...scopeOf(hasScope(role) ? chosen : '') }
    onChange(of === undefined ? told : { ...told, of })
  }
  return (
    <div className="editor-pair">
      <SelectInput
        label={words('tellWhom')}
        error={error}
        value={whom === '' ? null : whom}
        onChange={(role) => {
          const own = itemsOf(json, 'roles').find(({ id }) => id === role)?.item.within
          put(role, own === 'group' || own === 'office' ? own : scope)
        }}
        options={withUnknown([...names.roles, ...people], whom)}
      />
      {hasScope(whom) ? (
        <SelectInput
          label={words('scope')}
          value={scope === '' ? 'office' : scope}
          onChange={(chosen) => put(whom, chosen)}
          options={[
            { id: 'group', label: words('scopeGroup') },
            { id: 'office', label: words('scopeOffice') },
            ...names.groups.map(({ id, label: name }) => ({
              id: `group:${id}`,
              label: words('scopeNamed', { name }),
            })),
          ]}
        />
      ) : null}
    </div>
  )
}
