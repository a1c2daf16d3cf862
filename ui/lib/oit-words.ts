import { defineWords } from './i18n/define-words.ts'

/** The words of the OIT items that the board and the page of a request share. */
export const useOitWords = defineWords(
  {
    year: 'ปีงบประมาณ',
    assessor: 'รายการของ',
    assessor_nacc: 'ป.ป.ช.',
    assessor_obec: 'สพฐ.',
    incomplete: 'รายการยังไม่ครบถ้วน ตรวจกับคู่มือการประเมิน',
    standsIn: 'ยังไม่มีรายการของปีงบประมาณนี้ จึงแสดงรายการของปี {{year}}',
    notSaved: 'ยังไม่ได้บันทึก',
    save: 'บันทึก',
    cancel: 'ยกเลิก',
  },
  {
    year: 'Fiscal year',
    assessor: 'List of',
    assessor_nacc: 'NACC (ป.ป.ช.)',
    assessor_obec: 'OBEC (สพฐ.)',
    incomplete: 'This list is not complete: check it against the handbook of the assessment',
    standsIn: 'There is no list of this fiscal year yet, so that of {{year}} is shown.',
    notSaved: 'Not saved yet',
    save: 'Save',
    cancel: 'Cancel',
  },
)
