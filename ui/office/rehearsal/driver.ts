import type { AnyActorRef, InspectionEvent } from 'xstate'
import type { Meta, Text } from '../../../machines/procedure/procedure.ts'
import { roleTitle } from '../../../machines/procedure/titles.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import {
  firstReminders,
  nextReminder,
  remindersOfTimer,
  type SetReminder,
} from '../../../machines/run/reminders.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import { type ChartSnapshot, transitionsHere } from '../../../machines/run/step.ts'
import { type Actor, withEventTime } from '../../../machines/run/vocabulary.ts'
import type { ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import {
  actorOfChoice,
  contentAfter,
  firstContent,
  noHolidays,
  type RehearsedContent,
  rehearsalGroup,
  rehearsalStart,
} from '../../../machines/scenarios/scenarios.ts'
import { ownersLetter, type Rehearsed, type SentReminder } from './rehearsed.ts'

/** Time passes by hand only: no deadline of the chart may fire by the browser's own clock. */
const stoppedClock = { setTimeout: () => 0, clearTimeout: () => {} }

/**
 * Drives a living actor of the compiled chart as the server drives a stored snapshot: events carry the actor and the
 * time, and a deadline passes as the timer loop lets it pass, by its event at its due time.
 */
export class Driver {
  /** What the actor is to be created with. */
  readonly options
  past: Rehearsed[]
  now: number
  private readonly compiled: Compiled
  private actor: AnyActorRef | undefined
  private readonly timers: Map<string, number>
  private content: RehearsedContent
  private set: SetReminder[]
  /** The reminders that would have been sent by now, in their order. */
  sent: SentReminder[]
  private lastAt: number

  constructor(compiled: Compiled, start: Rehearsed[]) {
    const from = start.at(-1)?.after
    this.compiled = compiled
    this.past = start
    this.now = from?.now ?? rehearsalStart
    this.lastAt = this.now
    this.timers = new Map(from?.timers)
    this.content = from?.content ?? firstContent
    this.set = from?.reminders ?? []
    this.sent = from?.sent ?? []
    const office = compiled.procedure.office
    const input = {
      office,
      group: rehearsalGroup,
      owner: ownersLetter,
      at: rehearsalStart,
      holidays: noHolidays,
    }
    this.options = {
      clock: stoppedClock,
      inspect: (event: InspectionEvent) => this.noteTimers(event),
      ...(from ? { snapshot: from.snapshot as never } : { input }),
    }
  }

  attach(actor: AnyActorRef): void {
    this.actor = actor
  }

  /** The running deadlines, the next one first. */
  get deadlines(): { id: string; dueAt: number }[] {
    return [...this.timers].sort(([, a], [, b]) => a - b).map(([id, dueAt]) => ({ id, dueAt }))
  }

  /** The reminders that are still to come, the next one first. */
  get reminders(): (SetReminder & { next: number })[] {
    return this.set
      .flatMap(({ next, ...one }) => (next === null ? [] : { ...one, next }))
      .sort((a, b) => a.next - b.next)
  }

  /** Takes a choice now; a scenario will wait as long before it as this rehearsal has. */
  take(step: Omit<ScenarioStep, 'after'>): void {
    this.perform({ ...step, after: this.now - this.lastAt })
  }

  passDeadline(id: string): void {
    this.passTo(this.timers.get(id) ?? this.now, id)
  }

  wait(ms: number): void {
    this.passTo(this.now + ms, null)
  }

  /** Takes the steps of a saved path one after another; one that is refused ends it. */
  replay(steps: ScenarioStep[]): void {
    for (const step of steps) {
      const before = this.past
      this.perform(step)
      if (this.past === before) return
    }
  }

  /** The same two actions of the engine that `step` turns into rows of the timer table. */
  private noteTimers(event: InspectionEvent): void {
    if (event.type !== '@xstate.action') return
    const { type, params } = event.action
    if (type === 'xstate.cancel') {
      const { sendId } = params as { sendId: string }
      this.timers.delete(sendId)
      this.set = this.set.filter(({ timer }) => timer !== sendId)
    }
    if (type !== 'xstate.raise') return
    const { id, delay } = params as { id: string; delay?: number }
    // Infinity is "ไม่กำหนด": the deadline is not set, so there is no timer.
    if (delay === undefined || !Number.isFinite(delay)) return
    this.timers.set(id, this.now + delay)
    const others = this.set.filter(({ timer }) => timer !== id)
    this.set = [...others, ...firstReminders(this.compiled, { id, dueAt: this.now + delay }, this.now)]
  }

  private perform(step: ScenarioStep): void {
    const { type, role, person, data } = step
    const target = this.lastAt + step.after
    if (role === null) {
      this.passTo(Math.max(target, this.timers.get(type) ?? target), type)
      return
    }
    this.passTo(target, null)
    const who = { type, role, person: person ?? ownersLetter }
    this.send({ type, role, person, data }, actorOfChoice(this.compiled, this.present(), who))
  }

  /** Moves the clock; every deadline on the way fires at its time, up to `wanted` where one is. */
  private passTo(target: number, wanted: string | null): void {
    for (let due = this.nextDue(target); due; due = this.nextDue(target)) {
      this.now = Math.max(this.now, due.dueAt)
      this.remind()
      this.timers.delete(due.id)
      this.send({ type: due.id, role: null, person: null, data: {} }, null)
      if (due.id === wanted) return
    }
    this.now = Math.max(this.now, target)
    this.remind()
  }

  /** What a deadline does comes before what is sent when it falls due, or after it: as on the server. */
  private remind(): void {
    const isDue = ({ timer, next }: SetReminder) =>
      next !== null && next <= this.now && (this.timers.get(timer) ?? Number.POSITIVE_INFINITY) > next
    for (let one = this.set.find(isDue); one; one = this.set.find(isDue)) {
      const { timer, number, due, next } = one
      const reminder = remindersOfTimer(this.compiled, timer)[number]
      const after = reminder && nextReminder(reminder, due, next ?? due, noHolidays)
      this.sent = [...this.sent, { timer, number, due, at: next ?? due }]
      this.set = this.set.map((other) => (other === one ? { ...one, next: after ?? null } : other))
    }
    this.sent = [...this.sent].sort((a, b) => a.at - b.at)
  }

  private nextDue(until: number) {
    return this.deadlines.find(({ dueAt }) => dueAt <= until)
  }

  private present(): ChartSnapshot {
    if (!this.actor) throw new Error('The driver has no actor yet')
    return this.actor.getSnapshot() as ChartSnapshot
  }

  private send(step: Omit<ScenarioStep, 'after'>, actor: Actor | null): void {
    const { type, data } = step
    const at = this.now
    const before = this.present()
    const event = { type, at, actor, revision: this.content.revision, data, holidays: noHolidays }
    // A deadline whose condition does not hold passes in silence, as it does on the server.
    if (!before.can(event)) return
    const title = titleOf(before, type)
    withEventTime(event, () => this.actor?.send(event))
    const next = this.present()
    this.content = contentAfter(this.content, next)
    if (next.status !== 'active') {
      this.timers.clear()
      this.set = []
    }
    this.remind()
    const after = at - this.lastAt
    this.lastAt = at
    const snapshot = next.machine.getPersistedSnapshot(next)
    this.past = [
      ...this.past,
      {
        step: { ...step, after },
        title,
        roleTitle: step.role === null ? null : roleTitle(this.compiled.procedure, step.role),
        from: stepsOf(before.value),
        to: stepsOf(next.value),
        after: {
          snapshot,
          now: at,
          timers: [...this.timers],
          content: this.content,
          reminders: this.set,
          sent: this.sent,
        },
      },
    ]
  }
}

function titleOf(snapshot: ChartSnapshot, type: string): Text {
  const found = transitionsHere(snapshot).find(({ eventType }) => eventType === type)
  return (found?.meta as Meta | undefined)?.title ?? { th: type, en: type }
}
