import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Session } from '../../api/http/contract.ts'
import type { OitQuery } from '../../api/http/oit-contract.ts'
import type { Answered, Given } from '../../api/http/operations.ts'
import type { ReportQuery } from '../../api/http/report-contract.ts'
import type { SupervisionQuery } from '../../api/http/supervision-contract.ts'
import { call, failedWith } from './api.ts'

export type RequestList = Answered<'GET /api/requests'>
export type VersionSummary = Answered<'GET /api/procedures/{id}/versions'>['versions'][number]
export type Change = Answered<'GET /api/procedures/{id}/versions/{n}/changes'>['changes'][number]
export type Scenario = Answered<'GET /api/procedures/{id}/scenarios'>['scenarios'][number]
export type MoveJob = Answered<'GET /api/moves/{id}'>
export type AuditLog = Answered<'GET /api/offices/{office}/log'>
export type StepCount = Answered<'GET /api/offices/{office}/steps'>['steps'][number]
type ListQuery = NonNullable<Given<'GET /api/requests'>['query']>
export type ListFilter = Omit<ListQuery, 'view' | 'cursor' | 'limit'> & {
  view: NonNullable<ListQuery['view']>
}

/** The first part of each key: what a change of a request makes stale. */
export const keys = {
  session: ['session'],
  welcome: ['welcome'],
  requests: ['requests'],
  request: (id: string) => ['request', id],
  steps: ['steps'],
  notifications: ['notifications'],
  feedback: ['feedback'],
  office: (id: string) => ['office', id],
  site: (office: string) => ['site', office],
  oit: (office: string) => ['oit', office],
  people: (office: string) => ['people', office],
  confirmations: (office: string) => ['confirmations', office],
  procedure: (id: string) => ['procedure', id],
  draft: (id: string) => ['draft', id],
  drafts: (office: string) => ['drafts', office],
  versions: (procedure: string) => ['versions', procedure],
  scenarios: (procedure: string) => ['scenarios', procedure],
  auditLog: (office: string) => ['auditLog', office],
} as const

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await call('GET /api/session', { signal })
    } catch (error) {
      if (failedWith<'GET /api/session'>(error, 'not_signed_in')) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** What may be known before anyone has signed in. */
export const welcomeQuery = queryOptions({
  queryKey: keys.welcome,
  queryFn: ({ signal }) => call('GET /api/welcome', { signal }),
})

/** A list of requests, in pages of 50. */
export const requestsQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.requests, filter],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/requests', { query: { ...filter, limit: 50, cursor: pageParam || undefined }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** The work of those whom the signed-in person leads, in pages of 50; as stale as the list of the office. */
export const supervisionQuery = (query: Pick<SupervisionQuery, 'show'> & { group: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: [...keys.requests, { view: 'office', supervision: query }],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/supervision', { query: { ...query, cursor: pageParam || undefined }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** What waits for the signed-in person next, beside a request. */
export const nextQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.requests, 'next', id],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/next', { path: { id }, signal }),
  })

/** What officials asked and answered each other about a request. */
export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'messages'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/messages', { path: { id }, signal }),
  })

/** One request with what the signed-in person can do. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'view'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}', { path: { id }, signal }),
  })

/** The history of one request, oldest first. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'history'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/events', { path: { id }, signal }),
  })

/** The content of one request, revision by revision. */
export const contentRevisionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'revisions'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/contents', { path: { id }, signal }),
  })

/** The files of a request, and whether each may be opened. */
export const requestFilesQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'files'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/files', { path: { id }, signal }),
    // What waits for the scanner is looked at within seconds of its being there.
    refetchInterval: ({ state }) =>
      state.data?.files.some(({ scan }) => scan === 'waiting') ? 10_000 : false,
  })

/** How often what a request published was read, and what readers said of it. */
export const readersQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.request(id), 'readers'],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/readers', { path: { id }, signal }),
  })

/** What readers reported to an office and nobody has dealt with. */
export const officeFeedbackQuery = (office: string) =>
  queryOptions({
    queryKey: [...keys.feedback, office],
    queryFn: ({ signal }) => call('GET /api/offices/{office}/feedback', { path: { office }, signal }),
  })

/** An office with its groups, categories and procedures. */
export const officeQuery = (office: string) =>
  queryOptions({
    queryKey: keys.office(office),
    queryFn: ({ signal }) => call('GET /api/offices/{office}', { path: { office }, signal }),
    staleTime: 5 * 60_000,
  })

/** How an office's public site looks; its administrators' to ask. */
export const siteQuery = (office: string) =>
  queryOptions({
    queryKey: keys.site(office),
    queryFn: ({ signal }) => call('GET /api/offices/{office}/site', { path: { office }, signal }),
  })

/** All offices, for the first administrator's form. */
export const officesQuery = queryOptions({
  queryKey: ['offices'],
  queryFn: ({ signal }) => call('GET /api/offices', { signal }),
})

