import { describe, expect, test } from '@jest/globals'
import { operators, tally } from '../../support/proof-mutants.ts'

describe('each proof fails on its own mutants of the official charts, and on nothing that they do not touch', () => {
  test.each(Object.keys(operators))('%s', (kind) => {
    const { made, alive, elsewhere } = tally(kind)
    expect({ alive, elsewhere }).toEqual({ alive: [], elsewhere: [] })
    expect(made).toBeGreaterThan(1)
  })
})
