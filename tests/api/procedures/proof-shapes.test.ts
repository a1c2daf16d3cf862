import { expect, test } from '@jest/globals'
import type { z } from 'zod'
import {
  changeSchema,
  type newScenarioSchema,
  type pathStepSchema,
  proofSchema,
  scenarioOutcomeSchema,
  type scenarioStepSchema,
} from '../../../api/http/procedure-contract.ts'
import { type Change, changesBetween } from '../../../machines/diff/diff.ts'
import { offices, standard } from '../../../machines/offices/offices.ts'
import { type PathStep, type Proof, prove } from '../../../machines/proofs/proofs.ts'
import { compile } from '../../../machines/run/compile.ts'
import type { Scenario, ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import { runScenario, type ScenarioRun } from '../../../machines/scenarios/scenarios.ts'
import { changed, choiceOf, fullOffice } from '../../support/proving.ts'

/** True only where two types are the same; anything else makes the compiler refuse this file. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : { left: A; right: B }
type Plain<T> = T extends (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [Key in keyof T]: Plain<T[Key]> }
    : T
const same = <A, B>(it: Same<Plain<A>, Plain<B>>): unknown => it

test('what machines/ returns has the very types that the contract promises', () => {
  expect([
    same<PathStep, z.infer<typeof pathStepSchema>>(true),
    same<Proof, z.infer<typeof proofSchema>>(true),
    same<Change, z.infer<typeof changeSchema>>(true),
    same<ScenarioStep, z.infer<typeof scenarioStepSchema>>(true),
    same<Scenario, Omit<z.infer<typeof newScenarioSchema>, 'name'>>(true),
    same<ScenarioRun, Pick<z.infer<typeof scenarioOutcomeSchema>, 'passed' | 'sentence'>>(true),
  ]).toEqual(Array(6).fill(true))
})

test('what machines/ returns passes the schemas of the contract', () => {
  const broken = changed((procedure) => {
    choiceOf(procedure, 'certification', 'CERTIFY').target = 'webReview'
    choiceOf(procedure, 'webReview', 'RETURN').target = 'approval'
  })
  const procedures = [...offices.flatMap(({ procedures }) => procedures), standard, broken]
  for (const procedure of procedures) {
    for (const proof of prove(procedure, fullOffice)) expect(proofSchema.parse(proof)).toEqual(proof)
    for (const change of changesBetween(standard, procedure))
      expect(changeSchema.parse(change)).toEqual(change)
    const run = runScenario(compile(procedure), { steps: [], expected: { steps: [], refused: false } })
    const outcome = { id: '1', name: 'one', ...run }
    expect(scenarioOutcomeSchema.parse(outcome)).toEqual(outcome)
  }
})
