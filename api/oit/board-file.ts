import writeExcelFile from 'write-excel-file/node'
import type { Assessor } from '../../machines/oit/item.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { csvOf } from '../http/csv.ts'
import type { OitBoard } from '../http/oit-contract.ts'
import { workbookType } from '../reports/report-file.ts'
import type { Lang } from '../reports/report-tables.ts'

type Written = {
  format: 'xlsx' | 'csv'
  lang: Lang
  /** The name of the office. */
  office: string
  /** Scheme and host before the addresses. */
  base: string
}

/** A board as it is handed in: each item with yes or no, the addresses that are public, and the explanation. */
export async function oitFile(board: OitBoard, { format, lang, office, base }: Written) {
  const columns = heads.map((head) => head[lang])
  const rows = oitRowsOf(board, { lang, base })
  if (format === 'csv')
    return {
      bytes: Buffer.from(csvOf(columns, rows), 'utf8'),
      contentType: 'text/csv; charset=utf-8',
      ending: 'csv',
    }
  const name = assessorNames[board.assessor][lang]
  const heading =
    lang === 'th'
      ? `OIT ตามรายการของ ${name} ปีงบประมาณ พ.ศ. ${board.fiscalYear} ${office}`
      : `OIT by the list of ${name}, fiscal year ${board.fiscalYear} (B.E.), ${office}`
  const warning = board.isComplete ? [] : [[{ value: incomplete[lang] }]]
  const bold = { fontWeight: 'bold' as const }
  const top = { wrap: true, alignVertical: 'top' as const }
  const sheet = {
    sheet: `OIT ${board.fiscalYear}`,
    stickyRowsCount: 3 + warning.length,
    orientation: 'landscape' as const,
    columns: [8, 44, 12, 30, 60, 44].map((width) => ({ width })),
    data: [
      [{ value: heading, ...bold }],
      ...warning,
      [],
      columns.map((value) => ({ value, ...bold, ...top })),
      // A text that begins as a formula does stays a text: cells of texts are written as such.
      ...rows.map((row) => row.map((value) => ({ value, type: String, ...top }))),
    ],
  }
  const bytes = await writeExcelFile([sheet], { fontFamily: 'TH SarabunPSK', fontSize: 16 }).toBuffer()
  return { bytes, contentType: workbookType, ending: 'xlsx' }
}

/** The rows of the pack, in the order of the list. */
export function oitRowsOf(
  { items }: Pick<OitBoard, 'items'>,
  { lang, base }: Pick<Written, 'lang' | 'base'>,
): string[][] {
  return items.map(({ code, title, coverage, explanation, publications }) => {
    const isPublic = publications.filter(({ standing }) => standing !== 'ended')
    const current = isPublic.filter(({ standing }) => standing === 'current')
    const shown = current.length > 0 ? current : isPublic
    const state = coverage !== 'stale' ? coverage : isPublic.length > 0 ? 'earlier' : 'ended'
    return [
      code,
      title,
      (coverage === 'covered' ? yes : no)[lang],
      states[state][lang],
      shown.map(({ url }) => `${base}${url}`).join('\n'),
      explanation,
    ]
  })
}

const yes: Text = { th: 'มี', en: 'Yes' }
const no: Text = { th: 'ไม่มี', en: 'No' }
const heads: Text[] = [
  { th: 'ข้อ', en: 'Item' },
  { th: 'ข้อมูล', en: 'What is disclosed' },
  { th: 'มี/ไม่มี', en: 'Yes/No' },
  { th: 'สถานะ', en: 'State' },
  { th: 'ที่อยู่ (URL)', en: 'Address (URL)' },
  { th: 'คำอธิบาย', en: 'Explanation' },
]
const states: Record<'covered' | 'missing' | 'earlier' | 'ended', Text> = {
  covered: { th: 'เผยแพร่แล้ว', en: 'Published' },
  missing: { th: 'ยังไม่มีรายการเผยแพร่', en: 'Nothing published' },
  earlier: { th: 'เผยแพร่ก่อนปีงบประมาณนี้', en: 'Published before this fiscal year' },
  ended: { th: 'สิ้นสุดการเผยแพร่แล้ว', en: 'No longer published' },
}
const incomplete: Text = {
  th: 'รายการยังไม่ครบถ้วน ตรวจกับคู่มือการประเมิน',
  en: 'This list is not complete: check it against the handbook of the assessment',
}
const assessorNames: Record<Assessor, Text> = {
  nacc: { th: 'ป.ป.ช.', en: 'the NACC' },
  obec: { th: 'สพฐ.', en: 'OBEC' },
}
