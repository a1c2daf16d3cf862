import { describe, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import type { Meta } from '../../../machines/procedure/procedure.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import { compile } from '../../../machines/run/compile.ts'
import type { Scenario, ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import { rehearsalActor, runScenario } from '../../../machines/scenarios/scenarios.ts'
import { choice, conditional, director, urgent, when } from '../../support/conditional-procedure.ts'
import { changed, choiceOf, fullOffice, mayOf, stepOf } from '../../support/proving.ts'

const standard = compile(standardPublication)
const day = 86_400_000
const meta: Meta = { title: { th: 'ทดสอบ', en: 'Test' }, clause: '๑', source: 'added' }

/** `SUBMIT owner A` as a step; a deadline by its event alone. */
function stepFrom(words: string, more: Partial<ScenarioStep> = {}): ScenarioStep {
  const [type = '', role, person] = words.split(' ')
  return { type, role: role ?? null, person: person ?? null, data: {}, after: 0, ...more }
}
const scenarioOf = (
  steps: (string | ScenarioStep)[],
  expected: Partial<Scenario['expected']> = {},
): Scenario => ({
  steps: steps.map((one) => (typeof one === 'string' ? stepFrom(one) : one)),
  expected: { steps: [], refused: false, ...expected },
})
const submit = stepFrom('SUBMIT owner A', { data: { publishUntil: '2027-03-31' } })
const published = [submit, 'CERTIFY groupDirector A', 'APPROVE officeDirector A', 'PUBLISH webmaster A']

describe('a scenario', () => {
  test('passes where it ends in the steps that it expects', () => {
    expect(runScenario(standard, scenarioOf(published, { steps: ['published.live'] }))).toEqual({
      passed: true,
      sentence: {
        th: 'ดำเนินการได้ครบทุกขั้น และอยู่ที่ขั้น “เผยแพร่แล้ว”',
        en: 'Every step was taken, up to “Published”.',
      },
    })
  })

  test('fails where it ends elsewhere, and names both places', () => {
    const { passed, sentence } = runScenario(standard, scenarioOf(published, { steps: ['takenDown'] }))
    expect(passed).toBe(false)
    expect(sentence.th).toBe('ดำเนินการได้ครบทุกขั้น แต่อยู่ที่ขั้น “เผยแพร่แล้ว” แทนที่จะเป็น “นำออกจากเว็บไซต์แล้ว”')
  })

  test('fails at the first step that is refused, with its number, the person and the reason', () => {
    const skipped = scenarioOf([submit, 'APPROVE officeDirector A'], { steps: ['webReview'] })
    expect(runScenario(standard, skipped).sentence.th).toBe(
      'ลำดับที่ 2 “เห็นชอบ” โดยผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา A ที่ขั้น “ผู้อำนวยการกลุ่มรับรองข้อมูล” ดำเนินการไม่ได้: ขั้นนี้ไม่มีทางเลือกนี้',
    )
    const wrongRole = scenarioOf([submit, 'CERTIFY webmaster A'], { steps: ['approval'] })
    expect(runScenario(standard, wrongRole).sentence.th).toContain('ดำเนินการไม่ได้: เป็นหน้าที่ของผู้อำนวยการกลุ่ม')
    expect(runScenario(standard, scenarioOf(['SUBMIT webmaster A'])).sentence.th).toContain('ไม่ใช่เจ้าของเรื่อง')
  })

  test('says of a choice on a condition what would have to hold', () => {
    const compiled = compile(conditional({ APPROVE: choice('APPROVE', 'ended', when(director, urgent)) }))
    const answered = (answer: string) => [
      stepFrom('SUBMIT owner A', { data: { urgent: answer } }),
      'APPROVE officeDirector B',
    ]
    expect(runScenario(compiled, scenarioOf(answered('no'), { steps: ['ended'] })).sentence.th).toMatch(
      /ดำเนินการไม่ได้: ดำเนินการได้เมื่อ “ช่อง urgent” เป็น “ตอบ yes”$/,
    )
    expect(runScenario(compiled, scenarioOf(answered('yes'), { steps: ['ended'] })).passed).toBe(true)
    expect(runScenario(compiled, scenarioOf(answered('no'), { refused: true })).passed).toBe(true)
  })

  test('passes where its last step is refused as it must be, and fails where that is taken', () => {
    const steps = [submit, 'CERTIFY webmaster A']
    expect(runScenario(standard, scenarioOf(steps, { refused: true })).passed).toBe(true)
    const { passed, sentence } = runScenario(
      standard,
      scenarioOf([submit, 'CERTIFY groupDirector A'], { refused: true }),
    )
    expect(passed).toBe(false)
    expect(sentence.th).toContain('ต้องถูกปฏิเสธ แต่ดำเนินการได้')
  })

  test('does not pass where an earlier step than the last is refused', () => {
    const steps = ['CERTIFY groupDirector A', submit, 'PUBLISH webmaster A']
    expect(runScenario(standard, scenarioOf(steps, { refused: true })).passed).toBe(false)
  })

  test('does not pass as refused without any step', () => {
    expect(runScenario(standard, scenarioOf([], { refused: true })).passed).toBe(false)
    expect(runScenario(standard, scenarioOf([], { steps: ['drafting'] })).passed).toBe(true)
  })

  test('knows a person of one role from another, and with a star one person in several roles', () => {
    const twice = compile(
      changed((procedure) => {
        Object.assign(mayOf(choiceOf(procedure, 'approval', 'APPROVE')), {
          as: 'groupDirector',
          within: 'group',
        })
      }),
    )
    const by = (letter: string) => [submit, 'CERTIFY groupDirector A', `APPROVE groupDirector ${letter}`]
    expect(runScenario(twice, scenarioOf(by('A'), { refused: true })).passed).toBe(true)
    expect(runScenario(twice, scenarioOf(by('B'), { steps: ['webReview'] })).passed).toBe(true)
    const alone = [stepFrom('SUBMIT owner *A', { data: submit.data }), 'CERTIFY groupDirector *A']
    expect(runScenario(standard, scenarioOf(alone, { refused: true })).passed).toBe(true)
    expect(runScenario(standard, scenarioOf(alone)).sentence.th).toContain('คนเดียวกันทำ “เสนอขอเผยแพร่” ไปแล้ว')
  })

  test('gives a director the group that a choice names', () => {
    const named = compile(
      changed((procedure) => {
        const may = mayOf(choiceOf(procedure, 'certification', 'CERTIFY'))
        delete may.within
        may.group = 'law'
      }),
    )
    const steps = scenarioOf([submit, 'CERTIFY groupDirector A'], { steps: ['approval'] })
    expect(runScenario(named, steps).passed).toBe(true)
    const actor = rehearsalActor('groupDirector', 'A', 'cmi3', 'law')
    expect(actor.appointments).toMatchObject([{ role: 'groupDirector', group: 'law', office: 'cmi3' }])
    expect(rehearsalActor('owner', 'A', 'cmi3', null).appointments).toEqual([])
  })
})

describe('the clock of a scenario', () => {
  const end = 'xstate.after.publishUntil.published'
  const deadline = (days: number) =>
    compile(
      changed((procedure) => {
        procedure.deadlines.push({ id: 'soon', kind: 'days', days, working: true, title: meta.title })
        stepOf(procedure, 'approval').after = { soon: { target: 'webReview', meta } }
      }),
    )
  const certified = [submit, 'CERTIFY groupDirector A']

  test('moves over a deadline that is named, however far ahead', () => {
    const steps = scenarioOf([...published, end], { steps: ['takenDown'] })
    expect(runScenario(standard, steps).passed).toBe(true)
  })

  test('does not fire a deadline that is not running', () => {
    expect(runScenario(standard, scenarioOf([submit, end], { refused: true })).passed).toBe(true)
  })

  test('fires a deadline that falls due before the next step', () => {
    const approve = (after: number) => [...certified, stepFrom('APPROVE officeDirector A', { after })]
    expect(runScenario(deadline(3), scenarioOf(approve(2 * day), { steps: ['webReview'] })).passed).toBe(true)
    // Begun on a Monday: its third working day ends with Thursday.
    expect(runScenario(deadline(3), scenarioOf(approve(4 * day), { refused: true })).passed).toBe(true)
  })

  test('counts working days as the engine does, over a weekend', () => {
    const approve = (after: number) => [...certified, stepFrom('APPROVE officeDirector A', { after })]
    expect(runScenario(deadline(5), scenarioOf(approve(7 * day), { steps: ['webReview'] })).passed).toBe(true)
    expect(runScenario(deadline(5), scenarioOf(approve(8 * day), { refused: true })).passed).toBe(true)
  })

  test('leaves a last day of publication alone until it is asked to pass, whatever year it is', () => {
    const past = stepFrom('SUBMIT owner A', { data: { publishUntil: '2024-01-31' } })
    const steps = [past, ...published.slice(1), stepFrom('REQUEST_EXTENSION owner A', { after: 30 * day })]
    expect(runScenario(standard, scenarioOf(steps, { steps: ['published.extension'] })).passed).toBe(true)
  })
})

describe('a counter-example of the proofs', () => {
  test('is a scenario that passes on the chart that it was found in, and on no sound one', () => {
    const unsound = changed((procedure) => {
      choiceOf(procedure, 'certification', 'CERTIFY').target = 'handover'
      choiceOf(procedure, 'drafting', 'PROPOSE').target = 'handover'
      procedure.chart.states.asked = {
        meta,
        on: { WITHDRAW: { target: '#withdrawn', meta, guard: { type: 'may', params: { as: 'owner' } } } },
      }
    }, cmi3Publication)
    const proof = prove(unsound, fullOffice).find(({ id }) => id === 'requires:CERTIFY')
    const steps = (proof?.path ?? []).map(
      ({ type, role, person }): ScenarioStep => ({
        ...{ type, role, person: person === null ? null : `*${person}`, after: 0 },
        data: type === 'HAND_OVER' ? { publishUntil: '2027-03-31' } : {},
      }),
    )
    expect(steps.map(({ type }) => type)).toEqual(['PROPOSE', 'HAND_OVER', 'PUBLISH'])
    const scenario = { steps, expected: { steps: ['published'], refused: false } }
    expect(runScenario(compile(unsound), scenario).passed).toBe(true)
    expect(runScenario(compile(cmi3Publication), scenario).passed).toBe(false)
  })
})
