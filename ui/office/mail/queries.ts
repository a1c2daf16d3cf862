import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** How an office sends e-mail. */
export const officeMailQuery = (office: string) =>
  queryOptions({
    queryKey: ['mail', office],
    queryFn: ({ signal }) => call('GET /api/offices/{office}/mail', { path: { office }, signal }),
  })

/** What could not be delivered. */
export const failedMailQuery = (office: string) =>
  queryOptions({
    queryKey: ['mail', office, 'failed'],
    queryFn: async ({ signal }) =>
      (await call('GET /api/offices/{office}/mail/failed', { path: { office }, signal })).messages,
  })
