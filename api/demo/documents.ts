import { readFileSync } from 'node:fs'

/** One of the five offices' own documents, as a request for its publication. */
export type DemoDocument = {
  office: string
  title: string
  body: string
  category?: string
  source: string
  /** The day in Bangkok that the document bears; null where it bears none. */
  date: string | null
}

/**
 * The full texts as they were read from the printed documents. Misreadings were put right only where the document
 * itself or the name of a law shows what stands there; what cannot be read, or is missing, says so in brackets.
 * Slips that may be the office's own (ประกาศต่างๆ twice in ๑.๗ of ptt1, ข้อ ๓.๖ within ๓.๖ in ksn2, the signatory's two
 * spellings there) were left.
 */
const textOf = (office: string): string =>
  readFileSync(new URL(`../../machines/offices/${office}/document.txt`, import.meta.url), 'utf8').trim()

/** Reads the five documents from their files. */
export const demoDocuments = (): DemoDocument[] => [
  {
    office: 'cmi3',
    title: 'กรอบแนวทางการเผยแพร่ข้อมูลข่าวสารของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
    body: textOf('cmi3'),
    // The guideline has no list of categories.
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
    date: null,
  },
  {
    office: 'cmi4',
    title: 'มาตรการเผยแพร่ข้อมูลต่อสาธารณชน',
    body: textOf('cmi4'),
    // ๑.๔ คู่มือหรือมาตรฐานการปฏิบัติงานของเจ้าหน้าที่: it tells the officers what to do, step by step.
    category: '1.4',
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
    date: '2020-06-25',
  },
  {
    office: 'ksn2',
    title: 'มาตรการเผยแพร่ข้อมูลของทางราชการต่อสาธารณะ ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
    body: textOf('ksn2'),
    // ๑.๒ กฎหมาย ระเบียบ ข้อบังคับ ที่เกี่ยวข้องกับหน่วยงาน: a rule that the memo wants everyone to observe (ถือปฏิบัติ).
    category: '1.2',
    source: 'กลุ่มกฎหมายและคดี สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
    date: '2019-10-01',
  },
  {
    office: 'ptt1',
    title: 'มาตรการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน',
    body: textOf('ptt1'),
    // ๑.๑๔ มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน: its first paragraph names O๔๒, which is that measure.
    category: '1.14',
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
    date: '2022-07-05',
  },
  {
    office: 'yst2',
    title: 'มาตรการดำเนินการกำหนดให้มีการเผยแพร่ข้อมูลข่าวสารบนเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
    body: textOf('yst2'),
    // ๑.๑ กฎระเบียบ ข้อบังคับที่เกี่ยวข้องกับสำนักงาน: it binds every group of the office.
    category: '1.1',
    source: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
    date: '2020-06-24',
  },
]
