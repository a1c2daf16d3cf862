import { defineWords } from '../../../../lib/i18n/define-words.ts'

export const useCopyingWords = defineWords(
  {
    order: 'ลำดับ การคัดลอก และการลบ',
    copy: 'คัดลอกขั้นนี้',
    copied: 'คัดลอกขั้น “{{name}}” แล้ว วางในร่างนี้หรือร่างอื่นของท่านได้',
    paste: 'วางขั้น “{{name}}”',
    pasted: 'วางขั้น “{{name}}” แล้ว ย้อนกลับได้',
  },
  {
    order: 'Order, copy and removal',
    copy: 'Copy this step',
    copied: 'The step “{{name}}” is copied: it can be pasted into this draft or another of yours',
    paste: 'Paste the step “{{name}}”',
    pasted: 'The step “{{name}}” is pasted, and can be undone',
  },
)
