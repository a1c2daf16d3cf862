import type { Text } from '../procedure/procedure.ts'

export type Group = { id: string; name: Text }

/**
 * The groups and units of a service area office (ประกาศกระทรวงศึกษาธิการ เรื่อง การแบ่งส่วนราชการภายในสำนักงานเขตพื้นที่การศึกษา
 * พ.ศ. ๒๕๖๐ และฉบับที่ ๒ พ.ศ. ๒๕๖๑).
 */
export const standardGroups: Group[] = [
  { id: 'general', name: { th: 'กลุ่มอำนวยการ', en: 'General Administration Group' } },
  { id: 'policy', name: { th: 'กลุ่มนโยบายและแผน', en: 'Policy and Planning Group' } },
  {
    id: 'ict',
    name: {
      th: 'กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร',
      en: 'Distance Learning and ICT Group',
    },
  },
  { id: 'finance', name: { th: 'กลุ่มบริหารงานการเงินและสินทรัพย์', en: 'Finance and Assets Group' } },
  { id: 'personnel', name: { th: 'กลุ่มบริหารงานบุคคล', en: 'Personnel Group' } },
  {
    id: 'development',
    name: { th: 'กลุ่มพัฒนาครูและบุคลากรทางการศึกษา', en: 'Teacher and Staff Development Group' },
  },
  {
    id: 'supervision',
    name: { th: 'กลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา', en: 'Supervision, Monitoring and Evaluation Group' },
  },
  { id: 'promotion', name: { th: 'กลุ่มส่งเสริมการจัดการศึกษา', en: 'Educational Promotion Group' } },
  { id: 'audit', name: { th: 'หน่วยตรวจสอบภายใน', en: 'Internal Audit Unit' } },
  { id: 'law', name: { th: 'กลุ่มกฎหมายและคดี', en: 'Law and Litigation Group' } },
]
