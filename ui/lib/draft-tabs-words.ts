import { defineWords } from './i18n/define-words.ts'

export const useDraftTabsWords = defineWords(
  'draftTabs',
  {
    name: 'ส่วนต่าง ๆ ของร่าง',
    write: 'เขียน',
    proofs: 'ตรวจสอบแผนผัง',
    rehearsal: 'ทดลองดำเนินการ',
    activation: 'เปิดใช้',
  },
  {
    name: 'Parts of the draft',
    write: 'Write',
    proofs: 'Prove',
    rehearsal: 'Rehearse',
    activation: 'Activate',
  },
)
