import { describe, expect, test } from '@jest/globals'
import { blocksOf, inlinesOf, isNumber, webAddress } from '../../../machines/text/shown.ts'

describe('a body', () => {
  test('keeps the columns of a table pasted from Excel, its empty cells too', () => {
    const body = 'สรุปจำนวน\n\nโรงเรียน\tชาย\tหญิง\nบ้านดอน\t\t๑๒\nบ้านใหม่\t7\t\n\nหมายเหตุ'
    expect(blocksOf(body)).toEqual([
      { kind: 'paragraph', text: 'สรุปจำนวน' },
      {
        kind: 'table',
        hasHead: true,
        rows: [
          ['โรงเรียน', 'ชาย', 'หญิง'],
          ['บ้านดอน', '', '๑๒'],
          ['บ้านใหม่', '7', ''],
        ],
      },
      { kind: 'paragraph', text: 'หมายเหตุ' },
    ])
  })

  test('fills rows that are shorter, and takes a row of figures for no head', () => {
    expect(blocksOf('1\t2\t3\n4\n\t5\t')).toEqual([
      { kind: 'paragraph', text: '1\t2\t3\n4\n\t5\t'.trimEnd() },
    ])
    expect(blocksOf('1\t2\t3\n4\t5')).toEqual([
      {
        kind: 'table',
        hasHead: false,
        rows: [
          ['1', '2', '3'],
          ['4', '5', ''],
        ],
      },
    ])
  })

  test('stands in its order: the line directly above a table comes before it', () => {
    expect(blocksOf('รายชื่อ\nก\tข\nค\tง\nรวม')).toMatchObject([
      { kind: 'paragraph', text: 'รายชื่อ' },
      { kind: 'table', hasHead: true },
      { kind: 'paragraph', text: 'รวม' },
    ])
  })

  test.each(['7', '๗', '1,250.50', '-3', '+3', '(5)', '12%', '๑๒)'])(
    'takes a row with %s for no head',
    (figure) => {
      expect(isNumber(figure)).toBe(true)
      expect(blocksOf(`โรงเรียน\t${figure}\nก\t1`)).toMatchObject([{ hasHead: false }])
    },
  )

  test.each(['', '-', 'ม.๑', '1 คน', '2569/7'])('takes no %j for a figure', (words) => {
    expect(isNumber(words)).toBe(false)
  })

  test('takes tabs that indent paragraphs for no table', () => {
    expect(blocksOf('\tด้วยสำนักงาน\n\tจึงประกาศ')).toMatchObject([{ kind: 'paragraph' }])
  })

  test('parts paragraphs at blank lines and keeps single line ends', () => {
    expect(blocksOf('\n\nก\nข\n \n\nค\n')).toEqual([
      { kind: 'paragraph', text: 'ก\nข' },
      { kind: 'paragraph', text: 'ค' },
    ])
  })
})

describe('addresses in a line', () => {
  const links = (text: string) =>
    inlinesOf(text).flatMap(({ text: shown, href }) => (href ? [[shown, href]] : []))

  test.each([
    [
      'ดูที่ https://www.example.go.th/a.pdf.',
      'https://www.example.go.th/a.pdf',
      'https://www.example.go.th/a.pdf',
    ],
    ['(www.example.go.th)', 'www.example.go.th', 'https://www.example.go.th/'],
    ['ดูhttps://a.example/ข่าว', 'https://a.example/', 'https://a.example/'],
    ['https://a.example/x_(y)', 'https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['ส่งไปที่ saraban@example.go.th ภายในวันนี้', 'saraban@example.go.th', 'mailto:saraban@example.go.th'],
  ])('%s', (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]])
    expect(
      inlinesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://www.moe.go.th@evil.example/',
    'a@b',
    'ftp://a.example',
  ])('%s leads nowhere else than it reads', (text) => {
    for (const [, href] of links(text)) expect(href).not.toMatch(/javascript|data:|file:|ftp:|evil/)
  })

  test('are found in linear time, whatever stands there', () => {
    for (const one of ['a', 'a@', 'a.', 'http://', 'https://a.example/))', 'www.', '@a.', 'a@b.c-']) {
      const began = performance.now()
      inlinesOf(one.repeat(200_000 / one.length))
      expect({ one, fast: performance.now() - began < 3000 }).toEqual({ one, fast: true })
    }
  })

  test('of http and https alone may become links', () => {
    expect(webAddress('https://a.example/x')).toBe('https://a.example/x')
    for (const other of [
      'JAVASCRIPT:alert(1)',
      'https://u:p@a.example',
      '//a.example',
      'mailto:a@b.example',
      'https://',
    ])
      expect(webAddress(other)).toBeUndefined()
  })
})
