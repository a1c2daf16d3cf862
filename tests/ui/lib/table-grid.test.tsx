/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import { useState } from 'react'
import type { Column } from '../../../machines/procedure/procedure.ts'
import { TableGrid } from '../../../ui/lib/table/table-grid.tsx'
import { cleanScreens, FakeApi, show, text } from '../../support/screen.tsx'

cleanScreens()
const columns: Column[] = [
  { name: 'item', type: 'text', title: text('รายการ'), required: true },
  { name: 'price', type: 'number', title: text('วงเงิน'), required: false, sum: true },
]
let given: unknown
function Grid({ rows, most, of = columns }: { rows: unknown; most?: number; of?: Column[] }) {
  const [value, setValue] = useState(rows)
  given = value
  return (
    <TableGrid
      columns={of}
      mostRows={most}
      value={value}
      onChange={setValue}
      labelledBy="label"
      isDisabled={false}
    />
  )
}
const cell = (column: string, row: number) =>
  screen.getByLabelText(`${column} แถวที่ ${row}`) as HTMLInputElement
const sum = () =>
  document.querySelector('tfoot .table-grid-sum:last-of-type, tfoot td:nth-of-type(2)')?.textContent

test('numbers are read as people write them, summed at once, and Enter leads to the next row', async () => {
  const { user } = show(
    <Grid
      rows={[
        { item: 'ก', price: '250' },
        { item: 'ข', price: '1750.1' },
      ]}
    />,
    new FakeApi(),
  )
  expect(sum()).toBe('2,000.1')
  await user.click(cell('วงเงิน', 1))
  await user.keyboard('{Control>}a{/Control}๑,๒๐๐.๕๐{Enter}')
  expect(document.activeElement).toBe(cell('วงเงิน', 2))
  await user.keyboard('800{ArrowUp}')
  expect(document.activeElement).toBe(cell('วงเงิน', 1))
  expect(given).toEqual([
    { item: 'ก', price: '1200.50' },
    { item: 'ข', price: '800' },
  ])
  expect(sum()).toBe('2,000.50')
})

test('Enter in the last row adds one, up to the most that there may be; arrows leave a text only at its ends', async () => {
  const { user } = show(<Grid rows={[{ item: 'กข' }]} most={2} />, new FakeApi())
  await user.click(cell('รายการ', 1))
  await user.keyboard('{Enter}')
  expect(cell('รายการ', 2)).toBeTruthy()
  await user.click(cell('รายการ', 2))
  await user.keyboard('ค{ArrowLeft}')
  expect(document.activeElement).toBe(cell('รายการ', 2))
  await user.keyboard('{ArrowRight}{ArrowRight}')
  expect(document.activeElement).toBe(cell('วงเงิน', 2))
  await user.keyboard('{Enter}')
  await screen.findByText('ตารางมีครบ 2 แถวแล้ว')
  expect(given).toEqual([{ item: 'กข' }, { item: 'ค' }])
})

test('a key typed in one row of many draws only that row', async () => {
  let drawn = 0
  const counted: Column = {
    name: 'item',
    type: 'text',
    required: false,
    // The head reads it once, and each row that is drawn.
    get title() {
      drawn += 1
      return text('รายการ')
    },
  }
  const rows = Array.from({ length: 30 }, () => ({ item: 'ก' }))
  const { user } = show(<Grid rows={rows} of={[counted]} />, new FakeApi())
  await user.click(cell('รายการ', 1))
  drawn = 0
  await user.keyboard('ข')
  expect(drawn).toBe(2)
})
