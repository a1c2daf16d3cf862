/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { RequestView } from '../../../api/http/contract.ts'
import { Papers } from '../../../ui/requests/papers.tsx'
import { cleanScreens, FakeApi, show } from '../../support/screen.tsx'

cleanScreens()
const links = () => screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])

test('what was submitted has a memo and a form to print', () => {
  show(<Papers request={{ id: 'r 1', frozenRevision: 1 } as RequestView} />, new FakeApi())
  expect(links()).toEqual([
    ['พิมพ์บันทึกข้อความ', '/api/requests/r%201/papers/memo'],
    ['พิมพ์แบบฟอร์ม', '/api/requests/r%201/papers/form'],
  ])
})

test('a draft has a form only', () => {
  show(<Papers request={{ id: 'r1', frozenRevision: 0 } as RequestView} />, new FakeApi())
  expect(links()).toEqual([['พิมพ์แบบฟอร์ม', '/api/requests/r1/papers/form']])
})
