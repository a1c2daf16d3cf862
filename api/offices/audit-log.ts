import { findLastOfficeEvent, insertOfficeEvent } from '../../db/audit-log.ts'
import { type StandingTable, standingTables } from '../../db/standing.ts'
import { noHash } from '../../machines/hash/event-hash.ts'
import { officeEventHash } from '../../machines/hash/office-event-hash.ts'
import type { Reader } from '../procedures/versions.ts'
import { naming, takeApart } from './naming.ts'
import { type Standing, standingOf } from './standing.ts'

/** What administrators do. `sentenceOfOfficeEvent` has words for each. */
export const officeEventTypes = [
  'draft.created',
  'draft.edited',
  'draft.deleted',
  'draft.activated',
  'version.scheduled',
  'version.activated',
  'version.superseded',
  'version.shipped',
  'scenario.created',
  'scenario.deleted',
  'move.started',
  'move.finished',
  'office.changed',
  'site.changed',
  'standing.recorded',
  'people.recorded',
  'person.created',
  'person.changed',
  'appointment.created',
  'appointment.changed',
  'confirmation.asked',
  'confirmation.confirmed',
  'confirmation.declined',
  'confirmation.withdrawn',
  'confirmation.without',
  'holiday.added',
  'holiday.removed',
  'holiday.worked',
  'holiday.observed',
  'personal.erased',
  'clock.held',
  'clock.confirmed',
  'integration.added',
  'integration.changed',
  'integration.removed',
  'integration.existing',
  'mail.changed',
  'person.mailChanged',
  'version.withheld',
  'contact.changed',
  'successor.set',
  'successor.removed',
  'oit.itemSet',
  'oit.itemRemoved',
  'oit.explained',
  'oit.served',
] as const
export type OfficeEventType = (typeof officeEventTypes)[number]

const versions = ['procedureVersion'] as const
const confirmations = ['confirmation'] as const
const integrations = ['integration'] as const
const successors = ['successor'] as const
const people = ['person'] as const
/**
 * Which rows an entry of a kind may leave otherwise than it found them, and so vouches for; any other kind vouches for none.
 * What was changed by no entry shows in `npm run verify` until an entry of the same kind comes after it, or for good where
 * that says how it found the rows (`found`).
 */
const vouched: Partial<Record<OfficeEventType, readonly StandingTable[]>> = {
  'draft.activated': versions,
  'version.scheduled': versions,
  'version.activated': [...versions, 'office'],
  'version.superseded': versions,
  'version.shipped': versions,
  'scenario.created': ['scenario'],
  'scenario.deleted': ['scenario'],
  'move.started': ['move'],
  'move.finished': ['move'],
  'office.changed': ['office'],
  'site.changed': ['office', 'officeSeal'],
  'people.recorded': people,
  'person.created': people,
  'person.changed': people,
  'confirmation.asked': confirmations,
  'confirmation.confirmed': confirmations,
  'confirmation.declined': confirmations,
  'confirmation.withdrawn': confirmations,
  'holiday.added': ['holiday'],
  'holiday.removed': ['holiday'],
  'holiday.worked': ['workedHoliday'],
  'holiday.observed': ['workedHoliday'],
  'integration.added': integrations,
  'integration.changed': integrations,
  'integration.removed': integrations,
  'mail.changed': integrations,
  'version.withheld': ['withheldVersion'],
  'contact.changed': ['contact'],
  'successor.set': successors,
  'successor.removed': successors,
}

/** The tables for which an entry vouches; one that records how things stand names them itself. */
export function vouchedBy({ type, after }: { type: string; after: unknown }): readonly StandingTable[] {
  if (type !== 'standing.recorded') return vouched[type as OfficeEventType] ?? []
  const { tables } = (after ?? {}) as { tables?: unknown }
  return standingTables.filter((table) => Array.isArray(tables) && tables.includes(table))
}

export type NewOfficeEvent = {
  office: string
  type: OfficeEventType
  actor: { id: string; name: string }
  /** ms since 1970 UTC */
  at: number
  /** What stood before and what stands now, names by `naming`; `null` where there was or is nothing. Never a secret. */
  before: unknown
  after: unknown
  /**
   * Digests of the rows from before, where the product acts on what it finds in them and nobody has just seen it: the entry
   * would cover up a change of the file that was made meanwhile.
   */
  found?: Standing
}

/** Appends to the audit log, chained by hash; to be called in the transaction of the change itself, right after it. */
export async function logOfficeEvent(trx: Reader, event: NewOfficeEvent): Promise<void> {
  const { office, type, actor, at, before, after, found } = event
  const last = await findLastOfficeEvent(trx, office)
  const { json, facts, digests } = takeApart([naming(actor.id, { actorName: actor.name }), before, after])
  const row = {
    office,
    seq: (last?.seq ?? 0) + 1,
    type,
    actor: actor.id,
    actorName: '',
    // A clock that was put back makes no entry earlier than the one before it.
    at: Math.max(at, last?.at ?? 0),
    before: json[1] ?? 'null',
    after: json[2] ?? 'null',
    previousHash: last?.hash ?? noHash,
    form: 3,
    facts: digests,
    standing: JSON.stringify({
      ...(await standingOf(trx, office, vouchedBy(event))),
      ...(found && { found }),
    }),
  }
  await insertOfficeEvent(trx, { ...row, hash: officeEventHash(row) }, facts)
}
