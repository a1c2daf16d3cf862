/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import { FieldValue } from '../../../ui/requests/field-value.tsx'
import { cleanScreens, FakeApi, isSaid, show, text } from '../../support/screen.tsx'

cleanScreens()

test('a text with a picture is read as a text: its words, and the picture with its description', () => {
  const image = {
    type: 'image',
    attrs: {
      sha256: 'a'.repeat(64),
      alt: 'แผนที่สำนักงาน',
      width: 640,
      height: 480,
      type: 'image/png',
      size: 2048,
      name: 'map.png',
    },
  }
  const body = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'สำนักงานย้ายไปที่อาคารใหม่' }] },
      image,
      { type: 'paragraph', content: [{ type: 'text', text: 'ตั้งแต่วันที่ ๑ ธันวาคม' }] },
    ],
  }
  const field = { name: 'body', type: 'richText', title: text('รายละเอียด'), required: true } as const
  show(<FieldValue field={field} value={body} categories={[]} />, new FakeApi())
  expect(isSaid('สำนักงานย้ายไปที่อาคารใหม่')).toBe(true)
  expect(isSaid('ตั้งแต่วันที่ ๑ ธันวาคม')).toBe(true)
  // Of a picture whose address is not known yet, its description stands in its place.
  expect(screen.queryByAltText('แผนที่สำนักงาน') !== null || isSaid('แผนที่สำนักงาน')).toBe(true)
})
