import type { RichBlock, RichCell, RichText } from '../../text/rich-text.ts'
import { isExample } from './office-demo.ts'

const text = (words: string): RichBlock => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
const cell = (words: string, type: RichCell['type'] = 'tableCell'): RichCell => ({
  type,
  content: [text(words)],
})

/**
 * What was bought in a month, by the columns of แบบ สขร. ๑ (ประกาศคณะกรรมการข้อมูลข่าวสารของราชการ เรื่อง
 * กำหนดให้ข้อมูลข่าวสารเกี่ยวกับผลการพิจารณาการจัดซื้อจัดจ้างของหน่วยงานของรัฐ เป็นข้อมูลข่าวสารที่ต้องจัดไว้ให้ประชาชนตรวจดูได้).
 */
export function purchasesOf(month: string): RichText {
  const heads = [
    'ลำดับที่',
    'งานที่จัดซื้อหรือจัดจ้าง',
    'วงเงินที่จะซื้อหรือจ้าง (บาท)',
    'ราคากลาง (บาท)',
    'วิธีซื้อหรือจ้าง',
    'ผู้ได้รับการคัดเลือกและราคาที่ตกลง',
  ]
  const rows = [
    [
      '๑',
      'กระดาษถ่ายเอกสาร A4 จำนวน ๕๐ รีม',
      '6,000.00',
      '6,000.00',
      'เฉพาะเจาะจง',
      'ร้านตัวอย่าง ก 5,850.00 บาท',
    ],
    [
      '๒',
      'จ้างซ่อมเครื่องปรับอากาศ ๓ เครื่อง',
      '12,500.00',
      '12,500.00',
      'เฉพาะเจาะจง',
      'ร้านตัวอย่าง ข 12,300.00 บาท',
    ],
    ['๓', 'หมึกพิมพ์ ๘ ตลับ', '18,400.00', '18,400.00', 'เฉพาะเจาะจง', 'บริษัทตัวอย่าง ค จำกัด 18,150.50 บาท'],
  ]
  return {
    type: 'doc',
    content: [
      text(`แบบสรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน${month} จัดทำโดยกลุ่มบริหารงานการเงินและสินทรัพย์`),
      {
        type: 'table',
        attrs: { caption: `สรุปผลการจัดซื้อจัดจ้าง เดือน${month} (แบบ สขร. ๑)` },
        content: [
          { type: 'tableRow', content: heads.map((head) => cell(head, 'tableHeader')) },
          ...rows.map((cells) => ({ type: 'tableRow' as const, content: cells.map((one) => cell(one)) })),
          {
            type: 'tableRow',
            content: [
              { ...cell('รวม ๓ รายการ'), attrs: { colspan: 2 } },
              cell('36,900.00'),
              cell('36,900.00'),
              { type: 'tableCell', attrs: { colspan: 2 }, content: [text('36,300.50 บาท')] },
            ],
          },
        ],
      },
      text(isExample),
    ],
  }
}
