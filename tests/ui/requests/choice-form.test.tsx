/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import type { ChoiceView, EventView, NeedView, RequestView } from '../../../api/http/contract.ts'
import type { ChoiceKind } from '../../../machines/chart/edges.ts'
import { type ChoiceDraft, emptyDraft } from '../../../ui/requests/choice-draft.ts'
import { ChoiceForm } from '../../../ui/requests/choice-form.tsx'
import { useTakeChoice } from '../../../ui/requests/use-take-choice.ts'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../support/screen.tsx'

cleanScreens()
const choice = (needs: NeedView[] = [], change: Partial<ChoiceView> = {}): ChoiceView => ({
  type: 'CERTIFY',
  title: text('รับรอง'),
  description: null,
  clause: 'ข้อ ๕',
  source: 'document',
  target: 'handover',
  targetTitle: text('ส่งมอบ'),
  needs,
  allowed: true,
  refusals: [],
  who: [],
  kind: 'forward',
  ...change,
})
const request = (change: Partial<RequestView> = {}): RequestView => ({
  id: 'r1',
  procedure: 'cmi3.publication',
  version: 1,
  office: 'cmi3',
  group: 'policy',
  groupName: text('กลุ่มนโยบายและแผน'),
  title: 'แผน',
  owner: { id: 'p2', name: 'มานะ' },
  state: 'certification',
  steps: [],
  status: 'open',
  revision: 4,
  createdAt: '2026-01-01T00:00:00Z',
  since: '2026-01-02T00:00:00Z',
  publishUntil: null,
  procedureTitle: text('การเผยแพร่'),
  procedureHash: '',
  category: null,
  content: {},
  contentRevision: 1,
  frozenRevision: 1,
  handOver: null,
  deletable: false,
  copyable: false,
  editable: false,
  choices: [],
  given: [],
  late: null,
  timers: [],
  publication: null,
  ...change,
})
const event = {} as EventView
const taking = 'POST /api/requests/{id}/events'

type FormProps = {
  given: ChoiceView
  of: RequestView
  onTaken: (type: string) => void
}

/** The form on a page that keeps what is filled in. */
function Form({ given, of, onTaken }: FormProps) {
  const [draft, setDraft] = useState<ChoiceDraft>(emptyDraft)
  const take = useTakeChoice(of, (_, { type }) => onTaken(type))
  return (
    <ChoiceForm
      request={of}
      procedure={undefined}
      choice={given}
      isPrimary
      draft={draft}
      onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
      take={take}
    />
  )
}

function open(given: ChoiceView, { kind = 'forward' as ChoiceKind, of = request() } = {}) {
  const api = new FakeApi()
  const taken: string[] = []
  const view = show(<Form given={{ ...given, kind }} of={of} onTaken={(type) => taken.push(type)} />, api)
  const press = () => view.user.click(screen.getByRole('button', { name: 'รับรอง' }))
  return { ...view, api, taken, press }
}

describe('what a choice needs', () => {
  test('is ticked, typed and dated in the form, and sent with the revision that was seen', async () => {
    const { user, api, press, taken } = open(
      choice([
        {
          kind: 'checked',
          field: 'checked',
          required: true,
          items: [
            { id: 'accurate', title: text('ถูกต้อง') },
            { id: 'complete', title: text('ครบถ้วน') },
          ],
        },
        {
          kind: 'reasons',
          field: 'reasons',
          required: true,
          grounds: [{ id: 'personal', title: text('มีข้อมูลส่วนบุคคล') }],
        },
        { kind: 'publishUntil', field: 'publishUntil', required: true },
        {
          kind: 'field',
          field: 'channel',
          required: true,
          type: 'text',
          title: text('ช่องทาง'),
          value: 'เว็บไซต์',
        },
      ]),
    )
    api.answer(taking, { request: request({ revision: 5 }), event })
    await user.click(screen.getByRole('checkbox', { name: 'ถูกต้อง' }))
    await user.click(screen.getByRole('checkbox', { name: 'ครบถ้วน' }))
    await user.click(screen.getByRole('checkbox', named('มีข้อมูลส่วนบุคคล')))
    await user.type(screen.getByRole('textbox', named('ชี้แจงเพิ่มเติม')), ' ปิดชื่อ ')
    const [day, month, year] = screen.getAllByRole('spinbutton')
    for (const [segment, typed] of [
      [day, '31'],
      [month, '12'],
      [year, '2569'],
    ] as const) {
      await user.click(segment as HTMLElement)
      await user.keyboard(typed)
    }
    await press()
    await waitFor(() => expect(taken).toEqual(['CERTIFY']))
    expect(api.changes).toMatchObject([
      {
        operation: 'POST /api/requests/r1/events',
        ifMatch: '"4"',
        body: {
          type: 'CERTIFY',
          checked: ['accurate', 'complete'],
          reasons: { grounds: ['personal'], text: 'ปิดชื่อ' },
          publishUntil: '2026-12-31',
          channel: 'เว็บไซต์',
        },
      },
    ])
  })

  test('a value of the form that was emptied here is sent as empty, not as the form has it', async () => {
    const title = text('หมายเหตุ')
    const { user, api, press } = open(
      choice([{ kind: 'field', field: 'remark', required: false, type: 'text', title, value: 'เดิม' }]),
    )
    api.answer(taking, { request: request(), event })
    await user.clear(screen.getByRole('textbox'))
    await press()
    expect(api.changes[0]?.body).toEqual({ type: 'CERTIFY', remark: null })
  })

  test('a note is asked for only on request', async () => {
    const { user, api, press } = open(choice())
    api.answer(taking, { request: request(), event })
    expect(screen.queryByRole('textbox')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'แนบบันทึกประกอบ' }))
    await user.type(screen.getByRole('textbox'), 'ด่วน')
    await press()
    expect(api.changes[0]?.body).toEqual({ type: 'CERTIFY', note: 'ด่วน' })
  })

  test('a note is asked for above the deed, not among the deeds, and by a name that no field of a form has', () => {
    const title = text('หมายเหตุ')
    open(choice([{ kind: 'field', field: 'remark', required: false, type: 'textarea', title }]))
    const note = screen.getByRole('button', { name: 'แนบบันทึกประกอบ' })
    const deed = screen.getByRole('button', { name: 'รับรอง' })
    expect(note.compareDocumentPosition(deed) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    expect(deed.closest('.choice-buttons')?.contains(note)).toBe(false)
    expect(screen.queryByRole('button', named('หมายเหตุ'))).toBeNull()
  })

  test('reasons of what ends the request say that it cannot come back, not what to mend', () => {
    const need: NeedView = { kind: 'reasons', field: 'reasons', required: true, grounds: [] }
    open(choice([need]), { kind: 'ending' })
    expect(isSaid('เสนอใหม่ในเรื่องเดิมไม่ได้')).toBe(true)
    expect(isSaid('ให้บอกว่าต้องแก้อะไร')).toBe(false)
  })

  test('changed content is named by its revision, or asked for with the way to the editor', () => {
    const need = choice([{ kind: 'revision', field: 'revision', required: true }])
    const { unmount } = open(need, { of: request({ editable: true }) })
    expect(isSaid('ต้องแก้ไขเนื้อหาและบันทึกก่อน')).toBe(true)
    expect(screen.getByRole('link').getAttribute('href')).toBe('/requests/r1/edit')
    unmount()
    open(need, { of: request({ contentRevision: 3, frozenRevision: 2 }) })
    expect(isSaid('เนื้อหาแก้ไขแล้วเป็นฉบับที่ 3')).toBe(true)
  })
})

