import { describe, expect, test } from '@jest/globals'
import { offices } from '../../../machines/offices/offices.ts'
import { repeatedKey } from '../../../machines/procedure/repeated-key.ts'

describe('a key that stands twice in one object', () => {
  test.each([
    ['at the top', '{"a": 1, "b": 2, "a": 3}', { key: 'a', path: 'a', line: 1, column: 18 }],
    [
      'deep, with its line and column',
      '{\n  "chart": {\n    "states": {"x": {}, "y": {"on": {}, "on": {}}}\n  }\n}',
      { key: 'on', path: 'chart.states.y.on', line: 3, column: 41 },
    ],
    [
      'in the second of a list',
      '{"l": [{"a": 1}, {"a": 1, "a": 2}]}',
      { key: 'a', path: 'l.1.a', line: 1, column: 27 },
    ],
    [
      'whatever blanks stand before its colon',
      '{"a" \t: 1, "b": 2, "a"\r\n: 3}',
      { key: 'a', path: 'a', line: 1, column: 20 },
    ],
    ['written with an escape', '{"\\u0061": 1, "a": 2}', { key: 'a', path: 'a', line: 1, column: 15 }],
  ])('%s is found', (_, text, found) => {
    expect(repeatedKey(text)).toEqual(found)
  })

  test.each([
    '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}',
    '{"a": "{\\"b\\": 1, \\"b\\": 2}", "b": ["c", "c"], "c": "a"}',
    '"a"',
    '[]',
  ])('is not found where there is none: %s', (text) => {
    expect(repeatedKey(text)).toBeUndefined()
  })

  test('is not found in what the product writes itself', () => {
    for (const { procedures } of offices)
      expect(repeatedKey(JSON.stringify(procedures, null, 2))).toBeUndefined()
  })
})
