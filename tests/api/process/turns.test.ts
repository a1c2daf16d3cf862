import { expect, test } from '@jest/globals'
import { Turns } from '../../../api/process/turns.ts'

test('One key may have more than its share while there is room; of a full queue others still get theirs', () => {
  const turns = new Turns<string>()
  const add = (key: string, item: string) => turns.add(key, item, 3)
  expect([add('a', 'a1'), add('b', 'b1'), add('a', 'a2')]).toEqual([true, true, true])
  expect([add('a', 'a3'), add('b', 'b2')]).toEqual([false, false])
  expect(add('c', 'c1')).toBe(true)
  expect(turns.size).toBe(4)
})
