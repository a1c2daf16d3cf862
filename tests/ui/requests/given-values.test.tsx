/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { RequestView } from '../../../api/http/contract.ts'
import { GivenValues } from '../../../ui/requests/given-values.tsx'
import { cleanScreens, FakeApi, show, text } from '../../support/screen.tsx'

cleanScreens()

test('a table that an earlier step gave is shown with its columns and rows', () => {
  const given: RequestView['given'] = [
    {
      field: 'shots',
      title: text('รายการภาพที่ต้องการ'),
      type: 'table',
      columns: [
        { name: 'shot', type: 'text', title: text('ภาพ'), required: true },
        { name: 'remark', type: 'text', title: text('หมายเหตุ'), required: false },
      ],
      value: [{ shot: 'พิธีเปิด', remark: 'ภาพมุมกว้าง' }],
    },
  ]
  show(
    <GivenValues request={{ given, publication: null } as RequestView} procedure={undefined} />,
    new FakeApi(),
  )
  expect(screen.getAllByRole('columnheader').map((one) => one.textContent)).toEqual(['ภาพ', 'หมายเหตุ'])
  expect(screen.getAllByRole('cell').map((one) => one.textContent)).toEqual(['พิธีเปิด', 'ภาพมุมกว้าง'])
})
