import { describe, expect, test } from '@jest/globals'
import { safeNext } from '../../../ui/app/safe-next.ts'

describe('after signing in', () => {
  test.each(['/office?state=drafting', '/requests/r1', '/'])('%s is shown, as it was asked for', (next) => {
    expect(safeNext(next)).toBe(next)
  })

  test.each([
    null,
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/sign-in?next=/office',
  ])('%j is no address of ours: the inbox is shown', (next) => {
    expect(safeNext(next)).toBe('/')
  })
})
