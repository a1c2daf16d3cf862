import { defineWords } from '../../../../lib/i18n/define-words.ts'

export const useSearchWords = defineWords(
  {
    label: 'ค้นหาขั้นหรือทางเลือก',
    help: 'ชื่อ ข้อในเอกสาร หรือชื่อในไฟล์ส่งออก (Ctrl+K)',
    found: 'พบ {{count}} แห่ง',
    shown: 'พบ {{count}} แห่ง แสดง {{shown}} แห่งแรก พิมพ์เพิ่มเพื่อให้แคบลง',
    none: 'ไม่พบขั้นหรือทางเลือกที่มีคำนี้',
    results: 'ขั้นและทางเลือกที่พบ',
  },
  {
    label: 'Find a step or a choice',
    help: 'A title, a clause or a name in exports (Ctrl+K)',
    found: 'Found {{count}}',
    shown: 'Found {{count}}, of which the first {{shown}} are shown: type more to narrow it down',
    none: 'No step or choice has this word',
    results: 'Steps and choices found',
  },
)
