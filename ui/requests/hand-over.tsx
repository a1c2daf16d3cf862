import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RequestView } from '../../api/http/contract.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { call, fieldError } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { focusFirstInvalid } from '../lib/focus-first-invalid.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { keepWords } from '../lib/keep-words.ts'
import { Modal } from '../lib/modal.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys } from '../lib/queries.ts'
import { SelectInput } from '../lib/select-input.tsx'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { useHandOverWords } from './hand-over-words.ts'

/** Gives the request another owner of its group; shown to its owner and to the director of the group. */
export function HandOver({ request }: { request: RequestView }) {
  const words = useHandOverWords()
  const [open, setOpen] = useState(false)
  const { handOver } = request
  if (!handOver) return null
  return (
    <section className="request-card" aria-label={words('handOver')}>
      <div className="request-card-head">
        <p className="request-muted">
          {keepWords(
            handOver.people.length > 0 ? words('help', { owner: request.owner.name }) : words('nobody'),
          )}
        </p>
        {handOver.people.length > 0 ? <Button onPress={() => setOpen(true)}>{words('open')}</Button> : null}
      </div>
      <Modal title={words('handOver')} open={open} onClose={() => setOpen(false)}>
        <HandOverForm request={request} people={handOver.people} onClose={() => setOpen(false)} />
      </Modal>
    </section>
  )
}

type FormProps = { request: RequestView; people: { id: string; name: string }[]; onClose: () => void }

function HandOverForm({ request, people, onClose }: FormProps) {
  const words = useHandOverWords()
  const common = useCommonWords()
  const text = useText()
  const client = useQueryClient()
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const hand = useMutation({
    mutationFn: (body: { to: string; reason: string }) =>
      call('POST /api/requests/{id}/owner', {
        path: { id: request.id },
        body,
        ifMatch: request.revision,
      }),
    onSuccess: async () => {
      await Promise.all(
        [keys.request(request.id), keys.requests].map((queryKey) => client.invalidateQueries({ queryKey })),
      )
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (to !== null && !isBlank(reason)) hand.mutate({ to, reason })
    else focusFirstInvalid(event.currentTarget)
  }
  return (
    <form onSubmit={submit} noValidate>
      {hand.isError ? <ProblemMessage error={hand.error} title={words('failed')} /> : null}
      <p>{keepWords(words('what'))}</p>
      <SelectInput
        label={words('to')}
        options={people.map(({ id, name }) => ({ id, label: name }))}
        value={to}
        onChange={setTo}
        required
        autoFocus
        error={
          (tried && to === null ? words('chooseTo') : undefined) ??
          (text(fieldError(hand.error, 'to')) || undefined)
        }
      />
      <TextInput
        label={words('reason')}
        value={reason}
        onChange={setReason}
        required
        maxLength={5000}
        error={tried && isBlank(reason) ? words('giveReason') : undefined}
      />
      <div className="modal-actions">
        <Button onPress={onClose}>{common('cancel')}</Button>
        <Button kind="primary" type="submit" isPending={hand.isPending}>
          {words('submit')}
        </Button>
      </div>
    </form>
  )
}
