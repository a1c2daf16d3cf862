import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../machines/procedure/resolved-need.ts'
import type { PathStep } from '../../machines/proofs/proofs.ts'
import { choices } from '../../machines/run/choices.ts'
import { type Compiled, compile } from '../../machines/run/compile.ts'
import { stepsOf } from '../../machines/run/standing.ts'
import { begin, type ChartSnapshot, step, type Taken } from '../../machines/run/step.ts'
import { type Actor, type Appointment, type Context, capacities } from '../../machines/run/vocabulary.ts'

const at = Date.parse('2026-11-20T03:00:00Z')
const holidays: ReadonlySet<string> = new Set()

/** Something that happened on a walk, as an onlooker notes it down, apart from what the chart itself remembers. */
export type Noted = { type: string; by: string | null; revision: number; from: string[]; to: string[] }

/** A request that is taken for a walk: by the engine, with the content kept as the API keeps it. */
export class Walk {
  readonly compiled: Compiled
  snapshot: ChartSnapshot
  armed = new Map<string, number>()
  contentRevision = 1
  frozen = false

  constructor(compiled: Compiled) {
    this.compiled = compiled
    const first = begin(this.compiled, { office: 'office', group: 'ict', owner: 'owner', at, holidays })
    this.snapshot = first.snapshot
    this.settle(first)
  }

  get context(): Context {
    return this.snapshot.context
  }

  /** The owner, or whoever may, writes: what was frozen stays, the change goes into the next revision. */
  write(): void {
    if (!this.snapshot.hasTag('editable') || !this.frozen) return
    this.contentRevision += 1
    this.frozen = false
  }

  send(type: string, actor: Actor | null, data: Record<string, unknown>): Noted | undefined {
    const event = { type, at, actor, revision: this.contentRevision, data, holidays }
    const from = stepsOf(this.snapshot.value)
    const answer = step(this.compiled, this.snapshot, event, { fromTimer: actor === null })
    if (!answer.ok) return undefined
    if (actor === null) this.armed.delete(type)
    this.settle(answer)
    const { revision } = this.context
    return { type, by: actor?.person ?? null, revision, from, to: stepsOf(this.snapshot.value) }
  }

  private settle({ snapshot, timers, cancelled }: Taken): void {
    this.snapshot = snapshot
    for (const id of cancelled) this.armed.delete(id)
    for (const { id, dueAt } of timers) this.armed.set(id, dueAt)
    if (snapshot.context.revision === this.contentRevision) this.frozen = true
  }
}

/** Chooses one of so many, by chance. */
export type Dice = (sides: number) => number
/** Dice that fall the same way for the same seed (mulberry32), so that a failure can be played again. */
export function diceOf(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides)
  }
}
const oneOf = <Item>(dice: Dice, items: Item[]): Item | undefined => items[dice(items.length)]

/** A few people, who hold some of the roles each, in whatever capacity; the owner is one of them. */
export function somePeople({ roles }: Procedure, dice: Dice): Actor[] {
  return ['owner', 'anong', 'boonmee', 'chai'].map((person) => ({
    person,
    appointments: roles.flatMap(({ id: role }): Appointment[] =>
      dice(2) === 0
        ? []
        : [
            {
              id: `${person} ${role}`,
              office: 'office',
              group: oneOf(dice, ['ict', 'ict', 'ict', 'law']) ?? null,
              role,
              capacity: oneOf(dice, [...capacities]) ?? 'holder',
              orderNumber: null,
            },
          ],
    ),
  }))
}

/** One chance thing that can happen next; undefined where it was refused or nothing is there to do. */
export function wander(walk: Walk, people: Actor[], dice: Dice): Noted | undefined {
  if (dice(2) === 0) walk.write()
  if (walk.armed.size > 0 && dice(6) === 0) {
    const type = oneOf(dice, [...walk.armed.keys()])
    return type === undefined ? undefined : walk.send(type, null, {})
  }
  const actor = oneOf(dice, people)
  if (!actor) return undefined
  // Now and then what is refused is tried too, and what ends the request: more often the walk goes on.
  const all = choices(walk.compiled, walk.snapshot, actor)
  const open = all.filter(({ allowed }) => allowed)
  const onward = open.filter(({ type }) => type !== 'WITHDRAW' && type !== 'TAKE_DOWN')
  const choice = oneOf(dice, dice(8) === 0 ? all : dice(8) === 0 ? open : onward)
  return choice && walk.send(choice.type, actor, dataFor(choice.needs, dice))
}

function dataFor(needs: ResolvedNeed[], dice: Dice): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const need of needs) {
    if ('required' in need && !need.required && dice(2) === 0) continue
    if (need.field === 'publishUntil')
      data.publishUntil = oneOf(dice, ['2027-01-31', '2027-06-30', '2028-01-31'])
    else if ('type' in need && need.type === 'checkboxes') {
      const options = (need.options ?? []).map(({ id }) => id)
      const some = options.filter(() => dice(2) === 0)
      data[need.field] = some.length > 0 ? some : options.slice(0, 1)
    } else if ('type' in need)
      data[need.field] =
        oneOf(
          dice,
          (need.options ?? []).map(({ id }) => id),
        ) ?? 'text'
  }
  return data
}

/** Whether a path that the proofs tell can be walked as told, by the engine, whatever has to be filled in on the way. */
export function canBeWalked(procedure: Procedure, path: PathStep[]): boolean {
  const compiled = compile(procedure)
  const owner = path.find(({ role }) => role === 'owner')?.person
  const groups = ['ict', 'law', 'finance']
  const actorOf = ({ role, person }: PathStep): Actor | null => {
    if (role === null || person === null) return null
    const name = person === owner ? 'owner' : person
    const appointment = (group: string) => ({
      ...{ id: `${name} ${role} ${group}`, office: 'office', group, role },
      ...{ capacity: 'holder' as const, orderNumber: null },
    })
    return { person: name, appointments: role === 'owner' ? [] : groups.map(appointment) }
  }
  // What has to be filled in is not told, so by chance until it fits; few paths ask for anything at all.
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (walked(compiled, path, actorOf, diceOf(attempt))) return true
  }
  return false
}

function walked(
  compiled: Compiled,
  path: PathStep[],
  actorOf: (one: PathStep) => Actor | null,
  dice: Dice,
): boolean {
  const walk = new Walk(compiled)
  return path.every((one) => {
    walk.write()
    const actor = actorOf(one)
    const choice =
      actor &&
      choices(walk.compiled, walk.snapshot, actor).find(({ type, allowed }) => type === one.type && allowed)
    if (actor && !choice) return false
    const noted = walk.send(one.type, actor, choice ? dataFor(choice.needs, dice) : {})
    return noted?.from.join() === one.from.join() && noted.to.join() === one.to.join()
  })
}
