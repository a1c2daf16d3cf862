import { CheckboxList } from '../../../../lib/checkbox-input.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useText } from '../../../../lib/text.ts'
import { useEditor, useNames } from '../editor-context.ts'
import type { Who } from '../edits/choices.ts'
import { commonRoles } from '../edits/common-roles.ts'
import { listOf, setAt } from '../edits/json.ts'
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
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const text = useText()
  const names = useNames()
  const { as } = value
  const unknown = as.filter((role) => !names.roles.some(({ id }) => id === role))
  const others = commonRoles.filter(({ id }) => !names.roles.some((role) => role.id === id))
  const change = (roles: string[], within?: 'group' | 'office') => {
    const added = roles.find((role) => !as.includes(role))
    const own = within ?? itemsOf(json, 'roles').find(({ id }) => id === added)?.item.within
    // A role says itself whether it is held in a group: the first one that is chosen sets the scope.
    const first = as.every((one) => one === 'owner') && (own === 'group' || own === 'office')
    const { within: _, group: __, unit, ...others } = value
    const rest = { ...others, ...(unit && roles.includes('owner') && { unit }) }
    if (roles.every((one) => one === 'owner')) onChange({ ...rest, as: roles })
    else {
      const { within, group } = value
      const scope = { ...(within && { within }), ...(group !== undefined && { group }) }
      onChange({ ...rest, ...scope, as: roles, ...(first ? { within: own } : {}) })
    }
  }
  const addRole = (id: string) => {
    const role = commonRoles.find((one) => one.id === id)
    if (!role) return
    edit((draft) => setAt(draft, ['roles'], [...listOf(draft.roles), structuredClone(role)]))
    change([...as, id], role.within)
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
      {others.length > 0 ? (
        <SelectInput
          label={words('otherRole')}
          required={false}
          value={null}
          placeholder={words('otherRoleNone')}
          onChange={addRole}
          options={others.map(({ id, title }) => ({ id, label: text(title) }))}
        />
      ) : null}
      {as.includes('owner') ? (
        <CheckboxList
          label={words('ownersUnit')}
          value={value.unit ? ['unit'] : []}
          onChange={(chosen) => {
            const { unit: _, ...rest } = value
            onChange(chosen.length > 0 ? { ...rest, unit: true } : rest)
          }}
          options={[{ id: 'unit', label: words('unitMayAct') }]}
        />
      ) : null}
      {as.some((role) => role !== 'owner') ? <Scope value={value} onChange={onChange} /> : null}
    </div>
  )
}

function Scope({ value, onChange }: Pick<WhoPickerProps, 'value' | 'onChange'>) {
  const words = useEditorWords()
  const names = useNames()
  const { within, group, ...rest } = value
  const scope = group !== undefined ? `group:${group}` : (within ?? 'any')
  return (
    <SelectInput
      label={words('scope')}
      value={scope}
      onChange={(chosen) => {
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
  )
}
