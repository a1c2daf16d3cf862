import { erasuresBy } from '../../db/audit-log.ts'
import { namesOf } from '../../db/people.ts'
import { type EventRow, eventsOf, type RequestRow } from '../../db/requests.ts'
import { askedNames } from '../../machines/procedure/content-findings.ts'
import { does, type Procedure, type Text } from '../../machines/procedure/procedure.ts'
import { resolveNeed } from '../../machines/procedure/resolved-need.ts'
import { roleTitle, titleOfField } from '../../machines/procedure/titles.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { dataOf, keptPersonalData } from '../../machines/run/event-data.ts'
import {
  copiedFrom,
  type HandOverPayload,
  handedOver,
  type MovePayload,
  moved,
  startsAgain,
} from '../../machines/run/replay.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import type { Appointment } from '../../machines/run/vocabulary.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import type { EventView } from '../http/contract.ts'
import { iso } from '../http/iso.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { kindOfEvent, metaOfEvent, reopens, titleOfEvent, transitionsOfEvent } from './event-words.ts'
import type { Kept } from './personal-data.ts'
import { reasonsOf, titleOf } from './reasons.ts'

/** Every event of a request, oldest first, in the words of the version on which each was taken. */
export async function historyOf(db: Reader, row: RequestRow): Promise<EventView[]> {
  const views: EventView[] = []
  const events = await eventsOf(db, row.id)
  const erasures = await erasuresBy(db, events.flatMap(erasedBy))
  const owners = await namesOf(db, events.filter(({ type }) => type === handedOver).flatMap(ownersOf))
  let submitted: string | null = null
  for (const event of events) {
    const compiled = await getCompiled(db, event.procedureHash)
    const isSame = submits(compiled, event) && event.contentSha256 === submitted
    const view = eventView(compiled, event, { owners, erasures })
    views.push(isSame ? { ...view, values: [...view.values, unchanged] } : view)
    submitted = event.contentSha256
  }
  return views
}

/** Whoever decides sees that a return was answered without a change. */
const unchanged: EventView['values'][number] = {
  field: 'unchanged',
  title: { th: 'เนื้อหา', en: 'Content' },
  value: 'ไม่มีการแก้ไขจากที่เสนอครั้งก่อน',
}

const submits = ({ procedure: { chart } }: Compiled, event: EventRow): boolean =>
  event.contentSha256 !== null &&
  transitionsOfEvent(chart, event).some(({ transition }) => does('freeze', transition))

const unnamed = [startsAgain, keptPersonalData, copiedFrom]
const named = new Set(['reasons', 'checked', 'note', 'group', ...unnamed])

const erasedBy = ({ actorErased, textsErased }: EventRow): string[] =>
  [actorErased, textsErased].filter((hash) => hash !== null)

type Known = {
  /** The names of the persons whom a hand-over names by their ids. */
  owners: ReadonlyMap<string, string>
  /** When (ms) what was erased was, by the hash of the entry that orders it. */
  erasures: ReadonlyMap<string, number>
}
const nothingBesides: Known = { owners: new Map(), erasures: new Map() }

export function eventView(
  { procedure }: Compiled,
  event: EventRow,
  { owners, erasures }: Known = nothingBesides,
): EventView {
  const [erasedAt] = erasedBy(event).flatMap((hash) => erasures.get(hash) ?? [])
  const { chart } = procedure
  const payload = dataOf(event)
  const meta = metaOfEvent(chart, event)
  const items = meta?.needs?.flatMap((need) => ('items' in need ? need.items : [])) ?? []
  const from = JSON.parse(event.fromSteps) as string[]
  const to = JSON.parse(event.toSteps) as string[]
  return {
    seq: event.seq,
    type: event.type,
    title: titleOfEvent(chart, event),
    kind: kindOfEvent(chart, { type: event.type, from, to }),
    reopens: event.type !== moved && reopens(chart, { from, to }),
    clause: meta?.clause ?? null,
    source: meta?.source ?? null,
    at: iso(event.at),
    actor: event.actor === null ? null : { id: event.actor, name: event.actorName ?? erasedWords },
    actedAs: actedAsOf(procedure, event),
    from,
    to,
    toTitles: to.map((step) => metaOfStep(chart, step).title),
    reasons: reasonsOf(chart, event),
    checked: ((payload.checked as string[] | undefined) ?? []).map((id) => titleOf(items, id)),
    values: valuesOfEvent(procedure, event, meta, payload, owners),
    note: typeof payload.note === 'string' ? payload.note : null,
    erasedAt: erasedAt === undefined ? null : iso(erasedAt),
    contentRevision: event.contentRevision,
    contentSha256: event.contentSha256,
    previousHash: event.previousHash,
    hash: event.hash,
  }
}

