/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { fireEvent, screen, within } from '@testing-library/react'
import type { ProcedureView } from '../../../api/http/contract.ts'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import { BesideChart } from '../../../ui/office/procedures/document/beside-chart.tsx'
import {
  type Clause,
  clausesOfStep,
  type OfficeDocument,
} from '../../../ui/office/procedures/document/clause-steps.ts'
import { paragraphsOf } from '../../../ui/office/procedures/document/clause-text.tsx'
import { cleanScreens, FakeApi, show, text } from '../../support/screen.tsx'

cleanScreens()

// The browser of the tests lays nothing out, so nothing ever changes its size.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

type Provision = Clause['provisions'][number]
const provision = (words: string, more: Partial<Provision> = {}): Provision => ({
  ...{ text: words, joined: 'paragraph', corrections: [], state: 'served', missing: null, notARule: null },
  ...{ places: [], ...more },
})
const at = (title: string, ...steps: string[]): Provision['places'][number] => ({
  ...{ title: text(title), procedure: 'cmi4.publication', steps, edges: [], lost: false },
})
const clauses: Clause[] = [
  {
    ...{ id: 'คำปรารภ', state: 'notARule' },
    provisions: [provision('เพื่อให้การเปิดเผย', { state: 'notARule', notARule: text('บอกเหตุผล') })],
  },
  {
    ...{ id: '๒.๓', state: 'inForce' },
    provisions: [
      provision('ตรวจทานตามระเบียบ', {
        corrections: [{ stood: 'ระบุ', read: 'ระเบียบ' }],
        places: [at('ขั้นตรวจทาน', 'proofreading')],
      }),
      provision(' และนำขึ้น', { joined: 'text', places: [at('ขั้นเผยแพร่', 'published.live')] }),
    ],
  },
  {
    ...{ id: '๓.๒', state: 'partly' },
    provisions: [
      provision('ตรวจสอบเป็นประจำ', {
        ...{ state: 'partly', missing: text('ยังไม่มีรอบการตรวจสอบ') },
        places: [{ ...at('ขั้นแก้ไข', 'published.correcting'), lost: true }, at('ขั้นเผยแพร่', 'published.live')],
      }),
    ],
  },
]
const document: OfficeDocument = {
  ...{ share: { rules: 12, inForce: 9, partly: 3 }, clauses },
  added: [{ title: text('สิ่งที่ต้องกรอก “ระยะเวลา”'), within: [text('เผยแพร่')], steps: ['published.live'] }],
}

async function shown() {
  const procedure: ProcedureView = {
    ...cmi4Publication,
    ...{ version: 1, hash: 'h', status: 'active' as const },
    layout: await layoutOf(cmi4Publication),
  }
  return show(<BesideChart document={document} procedure={procedure} />, new FakeApi())
}
const clauseItem = (name: string) =>
  screen.getByRole('button', { name: new RegExp(`^${name}`) }).closest('li') as HTMLElement
const step = (id: string) => globalThis.document.querySelector(`[data-step="${id}"]`) as Element

test('says how much of the document is in force, and what of a clause is not, without being asked', async () => {
  await shown()
  expect(screen.getByText('ใช้แล้ว 9 จาก 12 ข้อ')).toBeTruthy()
  expect(within(clauseItem('ข้อ ๓.๒')).getByText('ยังไม่มีรอบการตรวจสอบ')).toBeTruthy()
  expect(within(clauseItem('ข้อ ๒.๓')).getByText('อ่านได้ “ระบุ” แก้เป็น “ระเบียบ”')).toBeTruthy()
  expect(screen.getByText('สิ่งที่ต้องกรอก “ระยะเวลา”')).toBeTruthy()
})

test('lights the steps of the clause that is chosen, and says them', async () => {
  await shown()
  const button = screen.getByRole('button', { name: /ข้อ ๒\.๓/ })
  expect(button.getAttribute('aria-expanded')).toBe('false')
  fireEvent.click(button)
  expect(button.getAttribute('aria-expanded')).toBe('true')
  expect(step('proofreading').getAttribute('data-mark')).toBe('clause')
  expect(step('published.live').getAttribute('data-mark')).toBe('clause')
  expect(step('preparing').getAttribute('data-mark')).toBeNull()
  expect(screen.getByText(/^ข้อ ๒\.๓ อยู่ที่ขั้น ตรวจทานก่อนนำขึ้นเว็บไซต์ · เผยแพร่แล้ว/)).toBeTruthy()
  fireEvent.click(button)
  expect(step('proofreading').getAttribute('data-mark')).toBeNull()
})

test('reads the clauses of the step that is chosen, or says that no clause asks for it', async () => {
  await shown()
  fireEvent.click(step('published.live'))
  expect(clauseItem('ข้อ ๒.๓').hasAttribute('data-lit')).toBe(true)
  expect(clauseItem('ข้อ ๓.๒').hasAttribute('data-lit')).toBe(true)
  expect(screen.getByText('ขั้น “เผยแพร่แล้ว” กำหนดไว้ในข้อ ๒.๓ · ๓.๒')).toBeTruthy()
  fireEvent.click(step('withdrawn'))
  expect(clauseItem('ข้อ ๒.๓').hasAttribute('data-lit')).toBe(false)
  expect(screen.getByText(/^ไม่มีข้อใดของเอกสารกำหนดขั้น “ถอนเรื่องแล้ว”/)).toBeTruthy()
})

test('a place that the version has lost is at no step, and a group of steps has the clauses within it', () => {
  const ids = (id: string) => clausesOfStep(document, id).map((one) => one.id)
  expect(ids('published.correcting')).toEqual([])
  expect(ids('published')).toEqual(['๒.๓', '๓.๒'])
})

test('what goes on within a paragraph stays in it', () => {
  const paragraphs = paragraphsOf([...(clauses[1]?.provisions ?? []), provision('ใหม่')])
  expect(paragraphs.map((one) => one.map((each) => each.text))).toEqual([
    ['ตรวจทานตามระเบียบ', ' และนำขึ้น'],
    ['ใหม่'],
  ])
})
