import type { Generated } from 'kysely'

/** Every table. Times are integers, ms since 1970 UTC; JSON is text; booleans are 0 and 1. */
export type Tables = {
  office: OfficeTable
  officeGroup: OfficeGroupTable
  officeSeal: OfficeSealTable
  person: PersonTable
  appointment: AppointmentTable
  session: SessionTable
  signInAttempt: SignInAttemptTable
  procedureVersion: ProcedureVersionTable
  confirmation: ConfirmationTable
  request: RequestTable
  content: ContentTable
  event: EventTable
  timer: TimerTable
  publication: PublicationTable
  publicationDay: PublicationDayTable
  feedback: FeedbackTable
  message: MessageTable
  notification: NotificationTable
  officeNotice: OfficeNoticeTable
  idempotency: IdempotencyTable
  draft: DraftTable
  scenario: ScenarioTable
  officeEvent: OfficeEventTable
  officeFact: OfficeFactTable
  move: MoveTable
  holiday: HolidayTable
  workedHoliday: WorkedHolidayTable
  setting: SettingTable
  asked: AskedTable
  requestCount: RequestCountTable
  publicationCount: PublicationCountTable
  publicationFacet: PublicationFacetTable
  unreadCount: UnreadCountTable
  searchOffice: SearchOfficeTable
  searchDocument: SearchDocumentTable
  staleDocument: StaleDocumentTable
  figure: FigureTable
  newFigure: NewFigureTable
  newNotice: NewNoticeTable
  lateNotice: LateNoticeTable
  reminder: ReminderTable
  figureCount: FigureCountTable
  underived: UnderivedTable
  searchedOtherwise: SearchedOtherwiseTable
  file: FileTable
  requestFile: RequestFileTable
  upload: UploadTable
  publishedFile: PublishedFileTable
  fileReading: FileReadingTable
  integration: IntegrationTable
  effect: EffectTable
  effectAttempt: EffectAttemptTable
  effectNotice: EffectNoticeTable
  personMail: PersonMailTable
  remoteItem: RemoteItemTable
  placement: PlacementTable
  placementCheck: PlacementCheckTable
  contact: ContactTable
  successor: SuccessorTable
  withheldVersion: WithheldVersionTable
  oitItem: OitItemTable
  oitExplanation: OitExplanationTable
  oitServed: OitServedTable
}

export type OfficeTable = {
  id: string
  nameTh: string
  nameEn: string
  abbreviationTh: string
  abbreviationEn: string
  digits: 'arab' | 'thai'
  inspectorAllowed: Generated<number>
  /** 1 where everyone of the office may read what was not submitted yet. */
  draftsOpen: Generated<number>
  /** JSON: Category[] and string[]. */
  categories: string
  laws: string
  /**
   * Grows, by triggers, with every change of what the public sees of the office. To be read by `findPublicRevision`: a
   * row that is remembered does not follow it.
   */
  publicRevision: Generated<number>
  /** By its code of ISO 3166-2; '' where it is not known, and then no regional or provincial holiday counts. */
  province: Generated<string>
  /** JSON: how its public site looks, as `api/offices/site.ts` reads it. */
  site: Generated<string>
}
/** How often an item was read on a day of Bangkok, and of use or not; nobody is told apart. */
export type PublicationDayTable = {
  publication: string
  day: string
  reads: number
  useful: number
  notUseful: number
}
/** What a reader said is wrong with what a request published; open until somebody has dealt with it. */
export type FeedbackTable = {
  id: string
  office: string
  request: string
  text: string
  contentRevision: number
  at: number
  closedAt: number | null
  closedBy: string | null
}
/** A PNG, and the SHA-256 of it. */
export type OfficeSealTable = { office: string; sha256: string; picture: Buffer }
export type OfficeGroupTable = {
  office: string
  id: string
  nameTh: string
  nameEn: string
  position: number
}

