import { describe, expect, test } from '@jest/globals'
import { offices } from '../../../machines/offices/offices.ts'
import type { Chart } from '../../../machines/procedure/procedure.ts'
import { ownersPublish } from '../../../machines/proofs/owners-publish.ts'

describe('whether the owner’s side puts content before the public', () => {
  test('is told of each office’s own document', () => {
    const found = offices.filter(({ procedures }) => procedures.some(ownersPublish)).map(({ id }) => id)
    // All but one let the owner's side correct what is published.
    expect(found).toEqual(['cmi4', 'ksn2', 'ptt1', 'yst2'])
  })

  const meta = { title: { th: 'ก', en: 'a' }, clause: '-', source: 'added' }
  const chartOf = (as: string, target: string | undefined, actions: { type: string }[] = []) =>
    ({
      chart: {
        id: 'small',
        initial: 'writing',
        states: {
          writing: {
            meta,
            on: { GO: { guard: { type: 'may', params: { as } }, ...(target && { target }), actions, meta } },
          },
          open: { meta, initial: 'shown', states: { shown: { meta, tags: ['public'] } } },
          live: {
            meta,
            tags: ['public'],
            on: { FIX: { guard: { type: 'may', params: { as } }, actions, meta } },
          },
        },
      } as unknown as Chart,
    }) as Parameters<typeof ownersPublish>[0]

  test.each([
    ['the owner, into a public step', chartOf('owner', 'live'), true],
    ['an officer as such, wherever it leads', chartOf('officer', undefined), true],
    [
      'the owner, freezing where it is public already',
      chartOf('owner', undefined, [{ type: 'freeze' }]),
      true,
    ],
    ['the owner, with neither', chartOf('owner', undefined), false],
    ['others', chartOf('webmaster', 'live', [{ type: 'freeze' }]), false],
  ])('%s', (_, procedure, publishes) => {
    expect(ownersPublish(procedure)).toBe(publishes)
  })

  /** The owner sends it on; then it is public after a day, at once, by the owner again, or by another. */
  const onward = (waiting: object) => {
    const { chart } = chartOf('owner', 'waiting', [{ type: 'freeze' }])
    return {
      chart: {
        ...chart,
        states: { ...chart.states, live: { meta, tags: ['public'] }, waiting: { meta, ...waiting } },
      } as unknown as Chart,
    }
  }
  const by = (as: string) => ({
    on: { ON: { guard: { type: 'may', params: { as } }, target: 'live', meta } },
  })
  test.each([
    ['by time', { after: { day: { target: 'live', meta } } }, true],
    ['by itself', { always: { target: 'open', meta } }, true],
    [
      'by itself where a group has ended',
      { initial: 'in', states: { in: { type: 'final', meta } }, onDone: { target: 'live', meta } },
      true,
    ],
    ['by the owner again', by('owner'), true],
    ['by another', by('webmaster'), false],
  ])('the owner, where the public step follows %s', (_, waiting, publishes) => {
    expect(ownersPublish(onward(waiting))).toBe(publishes)
  })
})
