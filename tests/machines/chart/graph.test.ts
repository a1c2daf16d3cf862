import { describe, expect, test } from '@jest/globals'
import { isTagged, leafIdsOf, leavesOf, nodeAt, resolveTarget } from '../../../machines/chart/graph.ts'

const chart = {
  id: 'office',
  tags: 'everywhere',
  initial: 'drafting',
  states: {
    drafting: { id: 'named' },
    review: {
      initial: 'first',
      tags: ['resting'],
      states: {
        first: { id: 'named' },
        second: { tags: ['public'] },
        back: { type: 'history', target: 'second' },
      },
    },
    both: {
      type: 'parallel',
      states: { one: {}, two: { initial: 'end', states: { end: { type: 'final' } } } },
    },
    again: { id: 'office' },
    empty: { states: { inner: {} } },
  },
}

describe('the target of a transition', () => {
  test.each([
    ['a sibling', ['drafting'], 'review', ['review']],
    ['a step inside a sibling', ['drafting'], 'review.second', ['review', 'second']],
    ['a step inside', ['review'], '.second', ['review', 'second']],
    ['a step deep inside, of the chart', [], '.both.two.end', ['both', 'two', 'end']],
    ['a step by its id, the first of two that have it', ['both', 'one'], '#named', ['drafting']],
    ['a step below an id', ['both', 'one'], '#office.review.first', ['review', 'first']],
    ['the chart by its id, before a step that has it too', ['drafting'], '#office', []],
  ])('names %s', (_, from, target, path) => {
    expect(resolveTarget(chart, from, target)).toEqual(path)
  })

  test.each([
    ['of the chart without a dot', [], 'review'],
    ['a step that there is not', ['drafting'], 'nowhere'],
    ['a child as if it were a sibling', ['review'], 'second'],
    ['an id that there is not', ['drafting'], '#nobody'],
    ['nothing below an id', ['drafting'], '#named.first'],
  ])('that is %s names none', (_, from, target) => {
    expect(resolveTarget(chart, from, target)).toBeUndefined()
  })
})

test('A step is tagged by its own tags, those of the steps around it, and the chart’s', () => {
  expect(isTagged(chart, ['review', 'first'], 'resting')).toBe(true)
  expect(isTagged(chart, ['review', 'second'], 'public')).toBe(true)
  expect(isTagged(chart, ['review', 'first'], 'public')).toBe(false)
  expect(isTagged(chart, ['drafting'], 'everywhere')).toBe(true)
  expect(isTagged(chart, ['drafting'], 'resting')).toBe(false)
})

test('A step is entered in its first step, in every track, or where a history may lead', () => {
  expect(leavesOf(chart, [])).toEqual([['drafting']])
  expect(leavesOf(chart, ['review'])).toEqual([['review', 'first']])
  expect(leavesOf(chart, ['both'])).toEqual([
    ['both', 'one'],
    ['both', 'two', 'end'],
  ])
  expect(leavesOf(chart, ['review', 'back'])).toEqual([
    ['review', 'first'],
    ['review', 'second'],
    ['review', 'second'],
  ])
  expect(leavesOf(chart, ['empty'])).toEqual([])
  expect(leavesOf(chart, ['nowhere'])).toEqual([])
})

test('The steps where a request can rest are those without steps inside, histories left out', () => {
  expect(leafIdsOf(chart)).toEqual([
    'drafting',
    'review.first',
    'review.second',
    'both.one',
    'both.two.end',
    'again',
    'empty.inner',
  ])
  expect(nodeAt(chart, ['review', 'second'])).toEqual({ tags: ['public'] })
  expect(nodeAt(chart, ['review', 'toString'])).toBeUndefined()
})
