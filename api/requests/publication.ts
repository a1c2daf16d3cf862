import type { Transaction } from 'kysely'
import { type EventRow, getContent, type RequestRow } from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { type ChartSnapshot, delayOf } from '../../machines/run/step.ts'
import { endOfBangkokDay } from '../../machines/run/thai-time.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import { newId } from '../process/ids.ts'
import type { Moment } from './command.ts'
import type { Content } from './content.ts'
import { titleOfEvent } from './event-words.ts'
import { reasonsInWords } from './reasons.ts'

type Given = {
  moment: Moment
  compiled: Compiled
  request: RequestRow
  snapshot: ChartSnapshot
  event: EventRow
}

/**
 * The publication follows the tag `public`: it is written while a step with the tag is present and ended when none is,
 * in the transaction of the event, so that the chart and the site cannot disagree. Throws `invalid_content` for a request
 * of which nothing was ever frozen.
 */
export async function keepPublication(trx: Transaction<Tables>, given: Given): Promise<void> {
  const { request, snapshot } = given
  const present = await trx
    .selectFrom('publication')
    .select(['id', 'endedAt', 'untilAt'])
    .where('request', '=', request.id)
    .executeTakeFirst()
  if (snapshot.hasTag('public')) await show(trx, given, present)
  else if (present && present.endedAt === null) await end(trx, given, present)
}

async function show(
  trx: Transaction<Tables>,
  given: Given,
  present: { id: string; endedAt: number | null } | undefined,
): Promise<void> {
  const { moment, request, snapshot } = given
  if (snapshot.context.revision === 0) throw neverSubmitted()
  const shown = await whatIsShown(trx, request, snapshot)
  const dates = { publishedAt: moment.now, updatedAt: moment.now }
  const notEnded = { endedAt: null, endKind: null, endReason: null }
  if (present && present.endedAt !== null) {
    // The chart leads back to the public: what was taken down is published anew, at its old address.
    await trx
      .updateTable('publication')
      .set({ ...shown, ...dates, ...notEnded })
      .where('id', '=', present.id)
      .execute()
    return
  }
  if (present) {
    await trx
      .updateTable('publication')
      .set({ ...shown, updatedAt: moment.now })
      .where('id', '=', present.id)
      .where((eb) =>
        eb.or([
          eb('contentRevision', '!=', shown.contentRevision),
          eb('untilDay', 'is distinct from', shown.untilDay),
          eb('category', 'is distinct from', shown.category),
        ]),
      )
      .execute()
    return
  }
  const { id, office, groupId } = request
  await trx
    .insertInto('publication')
    .values({ id: newId(), request: id, office, groupId, ...shown, ...dates, ...notEnded })
    .execute()
}

/** The proofs find such a chart; one that comes in by another way must still not publish what nobody submitted. */
const neverSubmitted = () =>
  new ApiProblem('invalid_content', {
    message: {
      th: 'เรื่องนี้ยังไม่เคยเสนอ จึงไม่มีเนื้อหาฉบับใดที่เผยแพร่ได้ — แจ้งผู้ดูแลระบบของสำนักงานให้แก้ผังขั้นตอน',
      en: "This request was never submitted, so no revision of it can be published. Tell your office's administrator that the chart needs mending.",
    },
  })

/** What the public sees of a request, from the frozen content and what the events carried. */
export async function whatIsShown(trx: Reader, request: RequestRow, snapshot: ChartSnapshot) {
  const { revision, values } = snapshot.context
  const content = JSON.parse((await getContent(trx, request.id, revision)).json) as Content
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

async function end(
  trx: Transaction<Tables>,
  { compiled, event }: Given,
  { id, untilAt }: { id: string; untilAt: number | null },
): Promise<void> {
  await trx
    .updateTable('publication')
    .set(howItEnded(compiled, event, untilAt))
    .where('id', '=', id)
    .execute()
}

/**
 * What the public is told of an end: when, how, and why: the reasons of whoever took it down or, where no person did and
 * its period has not ended either, the deadline that did.
 */
export function howItEnded({ procedure }: Compiled, event: EventRow, untilAt: number | null) {
  const deadline = procedure.deadlines.find(({ id }) => id === delayOf(event.type))
  if (deadline?.kind === 'date' && deadline.field === 'publishUntil') {
    // The public site stopped showing it when its time was up, however late the timer was taken.
    const endedAt = untilAt === null ? event.at : Math.min(untilAt, event.at)
    return { endedAt, endKind: 'expired' as const, endReason: null }
  }
  const endReason = deadline
    ? `${titleOfEvent(procedure.chart, event).th} (${deadline.title.th})`
    : reasonsInWords(procedure.chart, event)
  return { endedAt: event.at, endKind: 'takenDown' as const, endReason }
}
