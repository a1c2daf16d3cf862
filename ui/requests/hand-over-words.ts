import { defineWords } from '../lib/i18n/define-words.ts'

export const useHandOverWords = defineWords(
  {
    handOver: 'โอนเรื่องให้เจ้าหน้าที่คนอื่น',
    help: 'เจ้าของเรื่องคือ {{owner}} หากลา ย้าย หรือพ้นหน้าที่ โอนเรื่องให้เจ้าหน้าที่คนอื่นในกลุ่มทำต่อได้',
    nobody: 'โอนเรื่องได้เมื่อกลุ่มนี้มีเจ้าหน้าที่คนอื่นที่ได้รับแต่งตั้งในวันนี้',
    open: 'โอนเรื่อง',
    what: 'เจ้าของใหม่แก้ไข เสนอ และถอนเรื่องได้แทนเจ้าของเดิม การดำเนินการที่ผ่านมายังเป็นของผู้ที่ทำไว้ และการโอนบันทึกในประวัติของเรื่อง',
    to: 'โอนให้',
    chooseTo: 'เลือกผู้รับโอน',
    reason: 'เหตุผล',
    giveReason: 'ต้องบอกเหตุผล',
    submit: 'โอนเรื่อง',
    failed: 'ยังไม่ได้โอน',
  },
  {
    handOver: 'Hand over to another officer',
    help: '{{owner}} owns this request. On leave, transfer or change of duty, another officer of the group can take it on.',
    nobody: 'It can be handed over once another officer of this group is appointed today.',
    open: 'Hand over',
    what: 'The new owner writes, submits and withdraws in place of the old one. What was done stays with whoever did it, and the hand-over is recorded in the history.',
    to: 'To',
    chooseTo: 'Choose to whom',
    reason: 'Reason',
    giveReason: 'Give the reason',
    submit: 'Hand over',
    failed: 'Not handed over',
  },
)
