import { describe, expect, test } from '@jest/globals'
import { compile } from '../../machines/compile.ts'

describe('smoke', () => {
  test('compile is a function', () => expect(typeof compile).toBe('function'))
})
