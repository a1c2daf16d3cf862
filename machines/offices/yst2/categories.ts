import type { Category } from '../../procedure/procedure.ts'

/** The kinds of information that the announcement lists in ข้อ ๑, in its own words and numbers. */
export const categories: Category[] = [
  {
    id: '1.1',
    number: '๑.๑',
    title: {
      th: 'ข้อมูลเกี่ยวกับ กฎระเบียบ ข้อบังคับที่เกี่ยวข้องกับสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ ข้าราชการครูและบุคลากรทางการศึกษา นักเรียน และโรงเรียนในสังกัด',
      en: 'Rules and regulations concerning the office, teachers and staff, pupils and its schools',
    },
  },
  {
    id: '1.2',
    number: '๑.๒',
    title: {
      th: 'นโยบาย แผนพัฒนาการศึกษา และภารกิจของรัฐบาล กระทรวงศึกษาธิการ สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน และสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Policy, education development plans and missions of the government, the ministry, OBEC and the office',
    },
  },
  {
    id: '1.3',
    number: '๑.๓',
    title: {
      th: 'การขยายและพัฒนาเนื้อหาสาระ นโยบายแผนงาน แนวคิด กิจกรรม โครงการสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ และโรงเรียนในสังกัด',
      en: 'Extension and development of content: policies, plans, ideas, activities and projects of the office and its schools',
    },
  },
  {
    id: '1.4',
    number: '๑.๔',
    title: {
      th: 'ข้อมูลพื้นฐาน โครงสร้าง ภารกิจของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Basic information, structure and mission of the office',
    },
  },
  {
    id: '1.5',
    number: '๑.๕',
    title: { th: 'ข้อมูลผู้บริหารสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒', en: 'Executives of the office' },
  },
  {
    id: '1.6',
    number: '๑.๖',
    title: {
      th: 'แผนปฏิบัติการประจำปี และการติดตามผลการดำเนินการตามแผนปฏิบัติการประจำปี',
      en: 'Annual action plan and the follow-up of its results',
    },
  },
  {
    id: '1.7',
    number: '๑.๗',
    title: {
      th: 'การขับเคลื่อนประสิทธิภาพการบริหารจัดการสู่คุณภาพของผลผลิตต่อสาธารณะชน',
      en: 'Driving the efficiency of management towards the quality of output for the public',
    },
  },
  {
    id: '1.8',
    number: '๑.๘',
    title: {
      th: 'ข้อมูลสารสนเทศ ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Information of the office',
    },
  },
  { id: '1.9', number: '๑.๙', title: { th: 'ข้อมูลการจัดซื้อจัดจ้าง', en: 'Procurement information' } },
  {
    id: '1.10',
    number: '๑.๑๐',
    title: {
      th: 'มาตรฐานหรือคู่มือการปฏิบัติงานส่วนบุคคลและกลุ่ม/หน่วย',
      en: 'Work standards or manuals of persons, groups and units',
    },
  },
  {
    id: '1.11',
    number: '๑.๑๑',
    title: {
      th: 'มาตรฐานและขั้นตอนให้บริการภายในสำนักงานเขตพื้นที่การศึกษา',
      en: 'Standards and steps of services within the office',
    },
  },
  { id: '1.12', number: '๑.๑๒', title: { th: 'ผลสำเร็จจากการดำเนินงาน', en: 'Achievements of the work' } },
  {
    id: '1.13',
    number: '๑.๑๓',
    title: { th: 'การแลกเปลี่ยนเรียนรู้แบ่งปันความรู้ใหม่ๆ', en: 'Exchange and sharing of new knowledge' },
  },
  {
    id: '1.14',
    number: '๑.๑๔',
    title: {
      th: 'การจัดเก็บข้อมูลออนไลน์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Online data storage of the office',
    },
  },
  {
    id: '1.15',
    number: '๑.๑๕',
    title: {
      th: 'การรายงานข้อมูลออนไลน์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Online data reporting of the office',
    },
  },
  {
    id: '1.16',
    number: '๑.๑๖',
    title: { th: 'ข้อมูลผลสัมฤทธิ์ทางการศึกษา', en: 'Educational achievement results' },
  },
  { id: '1.17', number: '๑.๑๗', title: { th: 'นวัตกรรมทางการศึกษา', en: 'Educational innovation' } },
  {
    id: '1.18',
    number: '๑.๑๘',
    title: { th: 'ข้อมูลบุคคลหน่วยงานต้นแบบที่ประสบผลสำเร็จ', en: 'Model persons and units that succeeded' },
  },
  {
    id: '1.19',
    number: '๑.๑๙',
    title: {
      th: 'ข้อมูลอื่นๆ ที่ไม่ขัดต่อกฎหมาย ความสงบเรียบร้อยและศีลธรรมอันดีของประชาชน และความมั่นคงของประเทศ',
      en: 'Other information not contrary to law, public order, good morals or national security',
    },
  },
]
