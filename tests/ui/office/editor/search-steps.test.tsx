/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { fireEvent, screen } from '@testing-library/react'
import { offices, standard } from '../../../../machines/offices/offices.ts'
import type { Json, Path } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { stepsOf, titleOf, transitionsOf } from '../../../../ui/office/drafts/editor/edits/walk.ts'
import { findInChart } from '../../../../ui/office/drafts/editor/search/find-in-chart.ts'
import { SearchSteps } from '../../../../ui/office/drafts/editor/search/search-steps.tsx'
import { EditorPage } from '../../../support/editor-page.tsx'
import { cleanScreens, FakeApi, isSaid, named, show } from '../../../support/screen.tsx'

cleanScreens()
const draft = standard as unknown as Json
const placesOf = (query: string) => findInChart(draft, query).map((at) => at.slice(2).join('.'))

test('Every step and every choice of every office is found by its title, and by its title in English', () => {
  for (const procedure of offices.flatMap(({ procedures }) => procedures)) {
    const json = procedure as unknown as Json
    for (const { at, given } of [
      ...stepsOf(json).map(({ at, node }) => ({ at, given: node })),
      ...transitionsOf(json).map(({ at, transition }) => ({ at, given: transition })),
    ]) {
      const { th, en } = titleOf(given)
      expect(findInChart(json, th)).toContainEqual(at)
      expect(findInChart(json, en.toUpperCase())).toContainEqual(at)
    }
  }
})

test('What is found has every word, in the title, the clause, the name or the deadline', () => {
  expect(placesOf('เว็บไซต์ ตรวจทาน')).toEqual(['webReview'])
  expect(placesOf('ขั้นที่ 4 นำขึ้น')).toEqual(['webReview.on.PUBLISH'])
  expect(placesOf('certify')).toEqual(['certification.on.CERTIFY'])
  expect(placesOf('publishUntil')).toEqual(['published.after.publishUntil'])
  for (const none of ['', '   ', 'ไม่มีคำนี้', 'เว็บไซต์ ไม่มีคำนี้']) expect(placesOf(none)).toEqual([])
})

test('The field is reached, its results gone through and one of them opened by the keyboard', async () => {
  const opened: Path[] = []
  const { user } = show(
    <EditorPage first={draft} at={['chart']} onChange={() => {}} onOpen={(at) => opened.push(at)}>
      {() => <SearchSteps />}
    </EditorPage>,
    new FakeApi(),
  )
  // As on a Thai keyboard: the letter is another one.
  fireEvent.keyDown(document.body, { ctrlKey: true, code: 'KeyK', key: 'า' })
  const field = screen.getByRole('searchbox', named('ค้นหาขั้นหรือทางเลือก'))
  expect(document.activeElement).toBe(field)
  await user.keyboard('ถอนเรื่อง{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}')
  expect(document.activeElement?.textContent).toContain('ถอนเรื่อง')
  await user.keyboard('{Enter}')
  expect(opened).toEqual([findInChart(draft, 'ถอนเรื่อง')[1]])
  expect((field as HTMLInputElement).value).toBe('')
  await user.type(field, 'ไม่มีคำนี้{Enter}')
  expect(isSaid('ไม่พบขั้นหรือทางเลือกที่มีคำนี้')).toBe(true)
  await user.keyboard('{Escape}')
  expect((field as HTMLInputElement).value).toBe('')
  expect(opened).toHaveLength(1)
})
