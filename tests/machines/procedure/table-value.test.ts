import { describe, expect, test } from '@jest/globals'
import { changesBetween } from '../../../machines/diff/diff.ts'
import { standard } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { fieldLack, fieldProblem, isEmpty, tidyValue } from '../../../machines/procedure/field-value.ts'
import type { Column, FormField, Procedure } from '../../../machines/procedure/procedure.ts'
import { tableElements } from '../../../machines/procedure/table-elements.ts'
import {
  readNumber,
  sumOf,
  type TableRow,
  tableText,
  writtenNumber,
} from '../../../machines/procedure/table-value.ts'

const title = (th: string) => ({ th, en: th })
const columns: Column[] = [
  { name: 'item', type: 'text', title: title('รายการ'), required: true },
  { name: 'amount', type: 'number', title: title('วงเงิน'), required: false, sum: true },
  { name: 'day', type: 'date', title: title('วันที่'), required: false },
  {
    name: 'way',
    type: 'select',
    title: title('วิธี'),
    required: false,
    options: [{ id: 'bid', title: title('e-bidding') }],
  },
]
const field: FormField = {
  name: 'table',
  type: 'table',
  title: title('ตาราง'),
  required: true,
  columns,
  mostRows: 3,
}

describe('the rows of a table', () => {
  test('stand where every cell is of its column', () => {
    const rows = [{ item: 'กระดาษ', amount: '12500.50', day: '2026-10-01', way: 'bid' }, { item: 'หมึก' }]
    expect(fieldProblem(field, rows)).toBeUndefined()
    expect(tidyValue(field, rows)).toEqual(rows)
  })

  test('stand with as many letters in a cell as it may hold, and as many rows', () => {
    const rows = Array.from({ length: 3 }, () => ({ item: 'ก'.repeat(2000) }))
    expect(fieldProblem(field, rows)).toBeUndefined()
  })

  test('are left as they are where they are no rows, to be refused', () => {
    expect(tidyValue(field, [['ก'], null, 'ข'])).toEqual([['ก'], null, 'ข'])
  })

  const wrong: [what: string, rows: unknown, sentence: RegExp][] = [
    ['no list', 'ตาราง', /ต้องเป็นตาราง/],
    ['rows that are lists', [['ก']], /ต้องเป็นตาราง/],
    ['a number as a number of JSON', [{ item: 'ก', amount: 5 }], /ต้องเป็นตาราง/],
    ['a column that there is not', [{ item: 'ก', secret: 'x' }], /แถวที่ 1: ตารางไม่มีคอลัมน์ “secret”/],
    ['words for a number', [{ item: 'ก', amount: 'มาก' }], /แถวที่ 1 คอลัมน์ “วงเงิน”: ต้องเป็นตัวเลข/],
    ['a number with too many decimals', [{ item: 'ก', amount: '1.1234567' }], /ต้องเป็นตัวเลข/],
    ['no day', [{ item: 'ก', day: '2026-02-30' }], /วันที่.*ต้องเป็นวันที่/],
    ['a day of the Buddhist era', [{ item: 'ก', day: '2569-10-01' }], /พ\.ศ\./],
    ['an option that there is not', [{ item: 'ก', way: 'other' }], /ไม่มีตัวเลือกนี้/],
    ['more rows than the field has', Array.from({ length: 4 }, () => ({ item: 'ก' })), /มีเกิน 3 แถว/],
    ['a cell as long as a book', [{ item: 'ก'.repeat(2001) }], /ต้องเป็นตาราง/],
  ]
  test.each(wrong)('are refused with %s, by row and column', (_, rows, sentence) => {
    expect(fieldProblem(field, rows)?.th).toMatch(sentence)
  })

  test('may lack a required cell in a draft, but not when they are submitted', () => {
    const rows = [{ item: 'ก' }, { amount: '1' }]
    expect(fieldProblem(field, rows)).toBeUndefined()
    expect(fieldLack(field, rows)?.th).toBe('แถวที่ 2 คอลัมน์ “รายการ”: ต้องกรอก')
    expect(fieldLack(field, [{ item: 'ก' }])).toBeUndefined()
  })

  test('are tidied: numbers as people write them, empty cells and rows gone, words put right', () => {
    const given = [
      { item: ' นำ้ดื่ม ', amount: '๑,๒๓๔.๕๐', day: '' },
      { item: '', amount: '  ' },
      { item: 'ข', amount: 12 },
    ]
    expect(tidyValue(field, given)).toEqual([
      { item: 'น้ำดื่ม', amount: '1234.50' },
      { item: 'ข', amount: '12' },
    ])
    expect(isEmpty(tidyValue(field, [{ item: '\u200B' }]))).toBe(true)
  })

  test('read as lines with tabs', () => {
    expect(tableText(field, [{ item: 'ก', amount: '1234567.5', way: 'bid' }, {}])).toBe(
      'ก\t1,234,567.5\t\te-bidding\n\t\t\t',
    )
  })
})