export type PersonTable = {
  id: string
  office: string
  username: string
  name: string
  position: string
  /** argon2id, in PHC string form. */
  passwordHash: string
  disabled: number
  demo: number
  createdAt: number
  /** The administrator who alone could know by what the account was opened; null where no one alone could. */
  codeBy: Generated<string | null>
  /** Where the person was erased: the hash of the entry of the audit log that says by whose order. */
  erased: string | null
}
/** `startsOn` and `endsOn` are days in Bangkok (YYYY-MM-DD), both included; `endsOn` null: until further notice. */
export type AppointmentTable = {
  id: string
  person: string
  office: string
  groupId: string | null
  role: string
  capacity: 'holder' | 'actingByLaw' | 'actingInPost' | 'delegated'
  orderNumber: string | null
  startsOn: string
  endsOn: string | null
}
/** `id` is a keyed hash of the cookie's token: whoever reads the table cannot sign in with it. */
export type SessionTable = {
  id: string
  person: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}
/** `key` is a username or an address, hashed. */
export type SignInAttemptTable = { key: string; failures: number; blockedUntil: number; lastAt: number }

export type ProcedureVersionTable = {
  hash: string
  procedure: string
  office: string
  version: number
  status: 'scheduled' | 'active' | 'superseded'
  json: string
  createdAt: number
  createdBy: string | null
  activatedAt: number | null
  /** For `scheduled`: the beginning, in Bangkok, of the day on which its order takes effect. */
  effectiveAt: number | null
  /** JSON: for each warning that was let stand, why. */
  reasons: Generated<string>
  /** JSON of the picture, made once. */
  layout: string | null
}

export type RequestTable = {
  id: string
  office: string
  groupId: string
  owner: string
  /** The hash of the procedure version that the request runs on. */
  procedureHash: string
  procedure: string
  title: string
  /** Title and text, normalised for search. */
  searchText: string
  category: string | null
  /** JSON: the state value, and the persisted snapshot. */
  state: string
  snapshot: string
  /** `,a,b.c,`: the dotted paths of the present leaves, for filtering. */
  steps: string
  engine: string
  status: 'open' | 'published' | 'ended'
  /** The group whose draft it still is; '' once it was submitted, when the whole office may read it. */
  draftOf: string
  /** 1 while somebody is asked to act: some present step is not `resting`. */
  waiting: number
  /** Grows by one with every event and every change of the content. */
  revision: number
  contentRevision: number
  createdAt: number
  updatedAt: number
  updatedBy: string | null
  since: number
  /** JSON of what the personal-data check found in the last submission and nobody has answered; null: nothing. */
  findings: string | null
}
/** A revision of the content. Frozen by a submission; until then the owner's draft, overwritten as it is typed. */
export type ContentTable = {
  request: string
  revision: number
  json: string
  sha256: string
  frozen: number
  at: number
  by: string
  /** Where it was erased, though frozen: the hash of the entry of the audit log that says by whose order. */
  erased: string | null
}
/**
 * Append-only and chained: `hash` covers the row and `previousHash`. Of the second form triggers let what is personal be
 * erased, and nothing else change (machines/hash/event-hash.ts).
 */
export type EventTable = {
  request: string
  seq: number
  type: string
  /** Null for a timer. */
  actor: string | null
  actorName: string | null
  /** JSON of the appointment under which the actor acted, or `"owner"`; null for a timer. */
  actedAs: string | null
  at: number
  payload: string
  fromSteps: string
  toSteps: string
  contentRevision: number
  contentSha256: string | null
  procedureHash: string
  /** JSON: the holidays within the working days of the timers that it set; the table of holidays may change after it. */
  holidays: Generated<string>
  previousHash: string
  hash: string
  /** 1 until 2026-11-29; since then 2, where `actorName`, and `texts` with `contentSha256`, can be erased. */
  form: Generated<number>
  /** The language of its version of the procedure; 1 for all that was recorded before there was another. */
  language: Generated<number>
  actorSalt: string | null
  /** JSON of what was typed with the event; `payload` has null in its place. */
  texts: string | null
  textsSalt: string | null
  /** Where a part was erased: its digest, and the hash of the entry of the audit log that says by whose order. */
  actorDigest: string | null
  actorErased: string | null
  textsDigest: string | null
  textsErased: string | null
}
export type TimerTable = { request: string; id: string; dueAt: number }
export type PublicationTable = {
  id: string
  request: string
  office: string
  groupId: string
  category: string | null
  title: string
  contentRevision: number
  source: string | null
  publishedAt: number
  updatedAt: number
  /** The last day in Bangkok on which it is shown, and the ms at which that day has ended; null: ไม่กำหนด. */
  untilDay: string | null
  untilAt: number | null
  endedAt: number | null
  endKind: 'expired' | 'takenDown' | null
  endReason: string | null
  /** Title and text as they are published, normalised for search. */
  searchText: Generated<string>
  /** The procedure (not its version) of the request. */
  procedure: Generated<string>
}
/**
 * What officials ask and answer each other about a request; no part of what was decided. `id` is made by whoever sends it;
 * `toWhom`: its owner, or those for whom it waited then.
 */
