import type { Category } from '../../procedure/procedure.ts'

/** The kinds of information that the announcement lists in ข้อ ๑, in its own words and numbers. */
export const categories: Category[] = [
  {
    id: '1.1',
    number: '๑.๑',
    title: {
      th: 'ข้อมูลหน่วยงาน ประกอบด้วย ประวัติความเป็นมา วิสัยทัศน์ พันธกิจ โครงสร้างหน่วยงาน ทำเนียบผู้บริหาร ข้อมูลเทคโนโลยีสารสนเทศ อำนาจหน้าที่ ยุทธศาสตร์ แผนปฏิบัติการ แผนงาน โครงการและงบประมาณรายจ่ายประจำปี คำรับรอง รายงานผลการปฏิบัติราชการ รายละเอียดช่องทางการติดต่อสื่อสาร หมายเลขโทรศัพท์ หมายเลขโทรสาร แผนที่ตั้งหน่วยงาน ไปรษณีย์อิเล็กทรอนิกส์',
      en: 'Office information: history, vision, mission, structure, executives, information technology, powers, strategy, plans, projects and annual budget, performance pledge and report, contact, map and e-mail',
    },
  },
  {
    id: '1.2',
    number: '๑.๒',
    title: {
      th: 'กฎหมาย ระเบียบ ข้อบังคับ ที่เกี่ยวข้องกับหน่วยงาน โดยแสดงที่มาของข้อมูลอย่างชัดเจน',
      en: 'Laws, rules and regulations that concern the office, their source clearly shown',
    },
  },
  {
    id: '1.3',
    number: '๑.๓',
    title: {
      th: 'ข่าวประชาสัมพันธ์ ข่าวสารทั่วไป ภาพกิจกรรม เรื่องแจ้งเตือน รวมถึงข่าวประกาศของหน่วยงาน เช่น การรับสมัครงาน ประกาศจัดซื้อจัดจ้าง ผลการจัดซื้อจัดจ้าง',
      en: 'Public relations and general news, activity pictures, alerts and announcements, such as recruitment and procurement notices and results',
    },
  },
  { id: '1.4', number: '๑.๔', title: { th: 'ข้อมูลข่าวสารอื่น ๆ', en: 'Other information' } },
]
