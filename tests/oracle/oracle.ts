import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import { isEmpty } from '../../machines/procedure/field-value.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../machines/procedure/resolved-need.ts'
import { prove } from '../../machines/proofs/proofs.ts'
import { choices, unitedNeeds } from '../../machines/run/choices.ts'
import { type Compiled, compile } from '../../machines/run/compile.ts'
import { stepsOf } from '../../machines/run/standing.ts'
import { begin, type ChartSnapshot, permit, step, type Taken } from '../../machines/run/step.ts'
import { endOfBangkokDay } from '../../machines/run/thai-time.ts'
import type { Actor, Appointment, Context } from '../../machines/run/vocabulary.ts'
import {
  type Construct,
  constructs,
  constructsOf,
  type Dice,
  diceOf,
  randomProcedure,
  roles,
} from './random-procedure.ts'

const at = Date.parse('2026-11-20T03:00:00Z')
const holidays: ReadonlySet<string> = new Set()
const office = 'oracle'

/** A proof that was said to hold, and a walk in the engine that breaks it. */
export type Broken = { seed: number; walk: number; proof: string; events: string[] }
export type Counts = {
  procedures: number
  /** Made by chance and refused by the checks. */
  unsound: number
  walks: number
  events: number
  /** Walks that came to the public at least once. */
  published: number
  /** Times that something was compared with a proof that holds, by the kind of proof. */
  compared: Map<string, number>
  present: Map<string, number>
  pairs: Map<string, number>
}

export const noCounts = (): Counts => ({
  ...{ procedures: 0, unsound: 0, walks: 0, events: 0, published: 0 },
  ...{ compared: new Map(), present: new Map(), pairs: new Map() },
})
const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

/** One event as an onlooker notes it, apart from what the chart itself remembers. */
type Noted = { type: string; by: string | null; revision: number; moved: boolean }

/** Proves a procedure made from a seed, then walks it in the engine; the first walk that breaks a proof is told. */
export function tryProcedure(seed: number, walks: number, counts: Counts): Broken | undefined {
  const made = randomProcedure(seed)
  const checked = checkProcedure(made)
  if (!checked.ok) {
    counts.unsound += 1
    return undefined
  }
  const { procedure } = checked
  counts.procedures += 1
  const used = [...constructsOf(procedure)].sort()
  used.forEach((one, index) => {
    count(counts.present, one)
    for (const other of used.slice(index + 1)) count(counts.pairs, `${one} + ${other}`)
  })
  const proofs = proofsOf(procedure)
  if (typeof proofs === 'string') return { seed, walk: 0, proof: proofs, events: [] }
  const claims: Claims = {
    holds: new Set(proofs.flatMap(({ id, outcome }) => (outcome === 'holds' ? [id] : []))),
    ids: new Set(proofs.map(({ id }) => id)),
    unreached: new Set(
      proofs.flatMap(({ id, outcome, steps }) =>
        outcome === 'violated' && id.startsWith('reachable:') ? steps : [],
      ),
    ),
  }
  const compiled = compile(procedure)
  for (let walk = 0; walk < walks; walk += 1) {
    const walker = new Walker(compiled, claims, counts, diceOf(seed * 1000 + walk))
    const proof = walker.walk(45)
    counts.walks += 1
    counts.events += walker.told.length
    if (walker.published) counts.published += 1
    if (proof !== undefined) return { seed, walk, proof, events: walker.told }
  }
  return undefined
}

/** The proofs, or the words with which they gave up, which is a fault as well. */
function proofsOf(procedure: Procedure): ReturnType<typeof prove> | string {
  try {
    return prove(procedure, { holders: [], groups: [] })
  } catch (error) {
    return `the proofs fail: ${error instanceof Error ? error.message : String(error)}`
  }
}

type Claims = { holds: Set<string>; ids: Set<string>; unreached: Set<string> }

class Walker {
  readonly told: string[] = []
  published = false
  readonly #compiled: Compiled
  readonly #procedure: Procedure
  readonly #claims: Claims
  readonly #counts: Counts
  readonly #dice: Dice
  readonly #people: Actor[]
  #snapshot: ChartSnapshot
  #armed = new Map<string, number>()
  #content = 1
  #round: Noted[] = []
  #ever: Noted[] = []
  #froze: string | null = null

  constructor(compiled: Compiled, claims: Claims, counts: Counts, dice: Dice) {
    this.#compiled = compiled
    this.#procedure = compiled.procedure
    this.#claims = claims
    this.#counts = counts
    this.#dice = dice
    this.#people = somePeople(dice)
    const first = begin(compiled, { office, group: 'ict', owner: 'owner', at, holidays })
    this.#snapshot = first.snapshot
    this.#arm(first)
  }

