import type { Comparison, FieldType } from './procedure.ts'

type Test = Comparison['test']

const byValue: readonly Test[] = ['equals', 'oneOf', 'empty']
/** Of a list whether it has anything at all; whether one answer is among several asks `asked`. */
const ofList: readonly Test[] = ['empty']
/**
 * By which tests `is` can look at a field of each type. What is a text with structure, a table or files a chart does not look
 * at: all that it decides by stays within the hashes of events for good.
 */
const testsOfType: Record<FieldType, readonly Test[]> = {
  text: byValue,
  textarea: byValue,
  url: byValue,
  select: byValue,
  category: byValue,
  date: [...byValue, 'atLeast', 'atMost'],
  checkboxes: ofList,
  links: ofList,
  richText: [],
  file: [],
  files: [],
  album: [],
  table: [],
}

/** The tests that fit every one of the types that a field has. */
export const testsFor = (types: readonly FieldType[]): readonly Test[] =>
  types
    .map((type) => testsOfType[type])
    .reduce((both, tests) => both.filter((test) => tests.includes(test)), testsOfType.date)
