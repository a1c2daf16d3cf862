import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createActor } from 'xstate'
import { offices } from '../../../machines/offices/offices.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import { type ChartSnapshot, isTimer, mayOf, transitionsHere } from '../../../machines/run/step.ts'
import { runScenario } from '../../../machines/scenarios/scenarios.ts'
import { choicesFor, roleKept, rolesOf } from '../../../ui/office/rehearsal/acting.ts'
import { Driver } from '../../../ui/office/rehearsal/driver.ts'
import { ownersLetter, persons, type Rehearsed, usualPerson } from '../../../ui/office/rehearsal/rehearsed.ts'
import { dataOf, isMet, sampleOf } from '../../../ui/office/rehearsal/sample-needs.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'
import { meta, procedureOf, to } from '../../support/small-chart.ts'

const procedures = [...offices.flatMap((office) => office.procedures), cmi3WithApproval()]
const dayMs = 86_400_000

/** The driver with a living actor, as the screen has them. */
function rehearse(compiled: Compiled, start: Rehearsed[] = []) {
  const driver = new Driver(compiled, start)
  const actor = createActor(compiled.machine, driver.options)
  driver.attach(actor)
  actor.start()
  const snapshot = () => actor.getSnapshot() as ChartSnapshot
  return { driver, snapshot, steps: () => stepsOf(snapshot().value) }
}
type Running = ReturnType<typeof rehearse>

/** Everything that could be pressed now: each allowed choice of each role and person, each deadline, a wait. */
function movesOf(compiled: Compiled, { driver, snapshot }: Running): (() => void)[] {
  const roles = rolesOf(compiled)
  const choices = roles.flatMap((role) =>
    [usualPerson(roles.slice(1), role), ownersLetter, '*H'].flatMap((person) => {
      const acting = { role, person: role === 'owner' ? ownersLetter : person }
      return choicesFor(compiled, snapshot(), acting)
        .filter(({ allowed }) => allowed)
        .map((choice) => () => {
          const sample = sampleOf(choice.needs, { now: driver.now, words: 'ทดลองดำเนินการ', name: 'คน A' })
          expect(choice.needs.filter((need) => !isMet(need, sample))).toEqual([])
          driver.take({
            ...{ type: choice.type, role: roleKept(choice, acting), person: acting.person },
            data: dataOf(choice.needs, sample),
          })
        })
    }),
  )
  const deadlines = driver.deadlines.map(
    ({ id }) =>
      () =>
        driver.passDeadline(id),
  )
  const waits = [1, 45].map((days) => () => driver.wait(days * dayMs))
  return [...choices, ...deadlines, ...waits]
}

const scenarioOf = ({ driver, steps }: Running) => ({
  steps: driver.past.map(({ step }) => step),
  expected: { steps: steps().sort(), refused: false },
})

