/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { EventView, ProcedureView, RequestView } from '../../../api/http/contract.ts'
import { ExistingRequestEditor } from '../../../ui/requests/edit/existing-request-editor.tsx'
import { cleanScreens, FakeApi, isSaid, named, officer, show, text } from '../../support/screen.tsx'

cleanScreens()

test('the reasons of a return stand above the form in which they are to be mended', async () => {
  const api = new FakeApi()
  const request = {
    id: 'r1',
    title: 'แผน',
    procedure: 'cmi3.publication',
    version: 1,
    owner: { id: officer.person.id },
    status: 'open',
    editable: true,
    revision: 3,
    choices: [],
    content: { title: 'แผน' },
  } as unknown as RequestView
  const returned = {
    seq: 2,
    type: 'RETURN',
    title: text('ส่งกลับพร้อมเหตุผล'),
    kind: 'return',
    reopens: true,
    at: '2026-11-02T03:00:00Z',
    actor: { id: 'p2', name: 'วิภา' },
    actedAs: null,
    from: ['certification'],
    to: ['drafting'],
    reasons: { grounds: [text('ไม่ครบถ้วน')], text: 'ขาดตารางที่ ๒' },
    values: [],
    note: null,
  } as unknown as EventView
  api.answer('GET /api/requests/{id}', request)
  api.answer('GET /api/requests/{id}/events', { events: [returned] })
  api.answer('GET /api/procedures/{id}/versions/{n}', {
    id: 'cmi3.publication',
    form: [{ name: 'title', type: 'text', title: text('ชื่อเรื่อง'), required: true }],
    categories: [],
  } as unknown as ProcedureView)
  show(<ExistingRequestEditor id="r1" />, api)
  await screen.findByRole('textbox', named('ชื่อเรื่อง'))
  expect(isSaid('ส่งกลับพร้อมเหตุผล วิภา')).toBe(true)
  expect(isSaid('ไม่ครบถ้วน')).toBe(true)
  expect(isSaid('ขาดตารางที่ ๒')).toBe(true)
})
