import { defineWords } from '../../lib/i18n/define-words.ts'

export const usePreviewWords = defineWords(
  {
    title: 'หน้าที่ประชาชนจะเห็น',
    toRequest: 'กลับไปที่เรื่อง',
    toEditor: 'แก้ไขเนื้อหา',
    note: 'เนื้อหาฉบับที่ {{number}} ตามที่เว็บไซต์สาธารณะจะแสดง วันที่เผยแพร่ในหน้านี้คือวันนี้ จนกว่าจะเผยแพร่จริง',
    notSubmitted: 'เนื้อหาฉบับที่ {{number}} ซึ่งยังไม่ได้เสนอ ผู้พิจารณายังไม่เห็นฉบับนี้',
    desktop: 'จอคอมพิวเตอร์',
    phone: 'จอโทรศัพท์',
    showSubmitted: 'ดูฉบับที่ {{number}} ที่เสนอแล้ว',
    showNewest: 'ดูฉบับที่ {{number}} ที่ยังไม่ได้เสนอ',
    ownTab: 'เปิดในแท็บใหม่',
    frame: 'ตัวอย่างหน้าที่ประชาชนจะเห็น',
  },
  {
    title: 'What the public will see',
    toRequest: 'Back to the request',
    toEditor: 'Edit the content',
    note: 'Revision {{number}} of the content, as the public site will show it. The date of publication is today until it is really published.',
    notSubmitted:
      'Revision {{number}} of the content, which has not been submitted: the deciders do not see it yet.',
    desktop: 'Desktop',
    phone: 'Phone',
    showSubmitted: 'Show revision {{number}}, which was submitted',
    showNewest: 'Show revision {{number}}, not submitted yet',
    ownTab: 'Open in a new tab',
    frame: 'Preview of the public page',
  },
)
