import { standardPublication } from '../../machines/offices/standard/publication.ts'
import type { Procedure, StateNodeConfig, Transition } from '../../machines/procedure/procedure.ts'
import { meta } from './small-chart.ts'

type Shape = {
  tracks: number
  steps: number
  /** The decisions from which a step keeps apart whoever took them. */
  notBy?: (track: number, step: number) => string[]
}

export const certify = (track: number, step: number) => `CERTIFY_${track}_${step}`

/** The standard procedure with so many tracks side by side in the place of its certification, each of so many steps. */
export function tracksProcedure({ tracks, steps, notBy = () => ['SUBMIT'] }: Shape): Procedure {
  const procedure = structuredClone(standardPublication)
  const { drafting, certification } = procedure.chart.states
  const sentBack = certification?.on?.RETURN as Transition
  const returned = { ...sentBack, target: '#drafting', guard: by('officeDirector') }
  const track = (number: number): StateNodeConfig => ({
    initial: 's1',
    meta,
    states: {
      ...Object.fromEntries(
        Array.from({ length: steps }, (_, index): [string, StateNodeConfig] => [
          `s${index + 1}`,
          {
            meta,
            on: {
              [certify(number, index + 1)]: {
                target: index + 1 === steps ? 'done' : `s${index + 2}`,
                guard: by('groupDirector', notBy(number, index + 1)),
                meta,
              },
              RETURN: returned,
            },
          },
        ]),
      ),
      done: { type: 'final', meta },
    },
  })
  const numbers = Array.from({ length: tracks }, (_, index) => index + 1)
  Object.assign(drafting ?? {}, { id: 'drafting' })
  procedure.chart.states.certification = {
    type: 'parallel',
    meta,
    states: Object.fromEntries(numbers.map((number) => [`track${number}`, track(number)])),
    onDone: { target: 'approval', meta },
  }
  procedure.requires = [...numbers.map((number) => certify(number, steps)), 'APPROVE']
  const approve = procedure.chart.states.approval?.on?.APPROVE as Transition
  approve.guard = by('officeDirector', ['SUBMIT'])
  return procedure
}

const by = (as: string, notBy: string[] = []): Transition['guard'] => ({
  type: 'may',
  params: { as, ...(notBy.length > 0 && { notBy }) },
})
