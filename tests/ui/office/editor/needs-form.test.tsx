/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, within } from '@testing-library/react'
import type { PlacedProblem } from '../../../../ui/office/drafts/editor/draft-problems.ts'
import { type Json, type Path, valueAt } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { NeedsForm } from '../../../../ui/office/drafts/editor/forms/needs-form.tsx'
import { EditorPage } from '../../../support/editor-page.tsx'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../../support/screen.tsx'

cleanScreens()
const at = ['chart', 'states', 'certification', 'on', 'CERTIFY']
const place = [...at, 'meta', 'needs']
const draftWith = (needs: unknown[] | undefined): Json => ({
  form: [
    { name: 'title', type: 'text', title: text('ชื่อเรื่อง'), required: true },
    { name: 'channel', type: 'text', title: text('ช่องทาง'), required: false },
  ],
  chart: {
    states: {
      certification: {
        meta: { title: text('ตรวจรับรอง') },
        on: { CERTIFY: { meta: { title: text('รับรอง'), ...(needs ? { needs } : {}) } } },
      },
    },
  },
})

function open(needs?: unknown[], problems: PlacedProblem[] = []) {
  let json = draftWith(needs)
  const opened: Path[] = []
  const page = (
    <EditorPage
      first={json}
      at={at}
      problems={problems}
      onChange={(next) => {
        json = next
      }}
      onOpen={(to) => opened.push(to)}
    >
      {() => <NeedsForm at={at} />}
    </EditorPage>
  )
  const view = show(page, new FakeApi())
  const tick = (label: string) => view.user.click(screen.getByRole('checkbox', named(label)))
  return { ...view, tick, opened, needs: () => valueAt(json, place), draft: () => json }
}

describe('what a choice asks for', () => {
  test.each([
    ['เหตุผล', { field: 'reasons', grounds: [] }],
    ['ระยะเวลาการเผยแพร่', { field: 'publishUntil', required: true }],
    ['พิมพ์ชื่อตนเองเป็นการลงนาม', { field: 'signature' }],
    ['ต้องแก้ไขเนื้อหาก่อน', { field: 'revision' }],
  ])('%s: is ticked, and taken away without leaving anything behind', async (label, need) => {
    const { tick, needs, draft } = open()
    await tick(label)
    expect(needs()).toEqual([need])
    await tick(label)
    expect(draft()).toEqual(draftWith(undefined))
  })

  test('a checklist begins with one item, and its items are written in both languages', async () => {
    const { tick, needs, user } = open()
    await tick('รายการตรวจสอบที่ต้องทำเครื่องหมายครบ')
    const list = within(screen.getByRole('group', named('รายการตรวจสอบ')))
    await user.click(list.getByRole('button', named('เพิ่มรายการตรวจสอบ')))
    const [, , third] = list.getAllByRole('textbox')
    await user.type(third as HTMLElement, 'ครบ')
    expect(needs()).toMatchObject([
      { field: 'checked', items: [{ id: 'accurate', title: { th: 'ถูกต้อง' } }, { title: { th: 'ครบ' } }] },
    ])
  })

  test('the period can be left to whoever decides', async () => {
    const { tick, needs, user } = open()
    await tick('ระยะเวลาการเผยแพร่')
    await user.click(screen.getByRole('button', named('วันสิ้นสุดการเผยแพร่')))
    await user.click(await screen.findByRole('option', named('กำหนดหรือไม่กำหนดก็ได้')))
    expect(needs()).toEqual([{ field: 'publishUntil', required: false }])
  })

  test('a field of the form is asked again, and the other needs stay as they are', async () => {
    const { tick, needs } = open([{ field: 'revision' }])
    await tick('ช่องทาง')
    expect(needs()).toEqual([{ field: 'revision' }, { field: 'channel' }])
    await tick('ช่องทาง')
    expect(needs()).toEqual([{ field: 'revision' }])
  })

  test('a field that the form no longer has is shown by its name, and can be taken away', async () => {
    const { tick, needs } = open([{ field: 'gone' }, { field: 'revision' }])
    await tick('gone')
    expect(needs()).toEqual([{ field: 'revision' }])
  })

  test('a field of its own gets a name that nothing else has, and is opened to be titled', async () => {
    const { needs, opened, user } = open([{ field: 'extra', type: 'text', title: text('ก'), required: true }])
    await user.click(screen.getByRole('button', named('เพิ่มช่องที่ถามเฉพาะที่นี่')))
    const [, added] = needs() as { field: string }[]
    expect(added?.field).not.toBe('extra')
    expect(opened).toEqual([[...place, 1, 'title']])
  })
})

test('a problem of the needs is said where they are', () => {
  open(
    [{ field: 'reasons', grounds: [] }],
    [{ at: place, code: 'needs', message: text('ต้องมีระยะเวลา') } as unknown as PlacedProblem],
  )
  expect(isSaid('ต้องมีระยะเวลา')).toBe(true)
})
