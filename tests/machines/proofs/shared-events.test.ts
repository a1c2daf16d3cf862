import { describe, expect, test } from '@jest/globals'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type {
  Chart,
  May,
  Need,
  Procedure,
  StateNodeConfig,
  Transition,
} from '../../../machines/procedure/procedure.ts'
import { fullOffice, inShort, proofOf, wrongs } from '../../support/proving.ts'
import { end, meta, procedureOf, to } from '../../support/small-chart.ts'

const freeze: Partial<Transition> = { actions: { type: 'freeze' } }
const by = (as: string, target: string | undefined, more: Partial<May> = {}): Transition =>
  to(target, { guard: { type: 'may', params: { as, ...more } } })
const needing = (transition: Transition, ...needs: Need[]): Transition => ({
  ...transition,
  meta: { ...meta, needs },
})
const track = (steps: Record<string, StateNodeConfig>): StateNodeConfig => ({
  meta,
  initial: Object.keys(steps)[0],
  states: steps,
})

/** Written, then two tracks side by side, then approved and shown. */
function twoTracks(
  one: StateNodeConfig,
  two: StateNodeConfig,
  requires: string[],
  more: Record<string, Transition | Transition[]> = {},
  steps: Record<string, StateNodeConfig> = {},
): Procedure {
  const chart: Chart = {
    id: 'tracks',
    meta,
    initial: 'writing',
    states: {
      writing: { meta, tags: ['editable'], on: { SUBMIT: to('both', freeze) } },
      both: {
        type: 'parallel',
        meta,
        states: { one, two },
        onDone: { target: 'approval', meta },
        on: { STOP: by('officeDirector', '#ended') },
      },
      approval: {
        id: 'approval',
        meta,
        on: { APPROVE: by('officeDirector', '#shown'), STOP: by('officeDirector', '#ended'), ...more },
      },
      ...steps,
      shown: { id: 'shown', meta, tags: ['public'], on: { TAKE_DOWN: by('webmaster', '#ended') } },
      ended: { id: 'ended', ...end },
    },
  }
  const checked = checkProcedure({
    ...procedureOf(chart),
    requires,
  })
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.procedure
}

const channels: Need = {
  ...{ field: 'channels', type: 'select', title: meta.title, required: true },
  options: ['website', 'board'].map((id) => ({ id, title: meta.title })),
}

describe('one event that two tracks take', () => {
  test('carries what either of them asks for: what the second asks for can lead past an approval', () => {
    const procedure = twoTracks(
      track({ first: { meta, on: { CERTIFY: by('groupDirector', 'done') } }, done: end }),
      track({
        first: { meta, on: { CERTIFY: needing(by('groupDirector', 'next'), channels) } },
        next: {
          meta,
          always: [
            {
              target: '#shown',
              guard: { type: 'asked', params: { field: 'channels', value: 'website' } },
              meta,
            },
            { target: 'done', meta },
          ],
        },
        done: end,
      }),
      ['APPROVE'],
    )
    const proof = proofOf(procedure, 'requires:APPROVE')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual(['SUBMIT by owner A', 'CERTIFY by groupDirector B'])
  })

  test('must carry what one of them cannot do without, though the other may', () => {
    const period = (required: boolean): Need => ({ field: 'publishUntil', required })
    const procedure = twoTracks(
      track({
        first: { meta, on: { CERTIFY: needing(by('groupDirector', 'done'), period(false)) } },
        done: end,
      }),
      track({
        first: { meta, on: { CERTIFY: needing(by('groupDirector', 'done'), period(true)) } },
        done: end,
      }),
      ['APPROVE'],
    )
    expect(proofOf(procedure, 'periodSet').outcome).toBe('holds')
  })

  test('is taken in one capacity at a time, so that one who holds both posts may move the second track alone', () => {
    const procedure = twoTracks(
      track({ first: { meta, on: { PASS: by('webmaster', '#ended') } } }),
      track({
        first: { meta, on: { PASS: by('officeDirector', 'checked') } },
        checked: { meta, on: { CERTIFY: by('groupDirector', '#approval') } },
      }),
      ['CERTIFY'],
      // Here the two are kept apart, and in the track that was forgotten.
      { CERTIFY: by('groupDirector', '#shown', { notBy: ['PASS'] }) },
    )
    const proof = proofOf(procedure, 'apart:PASS:CERTIFY')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual([
      'SUBMIT by owner A',
      'PASS by officeDirector B',
      'CERTIFY by groupDirector B',
    ])
  })

  test('moves one track alone where its holder is out of reach of the other', () => {
    const procedure = twoTracks(
      track({ first: { meta, on: { PASS: by('groupDirector', '#ended', { within: 'group' }) } } }),
      track({
        first: { meta, on: { PASS: by('groupDirector', 'noted') } },
        noted: { meta, on: { GO_ON: by('webmaster', '#shown') } },
      }),
      [],
    )
    expect(proofOf(procedure, 'reachable:approval').outcome).toBe('violated')
    expect(wrongs(procedure, fullOffice)).not.toContain('violated reachable:both.two.noted')
  })
})

