import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { explore } from '../../../machines/proofs/explore.ts'
import { flowModel } from '../../../machines/proofs/flow.ts'
import {
  type Edge,
  edgesFrom,
  type Model,
  type ReachableState,
  roleOf,
} from '../../../machines/proofs/model.ts'
import { separationModel } from '../../../machines/proofs/separation-model.ts'
import { compile } from '../../../machines/run/compile.ts'
import { randomProcedure } from '../../oracle/random-procedure.ts'
import { longProcedure } from '../../support/long-procedure.ts'
import { mutated } from '../../support/mutations.ts'
import { withMarks } from '../../support/unmarked.ts'
import { diceOf } from '../../support/walk-procedure.ts'

const official = [...offices.flatMap(({ procedures }) => procedures), standard]

/** Persons by their roles, and days by there being one: whom and what the proofs do not tell apart. */
const symbolic = <Facts>({ type, role, person, event, to }: Edge<Facts>) => {
  // Left empty is left empty, whatever stood there.
  const given = Object.fromEntries(Object.entries(event.data).filter(([, value]) => value !== null))
  const data = JSON.stringify(given).replaceAll(/\d{4}-\d\d-\d\d/g, 'day')
  return `${type} ${role} ${person === null ? '' : roleOf(person)} ${data} -> ${to.key}`
}

/** Two paths to what the proofs take for the same request, after which not the same can happen; nothing is compared where not all is looked at. */
function differing<Facts>(model: Model<Facts>): { one: string[]; other: string[] } | undefined {
  const graph = explore(model)
  if (graph.cut) return { one: ['more than is looked at'], other: [] }
  const next = (state: ReachableState<Facts>) => [...new Set(edgesFrom(model, state).map(symbolic))].sort()
  const known = new Map<ReachableState<Facts>, string[]>()
  for (const edge of graph.edges) {
    const first = graph.end(edge)
    if (first === edge.to) continue
    if (!known.has(first)) known.set(first, next(first))
    const [one, other] = [known.get(first) ?? [], next(edge.to)]
    if (one.join('\n') !== other.join('\n')) return { one, other }
  }
  return undefined
}

function differences(procedure: Procedure) {
  const compiled = compile(procedure)
  const pairs = procedure.requires.flatMap((later) =>
    procedure.requires.map((earlier) => ({ earlier, later, declared: true, strict: true })),
  )
  return [
    differing(flowModel(compiled)),
    ...[true, false].map((owns) => differing(separationModel(compiled, pairs.slice(0, 4), owns))),
  ].filter((one) => one !== undefined)
}

describe('what the proofs take for the same request', () => {
  test.each(official.map((procedure) => ({ id: procedure.id, procedure })))(
    'has the same future, whatever led to it, on the chart $id',
    ({ procedure }) => expect(differences(procedure)).toEqual([]),
  )

  test('has the same future in a long chart with two tracks', () =>
    expect(differences(longProcedure(22))).toEqual([]))

  test('has the same future in procedures made by chance over the whole language', async () => {
    let looked = 0
    // Larger than the proofs look at: nothing of them would be compared, in a third of the time of all.
    const tooLarge = [14, 23, 31]
    for (let seed = 1; looked < 25; seed += 1) {
      if (tooLarge.includes(seed)) continue
      const checked = checkProcedure(randomProcedure(seed))
      if (!checked.ok) continue
      looked += 1
      expect({ seed, differences: differences(checked.procedure) }).toEqual({ seed, differences: [] })
      await new Promise((resolve) => setImmediate(resolve))
    }
  })

  test('has the same future in charts with mistakes in them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...official.filter(({ office }) => office !== 'yst2')),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        (procedure, count, seed) => {
          const checked = checkProcedure(withMarks(mutated(procedure, count, diceOf(seed))))
          fc.pre(checked.ok)
          if (checked.ok) expect(differences(checked.procedure)).toEqual([])
        },
      ),
      { numRuns: 40, seed: 20_261_124 },
    )
  })
})
