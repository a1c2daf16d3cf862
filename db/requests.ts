import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import { statement, statementForRow } from './statement.ts'
import type {
  ContentTable,
  EventTable,
  PublicationTable,
  RequestTable,
  Tables,
  TimerTable,
} from './tables.ts'

type Reader = Kysely<Tables>
export type RequestRow = Selectable<RequestTable>
export type EventRow = Selectable<EventTable>
export type ContentRow = Selectable<ContentTable>
export type TimerRow = Selectable<TimerTable>

/** `request.steps` of a draft that its owner threw away. */
export const noSteps = ',,'

/** select * from request where id = $1 */
export const findRequest = (db: Reader, id: string): Promise<RequestRow | undefined> => requestRow(db, { id })
const requestRow = statementForRow((db, given: { id: string }) =>
  db.selectFrom('request').selectAll().where('id', '=', given.id),
)

/** What stands beside a request's row in `findWholeRequest`. */
export type Beside = {
  owner: { id: string; name: string; disabled: number }
  /** The newest revision of the content. */
  content: Pick<ContentRow, 'revision' | 'json' | 'sha256' | 'frozen'>
  /** The newest event; a request that is only now begun has none. */
  last: Pick<EventRow, 'seq' | 'hash'> | undefined
  publication: PublicationOfRequest | undefined
}
export type PublicationOfRequest = Pick<
  Selectable<PublicationTable>,
  'id' | 'contentRevision' | 'publishedAt' | 'untilDay' | 'untilAt' | 'endedAt' | 'endReason'
>

/**
 * A request with its owner, its newest content, its newest event and its publication, in one statement:
 * select request.*, (select name from person …) as ownerName, … from request where id = $1
 *
 * By scalar subqueries, since each is one look into an index: as joins the same took three times as long on SQLite.
 */
export async function findWholeRequest(
  db: Reader,
  id: string,
): Promise<{ row: RequestRow; beside: Beside } | undefined> {
  const found = await wholeRequest(db, { id })
  if (!found) return undefined
  const { ownerName, ownerDisabled, contentJson, contentSha256, contentFrozen, lastSeq, lastHash, ...rest } =
    found
  const { publicationId, shownRevision, publishedAt, untilDay, untilAt, endedAt, endReason, ...row } = rest
  if (ownerName === null || ownerDisabled === null)
    throw new Error(`The owner of the request ${id} is not stored`)
  if (contentJson === null || contentSha256 === null || contentFrozen === null)
    throw new Error(`The request ${id} has no content of revision ${row.contentRevision}`)
  return {
    row,
    beside: {
      owner: { id: row.owner, name: ownerName, disabled: ownerDisabled },
      content: {
        revision: row.contentRevision,
        json: contentJson,
        sha256: contentSha256,
        frozen: contentFrozen,
      },
      last: lastSeq === null || lastHash === null ? undefined : { seq: lastSeq, hash: lastHash },
      publication:
        publicationId === null || shownRevision === null || publishedAt === null
          ? undefined
          : {
              id: publicationId,
              contentRevision: shownRevision,
              publishedAt,
              untilDay,
              untilAt,
              endedAt,
              endReason,
            },
    },
  }
}

const wholeRequest = statementForRow((db, given: { id: string }) =>
  db
    .selectFrom('request')
    .selectAll('request')
    .select((eb) => {
      const owner = eb.selectFrom('person').whereRef('person.id', '=', 'request.owner')
      const content = eb
        .selectFrom('content')
        .whereRef('content.request', '=', 'request.id')
        .whereRef('content.revision', '=', 'request.contentRevision')
      const last = eb
        .selectFrom('event')
        .whereRef('event.request', '=', 'request.id')
        .orderBy('event.seq', 'desc')
        .limit(1)
      const publication = eb.selectFrom('publication').whereRef('publication.request', '=', 'request.id')
      return [
        owner.select('person.name').as('ownerName'),
        owner.select('person.disabled').as('ownerDisabled'),
        content.select('content.json').as('contentJson'),
        content.select('content.sha256').as('contentSha256'),
        content.select('content.frozen').as('contentFrozen'),
        last.select('event.seq').as('lastSeq'),
        last.select('event.hash').as('lastHash'),
        publication.select('publication.id').as('publicationId'),
        publication.select('publication.contentRevision').as('shownRevision'),
        publication.select('publication.publishedAt').as('publishedAt'),
        publication.select('publication.untilDay').as('untilDay'),
        publication.select('publication.untilAt').as('untilAt'),
        publication.select('publication.endedAt').as('endedAt'),
        publication.select('publication.endReason').as('endReason'),
      ]
    })
    .where('request.id', '=', given.id),
)

