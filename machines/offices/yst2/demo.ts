import type { DemoCalendar } from '../demo/calendar.ts'
import { example, type Matter, type OfficeDemo, period } from '../demo/office-demo.ts'

const matters = (calendar: DemoCalendar): Matter[] => [
  // Published.
  {
    owner: 'officer',
    title: `แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example(`แผนงาน โครงการ และกิจกรรมของสำนักงานตลอดปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`),
    category: '1.6',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 19,
    steps: 4,
  },
  // Published on the website and elsewhere.
  {
    owner: 'officer2',
    title: `ผลงานเด่นของโรงเรียนในสังกัด ประจำเดือน${calendar.lastMonth}`,
    body: example('รวมผลสำเร็จจากการดำเนินงานของโรงเรียนในสังกัดในรอบเดือน'),
    category: '1.12',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    channels: ['website', 'social'],
    workingDaysAgo: 11,
    steps: 4,
    after: [
      {
        who: 'publicRelations',
        type: 'POST',
        data: { evidence: 'เผยแพร่ทางหน้าสื่อสังคมออนไลน์ของสำนักงานแล้ว' },
      },
    ],
  },
  // It ends tomorrow, and still waits for the notice board.
  {
    owner: 'publicRelations',
    title: 'ขอเชิญร่วมกิจกรรมเปิดบ้านวิชาการของสำนักงาน',
    body: example('ขอเชิญโรงเรียนในสังกัดและผู้สนใจร่วมกิจกรรม สอบถามรายละเอียดได้ที่กลุ่มอำนวยการ'),
    category: '1.3',
    source: 'กลุ่มอำนวยการ',
    channels: ['website', 'board'],
    until: calendar.plus(1),
    workingDaysAgo: 8,
    steps: 4,
  },
  // It has run out.
  {
    owner: 'officer2',
    title: `ประชาสัมพันธ์นโยบายการรับนักเรียน ปีการศึกษา ${calendar.nextSchoolYear}`,
    body: example('แนวนโยบายการรับนักเรียนสำหรับโรงเรียนในสังกัด'),
    category: '1.2',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.workingDayAgo(6),
    workingDaysAgo: 24,
    steps: 4,
    after: [{ who: 'timer', type: 'expire' }],
  },
  // It was taken down.
  {
    owner: 'officer',
    title: `สรุปผลการจัดซื้อจัดจ้างรายเดือน ${calendar.lastMonth}`,
    body: example(`แบบสรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน${calendar.lastMonth}`),
    category: '1.9',
    source: 'กลุ่มบริหารงานการเงินและสินทรัพย์',
    workingDaysAgo: 13,
    steps: 4,
    after: [
      {
        who: 'webmaster',
        type: 'TAKE_DOWN',
        data: { reasons: { grounds: [], text: 'แนบแบบสรุปผิดเดือน จะเผยแพร่ฉบับที่ถูกต้องแทน' } },
      },
    ],
  },
  // Returned by the director.
  {
    owner: 'officer2',
    title: 'นวัตกรรมการจัดการเรียนรู้ของโรงเรียนในสังกัด',
    body: example('รวมนวัตกรรมการจัดการเรียนรู้ที่โรงเรียนส่งเข้าร่วม'),
    category: '1.17',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 7,
    steps: 2,
    after: [
      {
        who: 'officeDirector',
        type: 'RETURN',
        data: { reasons: { grounds: [], text: 'โปรดแนบหนังสือยินยอมของเจ้าของผลงานทุกโรงเรียนก่อนเสนอใหม่' } },
      },
    ],
  },
  // Being drafted.
  {
    owner: 'officer',
    title: `ข้อมูลสารสนเทศทางการศึกษา ปีการศึกษา ${calendar.nextSchoolYear - 1}`,
    body: example('ข้อมูลพื้นฐานของโรงเรียน ครู และนักเรียนในสังกัด'),
    category: '1.8',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 2,
    steps: 0,
  },
  // It waits for the director of the group.
  {
    owner: 'publicRelations',
    title: 'คลังความรู้จากการประชุมแลกเปลี่ยนเรียนรู้',
    body: example('สรุปองค์ความรู้จากการประชุมแลกเปลี่ยนเรียนรู้ของกลุ่ม/หน่วย'),
    category: '1.13',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 3,
    steps: 1,
  },
  // It waits for the director.
  {
    owner: 'officer',
    title: 'คู่มือการปฏิบัติงาน กลุ่มนโยบายและแผน',
    body: example('มาตรฐานการปฏิบัติงานของกลุ่มนโยบายและแผน แยกตามงาน'),
    category: '1.10',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 3,
    steps: 2,
  },
  // It waits for the webmaster and for public relations.
  {
    owner: 'officer2',
    title: 'รายงานผลสัมฤทธิ์ทางการศึกษาของโรงเรียนในสังกัด',
    body: example('รายงานภาพรวมผลสัมฤทธิ์ทางการศึกษาของโรงเรียนในสังกัด'),
    category: '1.16',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    channels: ['website', 'social'],
    workingDaysAgo: 3,
    steps: 3,
  },
]

/** สพป.ยโสธร เขต ๒: permitted in two ranks, then the website and the other channels side by side. */
export const yst2Demo: OfficeDemo = {
  document: {
    title: 'มาตรการดำเนินการกำหนดให้มีการเผยแพร่ข้อมูลข่าวสารบนเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
    // ๑.๑ กฎระเบียบ ข้อบังคับที่เกี่ยวข้องกับสำนักงาน: it binds every group of the office.
    category: '1.1',
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
    date: '2020-06-24',
  },
  signatories: { officeDirector: 'นายวรรณสิทธิ์ คำเพราะ' },
  channels: ['website'],
  walk: ({ owner, groupDirector, officeDirector, until }) => [
    { who: owner, type: 'PROPOSE', data: { checked: ['lawful'] } },
    { who: groupDirector, type: 'ENDORSE' },
    { who: officeDirector, type: 'PERMIT' },
    { who: 'webmaster', type: 'PUBLISH', data: period(until) },
  ],
  matters,
}
