import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Draft } from '../../api/procedure-contract.ts'
import { ApiProblem, api, segment } from '../lib/api.ts'
import { draftQuery, keys } from '../lib/queries.ts'
import { useSession } from '../lib/session.tsx'
import { DraftKeeper } from './draft-keeper.ts'

/** The draft while it is edited: saved as it is edited, kept on this machine until it is, and told of others' changes. */
export function useKeeper(draft: Draft) {
  const { person } = useSession()
  const client = useQueryClient()
  const { queryKey } = draftQuery(draft.id)
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        draft,
        key: `prakat.procedureDraft.${person.id}.${draft.id}`,
        ports: {
          save: async (revision, json) => {
            const saved = await api.put<Draft>(
              `/api/drafts/${segment(draft.id)}`,
              { json },
              { ifMatch: revision },
            )
            client.setQueryData(queryKey, saved)
            return saved
          },
          load: () => api.get<Draft>(`/api/drafts/${segment(draft.id)}`),
          store: localStorage,
          later: (run, after) => {
            const timer = setTimeout(run, after)
            return () => clearTimeout(timer)
          },
          now: () => Date.now(),
        },
      }),
  )
  const state = useSyncExternalStore(keeper.subscribe, keeper.getState)
  useEffect(() => {
    void keeper.seen(draft)
  }, [keeper, draft])
  useEffect(() => {
    keeper.start()
    const sendNow = () => void keeper.flush()
    const onHidden = () => {
      if (document.visibilityState === 'hidden') sendNow()
    }
    window.addEventListener('online', sendNow)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      window.removeEventListener('online', sendNow)
      document.removeEventListener('visibilitychange', onHidden)
      void keeper.close()
    }
  }, [keeper])
  const { error } = state
  useEffect(() => {
    if (error instanceof ApiProblem && error.status === 401) client.setQueryData(keys.session, null)
  }, [error, client])
  return { keeper, state }
}

/** Says every 20 seconds that the draft is open here, and who else has it open. */
export function useOtherEditors(draft: string): Draft['editors'] {
  const query = useQuery({
    queryKey: [...keys.draft(draft), 'editing'],
    queryFn: () => api.post<Pick<Draft, 'editors'>>(`/api/drafts/${segment(draft)}/editing`),
    refetchInterval: 20_000,
  })
  return query.data?.editors ?? []
}
