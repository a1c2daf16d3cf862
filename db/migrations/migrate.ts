import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Tables } from '../tables.ts'
import * as firstTables from './2026-11-20-first-tables.ts'
import * as indexesOfLists from './2026-11-20-indexes-of-lists.ts'
import * as recordOfHolidays from './2026-11-20-record-of-holidays.ts'
import * as statusOfAnswers from './2026-11-20-status-of-answers.ts'
import * as smallIdempotencyRows from './2026-11-25-small-idempotency-rows.ts'
import * as publicRevision from './2026-11-26-public-revision.ts'
import * as storedLists from './2026-11-26-stored-lists.ts'
import * as projections from './2026-11-27-projections.ts'
import * as recordedPeople from './2026-11-27-recorded-people.ts'
import * as rightsDrafts from './2026-11-27-rights-drafts.ts'
import * as rightsSeats from './2026-11-27-rights-seats.ts'
import * as workNotices from './2026-11-27-screens-work-notices.ts'
import * as textSearch from './2026-11-27-text-search.ts'
import * as scopeOfHolidays from './2026-11-28-scope-of-holidays.ts'
import * as confirmations from './2026-11-28-second-person-confirmations.ts'
import * as secondPerson from './2026-11-29-eyes-second-person.ts'
import * as files from './2026-11-29-files-tables.ts'
import * as noticesFollow from './2026-11-29-notices-follow.ts'
import * as personalApart from './2026-11-29-personal-apart.ts'
import * as siteLists from './2026-11-29-site-lists.ts'
import * as dataReaders from './2026-11-30-data-readers.ts'
import * as dataSite from './2026-11-30-data-site.ts'
import * as effects from './2026-11-30-effects-tables.ts'
import * as publicPage from './2026-11-30-item-public-page.ts'
import * as receipts from './2026-11-30-item-receipts.ts'
import * as fileReadings from './2026-11-30-pii-file-readings.ts'
import * as findings from './2026-11-30-pii-findings.ts'
import * as idempotencyDigest from './2026-12-01-lead-idempotency-digest.ts'
import * as listedAsSubmitted from './2026-12-02-claims-listed-as-submitted.ts'
import * as officeFirstKeys from './2026-12-03-rooms-office-first-keys.ts'
import * as workedHolidays from './2026-12-04-claims-worked-holidays.ts'
import * as languageOfEvents from './2026-12-05-language-of-events.ts'
import * as drafts from './2026-12-06-everyday-drafts.ts'
import * as lists from './2026-12-07-everyday-lists.ts'
import * as searchedByNumber from './2026-12-08-content-searched-by-number.ts'
import * as messages from './2026-12-09-everyday-messages.ts'
import * as mail from './2026-12-09-mail.ts'
import * as standing from './2026-12-10-evidence-standing.ts'
import * as unsettledEffects from './2026-12-11-effects-unsettled.ts'
import * as readAgain from './2026-12-12-read-again.ts'
import * as oit from './2026-12-13-oit.ts'
import * as lateNotices from './2026-12-14-late-notices.ts'
import * as supervisionLists from './2026-12-14-supervision-lists.ts'
import * as reminders from './2026-12-15-reminders.ts'

/** Append-only: a migration that has run somewhere is never changed; the next one has a later name. */
const migrations: Record<string, Migration> = {
  '2026-11-20-first-tables': firstTables,
  '2026-11-20-indexes-of-lists': indexesOfLists,
  '2026-11-20-record-of-holidays': recordOfHolidays,
  '2026-11-20-status-of-answers': statusOfAnswers,
  '2026-11-25-small-idempotency-rows': smallIdempotencyRows,
  '2026-11-26-public-revision': publicRevision,
  '2026-11-26-stored-lists': storedLists,
  '2026-11-27-projections': projections,
  '2026-11-27-recorded-people': recordedPeople,
  '2026-11-27-rights-drafts': rightsDrafts,
  '2026-11-27-rights-seats': rightsSeats,
  '2026-11-27-text-search': textSearch,
  '2026-11-27-screens-work-notices': workNotices,
  '2026-11-28-scope-of-holidays': scopeOfHolidays,
  '2026-11-28-second-person-confirmations': confirmations,
  '2026-11-29-notices-follow': noticesFollow,
  '2026-11-29-eyes-second-person': secondPerson,
  '2026-11-29-personal-apart': personalApart,
  '2026-11-29-files-tables': files,
  '2026-11-29-site-lists': siteLists,
  '2026-11-30-pii-findings': findings,
  '2026-11-30-pii-file-readings': fileReadings,
  '2026-11-30-effects-tables': effects,
  '2026-11-30-data-readers': dataReaders,
  '2026-11-30-data-site': dataSite,
  '2026-11-30-item-public-page': publicPage,
  '2026-11-30-item-receipts': receipts,
  '2026-12-01-lead-idempotency-digest': idempotencyDigest,
  '2026-12-02-claims-listed-as-submitted': listedAsSubmitted,
  '2026-12-03-rooms-office-first-keys': officeFirstKeys,
  '2026-12-04-claims-worked-holidays': workedHolidays,
  '2026-12-05-language-of-events': languageOfEvents,
  '2026-12-06-everyday-drafts': drafts,
  '2026-12-07-everyday-lists': lists,
  '2026-12-08-content-searched-by-number': searchedByNumber,
  '2026-12-09-everyday-messages': messages,
  '2026-12-09-mail': mail,
  '2026-12-10-evidence-standing': standing,
  '2026-12-11-effects-unsettled': unsettledEffects,
  '2026-12-12-read-again': readAgain,
  '2026-12-13-oit': oit,
  '2026-12-14-late-notices': lateNotices,
  '2026-12-14-supervision-lists': supervisionLists,
  '2026-12-15-reminders': reminders,
}

/** Applies what is missing, in the order of the names; throws the error of the migration that failed. */
export async function migrateToLatest(db: Kysely<Tables>): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest()
  if (error) throw error
}

/** The names of the migrations that have not run, in their order. */
export async function pendingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const known = await migratorOf(db).getMigrations()
  return known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
}

const migratorOf = (db: Kysely<Tables>) =>
  new Migrator({ db, provider: { getMigrations: async () => migrations } })