describe('numbers', () => {
  const written: [string, string][] = [
    ['1,234.50', '1234.50'],
    ['๑๒,๐๐๐', '12000'],
    ['(1,234)', '-1234'],
    ['\u22125', '-5'],
    ['฿ 1,000 บาท', '1000'],
    ['007', '7'],
    ['0', '0'],
    ['1,23', '1,23'],
    ['12.5%', '12.5%'],
    ['-', '-'],
  ]
  test.each(written)('%j is %j', (given, stored) => {
    expect(readNumber(given)).toBe(stored)
  })

  test('are added up exactly, with the decimals of the most exact', () => {
    const rows: TableRow[] = [
      { amount: '0.1' },
      { amount: '0.2' },
      { amount: '-1.05' },
      {},
      { amount: 'มาก' },
    ]
    expect(sumOf(rows, { name: 'amount' })).toBe('-0.75')
    expect(sumOf([{ amount: '999999999999999.99' }, { amount: '0.01' }], { name: 'amount' })).toBe(
      '1000000000000000.00',
    )
    expect(sumOf([], { name: 'amount' })).toBeUndefined()
  })

  test('are written in groups of three', () => {
    expect(['0', '12', '123', '1234', '-123456', '-1234567.50'].map(writtenNumber)).toEqual([
      '0',
      '12',
      '123',
      '1,234',
      '-123,456',
      '-1,234,567.50',
    ])
  })
})

test('a table is shown with heads, figures at the right, days and sums as its reader reads them', () => {
  const shown = tableElements(
    columns,
    [
      { item: 'ก\nwww.a.example', amount: '1000', day: '2026-10-01' },
      { item: 'ข', amount: '0.50' },
    ],
    {
      language: 'th',
      label: 'ตาราง',
      sum: 'รวม',
      day: (day) => `วัน ${day}`,
      digits: (number) => number,
    },
  )
  const [table] = shown.children
  const rows = typeof table === 'object' ? table.children.map((part) => JSON.stringify(part)) : []
  expect(rows[0]).toContain('"scope":"col"')
  expect(rows[1]).toContain('{"name":"td","attributes":{"look":"number"},"children":["1,000"]}')
  expect(rows[1]).toContain('"วัน 2026-10-01"')
  expect(rows[1]).toContain('"href":"https://www.a.example/"')
  expect(rows[2]).toContain('{"name":"th","attributes":{"scope":"row"},"children":["รวม"]}')
  expect(rows[2]).toContain('"1,000.50"')
  // No other column is added up: the day and the way have empty cells below them.
  expect(rows[2]?.match(/"children":\[\]/g)).toHaveLength(2)
})

