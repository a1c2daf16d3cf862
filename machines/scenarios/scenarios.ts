import type { Text } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import {
  begin,
  type ChartSnapshot,
  mayOf,
  type Refused,
  step,
  type Taken,
  transitionsHere,
} from '../run/step.ts'
import type { Actor } from '../run/vocabulary.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'
import { endedElsewhere, endedWell, notRefused, refusedAsExpected, refusedAt } from './scenario-words.ts'

export type ScenarioRun = { passed: boolean; sentence: Text }

/** The group of a rehearsed request, and when it begins: long ago, so that a day in it never is over by itself. */
export const rehearsalGroup = 'rehearsal'
export const rehearsalStart: number = Date.parse('2000-01-03T02:00:00Z')

/**
 * Who acts in a rehearsal. The same role and letter is the same person; a letter with a star (`*A`) is one person in
 * whatever role, to try the separation of duties. `group`: the request's own, or the group that the choice's `may` names.
 */
export function rehearsalActor(role: string, letter: string, office: string, group: string | null): Actor {
  const person = letter.startsWith('*') ? letter : `${role} ${letter}`
  if (role === 'owner') return { person, appointments: [] }
  const capacity = 'holder'
  return { person, appointments: [{ id: person, office, group, role, capacity, orderNumber: null }] }
}

/** The actor of a rehearsed choice, appointed in the group that the choice's `may` names, else in the request's own. */
export function actorOfChoice(
  { procedure }: Compiled,
  snapshot: ChartSnapshot,
  { type, role, person }: { type: string; role: string; person: string },
): Actor {
  const mays = transitionsHere(snapshot).flatMap((one) => (one.eventType === type ? (mayOf(one) ?? []) : []))
  const may = mays.find(({ as }) => [as].flat().includes(role))
  return rehearsalActor(role, person, procedure.office, may?.group ?? rehearsalGroup)
}

/** The content of a rehearsed request: its newest revision, and whether that one is frozen. */
export type RehearsedContent = { revision: number; frozen: boolean }
export const firstContent: RehearsedContent = { revision: 1, frozen: false }

/** Whoever may write does: what was frozen stays as it was, the change goes into the next revision. */
export function contentAfter(content: RehearsedContent, snapshot: ChartSnapshot): RehearsedContent {
  const frozen = content.frozen || snapshot.context.revision === content.revision
  return frozen && snapshot.hasTag('editable')
    ? { revision: content.revision + 1, frozen: false }
    : { ...content, frozen }
}

/** Takes a scenario's steps by the engine itself and says whether it ends as it must; a deadline that falls due fires. */
export function runScenario(compiled: Compiled, scenario: Scenario): ScenarioRun {
  const { steps, expected } = scenario
  const rehearsal = new Rehearsal(compiled, scenario)
  for (const [index, one] of steps.entries()) {
    const answer = rehearsal.take(one)
    const last = index === steps.length - 1
    if (!answer.ok)
      return last && expected.refused
        ? passed(refusedAsExpected(compiled, one))
        : failed(refusedAt(compiled, index, one, answer, rehearsal.steps))
  }
  if (expected.refused) return failed(notRefused(compiled, steps.at(-1)))
  const ended = rehearsal.steps
  const asExpected = ended.join() === [...expected.steps].sort().join()
  return asExpected
    ? passed(endedWell(compiled, ended))
    : failed(endedElsewhere(compiled, ended, expected.steps))
}

/** A request of nobody's, with its clock, its running deadlines and its content, kept in memory. */
class Rehearsal {
  private at: Taken
  private readonly compiled: Compiled
  private now = rehearsalStart
  private armed = new Map<string, number>()
  private content = firstContent

  constructor(compiled: Compiled, { steps }: Scenario) {
    this.compiled = compiled
    const owner = steps.find(({ role }) => role === 'owner')?.person ?? 'A'
    this.at = begin(compiled, {
      office: compiled.procedure.office,
      group: rehearsalGroup,
      owner: rehearsalActor('owner', owner, '', null).person,
      at: this.now,
      holidays: noHolidays,
    })
    this.settle(this.at)
  }

  get steps(): string[] {
    return stepsOf(this.at.snapshot.value).sort()
  }

  take(wanted: ScenarioStep): Taken | Refused {
    this.now += wanted.after
    const named = this.armed.get(wanted.type)
    // A deadline that was asked for by name passes, however far it lies ahead.
    if (named !== undefined) this.now = Math.max(this.now, named)
    for (let due = this.nextDue(); due; due = this.nextDue()) {
      const answer = this.send(due, null, {})
      if (due === wanted.type) return answer
    }
    if (wanted.role === null) return { ok: false, code: 'transition_not_available' }
    const { type, role, person, data } = wanted
    const actor = actorOfChoice(this.compiled, this.at.snapshot, { type, role, person: person ?? 'A' })
    return this.send(type, actor, data)
  }

  private nextDue(): string | undefined {
    const due = [...this.armed].filter(([, dueAt]) => dueAt <= this.now)
    return due.sort(([, a], [, b]) => a - b)[0]?.[0]
  }

  private send(type: string, actor: Actor | null, data: Record<string, unknown>): Taken | Refused {
    const fromTimer = actor === null
    const at = fromTimer ? (this.armed.get(type) ?? this.now) : this.now
    if (fromTimer) this.armed.delete(type)
    const event = { type, at, actor, revision: this.content.revision, data, holidays: noHolidays }
    const answer = step(this.compiled, this.at.snapshot, event, { fromTimer })
    if (answer.ok) this.settle(answer)
    return answer
  }

  private settle(taken: Taken): void {
    this.at = taken
    for (const id of taken.cancelled) this.armed.delete(id)
    for (const { id, dueAt } of taken.timers) this.armed.set(id, dueAt)
    if (taken.snapshot.status !== 'active') this.armed.clear()
    this.content = contentAfter(this.content, taken.snapshot)
  }
}

/** A rehearsal knows no holidays, so that it goes alike in every year. */
export const noHolidays: ReadonlySet<string> = new Set()
const passed = (sentence: Text): ScenarioRun => ({ passed: true, sentence })
const failed = (sentence: Text): ScenarioRun => ({ passed: false, sentence })
