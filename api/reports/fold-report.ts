import type { ReportedEvent, ReportedRequest } from '../../db/report.ts'
import type { FigureTable } from '../../db/tables.ts'
import { nodeAt, standsTagged } from '../../machines/chart/graph.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { roleTitle } from '../../machines/procedure/titles.ts'
import { discarded, handedOver, moved } from '../../machines/run/replay.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import { delayOf } from '../../machines/run/step.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Report, ReportCounts } from '../http/report-contract.ts'
import { figuresOfEvent, noPast } from '../requests/figures-of-events.ts'
import { actedAsOf } from '../requests/history-view.ts'

type Tally = Omit<ReportCounts, 'medianMs'> & { waits: number[] }
type StepTally = { title: Text; passed: number; returned: number; late: number; stays: number[] }
type PostTally = {
  title: Text
  group: string | null
  acted: number
  returned: number
  late: number
  stays: number[]
}
type Counted = keyof Omit<Tally, 'waits'>

const noTally = (): Tally => ({
  begun: 0,
  published: 0,
  corrected: 0,
  withdrawn: 0,
  ended: 0,
  returned: 0,
  late: 0,
  underWay: 0,
  waits: [],
})

/** What a report is made of, added request by request. Instants are ms since 1970; `end` does not belong to the period. */
export class ReportFold {
  readonly #start: number
  readonly #total = noTally()
  readonly #groups = new Map<string, Tally>()
  readonly #categories = new Map<string, Tally>()
  readonly #months = new Map<string, Tally>()
  readonly #steps = new Map<string, Map<string, StepTally>>()
  readonly #posts = new Map<string, PostTally>()
  readonly #reasons = new Map<string, { title: Text; count: number }>()

  constructor(start: number) {
    this.#start = start
  }

