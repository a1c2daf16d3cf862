import type { Category } from '../../procedure/procedure.ts'

/** The kinds of information that the announcement lists in ข้อ ๑, in its own words and numbers. */
export const categories: Category[] = [
  {
    id: '1.1',
    number: '๑.๑',
    title: {
      th: 'ข้อมูลพื้นฐานที่เป็นปัจจุบัน ได้แก่ โครงสร้างหน่วยงาน ข้อมูลผู้บริหาร อำนาจหน้าที่ ข้อมูลการติดต่อหน่วยงาน และกฎหมายที่เกี่ยวข้อง',
      en: 'Current basic information: structure, executives, powers and duties, contact and relevant laws',
    },
  },
  {
    id: '1.2',
    number: '๑.๒',
    title: {
      th: 'ข่าวประชาสัมพันธ์ที่เกี่ยวข้องกับภารกิจของหน่วยงาน',
      en: 'Public relations news about the mission of the office',
    },
  },
  {
    id: '1.3',
    number: '๑.๓',
    title: {
      th: 'แผนปฏิบัติราชการประจำปีและการติดตามผลการดำเนินการตามแผนปฏิบัติการประจำปี',
      en: 'Annual action plan and the follow-up of its results',
    },
  },
  {
    id: '1.4',
    number: '๑.๔',
    title: { th: 'คู่มือหรือมาตรฐานการปฏิบัติงานของเจ้าหน้าที่', en: 'Work manuals or standards of officers' },
  },
  { id: '1.5', number: '๑.๕', title: { th: 'ข้อมูลผลสัมฤทธิ์ทางการศึกษา', en: 'Educational achievement results' } },
  { id: '1.6', number: '๑.๖', title: { th: 'ข้อมูลการจัดซื้อจัดจ้าง', en: 'Procurement information' } },
  // "อย่างน้อยดังต่อไปนี้": the list is not closed.
  {
    id: 'other',
    number: '',
    title: { th: 'ข้อมูลอื่นนอกรายการ ๑.๑–๑.๖', en: 'Other information than 1.1–1.6' },
    clause: 'ข้อ ๑',
    source: 'document',
  },
]
