import { defineWords } from '../lib/i18n/define-words.ts'

export const useOitItemsWords = defineWords(
  {
    title: 'รายการ OIT (ITA) ที่ตรงกับเรื่องนี้',
    none: 'ยังไม่ได้ระบุ เรื่องหนึ่งตรงกับหลายข้อได้ และข้อหนึ่งมีหลายเรื่องได้',
    change: 'เลือกรายการ OIT',
    items: 'รายการที่เรื่องนี้แสดงข้อมูล',
    noList: 'ยังไม่มีรายการของปีงบประมาณนี้ ผู้ดูแลระบบของสำนักงานเพิ่มได้ที่หน้ารายการ OIT',
    board: 'รายการ OIT ของสำนักงาน',
    uncovers: 'เมื่อนำออกแล้ว รายการ OIT ต่อไปนี้จะไม่มีเรื่องที่เผยแพร่อยู่',
    uncoversUnknown: 'ยังไม่ทราบว่าเมื่อนำออกแล้วมีรายการ OIT ใดไม่มีเรื่องที่เผยแพร่อยู่',
    uncovered: '{{code}} {{title}} (รายการของ {{assessor}} ปีงบประมาณ {{year}})',
    replaceFirst: 'หากยังอยู่ในช่วงประเมิน ควรเผยแพร่เรื่องที่ใช้แทนและระบุรายการ OIT ของเรื่องนั้นก่อน',
  },
  {
    title: 'OIT items (ITA) that this serves',
    none: 'None was said. One publication may serve several items, and one item several publications.',
    change: 'Choose OIT items',
    items: 'Items that this shows',
    noList: 'There is no list of this fiscal year yet. An administrator adds items on the page of OIT items.',
    board: 'OIT items of the office',
    uncovers: 'Taken down, it leaves these OIT items without a publication',
    uncoversUnknown: 'It is not known which OIT items it leaves without a publication once taken down',
    uncovered: '{{code}} {{title}} (list of {{assessor}}, fiscal year {{year}})',
    replaceFirst:
      'While the assessment lasts, publish what takes its place first, and say which OIT items that serves.',
  },
)
