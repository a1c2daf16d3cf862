import { CheckboxList } from '../../lib/checkbox-input.tsx'
import { SelectInput } from '../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import type { Who } from '../edits/choices.ts'
import { objectOf } from '../edits/json.ts'
import { itemsOf } from '../edits/parts.ts'
import { useEditorWords } from '../words.ts'

type WhoPickerProps = {
  value: Who
  onChange: (who: Who) => void
  error?: string | undefined
  label?: string
}

/** Who acts: roles, and whose: the request's own group's, a named group's, or the whole office's. */
export function WhoPicker({ value, onChange, error, label }: WhoPickerProps) {
  const { json } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const { as, within, group } = value
  const unknown = as.filter((role) => !names.roles.some(({ id }) => id === role))
  const scope = group !== undefined ? `group:${group}` : (within ?? 'any')
  const change = (roles: string[]) => {
    const added = roles.find((role) => !as.includes(role))
    const role = itemsOf(json, 'roles').find(({ id }) => id === added)
    const own = objectOf(role?.item).within
    // A role says itself whether it is held in a group: the first one that is chosen sets the scope.
    const first = as.filter((one) => one !== 'owner').length === 0 && (own === 'group' || own === 'office')
    const nobody = roles.every((one) => one === 'owner')
    const { within: _, group: __, ...rest } = value
    if (nobody) onChange({ ...rest, as: roles })
    else onChange({ ...value, as: roles, ...(first ? { within: own } : {}) })
  }
  return (
    <div className="editor-stack">
      <CheckboxList
        label={label ?? words('whoActs')}
        error={error}
        value={as}
        onChange={change}
        options={[...names.roles, ...unknown.map((id) => ({ id, label: id }))]}
      />
      {as.some((role) => role !== 'owner') ? (
        <SelectInput
          label={words('scope')}
          value={scope}
          onChange={(chosen) => {
            const { within: _, group: __, ...rest } = value
            if (chosen.startsWith('group:')) onChange({ ...rest, group: chosen.slice('group:'.length) })
            else if (chosen === 'group' || chosen === 'office') onChange({ ...rest, within: chosen })
            else onChange(rest)
          }}
          options={[
            { id: 'group', label: words('scopeGroup') },
            { id: 'office', label: words('scopeOffice') },
            ...(scope === 'any' ? [{ id: 'any', label: words('scopeAny') }] : []),
            ...names.groups.map(({ id, label: name }) => ({
              id: `group:${id}`,
              label: words('scopeNamed', { name }),
            })),
            ...(group !== undefined && !names.groups.some(({ id }) => id === group)
              ? [{ id: scope, label: group }]
              : []),
          ]}
        />
      ) : null}
    </div>
  )
}