export type MessageTable = {
  office: string
  request: string
  id: string
  author: string
  toWhom: 'owner' | 'waiting'
  text: string
  at: number
}
export type NotificationTable = {
  id: string
  person: string
  request: string
  messageTh: string
  messageEn: string
  at: number
  readAt: number | null
  /** The step that asks the person to act; '' for a notice that asks nothing. */
  step: Generated<string>
}
/** What an event tells people, and the steps that it left, both as JSON, until `db/projections.ts` has filed it. */
export type NewNoticeTable = {
  id: Generated<number>
  request: string
  at: number
  gone: string
  notices: string
}
/**
 * When superiors are told that a request is late at a step that the document wants done at once, at which it has stood
 * since `since`; null once they were. A trigger on `asked` makes it.
 */
export type LateNoticeTable = { request: string; since: number; dueAt: number | null }
/**
 * When somebody is reminded of a deadline that is due at `due`: which timer (`xstate.after.…`), which of the deadline's
 * reminders, and when it is sent next; `dueAt` null: it was sent, or never is.
 */
export type ReminderTable = {
  request: string
  timer: string
  number: number
  due: number
  dueAt: number | null
}
/** `requestHash` is of method, path and body: the same key with another body is a conflict. */
export type IdempotencyTable = {
  id: Generated<number>
  /** The first 16 bytes of the SHA-256 of person and key. */
  digest: Uint8Array
  person: string
  key: string
  requestHash: string
  /** The request, and the number of its event, that were recorded under the key. */
  request: string
  seq: number
  at: number
}
/** A procedure as it is being written; its JSON need not be sound. */
export type DraftTable = {
  id: string
  office: string
  procedure: string
  json: string
  revision: number
  createdAt: number
  updatedAt: number
  updatedBy: string
}
/** A rehearsed path with its expected end; run with the proofs. `steps` and `expected` are JSON. */
export type ScenarioTable = {
  id: string
  office: string
  procedure: string
  name: string
  steps: string
  expected: string
  createdAt: number
  createdBy: string
}
/**
 * What administrators did: append-only and chained like the requests' events. `before` and `after` are JSON. In the second
 * form (since 2026-11-29) what names a person stands in `officeFact`: `actorName` is '', and `facts` is JSON of the salted
 * digests, by their numbers. In the third (since 2026-12-10) `standing` is JSON of digests of the rows that its kind may
 * change, by table, as they were when it was written (db/standing.ts).
 */
export type OfficeEventTable = {
  office: string
  seq: number
  type: string
  actor: string
  actorName: string
  at: number
  before: string
  after: string
  previousHash: string
  hash: string
  form: number
  facts: string
  standing: Generated<string>
}
/** What an entry of a log says of a person, as JSON; text and salt are null once they were erased by an entry's order. */
export type OfficeFactTable = {
  office: string
  seq: number
  number: number
  person: string
  json: string | null
  salt: string | null
  erased: string | null
}
/** What takes effect only when a second person of the office confirms it. `payload` is JSON of its kind. */
export type ConfirmationTable = {
  id: string
  office: string
  kind: 'activation' | 'appointment' | 'password' | 'person'
  /** The draft, the appointment, or the person. */
  subject: string
  payload: string
  askedBy: string
  askedAt: number
  expiresAt: number
  /** A person of the office, or `server`: whoever runs the machine. */
  decidedBy: string | null
  decidedAt: number | null
  decision: 'confirmed' | 'declined' | 'withdrawn' | null
  reason: string | null
}
/** What a person was told that is about the office and about no request. */
export type OfficeNoticeTable = {
  id: string
  person: string
  office: string
  messageTh: string
  messageEn: string
  at: number
  readAt: number | null
}
/** The move of open requests to a version; a row still `running` at boot is taken up again. */
export type MoveTable = {
  id: string
  office: string
  procedure: string
  toHash: string
  mapping: string
  reason: string
  status: 'running' | 'done'
  total: number
  moved: number
  failed: string
  startedAt: number
  startedBy: string
}
export type HolidayTable = {
  day: string
  scope: Generated<'national' | 'regional' | 'provincial' | 'office'>
  /** The region, the province or the office for which alone it counts; '' for the nation. */
  place: Generated<string>
  name: string
  source: Generated<string>
}
/** A holiday of the nation, a region or a province on which an office works all the same. */
export type WorkedHolidayTable = { office: string; day: string; reason: string; at: number }
export type SettingTable = { key: string; value: string }

