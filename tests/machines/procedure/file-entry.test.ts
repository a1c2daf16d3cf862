import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fileChanges } from '../../../machines/diff/file-changes.ts'
import { cmi3Publication as shippedCmi3 } from '../../../machines/offices/cmi3/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { fieldLack, fieldProblem, tidyValue } from '../../../machines/procedure/field-value.ts'
import {
  type Attachment,
  fileBytes,
  fileName,
  filesIn,
  type Picture,
} from '../../../machines/procedure/file-entry.ts'
import { type FileType, fileTypeNames } from '../../../machines/procedure/file-types.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { fileSize } from '../../../machines/text/file-size.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

// What is written into it here says nothing of where it comes from: `provenance.test.ts` tries that.
const cmi3Publication = inFirstLanguage(shippedCmi3)

const file = (more: Partial<Attachment> = {}): Attachment => ({
  ...{ sha256: 'a'.repeat(64), name: 'ประกาศ.pdf', size: 1000, type: 'application/pdf' },
  ...more,
})
const picture = (more: Partial<Picture> = {}): Picture => ({
  ...{ sha256: 'b'.repeat(64), name: 'ภาพ.jpg', size: 1000, type: 'image/jpeg', alt: 'ครูประชุม' },
  ...more,
})
const field = (type: 'file' | 'files' | 'album') => ({ type, required: true, options: undefined })

describe('the name of a file', () => {
  test('has no path, one of its type’s extensions and at most 255 bytes, whatever it was, and is then left alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom(...fileTypeNames),
        (given, type) => {
          const name = fileName(given, type)
          expect(name).not.toMatch(/[/\\:*?"<>|]|\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u)
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
          expect(name).toMatch(/^[^.\s].*\.[a-z]{3,4}$/su)
          expect(fileName(name, type)).toBe(name)
        },
      ),
    )
  })

  test.each<[string, FileType, string]>([
    ['แผน.pdf.exe', 'application/pdf', 'แผน.pdf.exe.pdf'],
    ['ภาพ.JPEG', 'image/jpeg', 'ภาพ.jpeg'],
    ['.htaccess', 'text/plain', 'htaccess.txt'],
    ['...', 'text/plain', 'file.txt'],
    ['', 'text/csv', 'file.csv'],
    ['รายงาน  ประจำ\tปี.xlsx', 'text/csv', 'รายงาน ประจำ ปี.xlsx.csv'],
  ])('%j of %s is %j', (given, type, name) => expect(fileName(given, type)).toBe(name))

  test('is cut between letters that people read as one', () => {
    const name = fileName(`${'กี่'.repeat(60)}.pdf`, 'application/pdf')
    expect(name).toMatch(/^(?:กี่)+\.pdf$/)
  })
})

describe('the value of a field of files', () => {
  test('stands where every entry is a file', () => {
    expect(
      fieldProblem(field('files'), [file(), file({ sha256: 'c'.repeat(64), title: 'แผน' })]),
    ).toBeUndefined()
    expect(fieldProblem(field('file'), [file()])).toBeUndefined()
    expect(fieldProblem(field('album'), [picture({ alt: '' })])).toBeUndefined()
  })

  test.each<[string, 'file' | 'files' | 'album', unknown]>([
    ['two where one belongs', 'file', [file(), file({ sha256: 'c'.repeat(64) })]],
    ['an empty file', 'files', [file({ size: 0 })]],
    ['one that is too large', 'files', [file({ size: fileBytes.one + 1 })]],
    ['a type that nobody may attach', 'files', [{ ...file(), type: 'text/html' }]],
    ['an extension of another type', 'files', [file({ name: 'ประกาศ.exe' })]],
    ['a hash in capitals', 'files', [file({ sha256: 'A'.repeat(64) })]],
    ['a document in an album', 'album', [{ ...picture(), type: 'application/pdf', name: 'a.pdf' }]],
    [
      'a picture without the place for its description',
      'album',
      [{ ...file(), type: 'image/jpeg', name: 'a.jpg' }],
    ],
    [
      'more than a request may hold',
      'files',
      Array.from({ length: 11 }, (_, index) =>
        file({ sha256: String(index).padStart(64, '0'), size: fileBytes.one }),
      ),
    ],
  ])('does not stand with %s', (_, type, value) => {
    const problem = fieldProblem(field(type), value)
    expect(problem?.th).toMatch(/[ก-ฮ]/)
    expect(problem?.en).toMatch(/[a-z]/)
  })

  test('lacks a description until each picture has one that shows something', () => {
    expect(fieldLack(field('album'), [picture(), picture({ alt: ' \u200b ' })])?.th).toContain('“ภาพ.jpg”')
    expect(fieldLack(field('album'), [picture()])).toBeUndefined()
    expect(fieldLack(field('files'), [file()])).toBeUndefined()
  })

  test('is tidied once and for all', () => {
    const given = [
      { ...file({ name: ' ประกาศ\nฉบับ ๑ ' }), title: '  แผน\u00a0ปี ' },
      { ...file(), title: ' ' },
      'x',
      null,
    ]
    const tidied = tidyValue({ type: 'files' }, given)
    expect(tidied).toEqual([file({ name: 'ประกาศ ฉบับ ๑.pdf', title: 'แผน ปี' }), file(), 'x', null])
    expect(tidyValue({ type: 'files' }, tidied)).toEqual(tidied)
  })

  test('is told from any other list', () => {
    expect(filesIn([file(), picture()])).toHaveLength(2)
    for (const other of [
      undefined,
      'x',
      [],
      ['x'],
      [{ title: 'ก', url: 'https://a.example' }],
      [{ sha256: 'x' }],
    ])
      expect(filesIn(other)).toEqual([])
  })
})

