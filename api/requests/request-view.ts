import { getContent, type RequestRow } from '../../db/requests.ts'
import { statementOf } from '../../machines/procedure/condition-words.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../machines/procedure/resolved-need.ts'
import { partTitle } from '../../machines/procedure/titles.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { type Choice, type ShownChoice, shownChoices } from '../../machines/run/choices.ts'
import { mayHandOver } from '../../machines/run/hand-over.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import { permit, take } from '../../machines/run/step.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import type { ChoiceView, NeedView, RequestView } from '../http/contract.ts'
import { iso } from '../http/iso.ts'
import type { Reader } from '../procedures/versions.ts'
import { mayWriteWith } from './change-content.ts'
import type { Content } from './content.ts'
import { mayCopy } from './copy-request.ts'
import { isDeletable } from './discard-draft.ts'
import { timerTitle } from './event-words.ts'
import { givenValues } from './given-values.ts'
import { heirsOf } from './hand-over-request.ts'
import { type Holder, holdersOf } from './holders.ts'
import type { Loaded } from './load.ts'
import { fixedFields } from './payload.ts'
import { allFindings, findingViews, mustAnswer, readingsOfContent, unansweredOf } from './personal-data.ts'
import { hashOfRecord, publicRecord } from './public-record.ts'
import { shownOf } from './publication.ts'
import { directorsOf, peopleFor, sentenceOf } from './refusals.ts'
import { coreOfSnapshot, namesOf } from './request-core.ts'
import { inTime } from './request-list-item.ts'

/** A request whole, as this actor sees it: with every choice of its present steps, and why some are refused. */
export async function requestView(
  db: Reader,
  loaded: Loaded,
  { actor, now }: { actor: Actor; now: number },
): Promise<RequestView> {
  const { row, compiled, snapshot, owner, timers, publication } = loaded
  const { procedure } = compiled
  const names = await namesOf(db, row.office)
  const holders = await holdersOf(db, row.office, now)
  const content = JSON.parse(loaded.content.json) as Content
  // What the owner can still write is as they wrote it last; what they cannot, as events have decided since.
  const carried = given(snapshot.context.values)
  const values = snapshot.hasTag('editable') ? { ...carried, ...content } : { ...content, ...carried }
  const offered = shownChoices(compiled, snapshot, actor)
  const editable = mayWriteWith(offered, snapshot, actor)
  const personalData = await findingsShown(db, loaded, editable)
  return {
    ...coreOfSnapshot(names, row, compiled, owner, snapshot),
    title: content.title,
    procedureTitle: procedure.title,
    procedureHash: row.procedureHash,
    category: typeof values.category === 'string' ? values.category : row.category,
    content,
    contentRevision: row.contentRevision,
    frozenRevision: snapshot.context.revision,
    editable,
    deletable: await isDeletable(db, loaded, actor),
    copyable: mayCopy(loaded, actor),
    handOver: mayHandOver(snapshot, actor) ? { people: heirsOf(row, holders) } : null,
    choices: offered.map((choice) =>
      choiceView(
        {
          row,
          holders,
          procedure,
          values,
          revision: snapshot.context.revision,
          answers: personalData !== undefined && asksAnswers(loaded, choice, actor, now),
        },
        choice,
      ),
    ),
    ...(personalData && { personalData }),
    given: givenValues(procedure, carried, content),
    ...inTime(
      row,
      compiled,
      timers.find(({ dueAt }) => dueAt <= now),
      now,
    ),
    timers: timers.map(({ id, dueAt }) => ({ id, title: timerTitle(procedure, id), dueAt: iso(dueAt) })),
    publication: publication
      ? {
          id: publication.id,
          url: `/o/${row.office}/items/${publication.id}`,
          publishedAt: iso(publication.publishedAt),
          until: publication.untilDay,
          sha256: publication.endedAt === null ? await hashOfShown(db, loaded) : null,
          endedAt: publication.endedAt === null ? null : iso(publication.endedAt),
          endReason: publication.endReason,
        }
      : null,
  }
}

async function hashOfShown(db: Reader, { row, compiled, snapshot, content }: Loaded): Promise<string> {
  const { revision } = snapshot.context
  const newest = revision === content.revision ? content : await getContent(db, row.id, revision)
  const shown = shownOf(JSON.parse(newest.json) as Content, snapshot)
  return hashOfRecord(publicRecord(newest.json, shown, compiled.procedure.form))
}

