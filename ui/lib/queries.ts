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
} from '../../api/http/contract.ts'
import type {
  changeSchema,
  Draft,
  Figures,
  moveJobSchema,
  officeLogSchema,
  ProofReport,
  scenarioSchema,
  versionSummarySchema,
  versionsSchema,
} from '../../api/http/procedure-contract.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem, api, segment } from './api.ts'

export type RequestList = z.infer<typeof requestListSchema>
export type Notifications = z.infer<typeof notificationsSchema>
export type VersionSummary = z.infer<typeof versionSummarySchema>
export type Change = z.infer<typeof changeSchema>
export type Scenario = z.infer<typeof scenarioSchema>
export type MoveJob = z.infer<typeof moveJobSchema>
export type OfficeLog = z.infer<typeof officeLogSchema>
export type StepCount = {
  procedure: string
  version: number
  step: { id: string; title: Text; clause: string; source: 'document' | 'added' }
  count: number
}
export type ListFilter = {
  view: 'inbox' | 'mine' | 'office'
  procedure?: string
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
  draft: (id: string) => ['draft', id],
  drafts: (office: string) => ['drafts', office],
  versions: (procedure: string) => ['versions', procedure],
  scenarios: (procedure: string) => ['scenarios', procedure],
  officeLog: (office: string) => ['officeLog', office],
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
      if (filter.procedure) query.set('procedure', filter.procedure)
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

/** A draft as it is being written, for the administrators of its office. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.draft(id), 'view'],
    queryFn: ({ signal }) => api.get<Draft>(`/api/drafts/${segment(id)}`, signal),
  })

/** What the proofs say of one revision of a draft. */
export const proofsQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: [...keys.draft(id), 'proofs', revision],
    queryFn: ({ signal }) =>
      api.post<ProofReport>(`/api/drafts/${segment(id)}/proofs`, undefined, { signal }),
  })

/** Every version of a procedure, newest first. */
export const versionsQuery = (procedure: string) =>
  queryOptions({
    queryKey: keys.versions(procedure),
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof versionsSchema>>(`/api/procedures/${segment(procedure)}/versions`, signal),
  })

/** What a version changed against its predecessor, in words. */
export const changesQuery = (procedure: string, version: number) =>
  queryOptions({
    queryKey: [...keys.versions(procedure), 'changes', version],
    queryFn: ({ signal }) =>
      api.get<{ changes: Change[] }>(
        `/api/procedures/${segment(procedure)}/versions/${version}/changes`,
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The saved scenarios of a procedure, for the administrators of its office. */
export const scenariosQuery = (procedure: string) =>
  queryOptions({
    queryKey: keys.scenarios(procedure),
    queryFn: ({ signal }) =>
      api.get<{ scenarios: Scenario[] }>(`/api/procedures/${segment(procedure)}/scenarios`, signal),
  })

/** How the requests of a procedure went in a period of days ('YYYY-MM-DD', both included). */
export const figuresQuery = (procedure: string, from: string, until: string) =>
  queryOptions({
    queryKey: [...keys.steps, 'figures', procedure, from, until],
    queryFn: ({ signal }) =>
      api.get<Figures>(`/api/procedures/${segment(procedure)}/figures?from=${from}&until=${until}`, signal),
  })

/** A move of open requests to a version; asked for again while it runs. */
export const moveQuery = (id: string) =>
  queryOptions({
    queryKey: ['move', id],
    queryFn: ({ signal }) => api.get<MoveJob>(`/api/moves/${segment(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'done' ? false : 500),
  })

/** What the administrators of an office did, newest first, in pages. */
export const officeLogQuery = (office: string) =>
  infiniteQueryOptions({
    queryKey: keys.officeLog(office),
    queryFn: ({ pageParam, signal }) =>
      api.get<OfficeLog>(
        `/api/offices/${segment(office)}/log${pageParam ? `?cursor=${pageParam}` : ''}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
