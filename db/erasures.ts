import { type Kysely, sql } from 'kysely'
import { forgetPersonMail } from './person-mail.ts'
import type { EventRow } from './requests.ts'
import type { OfficeFactTable, PersonTable, RequestTable, Tables } from './tables.ts'

type Db = Kysely<Tables>

/* ── What there is to erase ───────────────────────────────────────────────────────────── */

/** The events whose name of this person can be erased, by request and number. */
export const namesInEvents = (
  db: Db,
  person: string,
): Promise<Pick<EventRow, 'request' | 'seq' | 'actorName' | 'actorSalt'>[]> =>
  db
    .selectFrom('event')
    .select(['request', 'seq', 'actorName', 'actorSalt'])
    .where('actor', '=', person)
    .where('form', '=', 2)
    .where('actorSalt', 'is not', null)
    .orderBy('request')
    .orderBy('seq')
    .execute()

/** What the logs say of this person and can be erased, by office and number. */
export const factsOfPerson = (db: Db, person: string): Promise<OfficeFactTable[]> =>
  db
    .selectFrom('officeFact')
    .selectAll()
    .where('person', '=', person)
    .where('erased', 'is', null)
    .orderBy('office')
    .orderBy('seq')
    .orderBy('number')
    .execute()

/** What was recorded before 2026-11-29 and keeps this person's name within its hash: events, and entries of logs. */
export async function keptOfPerson(db: Db, person: string): Promise<{ events: number; entries: number }> {
  const { rows } = await sql<{ events: number; entries: number }>`
    SELECT (SELECT count(*) FROM event WHERE form = 1 AND actor = ${person}) AS events,
      (SELECT count(*) FROM officeEvent WHERE form = 1
        AND (actor = ${person} OR instr(before || after, ${JSON.stringify(person)}))) AS entries`.execute(db)
  return rows[0] ?? { events: 0, entries: 0 }
}

/** The requests in whose contents, or in whose events' texts, somebody wrote one of these names. */
export async function requestsThatName(db: Db, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ request: string }>`
    WITH name (text) AS (SELECT value FROM json_each(${JSON.stringify(names)}))
    SELECT request FROM content WHERE EXISTS (SELECT 1 FROM name WHERE instr(content.json, name.text))
    UNION SELECT request FROM event
      WHERE EXISTS (SELECT 1 FROM name WHERE instr(coalesce(event.texts, '') || event.payload, name.text))
    UNION SELECT request FROM message WHERE EXISTS (SELECT 1 FROM name WHERE instr(message.text, name.text))
    ORDER BY 1`.execute(db)
  return rows.map(({ request }) => request)
}

