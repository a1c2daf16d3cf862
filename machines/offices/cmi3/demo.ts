import type { DemoCalendar } from '../demo/calendar.ts'
import { example, type Matter, type OfficeDemo, period } from '../demo/office-demo.ts'

const matters = (calendar: DemoCalendar): Matter[] => [
  // Published.
  {
    owner: 'officer',
    title: `แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example(
      `แผนงาน โครงการ และกิจกรรมของสำนักงานตลอดปีงบประมาณ พ.ศ. ${calendar.fiscalYear} แยกตามกลุ่ม/หน่วยที่รับผิดชอบ`,
    ),
    source: 'กลุ่มนโยบายและแผน',
    until: calendar.fiscalYearEnd,
    workingDaysAgo: 18,
    steps: 4,
  },
  // Published.
  {
    owner: 'officer2',
    title: `ประชาสัมพันธ์การรับนักเรียน ปีการศึกษา ${calendar.nextSchoolYear}`,
    body: example(
      'ผู้ปกครองขอดูปฏิทินการรับนักเรียนและเขตพื้นที่บริการได้ที่โรงเรียนใกล้บ้าน หรือที่กลุ่มส่งเสริมการจัดการศึกษา ในวันและเวลาราชการ',
    ),
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.plus(90),
    workingDaysAgo: 9,
    steps: 4,
  },
  // It ends tomorrow.
  {
    owner: 'publicRelations',
    title: 'ขอเชิญร่วมเวทีแลกเปลี่ยนเรียนรู้ของโรงเรียนในสังกัด',
    body: example('ขอเชิญครู ผู้ปกครอง และผู้สนใจร่วมเวทีแลกเปลี่ยนเรียนรู้ สอบถามรายละเอียดได้ที่กลุ่มอำนวยการ'),
    source: 'กลุ่มอำนวยการ',
    until: calendar.plus(1),
    workingDaysAgo: 8,
    steps: 4,
  },
  // It has run out.
  {
    owner: 'officer2',
    title: 'ประชาสัมพันธ์การรับสมัครทุนการศึกษาสำหรับนักเรียนในสังกัด',
    body: example('โรงเรียนที่ประสงค์จะเสนอชื่อนักเรียนส่งเอกสารที่กลุ่มส่งเสริมการจัดการศึกษาภายในกำหนด'),
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.workingDayAgo(6),
    workingDaysAgo: 24,
    steps: 4,
    after: [{ who: 'timer', type: 'expire' }],
  },
  // It was taken down.
  {
    owner: 'officer',
    title: 'ปฏิทินการจัดทำคำของบประมาณ',
    body: example('กำหนดการส่งข้อมูลประกอบคำของบประมาณของโรงเรียนในสังกัด'),
    source: 'กลุ่มนโยบายและแผน',
    until: calendar.plus(60),
    workingDaysAgo: 16,
    steps: 4,
    after: [
      {
        who: 'webmaster',
        type: 'TAKE_DOWN',
        data: { reasons: { grounds: [], text: 'ปฏิทินมีการเปลี่ยนแปลง ฉบับนี้จึงใช้ไม่ได้แล้ว จะเผยแพร่ฉบับใหม่แทน' } },
      },
    ],
  },
  // Refused by the webmaster.
  {
    owner: 'officer2',
    title: 'ประชาสัมพันธ์กิจกรรมส่งเสริมการอ่านของโรงเรียนในสังกัด',
    body: example('กิจกรรมส่งเสริมการอ่านที่โรงเรียนในสังกัดจัดขึ้นในภาคเรียนนี้'),
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.plus(45),
    workingDaysAgo: 6,
    steps: 3,
    after: [
      {
        who: 'webmaster',
        type: 'REFUSE',
        data: {
          reasons: {
            grounds: ['other'],
            text: 'กำหนดการในเนื้อหาผ่านไปแล้ว ไม่เป็นปัจจุบัน โปรดปรับแล้วเสนอตามขั้นตอนแรกอีกครั้ง',
          },
        },
      },
    ],
  },
  // Returned by the director of the group.
  {
    owner: 'officer',
    title: `รายงานผลการดำเนินงานตามแผนปฏิบัติการ ปีงบประมาณ พ.ศ. ${calendar.fiscalYear - 1}`,
    body: example('ผลการดำเนินงานตามแผนปฏิบัติการของปีงบประมาณที่ผ่านมา'),
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 5,
    steps: 1,
    after: [
      {
        who: 'groupDirector',
        type: 'RETURN',
        data: { reasons: { grounds: [], text: 'ยังไม่มีสรุปปัญหาและข้อเสนอแนะ โปรดเพิ่มแล้วเสนอใหม่' } },
      },
    ],
  },
  // Being drafted.
  {
    owner: 'officer2',
    title: 'คู่มือการให้บริการของกลุ่มส่งเสริมการจัดการศึกษา',
    body: example('ขั้นตอนและเอกสารที่ใช้ในการขอรับบริการ'),
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 2,
    steps: 0,
  },
  // It waits for the director of the group.
  {
    owner: 'officer',
    title: `แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example('แผนการใช้จ่ายงบประมาณของสำนักงาน แยกตามแผนงานและไตรมาส'),
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 3,
    steps: 1,
  },
  // Certified, waits for its owner to send it on.
  {
    owner: 'officer2',
    title: 'แนวทางการช่วยเหลือนักเรียนที่ขาดแคลน',
    body: example('แนวทางสำหรับโรงเรียนในการเสนอขอรับความช่วยเหลือ'),
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 3,
    steps: 2,
  },
  // It waits for the webmaster.
  {
    owner: 'publicRelations',
    title: `จดหมายข่าวของสำนักงาน ประจำเดือน${calendar.lastMonth}`,
    body: example('รวมข่าวกิจกรรมของสำนักงานและโรงเรียนในสังกัดในรอบเดือน'),
    source: 'กลุ่มอำนวยการ',
    until: calendar.plus(120),
    workingDaysAgo: 2,
    steps: 3,
  },
]

/** สพป.เชียงใหม่ เขต ๓: certified by the group, screened by the webmaster, always with a last day. */
export const cmi3Demo: OfficeDemo = {
  document: {
    title: 'กรอบแนวทางการเผยแพร่ข้อมูลข่าวสารของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
    // The guideline has no list of categories.
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
    date: null,
    // The guideline ends every publication; a fiscal year is the period that offices plan in.
    until: ({ fiscalYearEnd }) => fiscalYearEnd,
  },
  signatories: {},
  walk: ({ owner, groupDirector, until }) => [
    { who: owner, type: 'PROPOSE' },
    { who: groupDirector, type: 'CERTIFY', data: { checked: ['accurate', 'complete'] } },
    { who: owner, type: 'HAND_OVER', data: period(until) },
    { who: 'webmaster', type: 'PUBLISH', data: { checked: ['accurate', 'complete', 'current'] } },
  ],
  matters,
}
