import { type Kysely, type Selectable, sql } from 'kysely'
import type { EventRow } from './requests.ts'
import type { Tables, TimerTable } from './tables.ts'

type Db = Kysely<Tables>

export type LastEvent = Pick<
  EventRow,
  'request' | 'type' | 'at' | 'actorName' | 'actorErased' | 'payload' | 'fromSteps' | 'toSteps'
>

/** The newest event of each of these requests, by request. */
export async function lastEventsOf(db: Db, requests: string[]): Promise<Map<string, LastEvent>> {
  if (requests.length === 0) return new Map()
  const newest = db
    .selectFrom('event')
    .select((eb) => ['request', eb.fn.max('seq').as('seq')])
    .where('request', 'in', listed(requests))
    .groupBy('request')
  const rows = await db
    .selectFrom('event')
    .innerJoin(newest.as('newest'), (join) =>
      join.onRef('newest.request', '=', 'event.request').onRef('newest.seq', '=', 'event.seq'),
    )
    .select(['event.request', 'type', 'at', 'actorName', 'actorErased', 'payload', 'fromSteps', 'toSteps'])
    .execute()
  return new Map(rows.map((row) => [row.request, row]))
}

/** Of each of these requests with timers, the one that is due first, by request. */
export async function firstTimers(db: Db, requests: string[]): Promise<Map<string, Selectable<TimerTable>>> {
  const rows = await db
    .selectFrom('timer')
    .selectAll()
    .where('request', 'in', listed(requests))
    .orderBy('dueAt', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.request, row]))
}

/** One parameter however many there are, so that it stays one statement. */
const listed = (ids: string[]) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
