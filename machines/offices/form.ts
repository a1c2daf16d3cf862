import type { Deadline, FormField } from '../procedure/procedure.ts'

/** The fields that every office's content has. */
export const titleField: FormField = {
  name: 'title',
  type: 'text',
  title: { th: 'ชื่อเรื่อง', en: 'Title' },
  required: true,
}
/** Formatted, for what the offices announce are tables and lists; no document says how a text must be written. */
export const bodyField: FormField = {
  name: 'body',
  type: 'richText',
  title: { th: 'รายละเอียดข้อมูล', en: 'Details' },
  help: {
    th: 'วางจาก Word หรือ Excel ได้ ตารางและหัวข้อยังคงอยู่',
    en: 'Paste from Word or Excel: tables and headings stay',
  },
  required: true,
  source: 'added',
}
/** Only for an office whose announcement lists kinds of information. */
export const categoryField: FormField = {
  name: 'category',
  type: 'category',
  title: { th: 'ประเภทข้อมูล', en: 'Kind of information' },
  required: true,
}
export const sourceField: FormField = {
  name: 'source',
  type: 'text',
  title: { th: 'แหล่งที่มาหรือเจ้าของข้อมูล', en: 'Source or owner of the information' },
  required: false,
}
/** No announcement asks for the number and the day of what is published; readers cite a document by them. */
export const documentFields: FormField[] = [
  {
    name: 'documentNumber',
    type: 'text',
    title: { th: 'เลขที่เอกสาร', en: 'Number of the document' },
    help: {
      th: 'ตามที่ปรากฏบนเอกสาร เช่น ที่ ศธ 04xxx/ว 123 หรือ ฉบับที่ 2/2569 ไม่มีให้เว้นว่าง',
      en: 'As it stands on the document; empty if there is none',
    },
    required: false,
    shown: true,
    source: 'added',
  },
  {
    name: 'documentDate',
    type: 'date',
    title: { th: 'วันที่ของเอกสาร', en: 'Date of the document' },
    help: {
      th: 'วันที่ลงในเอกสาร ไม่ใช่วันที่เผยแพร่ ไม่มีให้เว้นว่าง',
      en: 'The day that the document bears, not that of its publication; empty if there is none',
    },
    required: false,
    shown: true,
    source: 'added',
  },
]
export const linksField: FormField = {
  name: 'links',
  type: 'links',
  title: { th: 'ลิงก์ภายนอก', en: 'External links' },
  required: false,
}

/** No announcement names the files of what it publishes: they are added to the form. */
export const attachmentsField: FormField = {
  name: 'attachments',
  type: 'files',
  title: { th: 'ไฟล์แนบ', en: 'Files' },
  help: {
    th: 'ไฟล์ที่เผยแพร่พร้อมกับข้อมูล เช่น ประกาศฉบับลงนาม (PDF)',
    en: 'Files that are published with the information, such as the signed document (PDF).',
  },
  required: false,
  source: 'added',
}
/** Only for an office whose document speaks of pictures of activities (ภาพกิจกรรม). */
export const albumField: FormField = {
  name: 'album',
  type: 'album',
  title: { th: 'ภาพกิจกรรม', en: 'Pictures of activities' },
  help: {
    th: 'ภาพตามลำดับที่แสดง ทุกภาพต้องมีคำบรรยายแทนภาพ ระบบลบพิกัดที่ถ่ายออกจากภาพให้',
    en: 'Pictures in the order in which they are shown, each described for those who cannot see it. Where they were taken is removed from them.',
  },
  required: false,
  source: 'added',
}

/** The last day on the website; unset is ไม่กำหนด. */
export const lastDay: Deadline = {
  id: 'publishUntil',
  kind: 'date',
  field: 'publishUntil',
  title: { th: 'วันสิ้นสุดการเผยแพร่', en: 'Last day of publication' },
}

/** The same, of which its owner hears the day before: no document asks for it. */
export const publishUntil: Deadline = {
  ...lastDay,
  reminders: [{ when: 'before', days: 1, working: false, whom: 'owner', source: 'added' }],
}