type Offered = {
  row: RequestRow
  holders: readonly Holder[]
  procedure: Procedure
  values: Record<string, unknown>
  /** What was submitted last. */
  revision: number
  /** It answers what was found. */
  answers: boolean
}

/** What waits for an answer; for who writes a draft, what the next submission will find in it. */
async function findingsShown(
  db: Reader,
  { row, compiled: { procedure }, snapshot, content }: Loaded,
  editable: boolean,
): Promise<RequestView['personalData']> {
  const { revision } = snapshot.context
  if (content.frozen === 0 && (editable || revision === 0)) {
    const draft = JSON.parse(content.json) as Content
    const files = await readingsOfContent(db, draft)
    const findings = allFindings(procedure, draft, files)
    if (findings.length === 0) return undefined
    return { revision: content.revision, findings: findingViews(procedure, draft, findings, files) }
  }
  const found = unansweredOf(row)
  if (found.length === 0) return undefined
  const { json } = revision === content.revision ? content : await getContent(db, row.id, revision)
  const submitted = JSON.parse(json) as Content
  const files = await readingsOfContent(db, submitted)
  return { revision, findings: findingViews(procedure, submitted, found, files) }
}

/** Whether this choice has to answer what was found: a submission only where nobody decides after it. */
function asksAnswers(
  { compiled, snapshot, row, content }: Loaded,
  { type, kind, submits, allowed }: Choice,
  actor: Actor,
  now: number,
): boolean {
  if (!allowed || kind !== 'forward') return false
  if (!submits) return unansweredOf(row).length > 0
  if (content.frozen === 1) return false
  const event = { type, at: now, actor, revision: row.contentRevision, data: {}, holidays: new Set<string>() }
  const permitted = permit(compiled, snapshot, event)
  if (!permitted.ok) return false
  const { transitions } = permitted
  const after = take(compiled, snapshot, event, permitted).snapshot
  return mustAnswer(compiled, { before: snapshot, after, transitions }, true)
}

/** Without what was left empty. */
const given = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

function choiceView(
  { row, holders: all, procedure, values, revision, answers }: Offered,
  choice: ShownChoice,
): ChoiceView {
  const people = peopleFor(choice, row, all)
  const byOwner = [choice.may.as].flat().every((role) => role === 'owner')
  const fixed = fixedFields(procedure, { revision, submits: choice.submits, byOwner })
  return {
    type: choice.type,
    kind: choice.kind,
    title: choice.title,
    description: choice.description,
    clause: choice.clause,
    source: choice.source,
    target: choice.target,
    targetTitle: choice.target === null ? null : metaOfStep(procedure.chart, choice.target).title,
    needs: choice.needs.map((need) => needView(need, values, fixed)),
    ...(choice.beside.length > 0 && {
      beside: choice.beside.map(({ words, mark }) => ({ words, ...mark })),
    }),
    allowed: choice.allowed,
    ...(choice.unmet && { unmet: statementOf(procedure, choice.unmet) }),
    ...(answers && { answersFindings: true as const }),
    refusals: choice.refusals.map((refusal) =>
      sentenceOf(refusal, procedure, choice, people, directorsOf(row, all)),
    ),
    who: Object.entries(people).map(([role, holders]) => ({
      role,
      title: partTitle(procedure, role, choice.may),
      // Whoever acts as the owner is named without a post: it is the request that gives them the part.
      people: holders.map(({ name, capacity }) => ({ name, capacity: role === 'owner' ? null : capacity })),
    })),
  }
}

const signatureTitle: Text = {
  th: 'ลงลายมือชื่อ (พิมพ์ชื่อของท่านตามที่แสดงในระบบ)',
  en: 'Sign (type your name as shown here)',
}

/** A need as the UI renders it; `required` is always said. A form field starts from what the content says. */
function needView(need: ResolvedNeed, values: Record<string, unknown>, fixed: string[]): NeedView {
  switch (need.kind) {
    case 'reasons':
    case 'checked':
    case 'revision':
      return { ...need, required: true }
    case 'publishUntil':
      return need
    case 'signature':
      return { ...need, required: true, type: 'text', title: signatureTitle }
    case 'field': {
      const value = values[need.field]
      return {
        ...need,
        ...(value !== undefined && { value }),
        ...(fixed.includes(need.field) && { fixed: true as const }),
      }
    }
    default:
      return unreachable(need)
  }
}
