/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import type { ProcedureView } from '../../../api/http/contract.ts'
import { ContentComparison } from '../../../ui/requests/content-comparison.tsx'
import { cleanScreens, FakeApi, show, text } from '../../support/screen.tsx'

cleanScreens()
const rich = (words: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
})

test.each([
  ['text', rich('budget one'), rich('budget two')],
  ['textarea', 'budget one', rich('budget two')],
  ['textarea', 'budget one', 'budget two'],
  ['richText', 'budget one', rich('budget two')],
] as const)(
  'what was written with structure is compared by its words where the form asks for %s',
  (type, before, now) => {
    const procedure = {
      form: [{ name: 'body', type, title: text('เนื้อหา'), required: true }],
      categories: [],
    } as unknown as ProcedureView
    const revision = (number: number, body: unknown) =>
      ({ revision: number, content: { body } }) as unknown as Parameters<typeof ContentComparison>[0]['now']
    show(
      <ContentComparison procedure={procedure} before={revision(1, before)} now={revision(2, now)} />,
      new FakeApi(),
    )
    expect(document.querySelector('del')?.textContent).toBe('ตัดออก: one')
    expect(document.querySelector('ins')?.textContent).toBe('เพิ่ม: two')
  },
)
