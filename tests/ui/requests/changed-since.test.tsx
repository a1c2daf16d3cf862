/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { EventView, ProcedureView, RequestView } from '../../../api/http/contract.ts'
import { ChangedSince, lastLook } from '../../../ui/requests/changed-since.tsx'
import { cleanScreens, FakeApi, isSaid, officer, show, text } from '../../support/screen.tsx'

cleanScreens()
const me = officer.person.id
const event = (seq: number, from: string, to: string, actor: string | null, sha256: string | null) =>
  ({
    seq,
    from: [from],
    to: [to],
    kind: 'forward',
    at: `2026-11-0${seq}T03:00:00Z`,
    actor: actor === null ? null : { id: actor, name: actor },
    contentSha256: sha256,
  }) as EventView
const submitted = event(1, 'drafting', 'certification', 'owner', 'a')
const returnedByMe = event(2, 'certification', 'drafting', me, 'a')
const returnedByOther = event(2, 'certification', 'drafting', 'other', 'a')
const again = (sha256: string) => event(3, 'drafting', 'certification', 'owner', sha256)

const request = {
  id: 'r1',
  steps: [{ id: 'certification' }],
  editable: false,
  frozenRevision: 2,
  choices: [{ type: 'CERTIFY', kind: 'forward', allowed: true }],
} as unknown as RequestView
const procedure = {
  chart: { states: { certification: {}, drafting: {} } },
  form: [
    { name: 'title', type: 'text', title: text('ชื่อเรื่อง'), required: true },
    { name: 'body', type: 'textarea', title: text('รายละเอียด'), required: true },
  ],
  categories: [],
} as unknown as ProcedureView

const revision = (number: number, sha256: string, content: Record<string, unknown>, frozen = true) => ({
  ...{ revision: number, sha256, content: { title: 'เรื่อง', ...content }, frozen },
  ...{ at: '2026-11-01T03:00:00Z', by: 'สุดา' },
})
async function shown(events: EventView[], revisions: ReturnType<typeof revision>[], of = request) {
  const api = new FakeApi()
  api.answer('GET /api/requests/{id}/contents', { revisions })
  show(<ChangedSince request={of} procedure={procedure} events={events} />, api)
  await screen.findAllByText(/ฉบับที่|ไม่มีฉบับ/)
}

describe('what changed since the last time', () => {
  test('is told of this person, else of the step, and not of whoever sees it first', () => {
    const at = { person: me, steps: ['certification'] }
    expect(lastLook([submitted, returnedByMe, again('b')], at)).toEqual({ event: returnedByMe, mine: true })
    expect(lastLook([submitted, returnedByOther, again('b')], at)).toEqual({
      event: returnedByOther,
      mine: false,
    })
    expect(lastLook([submitted], at)).toBeNull()
    // A deadline looks at nothing, and before anything was put forward nobody saw it.
    expect(lastLook([event(1, 'certification', 'drafting', null, 'a')], at)).toBeNull()
    expect(lastLook([event(1, 'certification', 'drafting', me, null)], at)).toBeNull()
  })

  test('names the fields and shows them word against word', async () => {
    const revisions = [revision(1, 'a', { body: 'หนึ่ง สอง' }), revision(2, 'b', { body: 'หนึ่ง สาม' })]
    await shown([submitted, returnedByMe, again('b')], revisions)
    expect(isSaid('เทียบกับที่ท่านพิจารณาครั้งก่อน')).toBe(true)
    expect(isSaid('เปลี่ยนแล้ว: รายละเอียด')).toBe(true)
    expect(screen.queryByText('ชื่อเรื่อง')).toBeNull()
    expect(document.querySelector('del')?.textContent).toContain('สอง')
    expect(document.querySelector('ins')?.textContent).toContain('สาม')
  })

  test('is said plainly to be nothing, also of a draft that differs and was not put forward', async () => {
    const same = { ...request, frozenRevision: 1 }
    const revisions = [revision(1, 'a', { body: 'หนึ่ง' }), revision(2, 'c', { body: 'สอง' }, false)]
    await shown([submitted, returnedByOther, again('a')], revisions, same)
    expect(isSaid('เทียบกับที่ขั้นนี้พิจารณาครั้งก่อน')).toBe(true)
    expect(isSaid('เนื้อหาไม่เปลี่ยนเลย')).toBe(true)
  })

  test('asks to read all anew where what was seen is not there any more', async () => {
    await shown([submitted, returnedByMe, again('b')], [revision(2, 'b', {})])
    expect(isSaid('อ่านเนื้อหาทั้งหมดอีกครั้ง')).toBe(true)
  })

  test('stands beside decisions alone: not before whoever writes, nor whoever can only end it or take it back', () => {
    const ending = [
      { type: 'WITHDRAW', kind: 'ending', allowed: true },
      { type: 'RECALL', kind: 'recall', allowed: true },
    ] as RequestView['choices']
    for (const change of [{ editable: true }, { choices: [] }, { choices: ending }]) {
      const events = [submitted, returnedByMe, again('b')]
      const of = { ...request, ...change }
      const { unmount } = show(
        <ChangedSince request={of} procedure={procedure} events={events} />,
        new FakeApi(),
      )
      expect(document.querySelector('.earlier-reasons')).toBeNull()
      unmount()
    }
  })
})
