import { groupsOf } from '../../db/offices.ts'
import { pageOfFew, placeOf } from '../../db/request-lists.ts'
import {
  type CountedEvent,
  correctedIn,
  countedEvents,
  publishedIn,
  returnedIn,
  type Supervised,
  underWay,
} from '../../db/supervision.ts'
import { standsTagged } from '../../machines/chart/graph.ts'
import type { Chart, Text } from '../../machines/procedure/procedure.ts'
import { fiscalPeriod, fiscalQuarterOf, fiscalYearOf } from '../../machines/run/fiscal-year.ts'
import { ledBy } from '../../machines/run/superiors.ts'
import {
  bangkokDay,
  endOfBangkokDay,
  startOfBangkokDay,
  workingDaysUntil,
} from '../../machines/run/thai-time.ts'
import { ApiProblem } from '../http/problem.ts'
import type {
  SupervisedItem,
  SupervisedList,
  Supervision,
  SupervisionQuery,
} from '../http/supervision-contract.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { isReturn } from '../requests/figures-of-events.ts'
import { cursorOf, itemsOf, placedOf, readCursor } from '../requests/request-list.ts'
import type { SignedIn } from '../sign-in/sessions.ts'

/**
 * The work of those whom this person leads today, acting for a head or not: figures, and a page of one of their lists,
 * what is under way first and the longest at its step on top. Throws `not_permitted` for who leads nobody, or another group.
 */
export async function supervisionFor(
  db: Reader,
  me: SignedIn,
  { show, group, cursor, limit }: SupervisionQuery,
  now: number,
): Promise<Supervision> {
  const { office } = me.person
  const all = await groupsOf(db, office)
  const led = ledIn(me, office)
  const groups = all.filter(({ id }) => led === 'office' || led.includes(id))
  if (group !== undefined && !groups.some(({ id }) => id === group)) throw notLed(othersGroup)
  const chosen = group === undefined ? (led === 'office' ? undefined : led) : [group]
  const { fiscalYear, quarter, lists } = await listsOf(db, { office, groups: chosen }, now)
  const page = await pageOfFew(
    db,
    { office, words: [] },
    { order: 'underWay', after: readCursor(cursor), limit: limit + 1 },
    lists[show],
  )
  const found = await placedOf(db, page.rows, now)
  const shown = found.slice(0, limit)
  const last = shown.at(-1)?.row
  const counts = await countsOf(
    db,
    shown.map(({ row }) => row.id),
  )
  const holidays = await holidaysOf(db, office)
  const items: SupervisedItem[] = (await itemsOf(db, me, shown)).map((item) => ({
    ...item,
    workingDays: workingDaysUntil(Date.parse(item.since), now, holidays),
    returned: counts.get(item.id)?.returned ?? 0,
    corrected: counts.get(item.id)?.corrected ?? 0,
  }))
  return {
    groups: groups.map(({ id, nameTh, nameEn }) => ({ id, name: { th: nameTh, en: nameEn } })),
    wholeOffice: led === 'office',
    fiscalYear,
    quarter,
    figures: {
      underWay: lists.underWay.length,
      late: lists.late.length,
      returned: lists.returned.length,
      corrected: lists.corrected.length,
      published: lists.published.length,
    },
    items,
    nextCursor: found.length > shown.length && last ? cursorOf(placeOf(last, 'underWay')) : null,
    total: page.total,
    totalIsLeast: false,
  }
}

/** Whose work this person leads in the office; throws `not_permitted` where it is nobody's. */
function ledIn({ actor }: SignedIn, office: string): 'office' | string[] {
  const led = ledBy(
    actor.appointments
      .filter((held) => held.office === office)
      .map(({ role, group }) => ({ role, groupId: group })),
  )
  if (led === null) throw notLed(leadsNobody)
  return led
}

/** The ids of the requests of each list. */
async function listsOf(
  db: Reader,
  supervised: Supervised,
  now: number,
): Promise<{ fiscalYear: number; quarter: number; lists: Record<SupervisedList, string[]> }> {
  const today = bangkokDay(now)
  const [fiscalYear, quarter] = [fiscalYearOf(today), fiscalQuarterOf(today)]
  const timeOf = ({ from, until }: { from: string; until: string }) => ({
    start: startOfBangkokDay(from),
    end: endOfBangkokDay(until),
  })
  const year = timeOf(fiscalPeriod(fiscalYear))
  const waiting = await underWay(db, supervised, { now, today: startOfBangkokDay(today) })
  return {
    fiscalYear,
    quarter,
    lists: {
      underWay: waiting.map(({ id }) => id),
      late: waiting.filter(({ late }) => late).map(({ id }) => id),
      returned: await returnedIn(db, supervised, year),
      corrected: await correctedIn(db, supervised, year),
      published: await publishedIn(db, supervised, timeOf(fiscalPeriod(fiscalYear, quarter))),
    },
  }
}

type Counts = Pick<SupervisedItem, 'returned' | 'corrected'>

/** How often each of some requests was sent back and corrected, from its events, each by the version it was taken on. */
async function countsOf(db: Reader, requests: string[]): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>()
  for (const [request, events] of Map.groupBy(await countedEvents(db, requests), (one) => one.request)) {
    const found = { returned: 0, corrected: 0 }
    let revision = 0
    for (const event of events) {
      const { chart } = (await getCompiled(db, event.procedureHash)).procedure
      if (isReturnOf(chart, event)) found.returned += 1
      const replaces = revision > 0 && event.contentRevision > revision
      if (replaces && isPublic(chart, event.fromSteps) && isPublic(chart, event.toSteps)) found.corrected += 1
      revision = event.contentRevision
    }
    counts.set(request, found)
  }
  return counts
}

const stepsIn = (json: string) => JSON.parse(json) as string[]
const isReturnOf = (chart: Chart, { type, fromSteps, toSteps }: CountedEvent) =>
  isReturn(chart, type, stepsIn(fromSteps), stepsIn(toSteps))
const isPublic = (chart: Chart, steps: string) => standsTagged(chart, stepsIn(steps), 'public')

const notLed = (message: Text) =>
  new ApiProblem('not_permitted', { message, refusals: [{ code: 'leads_nobody', message }] })
const leadsNobody: Text = {
  th: 'หน้ากำกับติดตามเปิดได้เฉพาะผู้อำนวยการกลุ่มและผู้อำนวยการสำนักงาน รวมทั้งผู้รักษาการหรือรักษาราชการแทน หากท่านได้รับแต่งตั้งแล้ว แจ้งผู้ดูแลระบบให้บันทึกการแต่งตั้ง',
  en: 'Only directors of groups and the director of the office, and whoever acts for them, can open this. If you were appointed, ask your administrator to record it.',
}
const othersGroup: Text = {
  th: 'ท่านไม่ได้เป็นผู้บังคับบัญชาของกลุ่มนี้ เลือกกลุ่มที่ท่านกำกับดูแล',
  en: 'You do not lead this group. Choose one that you lead.',
}