  /** Goes so many events far; answers the proof that was broken. */
  walk(length: number): string | undefined {
    for (let turn = 0; turn < length && this.#snapshot.status === 'active'; turn += 1) {
      const context = this.#snapshot.context
      // Whoever may write does, or leaves it as it is.
      if (this.#snapshot.hasTag('editable') && context.revision === this.#content && this.#dice(3) > 0)
        this.#content += 1
      const broken = this.#turn()
      if (broken !== undefined) return broken
    }
    return undefined
  }

  #arm({ timers, cancelled }: Pick<Taken, 'timers' | 'cancelled'>): void {
    for (const id of cancelled) this.#armed.delete(id)
    for (const { id, dueAt } of timers) this.#armed.set(id, dueAt)
  }

  #turn(): string | undefined {
    if (this.#armed.size > 0 && this.#dice(8) === 0) {
      const type = [...this.#armed.keys()][this.#dice(this.#armed.size)]
      return type === undefined ? undefined : this.#send(type, null, {})
    }
    const actor = this.#people[this.#dice(this.#people.length)]
    if (!actor) return undefined
    const open = choices(this.#compiled, this.#snapshot, actor).filter(({ allowed }) => allowed)
    const onward = open.filter(({ type }) => !['WITHDRAW', 'STOP', 'TAKE_DOWN'].includes(type))
    const offered = onward.length > 0 && this.#dice(12) > 0 ? onward : open
    const choice = offered[this.#dice(offered.length)]
    if (!choice) return undefined
    const asked = { type: choice.type, at, actor, revision: this.#content, data: {}, holidays }
    const permitted = permit(this.#compiled, this.#snapshot, asked)
    // What the API reads for the event, what a submission says of the form among it.
    const needs = permitted.ok ? unitedNeeds(permitted.transitions, this.#procedure) : choice.needs
    if (needs.some(({ field }) => field === 'revision') && this.#content === this.#snapshot.context.revision)
      return undefined
    return this.#send(choice.type, actor, dataFor(needs, this.#snapshot.context, this.#dice))
  }

  #send(type: string, actor: Actor | null, data: Record<string, unknown>): string | undefined {
    const before = this.#snapshot
    const event = { type, at, actor, revision: this.#content, data, holidays }
    const answer = step(this.#compiled, before, event, { fromTimer: actor === null })
    if (!answer.ok) return undefined
    if (actor === null) this.#armed.delete(type)
    this.#arm(answer)
    const after = answer.snapshot
    this.#snapshot = after
    const { revision, decisions }: Context = after.context
    const moved = stepsOf(before.value).join() !== stepsOf(after.value).join()
    const noted: Noted = { type, by: actor?.person ?? null, revision, moved }
    this.told.push(`${type} by ${noted.by} r${revision} -> ${stepsOf(after.value).join('+')}`)
    if (before.context.revision !== revision) this.#froze = noted.by
    const broken = this.#rule(noted)
    this.#ever.push(noted)
    // The chart has made an end of the round's decisions, this one included.
    if (decisions.length === 0) this.#round = []
    else if (actor) this.#round.push(noted)
    return broken ?? this.#judge(before, noted)
  }

  #compare(kind: string, proof: string, kept: () => boolean): string | undefined {
    if (!this.#claims.holds.has(proof)) return undefined
    count(this.#counts.compared, kind)
    return kept() ? undefined : proof
  }

  /** A rule of the office, with what was noted before this event. */
  #rule({ type }: Noted): string | undefined {
    for (const { id, kind, event, other } of this.#procedure.rules) {
      if (type !== event) continue
      const past = kind === 'neverBefore' ? this.#ever : this.#round
      const broken = this.#compare('rule', `rule:${id}`, () => past.some((one) => one.type === other))
      if (broken) return broken
    }
    return undefined
  }

  #judge(before: ChartSnapshot, noted: Noted): string | undefined {
    const after = this.#snapshot
    const { revision, values }: Context = after.context
    for (const leaf of stepsOf(after.value)) {
      const lost = leaf.split('.').map((_, index, names) => names.slice(0, index + 1).join('.'))
      if (lost.some((path) => this.#claims.unreached.has(path))) return `reachable:${leaf}`
    }
    if (!after.hasTag('public')) return undefined
    this.published = true
    const revised = before.context.revision !== revision
    const entered = !before.hasTag('public')
    const current = this.#round.filter((one) => one.revision === revision)
    const missing = this.#procedure.requires.filter((type) => !current.some((one) => one.type === type))
    const checks: (string | undefined)[] = []
    if (entered) {
      checks.push(this.#compare('frozen', 'frozen', () => revision > 0))
      for (const type of this.#procedure.requires)
        checks.push(this.#compare('requires', `requires:${type}`, () => !missing.includes(type)))
      checks.push(this.#compare('periodSet', 'periodSet', () => typeof values.publishUntil === 'string'))
      checks.push(
        this.#compare('secondPerson', 'secondPerson', () =>
          current.some(({ by, moved }) => by !== this.#froze && moved),
        ),
      )
      for (const id of this.#claims.holds) {
        const [kind, earlier, later] = id.split(':')
        if (kind !== 'apart' || !this.#procedure.requires.includes(later ?? '')) continue
        const [one, other] = [earlier, later].map((type) => current.findLast((taken) => taken.type === type))
        if (one && other && one !== other) checks.push(this.#compare('apart', id, () => one.by !== other.by))
      }
    } else if (revised && missing.length > 0 && !this.#claims.ids.has('bounded')) {
      count(this.#counts.compared, 'corrected')
      if (!this.#claims.ids.has(`corrected:${noted.type}`)) checks.push(`corrected:${noted.type}`)
    }
    if (typeof values.publishUntil === 'string')
      checks.push(this.#compare('period', 'period', () => this.#comesDown()))
    return checks.find((one) => one !== undefined)
  }

  /** Whether a deadline that runs takes it off the site at the end of the period as it is set now. */
  #comesDown(): boolean {
    const due = Math.max(at, endOfBangkokDay(String(this.#snapshot.context.values.publishUntil)))
    return [...this.#armed].some(([type, dueAt]) => {
      if (!type.startsWith('xstate.after.publishUntil.') || dueAt !== due) return false
      const event = { type, at, actor: null, revision: this.#content, data: {}, holidays }
      const answer = step(this.#compiled, this.#snapshot, event, { fromTimer: true })
      return answer.ok && !answer.snapshot.hasTag('public')
    })
  }
}

/** The owner, one person for each role, and three who hold several, the owner among them. */
function somePeople(dice: Dice): Actor[] {
  const held = (person: string, role: string): Appointment => ({
    ...{ id: `${person} ${role}`, office, role, capacity: 'holder', orderNumber: null },
    group: dice(5) === 0 ? 'law' : 'ict',
  })
  const some = (person: string) => roles.filter(() => dice(2) === 0).map((role) => held(person, role))
  return [
    ...['owner', 'anong', 'boonmee'].map((person) => ({ person, appointments: some(person) })),
    ...roles.map((role) => ({ person: `only ${role}`, appointments: [held(`only ${role}`, role)] })),
  ]
}

/** Those that conditions name, and some between and around them. */
const days = [
  '2027-01-30',
  '2027-01-31',
  '2027-03-31',
  '2027-06-30',
  '2027-12-31',
  '2028-01-31',
  '2028-02-01',
]

/** What an event carries; what it leaves empty ends the value that stood, as the API records it. */
function dataFor(needs: ResolvedNeed[], { values }: Context, dice: Dice): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const need of needs) {
    if ('required' in need && !need.required && dice(2) === 0) {
      if (!isEmpty(values[need.field])) data[need.field] = null
      continue
    }
    if (need.field === 'publishUntil' || need.field === 'due') data[need.field] = days[dice(days.length)]
    else if ('options' in need && need.options) {
      const ids = need.options.map(({ id }) => id)
      const ticked = ids.filter(() => dice(2) === 0)
      data[need.field] =
        need.type === 'checkboxes' ? (ticked.length > 0 ? ticked : ids.slice(0, 1)) : ids[dice(ids.length)]
    }
  }
  return data
}

/** What was tried, in lines: by construct and by pair, and how much of it came to the public. */
export function report(counts: Counts): string[] {
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`
  const sorted = (map: Map<string, number>) => [...map].sort(([, a], [, b]) => b - a)
  const all: Construct[] = [...constructs]
  const pairs = all.flatMap((one, index) =>
    all.slice(index + 1).map((other) => [one, other].sort().join(' + ')),
  )
  const missing = pairs.filter((pair) => !counts.pairs.has(pair))
  const rarest = pairs
    .filter((pair) => counts.pairs.has(pair))
    .sort((a, b) => (counts.pairs.get(a) ?? 0) - (counts.pairs.get(b) ?? 0))
  return [
    `${counts.procedures} procedures (${counts.unsound} more were refused by the checks), ${counts.walks} walks, ${counts.events} events`,
    `${counts.published} walks came to the public (${share(counts.published, counts.walks)})`,
    `compared with proofs that hold: ${sorted(counts.compared)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')}`,
    `procedures by construct: ${all.map((one) => `${one} ${counts.present.get(one) ?? 0}`).join(', ')}`,
    `pairs of constructs: ${pairs.length - missing.length} of ${pairs.length}`,
    ...(missing.length > 0 ? [`pairs that were not tried: ${missing.join(', ')}`] : []),
    `rarest pairs: ${rarest
      .slice(0, 10)
      .map((pair) => `${pair} ${counts.pairs.get(pair)}`)
      .join(', ')}`,
  ]
}
