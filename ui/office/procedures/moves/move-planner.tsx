import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isBlank } from '../../../../machines/text/blank.ts'
import { call, fieldError, messageOf } from '../../../lib/api.ts'
import { Button } from '../../../lib/button.tsx'
import { EmptyState } from '../../../lib/empty-state.tsx'
import { focusFirstInvalid } from '../../../lib/focus-first-invalid.ts'
import { Message } from '../../../lib/message.tsx'
import { ProblemMessage } from '../../../lib/problem-message.tsx'
import { keys } from '../../../lib/queries.ts'
import { Skeleton } from '../../../lib/skeleton.tsx'
import { useText } from '../../../lib/text.ts'
import { TextInput } from '../../../lib/text-input.tsx'
import { useActivationWords } from '../../lifecycle-words.ts'
import { MoveFailures } from './move-failures.tsx'
import { allStay, type Mapping, sameWherePossible } from './move-mapping.ts'
import { MoveRow } from './move-row.tsx'

type MovePlannerProps = {
  procedure: string
  version: number
  /** Requests move only to the version in force; to one that is scheduled, the plan can be seen. */
  inForce: boolean
  onStarted: (job: string) => void
}

/** The plan of a move: by default every request stays; each change of the mapping is tried at once, without saving. */
export function MovePlanner({ procedure, version, inForce, onStarted }: MovePlannerProps) {
  const words = useActivationWords()
  const text = useText()
  const client = useQueryClient()
  const path = { id: procedure, n: version }
  const planOf = (mapping: Mapping) => ({
    queryKey: [...keys.steps, 'plan', procedure, version, mapping],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call('POST /api/procedures/{id}/versions/{n}/moves/plan', { path, body: { mapping }, signal }),
  })
  // With nothing mapped, each step goes to its like: that tells which steps the new version can take as they are.
  const possible = useQuery(planOf({}))
  const [changes, setChanges] = useState<Mapping>({})
  const mapping = { ...allStay(possible.data), ...changes }
  const plan = useQuery({
    ...planOf(mapping),
    enabled: possible.data !== undefined,
    placeholderData: keepPreviousData,
  })
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const start = useMutation({
    mutationFn: () =>
      call('POST /api/procedures/{id}/versions/{n}/moves', {
        path,
        body: { mapping, reason: reason.trim() },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: keys.versions(procedure) })
      onStarted(id)
    },
  })
  const failed = [possible, plan].find((each) => each.isError && !each.data)
  if (failed) return <ProblemMessage error={failed.error} onRetry={() => void failed.refetch()} />
  if (!possible.data || !plan.data)
    return (
      <div>
        <p role="status">{words('planning')}</p>
        <Skeleton lines={7} />
      </div>
    )
  if (possible.data.rows.length === 0)
    return <EmptyState title={words('movesNone')}>{words('movesNoneExplained')}</EmptyState>
  const { dryRun, targets } = plan.data
  const order = (step: string | undefined) => targets.findIndex(({ id }) => id === step)
  const rows = [...plan.data.rows].sort(
    (a, b) => b.fromVersion - a.fromVersion || order(a.steps[0]?.id) - order(b.steps[0]?.id),
  )
  const undecided = rows.filter(({ becomes }) => becomes === 'needsDecision')
  return (
    <form
      className="activation-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isBlank(reason)) focusFirstInvalid(event.currentTarget)
        else if (!start.isPending) start.mutate()
      }}
    >
      <div className="activation-buttons">
        <Button onPress={() => setChanges(sameWherePossible(possible.data))}>{words('allSame')}</Button>
        <Button onPress={() => setChanges({})}>{words('allStay')}</Button>
      </div>
      <ul className="move-rows">
        {rows.map((row) => (
          <MoveRow
            key={`${row.fromVersion} ${row.steps.map(({ id }) => id).join()}`}
            row={row}
            possible={possible.data.rows.find(
              (one) =>
                one.fromVersion === row.fromVersion &&
                one.steps.map(({ id }) => id).join() === row.steps.map(({ id }) => id).join(),
            )}
            targets={targets}
            mapping={mapping}
            onChange={(step, target) => setChanges((before) => ({ ...before, [step]: target }))}
          />
        ))}
      </ul>
      <section className="activation-card" aria-labelledby="move-dry" aria-busy={plan.isFetching}>
        <h2 id="move-dry">{words('dryRun')}</h2>
        <div role="status">
          {plan.isFetching ? (
            <p>{words('planning')}</p>
          ) : (
            <>
              <p>{dryRun.moved > 0 ? words('dryRunMoves', { count: dryRun.moved }) : words('dryRunNone')}</p>
              {undecided.map((row) => (
                <p key={row.steps.map(({ id }) => id).join()} className="move-undecided">
                  {words('decide', { step: row.steps.map(({ title }) => text(title)).join(', ') })}:{' '}
                  {words('becomes_needsDecision')}
                </p>
              ))}
              {dryRun.failed.length > 0 ? (
                <>
                  <p>{words('dryRunFails', { count: dryRun.failed.length })}</p>
                  <MoveFailures failed={dryRun.failed} />
                </>
              ) : null}
            </>
          )}
        </div>
        {inForce ? null : <Message>{words('notInForce')}</Message>}
        {inForce && dryRun.moved > 0 ? (
          <>
            <TextInput
              label={words('moveReason')}
              help={words('moveReasonHelp')}
              lines="many"
              maxLength={2000}
              value={reason}
              onChange={setReason}
              error={
                text(fieldError(start.error, 'reason')) ||
                (tried && isBlank(reason) ? words('needed') : undefined)
              }
            />
            {start.isError ? (
              <Message kind="danger" title={words('moveFailed')}>
                {text(messageOf(start.error))}
              </Message>
            ) : null}
            <div>
              <Button type="submit" kind="primary" isDisabled={plan.isFetching} isPending={start.isPending}>
                {words('move', { count: dryRun.moved })}
              </Button>
            </div>
          </>
        ) : null}
      </section>
    </form>
  )
}
