import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ProcedureView } from '../../../../api/http/contract.ts'
import type { Draft, ProofReport } from '../../../../api/http/procedure-contract.ts'
import type { Text } from '../../../../machines/procedure/procedure.ts'
import { isBlank } from '../../../../machines/text/blank.ts'
import { ApiProblem, call, fieldError, messageOf, segment } from '../../../lib/api.ts'
import { Button } from '../../../lib/button.tsx'
import { DateField } from '../../../lib/date-field.tsx'
import { formatDay, todayInBangkok } from '../../../lib/dates.ts'
import { focusFirstInvalid } from '../../../lib/focus-first-invalid.ts'
import { keepWords } from '../../../lib/keep-words.ts'
import { Message } from '../../../lib/message.tsx'
import { keys } from '../../../lib/queries.ts'
import { useText } from '../../../lib/text.ts'
import { TextInput } from '../../../lib/text-input.tsx'
import { useDateStyle } from '../../../lib/time.tsx'
import { confirmationsQuery } from '../../confirmations/confirmations-query.ts'
import { useActivationWords } from '../../lifecycle-words.ts'
import { OutcomeSign } from '../proofs/outcome-sign.tsx'
import { type OrderDraft, orderOf, orderToBegin } from './order-draft.ts'
import '../proofs/proofs.css'

type ActivationFormProps = { draft: Draft; report: ProofReport; active: ProcedureView | undefined }