/**
 * Whom an open request waits for: `whom` is the owner (`person:…@…`), their unit (`unit:@…`), a role anywhere in the office (`role:…`) or in one
 * group (`role:…@…`). `apart` is JSON, the persons whom an earlier decision keeps from it; `promptly` is 1 where the step
 * is overdue from the day after `since` on.
 */
export type AskedTable = {
  office: string
  whom: string
  promptly: number
  since: number
  request: string
  apart: string
}
/** How many requests stand alike, kept by triggers: of each owner and, with the owner '', of the whole office. */
export type RequestCountTable = {
  office: string
  owner: string
  procedure: string
  procedureHash: string
  status: RequestTable['status']
  steps: string
  draftOf: string
  count: number
}
/** How many publications have not ended, kept by triggers; without a category under ''. */
export type PublicationCountTable = { office: string; category: string; count: number }
/** The same by all that the public narrows lists by; the fiscal year (พ.ศ.) is that of the day of publication. */
export type PublicationFacetTable = {
  office: string
  category: string
  groupId: string
  fiscalYear: number
  procedure: string
  count: number
}
export type UnreadCountTable = { person: string; count: number }
/** The numbers of an office's documents begin at its own << 40. */
export type SearchOfficeTable = { number: Generated<number>; office: string }
/** The number of a request, and of its publication, in the indexes of search. */
export type SearchDocumentTable = { id: number; request: string }
/** The documents that an index of search is behind. */
export type StaleDocumentTable = { what: 'request' | 'publication'; document: number }
/**
 * What figures count: `begun`, `stay` (a step was left after `ms`), `end` (arrived where nobody leaves), `returned` (a
 * step was left by a return), `firstReturn` (`ms` after the beginning), `reason` (`name` is the text's JSON).
 */
export type FigureTable = {
  procedure: string
  what: 'begun' | 'stay' | 'end' | 'returned' | 'firstReturn' | 'reason'
  /** A step's dotted path, a reason, or ''. */
  name: string
  /** Of a stay, the eighth of an octave that `ms` is in; otherwise 0. */
  bucket: number
  ms: number
  at: number
  request: string
  seq: number
}
/** Figures in the order of their events that are not in `figure` and `figureCount` yet. */
export type NewFigureTable = FigureTable & { id: Generated<number> }
/** The same counted by 1, 8, 64 and 512 days in Bangkok: `cell` is level × 10⁷ + the day's number >> 3 × level. */
export type FigureCountTable = Pick<FigureTable, 'procedure' | 'what' | 'name' | 'bucket'> & {
  cell: number
  count: number
}
/** The requests of which what only their charts can tell is not stored yet. */
export type UnderivedTable = { request: string }
/** The requests whose search text was made otherwise than it is now. */
export type SearchedOtherwiseTable = { request: string }

/**
 * A file that is stored, by the SHA-256 of its bytes. `scan`: whether it was looked at for viruses; only what is `clean`, or
 * need not be looked at since no scanner is set up, is published or served. `charset` of a text.
 */
export type FileTable = {
  sha256: string
  size: number
  type: string
  charset: string | null
  width: number | null
  height: number | null
  scan: 'notNeeded' | 'waiting' | 'clean' | 'infected'
  scannedAt: number | null
  threat: string | null
  at: number
}
/**
 * A file that was brought into a request, and so may be named by its contents and events. `kept` is 1 once a frozen
 * content or an event was seen to name it: from then on one always will. Until then, since when nothing has.
 */
