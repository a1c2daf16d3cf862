import { type FormEvent, useState } from 'react'
import { deliveries } from '../../../api/http/mail-contract.ts'
import type { Answered } from '../../../api/http/operations.ts'
import { fieldError } from '../../lib/api.ts'
import { Button } from '../../lib/button.tsx'
import { focusFirstInvalid } from '../../lib/focus-first-invalid.ts'
import { Message } from '../../lib/message.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useMailWords } from './words.ts'
import './mail-page.css'

type PersonMail = Answered<'GET /api/session/mail'>
type Given = Pick<PersonMail, 'address' | 'delivery'>
type Props = {
  mail: PersonMail
  save: {
    mutate: (given: Given, options: { onError: () => void }) => void
    error: unknown
    isError: boolean
    isPending: boolean
    isSuccess: boolean
  }
}

/** Where a person is told by e-mail, and when: their own page's, and an administrator's. */
export function PersonMailForm({ mail, save }: Props) {
  const words = useMailWords()
  const text = useText()
  const [address, setAddress] = useState(mail.address)
  const [delivery, setDelivery] = useState(mail.delivery)
  const wrong = text(fieldError(save.error, 'address')) || undefined
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    save.mutate({ address, delivery }, { onError: () => focusFirstInvalid(form) })
  }
  return (
    <form className="mail-part" onSubmit={submit} noValidate>
      <TextInput
        label={words('address')}
        help={words('addressHelp')}
        value={address}
        onChange={setAddress}
        required={false}
        maxLength={254}
        autoComplete="email"
        error={wrong}
      />
      <SelectInput
        label={words('delivery')}
        value={delivery}
        options={deliveries.map((id) => ({ id, label: words(`delivery_${id}`) }))}
        onChange={(chosen) => setDelivery(chosen as typeof delivery)}
      />
      {save.isError && !wrong ? <ProblemMessage error={save.error} title={words('notSaved')} /> : null}
      {save.isSuccess ? <Message kind="good" title={words('saved')} /> : null}
      <div>
        <Button kind="primary" type="submit" isPending={save.isPending}>
          {words('save')}
        </Button>
      </div>
    </form>
  )
}
