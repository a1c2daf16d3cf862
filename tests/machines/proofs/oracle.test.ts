import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import { tracksOneAtATime } from '../../../machines/proofs/tracks.ts'
import { noCounts, report, tryProcedure } from '../../oracle/oracle.ts'
import { constructs, randomProcedure } from '../../oracle/random-procedure.ts'

const anySeed = fc.integer({ min: 1, max: 1_000_000 })
const nobody = { holders: [], groups: [] }
/** All of it together takes longer than a test may hold the event loop. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('no walk of the engine breaks what the proofs say of procedures made by chance over the whole language', async () => {
  const counts = noCounts()
  await fc.assert(
    fc.asyncProperty(anySeed, async (seed) => {
      await turn()
      expect(tryProcedure(seed, 12, counts)).toBeUndefined()
    }),
    { numRuns: 60, seed: 20_261_125, endOnFailure: true },
  )
  // What was tried is the whole language, and the walks do get to the public.
  expect([...counts.present.keys()].sort()).toEqual([...constructs].sort())
  expect(counts.pairs.size).toBeGreaterThan(100)
  expect(counts.published / counts.walks).toBeGreaterThan(0.3)
  for (const kind of ['frozen', 'requires', 'apart', 'secondPerson', 'period', 'periodSet', 'corrected'])
    expect([kind, (counts.compared.get(kind) ?? 0) > 20]).toEqual([kind, true])
  expect(report(counts)[1]).toContain('came to the public')
}, 120_000)

test('tracks walked one at a time are found sound or wrong as in every order', async () => {
  let looked = 0
  for (let seed = 1; looked < 12; seed += 1) {
    await turn()
    const checked = checkProcedure(randomProcedure(seed))
    if (!checked.ok || tracksOneAtATime(checked.procedure).length === 0) continue
    looked += 1
    const outcomes = (tracks?: []) =>
      prove(checked.procedure, nobody, tracks).map(({ id, outcome }) => `${outcome} ${id}`)
    expect({ seed, outcomes: outcomes() }).toEqual({ seed, outcomes: outcomes([]) })
  }
}, 120_000)
