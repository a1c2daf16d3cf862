import { queryOptions } from '@tanstack/react-query'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { api, segment } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

/** The history of one request as Stately inspection events, oldest first. */
export const inspectionQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'inspection'],
    queryFn: ({ signal }) =>
      api.get<{ events: InspectionEvent[] }>(`/api/requests/${segment(id)}/inspection`, signal),
  })
