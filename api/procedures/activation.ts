import type { z } from 'zod'
import { findActivationOf } from '../../db/audit-log.ts'
import { type DraftRow, deleteDraft, findDraft } from '../../db/drafts.ts'
import { findVersionByHash, insertVersion, lastVersionNumber, type VersionRow } from '../../db/versions.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { standard } from '../../machines/offices/offices.ts'
import { emptyProcedure } from '../../machines/procedure/empty-procedure.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import type { Problem } from '../../machines/procedure/procedure-problem.ts'
import { startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { ApiProblem } from '../http/problem.ts'
import type { activationSchema, ProofReport } from '../http/procedure-contract.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { requireAdmin } from '../people/administrator.ts'
import type { Deps } from '../process/deps.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import type { DraftJson } from './draft-json.ts'
import { draftConflict, ownDraft } from './drafts.ts'
import { checkDraft } from './procedure-tasks.ts'
import { proofReport, standsInTheWay } from './proof-report.ts'
import { loggedVersion, takeEffect } from './take-effect.ts'
import { keepLayout } from './version-layout.ts'
import type { Reader } from './versions.ts'

type Activation = z.infer<typeof activationSchema>
type Asked = { id: string; ifMatch: number } & Activation

/**
 * Makes a draft the next version by an order: at once, or, where the order takes effect later, scheduled for the
 * beginning of that day in Bangkok. The draft is gone then. Throws `revision_conflict` when somebody changed or
 * activated it meanwhile, `invalid_content` with every proof, scenario and warning that stands in the way, and
 * `already_exists` for what is a version already.
 */
export async function activateDraft(deps: Deps, me: SignedIn, asked: Asked): Promise<VersionRow> {
  const now = deps.clock.now()
  const draft = await draftAt(deps.db, me, asked)
  const json = withOrder(JSON.parse(draft.json) as DraftJson, asked.order)
  refuseUnsigned(asked.order)
  const { workers } = deps
  const checked = await checkDraft({ workers, office: draft.office }, json)
  if (!checked.ok) throw unsound(checked.problems)
  const { procedure } = checked
  refuseUnnamed(procedure)
  const hash = hashOf(procedure)
  await refuseSame(deps.db, hash)
  const report = await proofReport(deps, draft.office, json, now)
  const reasons = reasonsFor(report, asked.reasons)
  const { layout } = report
  if (!layout) throw cannotBeDrawn()
  return deps.commits(async (trx) => {
    // Everything above was asked of this revision and of no other.
    await draftAt(trx, me, asked)
    await refuseSame(trx, hash)
    const effectiveAt = whenEffective(procedure, now)
    const row: VersionRow = {
      ...{ hash, procedure: procedure.id, office: procedure.office, status: 'scheduled' },
      version: (await lastVersionNumber(trx, procedure.id)) + 1,
      json: JSON.stringify(procedure),
      ...{ createdAt: now, createdBy: me.person.id, activatedAt: null, effectiveAt },
      reasons: JSON.stringify(reasons),
    }
    await insertVersion(trx, row)
    await keepLayout(trx, hash, layout)
    await deleteDraft(trx, draft.id)
    const entry = { office: row.office, actor: me.person, at: now }
    await logOfficeEvent(trx, {
      ...{ ...entry, type: 'draft.activated' },
      before: { draft: draft.id, procedure: row.procedure, revision: draft.revision },
      after: loggedVersion(row),
    })
    if (effectiveAt === null) await takeEffect(trx, row, entry)
    else
      await logOfficeEvent(trx, {
        ...{ ...entry, type: 'version.scheduled' },
        ...{ before: null, after: { ...loggedVersion(row), effectiveAt } },
      })
    return row
  })
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
async function draftAt(db: Reader, me: SignedIn, { id, ifMatch }: Asked): Promise<DraftRow> {
  if (!(await findDraft(db, id))) await refuseActivated(db, me, id)
  const draft = await ownDraft(db, me, id)
  if (draft.revision !== ifMatch) throw draftConflict(draft)
  return draft
}

async function refuseActivated(db: Reader, me: SignedIn, id: string): Promise<void> {
  const event = await findActivationOf(db, id)
  if (!event) return
  requireAdmin(me, event.office)
  const { revision } = JSON.parse(event.before) as { revision: number }
  throw new ApiProblem('revision_conflict', {
    message: {
      th: `${event.actorName} นำร่างนี้ไปประกาศใช้แล้ว — ดูได้ในรายการฉบับ`,
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
    ...report.proofs.filter(standsInTheWay).map(({ id, sentence }) => ({ path: id, message: sentence })),
    ...report.scenarios
      .filter(({ passed }) => !passed)
      .map(({ id, name, sentence }) => ({
        path: `scenario:${id}`,
        message: { th: `แบบซ้อม "${name}": ${sentence.th}`, en: `Scenario "${name}": ${sentence.en}` },
      })),
    ...warnings
      .filter(({ id }) => isBlank(reasonOf(id)))
      .map(({ id, sentence }) => ({
        path: `reasons.${id}`,
        message: { th: `ต้องให้เหตุผลของข้อเตือน: ${sentence.th}`, en: `Give a reason for: ${sentence.en}` },
      })),
  ]
  if (errors.length > 0) throw new ApiProblem('invalid_content', { message: notYet, errors })
  return Object.fromEntries(warnings.map(({ id }) => [id, reasonOf(id)]))
}
const notYet: Text = {
  th: 'ยังประกาศใช้ไม่ได้ — ดูข้อที่ขัดและข้อเตือนที่ยังไม่มีเหตุผล',
  en: 'It cannot be activated yet: see what is violated, and the warnings without a reason.',
}

/** What stands word for word in a version already is no new version; a new order has a number or a date of its own. */
async function refuseSame(trx: Reader, hash: string): Promise<void> {
  const same = await findVersionByHash(trx, hash)
  if (!same) return
  const message = {
    th: `ร่างนี้ตรงกับฉบับที่ ${same.version} ทุกประการ รวมทั้งคำสั่งหรือประกาศ — จึงไม่มีอะไรให้ประกาศใช้`,
    en: `This draft is version ${same.version} in every respect, its order included: there is nothing to activate.`,
  }
  throw new ApiProblem('already_exists', { message })
}

function cannotBeDrawn(): ApiProblem {
  const message = {
    th: 'ผังนี้มีขั้นหรือทางเลือกมากเกินกว่าจะวาดเป็นภาพได้ — แบ่งเป็นหลายขั้นตอนปฏิบัติ หรือลดทางเลือก',
    en: 'This chart has too many steps or choices to be drawn. Divide it, or take some away.',
  }
  return new ApiProblem('invalid_content', { message, errors: [{ path: 'chart', message }] })
}