describe('a procedure', () => {
  const withField = (type: string, more: object = {}): Procedure =>
    ({
      ...cmi3Publication,
      form: [
        ...cmi3Publication.form,
        { name: 'evidence', type, title: { th: 'หลักฐาน', en: 'Evidence' }, required: false },
      ],
      ...more,
    }) as Procedure

  test.each(['file', 'files', 'album'])('may ask for %s', (type) => {
    expect(checkProcedure(withField(type)).ok).toBe(true)
  })

  test('can neither compare files in a condition nor take them for a day', () => {
    const byFile = { id: 'byFile', kind: 'date', field: 'evidence', title: { th: 'วัน', en: 'Day' } }
    const asDay = checkProcedure(withField('file', { deadlines: [...cmi3Publication.deadlines, byFile] }))
    expect(asDay.ok ? [] : asDay.problems).toMatchObject([
      { place: 'deadlines.1.field', code: 'invalid_shape' },
    ])
    expect(checkProcedure(withField('date', { deadlines: [...cmi3Publication.deadlines, byFile] })).ok).toBe(
      true,
    )
    const procedure = structuredClone(withField('files'))
    const { states } = procedure.chart
    const [step] = Object.values(states)
    if (!step) throw new Error('no step')
    step.always = {
      target: '#withdrawn',
      guard: { type: 'asked', params: { field: 'evidence', value: 'a.pdf' } },
      meta: { title: { th: 'ก', en: 'a' }, clause: 'ข้อ ๑', source: 'added' },
    }
    const compared = checkProcedure(procedure)
    expect(compared.ok ? [] : compared.problems.map(({ message }) => message.th)).toContainEqual(
      expect.stringContaining('เก็บไฟล์'),
    )
  })
})

test('the size of a file is said as people read it', () => {
  expect(fileSize(1).th).toBe('1 ไบต์')
  expect(fileSize(1023).en).toBe('1023 bytes')
  expect(fileSize(1536).th).toBe('1.5 กิโลไบต์')
  expect(fileSize(50 * 1024 * 1024)).toEqual({ th: '50 เมกะไบต์', en: '50 MB' })
  expect(fileSize(300 * 1024 + 512).en).toBe('301 KB')
})

test('two revisions of files differ by what came, what went, what is said of them, and their order', () => {
  const [one, two, three] = ['1', '2', '3'].map((digit) =>
    file({ sha256: digit.repeat(64), name: `${digit}.pdf` }),
  )
  if (!one || !two || !three) throw new Error('three files')
  const words = (before: Attachment[], now: Attachment[]) =>
    fileChanges(before, now).map(({ entry, change }) => `${entry.name} ${change}`)
  expect(words([one, two], [one, two])).toEqual(['1.pdf same', '2.pdf same'])
  expect(words([one, two], [two, one])).toEqual(['2.pdf moved', '1.pdf moved'])
  expect(words([one, two], [two, three])).toEqual(['2.pdf same', '3.pdf added', '1.pdf removed'])
  expect(words([one], [{ ...one, title: 'แผน' }])).toEqual(['1.pdf described'])
  // The same name with other bytes is another file.
  expect(words([one], [{ ...one, sha256: '9'.repeat(64) }])).toEqual(['1.pdf added', '1.pdf removed'])
})
