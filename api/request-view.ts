import { findLastEvent, getContent, type RequestRow } from '../db/requests.ts'
import { type Choice, choices, type ResolvedNeed } from '../machines/choices.ts'
import type { Compiled } from '../machines/compile.ts'
import type { Procedure, Text } from '../machines/procedure.ts'
import { restore } from '../machines/step.ts'
import { metaOfStep, standingOf } from '../machines/steps.ts'
import { bangkokDay } from '../machines/thai-time.ts'
import type { Actor } from '../machines/vocabulary.ts'
import { mayWrite } from './change-content.ts'
import type { Content } from './content.ts'
import type { ChoiceView, NeedView, RequestListItem, RequestView } from './contract.ts'
import { metaOfEvent, titleOfEvent } from './event-words.ts'
import { type Holder, holdersOf } from './holders.ts'
import { getCompiled, type Reader } from './procedures.ts'
import { peopleFor, roleTitle, sentenceOf } from './refusals.ts'

type Seen = {
  db: Reader
  now: number
  actor: Actor
  holders: Holder[]
  groups: Map<string, Text>
  versions: Map<string, number>
}

export const iso = (at: number): string => new Date(at).toISOString()

/** What every view of an office's requests needs to know once. */
export async function seenBy(db: Reader, office: string, actor: Actor, now: number): Promise<Seen> {
  const groups = await db.selectFrom('officeGroup').selectAll().where('office', '=', office).execute()
  const versions = await db.selectFrom('procedureVersion').select(['hash', 'version']).execute()
  return {
    db,
    now,
    actor,
    holders: await holdersOf(db, office, now),
    groups: new Map(groups.map(({ id, nameTh, nameEn }) => [id, { th: nameTh, en: nameEn }])),
    versions: new Map(versions.map(({ hash, version }) => [hash, version])),
  }
}

async function coreOf(seen: Seen, row: RequestRow, compiled: Compiled) {
  const { chart } = compiled.procedure
  const snapshot = restore(compiled, JSON.parse(row.snapshot))
  const owner = await seen.db
    .selectFrom('person')
    .select(['id', 'name', 'disabled'])
    .where('id', '=', row.owner)
    .executeTakeFirstOrThrow()
  const standing = standingOf(chart, snapshot)
  const { publishUntil } = snapshot.context.values
  const core = {
    id: row.id,
    procedure: row.procedure,
    version: seen.versions.get(row.procedureHash) ?? 0,
    office: row.office,
    group: row.groupId,
    groupName: seen.groups.get(row.groupId) ?? { th: row.groupId, en: row.groupId },
    title: row.title,
    owner: { id: owner.id, name: owner.name },
    state: JSON.parse(row.state) as RequestView['state'],
    steps: standing.steps.map((id) => {
      const { title, clause, source } = metaOfStep(chart, id)
      return { id, title, clause, source }
    }),
    status: row.status,
    revision: row.revision,
    createdAt: iso(row.createdAt),
    since: iso(row.since),
    publishUntil: typeof publishUntil === 'string' ? publishUntil : null,
  }
  // An owner needs no appointment to act; a disabled one cannot sign in.
  const actingOwner = owner.disabled === 1 ? [] : [{ name: owner.name, capacity: null }]
  return { core, snapshot, standing, actingOwner }
}

/** A request whole, as this actor sees it: with every choice of its present steps, and why some are refused. */
export async function requestView(seen: Seen, row: RequestRow): Promise<RequestView> {
  const { db, actor } = seen
  const compiled = await getCompiled(db, row.procedureHash)
  const { core, snapshot, actingOwner } = await coreOf(seen, row, compiled)
  const { procedure } = compiled
  const content = JSON.parse((await getContent(db, row.id, row.contentRevision)).json) as Content
  const timers = await db
    .selectFrom('timer')
    .selectAll()
    .where('request', '=', row.id)
    .orderBy('dueAt')
    .execute()
  const publication = await db
    .selectFrom('publication')
    .selectAll()
    .where('request', '=', row.id)
    .executeTakeFirst()
  return {
    ...core,
    procedureTitle: procedure.title,
    procedureHash: row.procedureHash,
    category: row.category,
    content,
    contentRevision: row.contentRevision,
    frozenRevision: snapshot.context.revision,
    editable: mayWrite(compiled, snapshot, actor),
    choices: choices(compiled, snapshot, actor).map((choice) =>
      choiceView(
        seen,
        { row, procedure, actingOwner, values: { ...content, ...snapshot.context.values } },
        choice,
      ),
    ),
    timers: timers.map(({ id, dueAt }) => ({ id, title: timerTitle(compiled, id), dueAt: iso(dueAt) })),
    publication: publication
      ? {
          id: publication.id,
          url: `/o/${row.office}/items/${publication.id}`,
          publishedAt: iso(publication.publishedAt),
          until: publication.untilDay,
          endedAt: publication.endedAt === null ? null : iso(publication.endedAt),
          endReason: publication.endReason,
        }
      : null,
  }
}

