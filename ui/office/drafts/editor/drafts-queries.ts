import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Draft, draftSummarySchema, newDraftSchema } from '../../../../api/http/procedure-contract.ts'
import { api, segment } from '../../../lib/api.ts'
import { draftQuery, keys } from '../../../lib/queries.ts'

export type DraftSummary = z.infer<typeof draftSummarySchema>
export type NewDraft = z.input<typeof newDraftSchema>

/** The drafts of an office, for its administrators. */
export const draftsQuery = (office: string) =>
  queryOptions({
    queryKey: keys.drafts(office),
    queryFn: ({ signal }) =>
      api.get<{ drafts: DraftSummary[] }>(`/api/offices/${segment(office)}/drafts`, signal),
  })

/** Begins a draft. */
export function useNewDraft(office: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewDraft) => api.post<Draft>(`/api/offices/${segment(office)}/drafts`, body),
    onSuccess: async (draft) => {
      client.setQueryData(draftQuery(draft.id).queryKey, draft)
      await client.invalidateQueries({ queryKey: keys.drafts(office) })
    },
  })
}

/** Throws a draft away. */
export function useDropDraft(office: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete<void>(`/api/drafts/${segment(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.drafts(office) }),
  })
}
