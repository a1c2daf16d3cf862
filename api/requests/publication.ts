import {
  endPublication,
  insertPublication,
  republish,
  type Shown,
  showOtherwise,
} from '../../db/publications.ts'
import { type EventRow, getContent, type PublicationOfRequest, type RequestRow } from '../../db/requests.ts'
import { dayFieldOf } from '../../machines/procedure/procedure.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type ChartSnapshot, delayOf } from '../../machines/run/step.ts'
import { endOfBangkokDay } from '../../machines/run/thai-time.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { publishFiles } from '../files/publishable.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import { newId } from '../process/ids.ts'
import type { Unit } from './command.ts'
import { type Content, contentErased } from './content.ts'
import { titleOfEvent } from './event-words.ts'
import type { Loaded } from './load.ts'
import { reasonsInWords } from './reasons.ts'
import { searchTextOf } from './search-text.ts'

type Publication = PublicationOfRequest | undefined

/**
 * The publication follows the tag `public`: it is written while a step with the tag is present and ended when none is,
 * in the transaction of the event, so that the chart and the site cannot disagree. Answers it as it stands then. Throws
 * `invalid_content` for a request of which nothing was ever frozen, or whose content was erased.
 */
export async function keepPublication(unit: Unit, after: Loaded, event: EventRow): Promise<Publication> {
  const { publication: present, snapshot, compiled } = after
  if (snapshot.hasTag('public')) return show(unit, after)
  if (!present || present.endedAt !== null) return present
  const ending = howItEnded(compiled, event, present.untilAt)
  await endPublication(unit.trx, { id: present.id, ...ending })
  return { ...present, endedAt: ending.endedAt, endReason: ending.endReason }
}

async function show({ trx, at }: Unit, after: Loaded): Promise<Publication> {
  const { row, snapshot, publication: present } = after
  const { form } = after.compiled.procedure
  if (snapshot.context.revision === 0) throw neverSubmitted()
  const json = await jsonShown(trx, row, snapshot, after.content)
  const shown = shownWith(json, snapshot)
  if (shown.title === erasedWords) throw contentErased()
  const { untilDay, untilAt, contentRevision } = shown
  const publishes = (publication: string) =>
    publishFiles({ trx, at }, { office: row.office, request: row.id, publication, json, form })
  const fresh = { contentRevision, publishedAt: at, untilDay, untilAt, endedAt: null, endReason: null }
  if (present && present.endedAt !== null) {
    // The chart leads back to the public: what was taken down is published anew, at its old address.
    await republish(trx, { id: present.id, at, ...shown })
    await publishes(present.id)
    return { id: present.id, ...fresh }
  }
  if (present) {
    await showOtherwise(trx, { id: present.id, at, ...shown })
    // What stands on the site already is held back by whoever serves it, and must not stand in the way of its correction.
    if (present.contentRevision !== contentRevision) await publishes(present.id)
    return { ...present, contentRevision, untilDay, untilAt }
  }
  // By chance: its beginning is the short address on paper, which must be no other item's.
  const id = newId()
  await insertPublication(trx, {
    id,
    request: row.id,
    office: row.office,
    groupId: row.groupId,
    at,
    ...shown,
  })
  await publishes(id)
  return { id, ...fresh }
}

/** The proofs find such a chart; one that comes in by another way must still not publish what nobody submitted. */
const neverSubmitted = () =>
  new ApiProblem('invalid_content', {
    message: {
      th: 'เรื่องนี้ยังไม่เคยเสนอ จึงไม่มีเนื้อหาฉบับใดที่เผยแพร่ได้ แจ้งผู้ดูแลระบบของสำนักงานให้แก้แผนผังขั้นตอน',
      en: "This request was never submitted, so no revision of it can be published. Tell your office's administrator that the chart needs mending.",
    },
  })

/** What the public sees of a request, from the frozen content and what the events carried, and how it is found. */
export const whatIsShown = async (
  trx: Reader,
  request: RequestRow,
  snapshot: ChartSnapshot,
  newest?: Loaded['content'],
): Promise<Shown> => shownWith(await jsonShown(trx, request, snapshot, newest), snapshot)

async function jsonShown(
  trx: Reader,
  request: RequestRow,
  { context: { revision } }: ChartSnapshot,
  newest?: Loaded['content'],
): Promise<string> {
  const { json } =
    newest && newest.revision === revision ? newest : await getContent(trx, request.id, revision)
  return json
}

function shownWith(json: string, snapshot: ChartSnapshot): Shown {
  const content = JSON.parse(json) as Content
  return { ...shownOf(content, snapshot), searchText: searchTextOf(content) }
}

/** The same without how it is found, of a content that was frozen. */
export function shownOf(content: Content, snapshot: ChartSnapshot): Omit<Shown, 'searchText'> {
  const { revision, values } = snapshot.context
  const text = (field: string) => {
    const value = values[field] ?? content[field]
    return typeof value === 'string' ? value : null
  }
  const untilDay = typeof values.publishUntil === 'string' ? values.publishUntil : null
  return {
    title: content.title,
    category: text('category'),
    source: text('source'),
    contentRevision: revision,
    untilDay,
    untilAt: untilDay === null ? null : endOfBangkokDay(untilDay),
  }
}

/**
 * What the public is told of an end: when, how, and why: the reasons of whoever took it down or, where no person did and
 * its period has not ended either, the deadline that did.
 */
export function howItEnded({ procedure }: Compiled, event: EventRow, untilAt: number | null) {
  const deadline = procedure.deadlines.find(({ id }) => id === delayOf(event.type))
  if (deadline && dayFieldOf(deadline) === 'publishUntil') {
    // The public site stopped showing it when its time was up, however late the timer was taken.
    const endedAt = untilAt === null ? event.at : Math.min(untilAt, event.at)
    return { endedAt, endKind: 'expired' as const, endReason: null }
  }
  const endReason = deadline
    ? `${titleOfEvent(procedure.chart, event).th} (${deadline.title.th})`
    : reasonsInWords(procedure.chart, event)
  return { endedAt: event.at, endKind: 'takenDown' as const, endReason }
}
