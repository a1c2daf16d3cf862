import { useQueryClient } from '@tanstack/react-query'
import type { Office } from '../../../api/http/contract.ts'
import { call } from '../../lib/api.ts'
import { CheckboxInput } from '../../lib/checkbox-input.tsx'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { SavedForm, useSettings } from './saved-form.tsx'
import { useSettingsWords } from './words.ts'

type Settings = Pick<Office, 'digits' | 'inspectorAllowed' | 'draftsOpen'>

/** The settings of an office. What was changed and not saved stays when the office is loaded again. */
export function SettingsForm({ office }: { office: Office }) {
  const words = useSettingsWords()
  const client = useQueryClient()
  const { changes, change, save, send } = useSettings({
    send: (body: Partial<Settings>) =>
      call('PATCH /api/offices/{office}', { path: { office: office.id }, body }),
    onSaved: (changed) => {
      client.setQueryData(keys.office(office.id), changed)
      // The digits of every screen come with the session.
      void client.invalidateQueries({ queryKey: keys.session })
      void client.invalidateQueries({ queryKey: keys.auditLog(office.id) })
    },
  })
  const { digits, inspectorAllowed, draftsOpen } = { ...office, ...changes }
  return (
    <SavedForm save={save} onSave={send} words={words}>
      <SelectInput
        label={words('digits')}
        help={words('digitsHelp')}
        value={digits}
        options={(['arab', 'thai'] as const).map((id) => ({ id, label: words(`digits_${id}`) }))}
        onChange={(chosen) => change({ digits: chosen === 'thai' ? 'thai' : 'arab' })}
      />
      <div>
        <CheckboxInput
          checked={inspectorAllowed}
          onChange={(allowed) => change({ inspectorAllowed: allowed })}
        >
          {words('inspector')}
        </CheckboxInput>
        <p className="settings-muted">{words('inspectorHelp')}</p>
      </div>
      <div>
        <CheckboxInput checked={draftsOpen} onChange={(open) => change({ draftsOpen: open })}>
          {words('draftsOpen')}
        </CheckboxInput>
        <p className="settings-muted">{words('draftsOpenHelp')}</p>
      </div>
    </SavedForm>
  )
}
