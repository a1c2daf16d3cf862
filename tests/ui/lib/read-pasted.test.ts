/** @jest-environment ./tests/support/browser-environment.ts */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { type Element, elementsOf, type Shown } from '../../../machines/text/elements.ts'
import { richProblem } from '../../../machines/text/rich-text.ts'
import { readPasted } from '../../../ui/lib/rich/read-pasted.ts'
import { rangeOf, readDay, readTsv } from '../../../ui/lib/table/read-cells.ts'

/**
 * What each program puts into a clipboard. LibreOffice's two were written by LibreOffice 7.4.7 itself (Debian's package,
 * filters HTML (StarWriter) and HTML (StarCalc), which its clipboard uses). The others were written for this test in the
 * shape that samples from the programs have in the tests of other editors: Word 2016 in ckeditor/ckeditor5
 * (packages/ckeditor5-paste-from-office/tests/_data), Excel 15, Word 15 and Google Sheets in microsoft/roosterjs
 * (packages/roosterjs-content-model-plugins/test/paste/e2e), Google Docs in both, the text layer in mozilla/pdf.js.
 */
const sample = (name: string) => readFileSync(`tests/ui/lib/pasted/${name}.clipboard`, 'utf8')

/** As HTML without attributes but the spans of cells: what a test can read. */
const written = (shown: Shown[]): string =>
  shown.map((one) => (typeof one === 'string' ? one : element(one))).join('')
const element = ({ name, attributes, children }: Element): string => {
  const { colspan, rowspan, href, start } = attributes
  const said = [
    colspan && ` colspan=${colspan}`,
    rowspan && ` rowspan=${rowspan}`,
    href && ` href=${href}`,
    start && ` start=${start}`,
  ]
  return name === 'section'
    ? written(children)
    : `<${name}${said.filter(Boolean).join('')}>${written(children)}</${name}>`
}
function read(html: string) {
  const { doc, notes, corrected } = readPasted(html)
  expect(richProblem(doc)).toBeUndefined()
  return { shown: written(elementsOf(doc, { table: '' })), doc, notes, corrected }
}

