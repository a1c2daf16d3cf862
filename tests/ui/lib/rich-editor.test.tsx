/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { act, fireEvent, screen } from '@testing-library/react'
import type { Editor as Core } from '@tiptap/core'
import { useState } from 'react'
import { plainTextOf } from '../../../machines/text/rich-plain.ts'
import { RichEditor } from '../../../ui/lib/rich/rich-editor.tsx'
import { cleanScreens, FakeApi, show } from '../../support/screen.tsx'

cleanScreens()
// Nothing is laid out here; the editor scrolls to where one writes.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => document.body.getBoundingClientRect()
let stored: unknown
function Editor() {
  const [value, setValue] = useState<unknown>('ก่อน')
  stored = value
  return (
    <>
      <RichEditor
        value={value}
        onChange={setValue}
        labelledBy="label"
        isInvalid={false}
        isRequired={false}
        isDisabled={false}
        autoFocus={false}
      />
      <button type="button" onClick={() => setValue('ฉบับที่ผู้อื่นบันทึกไว้')}>
        ใช้ฉบับอื่น
      </button>
    </>
  )
}
const paste = (text: string) =>
  fireEvent.paste(screen.getByRole('textbox'), {
    clipboardData: {
      types: ['text/plain'],
      files: [],
      items: [],
      getData: (type: string) => (type === 'text/plain' ? text : ''),
    },
  })
const offer = () => screen.queryByRole('button', { name: 'ทำเป็นตาราง' })

test('what is pasted with tabs becomes a table where it stands, whatever was written before it meanwhile', async () => {
  const { user } = show(<Editor />, new FakeApi())
  paste('รายการ\tวงเงิน\nโต๊ะ\t5')
  const { editor } = screen.getByRole('textbox') as HTMLElement & { editor: Core }
  act(
    () =>
      void editor.commands.insertContentAt(0, {
        type: 'paragraph',
        content: [{ type: 'text', text: 'แรก' }],
      }),
  )
  await user.click(offer() as HTMLElement)
  expect(offer()).toBeNull()
  expect(plainTextOf(stored)).toBe('แรก\nรายการ\tวงเงิน\nโต๊ะ\t5\nก่อน')
  expect(JSON.stringify(stored)).toContain('"type":"table"')
})

test.each(['เลิกทำ', 'ใช้ฉบับอื่น'])(
  'what was pasted and is gone is no more offered as a table (%s)',
  async (name) => {
    const { user } = show(<Editor />, new FakeApi())
    paste('รายการ\tวงเงิน\nโต๊ะ\t5')
    expect(offer()).toBeTruthy()
    await user.click(screen.getByRole('button', { name }))
    expect(offer()).toBeNull()
  },
)
