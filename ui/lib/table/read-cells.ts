import type { Column } from '../../../machines/procedure/procedure.ts'
import { readNumber } from '../../../machines/procedure/table-value.ts'
import { unreachable } from '../../../machines/procedure/unreachable.ts'
import { putRight } from '../../../machines/text/put-right.ts'
import { cellTexts } from '../rich/cell-texts.ts'
import { readPasted } from '../rich/read-pasted.ts'

const months = [
  ['ม.ค.', 'มกราคม', 'jan'],
  ['ก.พ.', 'กุมภาพันธ์', 'feb'],
  ['มี.ค.', 'มีนาคม', 'mar'],
  ['เม.ย.', 'เมษายน', 'apr'],
  ['พ.ค.', 'พฤษภาคม', 'may'],
  ['มิ.ย.', 'มิถุนายน', 'jun'],
  ['ก.ค.', 'กรกฎาคม', 'jul'],
  ['ส.ค.', 'สิงหาคม', 'aug'],
  ['ก.ย.', 'กันยายน', 'sep'],
  ['ต.ค.', 'ตุลาคม', 'oct'],
  ['พ.ย.', 'พฤศจิกายน', 'nov'],
  ['ธ.ค.', 'ธันวาคม', 'dec'],
]
const thaiDigits = '๐๑๒๓๔๕๖๗๘๙'
const buddhistEra = 543
const lastGregorian = 2400

/** A day as people write it ("๑ ต.ค. ๒๕๖๘", "1/10/2568", "2025-10-01") as YYYY-MM-DD; anything else as it stands. */
export function readDay(written: string): string {
  const plain = written
    .replaceAll(/[๐-๙]/gu, (digit) => String(thaiDigits.indexOf(digit)))
    .replaceAll(/พ\.ศ\.|วันที่/gu, ' ')
    .trim()
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain) ?? []
  if (y !== undefined) return dayOf(y, m, d) ?? written
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain) ?? []
  if (year !== undefined) return dayOf(year, month, day) ?? written
  const [, named, name, ofYear] = /^(\d{1,2})\s*([^\d\s]+)\s*(\d{4})$/u.exec(plain) ?? []
  const found = months.findIndex((names) =>
    names.some(
      (one) =>
        name !== undefined && (name === one || (/^[a-z]/i.test(name) && name.toLowerCase().startsWith(one))),
    ),
  )
  if (found === -1) return written
  return dayOf(ofYear, String(found + 1), named) ?? written
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const gregorian = Number(year) > lastGregorian ? Number(year) - buddhistEra : Number(year)
  const iso = `${gregorian}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** A cell as it is stored, of what somebody wrote or pasted. */
export function readCell(column: Column, written: string): string {
  switch (column.type) {
    case 'text':
      return putRight(written).text.trim()
    case 'number':
      return written.trim() === '' || written.trim() === '-' ? '' : readNumber(written)
    case 'date':
      return written.trim() === '' ? '' : readDay(written)
    case 'select': {
      const meant = putRight(written).text.trim()
      const option = column.options?.find(({ id, title }) => [id, title.th, title.en].includes(meant))
      return option?.id ?? meant
    }
    default:
      return unreachable(column.type)
  }
}

/** The cells of a range of a spreadsheet, row by row; undefined where a clipboard holds only one cell or plain words. */
export function rangeOf(clipboard: Pick<DataTransfer, 'getData'>): string[][] | undefined {
  const html = clipboard.getData('text/html')
  const table = html === '' ? undefined : readPasted(html).doc.content.find((block) => block.type === 'table')
  const fromHtml = table && cellTexts(table)
  if (fromHtml) return fromHtml
  const text = clipboard.getData('text/plain').replaceAll(/\r\n?/g, '\n').replace(/\n$/, '')
  if (!text.includes('\t') && !text.includes('\n')) return undefined
  return readTsv(text)
}

/** Tabs between cells, lines between rows; Excel puts a cell of several lines into quotes. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at <= text.length) {
    const row = rows.at(-1) ?? []
    if (text[at] === '"') {
      let end = at + 1
      let cell = ''
      while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) {
        cell += text[end]
        end += text[end] === '"' ? 2 : 1
      }
      const after = text[end + 1]
      if (text[end] === '"' && (after === undefined || after === '\t' || after === '\n')) {
        row.push(cell)
        if (after === '\n') rows.push([])
        at = end + 2
        continue
      }
    }
    const found = text.slice(at).search(/[\t\n]/)
    const end = found === -1 ? text.length : at + found
    row.push(text.slice(at, end))
    if (text[end] === '\n') rows.push([])
    at = end + 1
  }
  return rows
}
