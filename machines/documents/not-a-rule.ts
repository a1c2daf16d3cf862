import type { Text } from '../procedure/procedure.ts'

/** Why words of a document bind nobody, where several documents have such words. */
export const notARule = {
  title: {
    th: 'ชื่อเอกสาร ไม่ได้กำหนดให้ผู้ใดปฏิบัติ',
    en: 'The title: it tells nobody to do anything.',
  },
  heading: {
    th: 'หัวข้อของข้อย่อยที่ตามมา ไม่ได้กำหนดให้ผู้ใดปฏิบัติ',
    en: 'A heading of the clauses that follow: it tells nobody to do anything.',
  },
  preamble: {
    th: 'คำปรารภ บอกเหตุผลและกฎหมายที่อ้าง กฎหมายนั้นแสดงไว้กับขั้นตอนปฏิบัติ',
    en: 'The preamble: reasons, and the laws that are named with the procedure.',
  },
  memo: {
    th: 'ส่วนหัวและภาคเหตุของบันทึกข้อความ ไม่ได้กำหนดวิธีเผยแพร่',
    en: 'The head and the reasons of the memo: they do not say how anything is published.',
  },
  signature: {
    th: 'วันที่และการลงนาม แสดงไว้กับขั้นตอนปฏิบัติ',
    en: 'Date and signature, which are shown with the procedure.',
  },
  closing: { th: 'คำลงท้าย ไม่ได้กำหนดให้ผู้ใดปฏิบัติ', en: 'The closing words: they tell nobody to do anything.' },
  catchword: {
    th: 'คำต่อหน้าหรือหัวกระดาษ ไม่ใช่เนื้อความ',
    en: 'A catchword or head of the page, which is no part of the text.',
  },
  gap: {
    th: 'หมายเหตุของผู้อ่านเอกสาร ว่าต้นฉบับขาดหายหรือเป็นเอกสารฉบับอื่น',
    en: 'A note of the reader: that pages are missing, or are of another announcement.',
  },
} satisfies Record<string, Text>
