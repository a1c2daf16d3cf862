import type { DemoCalendar } from '../demo/calendar.ts'
import { example, type Matter, type OfficeDemo, period } from '../demo/office-demo.ts'
import { purchasesOf } from '../demo/purchases.ts'

const matters = (calendar: DemoCalendar): Matter[] => [
  // Published, and once corrected.
  {
    owner: 'officer',
    title: `แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example(`แผนงาน โครงการ และตัวชี้วัดของสำนักงานในปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`),
    category: '1.3',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 19,
    steps: 3,
    after: [
      { who: 'officer', type: 'REPORT_ERROR', data: { error: 'ชื่อกลุ่มที่รับผิดชอบโครงการหนึ่งพิมพ์ผิด' } },
      {
        who: 'officer',
        type: 'change',
        data: {
          body: example(
            `แผนงาน โครงการ และตัวชี้วัดของสำนักงานในปีงบประมาณ พ.ศ. ${calendar.fiscalYear} (แก้ไขชื่อกลุ่มที่รับผิดชอบแล้ว)`,
          ),
        },
      },
      { who: 'officer', type: 'CORRECT' },
    ],
  },
  // Published.
  {
    owner: 'officer',
    title: `สรุปผลการจัดซื้อจัดจ้างรายเดือน ${calendar.lastMonth}`,
    body: purchasesOf(calendar.lastMonth),
    category: '1.6',
    source: 'กลุ่มบริหารงานการเงินและสินทรัพย์',
    workingDaysAgo: 10,
    steps: 3,
  },
  // It ends tomorrow.
  {
    owner: 'officer2',
    title: `ประชาสัมพันธ์การรับนักเรียน ปีการศึกษา ${calendar.nextSchoolYear}`,
    body: example(
      'ผู้ปกครองขอดูปฏิทินการรับนักเรียนและเขตพื้นที่บริการได้ที่โรงเรียนใกล้บ้าน หรือที่กลุ่มส่งเสริมการจัดการศึกษา ในวันและเวลาราชการ',
    ),
    category: '1.2',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.plus(1),
    workingDaysAgo: 12,
    steps: 3,
  },
  // It has run out.
  {
    owner: 'officer2',
    title: 'ประชาสัมพันธ์การรับสมัครโรงเรียนเข้าร่วมโครงการส่งเสริมการอ่าน',
    body: example('โรงเรียนที่สนใจแจ้งความประสงค์ที่กลุ่มส่งเสริมการจัดการศึกษาภายในกำหนด'),
    category: '1.2',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.workingDayAgo(6),
    workingDaysAgo: 23,
    steps: 3,
    after: [{ who: 'timer', type: 'expire' }],
  },
  // It was taken down.
  {
    owner: 'officer',
    title: 'รายงานผลสัมฤทธิ์ทางการศึกษาของโรงเรียนในสังกัด',
    body: example('รายงานภาพรวมผลสัมฤทธิ์ทางการศึกษาของโรงเรียนในสังกัด'),
    category: '1.5',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 15,
    steps: 3,
    after: [
      {
        who: 'webmaster',
        type: 'TAKE_DOWN',
        data: { reasons: { grounds: [], text: 'มีรายงานฉบับปรับปรุงแล้ว ฉบับนี้จึงไม่เป็นปัจจุบัน' } },
      },
    ],
  },
  // Returned by the director.
  {
    owner: 'officer2',
    title: 'คู่มือการปฏิบัติงาน กลุ่มส่งเสริมการจัดการศึกษา',
    body: example('ขั้นตอนการปฏิบัติงานของกลุ่ม แยกตามงานที่รับผิดชอบ'),
    category: '1.4',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 7,
    steps: 1,
    after: [
      {
        who: 'officeDirector',
        type: 'RETURN',
        data: { reasons: { grounds: [], text: 'ระยะเวลาแต่ละขั้นตอนยังไม่ครบทุกงาน โปรดเพิ่มแล้วเสนอใหม่' } },
      },
    ],
  },
  // Being prepared.
  {
    owner: 'officer',
    title: 'โครงสร้างหน่วยงานและข้อมูลการติดต่อหน่วยงาน',
    body: example('ผังโครงสร้าง อำนาจหน้าที่ของแต่ละกลุ่ม/หน่วย และช่องทางติดต่อ'),
    category: '1.1',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 2,
    steps: 0,
  },
  // It waits for the director.
  {
    owner: 'publicRelations',
    title: `จดหมายข่าวของสำนักงาน ประจำเดือน${calendar.lastMonth}`,
    body: example('รวมข่าวกิจกรรมของสำนักงานและโรงเรียนในสังกัดในรอบเดือน'),
    category: '1.2',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 3,
    steps: 1,
  },
  // It waits for the webmaster.
  {
    owner: 'officer',
    title: `รายงานการติดตามผลตามแผนปฏิบัติการ ปีงบประมาณ พ.ศ. ${calendar.fiscalYear - 1}`,
    body: example('ผลการติดตามการดำเนินการตามแผนปฏิบัติการของปีงบประมาณที่ผ่านมา'),
    category: '1.3',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 2,
    steps: 2,
  },
  // Published, an error in it being corrected.
  {
    owner: 'officer2',
    title: 'ประชาสัมพันธ์การแข่งขันทักษะทางวิชาการของนักเรียน',
    body: example('กำหนดการและหลักเกณฑ์การแข่งขันทักษะทางวิชาการของนักเรียนในสังกัด'),
    category: '1.2',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.plus(60),
    workingDaysAgo: 6,
    steps: 3,
    after: [{ who: 'webmaster', type: 'REPORT_ERROR', data: { error: 'ลิงก์ไปยังหลักเกณฑ์การแข่งขันเปิดไม่ได้' } }],
  },
]

const lawful = ['personalData', 'officialInformation', 'computerLaw', 'officialSecrets']

/** สพป.เชียงใหม่ เขต ๔: consent of the director, proofreading, and the correction of errors. */
export const cmi4Demo: OfficeDemo = {
  document: {
    title: 'มาตรการเผยแพร่ข้อมูลต่อสาธารณชน',
    // ๑.๔ คู่มือหรือมาตรฐานการปฏิบัติงานของเจ้าหน้าที่: it tells the officers what to do, step by step.
    category: '1.4',
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
    date: '2020-06-25',
    // นายไกรเจน เดชะบุญ signed as deputy, รักษาราชการแทน.
    people: { officeDirector: 'deputyDirector' },
  },
  signatories: { deputyDirector: 'นายไกรเจน เดชะบุญ' },
  walk: ({ owner, officeDirector, until }) => [
    { who: owner, type: 'PROPOSE', data: { checked: ['accurate', ...lawful] } },
    { who: officeDirector, type: 'CONSENT', data: { checked: lawful } },
    {
      who: 'webmaster',
      type: 'PUBLISH',
      data: {
        checked: ['accurate', 'complete', ...lawful],
        ...period(until),
      },
    },
  ],
  matters,
}
