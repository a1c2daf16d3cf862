/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { act } from '@testing-library/react'
import { changeLanguage } from '../../../ui/lib/i18n/i18n.ts'
import { cleanScreens, FakeApi, officer, show } from '../../support/screen.tsx'

cleanScreens()

const { dataset } = document.documentElement

test('ordered lists are numbered in the digits of the office, in English in Arabic ones', async () => {
  const { unmount } = show(<p>เรื่อง</p>, new FakeApi(), {
    session: { ...officer, office: { ...officer.office, digits: 'thai' } },
  })
  expect(dataset.digits).toBe('thai')
  act(() => changeLanguage('en'))
  expect(dataset.digits).toBe('arab')
  act(() => changeLanguage('th'))
  expect(dataset.digits).toBe('thai')
  unmount()
  expect(dataset.digits).toBeUndefined()
})

test('ordered lists of an office that writes Arabic digits are numbered in these', () => {
  show(<p>เรื่อง</p>, new FakeApi())
  expect(dataset.digits).toBe('arab')
})
