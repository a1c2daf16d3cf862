import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>
export type FigureEvent = {
  request: string
  type: string
  at: number
  fromSteps: string
  toSteps: string
  procedureHash: string
  /** `{}` where the event carried no reasons: the rest is not needed. */
  payload: string
}
/** How many requests stand at the same steps of one version. */
export type Standing = { steps: string; procedureHash: string; count: number }

const requestsAtOnce = 500

/**
 * The events before `before`, in their order, of every request that something has happened to since `from`; request by
 * request, so that only a few of them are in memory at once.
 */
export async function* eventsSince(
  db: Db,
  { procedure, from, before }: { procedure: string; from: number; before: number },
): AsyncGenerator<FigureEvent[]> {
  for (let last = ''; ; ) {
    const requests = await db
      .selectFrom('request')
      .select('id')
      .where('procedure', '=', procedure)
      .where('updatedAt', '>=', from)
      .where('id', '>', last)
      .orderBy('id')
      .limit(requestsAtOnce)
      .execute()
    const ids = requests.map(({ id }) => id)
    if (ids.length > 0) yield eventsOfMany(db, ids, before)
    last = ids.at(-1) ?? ''
    if (ids.length < requestsAtOnce) return
  }
}

const eventsOfMany = (db: Db, requests: string[], before: number): Promise<FigureEvent[]> =>
  db
    .selectFrom('event')
    .select(['request', 'type', 'at', 'fromSteps', 'toSteps', 'procedureHash'])
    .select(sql<string>`CASE WHEN instr(payload, '"reasons"') > 0 THEN payload ELSE '{}' END`.as('payload'))
    .where('request', 'in', requests)
    .where('at', '<', before)
    .orderBy('request')
    .orderBy('seq')
    .execute()

/** select steps, procedureHash, count(*) from request where procedure = $1 and status != 'ended' group by … */
export const standingNow = (db: Db, procedure: string): Promise<Standing[]> =>
  db
    .selectFrom('request')
    .select(['steps', 'procedureHash'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('procedure', '=', procedure)
    .where('status', '!=', 'ended')
    .groupBy(['steps', 'procedureHash'])
    .execute()
