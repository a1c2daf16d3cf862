import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** How many events there are, requests that are neither public nor ended, and timers and effects that are due; none is counted anew. */
export const readMetrics = (
  db: Kysely<Tables>,
  now: number,
): Promise<{ events: number | null; open: number | null; due: number | null; effects: number | null }> =>
  db
    .selectNoFrom((eb) => [
      eb.selectFrom('event').select(sql<number>`coalesce(max(rowid), 0)`.as('count')).as('events'),
      eb
        .selectFrom('requestCount')
        .select((of) => of.fn.coalesce(of.fn.sum<number>('count'), of.val(0)).as('count'))
        .where('owner', '=', '')
        .where('status', '=', 'open')
        .as('open'),
      eb
        .selectFrom('timer')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('dueAt', '<=', now)
        .as('due'),
      eb
        .selectFrom('effect')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('status', '=', 'waiting')
        .where('dueAt', '<=', now)
        .as('effects'),
    ])
    .executeTakeFirstOrThrow()