/** insert into request … */
export const insertRequest: (db: Reader, row: RequestRow) => Promise<unknown> = statement((db, given) =>
  db.insertInto('request').values({
    id: given.id,
    office: given.office,
    groupId: given.groupId,
    owner: given.owner,
    procedureHash: given.procedureHash,
    procedure: given.procedure,
    title: given.title,
    searchText: given.searchText,
    category: given.category,
    state: given.state,
    snapshot: given.snapshot,
    steps: given.steps,
    engine: given.engine,
    status: given.status,
    draftOf: given.draftOf,
    waiting: given.waiting,
    revision: given.revision,
    contentRevision: given.contentRevision,
    createdAt: given.createdAt,
    updatedAt: given.updatedAt,
    updatedBy: given.updatedBy,
    since: given.since,
    findings: given.findings,
  }),
)

/** The columns that a transition writes. */
export type Transitioned = Pick<
  RequestRow,
  | 'procedureHash'
  | 'state'
  | 'snapshot'
  | 'steps'
  | 'status'
  | 'draftOf'
  | 'waiting'
  | 'engine'
  | 'updatedAt'
  | 'updatedBy'
  | 'since'
  | 'revision'
>

/**
 * update request set … where id = $1. The revision was compared when the row was read: in the same transaction, which
 * is the only one that writes.
 */
export const updateTransitioned = (
  db: Reader,
  before: Pick<RequestRow, 'id' | 'procedureHash' | 'status' | 'draftOf'>,
  change: Transitioned,
): Promise<unknown> => {
  const isAlike = (['procedureHash', 'status', 'draftOf'] as const).every(
    (column) => before[column] === change[column],
  )
  return (isAlike ? updateStanding : updateWhole)(db, { id: before.id, ...change })
}

/** SQLite writes an index anew for each of its columns that is named, though the value is the same. */
const updateStanding = statement((db, given: Transitioned & { id: string }) =>
  db.updateTable('request').set(standing(given)).where('id', '=', given.id),
)
const updateWhole = statement((db, given: Transitioned & { id: string }) =>
  db
    .updateTable('request')
    .set({
      ...standing(given),
      procedureHash: given.procedureHash,
      status: given.status,
      draftOf: given.draftOf,
    })
    .where('id', '=', given.id),
)
const standing = (given: Omit<Transitioned, 'procedureHash' | 'status' | 'draftOf'>) => ({
  state: given.state,
  snapshot: given.snapshot,
  steps: given.steps,
  waiting: given.waiting,
  engine: given.engine,
  updatedAt: given.updatedAt,
  updatedBy: given.updatedBy,
  since: given.since,
  revision: given.revision,
})

/** update request set … where id = $1, for a change of the content. */
export async function updateRequest(db: Reader, id: string, change: Updateable<RequestTable>): Promise<void> {
  await db.updateTable('request').set(change).where('id', '=', id).execute()
}

/** select * from event where request = $1 order by seq */
export const eventsOf = (db: Reader, request: string): Promise<EventRow[]> =>
  db.selectFrom('event').selectAll().where('request', '=', request).orderBy('seq').execute()

/** select * from event where request = $1 and seq = $2; throws when there is none. */
export const getEvent = (db: Reader, request: string, seq: number): Promise<EventRow> =>
  db
    .selectFrom('event')
    .selectAll()
    .where('request', '=', request)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()

/** The newest event of a request. */
export const findLastEvent = (db: Reader, request: string): Promise<EventRow | undefined> =>
  db
    .selectFrom('event')
    .selectAll()
    .where('request', '=', request)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

type NewEventRow = Omit<EventRow, 'actorDigest' | 'actorErased' | 'textsDigest' | 'textsErased'>
/** insert into event … */
export const insertEvent: (db: Reader, row: NewEventRow) => Promise<unknown> = statement((db, given) =>
  db.insertInto('event').values({
    request: given.request,
    seq: given.seq,
    type: given.type,
    actor: given.actor,
    actorName: given.actorName,
    actedAs: given.actedAs,
    at: given.at,
    payload: given.payload,
    fromSteps: given.fromSteps,
    toSteps: given.toSteps,
    contentRevision: given.contentRevision,
    contentSha256: given.contentSha256,
    procedureHash: given.procedureHash,
    holidays: given.holidays,
    previousHash: given.previousHash,
    hash: given.hash,
    form: given.form,
    language: given.language,
    actorSalt: given.actorSalt,
    texts: given.texts,
    textsSalt: given.textsSalt,
  }),
)

