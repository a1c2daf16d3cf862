import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { keys } from '../../lib/queries.ts'

/** Every holiday that counts for the person's office, by day. */
export const holidaysQuery = queryOptions({
  queryKey: ['holidays'],
  queryFn: async ({ signal }) => (await call('GET /api/holidays', { signal })).holidays,
})

/** Reads the holidays anew, and the log of the office, in which their change stands. */
export function useRefreshHolidays(office: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    void client.invalidateQueries({ queryKey: keys.auditLog(office) })
    await client.invalidateQueries({ queryKey: holidaysQuery.queryKey })
  }
}
