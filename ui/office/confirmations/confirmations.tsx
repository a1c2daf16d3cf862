import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { isBlank } from '../../../machines/text/blank.ts'
import { Button } from '../../lib/button.tsx'
import { formatInstant } from '../../lib/dates.ts'
import { useCommonWords } from '../../lib/i18n/common.ts'
import { keepWords } from '../../lib/keep-words.ts'
import { Message } from '../../lib/message.tsx'
import { Modal } from '../../lib/modal.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { TextInput } from '../../lib/text-input.tsx'
import { useDateStyle } from '../../lib/time.tsx'
import { AskedActivation } from './asked-activation.tsx'
import { type Confirmation, confirmationsQuery, useDecision } from './confirmations-query.ts'
import { Waiting } from './waiting.tsx'
import { useConfirmationWords } from './words.ts'
import './confirmations.css'

type Said = { how: 'confirm' | 'decline'; code: string | null } | { how: 'over'; error: unknown }

/** What waits for me to confirm, with all that there is to know of it, and what I asked for. */
export function Confirmations() {
  const words = useConfirmationWords()
  const text = useText()
  const session = useSession()
  const waiting = useQuery(confirmationsQuery(session.office.id))
  const [said, setSaid] = useState<Said>()
  const mayConfirm = holdsRole(session, 'officeDirector') || holdsRole(session, 'admin')
  const all = waiting.data?.confirmations ?? []
  const forMe = all.filter(({ mine }) => mine)
  const asked = all.filter(({ mine }) => !mine)
  return (
    <>
      {said?.how === 'over' ? (
        <ProblemMessage error={said.error} title={words('failed')} />
      ) : said ? (
        <Message
          kind="good"
          title={said.code ? words('codeOnce', { code: said.code }) : words(`done_${said.how}`)}
        >
          {said.code ? words('codeMore') : null}
        </Message>
      ) : null}
      {waiting.isError && !waiting.data && mayConfirm ? (
        <ProblemMessage
          error={waiting.error}
          title={words('notLoaded')}
          onRetry={() => void waiting.refetch()}
        />
      ) : null}
      {waiting.data && all.length === 0 && mayConfirm ? (
        <p className="confirmation-muted">{words('nothing')}</p>
      ) : null}
      {forMe.length > 0 ? (
        <section className="confirmations" aria-labelledby="confirmations-for-me">
          <h2 id="confirmations-for-me">{words('forMe')}</h2>
          {forMe.map((one) => (
            <ToConfirm key={one.id} confirmation={one} onSaid={setSaid} />
          ))}
        </section>
      ) : null}
      {asked.length > 0 ? (
        <section className="confirmations" aria-labelledby="confirmations-asked">
          <h2 id="confirmations-asked">{words('mine')}</h2>
          {asked.map((one) => (
            <Waiting key={one.id} confirmation={one} title={text(one.what)} />
          ))}
        </section>
      ) : null}
    </>
  )
}

type ToConfirmProps = { confirmation: Confirmation; onSaid: (said: Said) => void }

function ToConfirm({ confirmation, onSaid }: ToConfirmProps) {
  const words = useConfirmationWords()
  const text = useText()
  const style = useDateStyle()
  const [declining, setDeclining] = useState(false)
  const onOver = (error: unknown) => onSaid({ how: 'over', error })
  const decision = useDecision(confirmation, {
    onDone: (code) => onSaid({ how: 'confirm', code }),
    onOver,
  })
  const { what, askedBy, askedAt, expiresAt, activation } = confirmation
  return (
    <article className="confirmation" aria-label={text(what)}>
      <h3>{keepWords(words('asks', { name: askedBy.name, what: text(what) }))}</h3>
      <p className="confirmation-muted">
        {words('askedOn', {
          at: formatInstant(askedAt, style, 'long'),
          until: formatInstant(expiresAt, style, 'long'),
        })}
      </p>
      {activation ? <AskedActivation activation={activation} /> : null}
      {decision.isError ? <ProblemMessage error={decision.error} title={words('failed')} /> : null}
      <div className="confirmation-buttons">
        <Button kind="primary" isPending={decision.isPending} onPress={() => decision.mutate(null)}>
          {decision.isPending ? words('confirming') : words('confirm')}
        </Button>
        <Button onPress={() => setDeclining(true)}>{words('decline')}</Button>
      </div>
      <Modal title={words('declineTitle')} open={declining} onClose={() => setDeclining(false)}>
        <Decline
          confirmation={confirmation}
          onCancel={() => setDeclining(false)}
          onOver={onOver}
          onDone={() => {
            setDeclining(false)
            onSaid({ how: 'decline', code: null })
          }}
        />
      </Modal>
    </article>
  )
}

type DeclineProps = {
  confirmation: Confirmation
  onCancel: () => void
  onDone: () => void
  onOver: (error: unknown) => void
}

function Decline({ confirmation, onCancel, onDone, onOver }: DeclineProps) {
  const words = useConfirmationWords()
  const common = useCommonWords()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const decision = useDecision(confirmation, { onDone, onOver })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isBlank(reason) && !decision.isPending) decision.mutate(reason)
  }
  return (
    <form onSubmit={submit} noValidate>
      {decision.isError ? <ProblemMessage error={decision.error} title={words('failed')} /> : null}
      <TextInput
        label={words('declineReason')}
        help={words('declineHelp')}
        lines="many"
        value={reason}
        onChange={setReason}
        maxLength={2000}
        required
        error={tried && isBlank(reason) ? words('needsReason') : undefined}
      />
      <div className="modal-actions">
        <Button onPress={onCancel}>{common('cancel')}</Button>
        <Button kind="primary" type="submit" isPending={decision.isPending}>
          {words('decline')}
        </Button>
      </div>
    </form>
  )
}
