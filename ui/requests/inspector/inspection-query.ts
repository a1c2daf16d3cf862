import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

/** The history of one request as Stately inspection events, oldest first. */
export const inspectionQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'inspection'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/inspection', { path: { id }, signal }),
  })
