import { describe, expect, test } from '@jest/globals'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { differences, pathWords } from '../../../ui/requests/inspector/differences.ts'
import { flowOf, versionAt } from '../../../ui/requests/inspector/flow.ts'

describe('the difference between two snapshots', () => {
  const told = (before: unknown, after: unknown) =>
    differences(before, after).map(({ path, kind }) => `${kind} ${pathWords(path)}`)

  test('names each place once, by its path', () => {
    const before = { value: 'a', context: { revision: 1, values: { gone: 'x' }, decisions: [{ by: 'p' }] } }
    const after = { value: 'b', context: { revision: 1, values: {}, decisions: [{ by: 'q' }, { by: 'r' }] } }
    expect(told(before, after)).toEqual([
      'changed value',
      'removed context.values.gone',
      'changed context.decisions[0].by',
      'added context.decisions[1]',
    ])
  })

  test('is empty for equal values, whatever the order of their keys', () => {
    expect(told({ a: [1, { b: null }], c: 2 }, { c: 2, a: [1, { b: null }] })).toEqual([])
  })

  test('tells a step that got steps of its own as one change', () => {
    expect(told({ value: 'published' }, { value: { published: 'live' } })).toEqual(['changed value'])
    expect(told({ list: [] }, { list: {} })).toEqual(['changed list'])
    expect(told({ name: null }, { name: 'x' })).toEqual(['changed name'])
  })
})

describe('the flow that the messages tell', () => {
  const request = 'request:1'
  const base = (id: string) => ({ rootId: request, sessionId: request, createdAt: id, id, _version: '0.7.2' })
  const appears = {
    type: '@xstate.actor',
    name: 'publication',
    definition: JSON.stringify(cmi3Publication.chart),
  }
  const role = { ...base('1'), sessionId: 'role:owner', type: '@xstate.actor', name: 'owner' }
  const event = (id: string, type: string, sourceId: string, data = {}) => ({
    ...base(id),
    ...{ type: '@xstate.event', event: { type, actor: null, data }, sourceId },
  })
  const snapshot = (id: string, value: string) => ({
    ...base(id),
    ...{
      type: '@xstate.snapshot',
      event: { type: '' },
      snapshot: { status: 'active', value, tags: [], context: {} },
    },
  })
  const versions = (from: number, to: number) => ({ from: { version: from }, to: { version: to } })
  const messages = [
    role,
    { ...base('1'), ...appears, snapshot: {} },
    ...[event('1', 'begin', 'role:owner'), snapshot('1', 'preparing')],
    ...[event('2', 'PROPOSE', 'role:owner'), snapshot('2', 'certification')],
    event('3', 'move', 'role:admin', versions(1, 3)),
    { ...base('3'), ...appears, snapshot: {} },
    snapshot('3', 'certification'),
    ...[event('4', 'xstate.after.unset.publication.certification', request), snapshot('4', 'takenDown')],
  ] as unknown as InspectionEvent[]
  const { lanes, moments } = flowOf(messages)

  test('has a lane for the request, its deadlines and each role, and a moment for each event', () => {
    expect(lanes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'request publication',
      'timer xstate.after',
      'role owner',
    ])
    expect(moments.map(({ event, from, to }) => [event.type, from, to])).toEqual([
      ['begin', [], ['preparing']],
      ['PROPOSE', ['preparing'], ['certification']],
      ['move', ['certification'], ['certification']],
      ['xstate.after.unset.publication.certification', ['certification'], ['takenDown']],
    ])
    expect(moments.map(({ lane }) => lane)).toEqual(['role:owner', 'role:owner', 'role:admin', 'timer'])
    expect(moments.flatMap(({ messages: own }) => own)).toEqual(messages)
  })

  test('takes an event’s words from the chart at the step where it was sent', () => {
    const first = cmi3Publication.chart.initial ?? ''
    const proposed = flowOf([
      ...messages.slice(0, 2),
      event('1', 'begin', 'role:owner'),
      snapshot('1', first),
      event('2', 'PROPOSE', 'role:owner'),
      snapshot('2', 'x'),
    ] as unknown as InspectionEvent[]).moments
    const given = [cmi3Publication.chart.states[first]?.on?.PROPOSE ?? []].flat()[0]
    expect(given?.meta.title.th).toBeTruthy()
    expect(proposed.map(({ title }) => title)).toEqual([null, given?.meta.title])
  })

  test('says on which version the request ran, before and after it was moved', () => {
    expect(moments.map((_, index) => versionAt(moments, index, 3))).toEqual([1, 1, 3, 3])
  })
})
