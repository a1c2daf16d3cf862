import { type Kysely, sql } from 'kysely'
import type { Figures } from '../../api/http/procedure-contract.ts'
import { getActiveVersion, getCompiled } from '../../api/procedures/versions.ts'
import { reasonsOf } from '../../api/requests/reasons.ts'
import type { Tables } from '../../db/tables.ts'
import { edgesOf } from '../../machines/chart/edges.ts'
import { nodeAt, walk } from '../../machines/chart/graph.ts'
import { routeOf } from '../../machines/chart/route.ts'
import type { Chart, Text } from '../../machines/procedure/procedure.ts'
import { begun, moved } from '../../machines/run/replay.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import { endOfBangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'

type Db = Kysely<Tables>
type FigureEvent = Awaited<ReturnType<typeof eventsBefore>>[number]
const maxReasons = 20

/** The figures of a period of Bangkok days, counted event by event: what the kept counts must come to. */
export async function figuresCounted(
  db: Db,
  procedure: string,
  { from, until }: { from: string; until: string },
): Promise<Figures> {
  const active = (await getActiveVersion(db, procedure)).procedure.chart
  const period = { start: startOfBangkokDay(from), end: endOfBangkokDay(until) }
  const count = new Counting(active, period)
  const standing = await db
    .selectFrom('request')
    .select(['steps', 'procedureHash'])
    .where('procedure', '=', procedure)
    .where('status', '!=', 'ended')
    .execute()
  for (const { steps, procedureHash } of standing) {
    const { chart } = (await getCompiled(db, procedureHash)).procedure
    for (const step of steps.split(',').filter(Boolean)) count.at(chart, step).now += 1
  }
  for (const event of await eventsBefore(db, procedure, period.end))
    count.take((await getCompiled(db, event.procedureHash)).procedure.chart, event)
  return { from, until, ...count.figures() }
}

const eventsBefore = (db: Db, procedure: string, before: number) =>
  db
    .selectFrom('event')
    .innerJoin('request', 'request.id', 'event.request')
    .select([
      'event.request',
      'event.type',
      'event.at',
      'event.fromSteps',
      'event.toSteps',
      'event.procedureHash',
    ])
    .select(sql<string>`CASE WHEN instr(payload, '"reasons"') > 0 THEN payload ELSE '{}' END`.as('payload'))
    .where('request.procedure', '=', procedure)
    .where('event.at', '<', before)
    .orderBy('event.request')
    .orderBy('event.seq')
    .execute()

type Step = { title: Text; now: number; passed: number; returned: number; stays: number[] }
/** The request whose events are being counted. */
type Current = { request: string; since: Map<string, number>; begunInPeriod: boolean; wasReturned: boolean }

/** Counts the events of one request after another. */
class Counting {
  readonly #period: { start: number; end: number }
  readonly #steps = new Map<string, Step>()
  readonly #reasons = new Map<string, { title: Text; count: number }>()
  #requests = 0
  #returnedRequests = 0
  #current: Current | undefined

  constructor(active: Chart, period: { start: number; end: number }) {
    this.#period = period
    // The steps in the order of the chart in force, also those that nothing has passed through.
    for (const { path, node } of walk(active))
      if (path.length > 0 && !node.states && node.type !== 'history') this.at(active, path.join('.'))
  }

  /** A step by its path; one that only an older version had is called as it was there. */
  at(chart: Chart, step: string): Step {
    const known = this.#steps.get(step)
    if (known) return known
    const { title } = metaOfStep(chart, step)
    const made = { title, now: 0, passed: 0, returned: 0, stays: [] }
    this.#steps.set(step, made)
    return made
  }

  take(chart: Chart, event: FigureEvent): void {
    const inPeriod = event.at >= this.#period.start && event.at < this.#period.end
    if (this.#current?.request !== event.request)
      this.#current = { request: event.request, since: new Map(), begunInPeriod: false, wasReturned: false }
    const current = this.#current
    const from = JSON.parse(event.fromSteps) as string[]
    const to = JSON.parse(event.toSteps) as string[]
    if (event.type === begun && inPeriod) {
      this.#requests += 1
      current.begunInPeriod = true
    }
    const [taken] = routeOf({ chart, edges: edgesOf(chart) }, { type: event.type, from, to })
    const returned = taken?.kind === 'return'
    for (const step of from.filter((one) => !to.includes(one))) {
      const since = current.since.get(step)
      current.since.delete(step)
      // A move to another version ends no stay by anybody's decision.
      if (event.type === moved || since === undefined || !inPeriod) continue
      const passed = this.at(chart, step)
      passed.passed += 1
      passed.stays.push(event.at - since)
      if (returned) passed.returned += 1
    }
    for (const step of to.filter((one) => !from.includes(one))) {
      current.since.set(step, event.at)
      // Nobody leaves an end: whoever arrives there came through.
      if (inPeriod && nodeAt(chart, step.split('.'))?.type === 'final') this.at(chart, step).passed += 1
    }
    if (!returned) return
    if (current.begunInPeriod && !current.wasReturned) this.#returnedRequests += 1
    current.wasReturned = true
    if (inPeriod) this.#countReasons(chart, event)
  }

  #countReasons(chart: Chart, event: FigureEvent): void {
    const reasons = reasonsOf(chart, event)
    if (!reasons) return
    for (const title of reasons.grounds.length > 0 ? reasons.grounds : [other]) {
      const known = this.#reasons.get(title.th) ?? { title, count: 0 }
      known.count += 1
      this.#reasons.set(title.th, known)
    }
  }

  figures(): Omit<Figures, 'from' | 'until'> {
    const steps = [...this.#steps].map(([step, { title, now, passed, returned, stays }]) => ({
      ...{ step, title, now, passed, returned },
      medianMs: median(stays),
    }))
    const reasons = [...this.#reasons.values()].sort(
      (a, b) => b.count - a.count || (a.title.th < b.title.th ? -1 : 1),
    )
    return {
      ...{ steps, requests: this.#requests, returnedRequests: this.#returnedRequests },
      reasons: reasons.slice(0, maxReasons),
    }
  }
}

/** Words of one's own, with none of the grounds of the list. */
const other: Text = { th: 'อื่น ๆ', en: 'Other' }

/** The middle of the values, or the mean of the two in the middle; null where there are none. */
function median(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b)
  const half = sorted.length / 2
  const upper = sorted[Math.floor(half)]
  if (upper === undefined) return null
  return Number.isInteger(half) ? ((sorted[half - 1] ?? upper) + upper) / 2 : upper
}
