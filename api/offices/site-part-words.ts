import type { OfficeRow } from '../../db/offices.ts'
import { lawSections } from '../../machines/law/sections.ts'
import type { SiteColours } from '../../machines/offices/site-colours.ts'
import { numberedTitle } from '../../machines/procedure/numbered-title.ts'
import type { Category, Text } from '../../machines/procedure/procedure.ts'
import { asItIs, type PartPath, type PartWords } from './changed-meanwhile.ts'

const names: Record<string, Text> = {
  'name.th': { th: 'ชื่อภาษาไทย', en: 'Name in Thai' },
  'name.en': { th: 'ชื่อภาษาอังกฤษ', en: 'Name in English' },
  seal: { th: 'ตราสัญลักษณ์', en: 'Seal' },
  colours: { th: 'สีของลิงก์และปุ่ม', en: 'Colour of links and buttons' },
  'contact.address': { th: 'ที่อยู่', en: 'Address' },
  'contact.telephone': { th: 'โทรศัพท์', en: 'Telephone' },
  'contact.email': { th: 'อีเมล', en: 'E-mail' },
  menu: { th: 'เมนู', en: 'Menu' },
  'catalogue.licence': { th: 'สัญญาอนุญาตของชุดข้อมูล', en: 'Licence of the datasets' },
  'catalogue.coverage': { th: 'ขอบเขตเชิงพื้นที่ของชุดข้อมูล', en: 'Area that the datasets cover' },
}
const usual: Text = { th: 'ตามปกติ', en: 'as usual' }
const noSection: Text = { th: 'ไม่จัดไว้ในข้อใด', en: 'no subsection' }
const unknown: Text = { th: 'ไม่ทราบ', en: 'not known' }

/** The parts of an office's site in words, for whoever changed one that another has changed meanwhile. */
export function sitePartWords(row: Pick<OfficeRow, 'categories'>) {
  const categories = JSON.parse(row.categories) as Category[]
  const kind = (id: string): Text => {
    const found = categories.find((one) => one.id === id)
    return found ? numberedTitle(found) : { th: id, en: id }
  }
  return (path: PartPath, now: unknown): PartWords => {
    const of = kind(path.at(-1) ?? '')
    if (path[0] === 'filing')
      return {
        name: { th: `${of.th} จัดไว้ในข้อ`, en: `${of.en}, filed under` },
        now: now === '' ? noSection : sectionWords(now),
      }
    if (path[1] === 'frequency')
      return {
        name: { th: `${of.th} ปรับปรุงทุก`, en: `${of.en}, updated every` },
        now: now === undefined ? unknown : asItIs(now),
      }
    return { name: names[path.join('.')] ?? of, now: shownNow(path, now) }
  }
}

function shownNow([part]: PartPath, now: unknown): Text | undefined {
  if (part === 'seal') return undefined
  if (part === 'colours') return now ? asItIs(Object.values(now as SiteColours).join(' ')) : usual
  if (part !== 'menu') return asItIs(now)
  const titles = (now as { title: Text }[]).map(({ title }) => title)
  const joined = (language: keyof Text) => titles.map((title) => title[language]).join(', ')
  return titles.length === 0 ? asItIs('') : { th: joined('th'), en: joined('en') }
}

function sectionWords(id: unknown): Text {
  const found = lawSections.find((section) => section.id === id)
  return found ? numberedTitle(found) : usual
}