test('a choice that needs changed content is not one where nobody can have changed it', () => {
  const procedure = twoTracks(
    track({ first: { meta, on: { CERTIFY: by('groupDirector', 'done') } }, done: end }),
    track({
      first: { meta, on: { CORRECT: needing(to('done'), { field: 'revision' }) } },
      done: end,
    }),
    [],
  )
  expect(proofOf(procedure, 'choice:both.two.first.CORRECT').outcome).toBe('violated')
})

test('of five things that may be ticked, the one combination that leads past an approval is found', () => {
  const letters = ['a', 'b', 'c', 'd', 'e']
  const ticked: Need = {
    ...{ field: 'channels', type: 'checkboxes', title: meta.title, required: true },
    options: [...letters, 'f'].map((id) => ({ id, title: meta.title })),
  }
  const guard = (type: 'asked' | 'notAsked', value: string) => ({
    type,
    params: { field: 'channels', value },
  })
  // Shown without approval where a and c were ticked and nothing else.
  const sieve = letters.map((letter, index): [string, StateNodeConfig] => {
    const wanted = letter === 'a' || letter === 'c'
    const next = index === letters.length - 1 ? '#shown' : `sieve${index + 1}`
    return [
      `sieve${index}`,
      {
        meta,
        always: [
          { target: next, guard: guard(wanted ? 'asked' : 'notAsked', letter), meta },
          { target: 'done', meta },
        ],
      },
    ]
  })
  const procedure = twoTracks(
    track({ first: { meta, on: { CERTIFY: by('groupDirector', 'done') } }, done: end }),
    track({
      first: { meta, on: { CERTIFY: needing(by('groupDirector', 'sieve0'), ticked) } },
      ...Object.fromEntries(sieve),
      done: end,
    }),
    ['APPROVE'],
  )
  expect(proofOf(procedure, 'requires:APPROVE').outcome).toBe('violated')
})

describe('a choice that stands twice at a step, of which the second asks for less', () => {
  const twice = () =>
    twoTracks(
      track({ first: { meta, on: { CERTIFY: by('groupDirector', 'done') } }, done: end }),
      track({ first: { meta, on: { CHECK: by('webmaster', 'done') } }, done: end }),
      ['CLEAR'],
      {
        // Whoever has certified is not asked to have it cleared by another.
        APPROVE: [by('officeDirector', '#clearing', { notBy: ['CERTIFY'] }), by('officeDirector', '#shown')],
      },
      { clearing: { id: 'clearing', meta, on: { CLEAR: by('webmaster', '#shown') } } },
    )

  test('is taken by whoever is kept from the first, in whatever post, and leads past what is required', () => {
    const proof = proofOf(twice(), 'requires:CLEAR')
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toContain('APPROVE by officeDirector B')
    expect(inShort(proof)).toContain('CERTIFY by groupDirector B')
  })

  test('is a choice that someone can take, and keeps nobody apart', () => {
    expect(wrongs(twice())).not.toContain('violated choice:approval.APPROVE:2')
    expect(proofOf(twice(), 'apart:CERTIFY:APPROVE').outcome).toBe('violated')
  })
})
