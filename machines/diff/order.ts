import type { Json } from '../chart/json.ts'
import type { Procedure, Text } from '../procedure/procedure.ts'
import { markOf } from '../procedure/provenance.ts'
import { added, type Change, changed, compared, removed, same } from './change.ts'
import { dayInWords, markInWords, nothing, textOr } from './words.ts'

/** What changed in the order that a procedure implements, and in its own title. */
export function orderChanges(before: Procedure, after: Procedure): Change[] {
  const [old, now] = [before.order, after.order]
  const origin = (of: Procedure) => (of.owner ? markInWords(markOf(of.owner as Json)) : nothing)
  const parts: [Text, Text, Text][] = [
    [
      { th: 'ชื่อของเจ้าของเรื่อง', en: 'The name of the owner' },
      textOr(before.owner?.title),
      textOr(after.owner?.title),
    ],
    [{ th: 'ที่มาของชื่อเจ้าของเรื่อง', en: 'The origin of the name of the owner' }, origin(before), origin(after)],
    [{ th: 'ชื่อขั้นตอนปฏิบัติ', en: 'The title of the procedure' }, textOr(before.title), textOr(after.title)],
    [{ th: 'เอกสาร', en: 'The document' }, textOr(old.document), textOr(now.document)],
    [{ th: 'เลขที่คำสั่งหรือประกาศ', en: 'The number of the order' }, textOr(old.number), textOr(now.number)],
    [{ th: 'วันที่ของคำสั่งหรือประกาศ', en: 'The date of the order' }, dayInWords(old.date), dayInWords(now.date)],
    [{ th: 'ผู้ลงนาม', en: 'The signatory' }, textOr(old.signedBy), textOr(now.signedBy)],
    [{ th: 'ตำแหน่งผู้ลงนาม', en: 'The post of the signatory' }, textOr(old.signedAs), textOr(now.signedAs)],
    [
      { th: 'วันที่มีผลใช้บังคับ', en: 'The day on which it takes effect' },
      dayInWords(old.effectiveFrom),
      dayInWords(now.effectiveFrom),
    ],
  ]
  const laws = compared(old.laws, now.laws, (law) => law)
  return [
    ...parts.flatMap(([what, from, to]) =>
      same(from, to)
        ? []
        : [
            changed(
              `${what.th}เปลี่ยนจาก ${from.th} เป็น ${to.th}`,
              `${what.en} changed from ${from.en} to ${to.en}.`,
            ),
          ],
    ),
    ...laws.added.map((law) => added(`เพิ่มกฎหมายที่อ้าง “${law}”`, `The law “${law}” is cited.`)),
    ...laws.removed.map((law) => removed(`ตัดกฎหมายที่อ้าง “${law}”`, `The law “${law}” is no longer cited.`)),
    ...(laws.reordered ? [changed('ลำดับกฎหมายที่อ้างเปลี่ยน', 'The laws are cited in another order.')] : []),
  ]
}