describe.each(procedures.map((procedure) => [procedure.id, procedure] as const))('%s', (_, procedure) => {
  const compiled = compile(procedure)
  const pressing = fc.array(fc.nat(), { maxLength: 25 })
  const walked = (presses: number[]) => {
    const running = rehearse(compiled)
    for (const press of presses) {
      const moves = movesOf(compiled, running)
      moves[press % moves.length]?.()
    }
    return running
  }

  test('whatever is rehearsed, the engine that runs real requests ends at the same step by the same path', () => {
    fc.assert(
      fc.property(pressing, (presses) => {
        const running = walked(presses)
        expect(runScenario(compiled, scenarioOf(running))).toMatchObject({ passed: true })
        const here = transitionsHere(running.snapshot()).filter(isTimer)
        // A deadline of a step that was left runs no more.
        expect(here.map(({ eventType }) => eventType)).toEqual(
          expect.arrayContaining(running.driver.deadlines.map(({ id }) => id)),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('a step back and the same again is the same, deadlines included; so is a replay from the beginning', () => {
    fc.assert(
      fc.property(pressing, fc.nat(), (presses, at) => {
        const { driver, steps } = walked(presses)
        const kept = driver.past.slice(0, at % (driver.past.length + 1))
        const rest = driver.past.slice(kept.length).map(({ step }) => step)
        const again = rehearse(compiled, kept)
        again.driver.replay(rest)
        expect([again.steps(), again.driver.past]).toEqual([steps(), driver.past])
        const whole = rehearse(compiled)
        whole.driver.replay(driver.past.map(({ step }) => step))
        expect(whole.driver.past).toEqual(driver.past)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a rehearsal', () => {
  const [cmi3] = procedures as [Procedure]
  const compiled = compile(cmi3)

  test('lets nobody do what belongs to others, and says whose it is', () => {
    const { driver, snapshot, steps } = rehearse(compiled)
    driver.take({ type: 'PROPOSE', role: 'owner', person: ownersLetter, data: {} })
    driver.take({ type: 'CERTIFY', role: 'owner', person: ownersLetter, data: {} })
    expect(steps()).toEqual(['certification'])
    const [certify] = choicesFor(compiled, snapshot(), { role: 'webmaster', person: '*C' })
    expect(certify).toMatchObject({
      ...{ type: 'CERTIFY', allowed: false },
      refusals: [{ code: 'role_missing', roles: ['groupDirector'] }],
    })
  })

  test('knows that the owner is the owner in whatever role: kept apart from certifying', () => {
    const { driver, snapshot } = rehearse(compiled)
    driver.take({ type: 'PROPOSE', role: 'owner', person: ownersLetter, data: {} })
    const own = choicesFor(compiled, snapshot(), { role: 'groupDirector', person: ownersLetter })
    const others = choicesFor(compiled, snapshot(), { role: 'groupDirector', person: '*B' })
    const certify = transitionsHere(snapshot()).find(({ eventType }) => eventType === 'CERTIFY')
    expect(certify && mayOf(certify)?.notBy).toContain('PROPOSE')
    expect(own.find(({ type }) => type === 'CERTIFY')?.refusals).toMatchObject([
      { code: 'separation_of_duties' },
    ])
    expect(others.find(({ type }) => type === 'CERTIFY')?.allowed).toBe(true)
  })

  test('takes a correction to be written after a return: what is proposed again is the next revision', () => {
    const { driver, snapshot } = rehearse(compiled)
    driver.take({ type: 'PROPOSE', role: 'owner', person: ownersLetter, data: {} })
    expect(snapshot().context.revision).toBe(1)
    driver.take({ type: 'RETURN', role: 'groupDirector', person: '*B', data: {} })
    driver.take({ type: 'PROPOSE', role: 'owner', person: ownersLetter, data: {} })
    expect(snapshot().context.revision).toBe(2)
  })

  test('sets a deadline with the first step, lets it pass only by hand, and drops it with the step', () => {
    const days = { kind: 'days' as const, days: 2, working: true, title: meta.title }
    const small = compile(
      procedureOf(
        {
          ...{ id: 'small', initial: 'first' },
          states: {
            first: { meta, on: { GO: to('second') }, after: { soon: { target: 'late', meta } } },
            second: { meta, on: { GO: to('end') } },
            late: { meta, on: { GO: to('end') } },
            end: { meta, type: 'final' },
          },
        },
        [{ id: 'soon', ...days }],
      ),
    )
    const soon = 'xstate.after.soon.small.first'
    const left = rehearse(small)
    // It begins on a Monday at nine: the second working day after it ends with Wednesday.
    expect(left.driver.deadlines).toEqual([{ id: soon, dueAt: Date.parse('2000-01-06T00:00:00+07:00') }])
    left.driver.wait(2 * dayMs)
    expect(left.steps()).toEqual(['first'])
    left.driver.take({ type: 'GO', role: 'owner', person: ownersLetter, data: {} })
    expect(left.driver.deadlines).toEqual([])
    expect(left.driver.past.map(({ step }) => step.after)).toEqual([2 * dayMs])

    const passed = rehearse(small)
    passed.driver.passDeadline(soon)
    expect([passed.steps(), passed.driver.now]).toEqual([['late'], Date.parse('2000-01-06T00:00:00+07:00')])
    expect(passed.driver.past[0]?.step).toMatchObject({ type: soon, role: null, person: null })
  })

  test('gives each role a person of its own, and never the owner', () => {
    const roles = ['a', 'b', 'c']
    const usual = roles.map((role) => usualPerson(roles, role))
    expect(new Set([ownersLetter, ...usual]).size).toBe(4)
    expect(persons).toEqual(expect.arrayContaining(usual))
  })
})

describe('reminders', () => {
  const title = { th: 'กำหนด', en: 'Limit' }
  const told = { whom: 'owner', clause: 'เพิ่มเติมจากเอกสาร', source: 'added' } as const
  const reminded = () => {
    const procedure = structuredClone(offices[0]?.procedures[0] as Procedure)
    procedure.deadlines.push({
      ...{ id: 'limit', kind: 'days', days: 3, working: false, title },
      reminders: [
        { when: 'before', days: 1, working: false, ...told },
        { when: 'at', ...told },
        { when: 'every', days: 2, working: false, ...told },
      ],
    })
    const first = procedure.chart.states[procedure.chart.initial ?? '']
    if (!first?.meta) throw new Error('another chart')
    first.after = { limit: { meta: first.meta } }
    return compile(procedure)
  }

  test('are shown as they would be sent when time moves, and what comes next', () => {
    const { driver } = rehearse(reminded())
    expect(driver.reminders.map(({ number }) => number)).toEqual([0, 1, 2])
    driver.wait(2 * dayMs)
    expect(driver.sent.map(({ number }) => number)).toEqual([0])
    driver.wait(7 * dayMs)
    // Due after the third day; again when two, and when four days have passed.
    expect(driver.sent.map(({ number }) => number)).toEqual([0, 1, 2, 2])
    expect(driver.sent.map(({ at }) => at)).toEqual(
      [...driver.sent.map(({ at }) => at)].sort((a, b) => a - b),
    )
    expect(driver.reminders.map(({ number, next }) => [number, next > driver.now])).toEqual([[2, true]])
    // Back at an earlier step, what was not sent then is not sent yet.
    const again = rehearse(reminded(), driver.past.slice(0, -1))
    expect(again.driver.sent.length).toBeLessThan(driver.sent.length)
  })

  test('of a step that is left are not sent', () => {
    const compiled = reminded()
    const running = rehearse(compiled)
    const acting = { role: 'owner', person: ownersLetter }
    const choice = choicesFor(compiled, running.snapshot(), acting).find(({ allowed }) => allowed)
    if (!choice) throw new Error('the owner can do nothing')
    const sample = sampleOf(choice.needs, { now: running.driver.now, words: 'ทดลอง', name: 'คน A' })
    running.driver.take({
      type: choice.type,
      role: 'owner',
      person: ownersLetter,
      data: dataOf(choice.needs, sample),
    })
    running.driver.wait(30 * dayMs)
    expect(running.driver.sent).toEqual([])
    expect(running.driver.reminders).toEqual([])
  })
})
