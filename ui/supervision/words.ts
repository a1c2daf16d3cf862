import { defineWords } from '../lib/i18n/define-words.ts'

export const useSupervisionWords = defineWords(
  {
    title: 'กำกับติดตาม',
    leadOffice: 'เรื่องของทุกกลุ่มในสำนักงาน ที่ท่านกำกับ ดูแล ติดตามและตรวจสอบ',
    leadGroups: 'เรื่องของกลุ่มที่ท่านกำกับ ดูแล ติดตามและตรวจสอบ',
    refused: 'เปิดหน้านี้ไม่ได้',
    group: 'กลุ่ม/หน่วย',
    allGroups: 'ทุกกลุ่มที่กำกับดูแล',
    figures: 'จำนวนเรื่อง เลือกเพื่อดูรายการ',
    underWay: 'รอดำเนินการ',
    late: 'เกินกำหนด',
    returned: 'ถูกส่งกลับในปีงบประมาณ พ.ศ. {{year}}',
    corrected: 'แก้ไขสิ่งที่เผยแพร่ในปีงบประมาณ พ.ศ. {{year}}',
    published: 'เผยแพร่ในไตรมาสที่ {{quarter}} ปีงบประมาณ พ.ศ. {{year}}',
    empty_underWay: 'ไม่มีเรื่องที่รอผู้ใดดำเนินการ',
    empty_late: 'ไม่มีเรื่องที่เกินกำหนด',
    empty_returned: 'ไม่มีเรื่องที่ถูกส่งกลับในปีงบประมาณนี้',
    empty_corrected: 'ไม่มีเรื่องที่แก้ไขสิ่งที่เผยแพร่ในปีงบประมาณนี้',
    empty_published: 'ไม่มีเรื่องที่เผยแพร่ในไตรมาสนี้',
    emptyMore: 'เมื่อมี เรื่องจะแสดงที่นี่ เลือกจำนวนอื่นด้านบน หรือเลือกทุกกลุ่มที่กำกับดูแล',
    lateMeans:
      'เกินกำหนด หมายถึง ขั้นที่เอกสารให้ดำเนินการทันทีแต่ยังรอเกินวันที่มาถึง หรือกำหนดเวลาของขั้นผ่านไปแล้ว ระบบไม่กำหนดจำนวนวันขึ้นเอง',
  },
  {
    title: 'Supervision',
    leadOffice: 'The requests of every group of the office, which you lead',
    leadGroups: 'The requests of the groups that you lead',
    refused: 'This page is closed to you',
    group: 'Group',
    allGroups: 'All groups that you lead',
    figures: 'How many requests; choose one to see its list',
    underWay: 'Waiting for somebody',
    late: 'Overdue',
    returned: 'Sent back in the fiscal year {{year}}',
    corrected: 'Corrected after publication in the fiscal year {{year}}',
    published: 'Published in quarter {{quarter}} of the fiscal year {{year}}',
    empty_underWay: 'No request waits for anybody',
    empty_late: 'No request is overdue',
    empty_returned: 'No request was sent back in this fiscal year',
    empty_corrected: 'Nothing published was corrected in this fiscal year',
    empty_published: 'Nothing was published in this quarter',
    emptyMore:
      'Where there are any, they stand here. Choose another figure above, or all groups that you lead.',
    lateMeans:
      'Overdue means that a step which the document wants done at once has waited beyond the day of its coming, or that its deadline has passed. No number of days is ever made up.',
  },
)