describe('a paste', () => {
  test('from Word: numbers of headings, lists by their levels, merged cells; nothing of its own marks', () => {
    const { shown, notes } = read(sample('word'))
    expect(shown).toBe(
      '<h2>๑. หลักการ</h2>' +
        '<p>ด้วยสำนักงานมีความประสงค์จะ<strong>จัดซื้อ</strong>วัสดุ ตาม<a href=https://www.gprocurement.go.th/>ประกาศ</a>นั้น</p>' +
        '<ul><li>กระดาษ<ul><li>ขนาด A4</li></ul></li><li>หมึกพิมพ์</li></ul>' +
        // A list of HTML has no Thai numbers: what the document counts by stays in its words.
        '<p>(๑) ข้อที่มีเลขไทย</p>' +
        '<table><thead><tr><th rowspan=2>รายการ</th><th colspan=2>วงเงิน</th></tr>' +
        '<tr><th>ปีก่อน</th><th>ปีนี้</th></tr></thead>' +
        '<tbody><tr><td>กระดาษ</td><td></td><td>12,500.00</td></tr></tbody></table>' +
        '<p>ลงชื่อ\t\tผู้อำนวยการ</p>',
    )
    expect(notes).toEqual(['looks', 'images'])
  })

  test('from Excel: columns stay, figures below their heads, hidden rows and what was only selected left out', () => {
    const { shown, notes } = read(sample('excel'))
    expect(shown).toBe(
      '<table><thead><tr><th>ที่</th><th>รายการ</th><th>จำนวน</th><th>วงเงิน</th></tr></thead>' +
        '<tbody><tr><td>1</td><td>กระดาษ<br></br>A4</td><td></td><td>12,500.00</td></tr>' +
        '<tr><td colspan=3>รวม</td><td>12,500.00</td></tr></tbody></table>',
    )
    expect(notes).toEqual(['looks', 'hidden'])
  })

  test('from LibreOffice Writer, as LibreOffice 7.4 wrote it: lists within lists, merged cells', () => {
    expect(read(sample('libreoffice-writer')).shown).toBe(
      '<h2>ประกาศผู้ชนะการเสนอราคา</h2>' +
        '<p>ตามที่<strong>สำนักงานเขตพื้นที่การศึกษา</strong>ได้มีโครงการจัดซื้อวัสดุ นั้น</p>' +
        '<ul><li>ข้อแรก<ul><li>ข้อย่อย</li></ul></li><li>ข้อสอง</li></ul>' +
        '<table><thead><tr><th colspan=2>รายการ</th><th>วงเงิน (บาท)</th></tr></thead>' +
        '<tbody><tr><td rowspan=2>๑</td><td>กระดาษ A4</td><td>12,500.00</td></tr><tr><td>หมึกพิมพ์</td><td>8,750.50</td></tr></tbody></table>' +
        '<p>ประกาศ ณ วันที่ ๒๐ พฤศจิกายน พ.ศ. ๒๕๖๙</p>',
    )
  })

  test('from LibreOffice Calc, as LibreOffice 7.4 wrote it: empty cells stay empty', () => {
    expect(read(sample('libreoffice-calc')).shown).toBe(
      '<table><thead><tr><th>ที่</th><th>รายการ</th><th>จำนวน</th><th>ราคาต่อหน่วย</th><th>รวม</th></tr></thead><tbody>' +
        '<tr><td>1</td><td>กระดาษ A4</td><td>50</td><td>250</td><td>12500</td></tr>' +
        '<tr><td>2</td><td>หมึกพิมพ์</td><td>5</td><td>1750.1</td><td>8750.5</td></tr>' +
        '<tr><td></td><td>รวม</td><td></td><td></td><td>21250.5</td></tr></tbody></table>',
    )
  })

  test('from Google Docs: its outer bold is none, lists beside items go into them', () => {
    expect(read(sample('google-docs')).shown).toBe(
      '<h2>รับสมัครนักเรียน</h2>' +
        '<p>ภายใน<strong>วันที่ ๓๐</strong> ดูที่<a href=https://www.example.go.th/form>แบบฟอร์ม</a><sup>๑</sup></p>' +
        '<ol><li>หลักฐาน<ul><li>ทะเบียนบ้าน</li></ul></li><li>รูปถ่าย</li></ol>' +
        '<table><thead><tr><th>ชั้น</th><th>รับ (คน)</th></tr></thead><tbody><tr><td>ป.๑</td><td>๔๐</td></tr></tbody></table>',
    )
  })

  test('from Google Sheets', () => {
    expect(read(sample('google-sheets')).shown).toBe(
      '<table><thead><tr><th>โรงเรียน</th><th>นักเรียน</th></tr></thead><tbody><tr><td>บ้านดอน</td><td>1,204</td></tr></tbody></table>',
    )
  })

  test('from a PDF in a browser: its lines, and a word that they want looking at', () => {
    const { shown, notes } = read(sample('pdf-viewer'))
    expect(shown).toBe('<p>ประกาศส านักงานเขตพื้นที่การศึกษา<br></br>เรื่อง ผู้ชนะการเสนอราคา</p>')
    expect(notes).toEqual(['looks', 'lines'])
  })

  test('tells what was put right in its characters', () => {
    const { doc, corrected } = read('<p>นำ้ท่วม<b>ที</b>่\u200Bนา</p>')
    expect(JSON.stringify(doc)).toContain('น้ำท่วม')
    expect(JSON.stringify(doc)).toContain('ที่')
    expect([...corrected].sort()).toEqual(['invisible', 'marks'])
  })
})

