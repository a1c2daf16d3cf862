import { type Kysely, sql } from 'kysely'
import { statement } from './statement.ts'
import type { FigureCountTable, FigureTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
/** How many requests stand at the same steps of one version. */
export type Standing = { steps: string; procedureHash: string; count: number }
export type Counted = Pick<FigureCountTable, 'what' | 'name' | 'bucket' | 'count'>
/** ms since 1970: `start` belongs to it, `end` does not; both are the beginnings of days in Bangkok. */
export type Period = { start: number; end: number }

const dayMs = 86_400_000
const bangkokMs = 7 * 3_600_000
const levels = 4

/** insert into newFigure …, one by one: most events have one; `db/projections.ts` files and counts them. */
export async function insertFigures(db: Db, rows: FigureTable[]): Promise<void> {
  for (const row of rows) await insertOne(db, row)
}

const insertOne = statement((db, given: FigureTable) =>
  db.insertInto('newFigure').values({
    procedure: given.procedure,
    what: given.what,
    name: given.name,
    bucket: given.bucket,
    ms: given.ms,
    at: given.at,
    request: given.request,
    seq: given.seq,
  }),
)

/** The eighth of an octave in which a duration lies: a bucket's values differ by 9 % at most. */
export const bucketOf = (ms: number): number => Math.floor(8 * Math.log2(Math.max(0, ms) + 1))
/** A duration (ms) that is longer than any of the bucket. */
const endOfBucket = (bucket: number): number => Math.ceil(2 ** ((bucket + 1) / 8))

/** The fewest cells of `figureCount` that make up a period: at most 7 days, 8-days and 64-days at each end of it. */
export function cellsOf({ start, end }: Period): number[] {
  const cells: number[] = []
  let day = Math.floor((start + bangkokMs) / dayMs)
  const last = Math.floor((end + bangkokMs) / dayMs)
  while (day < last) {
    let level = levels - 1
    while (level > 0 && (day % 8 ** level !== 0 || day + 8 ** level > last)) level -= 1
    cells.push(level * 10_000_000 + day / 8 ** level)
    day += 8 ** level
  }
  return cells
}

/** select what, name, bucket, sum(count) from figureCount where procedure = $1 and cell in … group by … */
export const countFigures = (db: Db, procedure: string, period: Period): Promise<Counted[]> =>
  db
    .selectFrom('figureCount')
    .select(['what', 'name', 'bucket'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('procedure', '=', procedure)
    .where('cell', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(cellsOf(period))}))`)
    .groupBy(['what', 'name', 'bucket'])
    .execute()

type Place = { procedure: string; step: string; bucket: number; rank: number; count: number }

/**
 * How long (ms) the stays at a step were that ended in a period, of one bucket, from the `rank`th (0: the shortest) on:
 * select ms from figure where procedure = $1 and what = 'stay' and … order by ms limit $2 offset $3
 */
export async function staysFrom(db: Db, { procedure, step, bucket, rank, count }: Place, period: Period) {
  const stays = db
    .selectFrom('figure')
    .select('ms')
    .where('procedure', '=', procedure)
    .where('what', '=', 'stay')
    .where('name', '=', step)
    .where('bucket', '=', bucket)
  // Two looks into the index tell whether there is anything to choose from: deadlines make many stays exactly alike.
  const shortest = await stays.orderBy('ms').limit(1).executeTakeFirst()
  const longest = await stays.select('ms').orderBy('ms', 'desc').limit(1).executeTakeFirst()
  if (shortest && shortest.ms === longest?.ms) return Array<number>(count).fill(shortest.ms)
  const rows = await stays
    .where('at', '>=', period.start)
    .where('at', '<', period.end)
    .orderBy('ms')
    .limit(count)
    .offset(rank)
    .execute()
  return rows.map(({ ms }) => ms)
}

/**
 * How many requests were returned for the first time in a period but begun before it; `buckets` are those of the first
 * returns of the period. Only what happened within a bucket's length of the beginning can have begun before it.
 */
export async function countBegunBefore(
  db: Db,
  procedure: string,
  buckets: number[],
  { start, end }: Period,
): Promise<number> {
  const ranges = buckets.map((bucket) => [bucket, Math.min(end, start + endOfBucket(bucket))])
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM json_each(${JSON.stringify(ranges)}) AS range CROSS JOIN figure
    WHERE procedure = ${procedure} AND what = 'firstReturn' AND bucket = range.value ->> 0
      AND at >= ${start} AND at < range.value ->> 1 AND at - ms < ${start}`.execute(db)
  return rows[0]?.count ?? 0
}

/** select steps, procedureHash, sum(count) from requestCount where procedure = $1 and status != 'ended' group by … */
export const standingNow = (db: Db, office: string, procedure: string): Promise<Standing[]> =>
  db
    .selectFrom('requestCount')
    .select(['steps', 'procedureHash'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('office', '=', office)
    .where('owner', '=', '')
    .where('procedure', '=', procedure)
    .where('status', '!=', 'ended')
    .groupBy(['steps', 'procedureHash'])
    .having((eb) => eb.fn.sum('count'), '>', 0)
    .execute()