/** How many requests of an office stand at each step now. */
export const stepsQuery = (office: string) =>
  queryOptions({
    queryKey: [...keys.steps, office],
    queryFn: ({ signal }) => call('GET /api/offices/{office}/steps', { path: { office }, signal }),
  })

/** A procedure: its active version, or the numbered one. A version never changes, so it is kept. */
export const procedureQuery = (id: string, version?: number) =>
  queryOptions({
    queryKey: [...keys.procedure(id), version ?? 'active'],
    queryFn: ({ signal }) =>
      version === undefined
        ? call('GET /api/procedures/{id}', { path: { id }, signal })
        : call('GET /api/procedures/{id}/versions/{n}', { path: { id, n: version }, signal }),
    staleTime: version === undefined ? 60_000 : Number.POSITIVE_INFINITY,
  })

/** The document behind a version of a procedure, clause by clause. */
export const officeDocumentQuery = (procedure: string, version: number) =>
  queryOptions({
    queryKey: [...keys.procedure(procedure), version, 'document'],
    queryFn: ({ signal }) =>
      call('GET /api/procedures/{id}/versions/{n}/document', { path: { id: procedure, n: version }, signal }),
  })

/** The people of an office, for its administrator. */
export const peopleQuery = (office: string) =>
  queryOptions({
    queryKey: keys.people(office),
    queryFn: ({ signal }) => call('GET /api/offices/{office}/people', { path: { office }, signal }),
  })

/** How much the signed-in person has been told and not read, and how many requests wait for them. */
export const unreadQuery = queryOptions({
  queryKey: [...keys.notifications, 'unread'],
  queryFn: ({ signal }) => call('GET /api/notifications/unread', { signal }),
})

/** What the signed-in person has been told. */
export const notificationsQuery = queryOptions({
  queryKey: [...keys.notifications, 'list'],
  queryFn: ({ signal }) => call('GET /api/notifications', { signal }),
})

/** A draft as it is being written, for the administrators of its office. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.draft(id), 'view'],
    queryFn: ({ signal }) => call('GET /api/drafts/{id}', { path: { id }, signal }),
  })

/** What the proofs say of one revision of a draft. */
export const proofsQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: [...keys.draft(id), 'proofs', revision],
    queryFn: ({ signal }) => call('POST /api/drafts/{id}/proofs', { path: { id }, signal }),
  })

/** Every version of a procedure, newest first. */
export const versionsQuery = (procedure: string) =>
  queryOptions({
    queryKey: keys.versions(procedure),
    queryFn: ({ signal }) => call('GET /api/procedures/{id}/versions', { path: { id: procedure }, signal }),
  })

/** What a version changed against its predecessor, in words. */
export const changesQuery = (procedure: string, version: number) =>
  queryOptions({
    queryKey: [...keys.versions(procedure), 'changes', version],
    queryFn: ({ signal }) =>
      call('GET /api/procedures/{id}/versions/{n}/changes', { path: { id: procedure, n: version }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The saved scenarios of a procedure, for the administrators of its office. */
export const scenariosQuery = (procedure: string) =>
  queryOptions({
    queryKey: keys.scenarios(procedure),
    queryFn: ({ signal }) => call('GET /api/procedures/{id}/scenarios', { path: { id: procedure }, signal }),
  })

/** How the requests of a procedure went in a period of days ('YYYY-MM-DD', both included). */
export const figuresQuery = (procedure: string, from: string, until: string) =>
  queryOptions({
    queryKey: [...keys.steps, 'figures', procedure, from, until],
    queryFn: ({ signal }) =>
      call('GET /api/procedures/{id}/figures', { path: { id: procedure }, query: { from, until }, signal }),
  })

/** What the office did in a period of days, of one group, kind or procedure where it is narrowed to. */
export const reportQuery = (query: ReportQuery) =>
  queryOptions({
    queryKey: ['report', query],
    queryFn: ({ signal }) => call('GET /api/report', { query, signal }),
    // Whoever looks at a report does not want it counted anew at each event of the office.
    staleTime: 60_000,
  })

/** Which items that an assessor asks for the office has published, by fiscal year. */
export const oitQuery = (office: string, query: OitQuery) =>
  queryOptions({
    queryKey: [...keys.oit(office), query],
    queryFn: ({ signal }) => call('GET /api/offices/{office}/oit', { path: { office }, query, signal }),
  })

/** Which of them what a request published serves. */
export const servedItemsQuery = (id: string, query: OitQuery) =>
  queryOptions({
    queryKey: [...keys.request(id), 'oit', query],
    queryFn: ({ signal }) => call('GET /api/requests/{id}/oit', { path: { id }, query, signal }),
  })

/** A move of open requests to a version; asked for again while it runs. */
export const moveQuery = (id: string) =>
  queryOptions({
    queryKey: ['move', id],
    queryFn: ({ signal }) => call('GET /api/moves/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'done' ? false : 500),
  })

/** What the administrators of an office did, newest first, in pages. */
export const auditLogQuery = (office: string) =>
  infiniteQueryOptions({
    queryKey: keys.auditLog(office),
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/offices/{office}/log', {
        path: { office },
        query: { cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
