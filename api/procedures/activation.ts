import type { z } from 'zod'
import { findActivationOf } from '../../db/audit-log.ts'
import type { ConfirmationRow } from '../../db/confirmations.ts'
import { type DraftRow, deleteDraft, findDraft } from '../../db/drafts.ts'
import {
  findActiveVersion,
  findVersionByHash,
  insertVersion,
  lastVersionNumber,
  type VersionRow,
} from '../../db/versions.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { standard } from '../../machines/offices/offices.ts'
import { emptyProcedure } from '../../machines/procedure/empty-procedure.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import type { Problem } from '../../machines/procedure/procedure-problem.ts'
import { type Confirmation, choicesToConfirm } from '../../machines/proofs/proofs.ts'
import { bangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { ApiProblem } from '../http/problem.ts'
import type { activationSchema, ProofReport } from '../http/procedure-contract.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { wholeEntry } from '../offices/entries.ts'
import { namingWhom } from '../offices/naming.ts'
import { requireAdmin } from '../people/administrator.ts'
import {
  type Asked as AskedToConfirm,
  askToConfirm,
  changedSince,
  confirm,
  payloadOf,
  waitingForMe,
} from '../people/confirmations.ts'
import { decideFromNowOn } from '../people/deciding.ts'
import { nobodysPassword, voidWhatOneKnows } from '../people/password-reset.ts'
import type { Deps } from '../process/deps.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import type { DraftJson } from './draft-json.ts'
import { draftConflict, ownDraft } from './drafts.ts'
import { checkDraft } from './procedure-tasks.ts'
import { preventsActivation, proofReport } from './proof-report.ts'
import { loggedVersion, takeEffect } from './take-effect.ts'
import { keepLayout } from './version-layout.ts'
import type { Reader } from './versions.ts'

type Activation = z.infer<typeof activationSchema>
type Asked = { id: string; ifMatch: number } & Activation

/** What a second person reads before confirming, and what then takes effect. */
type AskedActivation = AskedToConfirm & {
  activation: Activation
  revision: number
  /** Of what was shown: nothing else may take effect by this confirmation. */
  hash: string
  procedure: string
  /** Who would publish alone from then on, by an account whose password one administrator knows: it is void then. */
  opened?: Opened[]
  shown: Pick<ProofReport, 'proofs' | 'changes'> & { first: boolean; choices: Confirmation[] }
}
type Opened = { id: string; name: string; username: string }
/** Either the version, or the confirmation by a second person that it waits for. */
export type Activated = { version: VersionRow; waiting: null } | { version: null; waiting: string }

/**
 * Asks that a draft be made the next version by an order. It waits for a second person of the office; where the office
 * has none, it takes effect at once, or from the day that the order names. Throws `revision_conflict` when somebody
 * changed or activated it meanwhile, `invalid_content` with every proof, scenario and warning that stands in the way,
 * `not_permitted`, and `already_exists` for what is a version or waits already.
 */
export async function activateDraft(deps: Deps, me: SignedIn, asked: Asked): Promise<Activated> {
  const now = deps.clock.now()
  const draft = await ownDraftAt(deps.db, me, asked)
  const ready = await readyToActivate(deps, draft, asked, now)
  const { procedure, hash, report } = ready
  const choices = choicesToConfirm(report.proofs)
  const opened = await openedByOne(deps.db, procedure, now)
  const { order, reasons } = asked
  const first = (await findActiveVersion(deps.db, procedure.id)) === undefined
  const payload: AskedActivation = {
    what: whatIsAsked(procedure, opened),
    opened,
    directorOnly: choices.length > 0,
    activation: { order, reasons },
    revision: draft.revision,
    hash,
    procedure: procedure.id,
    shown: { proofs: report.proofs, changes: report.changes, first, choices },
  }
  return deps.commits(async (trx): Promise<Activated> => {
    // Everything above was asked of this revision and of no other.
    await ownDraftAt(trx, me, asked)
    await refuseSame(trx, hash)
    const subject = { office: draft.office, kind: 'activation' as const, subject: draft.id }
    const waiting = await askToConfirm(trx, { actor: me.person, at: now }, subject, payload)
    if (waiting !== undefined) return { version: null, waiting }
    return { version: await makeVersion(trx, draft, ready, { actor: me.person, at: now }), waiting: null }
  })
}

/**
 * Confirms an activation as a second person: it takes effect now, or from the day that its order names. What was found
 * when it was asked for is asked again. Throws as `activateDraft` and as `confirm`.
 */
export async function confirmActivation(deps: Deps, me: SignedIn, id: string): Promise<VersionRow> {
  const now = deps.clock.now()
  const row = await waitingForMe(deps.db, me.person, id, now)
  const { activation, revision, hash, shown, opened = [] } = payloadOf<AskedActivation>(row)
  const draft = await draftAt(deps.db, { id: row.subject, ifMatch: revision })
  const ready = await readyToActivate(deps, draft, activation, now)
  const newChoices = choicesToConfirm(ready.report.proofs)
  if (ready.hash !== hash || !sameText(newChoices, shown.choices)) throw askAnew()
  const nobodys = await nobodysPassword(deps)
  const version = await deps.commits(async (trx) => {
    await confirm(trx, { actor: me.person, at: now }, id)
    await draftAt(trx, { id: row.subject, ifMatch: revision })
    await refuseSame(trx, hash)
    const actor = { id: row.askedBy, name: row.askedByName }
    if (!sameText(await openedByOne(trx, ready.procedure, now), opened)) throw changedSince()
    for (const { id: person } of opened)
      await voidWhatOneKnows(trx, { actor, at: now }, person, { known: true, nobodys })
    return makeVersion(trx, draft, ready, { actor, at: now, confirmedBy: me.person })
  })
  deps.changes.emit('draft', { office: draft.office, draft: draft.id, revision, by: me.person.id })
  if (opened.length > 0) deps.changes.emit('sessionsEnded')
  return version
}

const openedByOne = (db: Reader, procedure: Procedure, at: number): Promise<Opened[]> =>
  decideFromNowOn(db, { office: procedure.office, procedure, today: bangkokDay(at) })

/** What the one who may confirm is shown of an activation. */
export function askedActivation(row: ConfirmationRow) {
  const { activation, procedure, shown } = payloadOf<AskedActivation>(row)
  const { proofs, changes, first, choices } = shown
  return {
    draft: row.subject,
    procedure,
    order: activation.order,
    reasons: activation.reasons,
    proofs,
    changes,
    first,
    choices,
  }
}

type Ready = {
  procedure: Procedure
  hash: string
  report: ProofReport
  reasons: Record<string, string>
  layout: NonNullable<ProofReport['layout']>
}

/** Everything that is asked before a draft takes effect. */
async function readyToActivate(
  deps: Deps,
  draft: DraftRow,
  { order, reasons }: Activation,
  now: number,
): Promise<Ready> {
  const json = withOrder(JSON.parse(draft.json) as DraftJson, order)
  refuseUnsigned(order)
  const { workers } = deps
  const checked = await checkDraft({ workers, office: draft.office }, json)
  if (!checked.ok) throw unsound(checked.problems)
  const { procedure } = checked
  refuseUnnamed(procedure)
  const hash = hashOf(procedure)
  await refuseSame(deps.db, hash)
  const report = await proofReport(deps, draft.office, json, now)
  const kept = reasonsFor(report, reasons)
  const { layout } = report
  if (!layout) throw cannotBeDrawn()
  return { procedure, hash, report, reasons: kept, layout }
}

type By = { actor: { id: string; name: string }; at: number; confirmedBy?: { id: string; name: string } }

/** Makes the draft the next version, in force or scheduled; the draft is gone then. */
async function makeVersion(
  trx: Reader,
  draft: DraftRow,
  { procedure, hash, reasons, layout }: Ready,
  { actor, at, confirmedBy }: By,
): Promise<VersionRow> {
  const effectiveAt = whenEffective(procedure, at)
  const row: VersionRow = {
    hash,
    procedure: procedure.id,
    office: procedure.office,
    status: 'scheduled',
    version: (await lastVersionNumber(trx, procedure.id)) + 1,
    json: JSON.stringify(procedure),
    createdAt: at,
    createdBy: actor.id,
    activatedAt: null,
    effectiveAt,
    reasons: JSON.stringify(reasons),
  }
  await insertVersion(trx, row)
  await keepLayout(trx, hash, layout)
  await deleteDraft(trx, draft.id)
  const entry = { office: row.office, actor, at }
  await logOfficeEvent(trx, {
    ...entry,
    type: 'draft.activated',
    before: { draft: draft.id, procedure: row.procedure, revision: draft.revision },
    after: { ...loggedVersion(row), ...(confirmedBy && { confirmedBy: namingWhom(confirmedBy) }) },
  })
  if (effectiveAt === null) await takeEffect(trx, row, entry)
  else
    await logOfficeEvent(trx, {
      ...entry,
      type: 'version.scheduled',
      before: null,
      after: { ...loggedVersion(row), effectiveAt },
    })
  return row
}

function whatIsAsked({ title }: Procedure, opened: Opened[]): Text {
  const what = {
    th: `ประกาศใช้ขั้นตอนปฏิบัติ “${title.th}”`,
    en: `put “${title.en}” into effect`,
  }
  if (opened.length === 0) return what
  const names = opened.map(({ name, username }) => `${name} (${username})`).join(', ')
  return {
    th: `${what.th} ซึ่งเจ้าหน้าที่ตัดสินใจหรือเผยแพร่ได้เอง รหัสผ่านที่ผู้ดูแลระบบตั้งให้โดยลำพังจะใช้ไม่ได้ ต้องออกรหัสใหม่ให้ ${names}`,
    en: `${what.en}, by which officers decide or publish alone. Passwords that one administrator alone gave are void then: ${names} need a new code`,
  }
}

const sameText = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function askAnew(): ApiProblem {
  const message = {
    th: 'ผลการตรวจสอบเปลี่ยนไปจากเมื่อขอ ผู้ขอต้องขอใหม่',
    en: 'What the proofs say has changed since it was asked. It has to be asked anew.',
  }
  return new ApiProblem('invalid_content', { message })
}

const withOrder = (json: DraftJson, order: Activation['order']): DraftJson => ({
  ...json,
  order: { ...(json.order as object), ...order },
})

/** The start of the day on which the order takes effect, where that lies ahead. */
function whenEffective({ order: { effectiveFrom } }: Procedure, now: number): number | null {
  if (effectiveFrom === null) return null
  const at = startOfBangkokDay(effectiveFrom)
  return at > now ? at : null
}

/** The draft as it was seen; of two who activate it at once, the second is told of the first. */
async function ownDraftAt(db: Reader, me: SignedIn, asked: Asked): Promise<DraftRow> {
  if (!(await findDraft(db, asked.id))) await refuseActivated(db, me, asked.id)
  await ownDraft(db, me, asked.id)
  return draftAt(db, asked)
}

async function draftAt(db: Reader, { id, ifMatch }: Pick<Asked, 'id' | 'ifMatch'>): Promise<DraftRow> {
  const draft = await findDraft(db, id)
  if (!draft) throw new ApiProblem('not_found')
  if (draft.revision !== ifMatch) throw draftConflict(draft)
  return draft
}

async function refuseActivated(db: Reader, me: SignedIn, id: string): Promise<void> {
  const found = await findActivationOf(db, id)
  if (!found) return
  const event = wholeEntry(found)
  requireAdmin(me, event.office)
  const { revision } = JSON.parse(event.before) as { revision: number }
  throw new ApiProblem('revision_conflict', {
    message: {
      th: `${event.actorName} นำร่างนี้ไปประกาศใช้แล้ว ดูได้ในรายการฉบับ`,
      en: `${event.actorName} has activated this draft already. See the list of versions.`,
    },
    current: {
      revision,
      changedBy: event.actorName,
      changedAt: new Date(event.at).toISOString(),
      what: { th: 'ประกาศใช้ร่าง', en: 'activated the draft' },
    },
  })
}

/** An order has a date and a signatory; a number only where the office numbers its orders. */
function refuseUnsigned(order: Activation['order']): void {
  const missing = (['date', 'signedBy'] as const).filter((name) => isBlank(order[name] ?? ''))
  if (missing.length === 0) return
  throw new ApiProblem('invalid_content', {
    message: {
      th: 'ต้องระบุวันที่และผู้ลงนามของคำสั่งหรือประกาศ',
      en: 'The order needs its date and its signatory.',
    },
    errors: missing.map((name) => ({ path: `order.${name}`, message: needed })),
  })
}
/** What a template says in place of a document is no document: the public page would cite it. */
function refuseUnnamed({ order: { document } }: Procedure): void {
  const said = [document.th.trim(), document.en.trim()]
  const placeholders = [standard, emptyProcedure].map(({ order }) => order.document)
  if (!placeholders.some(({ th, en }) => said.includes(th) || said.includes(en))) return
  const message = {
    th: 'ยังไม่ได้ระบุชื่อประกาศหรือคำสั่งของสำนักงาน ใส่ชื่อเอกสารในร่างก่อน แล้วจึงประกาศใช้',
    en: "The office's announcement or order is not named yet: name it in the draft, then activate it.",
  }
  throw new ApiProblem('invalid_content', { message, errors: [{ path: 'json.order.document', message }] })
}

const needed: Text = { th: 'ต้องระบุ', en: 'is needed' }

const unsound = (problems: Problem[]) =>
  new ApiProblem('invalid_content', {
    message: notYet,
    errors: problems.map(({ place, message }) => ({ path: place, message })),
  })

/** The reasons for the warnings that there are; throws `invalid_content` with everything that stands in the way. */
function reasonsFor(report: ProofReport, given: Activation['reasons']): Record<string, string> {
  const warnings = report.proofs.filter(({ outcome }) => outcome === 'warning')
  const reasonOf = (id: string) => (Object.hasOwn(given, id) ? (given[id] ?? '') : '')
  const errors = [
    ...report.proofs.filter(preventsActivation).map(({ id, sentence }) => ({ path: id, message: sentence })),
    ...report.scenarios
      .filter(({ passed }) => !passed)
      .map(({ id, name, sentence }) => ({
        path: `scenario:${id}`,
        message: { th: `กรณีทดสอบ "${name}": ${sentence.th}`, en: `Scenario "${name}": ${sentence.en}` },
      })),
    ...warnings
      .filter(({ id }) => isBlank(reasonOf(id)))
      .map(({ id, sentence }) => ({
        path: `reasons.${id}`,
        message: { th: `ต้องให้เหตุผลของข้อควรทราบ: ${sentence.th}`, en: `Give a reason for: ${sentence.en}` },
      })),
  ]
  if (errors.length > 0) throw new ApiProblem('invalid_content', { message: notYet, errors })
  return Object.fromEntries(warnings.map(({ id }) => [id, reasonOf(id)]))
}
const notYet: Text = {
  th: 'ยังประกาศใช้ไม่ได้ ดูข้อที่ไม่ถูกต้องและข้อควรทราบที่ยังไม่มีเหตุผล',
  en: 'It cannot be activated yet: see what is violated, and the warnings without a reason.',
}

/** What stands word for word in a version already is no new version; a new order has a number or a date of its own. */
async function refuseSame(trx: Reader, hash: string): Promise<void> {
  const same = await findVersionByHash(trx, hash)
  if (!same) return
  const message = {
    th: `ร่างนี้ตรงกับฉบับที่ ${same.version} ทุกประการ รวมทั้งคำสั่งหรือประกาศ จึงไม่มีอะไรให้ประกาศใช้`,
    en: `This draft is version ${same.version} in every respect, its order included: there is nothing to activate.`,
  }
  throw new ApiProblem('already_exists', { message })
}

function cannotBeDrawn(): ApiProblem {
  const message = {
    th: 'แผนผังนี้มีขั้นหรือทางเลือกมากเกินกว่าจะวาดเป็นภาพได้ แบ่งเป็นหลายขั้นตอนปฏิบัติ หรือลดทางเลือก',
    en: 'This chart has too many steps or choices to be drawn. Divide it, or take some away.',
  }
  return new ApiProblem('invalid_content', { message, errors: [{ path: 'chart', message }] })
}
