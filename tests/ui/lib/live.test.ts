/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { QueryClient } from '@tanstack/react-query'
import { markStale } from '../../../ui/lib/live.ts'
import { historyQuery, messagesQuery, requestQuery } from '../../../ui/lib/queries.ts'

test('what was asked about a request is read anew though its revision is known; what its own answer brought is not', () => {
  const client = new QueryClient()
  const now = Date.now()
  const put = (queryKey: readonly unknown[], data: unknown) =>
    client.setQueryData(queryKey, data, { updatedAt: now })
  put(requestQuery('r').queryKey, { revision: 3 })
  put(historyQuery('r').queryKey, [])
  put(messagesQuery('r').queryKey, { messages: [] })
  put(messagesQuery('other').queryKey, { messages: [] })
  markStale(client, { what: 'request', id: 'r', revision: 3 })
  const isStale = (queryKey: readonly unknown[]) => client.getQueryState(queryKey)?.isInvalidated
  expect(isStale(messagesQuery('r').queryKey)).toBe(true)
  expect(isStale(historyQuery('r').queryKey)).toBe(false)
  expect(isStale(messagesQuery('other').queryKey)).toBe(false)
})
