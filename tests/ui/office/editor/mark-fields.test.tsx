/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { cmi3Publication } from '../../../../machines/offices/cmi3/publication.ts'
import { raised } from '../../../../machines/procedure/provenance.ts'
import { problemsOfDraft } from '../../../../ui/office/drafts/editor/draft-problems.ts'
import { type Json, type Path, setAt, valueAt } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { ChoiceForm } from '../../../../ui/office/drafts/editor/forms/choice-form.tsx'
import { MarkFields } from '../../../../ui/office/drafts/editor/forms/mark-fields.tsx'
import { EditorPage } from '../../../support/editor-page.tsx'
import { cleanScreens, FakeApi, named, show, squeezed } from '../../../support/screen.tsx'
import { inFirstLanguage } from '../../../support/unmarked.ts'

cleanScreens()
const certify: Path = ['chart', 'states', 'certification', 'on', 'CERTIFY']
const first = inFirstLanguage(cmi3Publication) as Json

function open(draft: Json) {
  let json = draft
  const view = show(
    <EditorPage
      first={draft}
      at={certify}
      onChange={(next) => {
        json = next
      }}
    >
      {() => <ChoiceForm at={certify} />}
    </EditorPage>,
    new FakeApi(),
  )
  return { ...view, at: (...place: Path) => valueAt(json, [...certify, ...place]) }
}
const folded = () =>
  [...document.querySelectorAll('.editor-origin > summary')].map((one) => squeezed(one.textContent ?? ''))

test('Each part of a choice says where it comes from, and is told so in words', async () => {
  const { user, at } = open(raised(first))
  const said = (part: string, words: string) => squeezed(`${part}: ${words}`)
  expect(folded()).toEqual([
    said('ผู้ดำเนินการ', 'ตามเอกสาร · (๑), (๒)(๒)'),
    said('ต้องไม่ใช่คนเดียวกับผู้ที่ทำสิ่งนี้ก่อนหน้า', 'เพิ่มเติมจากเอกสาร · เพิ่มเติมจากเอกสาร (๑), (๒)(๒)'),
    said('ที่มา', 'ตามเอกสาร · (๑), (๒)(๒)'),
    said('ที่มา', 'ตามเอกสาร · (๑), (๒)(๒)'),
    said('รายการตรวจสอบที่ต้องทำเครื่องหมายครบ', 'ตามเอกสาร · (๑), (๒)(๒)'),
  ])
  const choices = screen.getAllByRole('button', named('ที่มา'))
  await user.click(choices.at(-1) as HTMLElement)
  await user.click(screen.getByRole('option', named('เพิ่มเติมจากเอกสาร')))
  expect(at('meta', 'needs', 0, 'source')).toBe('added')
  expect(at('meta', 'needs', 0, 'items', 0)).toMatchObject({ source: 'document' })
})

test('What is new is added until somebody says otherwise, and who acts keeps what was said of it', async () => {
  const { user, at } = open(raised(first))
  await user.click(screen.getByRole('checkbox', named('พิมพ์ชื่อตนเองเป็นการลงนาม')))
  const added = { source: 'added', clause: 'เพิ่มเติมจากเอกสาร (๑), (๒)(๒)' }
  expect(at('meta', 'needs', 1)).toEqual({ field: 'signature', ...added })
  await user.click(
    screen.getByRole('checkbox', { name: (said) => squeezed(said).includes('เสนอผู้อำนวยการกลุ่ม') }),
  )
  expect(at('guard')).toEqual({
    type: 'may',
    params: { as: 'groupDirector', within: 'group' },
    ...{ source: 'document', clause: '(๑), (๒)(๒)' },
  })
})

function Watched({ first: draft }: { first: Json }) {
  const [problems, setProblems] = useState(() => problemsOfDraft(draft))
  return (
    <EditorPage
      first={draft}
      at={certify}
      problems={problems}
      onChange={(next) => setProblems(problemsOfDraft(next))}
    >
      {() => <MarkFields at={[...certify, 'guard']} />}
    </EditorPage>
  )
}

test('What is wrong with a part unfolds where it comes from, and it stays so while it is put right', async () => {
  const wrong = setAt(raised(first), [...certify, 'guard', 'clause'], 'เพิ่มเติมจากเอกสาร')
  const { user } = show(<Watched first={wrong} />, new FakeApi())
  const details = () => document.querySelector('details')
  expect(details()?.open).toBe(true)
  const clause = screen.getByRole('textbox', named('ข้อ'))
  await user.clear(clause)
  await user.type(clause, '(๑)')
  expect(details()?.open).toBe(true)
  expect(document.activeElement).toBe(clause)
  await user.click(document.querySelector('summary') as HTMLElement)
  await waitFor(() => expect(details()?.open).toBe(false))
  await user.click(document.querySelector('summary') as HTMLElement)
  await waitFor(() => expect(details()?.open).toBe(true))
})

test('A draft of the first language says nothing of parts', () => {
  open(first)
  expect(folded()).toEqual([])
})
