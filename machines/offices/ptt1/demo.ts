import type { DemoCalendar } from '../demo/calendar.ts'
import { example, type Matter, type OfficeDemo, period } from '../demo/office-demo.ts'

const matters = (calendar: DemoCalendar): Matter[] => [
  // Published.
  {
    owner: 'officer',
    title: `แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example(`แผนงาน โครงการ และตัวชี้วัดของสำนักงานในปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`),
    category: '1.3',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 19,
    steps: 4,
  },
  // Published for the fiscal year.
  {
    owner: 'officer',
    title: `แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example('แผนการใช้จ่ายงบประมาณของสำนักงาน แยกตามแผนงานและไตรมาส'),
    category: '1.6',
    source: 'กลุ่มนโยบายและแผน',
    until: calendar.fiscalYearEnd,
    workingDaysAgo: 13,
    steps: 4,
  },
  // Published, and once corrected.
  {
    owner: 'officer2',
    title: 'คู่มือการให้บริการของกลุ่มส่งเสริมการจัดการศึกษา',
    body: example('ขั้นตอนและเอกสารที่ใช้ในการขอรับบริการ'),
    category: '1.5',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 16,
    steps: 4,
    after: [
      { who: 'webmaster', type: 'REPORT_ERROR', data: { error: 'ขั้นตอนการขอใบแทนเอกสารตกไปหนึ่งข้อ' } },
      {
        who: 'officer2',
        type: 'change',
        data: { body: example('ขั้นตอนและเอกสารที่ใช้ในการขอรับบริการ รวมการขอใบแทนเอกสาร') },
      },
      { who: 'officer2', type: 'CORRECT' },
    ],
  },
  // It ends tomorrow.
  {
    owner: 'officer',
    title: 'ขอเชิญแสดงความคิดเห็นต่อร่างแผนพัฒนาการศึกษา',
    body: example('ผู้มีส่วนได้ส่วนเสียแสดงความคิดเห็นได้ที่กลุ่มนโยบายและแผน หรือทางกล่องข้อความถามตอบของเว็บไซต์'),
    category: '1.10',
    source: 'กลุ่มนโยบายและแผน',
    until: calendar.plus(1),
    workingDaysAgo: 9,
    steps: 4,
  },
  // It has run out.
  {
    owner: 'officer2',
    title: 'ขอเชิญร่วมประชุมรับฟังความคิดเห็นเรื่องการรับนักเรียน',
    body: example('ขอเชิญผู้ปกครองและผู้แทนโรงเรียนร่วมประชุมรับฟังความคิดเห็น'),
    category: '1.10',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    until: calendar.workingDayAgo(6),
    workingDaysAgo: 24,
    steps: 4,
    after: [{ who: 'timer', type: 'expire' }],
  },
  // It was taken down.
  {
    owner: 'officer',
    title: `ประกาศเผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example('แผนการจัดซื้อจัดจ้างของสำนักงาน จัดทำโดยกลุ่มบริหารงานการเงินและสินทรัพย์'),
    category: '1.7',
    source: 'กลุ่มบริหารงานการเงินและสินทรัพย์',
    workingDaysAgo: 14,
    steps: 4,
    after: [
      {
        who: 'webmaster',
        type: 'TAKE_DOWN',
        data: { reasons: { grounds: [], text: 'ประกาศฉบับนี้ยกเลิกแล้ว มีประกาศฉบับใหม่แทน' } },
      },
    ],
  },
  // Returned by the web officer.
  {
    owner: 'officer2',
    title: 'การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน',
    body: example('ผลการดำเนินการตามมาตรการของสำนักงานในรอบปีที่ผ่านมา'),
    category: '1.14',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 6,
    steps: 1,
    after: [
      {
        who: 'webmaster',
        type: 'RETURN',
        data: { reasons: { grounds: [], text: 'ยังไม่มีผลการดำเนินการของทุกมาตรการ โปรดเพิ่มให้ครบถ้วน' } },
      },
    ],
  },
  // Being prepared.
  {
    owner: 'officer',
    title: `แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example('โครงการและกิจกรรมด้านการป้องกันการทุจริตของสำนักงาน'),
    category: '1.13',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 2,
    steps: 0,
  },
  // It waits for the web officer to propose it.
  {
    owner: 'publicRelations',
    title: 'เจตจำนงสุจริตของผู้บริหาร',
    body: example('ประกาศเจตจำนงสุจริตในการบริหารงานของสำนักงาน'),
    category: '1.11',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 3,
    steps: 1,
  },
  // It waits for the director.
  {
    owner: 'officer',
    title: `การประเมินความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example('ผลการประเมินความเสี่ยงและแนวทางการจัดการความเสี่ยง'),
    category: '1.12',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 3,
    steps: 2,
  },
  // It waits for the web officer to proofread it.
  {
    owner: 'officer2',
    title: 'คู่มือการปฏิบัติงาน กลุ่มส่งเสริมการจัดการศึกษา',
    body: example('ขั้นตอนการปฏิบัติงานของกลุ่ม แยกตามงานที่รับผิดชอบ'),
    category: '1.4',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 3,
    steps: 3,
  },
]

/** สพป.ปทุมธานี เขต ๑: the web officer proposes to the director and proofreads. */
export const ptt1Demo: OfficeDemo = {
  document: {
    title: 'มาตรการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน',
    // ๑.๑๔ มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน: its first paragraph names O๔๒, which is that measure.
    category: '1.14',
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
    date: '2022-07-05',
  },
  signatories: { officeDirector: 'นายนิพนธ์ นนธิ' },
  walk: ({ owner, officeDirector, until }) => [
    { who: owner, type: 'HAND_IN', data: { checked: ['accurate', 'complete'] } },
    { who: 'webmaster', type: 'PROPOSE' },
    { who: officeDirector, type: 'CONSENT' },
    {
      who: 'webmaster',
      type: 'PUBLISH',
      data: { checked: ['accurate', 'complete', 'computerCrimeAct'], ...period(until) },
    },
  ],
  matters,
}
