import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { Message } from '../lib/message.tsx'
import { Page } from '../lib/page.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { Skeleton } from '../lib/skeleton.tsx'
import { PersonMailForm } from '../office/mail/person-mail-form.tsx'
import { useMailWords } from '../office/mail/words.ts'

const queryKey = ['session', 'mail']

/** Where and how the signed-in person is told by e-mail. */
export function OwnMailPage() {
  const words = useMailWords()
  const client = useQueryClient()
  const mail = useQuery({ queryKey, queryFn: ({ signal }) => call('GET /api/session/mail', { signal }) })
  const save = useMutation({
    mutationFn: (body: { address: string; delivery: 'atOnce' | 'daily' | 'none' }) =>
      call('PUT /api/session/mail', { body }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
  })
  return (
    <Page title={words('own')} lead={words('ownLead')}>
      {mail.isPending ? <Skeleton lines={4} /> : null}
      {mail.isError && !mail.data ? (
        <ProblemMessage error={mail.error} onRetry={() => void mail.refetch()} />
      ) : null}
      {mail.data ? (
        <>
          {mail.data.sends ? null : <Message>{words('officeOff')}</Message>}
          <PersonMailForm mail={mail.data} save={save} />
        </>
      ) : null}
    </Page>
  )
}
