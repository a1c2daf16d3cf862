/** @jest-environment ./tests/support/browser-environment.ts */
import { afterEach, expect, test } from '@jest/globals'
import { cleanup, fireEvent, renderHook } from '@testing-library/react'
import { useUndoKeys } from '../../../../ui/office/drafts/editor/use-undo-keys.ts'

afterEach(cleanup)

const ctrl = { ctrlKey: true }

test.each([
  ['Ctrl+Z', { ...ctrl, code: 'KeyZ', key: 'z' }, 'undo'],
  ['Ctrl+Shift+Z', { ...ctrl, shiftKey: true, code: 'KeyZ', key: 'Z' }, 'redo'],
  ['Ctrl+Y', { ...ctrl, code: 'KeyY', key: 'y' }, 'redo'],
  ['Ctrl+Y on a Thai keyboard', { ...ctrl, code: 'KeyY', key: 'ั' }, 'redo'],
  ['⌘Z on a Thai keyboard', { metaKey: true, code: 'KeyZ', key: 'ผ' }, 'undo'],
  ['Y alone', { code: 'KeyY', key: 'y' }, undefined],
  ['Ctrl+Alt+Y, a letter of some keyboards', { ...ctrl, altKey: true, code: 'KeyY', key: 'y' }, undefined],
])('%s steps as everywhere', (_, key, step) => {
  const steps: string[] = []
  const { unmount } = renderHook(() => useUndoKeys((direction) => steps.push(direction)))
  fireEvent.keyDown(document.body, key)
  expect(steps).toEqual(step === undefined ? [] : [step])
  unmount()
  fireEvent.keyDown(document.body, key)
  expect(steps).toHaveLength(step === undefined ? 0 : 1)
})

test('a dialog, and a name that is typed, keep the keys for themselves', () => {
  const steps: string[] = []
  renderHook(() => useUndoKeys((direction) => steps.push(direction)))
  const name = document.createElement('input')
  name.className = 'editor-name'
  document.body.append(name)
  fireEvent.keyDown(name, { ...ctrl, code: 'KeyY' })
  name.className = 'modal'
  fireEvent.keyDown(document.body, { ...ctrl, code: 'KeyY' })
  name.remove()
  expect(steps).toEqual([])
})
