import { type Kysely, type Selectable, sql } from 'kysely'
import type { FileTable, RequestFileTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type FileRow = Selectable<FileTable>
export type RequestFileRow = Selectable<RequestFileTable>

const listed = (values: readonly string[]) =>
  sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`

/** select * from file where sha256 = $1 */
export const findFile = (db: Db, sha256: string): Promise<FileRow | undefined> =>
  db.selectFrom('file').selectAll().where('sha256', '=', sha256).executeTakeFirst()

/** The files of a request, each under the name with which it came; what an erasure let go has none and is none of them. */
const ofRequest = (db: Db, request: string) =>
  db
    .selectFrom('requestFile')
    .innerJoin('file', 'file.sha256', 'requestFile.sha256')
    .leftJoin('fileReading', 'fileReading.sha256', 'file.sha256')
    .selectAll('file')
    .select(['requestFile.name', 'fileReading.preview'])
    .where('requestFile.request', '=', request)
    .where('requestFile.name', '!=', released)
const released = ''
/** `preview`: 1 where the first page of a PDF can be shown. */
export type NamedRow = FileRow & Pick<RequestFileRow, 'name'> & { preview: 0 | 1 | null }

/** Those of the files with these hashes that were brought into a request. */
export const filesOfRequest = (db: Db, request: string, hashes: readonly string[]): Promise<NamedRow[]> =>
  ofRequest(db, request).where('requestFile.sha256', 'in', listed(hashes)).execute()

/** Every file of a request, in the order in which they came. */
export const allFilesOfRequest = (db: Db, request: string): Promise<NamedRow[]> =>
  ofRequest(db, request).orderBy('requestFile.at').execute()

/** One of them. */
export const findRequestFile = (db: Db, request: string, sha256: string): Promise<NamedRow | undefined> =>
  ofRequest(db, request).where('requestFile.sha256', '=', sha256).executeTakeFirst()

/**
 * insert into file … on conflict do update set scan where excluded.scan = 'clean'; insert into requestFile … on conflict
 * do update: what comes again has the name with which it came last.
 */
export async function insertRequestFile(
  db: Db,
  file: FileRow,
  of: Omit<RequestFileRow, 'kept'>,
): Promise<void> {
  await db
    .insertInto('file')
    .values(file)
    // What was just seen to be clean no longer waits.
    .onConflict((conflict) =>
      conflict
        .column('sha256')
        .doUpdateSet((eb) => ({
          scan: eb.ref('excluded.scan'),
          scannedAt: eb.ref('excluded.scannedAt'),
          threat: null,
        }))
        .where('excluded.scan', '=', 'clean'),
    )
    .execute()
  await db
    .insertInto('requestFile')
    .values(of)
    .onConflict((conflict) =>
      conflict.columns(['office', 'request', 'sha256']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        at: eb.ref('excluded.at'),
        unnamedSince: eb.ref('excluded.unnamedSince'),
      })),
    )
    .execute()
}

/** insert into requestFile select … of these files of another request of the same office, under the names that they have there. */
export async function copyRequestFiles(
  db: Db,
  { from, to, files, by, at }: { from: string; to: string; files: string[]; by: string; at: number },
): Promise<void> {
  if (files.length === 0) return
  await db
    .insertInto('requestFile')
    .columns(['office', 'request', 'sha256', 'name', 'by', 'at', 'unnamedSince'])
    .expression((eb) =>
      eb
        .selectFrom('requestFile')
        .select(['office', eb.val(to).as('request'), 'sha256', 'name'])
        .select([eb.val(by).as('by'), eb.val(at).as('at'), eb.val(at).as('unnamedSince')])
        .where('request', '=', from)
        .where('sha256', 'in', listed(files)),
    )
    .execute()
}

/** Those of these files of a request that anything that was submitted, or any event, names. */
export async function namedForGood(db: Db, request: string, files: string[]): Promise<Set<string>> {
  if (files.length === 0) return new Set()
  const named = await db
    .selectFrom('requestFile')
    .select('sha256')
    .where('request', '=', request)
    .where('sha256', 'in', files)
    .where((eb) =>
      eb.or([
        eb('kept', '=', 1),
        eb.exists(
          eb
            .selectFrom('content')
            .select('content.request')
            .where('content.request', '=', request)
            .where('content.frozen', '=', 1)
            .where(sql<boolean>`instr(content.json, requestFile.sha256) > 0`),
        ),
        eb.exists(
          eb
            .selectFrom('event')
            .select('event.request')
            .where('event.request', '=', request)
            .where(sql<boolean>`instr(event.payload || coalesce(event.texts, ''), requestFile.sha256) > 0`),
        ),
      ]),
    )
    .execute()
  return new Set(named.map(({ sha256 }) => sha256))
}

/** The bytes of the files of a request. */
export async function bytesOfRequest(db: Db, request: string): Promise<number> {
  const { bytes } = await db
    .selectFrom('requestFile')
    .innerJoin('file', 'file.sha256', 'requestFile.sha256')
    .select((eb) => eb.fn.sum<number | null>('file.size').as('bytes'))
    .where('requestFile.request', '=', request)
    .executeTakeFirstOrThrow()
  return Number(bytes ?? 0)
}

/** The bytes of the files of an office, each counted once. */
export async function bytesOfOffice(db: Db, office: string): Promise<number> {
  const { bytes } = await db
    .selectFrom('file')
    .select((eb) => eb.fn.sum<number | null>('size').as('bytes'))
    .where('sha256', 'in', db.selectFrom('requestFile').select('sha256').where('office', '=', office))
    .executeTakeFirstOrThrow()
  return Number(bytes ?? 0)
}

export type NamedFile = Pick<RequestFileRow, 'office' | 'request' | 'sha256' | 'unnamedSince'> & {
  /** By a frozen content or an event, for good; by the draft, for now. */
  isKept: boolean
  isDrafted: boolean
}

/**
 * The files that came to requests by `until`, as far as it was not seen yet that they are named for good, with what names
 * them now. Looked for in the stored texts themselves: an index that was kept beside them could be behind.
 */
export async function filesNotKept(
  db: Db,
  given: { until: number; limit: number; after?: string; request?: string | undefined; sha256?: string },
): Promise<NamedFile[]> {
  const { until, limit, after = '', request, sha256 } = given
  const place = sql<string>`f.request || f.sha256`
  const rows = await db
    // The page first: else SQLite looks into the texts of all of them before it sorts.
    .with(
      (page) => page('f').materialized(),
      (page) =>
        page
          .selectFrom('requestFile as f')
          .select(['f.office', 'f.request', 'f.sha256', 'f.unnamedSince'])
          .where('f.kept', '=', 0)
          .where('f.at', '<=', until)
          .where(place, '>', after)
          .$if(request !== undefined, (query) => query.where('f.request', '=', request as string))
          .$if(sha256 !== undefined, (query) => query.where('f.sha256', '=', sha256 as string))
          .orderBy(place)
          .limit(limit),
    )
    .selectFrom('f')
    .selectAll('f')
    .select((eb) => {
      const content = eb
        .selectFrom('content')
        .select('content.request')
        .whereRef('content.request', '=', 'f.request')
        .where(sql<boolean>`instr(content.json, f.sha256) > 0`)
      const event = eb
        .selectFrom('event')
        .select('event.request')
        .whereRef('event.request', '=', 'f.request')
        .where(sql<boolean>`instr(event.payload || coalesce(event.texts, ''), f.sha256) > 0`)
      return [
        eb.or([eb.exists(content.where('content.frozen', '=', 1)), eb.exists(event)]).as('isKept'),
        eb.exists(content.where('content.frozen', '=', 0)).as('isDrafted'),
      ]
    })
    .orderBy(place)
    .execute()
  return rows.map((row) => ({ ...row, isKept: Boolean(row.isKept), isDrafted: Boolean(row.isDrafted) }))
}

type Place = Pick<RequestFileRow, 'office' | 'request' | 'sha256'>

/** update requestFile set kept, unnamedSince where office, request, sha256 */
export async function setNamed(
  db: Db,
  place: Place,
  named: Partial<Pick<RequestFileRow, 'kept' | 'unnamedSince'>>,
): Promise<void> {
  await db
    .updateTable('requestFile')
    .set(named)
    .where('office', '=', place.office)
    .where('request', '=', place.request)
    .where('sha256', '=', place.sha256)
    .execute()
}

/**
 * Takes the names of a request's files, with which nobody has them any more, and lets each go that nothing names:
 * `filesNotKept` looks again. What was read out of those that no other request has goes at once. For what was erased.
 */
export async function releaseFiles(db: Db, request: string): Promise<void> {
  const hashes = (isOf: '=' | '!=') =>
    db
      .selectFrom('requestFile')
      .select('sha256')
      .where('request', isOf, request)
      .where('name', '!=', released)
  await db
    .deleteFrom('fileReading')
    .where('sha256', 'in', hashes('='))
    .where('sha256', 'not in', hashes('!='))
    .execute()
  await db
    .updateTable('requestFile')
    .set({ name: released, kept: 0, unnamedSince: null })
    .where('request', '=', request)
    .execute()
  await db.updateTable('upload').set({ name: released }).where('request', '=', request).execute()
}

/** A file that no request has any more, as the rows said it that went. */
export type GoneFile = { file: FileRow; of: RequestFileRow }

/** delete from requestFile where office, request, sha256; and from file where no request has it: answers it where that went too. */
export async function deleteRequestFile(
  db: Db,
  { office, request, sha256 }: Place,
): Promise<GoneFile | undefined> {
  const of = await db
    .deleteFrom('requestFile')
    .where('office', '=', office)
    .where('request', '=', request)
    .where('sha256', '=', sha256)
    .returningAll()
    .executeTakeFirst()
  const file = await db
    .deleteFrom('file')
    .where('sha256', '=', sha256)
    .where('sha256', 'not in', db.selectFrom('requestFile').select('sha256').where('sha256', '=', sha256))
    .returningAll()
    .executeTakeFirst()
  return of && file && { file, of }
}

/** The hashes of all files, a page at a time, by their order. */
export const fileHashes = (db: Db, after: string, limit: number) =>
  db
    .selectFrom('file')
    .select(['sha256', 'size'])
    .where('sha256', '>', after)
    .orderBy('sha256')
    .limit(limit)
    .execute()

export type WaitingFile = Pick<FileRow, 'sha256' | 'at'>

/** The files that wait to be looked at for viruses, the oldest first, from behind `after` on. */
export const filesToScan = (db: Db, limit: number, after?: WaitingFile): Promise<WaitingFile[]> =>
  db
    .selectFrom('file')
    .select(['sha256', 'at'])
    .where('scan', '=', 'waiting')
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, sha256) > (${after?.at}, ${after?.sha256})`),
    )
    .orderBy('at')
    .orderBy('sha256')
    .limit(limit)
    .execute()