/** The requests of a person that have not ended. */
export async function openRequestsOf(db: Db, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request')
    .select('id')
    .where('owner', '=', person)
    .where('status', '!=', 'ended')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/* ── Erasing; `entry` is the hash of the entry of the log that orders it ──────────────── */

type Of = { request: string; seq: number; digest: string | null; entry: string }

/** update event set actorName = null, actorSalt = null, … where request = $1 and seq = $2 */
export async function eraseName(db: Db, { request, seq, digest, entry }: Of): Promise<void> {
  await db
    .updateTable('event')
    .set({ actorName: null, actorSalt: null, actorDigest: digest, actorErased: entry })
    .where('request', '=', request)
    .where('seq', '=', seq)
    .execute()
}

/** update event set texts = null, contentSha256 = null, textsSalt = null, … where request = $1 and seq = $2 */
export async function eraseTexts(db: Db, { request, seq, digest, entry }: Of): Promise<void> {
  await db
    .updateTable('event')
    .set({ texts: null, contentSha256: null, textsSalt: null, textsDigest: digest, textsErased: entry })
    .where('request', '=', request)
    .where('seq', '=', seq)
    .execute()
}

/** update content set json = $3, … where request = $1 and revision = $2; `erased` is null for a draft. */
export async function eraseContent(
  db: Db,
  given: { request: string; revision: number; json: string; sha256: string; erased: string | null },
): Promise<void> {
  const { request, revision, ...columns } = given
  await db
    .updateTable('content')
    .set(columns)
    .where('request', '=', request)
    .where('revision', '=', revision)
    .execute()
}

/** update officeFact set json = null, salt = null, erased = $2 where person = $1 and erased is null */
export async function eraseFacts(db: Db, person: string, entry: string): Promise<void> {
  await db
    .updateTable('officeFact')
    .set({ json: null, salt: null, erased: entry })
    .where('person', '=', person)
    .where('erased', 'is', null)
    .execute()
}

/** Writes over a person's row, and ends what they could come in by or are told: sessions, codes, notices, e-mail, keys. */
export async function erasePersonRow(
  db: Db,
  person: string,
  row: Pick<PersonTable, 'username' | 'name' | 'position' | 'passwordHash' | 'disabled' | 'erased'>,
  code: string,
): Promise<void> {
  await db.updateTable('person').set(row).where('id', '=', person).execute()
  await db.deleteFrom('session').where('person', '=', person).execute()
  await db.deleteFrom('notification').where('person', '=', person).execute()
  await db.deleteFrom('officeNotice').where('person', '=', person).execute()
  await forgetPersonMail(db, person)
  await db.deleteFrom('idempotency').where('person', '=', person).execute()
  await db.deleteFrom('setting').where('key', '=', code).execute()
}

/** Forgets what was asked of a second person about this one; what waits still is withdrawn by nobody of the office. */
export async function eraseConfirmationsAbout(
  db: Db,
  person: string,
  { payload, by, at }: { payload: string; by: string; at: number },
): Promise<void> {
  await sql`UPDATE confirmation SET payload = ${payload}, decision = coalesce(decision, 'withdrawn'),
      decidedBy = coalesce(decidedBy, ${by}), decidedAt = coalesce(decidedAt, ${at})
    WHERE subject = ${person} OR json_extract(payload, '$.concerns') = ${person}
      OR json_extract(payload, '$.profits') = ${person}`.execute(db)
}

/** Puts `words` in place of a name in what was told to others and in what waited for a second person. */
export async function eraseNameElsewhere(db: Db, name: string, words: string): Promise<void> {
  for (const [table, columns] of [
    ['notification', ['messageTh', 'messageEn']],
    ['officeNotice', ['messageTh', 'messageEn']],
    ['confirmation', ['payload', 'reason']],
  ] as const)
    for (const column of columns)
      await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = replace(${sql.ref(column)}, ${name}, ${words})
        WHERE instr(${sql.ref(column)}, ${name})`.execute(db)
  // With its salt, the digests in the log could be tried on names.
  await sql`UPDATE confirmation SET payload = json_remove(payload, '$.salt') WHERE instr(payload, ${words})`.execute(
    db,
  )
}

/** Writes over a request's row, and forgets what was told about it and by which keys it was asked. */
export async function eraseRequestRow(
  db: Db,
  request: string,
  row: Pick<RequestTable, 'title' | 'searchText' | 'category' | 'snapshot' | 'revision' | 'findings'>,
): Promise<void> {
  await db.updateTable('request').set(row).where('id', '=', request).execute()
  await db.deleteFrom('notification').where('request', '=', request).execute()
  await db.deleteFrom('idempotency').where('request', '=', request).execute()
}

/** update publication set … where request = $1 */
export async function erasePublication(
  db: Db,
  request: string,
  row: Pick<Tables['publication'], 'title' | 'category' | 'source' | 'endReason'> & { searchText: string },
): Promise<void> {
  await db.updateTable('publication').set(row).where('request', '=', request).execute()
}

/**
 * Puts `words` in place of why an earlier version is shown to nobody, and of addresses on other websites that hold a
 * title no more than their hosts, where nobody looks any longer.
 */
export async function eraseSaidOfPublication(
  db: Db,
  request: string,
  { words, at }: { words: string; at: number },
): Promise<void> {
  const publications = db.selectFrom('publication').select('id').where('request', '=', request)
  await db
    .updateTable('withheldVersion')
    .set({ reason: words })
    .where('publication', 'in', publications)
    .execute()
  const placements = await db
    .selectFrom('placement')
    .select(['id', 'url', 'removedAt'])
    .where('publication', 'in', publications)
    .execute()
  for (const { id, url, removedAt } of placements) {
    const origin = URL.canParse(url) ? new URL(url).origin : ''
    await db
      .updateTable('placement')
      .set({ url: origin, removedAt: removedAt ?? at })
      .where('id', '=', id)
      .execute()
    await db.updateTable('placementCheck').set({ url: null }).where('placement', '=', id).execute()
  }
}

/** Puts `words` in place of a request's title where a move tells that it could not take it along. */
export async function eraseTitleInMoves(db: Db, request: string, words: string): Promise<void> {
  const moves = await db
    .selectFrom('move')
    .select(['id', 'failed'])
    .where(sql<boolean>`instr(failed, ${request})`)
    .execute()
  for (const { id, failed } of moves) {
    const refused = JSON.parse(failed) as { request: string; title: string }[]
    const without = refused.map((one) => (one.request === request ? { ...one, title: words } : one))
    await db
      .updateTable('move')
      .set({ failed: JSON.stringify(without) })
      .where('id', '=', id)
      .execute()
  }
}

/* ── The file ─────────────────────────────────────────────────────────────────────────── */

/** From now on this connection writes zeros over what it deletes. */
export const overwriteDeleted = (db: Db): Promise<unknown> => sql`PRAGMA secure_delete = ON`.execute(db)

/** Pages of an index that one step may write: a few milliseconds, so that whoever else writes waits no longer. */
const pagesAtOnce = 200

/**
 * Rewrites the indexes of search, which keep the letters of a deleted text until their parts are merged, and empties the
 * write-ahead log. In short steps, beside a server that runs.
 */
export async function sweepIndexes(db: Db): Promise<void> {
  // Below zero: all parts of the index are to become one; each step after it goes on with that.
  for (const index of ['requestSearch', 'publicationSearch'])
    for (let pages = -pagesAtOnce; ; pages = pagesAtOnce) {
      const before = await totalChanges(db)
      await sql`INSERT INTO ${sql.table(index)} (${sql.ref(index)}, rank) VALUES ('merge', ${pages})`.execute(
        db,
      )
      if ((await totalChanges(db)) - before < 2) break
    }
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
}

async function totalChanges(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT total_changes() AS count`.execute(db)
  return rows[0]?.count ?? 0
}

/** Writes the whole file anew, without what was deleted from it at any time. Nobody else may use it meanwhile. */
export async function rewriteFile(db: Db): Promise<void> {
  // The copy may be larger than memory.
  await sql`PRAGMA temp_store = FILE`.execute(db)
  await sql`VACUUM`.execute(db)
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
}