describe('a table of HTML', () => {
  test('gets the cells that it lacks, and loses spans that reach out of it or lie over each other', () => {
    const { shown, notes } = read(
      '<table><tr><td rowspan=9>ก</td><td colspan=0>ข</td></tr><tr><td>ค</td><td>ง</td><td>จ</td></tr></table>',
    )
    expect(shown).toContain('rowspan=2>ก')
    expect(notes).not.toContain('links')
    const ragged = read('<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>')
    expect(ragged.shown).toBe(
      '<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></tbody></table>',
    )
    expect(ragged.notes).toEqual(['cells'])
  })

  test('within a cell stays within it; one of a single cell is what the cell holds', () => {
    expect(
      read('<table><tr><td>1</td><td><table><tr><td>2</td><td>3</td></tr></table></td></tr></table>').shown,
    ).toBe(
      '<table><tbody><tr><td>1</td><td><table><tbody><tr><td>2</td><td>3</td></tr></tbody></table></td></tr></tbody></table>',
    )
    expect(read('<table><tr><td><p>กรอบ</p><p>ข้อความ</p></td></tr></table>').shown).toBe(
      '<p>กรอบ</p><p>ข้อความ</p>',
    )
  })
})

describe('what could do harm in a paste', () => {
  const hostile: [string, string][] = [
    ['<p>ก<script>alert(1)</script></p>', '<p>ก</p>'],
    ['<p onclick="alert(1)" style="position:fixed">ก</p>', '<p>ก</p>'],
    ['<img src=x onerror=alert(1)><p>ก</p>', '<p>ก</p>'],
    ['<a href="javascript:alert(1)">ก</a>', '<p>ก</p>'],
    ['<a href="data:text/html,x">ก</a>', '<p>ก</p>'],
    ['<iframe src="https://a.example">x</iframe><p>ก</p>', '<p>ก</p>'],
    ['<svg><script>alert(1)</script></svg><p>ก</p>', '<p>ก</p>'],
    ['<p>ก<span style="display:none">ซ่อน</span></p>', '<p>ก</p>'],
    ['<form><input value="x"><button>กด</button><p>ก</p></form>', '<p>ก</p>'],
    ['', ''],
    ['<p> \u00A0</p>', ''],
  ]
  test.each(hostile)('%j is read as %j', (html, shown) => {
    expect(read(html).shown).toBe(shown)
  })
})

describe('a range for a table field', () => {
  const clipboard = (html: string, text = '') => ({
    getData: (type: string) => (type === 'text/html' ? html : text),
  })

  test('comes with its columns out of HTML, covered cells empty, and out of tabs', () => {
    expect(rangeOf(clipboard(sample('excel')))).toEqual([
      ['ที่', 'รายการ', 'จำนวน', 'วงเงิน'],
      ['1', 'กระดาษ\nA4', '', '12,500.00'],
      ['รวม', '', '', '12,500.00'],
    ])
    expect(rangeOf(clipboard('', 'ก\tข\r\n1\t2\r\n'))).toEqual([
      ['ก', 'ข'],
      ['1', '2'],
    ])
    expect(rangeOf(clipboard('', 'คำเดียว'))).toBeUndefined()
    expect(rangeOf(clipboard('<p>คำเดียว</p>', 'คำเดียว'))).toBeUndefined()
  })

  test('reads cells of several lines as Excel quotes them', () => {
    expect(readTsv('"หนึ่ง\nสอง"\t"เขาว่า ""ดี"""\n"\t2')).toEqual([
      ['หนึ่ง\nสอง', 'เขาว่า "ดี"'],
      ['"', '2'],
    ])
  })

  test('reads days as people write them', () => {
    const days: [string, string][] = [
      ['๑ ต.ค. ๒๕๖๘', '2025-10-01'],
      ['1 ตุลาคม พ.ศ. 2568', '2025-10-01'],
      ['01/10/2568', '2025-10-01'],
      ['1/10/2025', '2025-10-01'],
      ['2568-10-01', '2025-10-01'],
      ['1 Oct 2025', '2025-10-01'],
      ['31/2/2568', '31/2/2568'],
      ['เร็ว ๆ นี้', 'เร็ว ๆ นี้'],
    ]
    for (const [written, day] of days) expect(readDay(written)).toBe(day)
  })
})