function timerTitle({ procedure }: Compiled, id: string): Text {
  const name = /^xstate\.after\.([^.]+)\./.exec(id)?.[1]
  return procedure.deadlines.find((deadline) => deadline.id === name)?.title ?? { th: id, en: id }
}

type Offered = {
  row: RequestRow
  procedure: Procedure
  actingOwner: ChoiceView['who'][number]['people']
  values: Record<string, unknown>
}

function choiceView(
  seen: Seen,
  { row, procedure, actingOwner, values }: Offered,
  choice: Choice,
): ChoiceView {
  const people = peopleFor(choice, row, seen.holders)
  return {
    type: choice.type,
    title: choice.title,
    description: choice.description,
    clause: choice.clause,
    source: choice.source,
    target: choice.target,
    targetTitle: choice.target === null ? null : metaOfStep(procedure.chart, choice.target).title,
    needs: choice.needs.map((need) => needView(need, values)),
    allowed: choice.allowed,
    refusals: choice.refusals.map((refusal) => sentenceOf(refusal, procedure, choice, people)),
    who: Object.entries(people).map(([role, holders]) => ({
      role,
      title: roleTitle(procedure, role),
      people: role === 'owner' ? actingOwner : holders.map(({ name, capacity }) => ({ name, capacity })),
    })),
  }
}

const signatureTitle: Text = {
  th: 'ลงชื่อ (พิมพ์ชื่อของคุณตามที่แสดงในระบบ)',
  en: 'Sign (type your name as shown here)',
}

/** A need as the UI renders it; `required` is always said. A form field starts from what the content says. */
function needView(need: ResolvedNeed, values: Record<string, unknown>): NeedView {
  if (need.field === 'signature')
    return { field: 'signature', required: true, type: 'text', title: signatureTitle }
  const required = 'required' in need ? need.required : true
  const value = values[need.field]
  const special =
    'grounds' in need || 'items' in need || need.field === 'publishUntil' || need.field === 'revision'
  return { ...need, required, ...(!special && value !== undefined && { value }) }
}

/** A request as a line of a list. */
export async function requestListItem(seen: Seen, row: RequestRow): Promise<RequestListItem> {
  const { db, actor } = seen
  const compiled = await getCompiled(db, row.procedureHash)
  const { chart } = compiled.procedure
  const { core, snapshot } = await coreOf(seen, row, compiled)
  const all = choices(compiled, snapshot, actor)
  const awaited = all.filter((choice) => choice.awaited)
  const roles = new Set(awaited.flatMap(({ may }) => may.as))
  const last = await findLastEvent(db, row.id)
  return {
    ...core,
    asked: awaited.filter(({ allowed }) => allowed).map(({ type, title }) => ({ type, title })),
    waitsFor: [...roles].map((role) => roleTitle(compiled.procedure, role)),
    lastEvent: last
      ? {
          title: titleOfEvent(chart, last),
          actorName: last.actorName,
          at: iso(last.at),
          isReturn:
            metaOfEvent(chart, last)?.needs?.some(({ field }) => field === 'reasons') === true &&
            core.status === 'open',
        }
      : null,
    late: await lateness(
      seen,
      row,
      compiled,
      core.steps.map(({ id }) => id),
    ),
  }
}

/** Late is only what the document or a deadline calls so: no number of days is ever made up. */
async function lateness(
  seen: Seen,
  row: RequestRow,
  { procedure }: Compiled,
  steps: string[],
): Promise<RequestListItem['late']> {
  const promptly = steps.map((step) => metaOfStep(procedure.chart, step)).find((meta) => meta.promptly)
  if (promptly?.promptly && bangkokDay(row.since) < bangkokDay(seen.now)) {
    const { th, en } = promptly.promptly
    const what = { th: `ประกาศให้ทำ“${th}” (${promptly.clause})`, en: `to be done ${en} (${promptly.clause})` }
    return { since: iso(row.since), what }
  }
  const passed = await seen.db
    .selectFrom('timer')
    .selectAll()
    .where('request', '=', row.id)
    .where('dueAt', '<=', seen.now)
    .orderBy('dueAt')
    .executeTakeFirst()
  if (!passed) return null
  const { th, en } = timerTitle({ procedure } as Compiled, passed.id)
  return { since: iso(passed.dueAt), what: { th: `เลยกำหนด: ${th}`, en: `overdue: ${en}` } }
}
