import type { May } from '../../machines/procedure/procedure.ts'
import { type ChartSnapshot, mayOf, transitionsHere } from '../../machines/run/step.ts'
import { type Actor, refusals } from '../../machines/run/vocabulary.ts'

/** The condition under which this actor takes an event here: of several transitions, the first that allows it. */
export function mayOfEvent(snapshot: ChartSnapshot, type: string, actor: Actor): May | undefined {
  return transitionsHere(snapshot)
    .filter((candidate) => candidate.eventType === type)
    .map(mayOf)
    .find((may) => may && refusals(may, snapshot.context, actor).length === 0)
}
