import { expect, test } from '@jest/globals'
import { edgesOf } from '../../../machines/chart/edges.ts'
import { isWithin, routeOf } from '../../../machines/chart/route.ts'

const to = (target: string, guarded = false) => ({
  target,
  ...(guarded && { guard: { type: 'fieldIs', params: { field: 'a', value: 'b' } } }),
  meta: { title: { th: 'ไป', en: 'Go' } },
})
const chart = {
  id: 'route',
  initial: 'drafting',
  states: {
    drafting: { on: { SEND: to('sorting') } },
    sorting: { always: [to('quick', true), to('review')] },
    quick: {},
    review: {
      initial: 'first',
      on: { STOP: to('ended'), BACK: to('drafting') },
      states: {
        first: { on: { NEXT: to('second'), STOP: to('second') } },
        second: { after: { review: to('#route.ended') } },
      },
    },
    ended: { type: 'final' },
  },
}
const drawn = { chart, edges: edgesOf(chart) }
const route = (type: string, from: string[], where: string[]) =>
  routeOf(drawn, { type, from, to: where }).map((edge) => `${edge.from} ${edge.type || '-'} ${edge.to}`)

test('A step is within itself and the steps around it, not in one whose name it begins with', () => {
  expect(['review', 'review.first', 'reviewed'].map((id) => isWithin(id, 'review'))).toEqual([
    true,
    true,
    false,
  ])
})

test('An event is followed through what happens by itself to where the request came to rest', () => {
  expect(route('SEND', ['drafting'], ['quick'])).toEqual([
    expect.stringMatching(/^drafting SEND sorting$/),
    expect.stringMatching(/^sorting .* quick$/),
  ])
  expect(route('SEND', ['drafting'], ['review.first'])).toEqual([
    'drafting SEND sorting',
    expect.stringMatching(/^sorting .* review$/),
  ])
})

test('Of a step and a group around it that take the same event, the step takes it', () => {
  expect(route('STOP', ['review.first'], ['review.second'])).toEqual(['review.first STOP review.second'])
  expect(route('STOP', ['review.second'], ['ended'])).toEqual(['review STOP ended'])
})

test('A deadline is followed by its name, and an event of that name is none', () => {
  expect(route('xstate.after.review.route.review.second', ['review.second'], ['ended'])).toEqual([
    'review.second review ended',
  ])
  expect(route('review', ['review.second'], ['ended'])).toEqual([])
})

test('Where no edge leads there, nothing is shown', () => {
  expect(route('SEND', ['drafting'], ['ended'])).toEqual([])
  expect(route('SEND', ['quick'], ['quick'])).toEqual([])
  expect(route('BACK', ['drafting'], ['drafting'])).toEqual([])
})
