import type { Text } from '../procedure/procedure.ts'

/**
 * What the Official Information Act of 2540 (พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐) wants to be published (ม.๗) or kept for
 * inspection (ม.๙), subsection by subsection; (๔) and (๘) are divided as the offices' own indexes divide them.
 */
export type LawSection = { id: string; act: 7 | 9; number: string; title: Text }

const section = (id: string, number: string, th: string, en: string): LawSection => ({
  id,
  act: id.startsWith('7') ? 7 : 9,
  number,
  title: { th, en },
})

export const lawSections: LawSection[] = [
  section('7.1', 'มาตรา ๗ (๑)', 'โครงสร้างและการจัดองค์กรในการดำเนินงาน', 'Structure and organisation'),
  section(
    '7.2',
    'มาตรา ๗ (๒)',
    'สรุปอำนาจหน้าที่ที่สำคัญและวิธีการดำเนินงาน',
    'Main powers, duties and ways of working',
  ),
  section(
    '7.3',
    'มาตรา ๗ (๓)',
    'สถานที่ติดต่อเพื่อขอรับข้อมูลข่าวสารหรือคำแนะนำ',
    'Where to ask for information or advice',
  ),
  section(
    '7.4',
    'มาตรา ๗ (๔)',
    'กฎ มติคณะรัฐมนตรี ข้อบังคับ คำสั่ง หนังสือเวียน ระเบียบ แบบแผน นโยบาย หรือการตีความ ที่มีสภาพอย่างกฎ',
    'Rules, resolutions, orders, circulars, policies or interpretations that bind as rules do',
  ),
  section(
    '7.5',
    'มาตรา ๗ (๕)',
    'ข้อมูลข่าวสารอื่นตามที่คณะกรรมการกำหนด',
    'Other information that the Board determines',
  ),
  section(
    '9.1',
    'มาตรา ๙ (๑)',
    'ผลการพิจารณาหรือคำวินิจฉัยที่มีผลโดยตรงต่อเอกชน',
    'Decisions with a direct effect on private persons',
  ),
  section(
    '9.2',
    'มาตรา ๙ (๒)',
    'นโยบายหรือการตีความที่ไม่เข้าข่ายมาตรา ๗ (๔)',
    'Policies or interpretations outside of section 7 (4)',
  ),
  section(
    '9.3',
    'มาตรา ๙ (๓)',
    'แผนงาน โครงการ และงบประมาณรายจ่ายประจำปีของปีที่กำลังดำเนินการ',
    'Plans, projects and annual budget of the present year',
  ),
  section('9.4.1', 'มาตรา ๙ (๔)-๑', 'คำสั่งเกี่ยวกับวิธีปฏิบัติงาน', 'Orders on ways of working'),
  section('9.4.2', 'มาตรา ๙ (๔)-๒', 'คู่มือหรือมาตรฐานการปฏิบัติงาน', 'Manuals or standards of work'),
  section('9.4.3', 'มาตรา ๙ (๔)-๓', 'คู่มือหรือมาตรฐานการให้บริการ', 'Manuals or standards of service'),
  section(
    '9.5',
    'มาตรา ๙ (๕)',
    'สิ่งพิมพ์ที่ได้มีการอ้างอิงถึงตามมาตรา ๗ วรรคสอง',
    'Printed matter referred to in section 7, second paragraph',
  ),
  section(
    '9.6',
    'มาตรา ๙ (๖)',
    'สัญญาสัมปทาน สัญญาที่มีลักษณะเป็นการผูกขาดตัดตอน หรือสัญญาร่วมทุนกับเอกชนในการจัดทำบริการสาธารณะ',
    'Concessions, monopolies and joint ventures for public services',
  ),
  section(
    '9.7',
    'มาตรา ๙ (๗)',
    'มติคณะรัฐมนตรี หรือมติคณะกรรมการที่แต่งตั้งโดยกฎหมายหรือโดยมติคณะรัฐมนตรี',
    'Resolutions of the Cabinet, and of committees appointed by law or by the Cabinet',
  ),
  section('9.8.1', 'มาตรา ๙ (๘)-๑', 'การจัดซื้อจัดจ้าง', 'Procurement'),
  section('9.8.2', 'มาตรา ๙ (๘)-๒', 'ผลการพิจารณาการจัดซื้อจัดจ้าง (สขร.๑)', 'Results of procurement (สขร.๑)'),
  section(
    '9.8.3',
    'มาตรา ๙ (๘)-๓',
    'เกณฑ์มาตรฐานและตัวชี้วัดความโปร่งใสของหน่วยงานของรัฐ',
    'Standards and indicators of transparency',
  ),
  section('9.8.4', 'มาตรา ๙ (๘)-๔', 'สิ่งแวดล้อมและสุขภาพอนามัย', 'Environment and health'),
  section(
    '9.8.5',
    'มาตรา ๙ (๘)-๕',
    'ข้อมูลข่าวสารอื่นตามที่คณะกรรมการกำหนด',
    'Other information that the Board determines',
  ),
]

export const lawSectionIds = lawSections.map(({ id }) => id)

/** The subsections whose items the monthly view of procurement (สขร.๑) gathers. */
export const procurementSections = ['9.8.1', '9.8.2']

/** By the words with which a kind of information begins; the first that holds decides. */
const usual: [section: string, words: string[]][] = [
  ['9.8.1', ['จัดซื้อจัดจ้าง', 'จัดหาพัสดุ']],
  ['9.8.3', ['ทรัพยากรบุคคล', 'ทุจริต', 'สุจริต', 'ความโปร่งใส', 'รับฟังความคิดเห็น']],
  ['7.4', ['กฎหมาย ระเบียบ', 'กฎระเบียบ']],
  ['9.4.3', ['การให้บริการ', 'ขั้นตอนให้บริการ']],
  ['9.4.2', ['การปฏิบัติงาน']],
  ['7.1', ['ข้อมูลพื้นฐาน', 'ข้อมูลหน่วยงาน', 'ข้อมูลผู้บริหาร']],
  ['9.3', ['แผนปฏิบัติการ', 'แผนปฏิบัติราชการ', 'แผนการใช้จ่าย']],
  ['9.2', ['นโยบาย แผนพัฒนา']],
]
const beginning = 40

/** The subsection under which a kind of information usually stands, by how it begins; undefined where none is sure. */
export function usualSection(title: string): string | undefined {
  const head = title.slice(0, beginning)
  return usual.find(([, words]) => words.some((word) => head.includes(word)))?.[0]
}
