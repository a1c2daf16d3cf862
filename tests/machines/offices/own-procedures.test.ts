import { describe, expect, test } from '@jest/globals'
import { changesBetween } from '../../../machines/diff/diff.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { compile } from '../../../machines/run/compile.ts'
import type { ScenarioStep } from '../../../machines/scenarios/scenario.ts'
import { runScenario } from '../../../machines/scenarios/scenarios.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'
import { parallelCertification, urgentNews } from '../../support/own-procedures.ts'
import {
  changed,
  choiceOf,
  fullOffice,
  inShort,
  mayOf,
  proofOf,
  proofsOf,
  stepOf,
  without,
  wrongs,
} from '../../support/proving.ts'

const stepsFrom = (...words: string[]): ScenarioStep[] =>
  words.map((one) => {
    const [type = '', role, person] = one.split(' ')
    const data = { publishUntil: '2027-03-31' }
    return { type, role: role ?? null, person: person ?? null, data, after: 0 }
  })

describe("cmi3 with a director's approval inserted after certification", () => {
  const procedure = changed(() => {}, cmi3WithApproval())

  test('requires both before publication, and warns that the owner who is director could approve', () => {
    expect(proofOf(procedure, 'requires:CERTIFY').outcome).toBe('holds')
    expect(proofOf(procedure, 'requires:APPROVE').outcome).toBe('holds')
    expect(wrongs(procedure)).toEqual(['warning apart:PROPOSE:APPROVE'])
    expect(inShort(proofOf(procedure, 'apart:PROPOSE:APPROVE'))).toEqual([
      'PROPOSE by owner A',
      'CERTIFY by groupDirector B',
      'APPROVE by officeDirector A',
    ])
  })

  test('has nothing to warn of once the approval is kept from the proposal too', () => {
    const kept = changed((one) => {
      mayOf(choiceOf(one, 'approval', 'APPROVE')).notBy = ['PROPOSE', 'CERTIFY']
    }, procedure)
    expect(wrongs(kept)).toEqual([])
  })

  test('says in words what it changes', () => {
    const sentences = changesBetween(cmi3Publication, procedure).map(({ kind, sentence, steps }) => [
      kind,
      sentence.th,
      steps,
    ])
    expect(sentences).toEqual([
      [
        'added',
        'เพิ่มขั้น “ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาเห็นชอบ” ซึ่งเลือกได้: “เห็นชอบ” “ส่งกลับพร้อมเหตุผล”',
        ['approval'],
      ],
      [
        'changed',
        'ขั้น “ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล” ทางเลือก “เห็นชอบและรับรองข้อมูล” เปลี่ยนขั้นถัดไปจาก “เจ้าของเรื่องส่งให้เจ้าหน้าที่ดูแลเว็บไซต์” เป็น “ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาเห็นชอบ”',
        ['certification'],
      ],
      ['added', 'เพิ่มบทบาท “ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา”', []],
      ['added', 'ต้องผ่าน “เห็นชอบ” ก่อนเผยแพร่', []],
    ])
  })
})