/** The order by which a draft takes effect, a reason for each warning, and the button that does it. */
export function ActivationForm({ draft, report, active }: ActivationFormProps) {
  const words = useActivationWords()
  const text = useText()
  const style = useDateStyle()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [order, setOrder] = useState(() => orderToBegin(draft.json, active))
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  // Whoever activates has read what is activated: not what somebody else wrote a moment ago.
  const [read, setRead] = useState(draft.revision)
  const warnings = report.proofs.filter(({ outcome }) => outcome === 'warning')
  const today = todayInBangkok(Date.now())
  const ahead = order.effectiveFrom !== null && order.effectiveFrom > today ? order.effectiveFrom : null
  const day = ahead ? formatDay(ahead, style, 'long') : ''

  const activate = useMutation({
    mutationFn: () =>
      call('POST /api/drafts/{id}/activation', {
        path: { id: draft.id },
        body: { order: orderOf(order), reasons: given(reasons, warnings) },
        ifMatch: read,
      }),
    // A conflict or a new fault is of a draft, an office or scenarios that have changed: the page must show them.
    onError: () => void client.invalidateQueries({ queryKey: keys.draft(draft.id) }),
    onSuccess: ({ version }) => {
      void client.invalidateQueries({ queryKey: confirmationsQuery(draft.office).queryKey })
      // It waits for a second person: the page says for whom.
      if (version === null) return
      const { procedure } = version
      client.removeQueries({ queryKey: keys.draft(draft.id) })
      for (const queryKey of [
        keys.versions(procedure),
        keys.procedure(procedure),
        keys.office(draft.office),
        keys.drafts(draft.office),
        keys.auditLog(draft.office),
        keys.steps,
      ])
        void client.invalidateQueries({ queryKey })
      const versions = `/office/procedures/${segment(procedure)}/versions`
      void navigate(
        version.status === 'active' && active
          ? `${versions}/${version.version}/moves?activated=alone`
          : `${versions}?activated=${version.version}&alone`,
      )
    },
  })
  const { error } = activate
  const wasChanged = draft.revision !== read
  const problem = (name: keyof OrderDraft, needed: boolean) =>
    text(fieldError(error, `order.${name}`)) ||
    (tried && needed && !order[name] ? words('needed') : undefined)
  const complete =
    order.date !== null &&
    order.signedBy.trim() !== '' &&
    warnings.every(({ id }) => (reasons[id] ?? '').trim() !== '')
  const change = (part: Partial<OrderDraft>) => setOrder({ ...order, ...part })

  return (
    <form
      className="activation-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!complete) focusFirstInvalid(event.currentTarget)
        else if (!activate.isPending && !wasChanged) activate.mutate()
      }}
    >
      {warnings.length > 0 ? (
        <section className="activation-card" aria-labelledby="activation-warnings">
          <h2 id="activation-warnings">{words('warnings')}</h2>
          <p className="activation-muted">{words('warningsExplained')}</p>
          <ul className="proof-list">
            {warnings.map((proof) => (
              <li key={proof.id} data-outcome="warning">
                <p>
                  <OutcomeSign outcome="warning" /> {text(proof.sentence)}
                </p>
                <TextInput
                  label={words('reasonFor')}
                  lines="many"
                  maxLength={2000}
                  value={reasons[proof.id] ?? ''}
                  onChange={(reason) => setReasons({ ...reasons, [proof.id]: reason })}
                  error={
                    text(fieldError(error, `reasons.${proof.id}`)) ||
                    (tried && isBlank(reasons[proof.id] ?? '') ? words('reasonMissing') : undefined)
                  }
                />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="activation-card" aria-labelledby="activation-order">
        <h2 id="activation-order">{words('order')}</h2>
        <OrderDocument draft={draft} />
        <div className="activation-fields">
          <TextInput
            label={words('number')}
            required={false}
            maxLength={100}
            value={order.number}
            onChange={(number) => change({ number })}
            error={problem('number', false)}
          />
          <DateField
            label={words('date')}
            value={order.date}
            onChange={(date) => change({ date })}
            error={problem('date', true)}
          />
          <TextInput
            label={words('signedBy')}
            maxLength={300}
            value={order.signedBy}
            onChange={(signedBy) => change({ signedBy })}
            error={problem('signedBy', true)}
          />
          <TextInput
            label={words('signedAs')}
            required={false}
            maxLength={500}
            value={order.signedAs}
            onChange={(signedAs) => change({ signedAs })}
            error={problem('signedAs', false)}
          />
          <DateField
            label={words('effectiveFrom')}
            help={words('effectiveHelp')}
            required={false}
            value={order.effectiveFrom}
            onChange={(effectiveFrom) => change({ effectiveFrom })}
            error={problem('effectiveFrom', false)}
          />
        </div>
        <p role="status">{ahead ? words('willStart', { day }) : words('startsNow')}</p>
        {wasChanged ? (
          <Message
            kind="warning"
            title={words('changedTitle', { name: draft.updatedBy.name })}
            actions={
              <Button
                onPress={() => {
                  activate.reset()
                  setRead(draft.revision)
                }}
              >
                {words('readAgain')}
              </Button>
            }
          >
            {words('changedMore')}
          </Message>
        ) : error ? (
          <Message kind="danger" title={words('notActivated')}>
            <p>{text(messageOf(error))}</p>
            <OtherErrors error={error} shown={warnings.map(({ id }) => `reasons.${id}`)} />
          </Message>
        ) : null}
        <div>
          <Button type="submit" kind="primary" isDisabled={wasChanged} isPending={activate.isPending}>
            {activate.isPending
              ? words('activating')
              : ahead
                ? words('schedule', { day })
                : words('activate')}
          </Button>
        </div>
      </section>
    </form>
  )
}

const given = (reasons: Record<string, string>, warnings: { id: string }[]): Record<string, string> =>
  Object.fromEntries(warnings.map(({ id }) => [id, (reasons[id] ?? '').trim()]))

/** What the answer named that has no field here: a proof or a scenario that has come to fail since the page was opened. */
function OtherErrors({ error, shown }: { error: unknown; shown: string[] }) {
  const text = useText()
  const errors = (error instanceof ApiProblem && error.problem?.errors) || []
  const rest = errors.filter(({ path }) => !path.startsWith('order.') && !shown.includes(path))
  if (rest.length === 0) return null
  return (
    <ul>
      {rest.map(({ path, message }) => (
        <li key={path}>{text(message)}</li>
      ))}
    </ul>
  )
}

/** The document that everybody will read the new version follows, and the way to name it where it is still another's. */
function OrderDocument({ draft }: { draft: Draft }) {
  const words = useActivationWords()
  const text = useText()
  const { document } = ((draft.json as { order?: { document?: Text } } | null)?.order ?? {}) as {
    document?: Text
  }
  return (
    <p>
      {words('document')}: <strong>{keepWords(text(document))}</strong>{' '}
      <Link to={`/office/drafts/${encodeURIComponent(draft.id)}?at=order`}>{words('changeDocument')}</Link>
    </p>
  )
}