/** select count(*) from file where scan = 'waiting' */
export async function countToScan(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scan', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** update file set scan, scannedAt, threat where sha256 = $1 */
export async function setScanned(
  db: Db,
  sha256: string,
  found: Pick<FileRow, 'scan' | 'scannedAt' | 'threat'>,
): Promise<void> {
  await db.updateTable('file').set(found).where('sha256', '=', sha256).execute()
}

/** With a scanner whatever was never looked at waits for it; without one nothing waits. */
export async function setScanNeeded(db: Db, needed: boolean): Promise<void> {
  await db
    .updateTable('file')
    .set({ scan: needed ? 'waiting' : 'notNeeded' })
    .where('scan', '=', needed ? 'notNeeded' : 'waiting')
    .execute()
}

/** insert into publishedFile … on conflict do nothing */
export async function insertPublishedFiles(
  db: Db,
  { office, publication, hashes, at }: { office: string; publication: string; hashes: string[]; at: number },
): Promise<void> {
  await db
    .insertInto('publishedFile')
    .values(hashes.map((sha256) => ({ office, publication, sha256, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The hashes of the files that ever stood under a publication of an office. */
export async function publishedHashes(
  db: Db,
  { office, publication }: { office: string; publication: string },
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('publishedFile')
    .select('sha256')
    .where('office', '=', office)
    .where('publication', '=', publication)
    .execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** Whether a file ever stood under a publication of an office. */
export async function wasPublished(
  db: Db,
  { office, publication, sha256 }: { office: string; publication: string; sha256: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('publishedFile')
    .select('at')
    .where('office', '=', office)
    .where('publication', '=', publication)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row !== undefined
}

/** The publications of an office under which a file ever stood, the latest first, at most so many. */
export async function publicationsWithFile(
  db: Db,
  { office, sha256, most }: { office: string; sha256: string; most: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('publishedFile')
    .select('publication')
    .where('office', '=', office)
    .where('sha256', '=', sha256)
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ publication }) => publication)
}

/** A frozen content, or the payload of an event, that names files, as it is stored. */
export type NamingText = { request: string; place: string; json: string }

/** Every frozen content and every event whose text names files, a page of requests in memory at a time. */
export async function* textsThatNameFiles(db: Db, requestsAtOnce = 200): AsyncGenerator<NamingText> {
  for (let last = ''; ; ) {
    const requests = await db
      .selectFrom('requestFile')
      .select('request')
      .distinct()
      .where('request', '>', last)
      .orderBy('request')
      .limit(requestsAtOnce)
      .execute()
    const ids = requests.map(({ request }) => request)
    const contents = await db
      .selectFrom('content')
      .select(['request', 'json'])
      .select(sql<string>`'content ' || revision`.as('place'))
      .where('request', 'in', listed(ids))
      .where('frozen', '=', 1)
      .where(sql<boolean>`instr(json, '"sha256"') > 0`)
      .execute()
    // What was typed stands beside the payload (`event.texts`), and so do the files that an event names.
    const events = await db
      .selectFrom('event')
      .select('request')
      .select([sql<string>`coalesce(texts, payload)`.as('json'), sql<string>`'event ' || seq`.as('place')])
      .where('request', 'in', listed(ids))
      .where(sql<boolean>`instr(coalesce(texts, payload), '"sha256"') > 0`)
      .execute()
    yield* contents
    yield* events
    const next = ids.at(-1)
    if (next === undefined || ids.length < requestsAtOnce) return
    last = next
  }
}
