import type { Text } from '../../machines/procedure/procedure.ts'
import {
  type DayPeriod,
  fiscalPeriod,
  fiscalQuarterOf,
  fiscalYearOf,
} from '../../machines/run/fiscal-year.ts'
import { type Happening, happenings } from '../http/happenings-contract.ts'
import type { Report, ReportTable } from '../http/report-contract.ts'
import { type Writing, writeDate, writeMonth } from '../public-site/thai-date.ts'

export type Lang = keyof Text
export type Cell = string | number | null
/** A table of a report as a file holds it: durations are days with two decimals. */
export type FileTable = { id: ReportTable; title: string; columns: string[]; rows: Cell[][] }

const dayMs = 86_400_000
const days = (ms: number | null): number | null => (ms === null ? null : Math.round((ms / dayMs) * 100) / 100)

const happened = (of: Record<Happening, number>): Cell[] => happenings.map((what) => of[what])

/** The tables of a report in one language, in their order. */
export function fileTablesOf(report: Report, lang: Lang): FileTable[] {
  const say = (text: Text) => text[lang]
  const counts = (of: Report['total']): Cell[] => [...happened(of), of.underWay, days(of.medianMs)]
  const table = (id: ReportTable, columns: Text[], rows: Cell[][]): FileTable => ({
    id,
    title: say(titles[id]),
    columns: columns.map(say),
    rows,
  })
  const whole: Cell[] = [say(total), ...counts(report.total)]
  return [
    table(
      'groups',
      [heads.group, ...countHeads],
      [...report.groups.map((one) => [say(one.title), ...counts(one)]), whole],
    ),
    table(
      'categories',
      [heads.category, ...countHeads],
      report.categories.map((one) => [say(one.title), ...counts(one)]),
    ),
    table(
      'months',
      [heads.month, ...happenedHeads],
      report.months.map(({ id, ...of }) => [monthOf(id, lang), ...happened(of)]),
    ),
    table(
      'steps',
      [heads.procedure, heads.step, heads.passed, heads.returned, heads.late, heads.stay, heads.longest],
      report.steps.map((one) => [
        say(one.procedure.title),
        say(one.title),
        one.passed,
        one.returned,
        one.late,
        days(one.medianMs),
        days(one.longestMs),
      ]),
    ),
    table(
      'posts',
      [heads.post, heads.group, heads.acted, heads.returned, heads.late, heads.stay],
      report.posts.map((one) => [
        say(one.title),
        one.group ? say(one.group) : null,
        one.acted,
        one.returned,
        one.late,
        days(one.medianMs),
      ]),
    ),
    table(
      'reasons',
      [heads.reason, heads.times],
      report.reasons.map(({ title, count }) => [say(title), count]),
    ),
  ]
}

/** A spreadsheet reads no Thai digits. */
const inThai: Writing = { language: 'th', digits: 'arab' }

const monthOf = (id: string, lang: Lang): string => (lang === 'th' ? writeMonth(id, inThai) : id)

/** Of which office and days a report is, in one line. */
export function headingOf(
  { from, until }: Pick<Report, 'from' | 'until'>,
  office: string,
  lang: Lang,
): string {
  if (lang === 'en') return `${office}, ${from} to ${until}`
  const year = fiscalYearOf(from)
  const quarter = fiscalQuarterOf(from)
  const isOf = (period: DayPeriod) => period.from === from && period.until === until
  const named = isOf(fiscalPeriod(year))
    ? ` ปีงบประมาณ พ.ศ. ${year}`
    : isOf(fiscalPeriod(year, quarter))
      ? ` ไตรมาสที่ ${quarter} ปีงบประมาณ พ.ศ. ${year}`
      : ''
  return `${office}${named} (${writeDate(from, inThai)} ถึง ${writeDate(until, inThai)})`
}

const total: Text = { th: 'รวม', en: 'Total' }

const titles: Record<ReportTable, Text> = {
  groups: { th: 'จำแนกตามกลุ่ม', en: 'By group' },
  categories: { th: 'จำแนกตามประเภทข้อมูล', en: 'By kind of information' },
  months: { th: 'จำแนกตามเดือน', en: 'By month' },
  steps: { th: 'จำแนกตามขั้น', en: 'By step' },
  posts: { th: 'จำแนกตามตำแหน่งผู้ดำเนินการ', en: 'By post' },
  reasons: { th: 'เหตุผลที่ส่งกลับ', en: 'Reasons for returns' },
}

const happeningHeads: Record<Happening, Text> = {
  begun: { th: 'เริ่มเรื่อง (เรื่อง)', en: 'Begun' },
  published: { th: 'เผยแพร่ (ครั้ง)', en: 'Published' },
  corrected: { th: 'แก้ไขสิ่งที่เผยแพร่ (ครั้ง)', en: 'Corrected' },
  withdrawn: { th: 'นำออกหรือครบกำหนด (ครั้ง)', en: 'Taken down or expired' },
  ended: { th: 'สิ้นสุดโดยไม่เผยแพร่ (เรื่อง)', en: 'Ended unpublished' },
  returned: { th: 'ส่งกลับ (ครั้ง)', en: 'Returned' },
  late: { th: 'ล่าช้า (ครั้ง)', en: 'Late' },
}
const happenedHeads = happenings.map((what) => happeningHeads[what])
const countHeads: Text[] = [
  ...happenedHeads,
  { th: 'อยู่ระหว่างดำเนินการเมื่อสิ้นช่วง (เรื่อง)', en: 'Under way at the end' },
  { th: 'ค่ากลางตั้งแต่เริ่มจนเผยแพร่ (วัน)', en: 'Median from beginning to publication (days)' },
]

const heads = {
  group: { th: 'กลุ่ม/หน่วย', en: 'Group' },
  category: { th: 'ประเภทข้อมูล', en: 'Kind of information' },
  month: { th: 'เดือน', en: 'Month' },
  procedure: { th: 'ขั้นตอนปฏิบัติ', en: 'Procedure' },
  step: { th: 'ขั้น', en: 'Step' },
  passed: { th: 'ผ่านขั้นนี้ (ครั้ง)', en: 'Came through' },
  returned: { th: 'ส่งกลับ (ครั้ง)', en: 'Returned' },
  late: { th: 'ล่าช้า (ครั้ง)', en: 'Late' },
  stay: { th: 'ค่ากลางเวลาที่ใช้ (วัน)', en: 'Median stay (days)' },
  longest: { th: 'นานที่สุด (วัน)', en: 'Longest stay (days)' },
  post: { th: 'ตำแหน่ง', en: 'Post' },
  acted: { th: 'ดำเนินการ (ครั้ง)', en: 'Acted' },
  reason: { th: 'เหตุผล', en: 'Reason' },
  times: { th: 'ครั้ง', en: 'Times' },
} satisfies Record<string, Text>
