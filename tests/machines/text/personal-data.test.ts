import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { personalDataIn } from '../../../machines/text/personal-data.ts'
import { secrecyMarkingsIn } from '../../../machines/text/secrecy-class.ts'
import { corpus, corpusSha256 } from '../../personal-data/corpus.ts'
import { figuresOf, precision, recall } from '../../personal-data/figures.ts'

const found = (text: string) =>
  personalDataIn(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`)

describe('the corpus', () => {
  test('is the one that was frozen before the detector', () => {
    expect(corpusSha256).toBe('1eb0ad7dc96ea30b5c037827e7a929efc23710913a367b3da9c807486f2a17fa')
    expect(corpus).toHaveLength(257)
  })

  test('in its development half, nothing that was found before is missed', () => {
    const { counts, mistakes } = figuresOf('development')
    expect(mistakes).toEqual([])
    for (const sum of counts.values()) expect([precision(sum), recall(sum)]).toEqual([1, 1])
    expect(counts.get('all')?.right).toBe(106)
  })
})

describe('personal data in a text', () => {
  test('a national ID is found whatever stands between its digits, and shown where it stands in the original', () => {
    for (const id of [
      '1101700230708',
      '1-1017-00230-70-8',
      '๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘',
      '1\u00A01017\u00A000230\u00A070\u00A08',
      '1\u200B101700\u2060230708',
      '1‐1017–00230—70−8',
      '1-1017-\n00230-70-8',
      '１１０１７００２３０７０８',
      '1 - 1017 - 00230 - 70 - 8',
    ])
      expect(found(`เลข ${id} ครับ`)).toEqual([`nationalId ${id}`])
  })

  test('thirteen digits with another check digit, of a firm, of a contract or in an address are none', () => {
    for (const text of [
      'เลข 1-1017-00230-70-7',
      'เลขประจำตัวผู้เสียภาษี 0105548032111',
      'สัญญาเลขที่ 1101700230708',
      'https://example.go.th/1101700230708',
      '11017002307081',
      'A1101700230708',
    ])
      expect(found(text)).toEqual([])
  })

  test.each([
    ['0812345678', '081-2345678', '081-2345-678', '0812-345-678', '08-1234-5678', '08-12345678'],
    ['0812-345678', '081234-5678', '08123-45678', '08-1-234-5678', '081-234-56-78'],
    ['+66812345678', '+66-812345678', '+66-81-234-5678', '+66-81-2345678', '+66-8-12345678'],
    ['+66-8-1234-5678', '+66-812-345-678', '+66-81-2345-678'],
  ])('a mobile number is found as people group its digits: %s, %s, %s', (...numbers) => {
    for (const number of numbers) expect(found(`โทร ${number}`)).toEqual([`mobile ${number}`])
  })

  test('what parts the digits of a number is at most four signs long', () => {
    expect(found('เลข 1 -- 1017-00230-70-8')).toEqual(['nationalId 1 -- 1017-00230-70-8'])
    expect(found('เลข 1 --- 1017-00230-70-8')).toEqual([])
  })

  test('a mobile number is found in every grouping, a telephone of an office and an amount are none', () => {
    for (const number of ['0812345678', '081-234-5678', '08 1234 5678', '๐๘๑-๒๓๔๕๖๗๘', '+66 81 234 5678'])
      expect(found(`โทร ${number}`)).toEqual([`mobile ${number}`])
    for (const number of [
      '043-812-345',
      '02-288-5511 ต่อ 12',
      '0812345678.50 บาท',
      '0812345678/2568',
      '08.30-16.30',
    ])
      expect(found(`โทร ${number}`)).toEqual([])
  })

  test('the heading of a column says what its cells are', () => {
    expect(found('ชื่อ\tวันเกิด\tวันบรรจุ\nนาง ก.\t1/2/2520\t1/3/2545')).toEqual(['birthDate 1/2/2520'])
    expect(found('ชื่อ|เลขที่บัญชี|จำนวน\nนาย ก.|4043987654|1200000000')).toEqual(['bankAccount 4043987654'])
  })

  test('places are in order, inside the text, never overlap, and never begin or end in nothing', () => {
    const pieces = fc.constantFrom(
      ...['1101700230708', '081-234-5678', ' ', '\n', '\u200B', 'เลขที่บัญชี', 'ด.ช.สมชาย ใจดี', 'a@b.com'],
      ...[
        'เกิด',
        '1 ม.ค. 2530',
        'ป่วยเป็นโรคไต',
        'นาย',
        '\t',
        '๑๒',
        '-',
        'Passport',
        'AB1234567',
        'G',
        '@',
        '|',
      ],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        let end = 0
        for (const { from, to } of personalDataIn(text)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(text.slice(from, to).trim()).toBe(text.slice(from, to))
          end = to
        }
      }),
    )
  })

  test('a long text of nothing but beginnings of findings takes as long as its length', () => {
    const beginnings = [
      '1-',
      '0 ',
      '1\t',
      'ด.ช.',
      'a@',
      '@a.',
      'เกิด 1 ',
      'นาย ก ',
      'ตั้งครรภ์',
      '\n',
      '08-',
      'บัญชี 1-',
    ]
    const took = (length: number) => {
      const texts = beginnings.map((piece) => piece.repeat(Math.ceil(length / piece.length)))
      const begun = process.cpuUsage()
      for (const text of texts) {
        personalDataIn(text)
        secrecyMarkingsIn(text)
      }
      return process.cpuUsage(begun).user / 1000
    }
    took(5_000)
    // Eight times the length; twice that is for a busy machine, sixty-four times would be quadratic.
    expect(took(40_000)).toBeLessThan(20 * Math.max(20, took(5_000)))
  })
})

describe('a class of secrecy', () => {
  const marked = (text: string) => secrecyMarkingsIn(text).map(({ class: name }) => name)

  test('is read from a stamp, a line of the class, brackets and the name of a file', () => {
    expect(marked('ลับ\nบันทึกข้อความ\nลับ')).toEqual(['ลับ', 'ลับ'])
    expect(marked('— ล ั บ ม า ก —')).toEqual(['ลับมาก'])
    expect(marked('ชั้นความลับ: ลับที่สุด')).toEqual(['ลับที่สุด'])
    expect(marked('ลับมาก-บันทึก.pdf')).toEqual(['ลับมาก'])
    expect(marked('TOP SECRET')).toEqual(['TOP SECRET'])
  })

  test('is no word of a sentence, a ballot, a tool, a place or a rule', () => {
    for (const text of [
      'ลงคะแนนลับ',
      'ลงคะแนน (ลับ)',
      'การเลือกตั้งโดยลับ',
      'เครื่องลับมีด',
      'ความลับ',
      'ชั้นความลับ ลับ ลับมาก ลับที่สุด',
      'ชั้นความลับ: -',
      'อำเภอลับแล.pdf',
      'Secret',
      'ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔',
    ])
      expect(marked(text)).toEqual([])
  })
})
