/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import { type Json, valueAt } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { renameItem, usesOf } from '../../../../ui/office/drafts/editor/edits/parts.ts'
import { RemindersList } from '../../../../ui/office/drafts/editor/forms/reminders-list.tsx'
import { EditorPage } from '../../../support/editor-page.tsx'
import { cleanScreens, FakeApi, named, show, squeezed, text } from '../../../support/screen.tsx'

cleanScreens()
const at = ['deadlines', 0]
const mark = { clause: 'เพิ่มเติมจากเอกสาร', source: 'added' }
const first = { when: 'before', days: 1, working: false, whom: 'owner', ...mark }
const draftWith = (reminders: unknown[] | undefined, language = 2): Json => ({
  ...(language > 1 && { language }),
  roles: [{ id: 'head', title: text('ผู้อำนวยการกลุ่ม'), within: 'group' }],
  form: [],
  deadlines: [
    {
      id: 'period',
      kind: 'date',
      field: 'publishUntil',
      title: text('วันสิ้นสุด'),
      ...(reminders && { reminders }),
      ...mark,
    },
  ],
  chart: { states: {} },
})

function open(first: Json) {
  let json = first
  const page = (
    <EditorPage
      first={json}
      at={at}
      problems={[]}
      onChange={(next) => {
        json = next
      }}
      onOpen={() => {}}
    >
      {() => <RemindersList at={at} />}
    </EditorPage>
  )
  const view = show(page, new FakeApi())
  const choose = async (label: string, option: string) => {
    // A select is called by what is chosen, and then by its label.
    await view.user.click(screen.getByRole('button', { name: (said) => squeezed(said).endsWith(label) }))
    await view.user.click(screen.getByRole('option', named(option)))
  }
  return { ...view, choose, reminders: () => valueAt(json, ['deadlines', 0, 'reminders']) }
}

describe('the reminders of a deadline', () => {
  test('are added, told otherwise and removed without leaving anything behind', async () => {
    const { user, choose, reminders } = open(draftWith(undefined))
    await user.click(screen.getByRole('button', named('เพิ่มการเตือน')))
    expect(reminders()).toMatchObject([{ when: 'before', days: 1, working: false, whom: 'owner' }])
    const days = screen.getByRole('textbox', named('จำนวนวัน'))
    await user.clear(days)
    await user.type(days, '๕')
    expect(reminders()).toMatchObject([{ days: 5 }])
    await choose('เตือนเมื่อใด', 'หลังครบกำหนด ซ้ำจนกว่าเรื่องออกจากขั้น')
    await choose('นับอย่างไร', 'ไม่กำหนด')
    expect(reminders()).toMatchObject([{ when: 'every', days: null }])
    await choose('เตือนเมื่อใด', 'เมื่อครบกำหนด')
    expect(Object.keys((reminders() as Json[])[0] ?? {})).not.toContain('days')
    const [thai] = screen.getAllByRole('textbox', named('ข้อความเตือน'))
    await user.type(thai as HTMLElement, 'ใกล้ครบ')
    expect(reminders()).toMatchObject([{ when: 'at', of: { th: 'ใกล้ครบ', en: 'ใกล้ครบ' } }])
    await user.click(screen.getByRole('button', named('การเตือนที่ 1')))
    expect(reminders()).toBeUndefined()
  })

  test('are no more than a handful, and none in the first language', () => {
    open(draftWith(Array.from({ length: 5 }, () => first)))
    expect(screen.queryByRole('button', named('เพิ่มการเตือน'))).toBeNull()
    cleanup()
    open(draftWith(undefined, 1))
    expect(screen.queryByRole('button', named('เพิ่มการเตือน'))).toBeNull()
  })
})

test('a role has its new name in reminders too, and is said to be used there', () => {
  const draft = draftWith([{ ...first, whom: 'head', within: 'group' }])
  expect(usesOf(draft, 'roles', 'head')).toEqual([['deadlines', 0]])
  expect(valueAt(renameItem(draft, 'roles', 'head', 'leader'), [...at, 'reminders', 0, 'whom'])).toBe(
    'leader',
  )
})
