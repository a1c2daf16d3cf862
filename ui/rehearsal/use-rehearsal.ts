import { useMachine } from '@xstate/react'
import { useEffect, useRef, useState } from 'react'
import type { InspectionEvent } from 'xstate'
import type { Compiled } from '../../machines/compile.ts'
import type { Meta, Text } from '../../machines/procedure.ts'
import { roleTitle } from '../../machines/proofs/words.ts'
import {
  actorOfChoice,
  contentAfter,
  firstContent,
  noHolidays,
  rehearsalGroup,
  rehearsalStart,
  type ScenarioStep,
} from '../../machines/scenarios.ts'
import { type ChartSnapshot, transitionsHere } from '../../machines/step.ts'
import { stepsOf } from '../../machines/steps.ts'
import { type Actor, inMoment } from '../../machines/vocabulary.ts'
import { type Moment, ownersLetter, type Rehearsed } from './rehearsed.ts'

/** Time passes by hand only: no deadline of the chart may fire by the browser's own clock. */
const stoppedClock = { setTimeout: () => 0, clearTimeout: () => {} }

type Timers = Map<string, number>

/** The same two actions of the engine that `step` turns into rows of the timer table. */
function noteTimers(timers: Timers, event: InspectionEvent, now: number): void {
  if (event.type !== '@xstate.action') return
  const { type, params } = event.action
  if (type === 'xstate.cancel') timers.delete((params as { sendId: string }).sendId)
  if (type !== 'xstate.raise') return
  const { id, delay } = params as { id: string; delay?: number }
  if (delay !== undefined && Number.isFinite(delay)) timers.set(id, now + delay)
}

/**
 * A request of nobody's, run by the compiled chart itself in this browser. Events carry the actor and the time exactly
 * as on the server, and a deadline passes as the server's timer loop lets it pass: by its event, at its due time.
 */
export function useRehearsal(compiled: Compiled, start: Rehearsed[]) {
  const [from] = useState(() => start.at(-1)?.after)
  const now = useRef(from?.now ?? rehearsalStart)
  const timers = useRef<Timers>(new Map(from?.timers))
  const [snapshot, , actorRef] = useMachine(compiled.machine, {
    clock: stoppedClock,
    inspect: (event: InspectionEvent) => noteTimers(timers.current, event, now.current),
    ...(from
      ? { snapshot: from.snapshot as never }
      : {
          input: {
            ...{ office: compiled.procedure.office, group: rehearsalGroup, owner: ownersLetter },
            ...{ at: rehearsalStart, holidays: noHolidays },
          },
        }),
  })
  const [past, setPast] = useState(start)
  const content = useRef(from?.content ?? firstContent)
  const [standing, setStanding] = useState(() => ({ now: now.current, timers: [...timers.current] }))
  const show = () => setStanding({ now: now.current, timers: [...timers.current] })
  // The first step's deadlines are set when the actor starts, which is after the first picture of it.
  useEffect(show, [])

  const present = () => actorRef.getSnapshot() as ChartSnapshot
  const lastAt = useRef(rehearsalStart + start.reduce((sum, { step }) => sum + step.after, 0))

  const send = (step: Omit<ScenarioStep, 'after'>, actor: Actor | null, taken: Rehearsed[]): Rehearsed[] => {
    const { type, data } = step
    const at = now.current
    const before = present()
    const event = { type, at, actor, revision: content.current.revision, data, holidays: noHolidays }
    // A deadline whose condition does not hold passes in silence, as it would on the server.
    if (!before.can(event)) return taken
    const title = titleOf(before, type)
    inMoment(event, () => actorRef.send(event))
    const next = present()
    content.current = contentAfter(content.current, next)
    if (next.status !== 'active') timers.current.clear()
    const after = at - lastAt.current
    lastAt.current = at
    const moment: Moment = {
      snapshot: actorRef.getPersistedSnapshot(),
      ...{ now: at, timers: [...timers.current], content: content.current },
    }
    return [
      ...taken,
      {
        step: { ...step, after },
        ...{ title, roleTitle: step.role === null ? null : roleTitle(compiled.procedure, step.role) },
        ...{ from: stepsOf(before.value), to: stepsOf(next.value), after: moment },
      },
    ]
  }

  /** Moves the clock; every deadline on the way fires at its time, up to `wanted` where one is. */
  const passTo = (target: number, wanted: string | null, taken: Rehearsed[]): Rehearsed[] => {
    let path = taken
    for (let due = nextDue(timers.current, target); due; due = nextDue(timers.current, target)) {
      const [type, dueAt] = due
      now.current = Math.max(now.current, dueAt)
      timers.current.delete(type)
      path = send({ type, role: null, person: null, data: {} }, null, path)
      if (type === wanted) return path
    }
    now.current = Math.max(now.current, target)
    return path
  }

  const perform = (step: ScenarioStep, taken: Rehearsed[]): Rehearsed[] => {
    const { type, role, person } = step
    const target = lastAt.current + step.after
    if (role === null) return passTo(Math.max(target, timers.current.get(type) ?? target), type, taken)
    const path = passTo(target, null, taken)
    const actor = actorOfChoice(compiled, present(), { type, role, person: person ?? ownersLetter })
    return send({ type, role, person, data: step.data }, actor, path)
  }

  const finish = (path: Rehearsed[]) => {
    setPast(path)
    show()
  }
  return {
    snapshot: snapshot as ChartSnapshot,
    past,
    now: standing.now,
    /** The running deadlines, the next one first. */
    timers: standing.timers.sort(([, a], [, b]) => a - b).map(([id, dueAt]) => ({ id, dueAt })),
    /** Takes a choice now; the time since the step before is the clock's own. */
    take: (step: Omit<ScenarioStep, 'after'>) =>
      finish(perform({ ...step, after: now.current - lastAt.current }, past)),
    passDeadline: (id: string) => finish(passTo(timers.current.get(id) ?? now.current, id, past)),
    wait: (ms: number) => finish(passTo(now.current + ms, null, past)),
    /** Takes the steps of a saved path one after another; one that is refused ends it. */
    replay: (steps: ScenarioStep[]) => {
      let path = past
      for (const step of steps) {
        const longer = perform(step, path)
        if (longer.length === path.length) break
        path = longer
      }
      finish(path)
    },
  }
}
export type RehearsalRun = ReturnType<typeof useRehearsal>

function nextDue(timers: Timers, until: number): [string, number] | undefined {
  return [...timers].filter(([, dueAt]) => dueAt <= until).sort(([, a], [, b]) => a - b)[0]
}

function titleOf(snapshot: ChartSnapshot, type: string): Text {
  const found = transitionsHere(snapshot).find(({ eventType }) => eventType === type)
  return (found?.meta as Meta | undefined)?.title ?? { th: type, en: type }
}
