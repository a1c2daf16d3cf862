import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Person } from '../../api/http/contract.ts'
import type { Given } from '../../api/http/operations.ts'
import { call } from '../lib/api.ts'
import { Modal } from '../lib/modal.tsx'
import { ProblemMessage } from '../lib/problem-message.tsx'
import { keys } from '../lib/queries.ts'
import { Skeleton } from '../lib/skeleton.tsx'
import { PersonMailForm } from '../office/mail/person-mail-form.tsx'
import { useMailWords } from '../office/mail/words.ts'

/** Sets a person's e-mail address, which they may change. */
export function MailDialog({
  person,
  open,
  onClose,
}: {
  person: Person
  open: boolean
  onClose: () => void
}) {
  const words = useMailWords()
  return (
    <Modal title={words('ofPerson', { name: person.name })} open={open} onClose={onClose}>
      <MailOfPerson person={person} />
    </Modal>
  )
}

function MailOfPerson({ person: { id, office } }: { person: Person }) {
  const client = useQueryClient()
  const queryKey = ['people', id, 'mail']
  const mail = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('GET /api/people/{id}/mail', { path: { id }, signal }),
  })
  const save = useMutation({
    mutationFn: (body: Given<'PUT /api/people/{id}/mail'>['body']) =>
      call('PUT /api/people/{id}/mail', { path: { id }, body }),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved)
      void client.invalidateQueries({ queryKey: keys.auditLog(office) })
    },
  })
  if (mail.isError && !mail.data)
    return <ProblemMessage error={mail.error} onRetry={() => void mail.refetch()} />
  return mail.data ? <PersonMailForm mail={mail.data} save={save} /> : <Skeleton lines={3} />
}
