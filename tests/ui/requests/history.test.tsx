/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { EventView } from '../../../api/http/contract.ts'
import { History } from '../../../ui/requests/history.tsx'
import { cleanScreens, FakeApi, show, text } from '../../support/screen.tsx'

cleanScreens()
const event = (seq: number): EventView => ({
  ...{ seq, type: 'PROPOSE', title: text(`เหตุการณ์ ${seq}`), kind: 'forward', reopens: false },
  ...{ clause: '๑', source: 'document', at: '2026-11-02T03:00:00Z', actor: null, actedAs: null },
  ...{ from: [], to: [], toTitles: [], reasons: null, checked: [], values: [], note: null, erasedAt: null },
  ...{
    contentRevision: 1,
    contentSha256: `content${seq}`,
    previousHash: `hash${seq - 1}`,
    hash: `hash${seq}`,
  },
})

test('what was erased is said calmly, with its day, where it stood', () => {
  const erased = { ...event(1), actor: { id: 'p', name: '[ลบข้อมูลส่วนบุคคลแล้ว]' } }
  show(
    <History
      events={[{ ...erased, contentSha256: null, erasedAt: '2026-12-02T03:00:00Z' }, event(2)]}
      procedure={undefined}
    />,
    new FakeApi(),
  )
  const [, first] = document.querySelectorAll('ol.history > li')
  expect(first?.textContent).toContain('[ลบข้อมูลส่วนบุคคลแล้ว]')
  expect(first?.textContent).toMatch(/ลบข้อมูลส่วนบุคคลในรายการนี้ตามคำสั่งแล้ว · 2 ธ\.ค\. 2569/)
  expect(document.querySelectorAll('ol.history > li')[0]?.textContent).not.toContain('ลบข้อมูล')
})

test('fingerprints stand in one place of their own, all of them, and at no event', () => {
  show(<History events={[event(1), event(2)]} procedure={undefined} />, new FakeApi())
  const list = document.querySelector('ol.history')
  expect(list?.children).toHaveLength(2)
  expect(list?.textContent).not.toMatch(/hash\d|content\d/)
  const proof = document.querySelector('details')
  for (const mark of ['hash0', 'hash1', 'hash2', 'content1', 'content2'])
    expect(proof?.textContent).toContain(mark)
  expect(proof?.open).toBe(false)
  expect(screen.getByText('หลักฐานยืนยันประวัติ (รหัสตรวจสอบ)')).toBeTruthy()
})
