import { describe, expect, test } from '@jest/globals'
import type { Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import { tracksOneAtATime } from '../../../machines/proofs/tracks.ts'
import { changed, fullOffice, proofOf, stepOf, wrongs } from '../../support/proving.ts'
import { certify, tracksProcedure } from '../../support/tracks-procedure.ts'

const outcomes = (procedure: Procedure, tracks?: []) =>
  prove(procedure, fullOffice, tracks).map(({ id, outcome }) => `${outcome} ${id}`)
const small = (change: (procedure: Procedure) => void = () => {}) =>
  changed(change, tracksProcedure({ tracks: 3, steps: 2 }))
const choice = (procedure: Procedure, track: number, step: number): Transition =>
  stepOf(procedure, `certification.track${track}.s${step}`).on?.[certify(track, step)] as Transition

describe('tracks side by side', () => {
  test('of which there are eight with three steps each are proved within half a second', () => {
    const procedure = changed(() => {}, tracksProcedure({ tracks: 8, steps: 3 }))
    const begin = process.cpuUsage()
    expect(wrongs(procedure)).toEqual([])
    const { user } = process.cpuUsage(begin)
    // Of processor time, for other tests run at the same time; the bench measures it alone.
    expect(user / 1000).toBeLessThan(2000)
  })

  test('are found sound or wrong alike, one at a time or in every order', () => {
    const shortcut = (target: string) => (procedure: Procedure) => {
      const on = stepOf(procedure, 'certification.track2.s2').on ?? {}
      on.SKIP = { ...choice(procedure, 2, 2), target }
    }
    const cases = [
      small(),
      small(shortcut('done')),
      small((procedure) => {
        choice(procedure, 3, 2).guard = { type: 'may', params: { as: 'owner' } }
      }),
      small((procedure) => {
        delete choice(procedure, 3, 2).guard
        choice(procedure, 3, 2).guard = { type: 'may', params: { as: 'owner', notBy: ['SUBMIT'] } }
      }),
      small((procedure) => {
        procedure.requires.push(certify(1, 1), certify(2, 2))
      }),
    ]
    for (const procedure of cases) {
      expect(tracksOneAtATime(procedure)).toEqual([
        { at: ['certification'], names: ['track1', 'track2', 'track3'] },
      ])
      expect(outcomes(procedure)).toEqual(outcomes(procedure, []))
    }
  })

  test('are all reached, though the first of them can come to a standstill', () => {
    const stuck = small((procedure) => {
      choice(procedure, 1, 1).guard = { type: 'may', params: { as: 'owner', notBy: ['SUBMIT'] } }
    })
    expect(tracksOneAtATime(stuck)).toHaveLength(1)
    expect(wrongs(stuck)).toContain('violated reachable:certification.track1.s2')
    expect(wrongs(stuck).filter((id) => /track[23]/.test(id))).toEqual([])
  })

  test.each<[string, (procedure: Procedure) => void]>([
    [
      'share an event',
      (procedure) => {
        stepOf(procedure, 'certification.track1.s1').on = { BOTH: choice(procedure, 1, 1) }
        stepOf(procedure, 'certification.track2.s1').on = { BOTH: choice(procedure, 2, 1) }
        procedure.requires = ['APPROVE']
      },
    ],
    [
      'keep each other apart',
      (procedure) => {
        choice(procedure, 2, 1).guard = {
          type: 'may',
          params: { as: 'groupDirector', notBy: ['SUBMIT', certify(1, 1)] },
        }
      },
    ],
    [
      'are bound by a rule',
      (procedure) => {
        procedure.rules = [{ id: 'own', kind: 'onlyAfter', event: certify(1, 1), other: certify(2, 1) }]
      },
    ],
    [
      'are left without an end of what was decided',
      (procedure) => {
        const back = stepOf(procedure, 'certification.track2.s2').on?.RETURN as Transition
        stepOf(procedure, 'certification.track2.s2').on = {
          [certify(2, 2)]: choice(procedure, 2, 2),
          AWAY: { ...back, actions: [], target: '#drafting' },
        }
      },
    ],
    [
      'are remembered',
      (procedure) => {
        procedure.chart.states.certification = {
          ...stepOf(procedure, 'certification'),
          states: { ...stepOf(procedure, 'certification').states },
        }
        const approval = stepOf(procedure, 'approval')
        procedure.chart.states.back = {
          type: 'history',
          history: 'deep',
          target: 'drafting',
          meta: approval.meta ?? { title: { th: 'กลับ', en: 'Back' }, clause: '๑', source: 'added' },
        }
      },
    ],
    [
      'go round',
      (procedure) => {
        stepOf(procedure, 'certification.track1.s2').on = {
          [certify(1, 2)]: choice(procedure, 1, 2),
          AGAIN: { ...choice(procedure, 1, 2), target: 's1' },
        }
      },
    ],
    [
      'are public in part',
      (procedure) => {
        stepOf(procedure, 'certification.track1.s2').tags = ['public']
      },
    ],
  ])('are walked in every order where they %s', (_, change) => {
    expect(tracksOneAtATime(small(change))).toEqual([])
  })

  test('one of which sees what another has decided are still found wrong', () => {
    const crossed = small((procedure) => {
      procedure.rules = [{ id: 'own', kind: 'onlyAfter', event: certify(1, 1), other: certify(2, 1) }]
    })
    expect(proofOf(crossed, 'rule:own').outcome).toBe('violated')
  })
})
