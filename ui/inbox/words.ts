import { defineWords } from '../lib/i18n/define-words.ts'

export const useInboxWords = defineWords(
  {
    title: 'งานของฉัน',
    waiting: 'รอฉันดำเนินการ',
    drafts: 'ร่างของฉัน',
    mine: 'เรื่องของฉัน',
    lists: 'รายการงาน',
    deleted: 'ลบร่าง “{{title}}” แล้ว',
    emptyDraftsTitle: 'ท่านไม่มีร่างที่ยังไม่ได้เสนอ',
    emptyDrafts: 'เรื่องที่เริ่มไว้และยังไม่ได้เสนอจะอยู่ที่นี่ เปิดอ่านได้เฉพาะท่านและผู้ที่อยู่ในกลุ่มเดียวกัน และลบได้',
    newRequest: 'เริ่มเรื่องใหม่',
    emptyInboxTitle: 'ไม่มีเรื่องที่รอท่าน',
    emptyInbox: 'เมื่อมีเรื่องที่ต้องให้ท่านรับรอง เห็นชอบ กลั่นกรอง หรือแก้ไข เรื่องนั้นจะปรากฏที่นี่ เรื่องที่รอนานที่สุดอยู่บนสุด',
    emptyMineTitle: 'ท่านยังไม่ได้เสนอเรื่องใด',
    emptyMine: 'เรื่องที่ท่านเสนอจะอยู่ที่นี่ พร้อมบอกว่าอยู่ที่ขั้นใดและรอใคร',
    emptyFilterTitle: 'ไม่พบเรื่องตามที่ค้นหา',
    emptyFilter: 'ลองใช้คำที่สั้นลง หรือล้างตัวกรองเพื่อดูทุกเรื่อง',
    count: '{{n}} เรื่อง',
  },
  {
    title: 'My work',
    waiting: 'Waiting for me',
    drafts: 'My drafts',
    mine: 'My requests',
    lists: 'The parts of my work',
    deleted: 'The draft “{{title}}” was deleted',
    emptyDraftsTitle: 'You have no drafts',
    emptyDrafts:
      'What you began and did not submit yet will be here. Only you and the people of your group can read it, and you can delete it.',
    newRequest: 'Begin a new request',
    emptyInboxTitle: 'Nothing waits for you',
    emptyInbox:
      'When a request needs you to certify, approve, screen or mend it, it will be here, the one that has waited longest on top.',
    emptyMineTitle: 'You have made no request yet',
    emptyMine: 'The requests that you make will be here, with where each stands and for whom it waits.',
    emptyFilterTitle: 'Nothing matches',
    emptyFilter: 'Try a shorter word, or clear the filters to see everything.',
    count: { one: '{{n}} request', other: '{{n}} requests' },
  },
)