  /** Adds a request, of which the events up to the end of the period are given, each with the version that it was taken on. */
  add(request: ReportedRequest, versions: (hash: string) => Procedure): void {
    const { procedure, groupId, category, events } = request
    // A draft that its owner deleted was no work of the office.
    if (events.some(({ type }) => type === discarded)) return
    const tallies = [
      this.#total,
      tallyOf(this.#groups, groupId),
      ...(category === null ? [] : [tallyOf(this.#categories, category)]),
    ]
    const past = noPast()
    let wasPublished = false
    let revision = 0
    for (const event of events) {
      const version = versions(event.procedureHash)
      const since = new Map(past.since)
      const figures = figuresOfEvent(procedure, version.chart, event, past)
      const { isPublic: was } = placeOf(version, event.fromSteps)
      const { isPublic: is, hasEnded } = placeOf(version, event.toSteps)
      const isCorrection = was && is && revision > 0 && event.contentRevision > revision
      revision = event.contentRevision
      const publishes = !was && is && event.type !== moved
      const isFirst = publishes && !wasPublished
      wasPublished ||= is
      if (event.at < this.#start) continue
      const month = tallyOf(this.#months, bangkokDay(event.at).slice(0, 7))
      const count = (what: Counted) => {
        for (const tally of [...tallies, month]) tally[what] += 1
      }
      const late = figures.filter(
        ({ what, name }) => what === 'stay' && isLate(version, { step: name, since: since.get(name), event }),
      )
      if (figures.some(({ what }) => what === 'begun')) count('begun')
      if (publishes) count('published')
      if (isFirst) for (const { waits } of tallies) waits.push(event.at - past.begunAt)
      if (isCorrection) count('corrected')
      if (was && !is && event.type !== moved) count('withdrawn')
      if (hasEnded && !was) count('ended')
      const returned = figures.some(({ what }) => what === 'returned')
      if (returned) count('returned')
      if (late.length > 0) count('late')
      this.#addSteps(version, procedure, figures, late)
      this.#addPost(version, event, { returned, late: late.length > 0, figures })
    }
    const last = events.at(-1)
    if (!last) return
    const { isPublic, hasEnded } = placeOf(versions(last.procedureHash), last.toSteps)
    if (!isPublic && !hasEnded) for (const tally of tallies) tally.underWay += 1
  }

  #addSteps(version: Procedure, procedure: string, figures: FigureTable[], late: FigureTable[]): void {
    const steps = this.#steps.get(procedure) ?? new Map<string, StepTally>()
    this.#steps.set(procedure, steps)
    const at = (step: string) => {
      const { title } = metaOfStep(version.chart, step)
      const known = steps.get(step) ?? { title, passed: 0, returned: 0, late: 0, stays: [] }
      // The newest version that was met says what the step is called.
      known.title = title
      steps.set(step, known)
      return known
    }
    for (const { what, name, ms } of figures)
      if (what === 'stay') {
        const step = at(name)
        step.passed += 1
        step.stays.push(ms)
      } else if (what === 'end') at(name).passed += 1
      else if (what === 'returned') at(name).returned += 1
      else if (what === 'reason') {
        const [th, en] = JSON.parse(name) as [string, string]
        const known = this.#reasons.get(th) ?? { title: { th, en }, count: 0 }
        known.count += 1
        this.#reasons.set(th, known)
      }
    for (const { name } of late) at(name).late += 1
  }

  #addPost(
    version: Procedure,
    event: ReportedEvent,
    { returned, late, figures }: { returned: boolean; late: boolean; figures: FigureTable[] },
  ): void {
    const held = actedAsOf(version, event)
    // A beginning, a hand-over and a move are no act of a chart's post.
    if (
      !held ||
      figures.some(({ what }) => what === 'begun') ||
      event.type === handedOver ||
      event.type === moved
    )
      return
    const group = held.role === 'owner' ? null : held.group
    const key = JSON.stringify([held.role, group])
    const title = held.role === 'owner' ? roleTitle(version, 'owner') : held.title
    const post = this.#posts.get(key) ?? { title, group, acted: 0, returned: 0, late: 0, stays: [] }
    this.#posts.set(key, post)
    post.acted += 1
    if (returned) post.returned += 1
    if (late) post.late += 1
    for (const { what, ms } of figures) if (what === 'stay') post.stays.push(ms)
  }

  /** The report; names of groups, kinds and procedures are given, those of steps and posts were met. */
  report(names: ReportNames, { from, until, today }: { from: string; until: string; today: string }): Report {
    const of = (tallies: Map<string, Tally>, titles: Map<string, Text>) =>
      inOrderOf(tallies, titles).map(([id, tally]) => ({
        id,
        title: titles.get(id) ?? { th: id, en: id },
        ...countsOf(tally),
      }))
    return {
      from,
      until,
      total: countsOf(this.#total),
      groups: of(this.#groups, names.groups),
      categories: of(this.#categories, names.categories),
      months: monthsOf(from, until < today ? until : today).map((id) => {
        const { waits: _, underWay: __, ...counts } = this.#months.get(id) ?? noTally()
        return { id, ...counts }
      }),
      steps: [...this.#steps].flatMap(([procedure, steps]) =>
        inOrderOf(steps, names.steps.get(procedure) ?? new Map()).map(([id, { stays, ...step }]) => ({
          id,
          procedure: {
            id: procedure,
            title: names.procedures.get(procedure) ?? { th: procedure, en: procedure },
          },
          ...step,
          medianMs: medianOf(stays),
          longestMs: stays.length === 0 ? null : stays.reduce((one, other) => Math.max(one, other), 0),
        })),
      ),
      posts: [...this.#posts]
        .map(([id, { stays, group, ...post }]) => ({
          id,
          ...post,
          group: group === null ? null : (names.groups.get(group) ?? { th: group, en: group }),
          medianMs: medianOf(stays),
        }))
        .sort((a, b) => b.acted - a.acted || (a.id < b.id ? -1 : 1)),
      reasons: [...this.#reasons.values()].sort(
        (a, b) => b.count - a.count || (a.title.th < b.title.th ? -1 : 1),
      ),
    }
  }
}

export type ReportNames = {
  groups: Map<string, Text>
  categories: Map<string, Text>
  procedures: Map<string, Text>
  /** By procedure, the steps of the version in force in their order. */
  steps: Map<string, Map<string, Text>>
}

function tallyOf(tallies: Map<string, Tally>, id: string): Tally {
  const tally = tallies.get(id) ?? noTally()
  tallies.set(id, tally)
  return tally
}

function countsOf({ waits, ...counts }: Tally): ReportCounts {
  return { ...counts, medianMs: medianOf(waits) }
}

/** The value in the middle, or the mean of the two in the middle; null of none. */
export function medianOf(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const half = (sorted.length - 1) / 2
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
}

/** In the order of the names; what has none comes last, by its id. */
function inOrderOf<Value>(found: Map<string, Value>, names: Map<string, unknown>): [string, Value][] {
  const place = new Map([...names.keys()].map((id, index) => [id, index]))
  const at = (id: string) => place.get(id) ?? place.size
  return [...found].sort(([one], [other]) => at(one) - at(other) || (one < other ? -1 : 1))
}

/** Every month (YYYY-MM) that a period touches. */
function monthsOf(from: string, until: string): string[] {
  const months: string[] = []
  let [year = 0, month = 0] = from.split('-').map(Number)
  for (;;) {
    const id = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
    if (id > until.slice(0, 7)) return months
    months.push(id)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
}

const places = new WeakMap<Procedure, Map<string, { isPublic: boolean; hasEnded: boolean }>>()

/** Whether a request that stands at these steps (their JSON) is public, and whether it has ended. */
function placeOf(version: Procedure, json: string): { isPublic: boolean; hasEnded: boolean } {
  const known = places.get(version) ?? new Map<string, { isPublic: boolean; hasEnded: boolean }>()
  places.set(version, known)
  const steps = JSON.parse(json) as string[]
  const place = known.get(json) ?? {
    isPublic: standsTagged(version.chart, steps, 'public'),
    // Only an end of the chart itself; one within a step is where a part of it has come to its end.
    hasEnded: steps.every((step) => !step.includes('.') && nodeAt(version.chart, [step])?.type === 'final'),
  }
  known.set(json, place)
  return place
}

/**
 * Whether a stay was late: at a step that the document wants done at once it lasted beyond its day, or a deadline ended
 * it. That the period of what is public has ended is no lateness, and no number of days is ever made up.
 */
function isLate(
  version: Procedure,
  { step, since, event }: { step: string; since: number | undefined; event: ReportedEvent },
): boolean {
  if (since === undefined) return false
  if (delayOf(event.type) !== undefined) return !placeOf(version, event.fromSteps).isPublic
  return metaOfStep(version.chart, step).promptly !== undefined && bangkokDay(since) < bangkokDay(event.at)
}
