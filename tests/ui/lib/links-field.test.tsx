/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import { useState } from 'react'
import { LinksField, type LinkValue } from '../../../ui/lib/links-field.tsx'
import { cleanScreens, FakeApi, show } from '../../support/screen.tsx'

cleanScreens()
function Field({ links }: { links: LinkValue[] }) {
  const [value, setValue] = useState(links)
  return <LinksField label="ลิงก์" value={value} onChange={setValue} />
}

test('the row that was asked for takes the focus', async () => {
  const { user } = show(<Field links={[{ title: 'แผน', url: 'https://example.go.th' }]} />, new FakeApi())
  expect(document.activeElement).toBe(document.body)
  await user.click(screen.getByRole('button', { name: 'เพิ่มลิงก์' }))
  expect(document.activeElement).toBe(screen.getAllByRole('textbox')[2])
  await user.keyboard('ผล')
  expect((screen.getAllByRole('textbox')[2] as HTMLInputElement).value).toBe('ผล')
})
