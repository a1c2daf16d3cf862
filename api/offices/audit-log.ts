import { findLastOfficeEvent, insertOfficeEvent } from '../../db/audit-log.ts'
import { noHash } from '../../machines/hash/event-hash.ts'
import { officeEventHash } from '../../machines/hash/office-event-hash.ts'
import type { Reader } from '../procedures/versions.ts'
import { naming, takeApart } from './naming.ts'

/** What administrators do. `sentenceOfOfficeEvent` has words for each. */
export const officeEventTypes = [
  'draft.created',
  'draft.edited',
  'draft.deleted',
  'draft.activated',
  'version.scheduled',
  'version.activated',
  'version.superseded',
  'scenario.created',
  'scenario.deleted',
  'move.started',
  'move.finished',
  'office.changed',
  'site.changed',
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
] as const
export type OfficeEventType = (typeof officeEventTypes)[number]

export type NewOfficeEvent = {
  office: string
  type: OfficeEventType
  actor: { id: string; name: string }
  /** ms since 1970 UTC */
  at: number
  /** What stood before and what stands now, names by `naming`; `null` where there was or is nothing. Never a secret. */
  before: unknown
  after: unknown
}

/** Appends to the audit log, chained by hash; to be called in the transaction of the change itself. */
export async function logOfficeEvent(trx: Reader, event: NewOfficeEvent): Promise<void> {
  const { office, type, actor, at, before, after } = event
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
    form: 2,
    facts: digests,
  }
  await insertOfficeEvent(trx, { ...row, hash: officeEventHash(row) }, facts)
}