describe('two groups that certify in parallel', () => {
  const procedure = changed(() => {}, parallelCertification())

  test('are both required, in either order, by different people, and all of it holds', () => {
    expect(wrongs(procedure)).toEqual([])
    for (const id of ['requires:CERTIFY_LAW', 'requires:CERTIFY_ICT', 'apart:CERTIFY_LAW:CERTIFY_ICT'])
      expect(proofOf(procedure, id).outcome).toBe('holds')
  })

  test('need a director each, in the very group', () => {
    const facts = without(({ role, group }) => role === 'groupDirector' && group === 'law')
    expect(wrongs(procedure, facts)).toEqual(['warning held:groupDirector:law'])
  })

  test('need two people, where one directs both groups', () => {
    const one = {
      ...fullOffice,
      holders: fullOffice.holders.map((holder) =>
        holder.role === 'groupDirector' ? { ...holder, person: 'director of both' } : holder,
      ),
    }
    expect(wrongs(procedure, one)).toEqual(['warning heldByTwo:CERTIFY_ICT:CERTIFY_LAW'])
  })

  test('can be rehearsed to the end', () => {
    for (const order of [
      ['CERTIFY_LAW groupDirector A', 'CERTIFY_ICT groupDirector B'],
      ['CERTIFY_ICT groupDirector B', 'CERTIFY_LAW groupDirector A'],
    ]) {
      const steps = stepsFrom('SUBMIT owner A', ...order, 'APPROVE officeDirector A', 'PUBLISH webmaster A')
      const scenario = { steps, expected: { steps: ['published.live'], refused: false } }
      expect(runScenario(compile(procedure), scenario).passed).toBe(true)
    }
    const half = stepsFrom('SUBMIT owner A', 'CERTIFY_LAW groupDirector A', 'APPROVE officeDirector A')
    const scenario = { steps: half, expected: { steps: [], refused: true } }
    expect(runScenario(compile(procedure), scenario).passed).toBe(true)
  })
})

describe('urgent news, published at once and approved within one working day', () => {
  const noon = 3 * 3_600_000

  test('breaks an order that requires the approval, by the shortest of paths', () => {
    const proof = proofOf(
      changed(() => {}, urgentNews(['APPROVE'])),
      'requires:APPROVE',
    )
    expect(proof.outcome).toBe('violated')
    expect(inShort(proof)).toEqual(['PUBLISH by owner A'])
    expect(proof.steps).toEqual(['published.unapproved'])
    expect(proof.sentence.th).toBe('เผยแพร่ได้โดยไม่ผ่าน “เห็นชอบ” นับแต่เริ่มเรื่องหรือส่งกลับครั้งล่าสุด')
  })

  test('is warned of where nothing is required, for the director to confirm, and otherwise sound: it can come down, and the two stay apart', () => {
    const procedure = changed(() => {}, urgentNews([]))
    expect(wrongs(procedure)).toEqual(['warning requires', 'warning secondPerson:drafting.PUBLISH'])
    expect(inShort(proofOf(procedure, 'requires'))).toEqual(['PUBLISH by owner A'])
    const ids = proofsOf(procedure).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['apart:PUBLISH:APPROVE', 'takedown', 'period', 'periodSet']))
  })

  test('stays public, where no period is set either, until somebody takes it down or nobody has approved it in time', () => {
    const procedure = changed((one) => {
      delete choiceOf(one, 'drafting', 'PUBLISH').meta.needs
      delete stepOf(one, 'published').after
      one.deadlines = one.deadlines.filter(({ kind }) => kind === 'days')
    }, urgentNews([]))
    expect(proofOf(procedure, 'period')).toMatchObject({
      outcome: 'holds',
      sentence: {
        th: 'ขั้นตอนนี้ไม่กำหนดระยะเวลาการเผยแพร่ ข้อมูลอยู่บนเว็บไซต์จนกว่าจะมีผู้นำออก หรือครบกำหนด “หนึ่งวันทำการ” ที่ขั้น “รอความเห็นชอบภายในหนึ่งวันทำการ”',
        en: 'No period of publication is set: information stays public until somebody takes it down or “One working day” is over at “To be approved within one working day”.',
      },
    })
  })

  test('comes down by itself after one working day without approval', () => {
    const compiled = compile(changed(() => {}, urgentNews([])))
    const late = stepsFrom('PUBLISH owner A', 'APPROVE officeDirector A')
    const [publish, approve] = late
    if (!publish || !approve) throw new Error('two steps')
    const run = (after: number) =>
      runScenario(compiled, {
        steps: [publish, { ...approve, after }],
        expected: { steps: ['published.approved'], refused: false },
      }).passed
    expect(run(24 * 3_600_000 + noon)).toBe(true)
    expect(run(48 * 3_600_000)).toBe(false)
  })
})
