/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import type { Answered } from '../../../api/http/operations.ts'
import type { Draft, ProofReport } from '../../../api/http/procedure-contract.ts'
import { ActivationForm } from '../../../ui/office/drafts/activation/activation-form.tsx'
import { cleanScreens, FakeApi, isSaid, named, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()
const activating = 'POST /api/drafts/{id}/activation'
const draft: Draft = {
  id: 'd1',
  office: 'cmi3',
  procedure: 'cmi3.publication',
  title: text('การเผยแพร่'),
  revision: 7,
  updatedAt: '2026-11-20T03:00:00Z',
  updatedBy: { id: 'p1', name: 'สุดา' },
  json: { order: { document: text('คำสั่ง สพป.'), number: '12/2569' } },
  problems: [],
  editors: [],
}
const warned: ProofReport = {
  problems: [],
  proofs: [
    { id: 'reachable:live', outcome: 'holds', sentence: text('ถึงขั้นเผยแพร่ได้'), path: [], steps: [] },
    { id: 'same-person', outcome: 'warning', sentence: text('คนเดียวทำได้ทั้งสองขั้น'), path: [], steps: [] },
  ],
  scenarios: [],
  changes: [],
  mayActivate: true,
  layout: null,
}
const sound: ProofReport = { ...warned, proofs: warned.proofs.slice(0, 1) }
const version: NonNullable<Answered<typeof activating>['version']> = {
  procedure: 'cmi3.publication',
  version: 2,
  hash: 'h',
  status: 'active',
  order: {
    document: text('คำสั่ง สพป.'),
    number: '12/2569',
    date: '2026-11-25',
    signedBy: 'ผอ.',
    signedAs: null,
    effectiveFrom: null,
  } as NonNullable<Answered<typeof activating>['version']>['order'],
  createdAt: '2026-11-25T00:00:00Z',
  createdBy: null,
  activatedAt: '2026-11-25T00:00:00Z',
  effectiveAt: null,
  reasons: {},
  openRequests: 0,
}

/** The form, beside a button by which somebody else changes the draft. */
function Page({ report }: { report: ProofReport }) {
  const [revision, setRevision] = useState(draft.revision)
  const changed = { ...draft, revision, updatedBy: { id: 'p2', name: 'มานะ' } }
  return (
    <>
      <ActivationForm draft={changed} report={report} active={undefined} />
      <button type="button" onClick={() => setRevision(revision + 1)}>
        ผู้อื่นแก้ไข
      </button>
    </>
  )
}
function open(report = sound) {
  const api = new FakeApi()
  const view = show(<Page report={report} />, api)
  const { user } = view
  const day = async (label: string, typed: [string, string, string]) => {
    const [date] = screen.getAllByRole('group', named(label))
    const segments = within(date as HTMLElement).getAllByRole('spinbutton')
    for (const [index, segment] of segments.entries()) {
      await user.click(segment)
      await user.keyboard(typed[index] ?? '')
    }
  }
  const write = (label: string, words: string) =>
    user.type(screen.getByRole('textbox', namedJust(label)), words)
  const press = (label = 'ประกาศใช้ฉบับนี้') => user.click(screen.getByRole('button', named(label)))
  return { ...view, api, day, write, press }
}

describe('an order', () => {
  test('begins as the draft’s legal source names it, and is not sent without its date and signature', async () => {
    const { api, press } = open()
    expect((screen.getByRole('textbox', named('เลขที่')) as HTMLInputElement).value).toBe('12/2569')
    await press()
    expect(document.body.textContent?.match(/ต้องระบุ/g)).toHaveLength(2)
    expect(api.changes).toEqual([])
  })

  test('of an office of one takes effect at once, on the revision that was read, and leads to the moves', async () => {
    const { api, day, write, press, router } = open()
    api.answer(activating, { version, waiting: null, notice: text('มีผู้ดูแลระบบคนเดียว') })
    await day('ลงวันที่', ['25', '11', '2569'])
    await write('ผู้ลงนาม', ' ผอ. ')
    expect(isSaid('จะเริ่มใช้ทันทีที่ผู้อำนวยการหรือผู้ดูแลระบบคนอื่นยืนยัน')).toBe(true)
    await press()
    await waitFor(() => expect(router.state.location.pathname).toContain('/office/procedures/'))
    expect(api.changes).toMatchObject([
      {
        operation: 'POST /api/drafts/d1/activation',
        ifMatch: '"7"',
        body: {
          order: {
            number: '12/2569',
            date: '2026-11-25',
            signedBy: 'ผอ.',
            signedAs: null,
            effectiveFrom: null,
          },
          reasons: {},
        },
      },
    ])
  })

  test('of a later day says that it starts by itself, on its button too', async () => {
    const { day } = open()
    await day('ใช้ตั้งแต่วันที่', ['1', '1', '2600'])
    expect(isSaid('เมื่อผู้อำนวยการหรือผู้ดูแลระบบคนอื่นยืนยันแล้ว จะเริ่มใช้เองวันที่ 1 มกราคม 2600')).toBe(true)
    expect(screen.getByRole('button', named('กำหนดให้เริ่มใช้วันที่ 1 มกราคม 2600'))).toBeTruthy()
  })
})

test('each warning asks for a reason, which is sent with the order', async () => {
  const { api, day, write, press } = open(warned)
  await day('ลงวันที่', ['25', '11', '2569'])
  await write('ผู้ลงนาม', 'ผอ.')
  await press()
  expect(isSaid('ต้องให้เหตุผลของข้อนี้')).toBe(true)
  expect(api.changes).toEqual([])
  api.answer(activating, { version, waiting: null, notice: text('มีผู้ดูแลระบบคนเดียว') })
  await write('เหตุผลที่ประกาศใช้ทั้งที่รู้ข้อนี้', 'มีผู้เดียว')
  await press()
  await waitFor(() => expect(api.changes).toMatchObject([{ body: { reasons: { 'same-person': 'มีผู้เดียว' } } }]))
})

test('what the server refuses stands at its field, and what has no field, in the message', async () => {
  const { api, day, write, press } = open()
  api.refuse(activating, {
    code: 'invalid_content',
    status: 422,
    errors: [
      { path: 'order.signedBy', message: text('ไม่มีผู้นี้') },
      { path: 'proofs.reachable:live', message: text('ขั้นเผยแพร่ไปไม่ถึงแล้ว') },
    ],
  })
  await day('ลงวันที่', ['25', '11', '2569'])
  await write('ผู้ลงนาม', 'ผอ.')
  await press()
  await waitFor(() => expect(isSaid('ขั้นเผยแพร่ไปไม่ถึงแล้ว')).toBe(true))
  expect(screen.getByRole('textbox', namedJust('ผู้ลงนาม')).getAttribute('aria-invalid')).toBe('true')
  expect(document.body.textContent?.match(/ไม่มีผู้นี้/g)).toHaveLength(1)
})

test('a draft that somebody else changes meanwhile is not activated unread', async () => {
  const { api, day, write, press, user } = open()
  api.answer(activating, { version, waiting: null, notice: text('มีผู้ดูแลระบบคนเดียว') })
  await day('ลงวันที่', ['25', '11', '2569'])
  await write('ผู้ลงนาม', 'ผอ.')
  await user.click(screen.getByRole('button', { name: 'ผู้อื่นแก้ไข' }))
  expect(isSaid('มานะ แก้ไขร่างนี้หลังจากที่ท่านเปิดหน้านี้')).toBe(true)
  expect((screen.getByRole('button', named('ประกาศใช้ฉบับนี้')) as HTMLButtonElement).disabled).toBe(true)
  await user.click(screen.getByRole('button', named('อ่านแล้ว ประกาศใช้ร่างล่าสุดได้')))
  await press()
  await waitFor(() => expect(api.changes).toMatchObject([{ ifMatch: '"8"' }]))
})
