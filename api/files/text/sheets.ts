import { countedColumns, StopReading } from './file-reading.ts'
import type { Document } from './xml-part.ts'

/** The sheets of an Excel workbook, each a text of rows and tabs, with the numbers that its rows have. */
export async function readSheets(document: Document): Promise<void> {
  const shared = await sharedTexts(document)
  const formats = await formatsOf(document)
  const names = await sheetNames(document)
  for (const part of document.names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)))
    await readSheet(document, { part, name: names.get(part) ?? part, shared, formats })
}

/** A workbook of a million rows has fewer. */
const mostShared = 1_000_000

async function sharedTexts(document: Document): Promise<string[]> {
  const shared: string[] = []
  let [text, reading, phonetic] = ['', 0, 0]
  await document.xml('xl/sharedStrings.xml', {
    open: (element) => {
      if (element === 'si') text = ''
      else if (element === 't') reading += 1
      else if (element === 'rPh') phonetic += 1
    },
    text: (more) => {
      if (reading > 0 && phonetic === 0) text += more
    },
    close: (element) => {
      if (element === 'si') {
        if (shared.length >= mostShared) throw new StopReading('tooMuch')
        shared.push(inCell(text))
      } else if (element === 't') reading -= 1
      else if (element === 'rPh') phonetic -= 1
    },
  })
  return shared
}

/** A cell stands on one line, between tabs. */
const inCell = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ')

async function sheetNames(document: Document): Promise<Map<string, string>> {
  const byId = new Map<string, string>()
  await document.xml('xl/workbook.xml', {
    open: (element, attributes) => {
      const id = attributes['r:id']
      if (element === 'sheet' && id !== undefined) byId.set(id, attributes.name ?? '')
    },
  })
  const names = new Map<string, string>()
  await document.xml('xl/_rels/workbook.xml.rels', {
    open: (element, { Id: id = '', Target: target = '' }) => {
      const name = byId.get(id)
      if (element === 'Relationship' && name !== undefined)
        names.set(`xl/${target.replace(/^\/xl\//, '')}`, name)
    },
  })
  return names
}

/** How a number is shown, by the style of its cell: as a day, or with zeros before it. */
type Format = 'day' | { zeros: number } | undefined

async function formatsOf(document: Document): Promise<Format[]> {
  const codes = new Map<number, string>()
  const formats: Format[] = []
  let inCells = 0
  await document.xml('xl/styles.xml', {
    open: (element, attributes) => {
      if (element === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (element === 'cellXfs') inCells += 1
      else if (element === 'xf' && inCells > 0) {
        const id = Number(attributes.numFmtId)
        formats.push(formatOf(id, codes.get(id)))
      }
    },
    close: (element) => {
      if (element === 'cellXfs') inCells -= 1
    },
  })
  return formats
}

function formatOf(id: number, code: string | undefined): Format {
  // ECMA-376, 18.8.30: 14 to 22 are days, 27 to 36, 50 to 58 and 71 to 81 those of East Asia and of Thailand.
  const isDay = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 81)
  if (code === undefined) return isDay ? 'day' : undefined
  // recheck-ignore: Excel's own codes have 255 characters at the most.
  const plain = code.slice(0, 255).replaceAll(/"[^"]{0,200}"|\[[^\]]{0,200}\]|\\./g, '')
  if (/[dy]/i.test(plain) && !/[0#]/.test(plain)) return 'day'
  const zeros = plain.match(/0/g)?.length ?? 0
  return zeros > 5 && !/[.,%eE]/.test(plain) ? { zeros } : undefined
}

type Sheet = { part: string; name: string; shared: string[]; formats: Format[] }

async function readSheet(document: Document, { part, name, shared, formats }: Sheet): Promise<void> {
  const { budget } = document
  let text = ''
  const rows: number[] = []
  let [row, column, at] = [0, 0, 0]
  let cell = { type: '', style: 0, value: '' }
  let reading = 0
  const add = (more: string) => {
    budget.text(more.length)
    text += more
  }
  const push = () => document.push({ kind: 'sheet', name }, text, rows)
  try {
    await document.xml(part, {
      open: (element, attributes) => {
        if (element === 'row') {
          row = Number(attributes.r) || row + 1
          ;[at, column] = [0, 0]
        } else if (element === 'c') {
          const given = columnOf(attributes.r)
          column = given ?? column + 1
          cell = { type: attributes.t ?? '', style: Number(attributes.s ?? 0), value: '' }
        } else if (element === 'v' || element === 't') reading += 1
      },
      text: (more) => {
        if (reading === 0) return
        cell.value += more
        if (cell.value.length > 100_000) throw new StopReading('tooMuch')
      },
      close: (element) => {
        if (element === 'v' || element === 't') reading -= 1
        else if (element === 'c') {
          const shown = shownValue(cell, shared, formats)
          if (shown === '') return
          // What stands far to the right has its row alone: nobody is shown a thousand tabs.
          add('\t'.repeat(Math.max(at === 0 ? 0 : 1, Math.min(column - 1, countedColumns) - at)))
          at = Math.max(at, Math.min(column - 1, countedColumns))
          add(shown)
        } else if (element === 'row' && at + text.length > 0) {
          if (text === '' || text.endsWith('\n')) return
          rows.push(row)
          add('\n')
        }
      },
    })
  } finally {
    push()
  }
}

function shownValue(
  { type, style, value }: { type: string; style: number; value: string },
  shared: string[],
  formats: Format[],
): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type !== '' && type !== 'n') return inCell(value)
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return inCell(value)
  const format = formats[style]
  if (format === 'day') return dayOf(number) ?? value
  // Excel writes a long whole number with an exponent where it was computed.
  const whole = Number.isSafeInteger(number) ? String(number) : value
  return format && number >= 0 ? whole.padStart(format.zeros, '0') : whole
}

/** A day as Excel counts it, from the last day of 1899 on; undefined for what is none. */
function dayOf(serial: number): string | undefined {
  if (serial < 1 || serial > 200_000) return undefined
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000)
  return `${day.getUTCDate()}/${day.getUTCMonth() + 1}/${day.getUTCFullYear()}`
}

/** 1 for A; undefined where the cell does not say where it stands. */
function columnOf(reference: string | undefined): number | undefined {
  let column = 0
  for (const letter of reference?.match(/^[A-Z]{1,3}/)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column > 0 ? column : undefined
}
