import { expect, test } from '@jest/globals'
import {
  documentSchema,
  type OfficeDocument,
  provisionSchema,
  textOfDocument,
  uncorrectedText,
} from '../../../machines/documents/clauses.ts'

const reason = { th: 'หัวข้อ', en: 'A heading.' }
const problemsOf = (provision: unknown) =>
  provisionSchema.safeParse(provision).error?.issues.map(({ message }) => message) ?? []

test('A provision is no rule with its reason, or served, or not yet, or in part', () => {
  const served = [{ kind: 'step', step: 'draft' }]
  expect(problemsOf({ text: 'ก', notARule: reason })).toEqual([])
  expect(problemsOf({ text: 'ก', served })).toEqual([])
  expect(problemsOf({ text: 'ก', notYet: reason })).toEqual([])
  expect(problemsOf({ text: 'ก', served, notYet: reason })).toEqual([])
  const either = ['is either no rule, or served or not yet']
  expect(problemsOf({ text: 'ก' })).toEqual(either)
  expect(problemsOf({ text: 'ก', notARule: reason, served })).toEqual(either)
  expect(problemsOf({ text: 'ก', notARule: reason, notYet: reason })).toEqual(either)
})

test('A correction stands in the text, and no other lies over it', () => {
  const corrected = (...corrections: [stood: string, read: string][]) =>
    problemsOf({
      text: 'กลั่นกรองก่อน',
      notARule: reason,
      corrections: corrections.map(([stood, read]) => ({ stood, read })),
    })
  expect(corrected(['กลับกรอง', 'กลั่นกรอง'])).toEqual([])
  expect(corrected(['กลับกรอง', 'กรองกลั่น'])).toEqual(['has no "กรองกลั่น" that was put right'])
  expect(corrected(['กลับกรอง', 'กลั่นกรอง'], ['กลับ', 'กลั่น'])).toEqual(['has "กลั่น" put right twice'])
})

test('A document has each clause once', () => {
  const clause = { id: '๑', provisions: [{ text: 'ก', notARule: reason }] }
  const twice = documentSchema.safeParse({ office: 'cmi3', clauses: [clause, clause] })
  expect(twice.error?.issues.map(({ message }) => message)).toEqual(['has two clauses ๑'])
})

test('The text of a document is its clauses by paragraph, line and sentence, and its corrections can be undone', () => {
  const document: OfficeDocument = {
    office: 'cmi3',
    clauses: [
      {
        id: 'ชื่อ',
        provisions: [
          {
            text: 'ประกาศยโสธร ของยโสธร',
            corrections: [{ stood: 'ชัยโสธร', read: 'ยโสธร' }],
            notARule: reason,
          },
        ],
      },
      {
        id: '๑',
        provisions: [
          { text: '๑. กลุ่มเสนอ', notYet: reason },
          { text: ' และเผยแพร่', joined: 'text', notYet: reason },
          { text: '- กรณีแก้ไข', joined: 'line', notYet: reason },
        ],
      },
    ],
  }
  expect(textOfDocument(document)).toBe('ประกาศยโสธร ของยโสธร\n\n๑. กลุ่มเสนอ และเผยแพร่\n- กรณีแก้ไข')
  expect(uncorrectedText(document).split('\n')[0]).toBe('ประกาศชัยโสธร ของชัยโสธร')
})
