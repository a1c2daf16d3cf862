import { expect, test } from '@jest/globals'
import { arrowHead, nearEnd, roundedPath } from '../../../machines/chart/line-path.ts'

const at = (x: number, y: number) => ({ x, y })

test('A line of two points is straight', () => {
  expect(roundedPath([at(1, 2), at(11, 22)], 5)).toBe('M1 2L11 22')
})

test('A corner is rounded by the radius', () => {
  expect(roundedPath([at(0, 0), at(20, 0), at(20, 30)], 5)).toBe('M0 0L15 0Q20 0 20 5L20 30')
})

test('A corner takes no more than half of its shorter leg, on either side', () => {
  expect(roundedPath([at(0, 0), at(4, 0), at(4, 30)], 5)).toBe('M0 0L2 0Q4 0 4 2L4 30')
  expect(roundedPath([at(0, 0), at(30, 0), at(30, 4)], 5)).toBe('M0 0L28 0Q30 0 30 2L30 4')
})

test('A point that is repeated makes no corner, one that shares a coordinate does', () => {
  expect(roundedPath([at(0, 0), at(0, 0), at(0, 10), at(0, 10)], 5)).toBe('M0 0L0 10')
  expect(roundedPath([at(0, 0), at(0, 0), at(10, 0), at(10, 10)], 2)).toBe('M0 0L8 0Q10 0 10 2L10 10')
  expect(roundedPath([], 5)).toBe('')
})

test('The head of an arrow points to the end of the last straight piece', () => {
  expect(arrowHead([at(0, 0), at(50, 0), at(50, 100)], 10)).toBe('M50 100L55.5 90L44.5 90Z')
  expect(arrowHead([at(0, 20), at(100, 20)], 10)).toBe('M100 20L90 14.5L90 25.5Z')
  expect(arrowHead([at(3, 4), at(3, 4)], 10)).toBe('')
})

test('What stands near the end is so far from it, and never beyond the middle of the last piece', () => {
  expect(nearEnd([at(0, 0), at(50, 0), at(50, 100)], 10)).toEqual(at(50, 90))
  expect(nearEnd([at(0, 0), at(50, 0), at(50, 12)], 10)).toEqual(at(50, 6))
  expect(nearEnd([at(3, 4)], 10)).toEqual(at(3, 4))
  expect(nearEnd([], 10)).toEqual(at(0, 0))
})
