import { defineWords } from '../lib/i18n/define-words.ts'

export const usePublicPageWords = defineWords(
  'publicPage',
  {
    versions: 'ฉบับที่เคยเผยแพร่ก่อนแก้ไข',
    versionsHelp: 'ประชาชนเปิดอ่านฉบับก่อนแก้ไขได้จากหน้าที่เผยแพร่ โดยระบุว่าถูกแทนที่แล้ว',
    revision: 'ฉบับที่ {{number}}',
    openVersion: 'ดูฉบับนี้อย่างที่ประชาชนเห็น',
    withheld: 'ปิดไม่ให้ประชาชนอ่านแล้ว',
    erased: 'ถูกลบตามคำสั่งแล้ว',
    withhold: 'ปิดฉบับนี้ เพราะมีข้อมูลส่วนบุคคล',
    withholdConfirm: 'เมื่อปิดแล้ว ประชาชนจะเปิดฉบับที่ {{number}} และไฟล์ของฉบับนั้นไม่ได้ และย้อนกลับไม่ได้',
    withholdReason: 'เหตุผล',
    withholdReasonHelp: 'เจ้าหน้าที่ของสำนักงานเห็น ประชาชนไม่เห็น อย่าใส่ข้อมูลส่วนบุคคลซ้ำ',
    withholdReasonNeeded: 'ระบุเหตุผลที่ปิดฉบับนี้',
    withholdNow: 'ปิดฉบับนี้',
    cancel: 'ไม่ปิดแล้ว',
    notSaved: 'ยังไม่ได้บันทึก',
  },
  {
    versions: 'Published before it was corrected',
    versionsHelp: 'The public can read these from the published page, marked as superseded.',
    revision: 'Revision {{number}}',
    openVersion: 'See it as the public does',
    withheld: 'Closed to the public',
    erased: 'Erased by order',
    withhold: 'Close this version: it holds personal data',
    withholdConfirm:
      'The public will not be able to open revision {{number}} nor its files any more. This cannot be undone.',
    withholdReason: 'Reason',
    withholdReasonHelp: 'Officials of the office read it, the public does not. Do not repeat personal data.',
    withholdReasonNeeded: 'Give the reason for closing this version',
    withholdNow: 'Close this version',
    cancel: 'Do not close it',
    notSaved: 'Not saved yet',
  },
)
