import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Where these requests stand, and on which version. */
export const standingOfRequests = (db: Db, requests: string[]) =>
  db
    .selectFrom('request')
    .select(['id', 'owner', 'groupId', 'procedureHash', 'steps'])
    .where('id', 'in', requests)
    .execute()

/** By what it is decided who may read these requests. */
export const readingOfRequests = (db: Db, requests: string[]) =>
  db.selectFrom('request').select(['id', 'owner', 'draftOf']).where('id', 'in', requests).execute()

/** The events of these requests that happened at `since` (ms) or later, in no order. */
export const eventsSince = (db: Db, requests: string[], since: number) =>
  db
    .selectFrom('event')
    .select(['request', 'type', 'procedureHash', 'fromSteps', 'toSteps'])
    .where('request', 'in', requests)
    .where('at', '>=', since)
    .execute()
