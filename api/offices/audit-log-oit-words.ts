import type { Assessor } from '../../machines/oit/item.ts'
import type { Text } from '../../machines/procedure/procedure.ts'

type Facts = Record<string, unknown>

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '-'
const assessorNames: Record<Assessor, Text> = {
  nacc: { th: 'ป.ป.ช.', en: 'NACC' },
  obec: { th: 'สพฐ.', en: 'OBEC' },
}
const oitListOf = ({ assessor, fiscalYear }: Facts): Text => {
  const { th, en } = assessorNames[assessor as Assessor] ?? { th: text(assessor), en: text(assessor) }
  return { th: `ของ ${th} ปีงบประมาณ พ.ศ. ${text(fiscalYear)}`, en: `of ${en} ${text(fiscalYear)}` }
}
const oitItemOf = (facts: Facts): Text => {
  const { th, en } = oitListOf(facts)
  return { th: `${text(facts.code)} ${th}`, en: `${text(facts.code)} ${en}` }
}
const codesOf = (codes: unknown): string => (Array.isArray(codes) ? codes.map(text).join(', ') : '')

/** The sentences of the audit log about OIT items. */
export const oitSentences = {
  'oit.itemSet': ({ before, after }: Record<'before' | 'after', Facts>): Text =>
    before.title === undefined
      ? {
          th: `เพิ่มรายการ ${oitItemOf(after).th} “${text(after.title)}”`,
          en: `Added item ${oitItemOf(after).en} “${text(after.title)}”`,
        }
      : {
          th: `เปลี่ยนชื่อรายการ ${oitItemOf(after).th} จาก “${text(before.title)}” เป็น “${text(after.title)}”`,
          en: `Renamed item ${oitItemOf(after).en} from “${text(before.title)}” to “${text(after.title)}”`,
        },
  'oit.itemRemoved': ({ before }: { before: Facts }): Text => ({
    th: `นำรายการ ${oitItemOf(before).th} “${text(before.title)}” ออก`,
    en: `Took item ${oitItemOf(before).en} “${text(before.title)}” out`,
  }),
  'oit.explained': ({ after }: { after: Facts }): Text => ({
    th: `แก้คำอธิบายของรายการ ${oitItemOf(after).th}`,
    en: `Changed the explanation of item ${oitItemOf(after).en}`,
  }),
  'oit.served': ({ after }: { after: Facts }): Text => {
    const [added, removed] = [codesOf(after.added), codesOf(after.removed)]
    const of = oitListOf(after)
    return {
      th: `ระบุรายการ OIT ${of.th} ของเรื่องที่เผยแพร่ (${text(after.request)})${added && ` เพิ่ม ${added}`}${removed && ` นำออก ${removed}`}`,
      en: `Said which OIT items ${of.en} what was published (${text(after.request)}) serves${added && `: added ${added}`}${removed && `: removed ${removed}`}`,
    }
  },
}
