import { standardPublication } from '../../machines/offices/standard/publication.ts'
import type { Meta, Procedure, StateNodeConfig, Transition } from '../../machines/procedure/procedure.ts'

const meta: Meta = { title: { th: 'ขั้น', en: 'Step' }, clause: '(๑)', source: 'added' }
const to = (target: string): Transition => ({
  target,
  guard: { type: 'may', params: { as: 'officeDirector' } },
  meta,
})

/** A track whose steps are gone through one after another, each by an event of its own. */
function track(name: string, steps: number): StateNodeConfig {
  const step = (number: number): [string, StateNodeConfig] => [
    `s${number}`,
    { meta, on: { [`${name}_${number}`]: to(number + 1 < steps ? `s${number + 1}` : 'done') } },
  ]
  const states = Object.fromEntries(Array.from({ length: steps }, (_, number) => step(number)))
  return { initial: 's0', meta, states: { ...states, done: { type: 'final', meta } } }
}

/**
 * The standard procedure with many tracks side by side behind the submission, the first and the last of which its order
 * requires: its steps can be combined in (steps + 1) ** tracks ways.
 */
export function wideProcedure(tracks: number, steps: number): Procedure {
  const procedure = structuredClone(standardPublication)
  const { chart } = procedure
  const submit = chart.states.drafting?.on?.SUBMIT
  for (const one of [submit ?? []].flat()) one.target = 'tracks'
  const names = Array.from({ length: tracks }, (_, number) => `T${number}`)
  chart.states.tracks = {
    type: 'parallel',
    meta,
    states: Object.fromEntries(names.map((name) => [name.toLowerCase(), track(name, steps)])),
    onDone: { target: 'webReview', meta },
  }
  return { ...procedure, requires: [`T0_${steps - 1}`, `T${tracks - 1}_${steps - 1}`] }
}
