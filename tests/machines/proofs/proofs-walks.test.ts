import { afterEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { type Proof, prove } from '../../../machines/proofs/proofs.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { mutated } from '../../support/mutations.ts'
import { fullOffice } from '../../support/proving.ts'
import { withMarks } from '../../support/unmarked.ts'
import {
  canBeWalked,
  type Dice,
  diceOf,
  type Noted,
  somePeople,
  Walk,
  wander,
} from '../../support/walk-procedure.ts'

// One test after the other without a break is taken for a loop without end.
afterEach(() => new Promise<void>((resolve) => setImmediate(resolve)))

const official = [...offices.flatMap(({ procedures }) => procedures), standard]

/** A chart with up to four mistakes in it that still passes every check, and chance for what follows. */
const mistaken = fc
  .record({ procedure: fc.constantFrom(...official), count: fc.integer({ min: 1, max: 4 }), seed: fc.nat() })
  .map(({ procedure, count, seed }) => {
    const dice = diceOf(seed)
    return { checked: checkProcedure(withMarks(mutated(procedure, count, dice))), dice }
  })

type Log = (Noted & { round: number; public: boolean })[]

/** What an onlooker notes of a walk by any people; a new round begins with each return. */
function logOf(compiled: Compiled, dice: Dice, length: number): Log {
  const walk = new Walk(compiled)
  const people = somePeople(compiled.procedure, dice)
  const log: Log = []
  let round = 0
  for (let turn = 0; turn < length && walk.snapshot.status === 'active'; turn += 1) {
    const noted = wander(walk, people, dice)
    if (!noted) continue
    if (walk.context.decisions.length === 0) round += 1
    log.push({ ...noted, round, public: walk.snapshot.hasTag('public') })
  }
  return log
}

/** Every event with which a request became public, with what had been noted before and with it. */
const publications = (log: Log) =>
  log.flatMap((noted, index) =>
    noted.public && !log[index - 1]?.public ? [{ noted, until: log.slice(0, index + 1) }] : [],
  )

const holds = (proofs: Proof[], id: string) =>
  proofs.some((proof) => proof.id === id && proof.outcome === 'holds')

describe('whatever mistakes are made in a chart', () => {
  test('what the proofs say is required is never passed over by any people on any walk', () => {
    let looked = 0
    fc.assert(
      fc.property(mistaken, ({ checked, dice }) => {
        fc.pre(checked.ok)
        if (!checked.ok) return
        const { procedure } = checked
        const proofs = prove(procedure, fullOffice)
        for (let walks = 0; walks < 15; walks += 1)
          for (const { noted, until } of publications(logOf(compile(procedure), dice, 60)))
            for (const type of procedure.requires.filter((one) => holds(proofs, `requires:${one}`))) {
              looked += 1
              expect(
                until.some(
                  (taken) =>
                    taken.type === type && taken.round === noted.round && taken.revision === noted.revision,
                ),
              ).toBe(true)
            }
      }),
      { numRuns: 60, seed: 20_261_120 },
    )
    // The walks do get somewhere.
    expect(looked).toBeGreaterThan(50)
  })

  test('nobody whom the proofs say is kept apart takes both choices for one publication', () => {
    let looked = 0
    fc.assert(
      fc.property(mistaken, ({ checked, dice }) => {
        fc.pre(checked.ok)
        if (!checked.ok) return
        const { procedure } = checked
        const apart = prove(procedure, fullOffice).flatMap(({ id, outcome }) => {
          const [kind, earlier, later] = id.split(':')
          const strict = kind === 'apart' && outcome === 'holds' && procedure.requires.includes(later ?? '')
          return strict ? [[earlier, later]] : []
        })
        for (let walks = 0; walks < 15; walks += 1)
          for (const { noted, until } of publications(logOf(compile(procedure), dice, 60))) {
            const same = until.filter(
              ({ round, revision }) => round === noted.round && revision === noted.revision,
            )
            for (const [earlier, later] of apart) {
              const [one, other] = [earlier, later].map((type) =>
                same.findLast((taken) => taken.type === type),
              )
              if (!one || !other || one === other) continue
              looked += 1
              expect(one.by).not.toBe(other.by)
            }
          }
      }),
      { numRuns: 60, seed: 20_261_121 },
    )
    expect(looked).toBeGreaterThan(50)
  })

  test('no walk comes to a step that the proofs say cannot be reached', () => {
    fc.assert(
      fc.property(mistaken, ({ checked, dice }) => {
        fc.pre(checked.ok)
        if (!checked.ok) return
        const lost = prove(checked.procedure, fullOffice).flatMap(({ id, steps }) =>
          id.startsWith('reachable:') ? steps : [],
        )
        const been = logOf(compile(checked.procedure), dice, 80).flatMap(({ to }) => to)
        for (const step of been) expect(lost).not.toContain(step)
      }),
      { numRuns: 40, seed: 20_261_122 },
    )
  })

  test('every counter-example can be walked, person by person, on the machine that runs', () => {
    let told = 0
    fc.assert(
      fc.property(mistaken, ({ checked }) => {
        fc.pre(checked.ok)
        if (!checked.ok) return
        for (const { id, path } of prove(checked.procedure, fullOffice)) {
          if (path.length > 0) told += 1
          expect({ id, walked: canBeWalked(checked.procedure, path) }).toEqual({ id, walked: true })
        }
      }),
      { numRuns: 60, seed: 20_261_123 },
    )
    expect(told).toBeGreaterThan(50)
  })
})
