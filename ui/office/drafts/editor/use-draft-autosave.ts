import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Draft } from '../../../../api/http/procedure-contract.ts'
import { call } from '../../../lib/api.ts'
import { draftQuery, keys } from '../../../lib/queries.ts'
import { useSession } from '../../../lib/session.tsx'
import { browserPorts, useAutosave } from '../../../lib/use-autosave.ts'
import { DraftAutosave, draftStateOf } from './draft-autosave.ts'

/** The draft while it is edited: saved as it is edited, kept on this machine until it is, and told of others' changes. */
export function useDraftAutosave(draft: Draft) {
  const { person } = useSession()
  const client = useQueryClient()
  const { queryKey } = draftQuery(draft.id)
  const [autosave] = useState(
    () =>
      new DraftAutosave({
        draft,
        key: `prakat.procedureDraft.${person.id}.${draft.id}`,
        ports: {
          save: async (revision, json) => {
            const saved = await call('PUT /api/drafts/{id}', {
              path: { id: draft.id },
              body: { json },
              ifMatch: revision,
            })
            client.setQueryData(queryKey, saved)
            return saved
          },
          load: () => call('GET /api/drafts/{id}', { path: { id: draft.id } }),
          ...browserPorts,
        },
      }),
  )
  useEffect(() => {
    void autosave.seen(draft)
  }, [autosave, draft])
  return { autosave, state: draftStateOf(useAutosave(autosave.actor)) }
}

/** Says every 20 seconds that the draft is open here, and who else has it open. */
export function useOtherEditors(draft: string): Draft['editors'] {
  const query = useQuery({
    queryKey: [...keys.draft(draft), 'editing'],
    queryFn: () => call('POST /api/drafts/{id}/editing', { path: { id: draft } }),
    refetchInterval: 20_000,
  })
  return query.data?.editors ?? []
}