export type RequestFileTable = {
  office: string
  request: string
  sha256: string
  name: string
  by: string
  at: number
  kept: Generated<number>
  unnamedSince: number | null
}
/** A file on its way into a request; when it has arrived, its hash, or in JSON why it was refused. */
export type UploadTable = {
  id: string
  office: string
  request: string
  person: string
  name: string
  size: number
  at: number
  touchedAt: number
  sha256: string | null
  problem: string | null
}
/**
 * What was read out of a file: `pieces` of its text, what of it could not be read (`unread`), and what the check found,
 * in JSON; `detector` that found it. `waiting`: 1 until it was read, or was tried as often as it is. `preview`: 1 where its first page can be shown.
 */
export type FileReadingTable = {
  sha256: string
  at: number
  waiting: 0 | 1
  tries: number
  detector: number
  preview: 0 | 1
  unread: string
  findings: string
  markings: string
  pieces: string
}
/** A file that stood on the public site under a publication, once or now. */
export type PublishedFileTable = { office: string; publication: string; sha256: string; at: number }

/**
 * Another server that an office lets know of what it publishes. `events` is ',published,changed,ended,'; `settings` is JSON
 * of its kind; `credential` is sealed (api/effects/credentials.ts) and readable to nobody who has the database alone.
 */
export type IntegrationTable = {
  office: string
  id: string
  kind: 'webhook' | 'website' | 'wordpress' | 'joomla' | 'mail'
  name: string
  url: string
  enabled: number
  events: string
  settings: string
  credential: string | null
  createdAt: number
  updatedAt: number
}
/**
 * What follows a committed event outside of this server; triggers on `publication` write it. `key` names it to whom it is
 * sent, once for all attempts. While somebody works on it, `claim` is theirs until `claimedUntil`.
 */
export type EffectTable = {
  id: Generated<number>
  key: string
  office: string
  integration: string
  publication: string | null
  what: 'published' | 'changed' | 'ended' | 'check' | 'test' | 'notices'
  at: number
  dueAt: number
  status: Generated<'waiting' | 'done' | 'dead'>
  attempts: Generated<number>
  claim: string | null
  claimedUntil: number | null
  /** JSON of the sentence that says what went wrong last. */
  problem: string | null
  settledAt: number | null
  /** To whom it is sent: of e-mail alone. */
  person: string | null
}
/** What a message tells of: notices of a request or of the office. Triggers on those write it. */
export type EffectNoticeTable = { effect: number; notice: string }
/** Where a person is told by e-mail ('' : nowhere), and how. */
export type PersonMailTable = {
  office: string
  person: string
  address: string
  delivery: 'atOnce' | 'daily' | 'none'
}
/** One attempt at an effect; neither what was sent nor what came back is kept. */
export type EffectAttemptTable = {
  effect: number
  number: number
  at: number
  ms: number
  status: number | null
  problem: string | null
}
/** Where a publication stands on another system, and whether it is shown there. `remote` is JSON of the kind. */
export type RemoteItemTable = {
  integration: string
  publication: string
  remote: string
  url: string
  shown: number
  at: number
}
/** Where a person says that they put a publication on the office's own website by hand. */
export type PlacementTable = {
  id: string
  office: string
  publication: string
  url: string
  by: string
  at: number
  removedAt: number | null
}
/** What was found at such an address. `other`: an answer without the item; `unknown`: no answer that could tell. */
export type PlacementCheckTable = {
  placement: string
  number: number
  at: number
  expected: 'there' | 'gone'
  found: 'there' | 'gone' | 'other' | 'unknown'
  status: number | null
  url: string | null
  problem: string | null
}
/** How the public reaches a group; '' where it is not known. */
export type ContactTable = {
  office: string
  groupId: string
  telephone: string
  email: string
  place: string
}
/** A publication whose place another one took. */
export type SuccessorTable = {
  office: string
  publication: string
  successor: string
  at: number
  by: string
}
/** A content revision that was public under a publication once and is shown to nobody of the public any more. */
export type WithheldVersionTable = {
  office: string
  publication: string
  revision: number
  reason: string
  at: number
  by: string
}
/** An item of an assessor's list for a fiscal year (พ.ศ.): the title that an office gave it, or that it took it out. */
type OitItemKey = { office: string; assessor: 'nacc' | 'obec'; fiscalYear: number; code: string }
export type OitItemTable = OitItemKey & { title: string; removed: number; at: number; by: string }
/** What an office hands in beside the addresses of an item. */
export type OitExplanationTable = OitItemKey & { text: string; at: number; by: string }
/** That a publication serves an item. */
export type OitServedTable = OitItemKey & { publication: string; at: number; by: string }
