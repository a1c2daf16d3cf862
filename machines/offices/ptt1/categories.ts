import type { Category } from '../../procedure/procedure.ts'
import { added } from '../common.ts'

/** The kinds of information that the announcement lists in ข้อ ๑, in its own words and numbers. */
export const categories: Category[] = [
  {
    id: '1.1',
    number: '๑.๑',
    title: {
      th: 'ข้อมูลพื้นฐานเกี่ยวกับโครงสร้าง ข้อมูลผู้บริหาร อำนาจหน้าที่ แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน ข้อมูลการติดต่อ และกฎหมายที่เกี่ยวข้องของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
      en: 'Basic information: structure, executives, powers and duties, strategic or development plan, contact and relevant laws of the office',
    },
  },
  {
    id: '1.2',
    number: '๑.๒',
    title: {
      th: 'ช่องทางที่แสดงบนเว็บไซต์ให้บุคคลภายนอกสามารถสอบถามข้อมูลและหน่วยงานสามารถสื่อสารให้คำตอบกับผู้สอบถามได้ในลักษณะการสื่อสารสองทาง เช่น Web board หรือกล่องข้อความถามตอบ เป็นต้น และช่องทางที่สามารถเชื่อมโยงไปยังเครือข่ายสังคมออนไลน์ของหน่วยงาน เช่น Facebook, Twitter และ Instagram เป็นต้น',
      en: 'Two-way channels on the website for questions and answers, and links to the social networks of the office',
    },
  },
  {
    id: '1.3',
    number: '๑.๓',
    title: {
      th: 'แผนปฏิบัติราชการประจำปี รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ ๖ เดือน รายงานผลการดำเนินงานประจำปี',
      en: 'Annual action plan, six-month monitoring report and annual report',
    },
  },
  { id: '1.4', number: '๑.๔', title: { th: 'คู่มือหรือมาตรฐานการปฏิบัติงาน', en: 'Work manuals or standards' } },
  {
    id: '1.5',
    number: '๑.๕',
    title: {
      th: 'คู่มือหรือมาตรฐานการให้บริการ ข้อมูลเชิงสถิติการให้บริการ รายงานผลการสำรวจความพึงพอใจการให้บริการ ช่องทางที่บุคคลภายนอกสามารถขอรับบริการกับหน่วยงานผ่านช่องทางออนไลน์ที่สามารถเข้าถึงหรือเชื่อมโยงได้จากเว็บไซต์หลักของหน่วยงาน (E-service)',
      en: 'Service manuals or standards, service statistics, satisfaction survey report and e-service',
    },
  },
  {
    id: '1.6',
    number: '๑.๖',
    title: {
      th: 'แผนการใช้จ่ายงบประมาณประจำปี รายงานการกำกับติดตามการใช้จ่ายงบประมาณประจำปี รอบ ๖ เดือน รายงานผลการใช้จ่ายงบประมาณประจำปี',
      en: 'Annual spending plan, six-month monitoring report and annual spending report',
    },
  },
  {
    id: '1.7',
    number: '๑.๗',
    title: {
      th: 'แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ ประกาศต่างๆเกี่ยวกับการจัดซื้อจัดจ้าง ประกาศต่างๆเกี่ยวกับการจัดซื้อจัดจ้างหรือจัดหาพัสดุ สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ รายเดือน รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี',
      en: 'Procurement plan, procurement announcements, monthly summary and annual report',
    },
  },
  {
    id: '1.8',
    number: '๑.๘',
    title: {
      th: 'นโยบายการบริหารทรัพยากรบุคคล การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี',
      en: 'Human resource policy, its implementation, criteria and annual report',
    },
  },
  {
    id: '1.9',
    number: '๑.๙',
    title: {
      th: 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ',
      en: 'Practice, channels and statistics of complaints about corruption and misconduct',
    },
  },
  {
    id: '1.10',
    number: '๑.๑๐',
    title: {
      th: 'ช่องทางการรับฟังความคิดเห็น และการเปิดโอกาสให้เกิดการมีส่วนร่วม',
      en: 'Channels for opinions, and opportunities for participation',
    },
  },
  {
    id: '1.11',
    number: '๑.๑๑',
    title: {
      th: 'เจตจำนงสุจริตของผู้บริหาร การมีส่วนร่วมของผู้บริหาร',
      en: 'Integrity pledge and participation of the executives',
    },
  },
  {
    id: '1.12',
    number: '๑.๑๒',
    title: {
      th: 'การประเมินความเสี่ยงการทุจริตประจำปี การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต การเสริมสร้างวัฒนธรรมองค์กร',
      en: 'Annual corruption risk assessment, management of the risks and organisational culture',
    },
  },
  {
    id: '1.13',
    number: '๑.๑๓',
    title: {
      th: 'แผนปฏิบัติการป้องกันการทุจริต รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปีรอบ ๖ เดือน รายงานผลการดำเนินการป้องกันการทุจริตประจำปี',
      en: 'Anti-corruption action plan, six-month monitoring report and annual report',
    },
  },
  {
    id: '1.14',
    number: '๑.๑๔',
    title: {
      th: 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน',
      en: 'Measures that promote integrity and transparency in the office, and their implementation',
    },
  },
  // The announcement lists what has to be published; what else an office publishes, such as news, is added.
  {
    id: 'other',
    number: '',
    title: {
      th: 'ข้อมูลอื่นนอกรายการ ๑.๑–๑.๑๔ เช่น ข่าวประชาสัมพันธ์',
      en: 'Other information than 1.1–1.14, such as news',
    },
    clause: added('๑'),
    source: 'added',
  },
]