function valuesOfEvent(
  procedure: Procedure,
  { type }: EventRow,
  meta: ReturnType<typeof metaOfEvent>,
  payload: Record<string, unknown>,
  owners: ReadonlyMap<string, string>,
): EventView['values'] {
  if (type === moved) return valuesOfMove(payload as MovePayload)
  if (type !== handedOver) return valuesOf(procedure, meta, payload)
  const { from, to } = payload as HandOverPayload
  return [
    { field: 'from', title: { th: 'เจ้าของเดิม', en: 'Owner before' }, value: owners.get(from) ?? from },
    { field: 'to', title: { th: 'เจ้าของใหม่', en: 'New owner' }, value: owners.get(to) ?? to },
  ]
}

const ownersOf = (event: EventRow): string[] => {
  const { from, to } = dataOf(event) as HandOverPayload
  return [from, to]
}

function valuesOf(
  procedure: Procedure,
  meta: ReturnType<typeof metaOfEvent>,
  payload: Record<string, unknown>,
): EventView['values'] {
  const values = Object.entries(payload).filter(([field, value]) => !named.has(field) && value !== null)
  return [
    ...values.map(([field, value]) => ({ field, title: titleOfValue(procedure, meta, field), value })),
    ...valuesOfKept(payload[keptPersonalData] as Kept[] | null | undefined),
  ]
}

/** Each kind that was kept, how often, and why: what stands there is in the revision, and in no event. */
function valuesOfKept(kept: Kept[] | null | undefined): EventView['values'] {
  const counts = new Map<string, { kept: Kept; count: number }>()
  for (const one of kept ?? []) {
    const key = `${one.kind} ${one.reason}`
    counts.set(key, { kept: one, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()].map(({ kept: { kind, reason }, count }, index) => ({
    field: `${keptPersonalData}.${index}`,
    title:
      kind === 'unchecked'
        ? { th: `รับทราบไฟล์ที่ระบบตรวจไม่ได้ ${count} รายการ`, en: `files that could not be checked: ${count}` }
        : {
            th: `คงข้อมูลส่วนบุคคลไว้: ${askedNames[kind].th} ${count} แห่ง`,
            en: `personal data kept: ${askedNames[kind].en}, ${count} places`,
          },
    value: reason,
  }))
}

/** The words of the event's own need, else those that the procedure has for the field. */
function titleOfValue(procedure: Procedure, meta: ReturnType<typeof metaOfEvent>, field: string) {
  const need = meta?.needs?.find((one) => one.field === field)
  const resolved = need && resolveNeed(need, procedure)
  if (resolved && 'title' in resolved) return resolved.title
  return titleOfField(procedure, field)
}

/** What went with a request to its new version, and what that version has no use for. */
function valuesOfMove({ kept, lost }: MovePayload): EventView['values'] {
  const list = (texts: Text[]) => texts.map(({ th }) => th).join(', ')
  const values = [
    { field: 'kept', title: { th: 'ใช้ต่อในฉบับใหม่', en: 'Kept' }, value: list(kept) },
    { field: 'lost', title: { th: 'ฉบับใหม่ไม่ใช้แล้ว', en: 'Not used any more' }, value: list(lost) },
  ]
  return values.filter(({ value }) => value !== '')
}

const unitTitle: Text = {
  th: 'เจ้าหน้าที่ของกลุ่มเจ้าของเรื่อง',
  en: "Officer of the owner's group",
}

/** The post in which an event was taken; null where a deadline took it. */
export function actedAsOf(
  procedure: Procedure,
  { actedAs }: Pick<EventRow, 'actedAs'>,
): EventView['actedAs'] {
  if (actedAs === null) return null
  const held = JSON.parse(actedAs) as 'owner' | Appointment
  if (held === 'owner')
    return {
      role: 'owner',
      title: roleTitle(procedure, 'owner'),
      capacity: null,
      orderNumber: null,
      group: null,
    }
  const { role, capacity, orderNumber, group } = held
  if (held.as)
    return {
      role: 'owner',
      title: held.as === 'owner' ? roleTitle(procedure, 'owner') : unitTitle,
      capacity: capacity === 'holder' ? null : capacity,
      orderNumber,
      group,
    }
  return { role, title: roleTitle(procedure, role), capacity, orderNumber, group }
}