describe('in a procedure', () => {
  const withField = (extra: object): Procedure =>
    structuredClone({ ...standard, form: [...standard.form, { ...field, ...extra }] }) as Procedure
  const sentences = (procedure: unknown) => {
    const checked = checkProcedure(procedure)
    return checked.ok ? [] : checked.problems.map(({ place, message }) => `${place}: ${message.th}`)
  }
  const at = `form.${standard.form.length}`

  test('a table and a text with structure are sound fields of a form', () => {
    expect(sentences(withField({ shown: true }))).toEqual([])
    for (const type of ['text', 'date'])
      expect(sentences(withField({ type, columns: undefined, mostRows: undefined, shown: true }))).toEqual([])
    expect(
      sentences(withField({ type: 'richText', columns: undefined, mostRows: undefined, shown: true })),
    ).toEqual([])
  })

  const unsound: [what: string, extra: object, sentence: string][] = [
    ['a table without columns', { columns: undefined }, `${at}.columns: ตารางยังไม่มีคอลัมน์`],
    [
      'columns of what is no table',
      { type: 'text', mostRows: undefined },
      `${at}.columns: คอลัมน์มีได้เฉพาะในตาราง`,
    ],
    [
      'rows of what is no table',
      { type: 'richText', columns: undefined },
      `${at}.mostRows: จำนวนแถวมีได้เฉพาะในตาราง`,
    ],
    ['two columns of one name', { columns: [columns[0], columns[0]] }, `${at}.columns.1.name: ชื่อ "item" ซ้ำ`],
    [
      'a choice without options',
      { columns: [{ ...columns[3], options: undefined }] },
      `${at}.columns.0.options: ไม่มีตัวเลือกให้เลือก`,
    ],
    [
      'options of a number',
      { columns: [{ ...columns[3], type: 'number' }] },
      `${at}.columns.0.options: ตัวเลือกมีได้เฉพาะในคอลัมน์ชนิดเลือกหนึ่งข้อ`,
    ],
    [
      'a sum of words',
      { columns: [{ ...columns[0], sum: true }] },
      `${at}.columns.0.sum: รวมยอดได้เฉพาะคอลัมน์ตัวเลข`,
    ],
    [
      'an address that the public would see',
      { type: 'url', columns: undefined, mostRows: undefined, shown: true },
      `${at}.shown: กำหนดให้ประชาชนเห็นได้เฉพาะตาราง ข้อความจัดรูปแบบ ข้อความบรรทัดเดียว และวันที่`,
    ],
  ]
  test.each(unsound)('%s is refused in a sentence, at its place', (_, extra, sentence) => {
    expect(sentences(JSON.parse(JSON.stringify(withField(extra))))).toContain(sentence)
  })

  test('a need of one event is a table too, but nothing that the public sees', () => {
    const procedure = structuredClone(standard)
    const [first] = Object.values(procedure.chart.states)
    const [transition] = [Object.values(first?.on ?? {})[0] ?? []].flat()
    if (!transition) throw new Error('the chart has no first choice')
    const { name, ...shape } = field
    transition.meta.needs = [{ field: name, ...shape }]
    expect(sentences(procedure)).toEqual([])
    transition.meta.needs = [{ field: name, ...shape, shown: true }]
    expect(sentences(procedure).join()).toContain('สิ่งที่ประชาชนเห็นต้องเป็นช่องของแบบฟอร์ม')
  })

  test('a condition cannot look at a table', () => {
    const procedure = withField({})
    const [first] = Object.values(procedure.chart.states)
    const guard = { type: 'asked', params: { field: 'table', value: 'ก' } } as const
    if (first)
      first.always = {
        target: Object.keys(procedure.chart.states)[1] ?? '',
        guard,
        meta: { title: title('ก'), clause: '๑', source: 'added' },
      }
    expect(sentences(procedure).join()).toContain('เงื่อนไขดูค่าของตารางหรือข้อความจัดรูปแบบไม่ได้')
  })

  test('a change of its columns, its rows and its publication is told in words', () => {
    const [item, amount] = columns
    const after = withField({
      columns: [item, { ...amount, sum: undefined, required: true }],
      mostRows: 10,
      shown: true,
    })
    const said = changesBetween(withField({}), JSON.parse(JSON.stringify(after)) as Procedure).map(
      ({ sentence }) => sentence.th,
    )
    expect(said).toEqual([
      'ช่องข้อมูลในแบบฟอร์ม “ตาราง” เปลี่ยนคอลัมน์จาก “รายการ” (item: ข้อความ, ต้องกรอก) “วงเงิน” (amount: ตัวเลข, ไม่บังคับ, รวมยอด) “วันที่” (day: วันที่, ไม่บังคับ) “วิธี” (way: เลือกหนึ่งข้อ, ไม่บังคับ, “e-bidding” (bid)) เป็น “รายการ” (item: ข้อความ, ต้องกรอก) “วงเงิน” (amount: ตัวเลข, ต้องกรอก)',
      'ช่องข้อมูลในแบบฟอร์ม “ตาราง” เปลี่ยนจำนวนแถวสูงสุดจาก “3” เป็น “10”',
      'ช่องข้อมูลในแบบฟอร์ม “ตาราง” เปลี่ยนการเผยแพร่ช่องนี้จาก ไม่แสดงต่อประชาชน เป็น ประชาชนเห็น',
    ])
  })
})

describe('a text with structure', () => {
  const rich: FormField = { name: 'body', type: 'richText', title: title('ก'), required: true }
  const doc = (text: string) => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })

  test('may be plain, as it was before the field had structure', () => {
    expect(fieldProblem(rich, 'ข้อความ\n\nเดิม')).toBeUndefined()
    expect(tidyValue(rich, 'ข้อความ\n\nเดิม')).toBe('ข้อความ\n\nเดิม')
    expect(fieldProblem(rich, 'ก'.repeat(200_001))?.th).toMatch(/ยาวเกิน/)
  })

  test('is empty where it shows nothing, however much structure it has', () => {
    expect(isEmpty(doc(' \u200B'))).toBe(true)
    expect(isEmpty({ type: 'doc', content: [{ type: 'paragraph' }] })).toBe(true)
    expect(isEmpty(doc('ก'))).toBe(false)
  })

  test('is refused by its schema, and keeps its words where a form asks for plain text again', () => {
    expect(fieldProblem(rich, { type: 'doc', content: [{ type: 'script' }] })?.th).toMatch(/เก็บหรือเผยแพร่ไม่ได้/)
    expect(tidyValue({ type: 'textarea' }, doc('คำเดิม'))).toBe('คำเดิม')
  })
})
