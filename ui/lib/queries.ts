import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  contentRevisionsSchema,
  historySchema,
  notificationsSchema,
  Office,
  officeSummarySchema,
  Person,
  ProcedureView,
  RequestView,
  requestListSchema,
  Session,
  Welcome,
} from '../../api/contract.ts'
import type { Text } from '../../machines/procedure.ts'
import { ApiProblem, api, segment } from './api.ts'

export type RequestList = z.infer<typeof requestListSchema>
export type Notifications = z.infer<typeof notificationsSchema>
export type StepCount = {
  procedure: string
  version: number
  step: { id: string; title: Text; clause: string; source: 'document' | 'added' }
  count: number
}
export type ListFilter = {
  view: 'inbox' | 'mine' | 'office'
  state?: string
  status?: string
  q?: string
}

/** The first part of each key: what a change of a request makes stale. */
export const keys = {
  session: ['session'],
  welcome: ['welcome'],
  requests: ['requests'],
  request: (id: string) => ['request', id],
  steps: ['steps'],
  notifications: ['notifications'],
  office: (id: string) => ['office', id],
  people: (office: string) => ['people', office],
  procedure: (id: string) => ['procedure', id],
} as const

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.get<Session>('/api/session', signal)
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** What may be known before anyone has signed in. */
export const welcomeQuery = queryOptions({
  queryKey: keys.welcome,
  queryFn: ({ signal }) => api.get<Welcome>('/api/welcome', signal),
})

/** A list of requests, in pages of 50. */
export const requestsQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.requests, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ view: filter.view, limit: '50' })
      if (filter.state) query.set('state', filter.state)
      if (filter.status) query.set('status', filter.status)
      if (filter.q) query.set('q', filter.q)
      if (pageParam) query.set('cursor', pageParam)
      return api.get<RequestList>(`/api/requests?${query}`, signal)
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** One request with what the signed-in person can do. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'view'],
    queryFn: ({ signal }) => api.get<RequestView>(`/api/requests/${segment(id)}`, signal),
  })

/** The history of one request, oldest first. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'history'],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof historySchema>>(`/api/requests/${segment(id)}/events`, signal),
  })

/** The content of one request, revision by revision. */
export const contentRevisionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'revisions'],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof contentRevisionsSchema>>(`/api/requests/${segment(id)}/contents`, signal),
  })

/** An office with its groups, categories and procedures. */
export const officeQuery = (id: string) =>
  queryOptions({
    queryKey: keys.office(id),
    queryFn: ({ signal }) => api.get<Office>(`/api/offices/${segment(id)}`, signal),
    staleTime: 5 * 60_000,
  })

/** All offices, for the first administrator's form. */
export const officesQuery = queryOptions({
  queryKey: ['offices'],
  queryFn: ({ signal }) =>
    api.get<{ offices: z.infer<typeof officeSummarySchema>[] }>('/api/offices', signal),
})

/** How many requests of an office stand at each step now. */
export const stepsQuery = (office: string) =>
  queryOptions({
    queryKey: [...keys.steps, office],
    queryFn: ({ signal }) => api.get<{ steps: StepCount[] }>(`/api/offices/${segment(office)}/steps`, signal),
  })

/** A procedure: its active version, or the numbered one. A version never changes, so it is kept. */
export const procedureQuery = (id: string, version?: number) =>
  queryOptions({
    queryKey: [...keys.procedure(id), version ?? 'active'],
    queryFn: ({ signal }) =>
      api.get<ProcedureView>(
        `/api/procedures/${segment(id)}${version === undefined ? '' : `/versions/${version}`}`,
        signal,
      ),
    staleTime: version === undefined ? 60_000 : Number.POSITIVE_INFINITY,
  })

/** The people of an office, for its administrator. */
export const peopleQuery = (office: string) =>
  queryOptions({
    queryKey: keys.people(office),
    queryFn: ({ signal }) => api.get<{ people: Person[] }>(`/api/offices/${segment(office)}/people`, signal),
  })

/** What the signed-in person has been told. */
export const notificationsQuery = queryOptions({
  queryKey: keys.notifications,
  queryFn: ({ signal }) => api.get<Notifications>('/api/notifications', signal),
})
