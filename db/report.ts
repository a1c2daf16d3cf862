import type { Kysely } from 'kysely'
import type { EventRow, RequestRow } from './requests.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Of an event, what a report reads. */
export type ReportedEvent = Pick<
  EventRow,
  | 'request'
  | 'seq'
  | 'type'
  | 'at'
  | 'fromSteps'
  | 'toSteps'
  | 'payload'
  | 'texts'
  | 'textsErased'
  | 'procedureHash'
  | 'actedAs'
  | 'contentRevision'
>
export type ReportedRequest = Pick<RequestRow, 'id' | 'procedure' | 'groupId' | 'category'> & {
  /** In their order. */
  events: ReportedEvent[]
}
/** ms since 1970: `start` belongs to the period, `end` does not. */
export type Reported = {
  procedures: string[]
  start: number
  end: number
  group?: string | undefined
  category?: string | undefined
}

/** So many requests are read at once: some thousand events. */
const atOnce = 200

/**
 * The requests of some procedures that were under way in a period, or in which something happened then, with all their
 * events up to its end: page by page, so that neither their number nor the period decides about memory.
 */
export async function* reportedRequests(db: Db, given: Reported): AsyncGenerator<ReportedRequest> {
  for (const procedure of given.procedures)
    for (let last = ''; ; ) {
      const requests = await db
        .selectFrom('request')
        .select(['id', 'procedure', 'groupId', 'category', 'createdAt', 'updatedAt', 'status'])
        .where('procedure', '=', procedure)
        .where('id', '>', last)
        .orderBy('id')
        .limit(atOnce)
        .execute()
      const wanted = requests.filter(
        ({ groupId, category, createdAt, updatedAt, status }) =>
          createdAt < given.end &&
          // What has not ended may have been under way without anything happening to it.
          (updatedAt >= given.start || status !== 'ended') &&
          (given.group === undefined || groupId === given.group) &&
          (given.category === undefined || category === given.category),
      )
      const events = Map.groupBy(await eventsUntil(db, wanted, given.end), ({ request }) => request)
      for (const { id, groupId, category } of wanted)
        yield { id, procedure, groupId, category, events: events.get(id) ?? [] }
      if (requests.length < atOnce) break
      last = requests.at(-1)?.id ?? ''
    }
}

/** select … from event where request in (…) and at < $2 order by request, seq */
async function eventsUntil(db: Db, requests: { id: string }[], end: number): Promise<ReportedEvent[]> {
  if (requests.length === 0) return []
  return db
    .selectFrom('event')
    .select(['request', 'seq', 'type', 'at', 'fromSteps', 'toSteps', 'payload', 'texts', 'textsErased'])
    .select(['procedureHash', 'actedAs', 'contentRevision'])
    .where(
      'request',
      'in',
      requests.map(({ id }) => id),
    )
    .where('at', '<', end)
    .orderBy('request')
    .orderBy('seq')
    .execute()
}
