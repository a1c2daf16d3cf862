import { defineWords } from './i18n/define-words.ts'

/** What was put right in a text, in a word each. */
export const useCorrectionWords = defineWords(
  {
    am: 'สระอำ',
    marks: 'ลำดับสระและวรรณยุกต์',
    oldFont: 'อักขระของแบบอักษรเก่า',
    bullets: 'เครื่องหมายหัวข้อ',
    direction: 'อักขระกำกับทิศทาง (นำออก)',
    invisible: 'อักขระที่มองไม่เห็น (นำออก)',
    lines: 'การขึ้นบรรทัด',
    blanks: 'ช่องว่างพิเศษ',
    wide: 'ตัวเลขและตัวอักษรเต็มความกว้าง',
    piled: 'เครื่องหมายที่ซ้อนกันเกินกว่าที่อ่านได้ (นำออก)',
  },
  {
    am: 'sara am',
    marks: 'order of vowels and tones',
    oldFont: 'characters of an old font',
    bullets: 'bullets',
    direction: 'marks of direction (removed)',
    invisible: 'invisible characters (removed)',
    lines: 'line ends',
    blanks: 'special blanks',
    wide: 'full-width letters and digits',
    piled: 'marks piled up beyond reading (removed)',
  },
)
