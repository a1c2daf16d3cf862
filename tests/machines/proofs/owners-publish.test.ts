import { describe, expect, test } from '@jest/globals'
import { offices } from '../../../machines/offices/offices.ts'
import type { Chart } from '../../../machines/procedure/procedure.ts'
import { ownersPublish } from '../../../machines/proofs/owners-publish.ts'

describe('whether the owner’s side puts content before the public', () => {
  test('is told of each office’s own document', () => {
    const found = offices.filter(({ procedures }) => procedures.some(ownersPublish)).map(({ id }) => id)
    // Both let the owner correct what is published.
    expect(found).toEqual(['cmi4', 'ptt1'])
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
    ['an officer, into a step whose first is public', chartOf('officer', 'open'), true],
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
})
