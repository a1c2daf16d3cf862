import type { DemoCalendar } from '../demo/calendar.ts'
import { type DemoPicture, example, type Matter, type OfficeDemo, period } from '../demo/office-demo.ts'

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
  ...photos(calendar),
  ...rules(calendar),
]

const evaluation = (who: string, reach: string, understanding: string) => ({
  who,
  type: 'EVALUATE',
  data: {
    reach,
    understanding,
    benefit: 'ผู้เกี่ยวข้องนำข้อมูลไปใช้ได้โดยไม่ต้องสอบถามสำนักงาน',
    problem: 'ไม่มี',
    suggestion: 'เผยแพร่ทางสื่อสังคมออนไลน์ของสำนักงานด้วย',
  },
})

const meeting: DemoPicture[] = [
  {
    name: 'ประชุม-01.jpg',
    colour: '#2f5d8a',
    alt: 'ภาพวาดแทนภาพถ่าย ผู้เข้าประชุมนั่งหน้าจอภาพ',
    caption: 'ประธานเปิดการประชุม',
  },
  {
    name: 'ประชุม-02.jpg',
    colour: '#3f7d58',
    alt: 'ภาพวาดแทนภาพถ่าย ผู้เข้าประชุมฟังการชี้แจง',
    caption: 'การชี้แจงแนวทางการดำเนินงาน',
  },
  {
    name: 'ประชุม-03.jpg',
    colour: '#8a5a2f',
    alt: 'ภาพวาดแทนภาพถ่าย ผู้เข้าประชุมแลกเปลี่ยนความเห็น',
    caption: 'ผู้เข้าประชุมแลกเปลี่ยนความเห็น',
  },
]
const openHouse: DemoPicture[] = [
  {
    name: 'นิทรรศการ-01.jpg',
    colour: '#6a4c93',
    alt: 'ภาพวาดแทนภาพถ่าย ผู้เข้าชมหน้าจอภาพ',
    caption: 'ผู้เข้าชมนิทรรศการผลงานของโรงเรียนในสังกัด',
  },
  {
    name: 'นิทรรศการ-02.jpg',
    colour: '#a33b4e',
    alt: 'ภาพวาดแทนภาพถ่าย การนำเสนอผลงาน',
    caption: 'การนำเสนอผลงานของโรงเรียนในสังกัด',
  },
]
const withoutTexts = (pictures: DemoPicture[]): DemoPicture[] =>
  pictures.map(({ name, colour }) => ({ name, colour }))

/** ๓.๒: one at each step, and one that was evaluated. */
const photos = (calendar: DemoCalendar): Matter[] => [
  {
    of: 'photos',
    owner: 'publicRelations',
    title: `ภาพการประชุมผู้บริหารสถานศึกษา ประจำเดือน${calendar.lastMonth}`,
    body: example('ภาพกิจกรรมการประชุมผู้บริหารสถานศึกษาในสังกัด'),
    category: '1.3',
    source: 'กลุ่มอำนวยการ',
    pictures: meeting,
    workingDaysAgo: 12,
    steps: 5,
    after: [evaluation('publicRelations', 'ผู้เข้าชม ๑๒๐ ครั้ง', 'โรงเรียนในสังกัดทราบแนวทางการดำเนินงาน')],
  },
  // It waits for its evaluation.
  {
    of: 'photos',
    owner: 'officer2',
    title: 'ภาพนิทรรศการผลงานของโรงเรียนในสังกัด',
    body: example('ภาพผลสำเร็จของการดำเนินงานของโรงเรียนในสังกัด'),
    category: '1.12',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    pictures: openHouse,
    workingDaysAgo: 6,
    steps: 5,
  },
  {
    of: 'photos',
    owner: 'officer',
    title: 'ภาพการประชุมชี้แจงแผนปฏิบัติการ',
    body: example('ภาพกิจกรรมการประชุมชี้แจงแผนปฏิบัติการ'),
    category: '1.3',
    source: 'กลุ่มนโยบายและแผน',
    pictures: meeting.slice(1),
    workingDaysAgo: 4,
    steps: 4,
  },
  {
    of: 'photos',
    owner: 'publicRelations',
    title: 'ภาพการอบรมการใช้งานระบบสารสนเทศ',
    body: example('ภาพกิจกรรมการอบรมบุคลากรในสำนักงาน'),
    category: '1.3',
    source: 'กลุ่มอำนวยการ',
    pictures: withoutTexts(openHouse),
    workingDaysAgo: 4,
    steps: 3,
  },
  {
    of: 'photos',
    owner: 'officer2',
    title: 'ภาพกิจกรรมค่ายวิชาการ',
    body: example('ภาพกิจกรรมตามโครงการค่ายวิชาการ'),
    category: '1.3',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 3,
    steps: 1,
  },
  {
    of: 'photos',
    owner: 'publicRelations',
    title: 'ภาพการประชุมประจำเดือนของสำนักงาน',
    body: example('ภาพกิจกรรมการประชุมประจำเดือนของสำนักงาน'),
    category: '1.3',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 2,
    steps: 0,
  },
]

