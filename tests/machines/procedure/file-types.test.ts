import { expect, test } from '@jest/globals'
import { acceptedBy, isPicture } from '../../../machines/procedure/file-types.ts'

test('What a page can show is a picture; a drawing with a program in it and a document are none', () => {
  expect(['image/png', 'image/jpeg', 'image/webp'].filter(isPicture)).toHaveLength(3)
  expect(['image/svg+xml', 'application/pdf', 'text/plain', 'toString'].filter(isPicture)).toEqual([])
})

test('A file input offers each type with its extensions, or pictures alone', () => {
  const pictures = acceptedBy('pictures').split(',')
  expect(pictures).toEqual(expect.arrayContaining(['image/png', '.png', '.jpg', 'image/webp', '.webp']))
  expect(pictures).not.toContain('application/pdf')
  expect(acceptedBy('files').split(',')).toEqual(
    expect.arrayContaining([...pictures, 'application/pdf', '.pdf', 'text/csv', '.csv']),
  )
})
