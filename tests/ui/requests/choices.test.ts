import { describe, expect, test } from '@jest/globals'
import type { ChoiceView, ProcedureView } from '../../../api/http/contract.ts'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { offices } from '../../../machines/offices/offices.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { choicesOfStep } from '../../../ui/chart/chart-choices.ts'
import { emptyDraft, eventOf } from '../../../ui/requests/choice-draft.ts'
import { sortChoices } from '../../../ui/requests/sort-choices.ts'
import { waitsFor } from '../../../ui/requests/waits-for.ts'
import { diffWords } from '../../../ui/requests/word-diff.ts'
import {
  conditional,
  choice as conditionalChoice,
  not,
  urgent,
  when,
} from '../../support/conditional-procedure.ts'

async function viewOf(office: string): Promise<ProcedureView> {
  const procedure = offices.find(({ id }) => id === office)?.procedures[0] as Procedure
  return { ...procedure, layout: await layoutOf(procedure), version: 1, hash: '', status: 'active' }
}
const choice = (given: Partial<ChoiceView> & { type: string }): ChoiceView => ({
  kind: 'forward',
  title: { th: given.type, en: given.type },
  description: null,
  clause: '๑',
  source: 'document',
  target: null,
  targetTitle: null,
  needs: [],
  allowed: true,
  refusals: [],
  who: [],
  ...given,
})
const reasons: ChoiceView['needs'] = [{ kind: 'reasons', field: 'reasons', required: true, grounds: [] }]
const director = { role: 'groupDirector', title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director' }, people: [] }
const owner = { role: 'owner', title: { th: 'เจ้าของเรื่อง', en: 'Owner' }, people: [] }

const at = (step: string, choices: ChoiceView[]) => ({
  choices,
  steps: [{ id: step, title: { th: step, en: step }, clause: '', source: 'document' as const }],
})

describe('what I can do', () => {
  const certify = choice({ type: 'CERTIFY', target: 'handover', who: [director] })
  const giveBack = choice({
    type: 'RETURN',
    kind: 'return',
    target: 'drafting',
    needs: reasons,
    who: [director],
  })
  const withdraw = choice({
    type: 'WITHDRAW',
    kind: 'ending',
    target: 'withdrawn',
    allowed: false,
    who: [owner],
  })

  test('the one choice that carries the request on stands open; returns come after it; what is not mine apart', async () => {
    const sorted = sortChoices(at('certification', [giveBack, withdraw, certify]), await viewOf('cmi3'))
    expect(sorted.main?.type).toBe('CERTIFY')
    expect(sorted.more.map(({ type }) => type)).toEqual(['RETURN'])
    expect(sorted.others.map(({ type }) => type)).toEqual(['WITHDRAW'])
  })

  test('an ending never stands open, even when it is all that I can do', async () => {
    const sorted = sortChoices(at('certification', [{ ...withdraw, allowed: true }]), await viewOf('cmi3'))
    expect(sorted.main).toBeUndefined()
    expect(sorted.more.map(({ type }) => type)).toEqual(['WITHDRAW'])
  })

  test('what I may do on a condition stands apart while that does not hold, and nobody is waited for on its account', async () => {
    const unmet = { th: '“ด่วน” เป็น “ใช่”', en: '“Urgent” is “Yes”' }
    const refusals = [{ code: 'condition_unmet', message: unmet }]
    const shut = { ...certify, allowed: false, refusals, unmet }
    const of = (choices: ChoiceView[]) => at('certification', choices)
    const procedure = await viewOf('cmi3')
    const sorted = sortChoices(of([shut, giveBack]), procedure)
    expect(sorted.shut.map(({ type }) => type)).toEqual(['CERTIFY'])
    expect([sorted.main, sorted.others]).toEqual([undefined, []])
    const toOthers = { ...shut, refusals: [{ code: 'role_missing', message: unmet }] }
    expect(sortChoices(of([toOthers]), procedure)).toMatchObject({ shut: [], others: [] })
    expect(waitsFor(of([toOthers]), procedure)).toEqual([])
    expect(waitsFor(of([certify]), procedure)).toEqual([director.title])
  })

  test('two ways on are offered side by side, and none of them stands open', async () => {
    const sorted = sortChoices(
      at('certification', [certify, choice({ type: 'PASS', target: 'screening' })]),
      await viewOf('cmi3'),
    )
    expect(sorted.main).toBeUndefined()
    expect(sorted.first?.type).toBe('CERTIFY')
    expect(sorted.more).toHaveLength(2)
  })

  test('where nobody is asked to act, what can be done is offered and nothing stands out', async () => {
    const report = choice({ type: 'REPORT_ERROR', target: 'published.correcting', who: [owner] })
    const sorted = sortChoices(at('published.live', [report]), await viewOf('cmi4'))
    expect([sorted.main, sorted.first]).toEqual([undefined, undefined])
    expect(sorted.more.map(({ type }) => type)).toEqual(['REPORT_ERROR'])
    expect(waitsFor(at('published.live', [report]), await viewOf('cmi4'))).toEqual([])
  })

  test('a request waits for whoever can carry it on or send it back, not for whoever could end it', async () => {
    expect(waitsFor(at('certification', [certify, giveBack, withdraw]), await viewOf('cmi3'))).toEqual([
      director.title,
    ])
  })
})

describe('what is sent', () => {
  test('only what the choice needs goes out, trimmed, and an empty note does not', () => {
    const draft = { ...emptyDraft, reasons: ' แก้ชื่อเรื่อง ', checked: ['accurate'], publishUntil: '2027-12-31' }
    expect(eventOf(choice({ type: 'RETURN', needs: reasons }), draft)).toEqual({
      type: 'RETURN',
      reasons: { grounds: [], text: 'แก้ชื่อเรื่อง' },
    })
  })

  test('a field starts from what the form says, and carries what was typed instead', () => {
    const needs: ChoiceView['needs'] = [
      {
        kind: 'field',
        field: 'channels',
        title: { th: 'ช่องทาง', en: 'Channels' },
        required: true,
        type: 'checkboxes',
        value: ['website'],
      },
    ]
    expect(eventOf(choice({ type: 'PROPOSE', needs }), emptyDraft)).toEqual({
      type: 'PROPOSE',
      channels: ['website'],
    })
    expect(
      eventOf(choice({ type: 'PROPOSE', needs }), {
        ...emptyDraft,
        values: { channels: ['board'] },
        note: ' ด่วน ',
      }),
    ).toEqual({ type: 'PROPOSE', channels: ['board'], note: 'ด่วน' })
  })
})

test('a step of the chart says who may do what there and what that needs', async () => {
  const found = choicesOfStep(await viewOf('cmi3'), 'screening')
  expect(found.map(({ edge }) => edge.type)).toEqual(['PUBLISH', 'REFUSE', 'WITHDRAW'])
  expect(found[0]?.who[0]?.en).toContain('Webmaster')
  expect(found[0]?.needs[0]?.th).toBe('ตรวจแล้วว่า ถูกต้อง · ครบถ้วน · เป็นปัจจุบัน')
  expect(found[1]?.needs[0]?.th).toContain('ไม่โปร่งใส')
  expect(found[2]?.who[0]?.th).toBe('เจ้าของเรื่อง')
})

test('a step of the chart says on which condition a choice can be taken, of two of one name each', async () => {
  const procedure = conditional({
    APPROVE: [
      conditionalChoice('APPROVE', 'other', when({ as: 'webmaster' }, urgent)),
      conditionalChoice('APPROVE', 'other', when({ as: 'officeDirector' }, not(urgent))),
    ],
    REFUSE: conditionalChoice('REFUSE', 'ended', { type: 'may', params: { as: 'webmaster' } }),
  })
  const found = choicesOfStep({ ...procedure, layout: await layoutOf(procedure) }, 'checking')
  expect(
    found.map(({ edge, who, when: condition }) => [edge.type, who.length, condition?.th ?? null]),
  ).toEqual([
    ['APPROVE', 1, '“ช่อง urgent” เป็น “ตอบ yes”'],
    ['APPROVE', 1, 'ไม่ใช่กรณีที่ (“ช่อง urgent” เป็น “ตอบ yes”)'],
    ['REFUSE', 1, null],
  ])
})

test('two revisions are compared by words, though Thai is written without spaces', () => {
  const pieces = diffWords('ประชุมวันจันทร์ที่สำนักงาน', 'ประชุมวันอังคารที่สำนักงาน')
  expect(
    pieces
      .filter(({ change }) => change !== 'added')
      .map(({ text }) => text)
      .join(''),
  ).toBe('ประชุมวันจันทร์ที่สำนักงาน')
  expect(
    pieces
      .filter(({ change }) => change !== 'removed')
      .map(({ text }) => text)
      .join(''),
  ).toBe('ประชุมวันอังคารที่สำนักงาน')
  expect(pieces.find(({ change }) => change === 'removed')?.text).not.toContain('ประชุม')
  expect(pieces.at(-1)).toEqual({ text: 'ที่สำนักงาน', change: 'same' })
})