/** ๓.๓: one at each step, one that the superior wants changed, and one that was evaluated. */
const rules = (calendar: DemoCalendar): Matter[] => [
  {
    of: 'rules',
    owner: 'officer',
    title: `แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`,
    body: example(`แผนการจัดซื้อจัดจ้างของสำนักงาน ประจำปีงบประมาณ พ.ศ. ${calendar.fiscalYear}`),
    category: '1.9',
    source: 'กลุ่มบริหารงานการเงินและสินทรัพย์',
    workingDaysAgo: 14,
    steps: 5,
    after: [evaluation('officer', 'ผู้เข้าชม ๘๕ ครั้ง', 'ผู้ประกอบการทราบแผนการจัดซื้อจัดจ้าง')],
  },
  // It waits for its evaluation.
  {
    of: 'rules',
    owner: 'publicRelations',
    title: 'ระเบียบการใช้ห้องประชุมของสำนักงาน',
    body: example('ระเบียบการขอใช้ห้องประชุมของสำนักงาน'),
    category: '1.1',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 7,
    steps: 5,
  },
  {
    of: 'rules',
    owner: 'officer2',
    title: 'คู่มือการปฏิบัติงาน กลุ่มส่งเสริมการจัดการศึกษา',
    body: example('มาตรฐานการปฏิบัติงานของกลุ่มส่งเสริมการจัดการศึกษา แยกตามงาน'),
    category: '1.10',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 5,
    steps: 4,
  },
  {
    of: 'rules',
    owner: 'publicRelations',
    title: 'โครงสร้างและภารกิจของสำนักงาน',
    body: example('โครงสร้างการแบ่งกลุ่มงานและภารกิจของแต่ละกลุ่ม'),
    category: '1.4',
    source: 'กลุ่มอำนวยการ',
    workingDaysAgo: 4,
    steps: 3,
  },
  {
    of: 'rules',
    owner: 'officer2',
    title: 'บุคคลและหน่วยงานต้นแบบของเขตพื้นที่',
    body: example('ข้อมูลบุคคลและหน่วยงานต้นแบบที่ประสบผลสำเร็จ'),
    category: '1.18',
    source: 'กลุ่มส่งเสริมการจัดการศึกษา',
    workingDaysAgo: 6,
    steps: 3,
    after: [
      {
        who: 'groupDirector2',
        type: 'REVISE',
        data: { reasons: { grounds: [], text: 'เพิ่มผลสำเร็จที่วัดได้ของแต่ละหน่วยงาน' } },
      },
    ],
  },
  {
    of: 'rules',
    owner: 'officer',
    title: 'การจัดเก็บข้อมูลออนไลน์ของสำนักงาน',
    body: example('แนวทางการจัดเก็บข้อมูลออนไลน์ของสำนักงาน'),
    category: '1.14',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 3,
    steps: 1,
  },
  {
    of: 'rules',
    owner: 'officer',
    title: 'ข้อบังคับการใช้ระบบสารสนเทศของสำนักงาน',
    body: example('ข้อบังคับการใช้ระบบสารสนเทศของสำนักงาน'),
    category: '1.1',
    source: 'กลุ่มนโยบายและแผน',
    workingDaysAgo: 2,
    steps: 0,
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
  furtherWalks: {
    // The group loads its pictures itself (๒.๓): the document has nobody permit them.
    photos: ({ owner, pictures = [], until }) => [
      {
        who: owner,
        type: 'PLAN',
        data: {
          eventDate: '2026-11-05',
          place: 'ห้องประชุมของสำนักงาน',
          photographer: 'เจ้าหน้าที่ประชาสัมพันธ์',
          shots: [{ shot: 'พิธีเปิด' }, { shot: 'ผู้เข้าร่วมกิจกรรม', remark: 'ภาพมุมกว้าง' }],
        },
      },
      { who: owner, type: 'album', data: { pictures } },
      { who: owner, type: 'SELECT', data: { checked: ['consent'] } },
      { who: owner, type: 'DESCRIBE', data: { checked: ['described'] } },
      { who: owner, type: 'PUBLISH', data: period(until) },
    ],
    rules: ({ owner, groupDirector, contact, until }) => [
      {
        who: owner,
        type: 'PLAN',
        data: { objective: 'ให้ผู้เกี่ยวข้องและประชาชนทราบและตรวจสอบได้', readers: 'บุคลากรในสังกัดและประชาชนทั่วไป' },
      },
      { who: owner, type: 'PROCURE', data: { sources: `เอกสารของ${contact}` } },
      { who: owner, type: 'PROPOSE' },
      { who: groupDirector, type: 'PROCEED' },
      { who: 'webmaster', type: 'PUBLISH', data: period(until) },
    ],
  },
  matters,
}
