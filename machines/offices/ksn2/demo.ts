import type { DemoCalendar } from '../demo/calendar.ts'
import { example, type Matter, type OfficeDemo, period } from '../demo/office-demo.ts'

const matters = (calendar: DemoCalendar): Matter[] => [
  // Published.
  {
    owner: 'officer',
    title: `แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example('แผนงาน โครงการ และงบประมาณรายจ่ายประจำปีของสำนักงาน'),
    category: '1.1',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 20,
    steps: 6,
  },
  // Published for the fiscal year.
  {
    owner: 'officerLaw',
    title: 'แนวปฏิบัติในการรับเรื่องร้องเรียนของสำนักงาน',
    body: example('ช่องทางและขั้นตอนการรับเรื่องร้องเรียน ข้อมูลส่วนบุคคลของผู้ร้องเรียนและผู้ถูกร้องเรียนจัดเก็บเป็นความลับ'),
    category: '1.2',
    source: 'กลุ่มกฎหมายและคดี',
    until: calendar.fiscalYearEnd,
    workingDaysAgo: 14,
    steps: 6,
  },
  // It ends tomorrow.
  {
    owner: 'officer2',
    title: 'ประชาสัมพันธ์การรับสมัครแข่งขันทักษะทางวิชาการของนักเรียน',
    body: example('โรงเรียนในสังกัดส่งรายการที่ประสงค์จะเข้าแข่งขันที่กลุ่มส่งเสริมการจัดการศึกษา'),
    category: '1.3',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.plus(1),
    workingDaysAgo: 10,
    steps: 6,
  },
  // It has run out.
  {
    owner: 'publicRelations',
    title: 'ขอเชิญร่วมกิจกรรมจิตอาสาพัฒนาสำนักงาน',
    body: example('ขอเชิญบุคลากรและประชาชนทั่วไปร่วมกิจกรรม สอบถามรายละเอียดได้ที่กลุ่มอำนวยการ'),
    category: '1.3',
    source: 'กลุ่มอำนวยการ',
    until: calendar.workingDayAgo(6),
    workingDaysAgo: 25,
    steps: 6,
    after: [{ who: 'timer', type: 'expire' }],
  },
  // It was taken down.
  {
    owner: 'officer',
    title: `สรุปผลการจัดซื้อจัดจ้างรายเดือน ${calendar.lastMonth}`,
    body: example(`แบบสรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน${calendar.lastMonth}`),
    category: '1.3',
    source: 'กลุ่มบริหารงานการเงินและสินทรัพย์',
    workingDaysAgo: 12,
    steps: 6,
    after: [
      {
        who: 'webmaster',
        type: 'TAKE_DOWN',
        data: { reasons: { grounds: [], text: 'เผยแพร่ซ้ำกับรายการที่มีอยู่แล้ว' } },
      },
    ],
  },
  // Disallowed, and its owner told why.
  {
    owner: 'officer2',
    title: 'ภาพกิจกรรมการเยี่ยมบ้านนักเรียน',
    body: example('ภาพกิจกรรมการเยี่ยมบ้านนักเรียนของโรงเรียนในสังกัด'),
    category: '1.4',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 9,
    steps: 4,
    after: [
      {
        who: 'webHead',
        type: 'DISALLOW',
        data: {
          reasons: { grounds: [], text: 'มีภาพที่ระบุตัวนักเรียนและที่อยู่ได้ โปรดคัดเลือกภาพใหม่ให้ไม่กระทบสิทธิส่วนบุคคล' },
        },
      },
      { who: 'webmaster', type: 'INFORM' },
    ],
  },
  // Being prepared.
  {
    owner: 'officerLaw',
    title: 'รวมระเบียบและข้อบังคับที่เกี่ยวข้องกับสำนักงาน',
    body: example('รายการระเบียบและข้อบังคับ พร้อมแสดงที่มาของข้อมูล'),
    category: '1.2',
    source: 'กลุ่มกฎหมายและคดี',
    workingDaysAgo: 2,
    steps: 0,
  },
  // It waits for the director.
  {
    owner: 'officer',
    title: `คำรับรองและรายงานผลการปฏิบัติราชการ ปีงบประมาณ พ.ศ. ${calendar.fiscalYear - 1}`,
    body: example('คำรับรองการปฏิบัติราชการและรายงานผลตามตัวชี้วัด'),
    category: '1.1',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 4,
    steps: 1,
  },
  // It has consent, waits for the request form.
  {
    owner: 'officer2',
    title: `ประชาสัมพันธ์การรับนักเรียน ปีการศึกษา ${calendar.nextSchoolYear}`,
    body: example(
      'ผู้ปกครองขอดูปฏิทินการรับนักเรียนและเขตพื้นที่บริการได้ที่โรงเรียนใกล้บ้าน หรือที่กลุ่มส่งเสริมการจัดการศึกษา ในวันและเวลาราชการ',
    ),
    category: '1.3',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 3,
    steps: 2,
  },
  // It waits for the webmaster.
  {
    owner: 'publicRelations',
    title: `จดหมายข่าวของสำนักงาน ประจำเดือน${calendar.lastMonth}`,
    body: example('รวมข่าวกิจกรรมของสำนักงานและโรงเรียนในสังกัดในรอบเดือน'),
    category: '1.3',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 3,
    steps: 3,
  },
  // It waits for the head of the web group.
  {
    owner: 'officer2',
    title: 'แนวทางการรับสมัครทุนการศึกษาของโรงเรียนในสังกัด',
    body: example('แนวทางและเอกสารประกอบการเสนอชื่อนักเรียนเพื่อรับทุนการศึกษา'),
    category: '1.4',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 4,
    steps: 4,
  },
  // Allowed, waits to be posted.
  {
    owner: 'officer',
    title: 'ช่องทางการติดต่อและแผนที่ตั้งหน่วยงาน',
    body: example('รายละเอียดช่องทางการติดต่อสื่อสารของแต่ละกลุ่ม/หน่วย'),
    category: '1.1',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 4,
    steps: 5,
  },
]

/** สพป.กาฬสินธุ์ เขต ๒: consent, the request form, the webmaster, then the head of the web group. */
export const ksn2Demo: OfficeDemo = {
  document: {
    title: 'มาตรการเผยแพร่ข้อมูลของทางราชการต่อสาธารณะ ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
    // ๑.๒ กฎหมาย ระเบียบ ข้อบังคับ ที่เกี่ยวข้องกับหน่วยงาน: a rule that the memo wants everyone to observe (ถือปฏิบัติ).
    category: '1.2',
    source: 'กลุ่มกฎหมายและคดี สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
    date: '2019-10-01',
    // นายชาญกฤต น้ำใจดี signed as deputy, รักษาราชการแทน; the memo is of the law group.
    people: { owner: 'officerLaw', officeDirector: 'deputyDirector', contact: 'กลุ่มกฎหมายและคดี' },
  },
  signatories: { deputyDirector: 'นายชาญกฤต น้ำใจดี' },
  // The memo was written by the law group.
  furtherGroups: { Law: 'law' },
  walk: ({ owner, officeDirector, until, contact }) => [
    { who: owner, type: 'PROPOSE', data: { checked: ['accurate', 'complete', 'current'] } },
    { who: officeDirector, type: 'CONSENT' },
    { who: owner, type: 'SEND', data: { contact } },
    {
      who: 'webmaster',
      type: 'FORWARD',
      data: { checked: ['accurate', 'complete', 'current', 'sourceNamed'] },
    },
    { who: 'webHead', type: 'ALLOW', data: { checked: ['section7', 'section9', 'computerCrimeAct'] } },
    { who: 'webmaster', type: 'PUBLISH', data: period(until) },
  ],
  matters,
}
