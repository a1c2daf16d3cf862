/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { Proof, ProofReport } from '../../../api/http/procedure-contract.ts'
import { ProofList } from '../../../ui/office/drafts/proofs/proof-list.tsx'
import { ProofSummary } from '../../../ui/office/drafts/proofs/proof-summary.tsx'
import { cleanScreens, FakeApi, show, text } from '../../support/screen.tsx'

cleanScreens()

const proof = (outcome: Proof['outcome']): Proof => ({
  ...{ id: outcome, outcome, sentence: text(`ข้อ ${outcome}`), path: [], steps: [] },
})
const report = (...outcomes: Proof['outcome'][]): ProofReport => ({
  ...{ problems: [], proofs: outcomes.map(proof), scenarios: [], changes: [], layout: null },
  mayActivate: !outcomes.includes('violated') && !outcomes.includes('unproved'),
})

test('what is not proved is said to be neither wrong nor right, and stands in the way', () => {
  show(<ProofSummary report={report('holds', 'unproved')} />, new FakeApi())
  expect(screen.getByRole('status').textContent).toContain('ยังยืนยันไม่ได้ว่าถูกต้อง')
  expect(screen.getByRole('status').textContent).not.toContain('มีข้อที่ไม่ถูกต้อง')
})

test('where something is wrong as well, that is counted', () => {
  show(<ProofSummary report={report('violated', 'unproved')} />, new FakeApi())
  expect(screen.getByRole('status').textContent).toContain('ประกาศใช้ไม่ได้ มีข้อที่ไม่ถูกต้อง 1 ข้อ')
})

test('what is not proved has a sign and a word of its own', () => {
  const list = { drawn: undefined, shown: null, onShow: () => {} }
  show(<ProofList proofs={[proof('unproved')]} {...list} />, new FakeApi())
  expect(screen.getByText('ยังยืนยันไม่ได้')).toBeTruthy()
  expect(screen.getByText('?')).toBeTruthy()
})