const contentRow = statementForRow((db, given: { request: string; revision: number }) =>
  db
    .selectFrom('content')
    .selectAll()
    .where('request', '=', given.request)
    .where('revision', '=', given.revision),
)

/** select * from content where request = $1 and revision = $2; throws when there is none. */
export async function getContent(db: Reader, request: string, revision: number): Promise<ContentRow> {
  const row = await contentRow(db, { request, revision })
  if (!row) throw new Error(`The request ${request} has no content of revision ${revision}`)
  return row
}

/** Every revision of a request's content with the name of whoever wrote it, oldest first. */
export const contentsOf = (db: Reader, request: string) =>
  db
    .selectFrom('content')
    .innerJoin('person', 'person.id', 'content.by')
    .select(['content.revision', 'content.frozen', 'content.json', 'content.sha256', 'content.at'])
    .select('person.name')
    .where('content.request', '=', request)
    .orderBy('content.revision')
    .execute()

/** The frozen revisions of a request, oldest first: select … from content where request = $1 and frozen = 1 */
export const frozenContents = (
  db: Reader,
  request: string,
): Promise<Pick<ContentRow, 'revision' | 'json' | 'sha256' | 'at' | 'erased'>[]> =>
  db
    .selectFrom('content')
    .select(['revision', 'json', 'sha256', 'at', 'erased'])
    .where('request', '=', request)
    .where('frozen', '=', 1)
    .orderBy('revision')
    .execute()

/** insert into content … on conflict (request, revision) do update: a revision that is not frozen is written over. */
export const upsertDraft: (
  db: Reader,
  row: Omit<Insertable<ContentTable>, 'frozen' | 'erased'>,
) => Promise<unknown> = statement((db, given) =>
  db
    .insertInto('content')
    .values({
      request: given.request,
      revision: given.revision,
      json: given.json,
      sha256: given.sha256,
      frozen: 0,
      at: given.at,
      by: given.by,
    })
    .onConflict((conflict) =>
      conflict.columns(['request', 'revision']).doUpdateSet((eb) => ({
        json: eb.ref('excluded.json'),
        sha256: eb.ref('excluded.sha256'),
        at: eb.ref('excluded.at'),
        by: eb.ref('excluded.by'),
      })),
    ),
)

/** update content set frozen = 1, at = $3 where request = $1 and revision = $2 */
export const freezeContent: (
  db: Reader,
  given: { request: string; revision: number; at: number },
) => Promise<unknown> = statement((db, given) =>
  db
    .updateTable('content')
    .set({ frozen: 1, at: given.at })
    .where('request', '=', given.request)
    .where('revision', '=', given.revision),
)

/** select * from timer where request = $1; by when they are due, sorted here: SQLite's sorter costs more than the read. */
export async function timersOf(db: Reader, request: string): Promise<TimerRow[]> {
  const { rows } = await timerRows(db, { request })
  return rows.sort((a, b) => a.dueAt - b.dueAt)
}
const timerRows = statement((db, given: { request: string }) =>
  db.selectFrom('timer').selectAll().where('request', '=', given.request),
)

/** insert into timer … on conflict (request, id) do update set dueAt */
export const upsertTimer: (db: Reader, row: TimerRow) => Promise<unknown> = statement((db, given) =>
  db
    .insertInto('timer')
    .values({ request: given.request, id: given.id, dueAt: given.dueAt })
    .onConflict((conflict) =>
      conflict.columns(['request', 'id']).doUpdateSet((eb) => ({ dueAt: eb.ref('excluded.dueAt') })),
    ),
)

/** delete from timer where request = $1 and id = $2 */
export const deleteTimer: (db: Reader, given: { request: string; id: string }) => Promise<unknown> =
  statement((db, given) =>
    db.deleteFrom('timer').where('request', '=', given.request).where('id', '=', given.id),
  )

/** delete from timer where request = $1 */
export const deleteTimersOf: (db: Reader, given: { request: string }) => Promise<unknown> = statement(
  (db, given) => db.deleteFrom('timer').where('request', '=', given.request),
)
