import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Office } from '../../../api/http/contract.ts'
import { call, messageOf } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { CheckboxInput } from '../../lib/checkbox-input.tsx'
import { Message } from '../../lib/message.tsx'
import { keys } from '../../lib/queries.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { useSettingsWords } from './words.ts'

type Settings = Pick<Office, 'digits' | 'inspectorAllowed' | 'draftsOpen'>

/** The settings of an office. What was changed and not saved stays when the office is loaded again. */
export function SettingsForm({ office }: { office: Office }) {
  const words = useSettingsWords()
  const text = useText()
  const client = useQueryClient()
  const [changes, setChanges] = useState<Partial<Settings>>({})
  const { digits, inspectorAllowed, draftsOpen } = { ...office, ...changes }
  const save = useMutation({
    mutationFn: () =>
      call('PATCH /api/offices/{office}', {
        path: { office: office.id },
        body: { digits, inspectorAllowed, draftsOpen },
      }),
    onSuccess: (changed) => {
      client.setQueryData(keys.office(office.id), changed)
      setChanges({})
      // The digits of every screen come with the session.
      void client.invalidateQueries({ queryKey: keys.session })
      void client.invalidateQueries({ queryKey: keys.officeLog(office.id) })
    },
  })
  const change = (part: Partial<Settings>) => {
    save.reset()
    setChanges({ ...changes, ...part })
  }
  return (
    <form
      className="settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
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
      {save.isError ? (
        <Message kind="danger" title={words('notSaved')}>
          {text(messageOf(save.error))}
        </Message>
      ) : null}
      {save.isSuccess ? <Message kind="good">{words('saved')}</Message> : null}
      <div>
        <Button type="submit" kind="primary" isPending={save.isPending}>
          {words('save')}
        </Button>
      </div>
    </form>
  )
}
