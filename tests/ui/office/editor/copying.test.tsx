/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { act, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { standard } from '../../../../machines/offices/offices.ts'
import { useCopyKeys } from '../../../../ui/office/drafts/editor/copying/use-copy-keys.ts'
import type { Json, Path } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { titleOf, transitionsOfStep } from '../../../../ui/office/drafts/editor/edits/walk.ts'
import { StepForm } from '../../../../ui/office/drafts/editor/forms/step-form.tsx'
import { NewStepButtons } from '../../../../ui/office/drafts/editor/new-step-buttons.tsx'
import { EditorPage } from '../../../support/editor-page.tsx'
import { cleanScreens, FakeApi, named, show } from '../../../support/screen.tsx'

cleanScreens()
const approval: Path = ['chart', 'states', 'approval']
const statesOf = (json: Json) => (json.chart as { states: Record<string, Json> }).states

function Page({ first, onJson }: { first: Json; onJson: (json: Json) => void }) {
  const [at, setAt] = useState(approval)
  return (
    <EditorPage first={first} at={at} onChange={onJson} onOpen={setAt}>
      {() => (
        <>
          <NewStepButtons />
          <StepForm at={at} />
        </>
      )}
    </EditorPage>
  )
}
function open(first: Json) {
  let json = first
  const view = show(
    <Page
      first={first}
      onJson={(next) => {
        json = next
      }}
    />,
    new FakeApi(),
  )
  return { ...view, states: () => statesOf(json), json: () => json }
}

test('A step is copied and put after itself with all that is asked for there, and again into another draft', async () => {
  const own = structuredClone(standard) as unknown as Json
  const { user, states, json, unmount } = open(own)
  expect(screen.queryByRole('button', named('วางขั้น'))).toBeNull()
  await user.click(screen.getByRole('button', named('คัดลอกขั้นนี้')))
  await user.click(screen.getByRole('button', named('วางขั้น “ผอ.สพป. พิจารณาเห็นชอบ”')))
  const keys = Object.keys(states())
  const copy = keys[keys.indexOf('approval') + 1] ?? ''
  expect(titleOf(states()[copy]).th).toBe('ผอ.สพป. พิจารณาเห็นชอบ (สำเนา)')
  const asked = (step: string) =>
    transitionsOfStep(json(), [step]).map(({ name, transition }) => [name, transition])
  expect(asked(copy)).toEqual(asked('approval'))
  // It is open now: what it is called can be written at once.
  expect(screen.getByDisplayValue('ผอ.สพป. พิจารณาเห็นชอบ (สำเนา)')).toBeTruthy()

  unmount()
  const other = open({ ...structuredClone(own), id: 'cmi3.other', roles: [] })
  await other.user.click(screen.getByRole('button', named('วางขั้น “ผอ.สพป. พิจารณาเห็นชอบ”')))
  expect(titleOf(Object.values(other.states()).at(3)).th).toBe('ผอ.สพป. พิจารณาเห็นชอบ (สำเนา)')
  expect(other.json().roles).toMatchObject([{ id: 'officeDirector' }])
})

function Keys({ said }: { said: unknown[][] }) {
  useCopyKeys((...what) => said.push(what))
  return (
    <>
      <button type="button" data-row="chart.states.approval">
        ขั้น
      </button>
      <input aria-label="ชื่อ" />
      <p>ข้อความ</p>
    </>
  )
}

test('Ctrl+C and Ctrl+V are about steps where no text is meant', () => {
  const said: unknown[][] = []
  show(<Keys said={said} />, new FakeApi())
  const row = screen.getByRole('button')
  // As on a Thai keyboard: the letter is another one.
  fireEvent.keyDown(row, { ctrlKey: true, code: 'KeyC', key: 'แ' })
  fireEvent.keyDown(document.body, { metaKey: true, code: 'KeyV', key: 'v' })
  expect(said).toEqual([
    ['copy', 'chart.states.approval'],
    ['paste', undefined],
  ])
  fireEvent.keyDown(screen.getByRole('textbox'), { ctrlKey: true, code: 'KeyC' })
  fireEvent.keyDown(row, { ctrlKey: true, shiftKey: true, code: 'KeyC' })
  fireEvent.keyDown(row, { code: 'KeyC' })
  act(() => getSelection()?.selectAllChildren(screen.getByText('ข้อความ')))
  fireEvent.keyDown(document.body, { ctrlKey: true, code: 'KeyC' })
  expect(said).toHaveLength(2)
})
