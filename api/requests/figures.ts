import {
  type Counted,
  countBegunBefore,
  countFigures,
  type Period,
  standingNow,
  staysFrom,
} from '../../db/figures.ts'
import { versionsOf } from '../../db/versions.ts'
import { leafIdsOf, nodeAt } from '../../machines/chart/graph.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { DayPeriod } from '../../machines/run/fiscal-year.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import { bangkokDay, endOfBangkokDay } from '../../machines/run/thai-time.ts'
import { invalidAt } from '../http/problem.ts'
import type { Figures } from '../http/procedure-contract.ts'
import { getActiveVersion, getCompiled, type Reader } from '../procedures/versions.ts'

const dayMs = 86_400_000
const usualDays = 90
const maxReasons = 20

type Given = { from?: string | undefined; until?: string | undefined }

/**
 * How a procedure ran in a period of Bangkok days, both included (the last 90, if not said): of each step how many
 * requests stand there now, came through, how long they stayed, and were returned. From what is counted with each
 * event, so that neither the period nor the number of requests makes it slower.
 */
export async function figuresOf(db: Reader, procedure: string, given: Given, now: number): Promise<Figures> {
  const until = given.until ?? bangkokDay(now)
  const from = given.from ?? bangkokDay(endOfBangkokDay(until) - usualDays * dayMs)
  mustBeInOrder({ from, until })
  const period = { start: endOfBangkokDay(from) - dayMs, end: endOfBangkokDay(until) }
  const counted = Map.groupBy(await countFigures(db, procedure, period), ({ what }) => what)
  const of = (what: Counted['what']) => counted.get(what) ?? []
  const firstReturns = of('firstReturn')
  const begunBefore = await countBegunBefore(
    db,
    procedure,
    firstReturns.map(({ bucket }) => bucket),
    period,
  )
  return {
    from,
    until,
    steps: await stepsOf(db, procedure, period, counted),
    requests: sum(of('begun')),
    returnedRequests: sum(firstReturns) - begunBefore,
    reasons: reasonsOf(of('reason')),
  }
}

/** Throws `invalid_request` where the first day that a query asks for lies after the last. */
export function mustBeInOrder({ from, until }: DayPeriod): void {
  if (from > until) throw invalidAt('query.from', backwards)
}
const backwards = { th: 'วันเริ่มต้องไม่หลังวันสิ้นสุด', en: 'the first day must not be after the last' }

const sum = (counts: { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0)

/** The steps in the order of the chart in force, also those that nothing has passed; then those of older versions. */
async function stepsOf(
  db: Reader,
  procedure: string,
  period: Period,
  counted: Map<Counted['what'], Counted[]>,
): Promise<Figures['steps']> {
  const active = (await getActiveVersion(db, procedure)).procedure
  const now = new Map<string, number>()
  for (const { steps, count } of await standingNow(db, active.office, procedure))
    for (const step of steps.split(',').filter(Boolean)) now.set(step, (now.get(step) ?? 0) + count)
  const at = (what: Counted['what']) => Map.groupBy(counted.get(what) ?? [], ({ name }) => name)
  const [stays, ends, returned] = [at('stay'), at('end'), at('returned')]
  const present = leafIdsOf(active.chart)
  const older = [...new Set([...now.keys(), ...stays.keys(), ...ends.keys()])]
    .filter((step) => !present.includes(step))
    .sort()
  const titles = await titlesOf(db, procedure, older)
  const figures: Figures['steps'] = []
  for (const step of [...present, ...older]) {
    const stayed = (stays.get(step) ?? []).sort((a, b) => a.bucket - b.bucket)
    figures.push({
      step,
      title: titles.get(step) ?? metaOfStep(active.chart, step).title,
      now: now.get(step) ?? 0,
      passed: sum(stayed) + sum(ends.get(step) ?? []),
      returned: sum(returned.get(step) ?? []),
      medianMs: await median(db, { procedure, step }, stayed, period),
    })
  }
  return figures
}

/** The words of steps that the version in force does not have, from the newest version that has them. */
async function titlesOf(db: Reader, procedure: string, steps: string[]): Promise<Map<string, Text>> {
  const titles = new Map<string, Text>()
  if (steps.length === 0) return titles
  for (const { hash } of await versionsOf(db, procedure)) {
    const { chart } = (await getCompiled(db, hash)).procedure
    for (const step of steps)
      if (!titles.has(step) && nodeAt(chart, step.split('.'))) titles.set(step, metaOfStep(chart, step).title)
  }
  return titles
}

/**
 * The stay (ms) in the middle, or the mean of the two in the middle; null where there are none. The counts of the
 * buckets, shortest first, say in which of them the middle lies; only its values are read.
 */
async function median(
  db: Reader,
  at: { procedure: string; step: string },
  buckets: Counted[],
  period: Period,
): Promise<number | null> {
  const total = sum(buckets)
  if (total === 0) return null
  const first = Math.floor((total - 1) / 2)
  const wanted = total % 2 === 0 ? 2 : 1
  const middle: number[] = []
  let before = 0
  for (const { bucket, count } of buckets) {
    const rank = first + middle.length - before
    const here = Math.min(wanted - middle.length, count - rank)
    if (here > 0) middle.push(...(await staysFrom(db, { ...at, bucket, rank, count: here }, period)))
    before += count
  }
  return middle.reduce((whole, ms) => whole + ms, 0) / wanted
}

/** The most frequent reasons; those that are worded alike in Thai are one. */
function reasonsOf(counted: Counted[]): Figures['reasons'] {
  const reasons = new Map<string, { title: Text; count: number }>()
  for (const { name, count } of counted) {
    const [th, en] = JSON.parse(name) as [string, string]
    const known = reasons.get(th) ?? { title: { th, en }, count: 0 }
    known.count += count
    reasons.set(th, known)
  }
  return [...reasons.values()]
    .sort((a, b) => b.count - a.count || (a.title.th < b.title.th ? -1 : 1))
    .slice(0, maxReasons)
}
