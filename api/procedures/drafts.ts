import type { z } from 'zod'
import { officeEventsBy } from '../../db/audit-log.ts'
import {
  type DraftRow,
  deleteDraft,
  findDraft,
  findDraftOfProcedure,
  insertDraft,
  replaceDraft,
} from '../../db/drafts.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import type { newDraftSchema } from '../http/procedure-contract.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { requireAdmin } from '../people/administrator.ts'
import { withdrawWaiting } from '../people/confirmations.ts'
import { newId } from '../process/ids.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { type DraftJson, mustBe, titleOf } from './draft-json.ts'
import type { Reader } from './versions.ts'

/** One entry in the audit log for each while of a person at a draft, not one for each key that is pressed. */
const sessionMs = 30 * 60_000

/** The draft, for an administrator of its office; throws `not_found`, `not_permitted`. */
export async function ownDraft(db: Reader, me: SignedIn, id: string): Promise<DraftRow> {
  const draft = await findDraft(db, id)
  if (!draft) throw new ApiProblem('not_found')
  requireAdmin(me, draft.office)
  return draft
}

type NewDraft = { office: string; now: number; body: z.infer<typeof newDraftSchema>; json: DraftJson }

/** Begins a draft; a procedure has one at a time. Throws `not_permitted`, `already_exists`. */
export async function createDraft(
  trx: Reader,
  me: SignedIn,
  { office, now, body, json }: NewDraft,
): Promise<DraftRow> {
  requireAdmin(me, office)
  const procedure = `${office}.${body.name}`
  const present = await findDraftOfProcedure(trx, procedure)
  if (present) throw alreadyBeingWritten(present)
  const id = newId()
  const row = {
    id,
    office,
    procedure,
    json: JSON.stringify(json),
    revision: 1,
    createdAt: now,
    updatedAt: now,
    updatedBy: me.person.id,
  }
  await insertDraft(trx, row)
  const { kind } = body.from
  const from = kind === 'version' ? body.from : { kind }
  await logOfficeEvent(trx, {
    office,
    type: 'draft.created',
    actor: me.person,
    at: now,
    before: null,
    after: { ...stateOf(row), from },
  })
  return ownDraft(trx, me, id)
}

type Change = { id: string; ifMatch: number; json: DraftJson; now: number }

/**
 * Stores the draft as it is written, sound or not. Throws `not_found`, `not_permitted`, `revision_conflict` with who
 * changed it meanwhile, `invalid_content` for a draft of another procedure.
 */
export async function changeDraft(
  trx: Reader,
  me: SignedIn,
  { id, ifMatch, json, now }: Change,
): Promise<DraftRow> {
  const draft = await ownDraft(trx, me, id)
  if (draft.revision !== ifMatch) throw draftConflict(draft)
  mustBe(json, draft)
  const text = JSON.stringify(json)
  if (text === draft.json) return draft
  const asked = { office: draft.office, kind: 'activation' as const, subject: id }
  await withdrawWaiting(trx, { actor: me.person, at: now }, asked)
  await replaceDraft(trx, draft, { json: text, updatedAt: now, updatedBy: me.person.id })
  if (!(await isInSession(trx, me, draft, now)))
    await logOfficeEvent(trx, {
      office: draft.office,
      type: 'draft.edited',
      actor: me.person,
      at: now,
      before: stateOf(draft),
      after: stateOf({ ...draft, revision: draft.revision + 1, json: text }),
    })
  return ownDraft(trx, me, id)
}

/** Throws a draft away; the log keeps what it was. */
export async function dropDraft(trx: Reader, me: SignedIn, id: string, now: number): Promise<DraftRow> {
  const draft = await ownDraft(trx, me, id)
  const asked = { office: draft.office, kind: 'activation' as const, subject: id }
  await withdrawWaiting(trx, { actor: me.person, at: now }, asked)
  await deleteDraft(trx, id)
  await logOfficeEvent(trx, {
    office: draft.office,
    type: 'draft.deleted',
    actor: me.person,
    at: now,
    before: { ...stateOf(draft), json: JSON.parse(draft.json) as unknown },
    after: null,
  })
  return draft
}

function stateOf({
  id,
  procedure,
  revision,
  json,
}: Pick<DraftRow, 'id' | 'procedure' | 'revision' | 'json'>) {
  const written = JSON.parse(json) as DraftJson
  return { draft: id, procedure, title: titleOf(written, procedure), revision, hash: hashOf(written) }
}

async function isInSession(
  trx: Reader,
  me: SignedIn,
  { id, office }: DraftRow,
  now: number,
): Promise<boolean> {
  const mine = { office, type: 'draft.edited', actor: me.person.id, since: now - sessionMs }
  const entries = await officeEventsBy(trx, mine)
  return entries.some(({ after }) => (JSON.parse(after) as { draft: string }).draft === id)
}

/** A `revision_conflict` that says who changed the draft, and when. */
export function draftConflict({ revision, updatedAt, updatedByName }: DraftRow): ApiProblem {
  return new ApiProblem('revision_conflict', {
    message: {
      th: `${updatedByName} แก้ไขร่างนี้ไปแล้วระหว่างที่ท่านเปิดอยู่ ยังไม่ได้บันทึกรายการของท่าน`,
      en: `${updatedByName} changed this draft meanwhile. Nothing of yours was saved.`,
    },
    current: {
      revision,
      changedBy: updatedByName,
      changedAt: new Date(updatedAt).toISOString(),
      what: editedDraft,
    },
  })
}

const editedDraft: Text = { th: 'แก้ไขร่าง', en: 'edited the draft' }

const alreadyBeingWritten = ({ updatedByName }: DraftRow) => {
  const message = {
    th: `ขั้นตอนปฏิบัตินี้มีร่างอยู่แล้ว (แก้ไขล่าสุดโดย ${updatedByName}) เปิดร่างนั้น หรือลบก่อนเริ่มใหม่`,
    en: `This procedure has a draft already (last changed by ${updatedByName}). Open it, or delete it first.`,
  }
  return new ApiProblem('already_exists', { message, errors: [{ path: 'name', message }] })
}
