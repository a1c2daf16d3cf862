import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answered, Given } from '../../../../api/http/operations.ts'
import { call } from '../../../lib/api.ts'
import { draftQuery, keys } from '../../../lib/queries.ts'

export type DraftSummary = Answered<'GET /api/offices/{office}/drafts'>['drafts'][number]
export type NewDraft = Given<'POST /api/offices/{office}/drafts'>['body']

/** The drafts of an office, for its administrators. */
export const draftsQuery = (office: string) =>
  queryOptions({
    queryKey: keys.drafts(office),
    queryFn: ({ signal }) => call('GET /api/offices/{office}/drafts', { path: { office }, signal }),
  })

/** Begins a draft. */
export function useNewDraft(office: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewDraft) => call('POST /api/offices/{office}/drafts', { path: { office }, body }),
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
    mutationFn: (id: string) => call('DELETE /api/drafts/{id}', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.drafts(office) }),
  })
}