describe('before it is pressed', () => {
  test('a choice says where the request goes, under which clause', () => {
    open(choice())
    expect(isSaid('จากนั้นไปที่: ส่งมอบ')).toBe(true)
    expect(isSaid('ข้อ ๕')).toBe(true)
  })

  test('an ending says that it is final, and of what is public, what readers will see in its place', () => {
    open(
      choice([{ kind: 'reasons', field: 'reasons', required: true, grounds: [] }], {
        targetTitle: text('นำออกแล้ว'),
      }),
      {
        kind: 'ending',
        of: request({ status: 'published' }),
      },
    )
    expect(isSaid('เรื่องนี้จะสิ้นสุดที่ “นำออกแล้ว” และย้อนกลับไม่ได้')).toBe(true)
    expect(isSaid('ข้อมูลจะหายจากเว็บไซต์ทันที')).toBe(true)
    expect(isSaid('ข้อความนี้แสดงบนเว็บไซต์แทนเนื้อหา')).toBe(true)
    expect(isSaid('จากนั้นไปที่')).toBe(false)
  })
})

describe('a choice that was refused', () => {
  test('names each field that is wrong at that field, which takes the focus', async () => {
    const { api, press } = open(choice([{ kind: 'reasons', field: 'reasons', required: true, grounds: [] }]))
    api.refuse(taking, {
      code: 'invalid_event',
      status: 422,
      errors: [{ path: 'reasons', message: text('ต้องชี้แจงเหตุผล') }],
    })
    await press()
    const field = await screen.findByRole('textbox', named('ชี้แจงเหตุผล'))
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
    expect(document.activeElement).toBe(field)
    expect(document.body.textContent?.match(/ต้องชี้แจงเหตุผล/g)).toHaveLength(1)
    expect(isSaid('แก้รายการที่บอกไว้ แล้วกดอีกครั้ง')).toBe(true)
  })

  test('gives each refusal as the sentence that says who could', async () => {
    const { api, press } = open(choice())
    const refusal = 'ท่านเป็นผู้เสนอเรื่องนี้ จึงต้องให้ผู้อำนวยการกลุ่มเป็นผู้รับรอง'
    api.answer('GET /api/requests/{id}', request())
    api.refuse(taking, {
      code: 'not_permitted',
      status: 403,
      refusals: [{ code: 'own_request', message: text(refusal) }],
    })
    await press()
    await waitFor(() => expect(isSaid(refusal)).toBe(true))
  })

  test('for its content leads to the content, where it may be edited', async () => {
    const { api, press } = open(choice(), { of: request({ editable: true }) })
    api.refuse(taking, {
      code: 'invalid_content',
      status: 422,
      errors: [{ path: 'content.summary', message: text('ยาวเกินไป') }],
    })
    await press()
    expect(await screen.findByRole('link', { name: 'แก้ไขเนื้อหา' })).toBeTruthy()
    expect(isSaid('ยาวเกินไป')).toBe(true)
  })

  test('is sent under the same key when its answer was lost, and under another after an answer', async () => {
    const { api, press, taken } = open(choice())
    api.cutOff(taking)
    await press()
    await waitFor(() => expect(isSaid('ติดต่อระบบไม่ได้')).toBe(true))
    await press()
    await waitFor(() => expect(api.changes).toHaveLength(2))
    api.refuse(taking, { code: 'invalid_event', status: 422, errors: [] })
    await press()
    await waitFor(() => expect(isSaid('ปฏิเสธ')).toBe(true))
    api.answer(taking, { request: request(), event })
    await press()
    await waitFor(() => expect(taken).toHaveLength(1))
    const keys = api.changes.map(({ key }) => key)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).toBe(keys[0])
    expect(keys[3]).not.toBe(keys[0])
  })
})
