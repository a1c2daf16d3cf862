import { useMachine } from '@xstate/react'
import { useEffect, useState } from 'react'
import type { Compiled } from '../../../machines/run/compile.ts'
import type { ChartSnapshot } from '../../../machines/run/step.ts'
import type { ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import { Driver } from './driver.ts'
import type { Rehearsed } from './rehearsed.ts'

/** A request of nobody's, run in this browser by the compiled chart itself, from its beginning or after `start`. */
export function useRehearsal(compiled: Compiled, start: Rehearsed[]) {
  const [driver] = useState(() => new Driver(compiled, start))
  const [snapshot, , actor] = useMachine(compiled.machine, driver.options)
  const standingOf = () => ({
    past: driver.past,
    now: driver.now,
    timers: driver.deadlines,
    reminders: driver.reminders,
    sent: driver.sent,
  })
  const [standing, setStanding] = useState(standingOf)
  const show = () => setStanding(standingOf())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first step's deadlines are set as the actor starts.
  useEffect(() => {
    driver.attach(actor)
    show()
  }, [driver, actor])
  const then =
    <Given extends unknown[]>(work: (...given: Given) => void) =>
    (...given: Given) => {
      work(...given)
      show()
    }
  return {
    ...standing,
    snapshot: snapshot as ChartSnapshot,
    take: then((step: Omit<ScenarioStep, 'after'>) => driver.take(step)),
    passDeadline: then((id: string) => driver.passDeadline(id)),
    wait: then((ms: number) => driver.wait(ms)),
    replay: then((steps: ScenarioStep[]) => driver.replay(steps)),
  }
}
