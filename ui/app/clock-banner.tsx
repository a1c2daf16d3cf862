import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answered } from '../../api/http/operations.ts'
import { call } from '../lib/api.ts'
import { Button } from '../lib/button.tsx'
import { formatInstant } from '../lib/dates.ts'
import { Message } from '../lib/message.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { useDateStyle } from '../lib/time.tsx'
import { useAppWords } from './words.ts'
import './clock-banner.css'

type Held = NonNullable<Answered<'GET /api/clock'>['held']>

const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: ({ signal }) => call('GET /api/clock', { signal }),
  refetchInterval: 60_000,
})

/** For administrators: that the server's clock was put forward or back, with the way to say that it is right. */
export function ClockBanner() {
  const held = useQuery(clockQuery).data?.held
  return held ? <Held held={held} /> : null
}

function Held({ held: { says, kept } }: { held: Held }) {
  const words = useAppWords()
  const style = useDateStyle()
  const client = useQueryClient()
  const confirm = useMutation({
    mutationFn: () => call('POST /api/clock/confirm', { body: { says } }),
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <div className="clock-banner">
      <Message
        kind="warning"
        title={words('clockTitle')}
        actions={
          <Button isPending={confirm.isPending} onPress={() => confirm.mutate()}>
            {words('clockConfirm')}
          </Button>
        }
      >
        <p>
          {words('clockMore', {
            says: formatInstant(says, style, 'long'),
            kept: formatInstant(kept, style, 'long'),
          })}
        </p>
        {confirm.isError ? <ProblemMessage error={confirm.error} title={words('clockNotSaved')} /> : null}
      </Message>
    </div>
  )
}
