import { expect, test } from '@jest/globals'
import { hasStartedAgain } from '../../../machines/run/replay.ts'

type Facts = Parameters<typeof hasStartedAgain>[0]
const after = (...at: string[]) => ({ decisions: at.map((one) => ({ at: one })) }) as unknown as Facts

test('What adds a decision to those before goes on', () => {
  expect(hasStartedAgain(after(), after('1'), false)).toBe(false)
  expect(hasStartedAgain(after('1', '2'), after('1', '2', '3'), false)).toBe(false)
})

test('A round begins anew where the decisions before it are gone, however many came since', () => {
  expect(hasStartedAgain(after('1', '2'), after(), false)).toBe(true)
  expect(hasStartedAgain(after('1', '2'), after('3'), false)).toBe(true)
  expect(hasStartedAgain(after('1'), after('2'), false)).toBe(true)
  expect(hasStartedAgain(after('1'), after('2', '3'), false)).toBe(true)
})

test('An event that leaves its own decision out began anew; a deadline decides nothing and goes on', () => {
  expect(hasStartedAgain(after('1'), after('1'), false)).toBe(true)
  expect(hasStartedAgain(after('1'), after('1'), true)).toBe(false)
  expect(hasStartedAgain(after(), after(), true)).toBe(false)
  expect(hasStartedAgain(after('1'), after(), true)).toBe(true)
})
