import { describe, expect, test } from '@jest/globals'
import { offices } from '../../../machines/offices/offices.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { askedOf, seatsOf } from '../../../machines/run/asked.ts'
import { choices } from '../../../machines/run/choices.ts'
import { compile } from '../../../machines/run/compile.ts'
import { standingOf } from '../../../machines/run/standing.ts'
import type { Actor } from '../../../machines/run/vocabulary.ts'
import { meta, procedureOf, to } from '../../support/small-chart.ts'
import { diceOf, somePeople, Walk, wander } from '../../support/walk-procedure.ts'

const may = (as: string | string[], more: object = {}) => ({
  guard: { type: 'may' as const, params: { as, ...more } },
})

/** What no office's chart has all at once: a named group, persons kept apart from all that a seat is asked, a resting step. */
const narrow: Procedure = procedureOf({
  id: 'narrow',
  initial: 'drafting',
  states: {
    drafting: { meta, on: { PROPOSE: to('checking', may(['owner', 'groupDirector'], { within: 'group' })) } },
    checking: {
      meta,
      on: {
        CHECK: to('deciding', may('groupDirector', { group: 'law', notBy: ['PROPOSE'] })),
        GIVE_UP: to('gone', may('webmaster')),
      },
    },
    deciding: {
      meta,
      on: {
        DECIDE: to('resting', may(['groupDirector', 'officeDirector'], { notBy: ['CHECK', 'PROPOSE'] })),
        BACK: to('drafting', may('officeDirector', { notBy: ['CHECK'] })),
      },
    },
    resting: { meta, tags: ['resting'], on: { AGAIN: to('mending', may(['owner', 'webmaster'])) } },
    mending: { meta, on: { MENDED: to('drafting', may('owner', { unit: true, notBy: ['AGAIN'] })) } },
    gone: { meta, type: 'final' },
  },
})

const asks = (walk: Walk, actor: Actor): boolean =>
  standingOf(walk.compiled.procedure.chart, walk.snapshot).waiting &&
  choices(walk.compiled, walk.snapshot, actor).some(({ awaited, allowed }) => awaited && allowed)

const isNamed = (walk: Walk, actor: Actor): boolean => {
  const seats = seatsOf(actor, 'office')
  return askedOf(walk.compiled, walk.snapshot).some(
    ({ whom, apart }) => seats.includes(whom) && !apart.includes(actor.person),
  )
}

const procedures = [...offices.flatMap((office) => office.procedures), narrow]

describe('whom a request waits for', () => {
  test.each(procedures.map((procedure) => ({ name: procedure.chart.id, procedure })))(
    'in $name is, of any people, at every step, whoever the engine lets choose',
    ({ procedure }) => {
      const seen = { asked: 0, notAsked: 0 }
      for (let seed = 0; seed < 60; seed += 1) {
        const dice = diceOf(seed)
        const people = somePeople(procedure, dice).map((one) => ({ ...one, ownsBy: 'post' as const }))
        // Nor do appointments in another office count.
        const elsewhere = people.map(({ appointments }) => ({
          person: 'elsewhere',
          ownsBy: 'post' as const,
          appointments: appointments.map((held) => ({ ...held, office: 'another' })),
        }))
        const walk = new Walk(compile(procedure))
        for (let turn = 0; turn < 40 && walk.snapshot.status === 'active'; turn += 1) {
          for (const actor of [...people, ...elsewhere]) {
            const expected = asks(walk, actor)
            expect({ seed, turn, actor, named: isNamed(walk, actor) }).toEqual({
              ...{ seed, turn, actor, named: expected },
            })
            seen[expected ? 'asked' : 'notAsked'] += 1
          }
          wander(walk, people, dice)
        }
      }
      expect(seen.asked).toBeGreaterThan(100)
      expect(seen.notAsked).toBeGreaterThan(100)
    },
  )

  test('keeps a person apart only where every choice of their seat does', () => {
    const walk = new Walk(compile(narrow))
    const holding = (person: string, role: string, group: string | null): Actor => ({
      person,
      appointments: [{ id: person, office: 'office', group, role, capacity: 'holder', orderNumber: null }],
    })
    const owner = holding('owner', 'groupDirector', 'law')
    walk.send('PROPOSE', owner, {})
    expect(askedOf(walk.compiled, walk.snapshot)).toEqual([
      { whom: 'role:groupDirector@law', apart: ['owner'], from: ['checking'] },
    ])
    const lawyer = holding('lawyer', 'groupDirector', 'law')
    expect([isNamed(walk, owner), isNamed(walk, lawyer)]).toEqual([false, true])
    walk.send('CHECK', lawyer, {})
    expect(askedOf(walk.compiled, walk.snapshot)).toEqual([
      { whom: 'role:groupDirector', apart: ['lawyer', 'owner'], from: ['deciding'] },
      { whom: 'role:officeDirector', apart: ['lawyer'], from: ['deciding'] },
    ])
    walk.send('DECIDE', holding('head', 'officeDirector', null), {})
    expect(askedOf(walk.compiled, walk.snapshot)).toEqual([])
  })
})
