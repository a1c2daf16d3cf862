import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { SystemRow } from './integrations.ts'
import type { EffectAttemptTable, EffectTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type EffectRow = Selectable<EffectTable>
export type AttemptRow = Selectable<EffectAttemptTable>

/** As the index of what waits or was given up has it, to the letter. */
export const isUnsettled = sql<boolean>`${sql.ref('status')} <> 'done'`

/** Whether an effect is due: select exists (…). It costs one look into an index of what waits. */
export async function isEffectDue(db: Db, now: number): Promise<boolean> {
  const { rows } = await sql<{ due: number }>`
    SELECT EXISTS (SELECT 1 FROM effect WHERE status = 'waiting' AND dueAt <= ${now}) AS due`.execute(db)
  return rows[0]?.due === 1
}

type Claiming = { now: number; until: number; claim: string; most: number; mostOfOne: number }

/**
 * Claims at most `most` effects that are due, the longest due first: of one integration `mostOfOne` at a time, so that a
 * slow host holds up no other, and of one publication there one at a time, in the order of its events. What is claimed already, by whoever
 * has died since, is free again once its claim has run out.
 */
export async function claimEffects(
  db: Db,
  { now, until, claim, most, mostOfOne }: Claiming,
): Promise<EffectRow[]> {
  const { rows } = await sql<EffectRow>`
    UPDATE effect SET claim = ${claim}, claimedUntil = ${until}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM (
        SELECT e.id, e.dueAt,
          row_number() OVER (PARTITION BY e.integration ORDER BY e.dueAt, e.id) + (
            SELECT count(*) FROM effect AS c
            WHERE c.integration = e.integration AND c.status = 'waiting' AND c.claimedUntil > ${now}) AS place
        FROM effect AS e JOIN integration AS i ON i.office = e.office AND i.id = e.integration
        WHERE e.status = 'waiting' AND e.dueAt <= ${now} AND (e.claimedUntil IS NULL OR e.claimedUntil <= ${now})
          AND (i.enabled = 1 OR e.what = 'test')
          AND NOT EXISTS (
            SELECT 1 FROM effect AS b
            WHERE b.integration = e.integration AND b.publication = e.publication AND b.status = 'waiting'
              AND (b.id < e.id OR b.claimedUntil > ${now})))
      WHERE place <= ${mostOfOne} ORDER BY dueAt, id LIMIT ${most})
    RETURNING *`.execute(db)
  return rows.sort((one, other) => one.dueAt - other.dueAt || one.id - other.id)
}

/** Frees what an earlier run of this server had claimed: only one runs on a directory. */
export async function freeClaims(db: Db): Promise<void> {
  await db
    .updateTable('effect')
    .set({ claim: null, claimedUntil: null })
    .where('status', '=', 'waiting')
    .where('claimedUntil', 'is not', null)
    .execute()
}

export type Settled = Pick<EffectRow, 'status' | 'dueAt' | 'problem' | 'settledAt'>

/**
 * Settles an attempt, where the claim on it still holds, and keeps it in the log; answers whether it did.
 */
export async function settleEffect(
  db: Db,
  { id, claim }: Pick<EffectRow, 'id' | 'claim'>,
  settled: Settled,
  attempt: Omit<AttemptRow, 'effect' | 'number'>,
): Promise<boolean> {
  const held = await db
    .updateTable('effect')
    .set({ ...settled, claim: null, claimedUntil: null })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .executeTakeFirst()
  if (held.numUpdatedRows === 0n) return false
  const last = db
    .selectFrom('effectAttempt')
    .select((eb) => sql<number>`coalesce(${eb.fn.max('number')}, 0) + 1`.as('number'))
    .where('effect', '=', id)
  await db
    .insertInto('effectAttempt')
    .values({ ...attempt, effect: id, number: last })
    .execute()
  return true
}

/** Gives a claimed effect back until an instant, as if it had not been tried. */
export async function postponeEffect(
  db: Db,
  { id, claim }: Pick<EffectRow, 'id' | 'claim'>,
  dueAt: number,
): Promise<void> {
  await db
    .updateTable('effect')
    .set(({ eb }) => ({ dueAt, claim: null, claimedUntil: null, attempts: eb('attempts', '-', 1) }))
    .where('id', '=', id)
    .where('claim', '=', claim)
    .execute()
}

export async function insertEffect(db: Db, row: Insertable<EffectTable>): Promise<EffectRow> {
  return db.insertInto('effect').values(row).returningAll().executeTakeFirstOrThrow()
}

/** Makes an effect that was given up, done, or waits for its next attempt, due now; answers whether it is there. */
export async function retryEffect(
  db: Db,
  { office, id, now }: { office: string; id: number; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('effect')
    .set({ status: 'waiting', dueAt: now, attempts: 0, settledAt: null })
    .where('office', '=', office)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<=', now)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Makes what was given up at an integration due again. */
export async function retryDead(
  db: Db,
  { integration, now }: { integration: string; now: number },
): Promise<void> {
  await db
    .updateTable('effect')
    .set({ status: 'waiting', dueAt: now, attempts: 0, settledAt: null })
    .where('integration', '=', integration)
    .where(isUnsettled)
    .where('status', '=', 'dead')
    .where('what', '!=', 'test')
    .execute()
}

export const findEffect = (
  db: Db,
  { office, id }: { office: string; id: number },
): Promise<EffectRow | undefined> =>
  db.selectFrom('effect').selectAll().where('office', '=', office).where('id', '=', id).executeTakeFirst()

type OfSystem = { what: Exclude<EffectRow['what'], 'notices'> }
export type ListedEffect = EffectRow & OfSystem & { request: string | null; title: string | null }

/** Effects of an office, newest first, with the title of the request; without e-mail. */
export const listEffects = (
  db: Db,
  given: {
    office: string
    integration?: string | undefined
    status?: EffectRow['status'] | undefined
    below?: number | undefined
    limit: number
  },
): Promise<ListedEffect[]> => {
  let query = db
    .selectFrom('effect')
    .leftJoin('publication', 'publication.id', 'effect.publication')
    .selectAll('effect')
    .select(['publication.request', 'publication.title'])
    .where('effect.office', '=', given.office)
    .where('effect.person', 'is', null)
    .$narrowType<OfSystem>()
  if (given.integration !== undefined) query = query.where('effect.integration', '=', given.integration)
  if (given.status !== undefined) query = query.where('effect.status', '=', given.status)
  if (given.below !== undefined) query = query.where('effect.id', '<', given.below)
  return query.orderBy('effect.id', 'desc').limit(given.limit).execute()
}

/** The attempts at some effects, each one's in their order. */
export const attemptsOf = (db: Db, effects: readonly number[]): Promise<AttemptRow[]> =>
  db
    .selectFrom('effectAttempt')
    .selectAll()
    .where('effect', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(effects)}))`)
    .orderBy('effect')
    .orderBy('number')
    .execute()

/** The last effect of each integration about one publication, with what the integration is. */
export const effectsOfPublication = (
  db: Db,
  publication: string,
): Promise<(EffectRow & OfSystem & Pick<SystemRow, 'kind' | 'name' | 'enabled'>)[]> =>
  db
    .selectFrom('effect')
    .innerJoin('integration', (join) =>
      join
        .onRef('integration.office', '=', 'effect.office')
        .onRef('integration.id', '=', 'effect.integration'),
    )
    .selectAll('effect')
    .select(['integration.kind', 'integration.name', 'integration.enabled'])
    .where('effect.id', 'in', (eb) =>
      eb
        .selectFrom('effect as last')
        .select((one) => one.fn.max('last.id').as('id'))
        .where('last.publication', '=', publication)
        .groupBy('last.integration'),
    )
    .orderBy('integration.createdAt')
    .$narrowType<OfSystem & Pick<SystemRow, 'kind'>>()
    .execute()

/** How many effects of each integration of an office wait, and were given up. */
export const countEffects = (
  db: Db,
  office: string,
): Promise<{ integration: string; status: EffectRow['status']; count: number }[]> =>
  db
    .selectFrom('integration')
    .innerJoin('effect', 'effect.integration', 'integration.id')
    .select((eb) => ['integration', 'status', eb.fn.countAll<number>().as('count')])
    .where('integration.office', '=', office)
    .where(isUnsettled)
    .groupBy(['integration', 'status'])
    .execute()

type Unsent = { office: string; integration: string; now: number }

/** What an office shows now and has never brought to an integration, nor tries to. */
const unsent = ({ office, integration, now }: Unsent) => sql`
  FROM publication AS p
  WHERE p.office = ${office} AND p.endedAt IS NULL AND (p.untilAt IS NULL OR p.untilAt > ${now})
    AND NOT EXISTS (SELECT 1 FROM remoteItem AS r WHERE r.integration = ${integration} AND r.publication = p.id)
    AND NOT EXISTS (
      SELECT 1 FROM effect AS e
      WHERE e.publication = p.id AND e.integration = ${integration} AND e.status IN ('waiting', 'dead'))`

/** select count(*) of what is public and was never brought to the integration. */
export async function countUnsent(db: Db, asked: Unsent): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count ${unsent(asked)}`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * Lets at most `most` of them follow, the oldest first, one each `gap` ms and behind what waits already; answers how many.
 */
export async function insertUnsent(
  db: Db,
  { most, gap, ...asked }: Unsent & { most: number; gap: number },
): Promise<number> {
  const { integration, now } = asked
  const { rows } = await sql<{ id: number }>`
    INSERT INTO effect (key, office, integration, publication, what, at, dueAt)
      SELECT lower(hex(randomblob(16))), p.office, ${integration}, p.id, 'published', ${now},
        max(${now}, (SELECT coalesce(max(w.dueAt) + ${gap}, 0) FROM effect AS w
          WHERE w.integration = ${integration} AND w.status = 'waiting'))
          + (row_number() OVER (ORDER BY p.publishedAt, p.id) - 1) * ${gap}
      ${unsent(asked)}
      ORDER BY p.publishedAt, p.id LIMIT ${most}
    RETURNING id`.execute(db)
  return rows.length
}

/** How many effects of an integration were given up, tests aside. */
export async function countDead(db: Db, integration: string): Promise<number> {
  const row = await db
    .selectFrom('effect')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('integration', '=', integration)
    .where(isUnsettled)
    .where('status', '=', 'dead')
    .where('what', '!=', 'test')
    .executeTakeFirst()
  return row?.count ?? 0
}

/** Deletes the effects settled until then, with their attempts; answers how many. */
export async function forgetEffects(db: Db, until: number, most: number): Promise<number> {
  const old = db
    .selectFrom('effect')
    .select('id')
    .where('settledAt', '<=', until)
    .orderBy('settledAt')
    .limit(most)
  const { numDeletedRows } = await db.deleteFrom('effect').where('id', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * Has a publication looked at by one integration at an instant: makes what waits for it due then, or adds a check. One
 * that is under way is left to end.
 */
export async function askForCheck(
  db: Db,
  given: Pick<EffectRow, 'key' | 'office' | 'integration' | 'publication' | 'at' | 'dueAt'>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('effect')
    .set({ dueAt: given.dueAt })
    .where('integration', '=', given.integration)
    .where('publication', '=', given.publication)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) await insertEffect(db, { ...given, what: 'check' })
}
